"""What a worker process does, whoever started it: chunks of sources or articles, one gazetteer."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from geomap.coding import Coding, code_article, quiet_collector
from geomap.models import Article, Place, Skipped, content_id, jsonable
from geomap.places import Gazetteer, gazetteer_with
from geomap.read import Item, Options, Source, read_sources

T = TypeVar("T")
_TASK_BYTES = 256 * 2**20
"""Largest file that one task reads: its articles are held in memory together."""
_gazetteers: dict[str, Gazetteer] = {}
"""The gazetteers of this process, by the key of the user's own places in them."""


def chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of at most ``size`` things, taken from the iterable only when asked for."""
    iterator = iter(things)
    while chunk := list(islice(iterator, size)):
        yield chunk


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


def read_chunk(
    sources: Sequence[Source | Skipped], options: Options
) -> list[tuple[Source | Skipped, list[Item] | None]]:
    """Read sources; None stands for one that this process does not see, or that is too large for a task."""
    return [
        (source, list(read_sources([source], options)) if _is_for_task(source) else None)
        for source in sources
    ]


def _is_for_task(source: Source | Skipped) -> bool:
    if isinstance(source, Skipped):
        return True
    try:
        with source.open() as stream:
            return stream.seek(0, io.SEEK_END) <= _TASK_BYTES
    except OSError:
        return False
