"""The acts told before, found by what a repetition shares with them: no text costs each act times each other.

``alike.same`` can only hold for two acts that stand near each other, or that share what they tell (their type
or its kin) and where: one place, one spot, an area's label, an unknown name, a number, or no place at all.
What is found here is more than what is the same, and never less.
"""

from __future__ import annotations

from collections.abc import Iterator

from geomap.events.acts import Act
from geomap.events.scene.scene import View
from geomap.events.where.spots import are_one_spot, are_quarters_of_one, areas_of, place_of
from geomap.events.whole.tolls import NUMBERS
from geomap.ontology import family_of
from geomap.places.gazetteer.kinds import kind_of

_FEW = 24  # acts: so few are looked through faster than found
_WINDOW = 6  # sentences within which two acts may be one though they share nothing
_KIN = {"capture": "taken", "recapture": "taken", "clash": "assault", "ground_assault": "assault"}
"""Types that repeat each other at any distance; those of fire do so too."""
_SPOTS = ("axis", "district")  # kinds that are one spot with a place of another kind

Key = tuple[object, ...]


class Told:
    """Acts in order of telling, each at its number."""

    def __init__(self, view: View) -> None:
        self.acts: list[Act] = []
        self._view = view
        self._by_sentence: dict[int, set[int]] = {}
        self._by_key: dict[Key, set[int]] = {}
        self._spots = _Spots(view)

    def add(self, act: Act) -> None:
        """Take ``act`` as the last one."""
        self.acts.append(act)
        if len(self.acts) == _FEW:
            for number in range(_FEW):
                self._register(number)
        elif len(self.acts) > _FEW:
            self._register(len(self.acts) - 1)

    def replace(self, number: int, act: Act) -> None:
        """Put ``act`` in the place of the one at ``number``, which it tells again."""
        self.acts[number] = act
        if len(self.acts) >= _FEW:
            self._register(number)

    def near(self, act: Act) -> list[int]:
        """Return, in order, the numbers of all acts that stand within a few sentences of ``act``."""
        if len(self.acts) < _FEW:
            return list(range(len(self.acts)))
        return sorted(self._near(act))

    def alike(self, act: Act) -> list[int]:
        """Return, in order, the numbers of all acts that ``act`` may repeat."""
        if len(self.acts) < _FEW:
            return list(range(len(self.acts)))
        found = self._near(act)
        for key in self._asked(act):
            found |= self._by_key.get(key, set())
        return sorted(found)

    def _near(self, act: Act) -> set[int]:
        sentences = {
            sentence
            for middle in (act.sentence, act.latest)
            for sentence in range(middle - _WINDOW, middle + _WINDOW + 1)
        }
        return set().union(*(self._by_sentence.get(sentence, ()) for sentence in sentences))

    def _register(self, number: int) -> None:
        act = self.acts[number]
        for sentence in (act.sentence, act.latest):
            self._by_sentence.setdefault(sentence, set()).add(number)
        kin, day = _kin(act), _day(act)
        for link in self._links(act):
            for when in (day, "any"):
                self._by_key.setdefault((kin, when, *link), set()).add(number)

    def _asked(self, act: Act) -> Iterator[Key]:
        kin, day = _kin(act), _day(act)
        days = ("any",) if day is None else (day, None)
        return ((kin, when, *link) for link in self._wanted(act) for when in days)

    def _links(self, act: Act) -> Iterator[Key]:
        """Yield what others may share with ``act``."""
        if act.mention < 0:
            yield ("nowhere",)
            yield from (("number", name, value) for name, value in _numbers(act))
            return
        yield from (("placed number", name, value) for name, value in _numbers(act))
        mention, place = self._view.mentions[act.mention], place_of(act, self._view)
        yield ("name", mention.surface, place < 0)
        if place < 0:
            yield from (("hit", hit) for hit in mention.hits)
            return
        self._spots.add(place)
        yield ("at", place)
        yield from (("in", area) for area in areas_of(place, self._view))
        if act.label:
            yield ("label at", place)
            yield from (("label in", area) for area in areas_of(place, self._view))

    def _wanted(self, act: Act) -> Iterator[Key]:
        """Yield what ``act`` may share with others."""
        if act.mention < 0:
            yield ("nowhere",)
            yield from (("placed number", name, value) for name, value in _numbers(act))
            return
        yield from (("number", name, value) for name, value in _numbers(act))
        mention, place = self._view.mentions[act.mention], place_of(act, self._view)
        yield ("name", mention.surface, True)
        if place < 0:
            yield ("name", mention.surface, False)
            yield from (("hit", hit) for hit in mention.hits)
            return
        yield from (("at", spot) for spot in self._spots.of(place))
        at, inside = ("at", "in") if act.label else ("label at", "label in")
        yield (inside, place)
        yield from ((at, area) for area in areas_of(place, self._view))


class _Spots:
    """Places that are one spot: an axis and its town, a city and its districts."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[int, set[int]] = {}
        self._special: set[int] = set()

    def of(self, place: int) -> set[int]:
        """Return ``place`` and the places told that are one spot with it."""
        self.add(place)
        return self._known[place]

    def add(self, place: int) -> None:
        """Take ``place`` as told."""
        if place in self._known:
            return
        special = kind_of(self._view.gazetteer, place) in _SPOTS
        others = [
            p
            for p in (self._known if special else self._special)
            if are_one_spot(p, place, self._view) or are_quarters_of_one(p, place, self._view)
        ]
        self._known[place] = {place, *others}
        for other in others:
            self._known[other].add(place)
        if special:
            self._special.add(place)


def _kin(act: Act) -> str:
    family = family_of(act.type)
    return family if family == "fires" else _KIN.get(act.type, act.type)


def _day(act: Act) -> Key | None:
    """Return the days of an act that is told with both ends; None for all that may agree with any day."""
    when = act.when
    if not act.when_told or when is None or when.date_start is None or when.date_end is None:
        return None
    return (when.date_start, when.date_end)


def _numbers(act: Act) -> list[tuple[str, int]]:
    told = ((name, getattr(act, name)) for name in NUMBERS)
    return [(name, value) for name, value in told if value is not None]
