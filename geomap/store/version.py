"""The version of everything that decides how a text is coded; where it changed, articles are coded again."""

from __future__ import annotations

import hashlib
from functools import cache

from geomap.models import content_id
from geomap.resources import PACKAGE

_STAGES = ("text", "lang", "places", "dates", "quantities", "events")
_FILES = ("coding.py", "models.py", "ontology.py", "ontology.toml")


def code_version(gazetteer_version: str, *settings: object) -> str:
    """Return a hash of rules, stages, gazetteer and of the ``settings`` that change what coding finds."""
    return content_id("code", rules_version(), gazetteer_version, *settings)


@cache
def rules_version() -> str:
    """Return a hash of the rules and stages alone."""
    digest = hashlib.sha256()
    paths = [PACKAGE / name for name in _FILES]
    paths += [path for stage in _STAGES for path in (PACKAGE / stage).rglob("*")]
    for path in sorted(path for path in paths if path.suffix in {".py", ".toml"} and path.is_file()):
        digest.update(path.relative_to(PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
