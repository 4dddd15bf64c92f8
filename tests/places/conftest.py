"""Helpers to show a text and what the places module makes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from geomap.places import Location, Mention, find, load_gazetteer, locate, resolve
from geomap.text import analyse

Reader = Callable[..., list[Mention]]


@pytest.fixture
def read() -> Reader:
    """Find and resolve the places of a text: ``read(text, lang="en", published=None)``."""

    def read_text(text: str, *, lang: str = "en", published: date | None = None) -> list[Mention]:
        document = analyse(text, lang)
        mentions = find(document, load_gazetteer())
        resolve(document, mentions, load_gazetteer(), published=published)
        return mentions

    return read_text


@pytest.fixture
def where() -> Callable[[Mention], Location]:
    """Locate a mention with the bundled gazetteer."""
    return lambda mention: locate(mention, load_gazetteer())
