"""What ``lang/<lang>/text.toml`` holds."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from geomap.lang import LANGUAGES, load_rules


class Example(BaseModel):
    """A text and the number of sentences in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    sentences: int


class TextRules(BaseModel):
    """Abbreviations and telling words of a language, in lower case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    abbreviations: frozenset[str]
    common: frozenset[str]
    letters: str
    examples: tuple[Example, ...]


@cache
def text_rules(lang: str) -> TextRules:
    """Return the rules of ``lang``."""
    return load_rules(lang, "text.toml", TextRules)


@cache
def all_abbreviations() -> frozenset[str]:
    """Return the abbreviations of all languages: mixed articles are common, clashes are not."""
    return frozenset().union(*(text_rules(lang).abbreviations for lang in LANGUAGES))
