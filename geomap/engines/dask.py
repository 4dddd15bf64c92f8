"""A Dask cluster: every piece of work is a task, answers come back in order.

A worker that dies costs the tasks it held: the scheduler gives them to another. A worker that joins later
is made ready before it gets its first chunk. A worker that runs other rules or another gazetteer is refused,
so that the outputs are those of one machine, byte for byte.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from tempfile import TemporaryDirectory
from typing import Any, Self

from geomap.coding import Coding
from geomap.engines.chunks import Given, chunks, code_chunk, prepare, read_chunk
from geomap.engines.parts import is_there
from geomap.engines.shuffle import PART, merge_parts, read_events, write_marker, write_reports
from geomap.errors import EngineError, MissingExtraError
from geomap.models import Article, Event, Place, Report, Skipped
from geomap.places import Lines, gazetteer_with
from geomap.read import Item, Options, Source, read_sources
from geomap.store.version import code_version

try:
    from distributed import Client, KilledWorker, WorkerPlugin
except ImportError as error:
    raise MissingExtraError.of("distributed", "dask") from error

_CHUNK = 128  # articles of a task: a tenth of a second of work against a millisecond of scheduling
_FILES = 8  # sources of a task
_AHEAD = 4  # tasks in flight per thread of the cluster
_ALONE: dict[str, Any] = {"threads_per_worker": 1, "dashboard_address": None}
_PATIENCE_S = 60  # seconds a scheduler and its first worker may take to answer


class Ready(WorkerPlugin):
    """Makes a worker ready for the articles of one run: same code, same gazetteer, what the user gave."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.key = given.key
        self.version = code_version(gazetteer_with(given.extra_places).version)
        self.name = f"geomap-{self.version}-{self.key}"

    def setup(self, worker: Any) -> None:
        """Load the gazetteer when the worker joins.

        Raises
        ------
        EngineError
            If the worker would code otherwise than this machine.
        """
        prepare(self.key, self.given)
        if code_version(gazetteer_with(self.given.extra_places).version) != self.version:
            raise EngineError(
                "another version of geomap or its gazetteer",
                where=str(worker.address),
                remedy="install the same geomap on every worker",
            )


class DaskEngine:
    """Works on the cluster of ``scheduler``, or on one of ``workers`` processes started here.

    Every method raises ``EngineError`` if the cluster cannot be reached, has no worker, or lost too many
    workers on one task.
    """

    def __init__(self, *, scheduler: str = "", workers: int = 1, parts: str = "") -> None:
        self.scheduler, self.workers, self.parts = scheduler, workers, parts
        self._client: Client | None = None
        self._held = ExitStack()

    def __enter__(self) -> Self:
        """Return the engine itself; it connects at its first task."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Leave the cluster, or end the one started here."""
        self._client = None
        self._held.close()

    def read(self, sources: Iterable[Source | Skipped], options: Options, /) -> Iterator[Item]:
        """Yield what the sources hold; what workers cannot open, or is too large for a task, is read here."""
        for items in self._run(read_chunk, ((chunk, options) for chunk in chunks(sources, _FILES))):
            for source, found in items:
                yield from read_sources([source], options) if found is None else found

    def code(
        self, articles: Iterable[Article], *, extra_places: Sequence[Place] = (), lines: Lines | None = None
    ) -> Iterator[Coding]:
        """Yield the coding of each article, in the order of ``articles``."""
        ready = Ready(Given(tuple(extra_places), lines))
        client = self._connected()
        client.register_plugin(ready)
        try:
            for codings in self._run(code_chunk, ((ready.key, chunk) for chunk in chunks(articles, _CHUNK))):
                yield from codings
        finally:
            client.unregister_worker_plugin(ready.name)

    def merge(self, reports: Iterable[Report]) -> list[Event]:
        """Return the events that ``reports`` tell: partitions of reports, merged by the workers."""
        with ExitStack() as stack:
            folder = self.parts or stack.enter_context(TemporaryDirectory(prefix="geomap-parts-"))
            written = chunks(reports, PART)
            sizes = [write_reports(folder, part, chunk) for part, chunk in enumerate(written)]
            self._check_seen(folder)
            return read_events(folder, merge_parts(self._run, folder, sizes))

    def _check_seen(self, folder: str) -> None:
        name = write_marker(folder)
        answers = self._connected().run(is_there, folder, name, on_error="return")
        blind = [who for who, seen in answers.items() if seen is False]  # who died meanwhile gives an error
        if blind:
            raise EngineError(
                f"the workers do not see {folder}",
                where=str(blind[0]),
                remedy="give --parts a shared folder or an object store's URL",
            )

    def _run(self, function: Callable[..., Any], calls: Iterable[tuple[Any, ...]], /) -> Iterator[Any]:
        """Yield the results of the calls in order, few of them ahead of what was taken."""
        client = self._connected()
        ahead = _AHEAD * max(1, sum(client.nthreads().values()))
        waiting: deque[Any] = deque()
        try:
            for arguments in calls:
                waiting.append(client.submit(function, *arguments, pure=False))
                if len(waiting) > ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except KilledWorker as error:
            raise EngineError(
                f"workers died again and again on one task: {error}",
                remedy="see the workers' logs; give them more memory (docs/sizing.md)",
            ) from error

    def _connected(self) -> Client:
        """Connect, or start a cluster of processes here; wait for the first worker."""
        if self._client is None:
            self._client = self._held.enter_context(self._new_client())
        return self._client

    def _new_client(self) -> Client:
        try:
            if not self.scheduler:
                return Client(n_workers=self.workers, silence_logs=logging.CRITICAL, **_ALONE)
            client = Client(self.scheduler, timeout=_PATIENCE_S)
            client.wait_for_workers(1, timeout=_PATIENCE_S)
        except (OSError, ValueError) as error:  # TimeoutError is an OSError; ValueError: not an address
            raise EngineError(
                f"no Dask cluster: {error}",
                where=self.scheduler,
                remedy="start `dask scheduler` and `dask worker`, and give --scheduler tcp://host:8786",
            ) from error
        return client
