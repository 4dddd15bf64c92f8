"""A tally told by place: "42 were downed: twelve each over X and Y, nine over Z", "over X — 37, over Y — 20".

Numbers and places alternate in such a sentence, whatever marks stand between them. Each number goes to the
places it stands beside; one that stands beside another number, or before them all, is the sum.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from geomap.events.acts import Act
from geomap.events.scene.scene import Scene
from geomap.events.where.eligible import eligible
from geomap.ontology import family_of

if TYPE_CHECKING:
    from geomap.quantities import Quantity

_MARKS = frozenset(",;:.")
_DASHES = frozenset("–—")
_REACH = 2  # sentences between a tally and its rows


class _Row(NamedTuple):
    """The places that stand together, and how many were downed over (each of) them."""

    places: tuple[int, ...]
    number: Quantity


def rows_behind(acts: list[Act], scene: Scene) -> list[Act]:
    """Return the rows that a sentence without a verb adds to the tally told just before it."""
    just_told = takewhile(lambda act: act.sentence >= scene.index - _REACH, reversed(acts))
    tally = next((a for a in just_told if family_of(a.type) == "air_defence"), None)
    if tally is None:
        return []
    rows = _rows(_places(tally, scene), _downed(scene), scene)
    told = [_row_act(tally, place, row) for row in rows for place in row.places]
    for act in told:
        act.sentence = act.last_sentence = act.latest = scene.index
        act.clause = scene.clause_at(scene.view.mentions[act.mention].first)
        act.first = act.stop = scene.view.mentions[act.mention].first
        act.carried = act.when_told
        act.initiator = act.target = "unknown"  # each over its own country: its holder downed them
    return told


def split_by_place(act: Act, scene: Scene) -> list[Act]:
    """Return one act for each place of a split tally, and one for what it leaves over; [] for no split."""
    if act.type == "casualty_report":
        return _split_toll(act, scene)
    if family_of(act.type) != "air_defence" or any(hit.first < act.first for hit in scene.told):
        return []
    numbers = _downed(scene)
    rows = _rows(_places(act, scene), numbers, scene)
    if len(rows) < 2 and (not rows or len(numbers) == 1 or _is_one_list(numbers, scene)):
        return []
    told = {row.number.first for row in rows}
    sums = [q for q in numbers if q.first not in told]
    acts = [_row_act(act, place, row) for row in rows for place in row.places]
    whole = sums[0].value if sums and sums[0].first < rows[0].number.first else None
    rest = (whole or 0) - sum(a.downed or 0 for a in acts)
    if rest > 0 and whole is not None:
        acts.append(replace(_copy(act), downed=whole, counted=True, split=True))
    return acts


def _split_toll(act: Act, scene: Scene) -> list[Act]:
    """Return the rows of a toll whose first place is fronted: "in X three died, in Y – two"."""
    counted = scene.view.quantities_of.get(scene.index, ())
    numbers = [q for q in counted if q.role in ("killed", "injured") and q.value is not None and not q.part]
    rows = _rows(_places(act, scene), [q for q in numbers if q.role == numbers[0].role], scene)
    if len(rows) < 2 or not any(_is_dashed(row, scene) for row in rows[1:]):
        return []
    return [_toll_act(act, place, row) for row in rows for place in row.places]


def _is_dashed(row: _Row, scene: Scene) -> bool:
    """Tell whether a dash stands for the verb between the place of a row and its number."""
    stop = scene.view.mentions[row.places[-1]].phrase_stop
    return not _DASHES.isdisjoint(scene.view.document.norms[stop : row.number.first])


def _toll_act(act: Act, place: int, row: _Row) -> Act:
    found = replace(_copy(act), mention=place, counted=True, split=True)
    setattr(found, row.number.role, row.number.value)
    found.note(f"count:{row.number.role}", row.number.surface, stage="count")
    return found


def _downed(scene: Scene) -> list[Quantity]:
    numbers = scene.view.quantities_of.get(scene.index, ())
    return [q for q in numbers if q.role == "downed" and q.value is not None and q.kind in ("munition", "")]


def _places(act: Act, scene: Scene) -> list[tuple[int, ...]]:
    """Return the eligible places in order, those of one list together."""
    mentions = scene.view.mentions
    groups: list[list[int]] = []
    for i in (i for i in scene.mentions if eligible(act, scene, i) and mentions[i].sentence == scene.index):
        last = mentions[groups[-1][-1]] if groups else None
        if last is not None and last.group >= 0 and mentions[i].group == last.group:
            groups[-1].append(i)
        else:
            groups.append([i])
    return [tuple(group) for group in groups]


def _rows(groups: list[tuple[int, ...]], numbers: list[Quantity], scene: Scene) -> list[_Row]:
    """Pair each number with the places right behind it, else with those right before it."""
    mentions = scene.view.mentions
    rows: list[_Row] = []
    free = list(groups)
    for number in numbers:
        behind = (g for g in free if mentions[g[0]].first >= number.stop)
        before = (g for g in reversed(free) if mentions[g[-1]].stop <= number.first)
        beside = [
            group
            for group, first, stop in (
                *((g, number.stop, mentions[g[0]].phrase_first) for g in behind),
                *((g, mentions[g[-1]].phrase_stop, number.first) for g in before),
            )
            if (len(group) == 1 or number.each) and _is_beside(scene, numbers, first, stop)
        ]
        if beside:
            rows.append(_Row(beside[0], number))
            taken = {mentions[i].place for i in beside[0]} - {-1}
            free.remove(beside[0])
            free = [g for g in free if taken.isdisjoint(mentions[i].place for i in g)]
    return rows


def _is_one_list(numbers: list[Quantity], scene: Scene) -> bool:
    """Tell whether the numbers are one: "[two drones and a missile] over X"."""
    norms, joins = scene.view.document.norms, scene.view.language.words.conjunctions | {","}
    return all(joins.issuperset(norms[a.stop : b.first]) for a, b in pairwise(numbers))


def _is_beside(scene: Scene, numbers: list[Quantity], first: int, stop: int) -> bool:
    """Tell whether no mark, other number or other place stands between a number and a place."""
    norms, mentions = scene.view.document.norms, scene.view.mentions
    if not _MARKS.isdisjoint(norms[first:stop]) or any(first <= q.first < stop for q in numbers):
        return False
    return not any(first <= mentions[i].first < stop for i in scene.mentions)


def _row_act(act: Act, place: int, row: _Row) -> Act:
    found = replace(_copy(act), mention=place, downed=row.number.value, counted=True, split=True)
    found.note("count:downed", row.number.surface, stage="count")
    return found


def _copy(act: Act) -> Act:
    return replace(act, label=False, notes=list(act.notes), inferred=list(act.inferred))
