"""A phrase of a rule file as a chain of steps; see ``geomap.events.lexicon.rules`` for the phrase language.

The chain is not multiplied out: three optional words of twenty forms each are three steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from geomap.errors import SettingsError
from geomap.text.normalise import fold

_TOKEN = re.compile(r"<\w+>\??|~\d+|-|[^\s-]+")
_LONGEST_GAP = 9


class Step(NamedTuple):
    """One step of a phrase: a word of a set or by its stem, or a gap of up to ``gap`` tokens."""

    words: frozenset[str]
    stems: tuple[str, ...]
    gap: int
    optional: bool


Chain = tuple[Step, ...]


def read_phrase(phrase: str, classes: Mapping[str, str]) -> Iterator[Chain]:
    """Yield the chains that ``phrase`` stands for: more than one where alternatives differ in tokens.

    Raises
    ------
    SettingsError
        If the phrase names a class that the file does not have, or begins or ends with a gap.
    """
    for one in _hyphenated(phrase):
        chain = tuple(_step(token, phrase, classes) for token in _TOKEN.findall(one.replace("'s", " 's")))
        if not chain or chain[0].gap or chain[-1].gap or all(step.optional for step in chain):
            raise SettingsError(
                f"phrase {phrase!r} does not begin and end with a word", remedy="begin and end it with a word"
            )
        yield chain


def count_openers(chain: Sequence[Step]) -> int:
    """Return how many steps may be the first: the optional ones at the head, and the one behind them."""
    return next(i for i, step in enumerate(chain) if not step.optional) + 1


def _hyphenated(phrase: str) -> Iterator[str]:
    """Yield ``phrase`` with each alternative of a chunk like ``freed|de-occupied``: they differ in length."""
    chunks = phrase.split(" ")
    for i, chunk in enumerate(chunks):
        if "|" in chunk and "-" in chunk:
            for alternative in chunk.split("|"):
                yield from _hyphenated(" ".join([*chunks[:i], alternative, *chunks[i + 1 :]]))
            return
    yield phrase


def _step(token: str, phrase: str, classes: Mapping[str, str]) -> Step:
    optional = token.endswith("?") and len(token) > 1
    word = token[:-1] if optional else token
    if word.startswith("~"):
        if int(word[1:]) > _LONGEST_GAP:
            raise SettingsError(f"gap too wide in {phrase!r}", remedy=f"use at most ~{_LONGEST_GAP}")
        return Step(frozenset(), (), int(word[1:]), optional)
    if word.startswith("<"):
        if word[1:-1] not in classes:
            raise SettingsError(f"phrase {phrase!r} names no class {word}", remedy="add it to [classes]")
        forms = classes[word[1:-1]].split()
    else:
        forms = word.split("|")
    folded = [fold(form) for form in forms]
    words = frozenset(form for form in folded if not form.endswith("*"))
    return Step(words, tuple(form[:-1] for form in folded if form.endswith("*")), 0, optional)
