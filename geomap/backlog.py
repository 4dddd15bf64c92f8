"""Code what a store has not coded yet, or coded by other rules, places or lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from geomap.coding import Coding
from geomap.engines import Engine
from geomap.models import Article, Place
from geomap.places import Gazetteer, Lines, gazetteer_with
from geomap.read.nominatim import ask_for_places, known_places
from geomap.store import Parted, Store, VersionOf, code_version

if TYPE_CHECKING:
    from geomap.control.baseline import Baseline

Progress = Callable[[int, int], None]
"""Told after each article: (done, total)."""


class Backlog(NamedTuple):
    """The articles of a store, what their coding rests on, and where the work is done."""

    store: Store
    articles: Sequence[Article]
    """All of the store, with inferred dates filled in."""
    baseline: Baseline | None
    """The user's picture of who holds what."""
    at: Engine
    told: Progress | None = None

    def code(self, places: Sequence[Place]) -> Gazetteer:
        """Code with the user's own ``places``; return the gazetteer used."""
        gazetteer = gazetteer_with(places)
        lines = lines_for(self.baseline, gazetteer)
        version_of = _versions(gazetteer, lines)
        todo = self.store.need_coding(self.articles, version_of)

        def counted() -> Iterator[Coding | Parted]:
            codings = self.at.keep(todo, version_of=version_of, extra_places=places, lines=lines)
            for done, coding in enumerate(codings, 1):
                if self.told:
                    self.told(done, len(todo))
                yield coding

        self.store.put_codings(counted(), version_of=version_of)
        return gazetteer

    def code_asking(self, places: Sequence[Place], out: Path, url: str) -> Gazetteer:
        """Code, ask the geocoder at ``url`` for the names left unresolved, and code with its answers."""
        asked = known_places(out)
        gazetteer = self.code([*places, *asked])
        names = {name.name for name in self.store.unresolved()}
        now = ask_for_places(names, out, url=url)
        return self.code([*places, *now]) if now != asked else gazetteer


def lines_for(baseline: Baseline | None, gazetteer: Gazetteer) -> Lines | None:
    """Return a baseline as the resolver reads it."""
    if baseline is None:
        return None
    from geomap.control import lines_of

    return lines_of(baseline, gazetteer)


def _versions(gazetteer: Gazetteer, lines: Lines | None) -> VersionOf:
    """Return what tells an article's version: the lines of later days leave an article as it is."""

    def version_of(article: Article) -> str:
        known = lines.version(article.published) if lines else ""
        return code_version(gazetteer.version, *([known] if known else ()))

    return version_of
