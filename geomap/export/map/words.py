"""The words of the page in each language, from ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from geomap.errors import SettingsError
from geomap.ontology import ontology
from geomap.resources import package_file

Words = dict[str, Any]


@cache
def interface() -> dict[str, Words]:
    """Return all interface words by language; English type and family names come from the ontology."""
    text = package_file("export", "map", "words.toml").read_text("utf-8")
    tables: dict[str, Words] = tomllib.loads(text)
    tables["en"]["families"] = {f.id: f.label for f in ontology().family}
    tables["en"]["types"] = {t.id: t.label for t in ontology().type}
    return tables


def words(lang: str) -> Words:
    """Return the words of one language.

    Raises
    ------
    SettingsError
        If the page has no words in that language.
    """
    if lang not in interface():
        raise SettingsError(
            f"no map page in language {lang!r}", remedy=f"choose one of {', '.join(interface())}"
        )
    return interface()[lang]
