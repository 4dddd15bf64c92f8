"""A Dask cluster: every piece of work is a task, answers come back in order.

A worker that dies costs the tasks it held: the scheduler gives them to another. A worker that joins later
is made ready before it gets its first chunk. A worker that runs other rules or another gazetteer is refused,
so that the outputs are those of one machine, byte for byte.

Reports do not come back: workers write them into partitions (``coded``) that every process sees, the merge
works on those (``shuffle``), and events come back.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from tempfile import TemporaryDirectory
from typing import Any, Self
from uuid import uuid4

from geomap.coding import Coding
from geomap.engines.chunks import Given, chunks, code_chunk, prepare, read_chunk
from geomap.engines.coded import code_part, mark, parted, path_of, sees, unseen
from geomap.engines.shuffle import PART, merge_parts, read_events, whole_articles, write_reports
from geomap.errors import EngineError, GeomapError, MissingExtraError
from geomap.merge.cluster import article_order
from geomap.models import Article, Event, Place, Skipped
from geomap.places import Lines, gazetteer_with
from geomap.read import Item, Options, Source, read_sources
from geomap.store import Parted, Reports, VersionOf, code_version
from geomap.store.elsewhere import MERGING
from geomap.store.parts import clear, name_of

try:
    from distributed import Client, KilledWorker, WorkerPlugin
except ImportError as error:
    raise MissingExtraError.of("distributed", "dask") from error

_CHUNK = 128  # articles of a task: a tenth of a second of work against a millisecond of scheduling
_FILES = 8  # sources of a task
_AHEAD = 4  # tasks in flight per thread of the cluster
_ALONE: dict[str, Any] = {"threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}  # any free port
_REACH_S = 10  # seconds a scheduler may take to answer
_FIRST_WORKER_S = 60  # seconds its first worker may take to join: clusters that grow start with none


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
        if code_version(gazetteer_with(self.given.extra_places).version) != self.version:
            raise EngineError(
                "another version of geomap or its gazetteer",
                where=str(worker.address),
                remedy="install the same geomap on every worker",
            )
        prepare(self.key, self.given)


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
        with self._ready(Given(tuple(extra_places), lines)) as key:
            for codings in self._run(code_chunk, ((key, chunk) for chunk in chunks(articles, _CHUNK))):
                yield from codings

    def keep(
        self,
        articles: Iterable[Article],
        *,
        version_of: VersionOf,
        extra_places: Sequence[Place] = (),
        lines: Lines | None = None,
    ) -> Iterator[Parted]:
        """Yield where the reports of each article lie, which workers wrote; articles go by day and id."""
        folder = self._seen_by_all()
        todo = list(chunks(sorted(articles, key=_by_day), _CHUNK))
        paths = [path_of(folder, chunk, [*map(version_of, chunk)]) for chunk in todo]
        with self._ready(Given(tuple(extra_places), lines)) as key:
            calls = ((key, folder, path, chunk) for path, chunk in zip(paths, todo, strict=True))
            for path, chunk, notes in zip(paths, todo, self._run(code_part, calls), strict=True):
                yield from parted(path, chunk, notes)

    @contextmanager
    def _ready(self, given: Given) -> Iterator[str]:
        """Have every worker hold what was given; the value is its key."""
        ready, client = Ready(given), self._connected()
        client.register_plugin(ready)
        try:
            yield ready.key
        finally:
            client.unregister_worker_plugin(ready.name)

    def merge(self, reports: Reports) -> list[Event]:
        """Return the events that ``reports`` tell: partitions of reports, merged by the workers."""
        folder = f"{self._seen_by_all()}/{MERGING}{uuid4().hex}"  # a killed run's last tasks write elsewhere
        try:
            loose = enumerate(whole_articles(reports.loose, PART))
            written = [write_reports(f"{folder}/{name_of('reports', n)}", chunk) for n, chunk in loose]
            return read_events(merge_parts(self._run, folder, [*reports.parts, *written]))
        finally:
            with suppress(OSError):  # what cannot be removed is in nobody's way
                clear(folder)

    def _seen_by_all(self) -> str:
        """Return the folder of partitions, which every worker sees."""
        if not self.parts:
            self.parts = self._held.enter_context(TemporaryDirectory(prefix="geomap-parts-"))
        try:
            mark(self.parts)
        except OSError as error:
            raise EngineError(
                f"no partitions can be written: {error}",
                where=self.parts,
                remedy="check URL and rights; give --parts a folder or an object store's URL",
            ) from error
        answers = self._connected().run(sees, self.parts, on_error="return")
        blind = [who for who, seen in answers.items() if seen is False]  # who died meanwhile gives an error
        if blind:
            raise unseen(self.parts, str(blind[0]))
        return self.parts

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
        except GeomapError:
            raise
        except (OSError, ImportError) as error:
            raise EngineError(
                f"a worker failed: {error}",
                where=self.parts,
                remedy="have every worker reach the partitions, with fsspec's package for their store",
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
            client = Client(self.scheduler, timeout=_REACH_S)
        except (OSError, ValueError) as error:  # TimeoutError is an OSError; ValueError: not an address
            raise self._no_cluster(error) from error
        try:
            client.wait_for_workers(1, timeout=_FIRST_WORKER_S)
        except OSError as error:
            client.close()
            raise self._no_cluster(error) from error
        return client

    def _no_cluster(self, error: Exception) -> EngineError:
        return EngineError(
            f"no Dask cluster: {error}",
            where=self.scheduler,
            remedy="start `dask scheduler` and `dask worker`, and give --scheduler tcp://host:8786",
        )


def _by_day(article: Article) -> tuple[str, str]:
    """Sort key of articles: so a partition holds the reports of few days."""
    return article_order(article.published, article.id)
