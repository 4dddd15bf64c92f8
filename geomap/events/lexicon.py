"""Phrases to one trie over folded tokens; a document is read once, whatever the number of rules.

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


class Hit(NamedTuple):
    """A phrase found: its half-open token range, the kind of list it comes from, and the rule."""

    first: int
    stop: int
    kind: str
    rule: Any


class _Node:
    """One step of the trie."""

    __slots__ = ("ends", "gaps", "stems", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.stems: list[tuple[str, _Node]] = []
        self.gaps: list[tuple[int, _Node]] = []
        self.ends: list[tuple[Any, str, Any]] = []
        """What ends here: ``(key, kind, rule)``. The longest of one key wins; each cue has its own."""

    def word(self, word: str) -> _Node:
        return self.words.setdefault(word, _Node())

    def stem(self, stem: str) -> _Node:
        for known, node in self.stems:
            if known == stem:
                return node
        self.stems.append((stem, _Node()))
        return self.stems[-1][1]

    def gap(self, width: int) -> _Node:
        for known, node in self.gaps:
            if known == width:
                return node
        self.gaps.append((width, _Node()))
        return self.gaps[-1][1]


class Lexicon:
    """All phrases of a language, of every kind."""

    def __init__(self) -> None:
        self._root = _Node()
        self._starts: dict[str, tuple[_Node, ...]] = {}
        self._trigger_stems: tuple[str, ...] = ()
        self.trigger_words: frozenset[str] = frozenset()

    def add(self, phrase: str, kind: str, rule: Any, classes: Mapping[str, str]) -> None:
        """Add ``phrase`` of ``kind`` for ``rule``.

        Raises
        ------
        SettingsError
            If the phrase names a class that the file does not have, or begins with a gap.
        """
        for steps in (steps for one in _hyphenated(phrase) for steps in _variants(_parse(one, classes))):
            if not steps or steps[0][0].startswith("~"):
                raise SettingsError(
                    f"phrase {phrase!r} does not begin with a word", remedy="begin it with a word"
                )
            self._insert(steps, kind, rule)

    def _insert(self, steps: Sequence[tuple[str, ...]], kind: str, rule: Any) -> None:
        nodes = [self._root]
        for depth, alternatives in enumerate(steps):
            if depth == 0 and kind == "trigger":
                self._note_starts(alternatives)
            nodes = [_follow(node, word) for node in nodes for word in alternatives]
        for node in nodes:
            end = ((kind, rule.id) if kind == "cue" else kind, kind, rule)
            if end not in node.ends:
                node.ends.append(end)

    def _note_starts(self, alternatives: Sequence[str]) -> None:
        self._trigger_stems += tuple(a[:-1] for a in alternatives if a.endswith("*"))
        self.trigger_words |= frozenset(a for a in alternatives if not a.endswith("*"))

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
        for at in range(first, stop):
            nodes = self._starts.get(norms[at])
            if nodes is None:
                nodes = self._begin(norms[at])
            if nodes and not (at + 1 < stop and _leads_nowhere(nodes, norms[at + 1])):
                reader.read(nodes, at)
        return reader.hits

    def _begin(self, norm: str) -> tuple[_Node, ...]:
        nodes = tuple(node for stem, node in self._root.stems if norm.startswith(stem))
        exact = self._root.words.get(norm)
        nodes = (exact, *nodes) if exact else nodes
        if len(self._starts) < 200_000:  # a cap on memory: the vocabulary of all news is smaller
            self._starts[norm] = nodes
        return nodes


def _leads_nowhere(nodes: tuple[_Node, ...], after: str) -> bool:
    """Tell at a glance that "the" or "of" begins no phrase here: two words in three are such."""
    node = nodes[0]
    return len(nodes) == 1 and not (node.ends or node.stems or node.gaps or after in node.words)


class _Reader:
    """Walks the trie over one sentence."""

    __slots__ = ("best", "hits", "norms", "stop", "taken")

    def __init__(self, norms: Sequence[str], stop: int) -> None:
        self.norms, self.stop = norms, stop
        self.hits: list[Hit] = []
        self.taken: dict[Any, int] = {}
        self.best: dict[Any, tuple[int, str, Any]] = {}

    def read(self, nodes: tuple[_Node, ...], at: int) -> None:
        """Add the hits that begin at token ``at``."""
        self.best = {}
        for node in nodes:
            self._gather(node, at + 1)
        for key, (end, kind, rule) in self.best.items():
            if kind == "trigger" and key != kind:
                if self.taken["trigger"] == end and self.hits and self.hits[-1].first == at:
                    self.hits.append(Hit(at, end, kind, rule))
            elif at >= self.taken.get(key, -1):
                self.taken[key] = end
                self.hits.append(Hit(at, end, kind, rule))

    def _gather(self, node: _Node, at: int) -> None:
        """Put the longest end of each kind that ``node`` reaches from token ``at`` into ``best``."""
        for key, kind, rule in node.ends:
            known = self.best.get(key)
            if known is None or at > known[0]:
                self.best[key] = (at, kind, rule)
            elif at == known[0] and kind == "trigger" and rule is not known[2]:
                self.best[key, rule.id] = (at, kind, rule)
        if at < self.stop:
            if node.words or node.stems:
                self._step(node, at)
            for width, other in node.gaps:
                self._across(other, at, min(at + width, self.stop))

    def _step(self, node: _Node, at: int) -> None:
        norm = self.norms[at]
        after = node.words.get(norm)
        if after is not None:
            self._gather(after, at + 1)
        for stem, other in node.stems:
            if norm.startswith(stem):
                self._gather(other, at + 1)

    def _across(self, node: _Node, at: int, last: int) -> None:
        """Step over up to the gap's width of tokens, none of them punctuation."""
        while at < self.stop:
            self._step(node, at)
            if at >= last or self.norms[at] in _STOPS:
                return
            at += 1


def _follow(node: _Node, word: str) -> _Node:
    if word.startswith("~"):
        return node.gap(int(word[1:]))
    return node.stem(word[:-1]) if word.endswith("*") else node.word(word)


def _hyphenated(phrase: str) -> Iterator[str]:
    """Yield ``phrase`` with each alternative of a chunk like ``freed|de-occupied``: they differ in length."""
    chunks = phrase.split(" ")
    for i, chunk in enumerate(chunks):
        if "|" in chunk and "-" in chunk:
            for alternative in chunk.split("|"):
                yield from _hyphenated(" ".join([*chunks[:i], alternative, *chunks[i + 1 :]]))
            return
    yield phrase


def _parse(phrase: str, classes: Mapping[str, str]) -> list[tuple[tuple[str, ...], bool]]:
    """Return the steps of ``phrase`` as ``(alternatives, may be missing)``."""
    steps = []
    for token in _TOKEN.findall(phrase.replace("'s", " 's")):
        optional = token.endswith("?") and len(token) > 1
        word = token[:-1] if optional else token
        if word.startswith("<"):
            if word[1:-1] not in classes:
                raise SettingsError(f"phrase {phrase!r} names no class {word}", remedy="add it to [classes]")
            alternatives = tuple(fold(w) for w in classes[word[1:-1]].split())
        else:
            alternatives = tuple(fold(w) for w in word.split("|"))
        if word.startswith("~") and int(word[1:]) > _LONGEST_GAP:
            raise SettingsError(f"gap too wide in {phrase!r}", remedy=f"use at most ~{_LONGEST_GAP}")
        steps.append((alternatives, optional))
    return steps


def _variants(steps: list[tuple[tuple[str, ...], bool]]) -> Iterator[list[tuple[str, ...]]]:
    """Yield the step lists with each optional step in and out."""
    if not steps:
        yield []
        return
    (alternatives, optional), rest = steps[0], steps[1:]
    for tail in _variants(rest):
        yield [alternatives, *tail]
        if optional:
            yield tail
