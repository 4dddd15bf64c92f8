"""Which of the three languages a text, or each paragraph of it, is in: by letters, then by common words."""

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
_LATIN_RUN = re.compile(r"(?:[a-zA-Z]+[ ,.'-]+){8}")
_SURE_LETTERS = 2


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


def by_language(text: str, main: Lang) -> dict[Lang, str]:
    """Return ``text`` as each language in it reads it: the paragraphs of the others are blank, offsets stay.

    ``main`` is the article's language, and that of every paragraph too short or too plain to tell.
    """
    if not _may_be_mixed(text, main):
        return {main: text}
    paragraphs = text.split("\n")
    told = [_paragraph_language(paragraph, main) for paragraph in paragraphs]
    languages = dict.fromkeys([main, *told])
    blank = [" " * len(paragraph) for paragraph in paragraphs]
    return {
        lang: "\n".join(
            p if own == lang else none for p, own, none in zip(paragraphs, told, blank, strict=True)
        )
        for lang in languages
    }


def _may_be_mixed(text: str, main: Lang) -> bool:
    """Tell whether letters of another language stand in ``text``; for most texts all there is to do."""
    if "\n" not in text:
        return False
    if main == "en":
        return _CYRILLIC.search(text) is not None
    other: Lang = "ru" if main == "uk" else "uk"
    return any(letter in text for letter in text_rules(other).letters) or _LATIN_RUN.search(text) is not None


def _paragraph_language(paragraph: str, main: Lang) -> Lang:
    """Return another language than ``main`` only where the letters leave no doubt."""
    sample = paragraph[:_SAMPLE].lower()
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if max(cyrillic, latin) < _TELLING_LETTERS:
        return main
    if latin > cyrillic:
        return "en" if detect_language(paragraph) == "en" else main
    letters: dict[Lang, int] = {
        lang: sum(map(sample.count, text_rules(lang).letters)) for lang in ("uk", "ru")
    }
    if main == "en":
        return "uk" if letters["uk"] > letters["ru"] else "ru"
    other: Lang = "ru" if main == "uk" else "uk"
    return other if letters[other] >= _SURE_LETTERS and not letters[main] else main


def _share(words: list[str], lang: str) -> float:
    common = text_rules(lang).common
    return sum(word in common for word in words) / max(1, len(words))
