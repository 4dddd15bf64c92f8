"""An article's tokens and sentences, as parallel lists: the only form the hot path reads text in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geomap.text.normalise import fold
from geomap.text.sentences import sentence_breaks

# A token is a number with its separators (434,000 / 1.15 / 18:00 / 09.05.2024), a word with inner
# apostrophes and stress marks (Слов’янськ), a possessive ending ('s), or one punctuation mark. Hyphens always
# stand alone (Mi - 8, Niu - York, Russian - occupied): lexicon phrases are split the same way, so they meet.
_APOSTROPHE = "['\u2019\u02bc\u2018\u0060\u00b4\u2032]"
_POSSESSIVE = rf"{_APOSTROPHE}[sS](?![^\W_]|{_APOSTROPHE}[^\W\d_])"  # not the signs of "Mykil's'ke"
_TOKEN = re.compile(
    rf"\d+(?:[.,:]\d+)*"
    rf"|{_POSSESSIVE}"
    rf"|[^\W\d_]+(?:[\u0300\u0301\u00ad\u200b]+[^\W\d_]*)*"
    rf"(?:(?!{_POSSESSIVE}){_APOSTROPHE}[^\W\d_]+[\u0301]?[^\W\d_]*)*"
    rf"|\S"
)


@dataclass(slots=True)
class Sentence:
    """A half-open range of token indices, and the paragraph it stands in (counted from 0)."""

    first: int
    stop: int
    paragraph: int


@dataclass(slots=True)
class Document:
    """An analysed article.

    ``starts``/``ends`` are half-open character offsets into ``text``; ``words`` are the tokens as written,
    ``norms`` their lexicon keys (``geomap.text.fold``). All four have the same length.
    """

    text: str
    lang: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    norms: list[str] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

    def span_text(self, first: int, stop: int) -> str:
        """Return the text as published from token ``first`` up to, not including, token ``stop``."""
        return self.text[self.starts[first] : self.ends[stop - 1]]


def analyse(text: str, lang: str) -> Document:
    """Split ``text`` (language code ``en``, ``uk`` or ``ru``) into tokens and sentences."""
    document = Document(text=text, lang=lang)
    starts, ends, words = document.starts, document.ends, document.words
    for match in _TOKEN.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        words.append(match.group())
    document.norms = [fold(word) for word in words]
    first, paragraph = 0, 0
    for stop, ends_paragraph in sentence_breaks(text, starts, ends, words):
        document.sentences.append(Sentence(first, stop, paragraph))
        first, paragraph = stop, paragraph + ends_paragraph
    return document
