"""The store of an output folder, and writing outputs whole or not at all."""

from geomap.store.atomic import publishing, recover, replacing, write_bytes, write_text
from geomap.store.diff import Basis, Change, Known, differences
from geomap.store.elsewhere import PARTS_FOLDER
from geomap.store.reports import Part, Parted, Reports, Share
from geomap.store.store import Added, Changes, Store, VersionOf, article_hash
from geomap.store.version import code_version, rules_version

__all__ = [
    "PARTS_FOLDER",
    "Added",
    "Basis",
    "Change",
    "Changes",
    "Known",
    "Part",
    "Parted",
    "Reports",
    "Share",
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
