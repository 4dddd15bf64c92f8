"""Naming a language that is not read, so that the line about a skipped text says more than that."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from geomap.lang import LANGUAGES
from geomap.resources import package_file
from geomap.text.rules import text_rules

_WORDS = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000  # characters
_SHARE = 0.05
_FEW = 2  # words: one may be a name or a quotation


class ForeignLanguage(BaseModel):
    """A language that is not read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    words: str = Field(description="Common words, separated by blanks, that the languages read do not have.")
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)


@cache
def foreign_languages() -> tuple[ForeignLanguage, ...]:
    """Return the table of ``foreign.toml``."""
    with package_file("read", "foreign.toml").open("rb") as file:
        return tuple(ForeignLanguage.model_validate(row) for row in tomllib.load(file)["language"])


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """Return the names of the languages that have a word, by word."""
    index: dict[str, tuple[str, ...]] = {}
    for language in foreign_languages():
        for word in language.words.split():
            index[word] = (*index.get(word, ()), language.name)
    return index


def foreign_language(text: str) -> str:
    """Return the name of the language, not read, that ``text`` is in; empty where it seems in none.

    The small words of a language that is read must be fewer: "UN" is no article in an English text.
    """
    words = _WORDS.findall(text[:_SAMPLE].lower())
    index = _languages_of()
    found = Counter(name for word in words if word in index for name in index[word])
    if not found:
        return ""
    name, count = max(found.items(), key=lambda item: (item[1], item[0]))
    read = max(sum(word in text_rules(lang).common for word in words) for lang in LANGUAGES)
    return name if count >= max(_FEW, read + 1, _SHARE * len(words)) else ""
