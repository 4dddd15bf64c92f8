"""Which of the three languages a text is in: by letters only one of them has, then by common words."""

from __future__ import annotations

import re

from geomap.models import Lang
from geomap.text.rules import text_rules

_CYRILLIC = re.compile("[а-яёіїєґА-ЯЁІЇЄҐ]")
_LATIN = re.compile("[a-zA-Z]")
_WORDS = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000  # characters: more does not change the answer, and keeps a 50 MB text cheap
_MIN_SHARE = 0.05
_TELLING_LETTERS = 40  # of so many letters of Ukrainian, one in twenty texts has no і, ї, є or ґ
_FEW_WORDS = 25  # a caption may hold none of the common words


def detect_language(text: str) -> Lang | None:
    """Return ``en``, ``uk`` or ``ru``, or None where the text is in none of them (or has no letters)."""
    sample = text[:_SAMPLE].lower()
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if cyrillic == latin == 0:
        return None
    words = _WORDS.findall(sample)
    if latin > cyrillic:
        return "en" if _share(words, "en") >= _MIN_SHARE or len(words) < _FEW_WORDS else None
    uk, ru = (sum(map(sample.count, text_rules(lang).letters)) for lang in ("uk", "ru"))
    if uk != ru:
        return "uk" if uk > ru else "ru"
    if cyrillic >= _TELLING_LETTERS:
        return "ru"
    return "uk" if _share(words, "uk") > _share(words, "ru") else "ru"


def _share(words: list[str], lang: str) -> float:
    common = text_rules(lang).common
    return sum(word in common for word in words) / max(1, len(words))
