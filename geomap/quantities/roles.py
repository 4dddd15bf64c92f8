"""What happened to what a number counts: the verb or noun beside it, before it, or shared in a list."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from geomap.quantities.model import NounKind, Role
from geomap.quantities.numbers import Number
from geomap.quantities.rules import CueHit, NounHit, NumberTable
from geomap.text.document import Document

_REACH_AFTER, _REACH_BEFORE = 14, 10
"""Tokens between a number's noun and its verb."""
_FILL_REACH = 4
_UNLISTED = 3
_QUOTES = frozenset("\"'”»")
_SKIPPED = _QUOTES | {"-", "–", "—"}
_FATES = ("killed", "injured")
_DASHES = frozenset("–—")


@dataclass(slots=True)
class Cue:
    """A cue found in the sentence, as a half-open token range."""

    first: int
    stop: int
    hits: tuple[CueHit, ...]


@dataclass(slots=True)
class Counted:
    """A number with its noun, and the role once it is told."""

    number: Number
    noun: NounHit | None
    stop: int
    """Token past the noun."""
    role: Role = ""
    cue: Cue | None = None
    weapon: tuple[int, int] | None = None
    """Token range of the noun phrase of a munition or craft."""
    part: bool = False
    inserted: bool = False
    """Stands in an insertion, over which the verb of the whole is looked for."""


def find_cues(document: Document, first: int, stop: int, table: NumberTable) -> list[Cue]:
    """Return the cues between two tokens, left to right, longest first."""
    found: list[Cue] = []
    i, norms, starts = first, document.norms, table.cues.starts
    while i < stop:
        hit = table.cues.longest(document, i, stop) if norms[i] in starts else None
        if hit is None:
            i += 1
        else:
            found.append(Cue(i, hit.stop, hit.payload))
            i = hit.stop
    return found


class RoleFinder:
    """Tells the roles of one sentence's counts."""

    def __init__(
        self, document: Document, first: int, stop: int, cues: list[Cue], table: NumberTable
    ) -> None:
        self.norms = document.norms
        self.first, self.stop = first, stop
        self.cues = cues
        self.words = table.words
        self.ending = {cue.stop: cue for cue in cues}
        self.starting = {cue.first: cue for cue in cues}

    def tell(self, counted: list[Counted]) -> None:
        """Fill in roles: words at the number first, then those shared with a neighbour."""
        plain = [item for item in counted if not item.inserted]
        for index, item in enumerate(plain):
            after = plain[index + 1].number.first if index + 1 < len(plain) else self.stop
            before = plain[index - 1].stop if index else self.first
            self._tell_one(item, before, after)
        for whole, item in pairwise(counted):
            if item.inserted and whole.role:
                item.role, item.cue = whole.role, whole.cue
        parts = [item for item in plain if not item.number.whole]
        kept = [item for item in parts if item.role or item.noun is not None or self._may_inherit(item)]
        for item, after_it in zip(kept[-2::-1], kept[:0:-1], strict=True):
            self._share(item, after_it, backwards=True)
        told = kept[0] if kept else None
        for before_it, item in pairwise(kept):
            told = before_it if before_it.role else told
            model = before_it.number.implied and not before_it.role  # "two [Iskander] missiles and 62 drones"
            further = told is not None and told.role and (item.noun is None or model)
            self._share(item, told if further and told is not None else before_it, backwards=False)

    def _tell_one(self, item: Counted, before: int, after: int) -> None:
        for cue, side in self._candidates(item, before, after):
            role = self._fits(cue, item, side)
            if role:
                item.role, item.cue = role, cue
                return

    def _candidates(self, item: Counted, before: int, after: int) -> list[tuple[Cue, str]]:
        number = item.number
        found: list[tuple[Cue, str]] = []
        adjacent = self._ending_at(number.first, before)
        inner = [cue for i in range(number.stop, item.stop) if (cue := self.starting.get(i)) is not None]
        own = adjacent is not None and adjacent.stop < number.first and bool(inner)
        if adjacent is not None and not own:  # "six dead and [forty wounded]"
            found.append((adjacent, "before"))
        found.extend((cue, "inner") for cue in inner)
        if item.noun is None:
            near = self._starting_at(item.stop, after) or self._behind_unlisted(item.stop, after)
            if near is not None:
                found.append((near, "after"))
            found.extend((cue, "before") for cue in self._toll(number))
            return found
        ahead = self._ahead(item.stop, min(after, item.stop + _REACH_AFTER))
        behind = self._behind(number.first, max(before, number.first - _REACH_BEFORE))
        verbs = [*((cue, "after") for cue in ahead), *((cue, "before") for cue in behind)]
        if item.noun.kind == "munition" and ahead and "," in self.norms[item.stop : ahead[0].first]:
            verbs = verbs[len(ahead) :] + verbs[: len(ahead)]  # "sent 176 drones, the defence downed 103"
            if number.first > before and self.norms[number.first - 1] in self.words.and_words:
                verbs = verbs[: len(behind)]  # "sent 653 drones and 52 missiles, of which 592 were downed"
        found.extend(verbs)
        found.extend((cue, "before") for cue in self._toll(number))
        return found

    def _ending_at(self, at: int, floor: int) -> Cue | None:
        """Return the cue right before ``at``, words like "another" left out."""
        for i in range(at, max(floor, at - _FILL_REACH, 0) - 1, -1):
            if i in self.ending:
                return self.ending[i]
            if i == 0 or self.norms[i - 1] not in self.words.fill:
                return None
        return None

    def _starting_at(self, at: int, ceiling: int) -> Cue | None:
        """Return the cue right after ``at``, auxiliaries left out."""
        for i in range(at, min(ceiling, at + _FILL_REACH + 2)):
            if i in self.starting and any(hit.after for hit in self.starting[i].hits):
                return self.starting[i]
            if self.norms[i] not in self.words.fill and self.norms[i] not in _SKIPPED:
                return None
        return None

    def _behind_unlisted(self, at: int, ceiling: int) -> Cue | None:
        """Return the verb behind a noun that no list has: only people die, "two [sappers] died"."""
        limit = min(at + _UNLISTED, ceiling)
        while at < limit and self.norms[at].isalpha() and self.norms[at] not in self.words.stops:
            at += 1
        cue = self._starting_at(at, ceiling)
        if cue is None or not (self.words.head_last and self.norms[at - 1].endswith("s")):
            return None
        passive = cue.first > at or cue.hits[0].role == "killed"
        return cue if passive and any(hit.role in _FATES and hit.after for hit in cue.hits) else None

    def _ahead(self, at: int, ceiling: int) -> list[Cue]:
        found = []
        for i in range(at, ceiling):
            if self.norms[i] in self.words.breaks:
                break
            if i in self.starting:
                found.append(self.starting[i])
        return found

    def _behind(self, at: int, floor: int) -> list[Cue]:
        found = []
        for i in range(at, floor - 1, -1):
            if i in self.ending and (
                not self.words.head_last or any(hit.means for hit in self.ending[i].hits)
            ):
                found.append(self.ending[i])
            if i == 0 or self.norms[i - 1] in self.words.breaks or self.norms[i - 1] == ",":
                break
        return found

    def _toll(self, number: Number) -> list[Cue]:
        """Return the cues before "rose to 9": the toll's own noun may stand far ahead."""
        near = self.norms[max(self.first, number.first - _FILL_REACH) : number.first]
        if self.words.rises.isdisjoint(near):
            return []
        return [cue for cue in reversed(self.cues) if cue.stop <= number.first]

    def _fits(self, cue: Cue, item: Counted, side: str) -> Role:
        for hit in cue.hits:
            if side != "inner" and not (hit.before if side == "before" else hit.after):
                continue
            if item.number.definite and (side != "before" or cue.stop != item.number.first):
                continue
            if self._suits(hit, item) and (not hit.means or self._has_means(item.number)):
                return hit.role
        return ""

    def _suits(self, hit: CueHit, item: Counted) -> bool:
        if item.noun is None:
            return hit.bare
        if item.noun.kind not in hit.kinds or (hit.whats and item.noun.what not in hit.whats):
            return False
        return hit.single or not item.number.implied

    def _has_means(self, number: Number) -> bool:
        at = number.first
        while at > self.first and self.norms[at - 1] in self.words.fill:
            at -= 1
        return at > self.first and self.norms[at - 1] in self.words.means

    def _share(self, item: Counted, other: Counted, *, backwards: bool) -> None:
        """Take the role of a neighbour in a list: "two drones and one missile were shot down"."""
        if item.role or not other.role:
            return
        if item.noun is None and not self._may_inherit(item):
            return
        if item.noun is not None and not _alike(item.noun.kind, other.noun.kind if other.noun else "person"):
            return
        left, right = (item, other) if backwards else (other, item)
        between = without_births(self.norms[left.stop : right.number.first], self.words.born)
        if other.role == "downed":  # "17 over one oblast[;] 32 – over another"
            between = ["," if word == ";" else word for word in between]
        if not self._linked(between) or (item.number.implied and not self._adjoins(between, item.number)):
            return
        if backwards and other.cue is not None and other.cue.first < right.number.first:
            return  # the neighbour's own verb stands before it: "killed 4"
        item.role, item.cue = other.role, other.cue
        if item.noun is None:
            item.noun = other.noun

    def _adjoins(self, between: list[str], number: Number) -> bool:
        """Tell whether only linking words stand between: "a woman and her children", not ", the mayor"."""
        joined, owned = self.words.and_words, self.norms[number.first]
        bare = owned not in self.words.articles and owned not in self.words.owners
        if self.words.articles and bare and joined.isdisjoint(between):
            return False
        return all(word in self.words.linked or word in joined or word == "," for word in between)

    def _may_inherit(self, item: Counted) -> bool:
        """Tell whether a number without a noun is one of a split: "three [over X]", "over Y – [two]"."""
        at, before = item.stop, item.number.first - 1
        behind_dash = before >= self.first and self.norms[before] in _DASHES
        return behind_dash or (at < self.stop and self.norms[at] in self.words.elliptic)

    def _linked(self, between: list[str]) -> bool:
        if between[-1:] == [":"]:
            return True  # "16 drones: 10 over one oblast, 6 over another"
        if any(word in self.words.breaks for word in between) or len(between) > _REACH_BEFORE:
            return False
        return any(word in self.words.and_words or word in (",", "+", ";") for word in between)


def without_births(between: list[str], born: frozenset[str]) -> list[str]:
    """Leave out when somebody was born: "a man [of 1981 year of birth] and a woman"."""
    if born.isdisjoint(between):
        return between
    return [word for word in between if word not in born and not word.isdecimal()]


def _alike(one: NounKind, other: NounKind) -> bool:
    air = ("munition", "craft")
    return one == other or (one in air and other in air)
