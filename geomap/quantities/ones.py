"""One thing that no number counts: "a 43-year-old man", "General Ivan Sirko", "женщина"."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.quantities.numbers import HYPHENS, Number
from geomap.quantities.roles import Counted
from geomap.quantities.rules import NounHit, NumberTable
from geomap.text.document import Document
from geomap.text.phrases import PhraseHit

_ARTICLE_REACH = 6
INNER = frozenset(("-", "/", '"', "“", "”", "«", "»", "'", "’"))
"""Punctuation that a noun phrase may hold."""


def implied_ones(
    document: Document, first: int, stop: int, counted: list[Counted], table: NumberTable
) -> Iterator[Counted]:
    """Make one of each singular noun between two tokens that no number of ``counted`` counts."""
    reader = _OneReader(document, first, stop, counted, table)
    starts, i = table.nouns.starts, first
    while i < stop:
        worth = document.norms[i] in starts and i not in reader.taken
        hit = table.nouns.longest(document, i, stop) if worth else None
        if hit is None:
            i += 1
            continue
        one = reader.one(i, hit)
        if one is not None:
            yield one
        i = hit.stop


class _OneReader:
    """Reads the singular nouns between two tokens of a document."""

    def __init__(
        self, document: Document, first: int, stop: int, counted: list[Counted], table: NumberTable
    ) -> None:
        self.document, self.first, self.stop = document, first, stop
        self.norms, self.words = document.norms, table.words
        self.taken = {i for item in counted for i in range(item.number.first, item.stop)}

    def one(self, at: int, hit: PhraseHit[NounHit]) -> Counted | None:
        """Return the noun at token ``at`` as one, where the words around make it one."""
        noun, words = hit.payload, self.words
        if not noun.single or noun.kind not in ("person", "munition", "craft"):
            return None
        begin = self._begin(at, hit)
        if begin is None:
            return None
        weapon = (begin + bool(words.articles), hit.stop) if noun.kind != "person" else None
        definite = self.norms[begin] in words.definite | words.pronouns | words.bare
        number = Number(begin, begin, begin, 1, 1, 1, implied=True, definite=definite)
        return Counted(number, noun, hit.stop, weapon=weapon)

    def _begin(self, at: int, hit: PhraseHit[NounHit]) -> int | None:
        """Return where the words for the noun at token ``at`` begin; None where it is not one thing."""
        if hit.stop < self.stop and self.norms[hit.stop] in self.words.possessive:
            return None  # "the [man]'s body"
        if not self.words.articles:
            return self._age_before(at)
        begin = self._article_before(at)
        if begin is not None:
            return begin
        if hit.payload.kind in ("munition", "craft"):
            model = self._listed_model(at)
            return model if model is not None else self._headlined(at, hit.stop)
        return at if self.norms[at] in self.words.pronouns or self._is_titled(hit.stop) else None

    def _is_titled(self, after: int) -> bool:
        """Tell whether a name follows: "[General] Ivan Sirko", "journalist Oksana Melnyk"."""
        words = self.document.words[after : min(after + 2, self.stop)]
        return len(words) == 2 and all(word[:1].isupper() for word in words)

    def _listed_model(self, at: int) -> int | None:
        """Return where a model without an article begins in a list: "two Orlans and [Kh-59] missile"."""
        words, begin = self.document.words, at
        while begin > self.first and (words[begin - 1][:1].isupper() or words[begin - 1] in HYPHENS):
            begin -= 1
        joined = begin > self.first and self.norms[begin - 1] in self.words.and_words
        return begin if joined and words[begin][:1].isupper() else None

    def _headlined(self, at: int, after: int) -> int | None:
        """Return where a headline's one thing begins: "down [enemy cruise missile] over X"."""
        norms, words = self.norms, self.words
        if after < self.stop and norms[after] not in words.stops:
            return None  # "Russian missile [unit]"
        begin = at - 1
        while begin > self.first and norms[begin] in words.possessive:
            begin -= 1
        return begin if begin > self.first and norms[begin] in words.bare else None

    def _article_before(self, at: int) -> int | None:
        words, norms = self.words, self.norms
        for i in range(at - 1, max(self.first, at - _ARTICLE_REACH) - 1, -1):
            if norms[i] in words.articles or norms[i] in words.owners or norms[i] in words.definite:
                return i
            if norms[i] in words.possessive:
                continue
            if (
                i in self.taken
                or norms[i] in words.stops
                or not (norms[i][:1].isalnum() or norms[i] in INNER)
            ):
                return None
        return None

    def _age_before(self, at: int) -> int:
        """Return where "45-річна жінка" begins; ``at`` where no age stands before the noun."""
        begin = at - 1
        if begin < self.first or self.norms[begin] not in self.words.age:
            return at
        begin -= begin > self.first and self.norms[begin - 1] in HYPHENS
        begin -= begin > self.first and self.norms[begin - 1].isdecimal()
        return begin
