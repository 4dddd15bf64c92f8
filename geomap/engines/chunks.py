"""What a worker process does, whoever started it: a gazetteer made once, then chunks of articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from geomap.coding import Coding, code_article, quiet_collector
from geomap.models import Article, Place, content_id, jsonable
from geomap.places import Gazetteer, load_gazetteer

_gazetteers: dict[str, Gazetteer] = {}
"""The gazetteers of this process, by the key of the user's own places in them."""


def chunks(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """Yield lists of at most ``size`` articles, taken from the iterable only when asked for."""
    iterator = iter(articles)
    while chunk := list(islice(iterator, size)):
        yield chunk


def gazetteer_with(extra_places: Sequence[Place]) -> Gazetteer:
    """Return the bundled gazetteer with the user's own places in it."""
    return load_gazetteer().with_overlay(extra_places) if extra_places else load_gazetteer()


def places_key(extra_places: Sequence[Place]) -> str:
    """Return the key under which a worker keeps the gazetteer with ``extra_places``."""
    return content_id([jsonable(place) for place in extra_places]) if extra_places else ""


def prepare(key: str, extra_places: Sequence[Place]) -> None:
    """Make this process ready to code chunks with the gazetteer of ``key``."""
    _gazetteers[key] = gazetteer_with(extra_places)
    quiet_collector()


def code_chunk(key: str, articles: Sequence[Article]) -> list[Coding]:
    """Code ``articles`` in a prepared process."""
    gazetteer = _gazetteers[key]
    return [code_article(article, gazetteer) for article in articles]
