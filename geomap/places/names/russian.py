"""The Russian name of a Ukrainian place, by rule: whole words, endings, stems, then letter by letter.

An estimate for the thousands of villages that no source names in Russian; where the gazetteer's sources give
a Russian name, that one stands.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import product
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from geomap.resources import package_file

LONGEST_ENDING = 10
SHORTEST_STEM = 2
_LETTERS = str.maketrans({"і": "и", "ї": "и", "є": "е", "ґ": "г"})
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u0060": "'"})
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SOFT_O = re.compile(r"ьо")
_GLIDED_O = re.compile(r"(?<=[бвгджзклмнпрстф])йо")


class RussianEnding(BaseModel):
    """One ending rule; the head of ``russian.toml`` explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    uk: str
    ru: str
    after: str = ""
    also: tuple[str, ...] = ()
    agreeing: bool = False
    examples: tuple[str, ...]


class RussianRules(BaseModel):
    """The whole of ``russian.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: dict[str, str]
    prefix: dict[str, str]
    stem: dict[str, str]
    inside: dict[str, str]
    ending: tuple[RussianEnding, ...]


class _Tables(NamedTuple):
    rules: RussianRules
    prefixes: tuple[tuple[str, str], ...]  # longest first, as all below
    stems: tuple[tuple[str, str], ...]
    inside: tuple[tuple[str, str], ...]
    endings: dict[tuple[bool, str], list[RussianEnding]]


@cache
def russian_rules() -> RussianRules:
    """Read and validate ``russian.toml``."""
    with package_file("places", "names", "russian.toml").open("rb") as source:
        return RussianRules.model_validate(tomllib.load(source))


def to_russian(name: str) -> str:
    """Return the usual Russian name of a Ukrainian place name.

    >>> to_russian("Велика Новосілка"), to_russian("Костянтинівка"), to_russian("Покровське")
    ('Великая Новосёлка', 'Константиновка', 'Покровское')
    """
    return russian_variants(name)[0]


def russian_variants(name: str) -> tuple[str, ...]:
    """Return the Russian names that a Ukrainian one may have, the likeliest first.

    >>> russian_variants("Вербове"), russian_variants("Чубарівка")
    (('Вербовое',), ('Чубаровка', 'Чубаревка', 'Чубарёвка'))
    """
    text = name.translate(_APOSTROPHES)
    matches = list(_WORD.finditer(text))
    pieces: list[tuple[str, ...]] = []
    at = 0
    for index, match in enumerate(matches):
        agreeing = index + 1 < len(matches) and text[match.end()] != "-"
        words = _word(match[0].lower(), agreeing=agreeing)
        pieces += [(text[at : match.start()],), tuple(_recased(word, match[0]) for word in words)]
        at = match.end()
    return tuple(dict.fromkeys("".join(choice) + text[at:] for choice in product(*pieces)))


def _word(word: str, *, agreeing: bool) -> list[str]:
    tables = _tables()
    if word in tables.rules.name:
        return [tables.rules.name[word]]
    stem, endings = _split(word, agreeing=agreeing)
    return [_stem(stem) + ending for ending in endings]


def _split(word: str, *, agreeing: bool) -> tuple[str, tuple[str, ...]]:
    """Return the word without its ending, and what the ending may be in Russian."""
    endings = _tables().endings
    for length in range(min(LONGEST_ENDING, len(word)), 0, -1):
        stem = word[: len(word) - length]
        for rule in endings.get((agreeing, word[len(word) - length :]), ()):
            if not rule.after or stem[-1:] in rule.after:
                return stem, (rule.ru, *rule.also)
    return word, ("",)


def _stem(stem: str) -> str:
    """Turn prefixes (Ново-, Старо-), then the stem itself, then what is left letter by letter."""
    tables = _tables()
    for ukrainian, russian in tables.stems:
        if stem.startswith(ukrainian):
            return russian + _letters(stem[len(ukrainian) :])
    for ukrainian, russian in tables.prefixes:
        if stem.startswith(ukrainian):
            return russian + _after_prefix(stem[len(ukrainian) :])
    return _letters(stem)


def _after_prefix(stem: str) -> str:
    return _stem(stem) if len(stem) > SHORTEST_STEM else _letters(stem)


def _letters(text: str) -> str:
    for ukrainian, russian in _tables().inside:
        text = text.replace(ukrainian, russian)
    return _GLIDED_O.sub("ьё", _SOFT_O.sub("ё", text.translate(_LETTERS))).replace("'", "ь")


def _recased(word: str, original: str) -> str:
    return word[:1].upper() + word[1:] if original[:1].isupper() else word


@cache
def _tables() -> _Tables:
    rules = russian_rules()
    endings: dict[tuple[bool, str], list[RussianEnding]] = {}
    for rule in sorted(rules.ending, key=lambda rule: not rule.after):
        endings.setdefault((rule.agreeing, rule.uk), []).append(rule)
    return _Tables(
        rules, _longest_first(rules.prefix), _longest_first(rules.stem), _longest_first(rules.inside), endings
    )


def _longest_first(table: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(table.items(), key=lambda item: -len(item[0])))
