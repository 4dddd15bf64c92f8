"""Case forms of Ukrainian and Russian place names, from the ending rules in ``uk.toml`` and ``ru.toml``.

No dictionary: a word is declined by its ending, and where the ending leaves a choice every reading is
made, for a form too many costs less than a name unseen. The words of a name agree: у Великій Новосілці.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from geomap.resources import package_file

CaseLang = Literal["uk", "ru"]
CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
LONGEST_ENDING = 8
_PARTS = re.compile(r"([\s-]+)")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u0060": "'"})

Paradigm = tuple[tuple[str, ...], ...]
"""For each of ``CASES`` the forms that it may take."""


class EndingRule(BaseModel):
    """One table of the TOML files; the head of ``uk.toml`` explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ending: str
    gender: Literal["m", "f", "n", "p"]
    forms: str
    after: str = ""
    stands_alone: bool = False
    never_noun: bool = False
    examples: tuple[str, ...]


class InflectionRules(BaseModel):
    """One language's file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vowels: str
    invariant: tuple[str, ...]
    noun: tuple[EndingRule, ...]
    adjective: tuple[EndingRule, ...]


class _Tables(NamedTuple):
    invariant: frozenset[str]
    noun: dict[str, list[EndingRule]]
    adjective: dict[str, list[EndingRule]]


class _Reading(NamedTuple):
    """One way to decline a word."""

    gender: str
    paradigm: Paradigm
    adjective: bool


@cache
def inflection_rules(lang: CaseLang) -> InflectionRules:
    """Read and validate the ending rules of ``lang``."""
    with package_file("places", "names", f"{lang}.toml").open("rb") as source:
        return InflectionRules.model_validate(tomllib.load(source))


def case_forms(name: str, lang: CaseLang) -> frozenset[str]:
    """Return every case form of ``name``, the nominative too.

    Parameters
    ----------
    name
        A place name in the nominative, of one word or several: "Велика Новосілка", "Ростов-на-Дону".
    lang
        Language of the name.

    >>> sorted(case_forms("Велика Новосілка", "uk"))  # doctest: +NORMALIZE_WHITESPACE
    ['Велика Новосілка', 'Великою Новосілкою', 'Великої Новосілки', 'Велику Новосілку', 'Великій Новосілці']
    """
    return frozenset(form for forms in paradigms(name, lang) for case in forms for form in case)


def paradigms(name: str, lang: CaseLang) -> list[Paradigm]:
    """Return the ways in which ``name`` may be declined, each with its forms by case."""
    parts = _PARTS.split(name.translate(_APOSTROPHES).strip())
    words, gaps = parts[::2], [*parts[1::2], ""]
    head = _head(words, lang)
    tail = "".join(word + gap for word, gap in zip(words[head + 1 :], gaps[head + 1 :], strict=True))
    readings = _best_agreed(words[:head], _readings(words[head], lang, alone=True), lang)
    return [_joined([*before, last.paradigm], gaps, tail) for before, last in readings]


def adjective_paradigms(word: str, lang: CaseLang) -> list[Paradigm]:
    """Return the declension of an adjective given in any gender of the nominative."""
    return [reading.paradigm for reading in _readings(word, lang, alone=False)]


def _head(words: list[str], lang: CaseLang) -> int:
    """Return the index of the last word that is declined."""
    invariant = _tables(lang).invariant
    for index, word in enumerate(words[1:], start=1):
        if word.lower() in invariant or (not word.isalpha() and "'" not in word):
            return index - 1
    return len(words) - 1


def _best_agreed(
    before: list[str], readings: list[_Reading], lang: CaseLang
) -> list[tuple[list[Paradigm], _Reading]]:
    """Decline the words before the head; keep the readings of it that most of them agree with."""
    tried = []
    for reading in readings:
        declined = [_agreeing(word, reading, lang) for word in before]
        tried.append((sum(paradigm is not None for paradigm in declined), declined, reading))
    most = max((agreed for agreed, _, _ in tried), default=0)
    return [
        ([paradigm or _fixed(word) for word, paradigm in zip(before, declined, strict=True)], reading)
        for agreed, declined, reading in tried
        if agreed == most
    ]


def _agreeing(word: str, head: _Reading, lang: CaseLang) -> Paradigm | None:
    """Decline ``word`` with its head: adjective before noun, or noun before adjective (Рава-Руська)."""
    for reading in _readings(word, lang, alone=False):
        if not head.adjective and reading.gender == head.gender:
            return reading.paradigm
    for reading in _readings(word, lang, alone=True):
        if head.adjective and reading.gender == head.gender and not word.endswith("о"):
            return reading.paradigm
    return None


def _joined(words: list[Paradigm], gaps: list[str], tail: str) -> Paradigm:
    return tuple(
        tuple("".join(_interleave(choice, gaps)) + tail for choice in product(*by_word))
        for by_word in zip(*words, strict=True)
    )


def _interleave(words: Iterable[str], gaps: list[str]) -> Iterator[str]:
    for word, gap in zip(words, gaps, strict=False):
        yield word
        yield gap


def _readings(word: str, lang: CaseLang, *, alone: bool) -> list[_Reading]:
    """Return the readings of a head (``alone``) or of a word that agrees with one (adjectives only)."""
    tables = _tables(lang)
    adjectives = _matching(word, tables.adjective)
    if alone:
        adjectives = [rule for rule in adjectives if rule.stands_alone]
    readings = [_Reading(rule.gender, _declined(word, rule), adjective=True) for rule in adjectives]
    if alone and not any(rule.never_noun for rule in adjectives):
        nouns = _matching(word, tables.noun)
        readings += [_Reading(rule.gender, _declined(word, rule), adjective=False) for rule in nouns]
    return readings or [_Reading("", _fixed(word), adjective=False)] if alone else readings


def _matching(word: str, rules: dict[str, list[EndingRule]]) -> list[EndingRule]:
    """Return the rules of the longest ending; of these, the ones that name the letter before it."""
    lower = word.lower()
    for length in range(min(LONGEST_ENDING, len(lower)), -1, -1):
        candidates = rules.get(lower[len(lower) - length :], ())
        before = lower[: len(lower) - length][-1:]
        named = [rule for rule in candidates if rule.after and before and before in rule.after]
        found = named or [rule for rule in candidates if not rule.after]
        if found:
            return found
    return []


def _declined(word: str, rule: EndingRule) -> Paradigm:
    stem = word[: len(word) - len(rule.ending)]
    cells = ["=", *rule.forms.split()]
    return tuple(tuple(_form(word, stem, ending) for ending in cell.split("/")) for cell in cells)


def _form(word: str, stem: str, ending: str) -> str:
    if ending == "=":
        return word
    form = stem + ending.replace("0", "")
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def _fixed(word: str) -> Paradigm:
    return ((word,),) * len(CASES)


@cache
def _tables(lang: CaseLang) -> _Tables:
    rules = inflection_rules(lang)
    return _Tables(frozenset(rules.invariant), _by_ending(rules.noun), _by_ending(rules.adjective))


def _by_ending(rules: Iterable[EndingRule]) -> dict[str, list[EndingRule]]:
    table: dict[str, list[EndingRule]] = {}
    for rule in rules:
        table.setdefault(rule.ending, []).append(rule)
    return table
