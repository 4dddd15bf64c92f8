"""A Dask cluster: chunks of articles are tasks, answers come back in the order of the articles.

A worker that dies costs the chunks it held: the scheduler gives them to another. A worker that joins later
is made ready before it gets its first chunk. A worker that runs other rules or another gazetteer is refused,
so that the outputs are those of one machine, byte for byte.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from geomap.coding import Coding
from geomap.engines.chunks import chunks, code_chunk, gazetteer_with, places_key, prepare
from geomap.errors import EngineError, MissingExtraError
from geomap.models import Article, Place
from geomap.store.version import code_version

try:
    from distributed import Client, KilledWorker, WorkerPlugin
except ImportError as error:
    raise MissingExtraError.of("distributed", "dask") from error

_CHUNK = 128  # articles of a task: a tenth of a second of work against a millisecond of scheduling
_AHEAD = 4  # chunks in flight per thread of the cluster
_PATIENCE_S = 60  # seconds a scheduler and its first worker may take to answer


class Ready(WorkerPlugin):
    """Makes a worker ready for the articles of one run: same code, same gazetteer, the user's own places."""

    def __init__(self, extra_places: tuple[Place, ...]) -> None:
        self.extra_places = extra_places
        self.key = places_key(extra_places)
        self.version = code_version(gazetteer_with(extra_places).version)
        self.name = f"geomap-{self.version}"

    def setup(self, worker: Any) -> None:
        """Load the gazetteer when the worker joins.

        Raises
        ------
        EngineError
            If the worker would code otherwise than this machine.
        """
        prepare(self.key, self.extra_places)
        if code_version(gazetteer_with(self.extra_places).version) != self.version:
            raise EngineError(
                "another version of geomap or its gazetteer",
                where=str(worker.address),
                remedy="install the same geomap on every worker",
            )


class DaskEngine:
    """Codes on the cluster of ``scheduler``, or on one of ``workers`` processes started here."""

    def __init__(self, *, scheduler: str = "", workers: int = 1) -> None:
        self.scheduler, self.workers = scheduler, workers

    def code(self, articles: Iterable[Article], *, extra_places: Sequence[Place] = ()) -> Iterator[Coding]:
        """Yield the coding of each article, in the order of ``articles``.

        Raises
        ------
        EngineError
            If the cluster cannot be reached, has no worker, or lost too many workers on one chunk.
        """
        with self._client() as client:
            ready = Ready(tuple(extra_places))
            client.register_plugin(ready)
            try:
                yield from _code_on(client, articles, ready.key)
            except KilledWorker as error:
                raise EngineError(
                    f"workers died again and again on one chunk of articles: {error}",
                    remedy="see the workers' logs; give them more memory (docs/sizing.md)",
                ) from error
            finally:
                client.unregister_worker_plugin(ready.name)

    def _client(self) -> Client:
        """Connect, or start a cluster of processes here; wait for the first worker."""
        try:
            if not self.scheduler:
                return Client(n_workers=self.workers, threads_per_worker=1, dashboard_address=None)
            client = Client(self.scheduler, timeout=_PATIENCE_S)
            client.wait_for_workers(1, timeout=_PATIENCE_S)
        except (OSError, ValueError) as error:  # TimeoutError is an OSError; ValueError: not an address
            raise EngineError(
                f"no Dask cluster: {error}",
                where=self.scheduler,
                remedy="start `dask scheduler` and `dask worker`, and give --scheduler tcp://host:8786",
            ) from error
        return client


def _code_on(client: Client, articles: Iterable[Article], key: str) -> Iterator[Coding]:
    ahead = _AHEAD * max(1, sum(client.nthreads().values()))
    waiting: deque[Any] = deque()
    for chunk in chunks(articles, _CHUNK):
        waiting.append(client.submit(code_chunk, key, chunk, pure=False))
        if len(waiting) > ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()
