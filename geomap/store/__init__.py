"""The store of an output folder, and writing outputs whole or not at all."""

from geomap.store.atomic import publishing, recover, replacing, write_bytes, write_text
from geomap.store.diff import Basis, Change, Known, differences
from geomap.store.store import Added, Changes, Store, VersionOf, article_hash
from geomap.store.version import code_version, rules_version

__all__ = [
    "Added",
    "Basis",
    "Change",
    "Changes",
    "Known",
    "Store",
    "VersionOf",
    "article_hash",
    "code_version",
    "differences",
    "publishing",
    "recover",
    "replacing",
    "rules_version",
    "write_bytes",
    "write_text",
]
