"""What a worker process does, whoever started it: chunks of sources or articles, with what it was given."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from geomap.coding import Coding, code_article, quiet_collector
from geomap.errors import EngineError
from geomap.models import Article, Place, Skipped, content_id, jsonable
from geomap.places import Gazetteer, Lines, gazetteer_with
from geomap.read import Item, Options, Source, read_sources

T = TypeVar("T")
_TASK_BYTES = 256 * 2**20
"""Largest file that one task reads: its articles are held in memory together."""


class Given(NamedTuple):
    """What coding rests on beside the texts and the rules; goes to every worker once."""

    extra_places: tuple[Place, ...] = ()
    """The user's own."""
    lines: Lines | None = None
    """Who holds what, by the user's baseline."""

    @property
    def key(self) -> str:
        """The key under which a worker keeps it."""
        places = [jsonable(place) for place in self.extra_places]
        return content_id(places, self.lines.versions if self.lines else ())


_given: dict[str, tuple[Gazetteer, Lines | None]] = {}
"""What this process was given, by key."""


def chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of at most ``size`` things, taken from the iterable only when asked for."""
    iterator = iter(things)
    while chunk := list(islice(iterator, size)):
        yield chunk


def prepare(key: str, given: Given) -> None:
    """Make this process ready to code chunks with what ``key`` stands for."""
    _given[key] = gazetteer_with(given.extra_places), given.lines
    quiet_collector()


def code_chunk(key: str, articles: Sequence[Article]) -> list[Coding]:
    """Code ``articles`` in a prepared process.

    Raises
    ------
    EngineError
        If the process could not be prepared, as one with other rules.
    """
    if key not in _given:
        raise EngineError("a worker was not made ready", remedy="install the same geomap on every worker")
    gazetteer, lines = _given[key]
    return [code_article(article, gazetteer, lines) for article in articles]


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
