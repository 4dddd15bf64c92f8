"""Where the work is done: on the cores of this machine, or on a Dask cluster. The results are the same.

An engine reads sources, codes articles and merges reports. What it calls are the same pure functions
everywhere; an engine only decides who calls them, and where reports lie between coding and merging: in the
store, or in partitions that the store points to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from geomap.coding import Coding
from geomap.errors import SettingsError
from geomap.models import Article, Event, Place, Skipped
from geomap.places import Lines
from geomap.read import Item, Options, Source
from geomap.store import Parted, Reports, VersionOf


class Engine(AbstractContextManager["Engine"], Protocol):
    """Does the work somewhere; a context manager that gives back what it took."""

    def read(self, sources: Iterable[Source | Skipped], options: Options, /) -> Iterator[Item]:
        """Yield what the sources hold, in the order of ``sources``."""

    def code(
        self, articles: Iterable[Article], *, extra_places: Sequence[Place] = (), lines: Lines | None = None
    ) -> Iterator[Coding]:
        """Yield the coding of each article, in the order of ``articles``.

        ``extra_places`` are the user's own, ``lines`` tell who held what by the user's baseline.
        """

    def keep(
        self,
        articles: Iterable[Article],
        *,
        version_of: VersionOf,
        extra_places: Sequence[Place] = (),
        lines: Lines | None = None,
    ) -> Iterator[Coding | Parted]:
        """Yield what a store keeps of each article, in any order: its coding, or where its reports lie.

        ``version_of`` tells the version of all that decides how an article is coded.
        """

    def merge(self, reports: Reports) -> list[Event]:
        """Return the events that ``reports`` tell, as ``geomap.merge.merge`` does."""


def engine(name: str, *, workers: int = 1, scheduler: str = "", parts: str = "") -> Engine:
    """Return the engine called ``name``.

    Parameters
    ----------
    name
        ``local`` or ``dask``.
    workers
        Processes of this machine; not used where a ``scheduler`` is given.
    scheduler
        Address of a Dask scheduler (``tcp://host:8786``); empty starts a cluster on this machine.
    parts
        Folder or object-store URL of a cluster's partitions, which every worker sees; empty is a folder of
        this machine that is removed at the end, for reports that no store points to.

    Raises
    ------
    SettingsError
        If a cluster's options are given to this machine's engine.
    MissingExtraError
        If the engine's packages are not installed.
    """
    if name == "dask":
        from geomap.engines.dask import DaskEngine

        whole = str(Path(parts).resolve()) if parts and "://" not in parts else parts
        return DaskEngine(scheduler=scheduler, workers=workers, parts=whole)
    if scheduler or parts:
        raise SettingsError("--scheduler and --parts are for a cluster", remedy="add --engine dask")
    from geomap.engines.local import LocalEngine

    return LocalEngine(workers)
