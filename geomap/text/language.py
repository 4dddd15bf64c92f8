"""Which of the three languages a text is in: by letters only one of them has, then by common words."""

from __future__ import annotations

import re
from collections import Counter

from geomap.models import Lang

_ONLY_UK = re.compile("[іїєґІЇЄҐ]")
_ONLY_RU = re.compile("[ыэъёЫЭЪЁ]")
_CYRILLIC = re.compile("[а-яёіїєґА-ЯЁІЇЄҐ]")
_LATIN = re.compile("[a-zA-Z]")
_WORDS = re.compile(r"[^\W\d_]+")
_COMMON: dict[Lang, frozenset[str]] = {
    "uk": frozenset("та що у на до не за від для під час через щодо також було буде був біля поблизу".split()),
    "ru": frozenset("и что в на не по от для под при как также было будет был около из его".split()),
    "en": frozenset("the of and to in a that for on with by from said has have was were at as is are".split()),
}
_SAMPLE = 4000  # characters: more does not change the answer, and keeps a 50 MB text cheap
_MIN_SHARE = 0.05


def detect_language(text: str) -> Lang | None:
    """Return ``en``, ``uk`` or ``ru``, or None where the text is in none of them (or has no letters)."""
    sample = text[:_SAMPLE]
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if cyrillic == latin == 0:
        return None
    words = [w.lower() for w in _WORDS.findall(sample)]
    if latin > cyrillic:
        return "en" if _share(words, "en") >= _MIN_SHARE or len(words) < 25 else None
    uk, ru = len(_ONLY_UK.findall(sample)), len(_ONLY_RU.findall(sample))
    if uk != ru:
        return "uk" if uk > ru else "ru"
    return "uk" if _share(words, "uk") > _share(words, "ru") else "ru"


def _share(words: list[str], lang: Lang) -> float:
    counts = Counter(words)
    return sum(counts[w] for w in _COMMON[lang]) / max(1, len(words))
