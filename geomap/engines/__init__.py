"""Where articles are coded: on the cores of this machine, or on a Dask cluster. The codings are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from geomap.coding import Coding
from geomap.models import Article, Place

ENGINES = ("local", "dask")


class Engine(Protocol):
    """Codes articles somewhere."""

    def code(self, articles: Iterable[Article], *, extra_places: Sequence[Place] = ()) -> Iterator[Coding]:
        """Yield the coding of each article, in the order of ``articles``; the same for every engine."""


def engine(name: str, *, workers: int = 1, scheduler: str = "") -> Engine:
    """Return the engine called ``name``.

    Parameters
    ----------
    name
        One of ``ENGINES``.
    workers
        Processes of this machine; not used where a ``scheduler`` is given.
    scheduler
        Address of a Dask scheduler (``tcp://host:8786``); empty starts a cluster on this machine.

    Raises
    ------
    MissingExtraError
        If the engine's packages are not installed.
    """
    if name == "dask":
        from geomap.engines.dask import DaskEngine

        return DaskEngine(scheduler=scheduler, workers=workers)
    from geomap.engines.local import LocalEngine

    return LocalEngine(workers)
