"""Phrases over folded tokens, filed by their first word; a document is read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from geomap.events.lexicon.automaton import Automaton
from geomap.events.lexicon.phrase import Chain, Step, count_openers, read_phrase

_KNOWN_WORDS = 200_000  # a cap on memory: the vocabulary of all news is smaller


class Hit(NamedTuple):
    """A phrase found: its half-open token range, the kind of list it comes from, and the rule."""

    first: int
    stop: int
    kind: str
    rule: Any


class _Phrase(NamedTuple):
    """A phrase from the step after its first word on."""

    steps: Chain
    key: Any
    """The longest of one key wins; each cue has its own."""
    kind: str
    rule: Any


class _Start(NamedTuple):
    """What may follow a word that begins phrases."""

    phrases: tuple[_Phrase, ...]
    automaton: Automaton


class Lexicon:
    """All phrases of a language, of every kind, by their first word."""

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
            If the phrase names a class that the file does not have, or begins or ends with a gap.
        """
        key = (kind, rule.id) if kind == "cue" else kind
        for chain in read_phrase(phrase, classes):
            for first in range(count_openers(chain)):
                self._file(chain[first], _Phrase(chain[first + 1 :], key, kind, rule))
        self._starts.clear()

    def _file(self, step: Step, phrase: _Phrase) -> None:
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

        Triggers of several rules over the same tokens are all returned: their company decides. Shorter
        ones that begin with the same words come as ``shadow``: they count where the longest does not.
        """
        reader = _Reader()
        starts = self._starts
        for at in range(first, stop):
            norm = norms[at]
            start = starts[norm] if norm in starts else self._begin(norm)
            if start is not None:
                ends = start.automaton.ends_from(norms, at + 1, stop)
                if ends:
                    reader.read(start.phrases, ends, at)
        return reader.hits

    def _begin(self, norm: str) -> _Start | None:
        phrases = list(self._words.get(norm, ()))
        for stem, others in self._stems.items():
            if norm.startswith(stem):
                phrases += others
        start = _Start(tuple(phrases), Automaton([p.steps for p in phrases])) if phrases else None
        if len(self._starts) >= _KNOWN_WORDS:
            self._starts.clear()
        self._starts[norm] = start
        return start


class _Reader:
    """Chooses among the phrases that fit in one sentence."""

    __slots__ = ("best", "hits", "taken")

    def __init__(self) -> None:
        self.hits: list[Hit] = []
        self.taken: dict[Any, int] = {}
        self.best: dict[Any, tuple[int, str, Any]] = {}

    def read(self, phrases: Sequence[_Phrase], ends: Mapping[int, int], at: int) -> None:
        """Add the hits that begin at token ``at``; ``ends`` are those of ``phrases`` that fit."""
        self.best = {}
        for number in sorted(ends):
            self._note(phrases[number], ends[number])
        for key, (end, kind, rule) in self.best.items():
            if kind == "trigger" and key != kind:
                if self.taken["trigger"] == end and self.hits and self.hits[-1].first == at:
                    self.hits.append(Hit(at, end, kind, rule))
            elif at >= self.taken.get(key, -1):
                self.taken[key] = end
                self.hits.append(Hit(at, end, kind, rule))
        self._cast_shadows(phrases, ends, at)

    def _cast_shadows(self, phrases: Sequence[_Phrase], ends: Mapping[int, int], at: int) -> None:
        """Add the shorter triggers that begin with the words of the longest, the longest of them first."""
        longest = self.best["trigger"][0] if "trigger" in self.best else -1
        if longest != self.taken.get("trigger"):
            return
        shorter = sorted(
            (-end, number)
            for number, end in ends.items()
            if end < longest and phrases[number].kind == "trigger"
        )
        self.hits += [Hit(at, -end, "shadow", phrases[number].rule) for end, number in shorter]

    def _note(self, phrase: _Phrase, end: int) -> None:
        """Keep the longest end of each key; of triggers, every rule that ends as far."""
        known = self.best.get(phrase.key)
        if known is None or end > known[0]:
            self.best[phrase.key] = (end, phrase.kind, phrase.rule)
        elif end == known[0] and phrase.kind == "trigger" and phrase.rule is not known[2]:
            self.best[phrase.key, phrase.rule.id] = (end, phrase.kind, phrase.rule)
