"""The cores of this machine: a pool of processes codes, answers come in the order of the articles."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from typing import Self

from geomap.coding import Coding, code_article
from geomap.engines.chunks import Given, chunks, code_chunk, prepare
from geomap.merge import merge
from geomap.models import Article, Event, Place, Skipped
from geomap.places import Lines, gazetteer_with
from geomap.read import Item, Options, Source, read_sources
from geomap.store import Reports, VersionOf

_CHUNK = 32  # articles handed over at a time: enough to pay for it, few enough to balance
_AHEAD = 4  # chunks in flight per worker: bounds memory however long the input is

Answer = Future[list[Coding]]


class LocalEngine:
    """Codes in a pool of ``workers`` processes, or in this one; reads and merges in this one."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers

    def __enter__(self) -> Self:
        """Return the engine itself; it holds nothing between its calls."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Do nothing."""

    def read(self, sources: Iterable[Source | Skipped], options: Options, /) -> Iterator[Item]:
        """Yield what the sources hold, one after the other in this process."""
        return read_sources(sources, options)

    def merge(self, reports: Reports) -> list[Event]:
        """Return the events that ``reports`` tell, merged in this process."""
        return merge(reports)

    def code(
        self, articles: Iterable[Article], *, extra_places: Sequence[Place] = (), lines: Lines | None = None
    ) -> Iterator[Coding]:
        """Yield the coding of each article, in the order of ``articles``.

        Articles are taken from the iterable as they are needed, never all at once.
        """
        rest = chunks(articles, _CHUNK)
        first = list(islice(rest, 2))
        if self.workers <= 1 or len(first) < 2:  # a pool costs more than it gives for one chunk
            gazetteer = gazetteer_with(extra_places)
            for chunk in chain(first, rest):
                yield from (code_article(article, gazetteer, lines) for article in chunk)
            return
        yield from _code_in_pool(chain(first, rest), self.workers, Given(tuple(extra_places), lines))

    def keep(
        self,
        articles: Iterable[Article],
        *,
        version_of: VersionOf,  # noqa: ARG002 - what one process hands to the next needs no name
        extra_places: Sequence[Place] = (),
        lines: Lines | None = None,
    ) -> Iterator[Coding]:
        """Yield the coding of each article: the store of this machine holds the reports too."""
        return self.code(articles, extra_places=extra_places, lines=lines)


def _code_in_pool(todo: Iterator[list[Article]], workers: int, given: Given) -> Iterator[Coding]:
    key = given.key
    pool = ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(key, given))
    waiting: deque[Answer] = deque()
    try:
        with _interrupts_held():
            waiting.extend(pool.submit(code_chunk, key, chunk) for chunk in islice(todo, 1))
        waiting.extend(pool.submit(code_chunk, key, chunk) for chunk in islice(todo, workers * _AHEAD))
        while waiting:
            codings = waiting.popleft().result()
            waiting.extend(pool.submit(code_chunk, key, chunk) for chunk in islice(todo, 1))
            yield from codings
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start_worker(key: str, given: Given) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    prepare(key, given)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C back while workers start: they inherit that, and never print a traceback of their own."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows, where a console's Ctrl-C is not a mask's matter
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
