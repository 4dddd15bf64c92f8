"""The store of an output folder, and writing outputs whole or not at all."""

from geomap.store.atomic import publishing, recover, replacing, write_bytes, write_text
from geomap.store.store import Added, Changes, Store, article_hash
from geomap.store.version import code_version

__all__ = [
    "Added",
    "Changes",
    "Store",
    "article_hash",
    "code_version",
    "publishing",
    "recover",
    "replacing",
    "write_bytes",
    "write_text",
]
