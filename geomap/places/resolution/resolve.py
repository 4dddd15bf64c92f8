"""Decide which place a name means: score candidates, keep the runners-up, stay undecided where unclear."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache, partial
from math import isnan
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from geomap.geo import kilometres
from geomap.places.gazetteer import Gazetteer, NameHit
from geomap.places.gazetteer.kinds import AREAS, SETTLEMENTS, WATERS, kind_of
from geomap.places.gazetteer.renamed import renamed_of_late
from geomap.places.mentions.mention import Mention, Note, Scored
from geomap.places.resolution.anchors import Anchors
from geomap.places.resolution.candidates import candidates
from geomap.places.resolution.features import FEATURES, FIXED, Case, Context, inside
from geomap.places.resolution.hotspots import front_on
from geomap.places.resolution.lines import ArticleLines
from geomap.places.resolution.strays import Stray, strays
from geomap.resources import package_file
from geomap.text import Document

_DEAF = frozenset({"person", "organisation"})  # names of these roles are nobody's place
_ANCHORS = frozenset({"place", "signpost", "origin", "adjective"})
# Named things have few namesakes: they need no context to be believed.
_THINGS = WATERS | {"axis", "region", "island", "site"}
_LANDS = ("oblast", "country")  # "Crimea" is the peninsula, though a village is named so too
_NARROW = frozenset({"raion", "hromada"})
_STRETCHES = ("axis", "way")  # they lead from one oblast into the next
_ALONE = 3.0  # score by which one town outdoes all others that sound alike
_NAMED_MARGIN = 2.0  # score: a works may be called after no village at all ("the Oktiabr plant")
_ON_LINE = 0.55  # nearness to the line of contact: some ten kilometres
_KNOWN_TOWN = 2_000  # people: fewer, and a misspelt name without context stays undecided


class Weight(BaseModel):
    """One row of ``weights.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    weight: float
    reason: str


class Weights(BaseModel):
    """The weight table and its thresholds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    accept_score: float
    accept_margin: float
    area_margin: float
    same_place_km: float
    anchor_margin: float
    runners_up: int
    feature: list[Weight]


class _Choice(NamedTuple):
    scored: tuple[Scored, ...]
    place: int
    margin: float
    spread_km: float
    """How far namesakes lie that the text leaves open, all close by."""


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weight table that ships with the package."""
    with package_file("places", "resolution", "weights.toml").open("rb") as source:
        return Weights.model_validate(tomllib.load(source))


def resolve(
    document: Document,  # noqa: ARG001  # the stages share their first arguments
    mentions: list[Mention],
    gazetteer: Gazetteer,
    *,
    published: date | None = None,
    lines: ArticleLines | None = None,
) -> None:
    """Set ``place``, ``candidates`` and ``notes`` of each mention, in place.

    Areas are decided first, then names that only one place bears, then the rest by what is known around
    them, in two passes. A name stays undecided (``place`` -1) where the best candidate is not clearly better.

    Parameters
    ----------
    document
        The analysed article; unused, the mentions hold what counts.
    mentions
        What ``find`` returned, whole: containment is told by position in this list.
    gazetteer
        The table that ``find`` read.
    published
        Date of the article: the line of contact of that day makes places near it more likely.
    lines
        Who holds what by the user's baseline on the days that the article tells of, if there is one.
    """
    named = [mention for mention in mentions if mention.role not in _DEAF]
    if not named:
        return
    wide: list[Mention] = []
    narrow: list[Mention] = []
    others: list[Mention] = []
    for mention in named:
        is_area = _is_area(mention, gazetteer)
        (others if not is_area else narrow if mention.kind in _NARROW else wide).append(mention)
    resolver = _Resolver(mentions, _context(gazetteer, published, lines))
    for areas in (wide, narrow):
        resolver.decide(areas, accept_score=-99.0)  # an area that the text names as such is an area
        resolver.learn_areas(areas)
    resolver.decide(others, accept_score=resolver.table.accept_score)
    resolver.learn_anchors(others)
    if resolver.context.anchors:
        unclear = [mention for mention in others if not resolver.is_clear(mention)]
        resolver.decide(unclear, accept_score=resolver.table.accept_score)
    resolver.reconsider(strays(others, gazetteer))
    _join_ends(others)


def _context(gazetteer: Gazetteer, published: date | None, lines: ArticleLines | None) -> Context:
    renamed = renamed_of_late(gazetteer)
    return Context(gazetteer, front_on(published), lines=lines, day=published, renamed=renamed)


def _join_ends(mentions: Iterable[Mention]) -> None:
    """Tell each of the two places of "between A and B" the other."""
    pairs: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.relation == "between" and mention.group >= 0 and mention.place >= 0:
            pairs.setdefault(mention.group, []).append(mention)
    for ends in pairs.values():
        if len(ends) == 2:  # a stretch has two ends
            ends[0].beside, ends[1].beside = ends[1].place, ends[0].place


def _is_area(mention: Mention, gazetteer: Gazetteer) -> bool:
    if mention.kind in AREAS:
        return True
    if not mention.hits or kind_of(gazetteer, mention.hits[0]) not in AREAS:
        return False
    return all(kind_of(gazetteer, place) in AREAS for place in mention.hits)


class _Resolver:
    """One article's resolution: the context grows with each decision."""

    def __init__(self, mentions: Sequence[Mention], context: Context) -> None:
        self.gazetteer = gazetteer = context.gazetteer
        self.mentions = mentions
        self.context = context
        self.table = weights()
        self.weight = {row.id: row.weight for row in self.table.feature}
        self.fixed = _fixed_scores(gazetteer)

    def decide(self, mentions: Iterable[Mention], *, accept_score: float) -> None:
        for mention in mentions:
            hits = candidates(mention, self.gazetteer, self.context.areas.keys(), self._holders(mention))
            if hits:
                self._take(mention, hits, self._choose(mention, hits, accept_score))

    def reconsider(self, found: Iterable[Stray]) -> None:
        """Let a stray mean what sounds alike among the other places of its sentence, if that is likelier."""
        anchors = self.context.anchors
        for stray in found:
            mention = stray.mention
            self.context.anchors = self._anchors(stray.others)
            hits = [*mention.forms, *stray.heard]
            choice = self._choose(mention, hits, self.table.accept_score)
            if choice.scored[0].place in {hit.place for hit in stray.heard}:
                self._take(mention, hits, choice)
        self.context.anchors = anchors

    def _take(self, mention: Mention, hits: Sequence[NameHit], choice: _Choice) -> None:
        mention.candidates = choice.scored[: self.table.runners_up]
        mention.place, mention.spread_km = choice.place, choice.spread_km
        mention.why = partial(self._explain, mention, hits, choice)

    def _score(self, mention: Mention, hit: NameHit, holders: frozenset[int]) -> float:
        """Sum the weighted features; those that depend on the article are skipped where it tells nothing."""
        context, weight = self.context, self.weight
        case = Case(context, mention, hit, holders)
        key = (hit.place, hit.rank, mention.kind + mention.size)
        fixed = self.fixed.get(key)
        if fixed is None:
            fixed = sum(weight[name] * FEATURES[name](case) for name in FIXED)
            self.fixed[key] = fixed
        score = fixed + weight["front"] * FEATURES["front"](case)
        score += weight["hot_spot"] * FEATURES["hot_spot"](case)
        if mention.held or mention.lost:
            score += weight["side"] * FEATURES["side"](case)
        if hit.place in context.renamed:
            score += weight["era"] * FEATURES["era"](case)
        if context.lines:
            score += weight["baseline"] * FEATURES["baseline"](case)
        if holders:
            score += weight["within"] * FEATURES["within"](case)
        if context.areas:
            score += weight["area_named"] * FEATURES["area_named"](case)
        if context.anchors:
            score += weight["near_in_sentence"] * FEATURES["near_in_sentence"](case)
            score += weight["near_in_article"] * FEATURES["near_in_article"](case)
        return score

    def _choose(self, mention: Mention, hits: Sequence[NameHit], accept_score: float) -> _Choice:
        holders = self._holders(mention)
        best: dict[int, float] = {}
        for hit in hits:
            score = self._score(mention, hit, holders)
            best[hit.place] = max(score, best.get(hit.place, score))
        ranked = tuple(Scored(place, round(score, 3)) for place, score in sorted(best.items(), key=_by_score))
        top = ranked[0]
        rival = next((other for other in ranked[1:] if not self._same_spot(top.place, other.place)), None)
        margin = top.score - rival.score if rival else 99.0
        known = bool(mention.hits) or self._vouched(mention, top.place, holders, only=margin >= _ALONE)
        thing = kind_of(self.gazetteer, top.place) in _THINGS
        land = kind_of(self.gazetteer, top.place) in _LANDS  # "Crimea", though villages are called so too
        good = thing or land or top.score >= accept_score
        area = accept_score <= 0 or kind_of(self.gazetteer, top.place) in _LANDS
        needed = self.table.area_margin if area else self.table.accept_margin
        if mention.kind == "site" and kind_of(self.gazetteer, top.place) == "village":
            needed = _NAMED_MARGIN
        clear = good and margin >= needed and known and not self._is_elsewhere(ranked, mention)
        spread = max(self._open_nearby(ranked, needed), default=0.0)
        return _Choice(ranked, top.place if clear else -1, margin, spread)

    def _is_elsewhere(self, ranked: Sequence[Scored], mention: Mention) -> bool:
        """Say whether the text puts one of several namesakes in an oblast where the table knows none.

        A name that one place alone bears is that place, in the wrong oblast by a slip of the writer.
        """
        holder = self.mentions[mention.within].place if mention.within >= 0 else -1
        if len(ranked) == 1 or holder < 0 or mention.kind in _STRETCHES:
            return False
        in_oblast = (
            kind_of(self.gazetteer, holder) == "oblast" and self.gazetteer.admin1[ranked[0].place] >= 0
        )
        return in_oblast and not inside(self.gazetteer, ranked[0].place, holder)

    def _open_nearby(self, ranked: Sequence[Scored], needed: float) -> Iterable[float]:
        """Yield the distances in km of the namesakes close by that score too well to be ruled out."""
        top = ranked[0]
        for other in ranked[1:]:
            if other.score <= top.score - needed:
                return
            towns = all(kind_of(self.gazetteer, s.place) in SETTLEMENTS for s in (top, other))
            if towns and self._same_spot(top.place, other.place):
                yield self._apart(top.place, other.place)

    def _vouched(self, mention: Mention, place: int, holders: frozenset[int], *, only: bool) -> bool:
        """Take a name that only sounds alike in an area the text names, or where one place stands out so.

        That is a town, or in a list a village on the line of contact.
        """
        table, areas = self.gazetteer, holders | self.context.areas.keys()
        if table.admin1[place] in areas or table.admin2[place] in areas:
            return True
        listed = mention.group >= 0 and mention.kind in ("", "settlement")
        on_line = listed and self.context.front.nearness(table.lat[place], table.lon[place]) >= _ON_LINE
        return only and (on_line or table.population[place] >= _KNOWN_TOWN)

    def _holders(self, mention: Mention) -> frozenset[int]:
        if mention.within < 0:
            return frozenset()
        holder = self.mentions[mention.within]
        return frozenset([holder.place] if holder.place >= 0 else holder.hits)

    def _same_spot(self, a: int, b: int) -> bool:
        return self._apart(a, b) <= self.table.same_place_km  # False without points

    def _apart(self, a: int, b: int) -> float:
        table = self.gazetteer
        return kilometres(table.lat[a], table.lon[a], table.lat[b], table.lon[b])

    def _explain(self, mention: Mention, hits: Sequence[NameHit], choice: _Choice) -> list[Note]:
        best = choice.scored[0].place
        hit, holders = next(hit for hit in hits if hit.place == best), self._holders(mention)
        case = Case(self.context, mention, hit, holders)
        notes = []
        for name, weight in self.weight.items():
            value = FEATURES[name](case)
            if value:
                notes.append(Note("resolve", name, f"{value:.2f} x {weight}", round(value * weight, 3)))
        if choice.place < 0:
            detail = f"{len(choice.scored)} candidates, margin {choice.margin:.1f}"
            notes.append(Note("resolve", "undecided", detail))
        return notes

    def learn_areas(self, areas: Iterable[Mention]) -> None:
        for mention in areas:
            kind = kind_of(self.gazetteer, mention.place) if mention.place >= 0 else "country"
            if kind in ("oblast", "raion", "hromada") and mention.role != "metonym":
                self.context.areas.setdefault(mention.place, set()).add(mention.sentence)

    def learn_anchors(self, mentions: Iterable[Mention]) -> None:
        self.context.anchors = self._anchors(
            mention for mention in mentions if mention.role in _ANCHORS and self.is_clear(mention)
        )

    def _anchors(self, mentions: Iterable[Mention]) -> Anchors:
        table = self.gazetteer
        told = ((m.sentence, table.lat[m.place], table.lon[m.place]) for m in mentions)
        return Anchors(point for point in told if not isnan(point[1]))

    def is_clear(self, mention: Mention) -> bool:
        """Say whether the choice is so clear that the places around may learn from it."""
        scored = mention.candidates
        if mention.place < 0:
            return False
        return len(scored) == 1 or scored[0].score - scored[1].score >= self.table.anchor_margin


@lru_cache(maxsize=2)
def _fixed_scores(gazetteer: Gazetteer) -> dict[tuple[int, str, str], float]:
    """Hold the sums of the fixed features by place, rank of the name and kind word."""
    del gazetteer  # only the key of the cache
    return {}


def _by_score(item: tuple[int, float]) -> tuple[float, int]:
    return -item[1], item[0]
