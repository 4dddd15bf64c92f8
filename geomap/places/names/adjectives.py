"""Adjectives and regions named after a settlement: Покровський напрямок, Нікопольський район, Харківщина."""

from __future__ import annotations

import tomllib
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from geomap.places.names.inflect import CaseLang, adjective_paradigms, case_forms
from geomap.resources import package_file
from geomap.text.normalise import fold

LONGEST_ENDING = 5
_NOMINATIVES = {"uk": ("ий", "а", "е", "і"), "ru": ("ий", "ой", "ая", "ое", "ие")}
_AGREEING_ENDINGS = ("ий", "ій", "ый", "ой", "ая", "яя", "ое", "ее", "а", "я", "е", "є", "і")


class AdjectiveRule(BaseModel):
    """How an adjective's stem is made of a name's ending."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ending: str
    stem: str
    examples: tuple[str, ...]


class LandRule(BaseModel):
    """How a region's name is made of the end of an adjective's stem."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stem: str
    name: str
    examples: tuple[str, ...]


class AdjectiveRules(BaseModel):
    """One language's part of ``adjectives.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: dict[str, str] = Field(default_factory=dict)
    rule: tuple[AdjectiveRule, ...]
    land: tuple[LandRule, ...]


@cache
def adjective_rules(lang: CaseLang) -> AdjectiveRules:
    """Read and validate the adjective rules of ``lang``."""
    with package_file("places", "names", "adjectives.toml").open("rb") as source:
        return AdjectiveRules.model_validate(tomllib.load(source)[lang])


def adjective_forms(name: str, lang: CaseLang) -> frozenset[str]:
    """Return the adjectives naming an axis, raion, hromada or oblast after ``name``, all genders and cases.

    >>> sorted(adjective_forms("Київ", "uk"))[:3]
    ['Київська', 'Київське', 'Київський']
    """
    words = (stem + ending for stem in adjective_stems(name, lang) for ending in _NOMINATIVES[lang])
    return frozenset(form for word in words for form in _declined(word, lang))


def land_forms(name: str, lang: CaseLang) -> frozenset[str]:
    """Return the case forms of the region around ``name``: Харків gives Харківщина, Харківщини, Харківщині.

    >>> sorted(land_forms("Суми", "uk"))
    ['Сумщина', 'Сумщини', 'Сумщиною', 'Сумщину', 'Сумщині']
    """
    return frozenset(form for land in _lands(name, lang) for form in case_forms(land, lang))


def adjective_stems(name: str, lang: CaseLang) -> tuple[str, ...]:
    """Return the stems, such as "Покровськ", of the adjectives of ``name``; the likeliest first."""
    whole = adjective_rules(lang).name.get(fold(name))
    if whole:
        return (_capital(whole),)
    words = fold(name).split()
    stems = _word_stems(words[-1], lang)
    first = "".join(_joining(word) for word in words[:-1])
    return tuple(_capital(first + stem) for stem in stems)


def _word_stems(word: str, lang: CaseLang) -> list[str]:
    rules = adjective_rules(lang).rule
    for length in range(min(LONGEST_ENDING, len(word) - 1), -1, -1):
        ending = word[len(word) - length :]
        stems = [word[: len(word) - length] + rule.stem for rule in rules if rule.ending == ending]
        if stems:
            return stems
    return []


def _joining(word: str) -> str:
    """Return the first part of a compound adjective: велика (Новосілка) gives велико."""
    for ending in _AGREEING_ENDINGS:
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + "о"
    return word


def _lands(name: str, lang: CaseLang) -> list[str]:
    rules = adjective_rules(lang).land
    stems = adjective_stems(name, lang)
    return [
        stem.removesuffix(rule.stem) + rule.name
        for stem in stems
        for rule in rules
        if stem.endswith(rule.stem)
    ]


def _declined(word: str, lang: CaseLang) -> set[str]:
    return {form for paradigm in adjective_paradigms(word, lang) for case in paradigm for form in case}


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
