"""Phrases over folded tokens, filed by their first word; a document is read once.

See ``geomap.events.rules`` for the phrase language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from geomap.errors import SettingsError
from geomap.text.normalise import fold

_STOPS = frozenset(',;:.!?—–()"“”«»')
_TOKEN = re.compile(r"<\w+>\??|~\d+|-|[^\s-]+")
_LONGEST_GAP = 9
_KNOWN_WORDS = 200_000  # a cap on memory: the vocabulary of all news is smaller


class Hit(NamedTuple):
    """A phrase found: its half-open token range, the kind of list it comes from, and the rule."""

    first: int
    stop: int
    kind: str
    rule: Any


class _Step(NamedTuple):
    """One step of a phrase: a word of a set or by its stem, or a gap of up to ``gap`` tokens."""

    words: frozenset[str]
    stems: tuple[str, ...]
    gap: int
    optional: bool


class _Phrase(NamedTuple):
    """A phrase from the step after its first word on."""

    steps: tuple[_Step, ...]
    key: Any
    """The longest of one key wins; each cue has its own."""
    kind: str
    rule: Any


class _Start(NamedTuple):
    """What may follow a word that begins phrases."""

    phrases: tuple[_Phrase, ...]
    seconds: frozenset[str] | None
    """The words one of which must come next; None where anything may."""


class Lexicon:
    """All phrases of a language, of every kind, by their first word.

    A phrase is kept as a chain of steps, not as the product of its alternatives: three optional words of
    twenty forms each are three steps.
    """

    def __init__(self) -> None:
        self._words: dict[str, list[_Phrase]] = {}
        self._stems: dict[str, list[_Phrase]] = {}
        self._starts: dict[str, _Start | None] = {}
        self._trigger_stems: tuple[str, ...] = ()
        self.trigger_words: frozenset[str] = frozenset()

    def add(self, phrase: str, kind: str, rule: Any, classes: Mapping[str, str]) -> None:
        """Add ``phrase`` of ``kind`` for ``rule``.

        Raises
        ------
        SettingsError
            If the phrase names a class that the file does not have, or begins with a gap.
        """
        key = (kind, rule.id) if kind == "cue" else kind
        for one in _hyphenated(phrase):
            steps = _parse(one, classes)
            if not steps or steps[0].gap or all(step.optional for step in steps):
                raise SettingsError(
                    f"phrase {phrase!r} does not begin with a word", remedy="begin it with a word"
                )
            for first in range(_count_openers(steps)):
                self._file(steps[first], _Phrase(steps[first + 1 :], key, kind, rule))
        self._starts.clear()

    def _file(self, step: _Step, phrase: _Phrase) -> None:
        for word in step.words:
            self._words.setdefault(word, []).append(phrase)
        for stem in step.stems:
            self._stems.setdefault(stem, []).append(phrase)
        if phrase.kind == "trigger":
            self._trigger_stems += step.stems
            self.trigger_words |= step.words

    def has_trigger(self, norms: Sequence[str]) -> bool:
        """Tell whether any of ``norms`` may begin a trigger: sentences without one are left at once."""
        if not self.trigger_words.isdisjoint(norms):
            return True
        return bool(self._trigger_stems) and any(norm.startswith(self._trigger_stems) for norm in norms)

    def scan(self, norms: Sequence[str], first: int, stop: int) -> list[Hit]:
        """Return the hits in tokens ``first`` to ``stop``: of one kind the longest, none overlapping.

        Triggers of several rules over the same tokens are all returned: their company decides.
        """
        reader = _Reader(norms, stop)
        starts = self._starts
        for at in range(first, stop):
            norm = norms[at]
            start = starts[norm] if norm in starts else self._begin(norm)
            if start is None:
                continue
            if start.seconds is None or (at + 1 < stop and norms[at + 1] in start.seconds):
                reader.read(start.phrases, at)
        return reader.hits

    def _begin(self, norm: str) -> _Start | None:
        phrases = list(self._words.get(norm, ()))
        for stem, others in self._stems.items():
            if norm.startswith(stem):
                phrases += others
        start = _Start(tuple(phrases), _seconds(phrases)) if phrases else None
        if len(self._starts) < _KNOWN_WORDS:
            self._starts[norm] = start
        return start


def _count_openers(steps: Sequence[_Step]) -> int:
    """Return how many steps may be the first: the optional ones at the head, and the one behind them."""
    return next(i for i, step in enumerate(steps) if not step.optional) + 1


def _seconds(phrases: Sequence[_Phrase]) -> frozenset[str] | None:
    """Return the words that must follow, so that "the" and "of" are passed at a glance; None if any may."""
    if any(not p.steps or p.steps[0].gap or p.steps[0].stems or p.steps[0].optional for p in phrases):
        return None
    return frozenset().union(*(p.steps[0].words for p in phrases))


class _Reader:
    """Reads the phrases in one sentence."""

    __slots__ = ("best", "hits", "norms", "stop", "taken")

    def __init__(self, norms: Sequence[str], stop: int) -> None:
        self.norms, self.stop = norms, stop
        self.hits: list[Hit] = []
        self.taken: dict[Any, int] = {}
        self.best: dict[Any, tuple[int, str, Any]] = {}

    def read(self, phrases: tuple[_Phrase, ...], at: int) -> None:
        """Add the hits that begin at token ``at``."""
        self.best = {}
        for phrase in phrases:
            end = self._longest(phrase.steps, 0, at + 1)
            if end > 0:
                self._note(phrase, end)
        for key, (end, kind, rule) in self.best.items():
            if kind == "trigger" and key != kind:
                if self.taken["trigger"] == end and self.hits and self.hits[-1].first == at:
                    self.hits.append(Hit(at, end, kind, rule))
            elif at >= self.taken.get(key, -1):
                self.taken[key] = end
                self.hits.append(Hit(at, end, kind, rule))

    def _note(self, phrase: _Phrase, end: int) -> None:
        """Keep the longest end of each key; of triggers, every rule that ends as far."""
        known = self.best.get(phrase.key)
        if known is None or end > known[0]:
            self.best[phrase.key] = (end, phrase.kind, phrase.rule)
        elif end == known[0] and phrase.kind == "trigger" and phrase.rule is not known[2]:
            self.best[phrase.key, phrase.rule.id] = (end, phrase.kind, phrase.rule)

    def _longest(self, steps: Sequence[_Step], i: int, at: int) -> int:
        """Return the farthest end of ``steps[i:]`` from token ``at``, -1 where they do not fit."""
        if i == len(steps):
            return at
        step = steps[i]
        if step.gap:
            return self._across(steps, i, at)
        end = -1
        if at < self.stop:
            norm = self.norms[at]
            if norm in step.words or (step.stems and norm.startswith(step.stems)):
                end = self._longest(steps, i + 1, at + 1)
        return max(end, self._longest(steps, i + 1, at)) if step.optional else end

    def _across(self, steps: Sequence[_Step], i: int, at: int) -> int:
        """Step over up to the gap's width of tokens, none of them punctuation, to a word behind it."""
        best, last = -1, min(at + steps[i].gap, self.stop)
        while at < self.stop:
            end = self._longest(steps, i + 1, at)
            best = max(best, end) if end > at else best
            if at >= last or self.norms[at] in _STOPS:
                break
            at += 1
        return best


def _hyphenated(phrase: str) -> Iterator[str]:
    """Yield ``phrase`` with each alternative of a chunk like ``freed|de-occupied``: they differ in length."""
    chunks = phrase.split(" ")
    for i, chunk in enumerate(chunks):
        if "|" in chunk and "-" in chunk:
            for alternative in chunk.split("|"):
                yield from _hyphenated(" ".join([*chunks[:i], alternative, *chunks[i + 1 :]]))
            return
    yield phrase


def _parse(phrase: str, classes: Mapping[str, str]) -> tuple[_Step, ...]:
    """Return the steps of ``phrase``."""
    return tuple(_step(token, phrase, classes) for token in _TOKEN.findall(phrase.replace("'s", " 's")))


def _step(token: str, phrase: str, classes: Mapping[str, str]) -> _Step:
    optional = token.endswith("?") and len(token) > 1
    word = token[:-1] if optional else token
    if word.startswith("~"):
        if int(word[1:]) > _LONGEST_GAP:
            raise SettingsError(f"gap too wide in {phrase!r}", remedy=f"use at most ~{_LONGEST_GAP}")
        return _Step(frozenset(), (), int(word[1:]), optional)
    if word.startswith("<"):
        if word[1:-1] not in classes:
            raise SettingsError(f"phrase {phrase!r} names no class {word}", remedy="add it to [classes]")
        forms = classes[word[1:-1]].split()
    else:
        forms = word.split("|")
    folded = [fold(form) for form in forms]
    words = frozenset(form for form in folded if not form.endswith("*"))
    return _Step(words, tuple(form[:-1] for form in folded if form.endswith("*")), 0, optional)
