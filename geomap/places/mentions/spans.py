"""Where names stand: the gazetteer's longest match, and unknown capitalised words in a place slot."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from geomap.places.gazetteer import Gazetteer, NameHit
from geomap.places.gazetteer.kinds import SETTLEMENTS, great_cities, kind_of
from geomap.places.gazetteer.skeleton import alike
from geomap.places.mentions.lands import is_land, land_hits
from geomap.places.mentions.rules import Names
from geomap.text import Document, Sentence

_LONGEST = 7  # tokens of the longest name, hyphens left out
_LONGEST_UNKNOWN = 4
_REMEMBERED = 100_000  # words
_CARELESS_LENGTH = 6  # letters, and inhabitants, of a town that captions write small
_CARELESS_PEOPLE = 30_000
_KNOWN = 10_000  # people
_LONGEST_LIST = 16  # tokens of a list of areas up to its kind word
_LISTED = frozenset({"raion", "district", "hromada", "oblast"})


class Span(NamedTuple):
    """A name at the half-open token range ``first``/``stop`` of sentence ``sentence``."""

    first: int
    stop: int
    sentence: int
    hits: tuple[NameHit, ...]


def scan(document: Document, gazetteer: Gazetteer, rules: Names) -> list[Span]:
    """Return the names of ``document`` in order; they do not overlap. Unknown names have no hits."""
    return _Scanner(document, gazetteer, rules).scan()


@lru_cache(maxsize=2)
def _starts(gazetteer: Gazetteer) -> _Memory:
    """Remember which words may begin a name: the same ones come back all the time."""
    del gazetteer  # only the key of the cache
    return _Memory()


class _Memory(dict[str, bool]):
    """A dictionary that forgets everything when it grows too large."""

    def __setitem__(self, key: str, value: bool) -> None:
        if len(self) >= _REMEMBERED:
            self.clear()
        super().__setitem__(key, value)


class _Scanner:
    """One pass over the tokens; only capitalised ones, and few small ones, cost more than a glance."""

    def __init__(self, document: Document, gazetteer: Gazetteer, rules: Names) -> None:
        self.document, self.words, self.norms = document, document.words, document.norms
        self.gazetteer, self.rules = gazetteer, rules
        self.starts = _starts(gazetteer)
        self.great = great_cities(gazetteer)
        self.spans: list[Span] = []

    def scan(self) -> list[Span]:
        words, norms, never = self.words, self.norms, self.rules.not_names
        heads, careless = self.rules.adjective_heads, self.rules.careless_after
        for number, sentence in enumerate(self.document.sentences):
            past = sentence.first
            for i in range(past, sentence.stop):
                if norms[i] in self.rules.directions and (axis := self._axis_behind(i, sentence)):
                    if words[i][0].isupper() or self._is_axis(i, axis, sentence):
                        self.spans.append(Span(i, i + 1, number, ()))
                        past = i + 1
                    continue
                if not (words[i][0].isupper() or norms[i] in self.great) and not (
                    (heads or norms[i - 1] in careless) and self._is_small_name(i, sentence)
                ):
                    continue
                if i < past:
                    continue
                span = self._known(i, number, sentence)
                if is_land(norms[i], self.rules):
                    span = self._land(i, number, span)
                span = span or self._unknown(i, number, sentence)
                if span is not None and not (span.stop == i + 1 and norms[i] in never):
                    self.spans.append(span)
                    past = span.stop
        return self.spans

    def _axis_behind(self, at: int, sentence: Sentence) -> int:
        """Return the token past "direction" in "southern direction"; 0 without such a word."""
        found = self.rules.compass_heads.after(self.norms, at + 1, sentence.stop)
        return found[0] if found is not None else 0

    def _is_axis(self, at: int, stop: int, sentence: Sentence) -> bool:
        """Say whether a point of the compass is a part of the front: "in the southern direction".

        In "в южном направлении", "in the southern direction from Bakhmut" it is the way that somebody goes.
        """
        norms, rules = self.norms, self.rules
        joined = rules.conjunctions.after(norms, at - 1, at) if at > sentence.first else None
        opened = joined is not None or (at > sentence.first and norms[at - 1] in rules.compass_after)
        return opened and (
            stop >= sentence.stop or not norms[stop].isalpha() or norms[stop] not in rules.placing_words
        )

    def _is_small_name(self, at: int, sentence: Sentence) -> bool:
        """Say whether a word without a capital may be a name: "на покровському напрямку", "in mariupol"."""
        heads, norms = self.rules.adjective_heads, self.norms
        if heads and at + 1 < sentence.stop and norms[at + 1] in heads:
            return True
        if at == sentence.first or norms[at - 1] not in self.rules.careless_after:
            return False
        return len(norms[at]) >= _CARELESS_LENGTH and self._is_town(norms[at])

    def _is_town(self, norm: str) -> bool:
        table = self.gazetteer
        hits = table.lookup(norm) if table.is_start(norm) else ()
        return any(hit.strong and table.population[hit.place] >= _CARELESS_PEOPLE for hit in hits)

    def _known(self, at: int, number: int, sentence: Sentence) -> Span | None:
        """Look up the longest name that starts at token ``at``; hyphens count as the space in a key."""
        norm = self.norms[at]
        begins = self.starts.get(norm)
        if begins is None:
            begins = self.starts[norm] = self.gazetteer.is_start(norm.replace("'", ""))
        if not begins:
            return None
        keys, ends = self._keys(at, sentence.stop)
        used, hits = self.gazetteer.longest(keys, 0, len(keys))
        if not used:
            return None
        span = Span(at, ends[used - 1], number, hits)
        if at > sentence.first and (self.norms[at - 1] in self.rules.slot_words or self._is_listed(at)):
            span = self._longer(span, sentence)
        return self._prefixed(span, sentence)

    def _is_listed(self, at: int) -> bool:
        """Say whether a name stands behind another and "and" or a comma."""
        return (
            bool(self.spans) and self.norms[at - 1] in self.rules.list_words and at - self.spans[-1].stop <= 2
        )

    def _land(self, at: int, number: int, span: Span | None) -> Span | None:
        if span is not None and span.stop > at + 1:
            return span
        hits = land_hits(self.norms[at], span.hits if span else (), self.gazetteer, self.rules)
        return Span(at, at + 1, number, hits) if hits else span

    def _keys(self, at: int, stop: int) -> tuple[list[str], list[int]]:
        keys: list[str] = []
        ends: list[int] = []
        for i in range(at, min(stop, at + 2 * _LONGEST)):
            norm = self.norms[i]
            if norm != "-":
                keys.append(norm.replace("'", "") if "'" in norm else norm)
                ends.append(i + 1)
            if len(keys) == _LONGEST:
                break
        return keys, ends

    def _longer(self, span: Span, sentence: Sentence) -> Span:
        """Widen over a second word where both together sound like a place: "Mali Scherbaky" is not Mali."""
        stop = span.stop
        if stop >= sentence.stop or not self.words[stop][0].isupper() or not self.words[stop].isalpha():
            return span
        both = alike(self.document.span_text(span.first, stop + 1), self.gazetteer)
        if both or self._goes_on(span, stop, sentence):
            return Span(span.first, stop + 1, span.sentence, both)
        return span

    def _goes_on(self, span: Span, stop: int, sentence: Sentence) -> bool:
        """Say whether an unknown second word belongs to the name: "Russkoye Porechnoye" is no Russkoye."""
        norm = self.norms[stop]
        if norm in self.rules.not_names or not norm.endswith(self.rules.place_endings):
            return False
        ends = stop + 1 >= sentence.stop or not self.words[stop + 1][0].isupper()
        return ends and self._is_small(span) and not self.gazetteer.is_start(norm.replace("'", ""))

    def _is_small(self, span: Span) -> bool:
        """Say whether only villages bear the name: of a city's name, a word beside it is no part."""
        table = self.gazetteer
        return all(
            kind_of(table, h.place) in SETTLEMENTS and table.population[h.place] < _KNOWN for h in span.hits
        )

    def _prefixed(self, span: Span, sentence: Sentence) -> Span:
        """Widen over an unknown first half: "Yuzhno-Donetsk" is not Donetsk."""
        first, document = span.first - 2, self.document
        taken = self.spans[-1].stop if self.spans else 0
        if first < max(sentence.first, taken) or self.norms[first + 1] != "-":
            return span
        joined = document.ends[first] == document.starts[first + 1]
        joined = joined and document.ends[first + 1] == document.starts[span.first]
        named = self.words[first][0].isupper() and self.words[first].isalpha()
        if not joined or not named or self.norms[first] in self.rules.not_names:
            return span
        return Span(first, span.stop, span.sentence, ())

    def _unknown(self, at: int, number: int, sentence: Sentence) -> Span | None:
        """Return capitalised words that the gazetteer lacks but that stand where a place name stands."""
        capital = self.words[at][0].isupper() and self.norms[at] not in self.rules.not_names
        if not capital or not self._in_slot(at, sentence):
            return None
        headed = self.rules.kinds_before.before(self.norms, at, sentence.first) is not None
        stop = self._unknown_stop(at, sentence, headed=headed)
        kind = self.rules.kinds_after.after(self.norms, stop, sentence.stop)
        part = (kind is None or kind[1].kind == "site") and self._is_part(at)
        part = part and not self._heads_list(at, sentence)
        if part or stop == at or stop - at > _LONGEST_UNKNOWN or self._is_acronym(at):
            return None
        named = headed or kind is not None
        if at == sentence.first and not self._is_alone(stop, sentence):
            return None
        if not named and stop > at + 1 and self._ends_in_village(at, stop, number, sentence):
            return Span(at, stop, number, alike(self.document.span_text(at, stop), self.gazetteer))
        if not named and not self.norms[stop - 1].endswith(self.rules.place_endings):
            named = bool(alike(self.document.span_text(at, stop), self.gazetteer))
            return Span(at, stop, number, ()) if named else None
        return Span(at, stop, number, ())

    def _ends_in_village(self, at: int, stop: int, number: int, sentence: Sentence) -> bool:
        """Say whether only the last of several unknown words is a village: "Marchyna Buda" is no Buda."""
        last = self._known(stop - 1, number, sentence)
        if last is None or last.first != stop - 1 or not self._is_small(last):
            return False
        return all(self._known(i, number, sentence) is None for i in range(at, stop - 1))

    def _in_slot(self, at: int, sentence: Sentence) -> bool:
        """Say whether a place may stand here: after a preposition, before a kind word, in a list."""
        norms, rules = self.norms, self.rules
        if at + 1 < sentence.stop and norms[at + 1] in rules.kinds_after.firsts:
            return at > sentence.first or self.words[at][-1].islower()
        if at == sentence.first:
            return sentence.stop - at <= 2
        if self._heads_list(at, sentence):
            return True
        if norms[at - 1] in rules.placing_words or norms[at - 1] == "-":
            return norms[at + 1 : at + 2] != ["'s"]
        return bool(self.spans) and norms[at - 1] in rules.list_words and 0 < at - self.spans[-1].stop <= 2

    def _heads_list(self, at: int, sentence: Sentence) -> bool:
        """Say whether a list of areas begins here: "the [Brovarsky], Fastivsky and Buchansky districts"."""
        if at + 1 >= sentence.stop or self.norms[at + 1] not in self.rules.list_words:
            return False
        for i in range(at, min(sentence.stop, at + _LONGEST_LIST)):
            kind = self.rules.kinds_after.after(self.norms, i, sentence.stop)
            if kind is not None:
                return i > at and kind[1].plural and kind[1].kind in _LISTED
            if not self.words[i][0].isupper() and self.norms[i] not in self.rules.list_words:
                return False
        return False

    def _is_part(self, at: int) -> bool:
        """Say whether a town stands before the unknown name: "Kharkiv Armoured Plant" stands in Kharkiv."""
        if not self.spans or not self.spans[-1].hits:
            return False
        owner = self.spans[-1]
        between = range(owner.stop, at)
        beside = all(self.words[i][0].isupper() or self.norms[i] == "'s" for i in between)
        return beside and any(kind_of(self.gazetteer, hit.place) in SETTLEMENTS for hit in owner.hits)

    def _is_alone(self, stop: int, sentence: Sentence) -> bool:
        """Say whether a sentence begins with a name: the whole of it, or before "community", "district"."""
        found = self.rules.kinds_after.after(self.norms, stop, sentence.stop)
        if found is not None:
            return found[1].kind in {"raion", "hromada", "oblast", "axis"}
        return sentence.stop - stop <= 1

    def _unknown_stop(self, at: int, sentence: Sentence, *, headed: bool) -> int:
        words, norms, rules = self.words, self.norms, self.rules
        stop = at
        while stop < sentence.stop and (words[stop][0].isupper() or self._joins(stop, at, sentence)):
            if norms[stop] in rules.not_names or norms[stop] in rules.kinds_after.firsts:
                break
            if stop > at and norms[stop] in self.great:
                break  # "on Nakhimova Ave Mariupol": the city is a name of its own
            if (
                headed
                and stop > at
                and norms[stop + 1 : stop + 2]
                and norms[stop + 1] in rules.kinds_after.firsts
            ):
                break  # "в селе Курово Погарского района": the second word is another name
            stop += 1
        return stop

    def _joins(self, i: int, at: int, sentence: Sentence) -> bool:
        return self.words[i] == "-" and at < i and i + 1 < sentence.stop and self.words[i + 1][0].isupper()

    def _is_acronym(self, at: int) -> bool:
        """Say whether the word is in capitals while the text around it is not."""
        if not self.words[at].isupper():
            return False
        around = [word for word in self.words[max(0, at - 4) : at + 5] if len(word) > 3 and word.isalpha()]
        return len(around) <= 2 or not all(word.isupper() for word in around)
