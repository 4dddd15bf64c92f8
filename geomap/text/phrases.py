"""Phrases of a rule file as one tree: the longest phrase at a token is found by walking it once.

A pattern is written in words, with ``[optional words]``, ``(one|of several)`` and ``{slot}``. It is split
into the same tokens as the text, so ``24-hour`` meets ``24 - hour``. A slot is read by a function of the
language ("a calendar date", "a number"). Nothing backtracks: the work at a token is bounded by the number
of phrases that begin alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from geomap.errors import SettingsError
from geomap.text.document import Document, analyse

Payload = TypeVar("Payload")
SlotReader = Callable[[Document, int, int], "tuple[int, Any] | None"]
"""``reader(document, at, stop)`` → (token past the slot, its value), or None."""


class Slot(NamedTuple):
    """How a slot is read, and which tokens it may begin with (so that most are refused unread)."""

    read: SlotReader
    begins: frozenset[str]
    digits: bool = False
    """May begin with a token that begins with a digit."""


_PARTS = re.compile(r"\{\w+\}|[()\[\]|]|[^\s()\[\]|{}]+")
_MAX_EXPANSIONS = 4096


class PhraseHit(NamedTuple, Generic[Payload]):
    """A phrase found: ``stop`` is the token past it, ``values`` what its slots read, in order."""

    stop: int
    payload: Payload
    values: tuple[Any, ...]


@dataclass(slots=True)
class _Node(Generic[Payload]):
    words: dict[str, _Node[Payload]] = field(default_factory=dict)
    slots: dict[str, _Node[Payload]] = field(default_factory=dict)
    readers: list[tuple[Slot, _Node[Payload]]] = field(default_factory=list)
    payload: Payload | None = None


class PhraseTable(Generic[Payload]):
    """Phrases by their first token.

    Parameters
    ----------
    patterns
        Pairs of pattern and payload; a payload is what a hit returns, never None.
    readers
        Slot name to its reader.

    Raises
    ------
    SettingsError
        If a pattern is unbalanced, expands too far, uses an unknown slot, or equals another rule's.
    """

    def __init__(
        self, patterns: Iterable[tuple[str, Payload]], readers: Mapping[str, Slot] | None = None
    ) -> None:
        self._root: _Node[Payload] = _Node()
        self._readers = dict(readers or {})
        for pattern, payload in patterns:
            for words in expand(pattern):
                self._add(words, payload, pattern)
        slots = [slot for slot, _ in self._root.readers]
        self.starts = frozenset(self._root.words).union(*(slot.begins for slot in slots))
        """Tokens with which a phrase may begin: callers look here before they call ``longest``."""

    def _add(self, words: tuple[str, ...], payload: Payload, pattern: str) -> None:
        node = self._root
        for word in words:
            node = self._child(node, word, pattern)
        if node is self._root:
            raise SettingsError(
                "a phrase needs at least one word", where=repr(pattern), remedy="mend the pattern"
            )
        if node.payload is not None and node.payload != payload:
            raise SettingsError(
                f"{' '.join(words)!r} belongs to two rules", where=repr(pattern), remedy="drop one"
            )
        node.payload = payload

    def _child(self, node: _Node[Payload], word: str, pattern: str) -> _Node[Payload]:
        if not word.startswith("{"):
            return node.words.setdefault(word, _Node())
        name = word.strip("{}")
        if name not in self._readers:
            raise SettingsError(
                f"no slot named {name!r}", where=repr(pattern), remedy=f"one of {sorted(self._readers)}"
            )
        if name not in node.slots:
            node.slots[name] = _Node()
            node.readers.append((self._readers[name], node.slots[name]))
        return node.slots[name]

    def longest(self, document: Document, at: int, stop: int) -> PhraseHit[Payload] | None:
        """Return the longest phrase that begins at token ``at`` and ends at or before ``stop``."""
        return (
            self._longest_words(document.norms, at, stop)
            if not self._readers
            else self._walk(document, at, stop)
        )

    def _longest_words(self, norms: list[str], at: int, stop: int) -> PhraseHit[Payload] | None:
        """Walk a tree without slots: one step a token."""
        node, i, end = self._root, at, at
        payload: Payload | None = None
        while i < stop:
            following = node.words.get(norms[i])
            if following is None:
                break
            node, i = following, i + 1
            if node.payload is not None:
                payload, end = node.payload, i
        return None if payload is None else PhraseHit(end, payload, ())

    def _walk(self, document: Document, at: int, stop: int) -> PhraseHit[Payload] | None:
        norms = document.norms
        best: PhraseHit[Payload] | None = None
        ahead: list[tuple[_Node[Payload], int, tuple[Any, ...]]] = [(self._root, at, ())]
        while ahead:
            node, i, values = ahead.pop()
            if node.payload is not None and (best is None or i > best.stop):
                best = PhraseHit(i, node.payload, values)
            if i >= stop:
                continue
            norm = norms[i]
            for slot, child in node.readers:
                if norm in slot.begins or (slot.digits and norm[:1].isdecimal()):
                    read = slot.read(document, i, stop)
                    if read is not None:
                        ahead.append((child, read[0], (*values, read[1])))
            word = node.words.get(norm)
            if word is not None:
                ahead.append((word, i + 1, values))
        return best


def expand(pattern: str) -> list[tuple[str, ...]]:
    """Return every token sequence that ``pattern`` stands for.

    >>> expand("(at|by) [the] {date}")
    [('at', 'the', '{date}'), ('at', '{date}'), ('by', 'the', '{date}'), ('by', '{date}')]
    """
    parts = iter([*_PARTS.findall(pattern), ""])
    found, closer = _alternatives(parts)
    if closer or len(found) > _MAX_EXPANSIONS:
        raise SettingsError(
            "unbalanced brackets or too many alternatives", where=repr(pattern), remedy="mend it"
        )
    return list(dict.fromkeys(found))


def _alternatives(parts: Iterator[str]) -> tuple[list[tuple[str, ...]], str]:
    done: list[tuple[str, ...]] = []
    open_: list[tuple[str, ...]] = [()]
    for part in parts:
        if part in ("", ")", "]"):
            return done + open_, part
        if part == "|":
            done, open_ = done + open_, [()]
            continue
        open_ = _group(open_, part, parts) if part in "([" else [(*head, *_tokens(part)) for head in open_]
    return done + open_, ""


def _group(heads: list[tuple[str, ...]], opener: str, parts: Iterator[str]) -> list[tuple[str, ...]]:
    inner, closer = _alternatives(parts)
    if closer != {"(": ")", "[": "]"}[opener]:
        return [()] * (_MAX_EXPANSIONS + 1)  # told by expand() with the pattern's text
    tails = [*inner, ()] if opener == "[" else inner
    return [head + tail for head in heads for tail in tails]


def _tokens(part: str) -> tuple[str, ...]:
    return (part,) if part.startswith("{") else tuple(analyse(part, "en").norms)
