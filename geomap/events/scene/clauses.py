"""Sentences into clauses: at links, strong marks, commas and "and" where a verb or a subject follows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geomap.events.lexicon.language import Words
from geomap.events.lexicon.lexicon import Hit

if TYPE_CHECKING:
    from geomap.text import Document

_DASHES = frozenset("–—")
_STRONG = frozenset(";:—–…|")
_CLOSING = frozenset("\"”»'")
_MARKS = _STRONG | _CLOSING | {",", "-"}
_NAME_LENGTH = 9  # tokens of "Deputy Minister of Defence Hanna Maliar" between a comma and "said"


class Clause(NamedTuple):
    """A half-open token range and what opens it.

    ``opener``: ``""`` the sentence's start, ``subordinate``, ``relative``, ``content`` (after "said"),
    ``coordinate``, ``participle``, ``break`` (a strong mark).
    """

    first: int
    stop: int
    opener: str


def split_clauses(
    document: Document, span: tuple[int, int], hits: list[Hit], words: Words, counted: frozenset[int]
) -> list[Clause]:
    """Return the clauses of the half-open token range ``span``, in order, without gaps.

    ``counted`` holds the tokens of numbers of people and munitions.
    """
    first, stop = span
    marks = _Marker(document, span, hits, words, counted).marks()
    edges = [first, *sorted(at for at in marks if first < at < stop), stop]
    return [Clause(a, b, marks.get(a, "")) for a, b in pairwise(edges)]


class _Marker:
    """Finds where clauses begin; holds what every rule below looks at."""

    def __init__(
        self,
        document: Document,
        span: tuple[int, int],
        hits: list[Hit],
        words: Words,
        counted: frozenset[int],
    ) -> None:
        self.norms, self.written = document.norms, document.words
        self.starts, self.ends, self.counted = document.starts, document.ends, counted
        (self.first, self.stop), self.words = span, words
        self.links = {h.first: h for h in hits if h.kind == "link"}
        self.triggers = {h.first: h for h in hits if h.kind == "trigger"}
        self.actors = {h.first: h for h in hits if h.kind == "actor"}
        self.speech = {h.first: h for h in hits if h.kind == "speech"}
        self.according = {h.first for h in hits if h.kind == "according"}
        self.inside = {t for h in hits if h.kind == "trigger" for t in range(h.first + 1, h.stop)}

    def marks(self) -> dict[int, str]:
        marks: dict[int, str] = {}
        norms, behind = self.norms, self.first
        stops = [at for at in range(self.first, self.stop) if norms[at] in _MARKS]
        for at in sorted({*stops, *self.links, *self.speech}):
            link = self.links.get(at)
            if at < behind:
                continue  # inside of a link
            if link is not None and at not in self.inside:
                self._mark_link(link, marks)
                behind = link.stop
                continue
            if norms[at] in _MARKS:
                opener = self._opener_after(at)
                if opener:
                    marks[at + 1] = opener
            speech = self.speech.get(at)
            if speech is not None and self._opens_content(speech):
                marks.setdefault(speech.stop, "content")
        return marks

    def _opens_content(self, speech: Hit) -> bool:
        """Tell whether what is said begins behind a verb of saying; "clashes were reported near X" is all."""
        words, norms = self.words, self.norms
        if speech.stop >= self.stop or norms[speech.stop] in words.agent | words.infinitive:
            return False
        act = self.triggers.get(speech.first)
        if act is not None and act.stop > speech.stop:
            return False  # "[declared a ceasefire] in X" says nothing, it is the act
        return speech.first == self.first or norms[speech.first - 1] not in words.passive_before

    def _mark_link(self, link: Hit, marks: dict[int, str]) -> None:
        if link.rule == "none":
            return
        if link.rule != "coordinate":
            marks[link.first] = link.rule
        elif (
            self._verb_follows(link.stop)
            or self._subject_follows(link.first, link.stop)
            or self._place_suffers(link.stop)
        ):
            marks[link.first] = "coordinate"

    def _opener_after(self, at: int) -> str:
        """Tell what clause begins after the mark at ``at``, if any."""
        norm, after = self.norms[at], at + 1
        if after >= self.stop:
            return ""
        if norm in _DASHES and (self._is_glued(at) or self._is_elliptic(at)):
            return ""
        if norm in _STRONG or (norm == "-" and self._spaced(at)):
            return "break"
        if norm in _CLOSING and at > self.first and self.norms[at - 1] in (",", ".", "!", "?"):
            return "break"
        if norm != "," or self._closes_number(at):
            return ""
        return self._opener_after_comma(after)

    def _closes_number(self, at: int) -> bool:
        """Tell whether a comma ends an inserted number: "most of the drones, 25[,] were downed over X"."""
        number = at - 1 in self.counted or self.norms[at - 1].isdecimal()
        return at - 2 >= self.first and self.norms[at - 2] == "," and number

    def _opener_after_comma(self, after: int) -> str:
        if after in self.according:
            return "break"
        joins = self.words.passive_before | self.words.transparent
        if self.norms[after] in joins and not self._has_verb(self.first, after):
            return ""  # "Irpin, Kyiv region, [was] shelled": the comma closes what was inserted
        trigger = self.triggers.get(self._skip(after))
        if trigger is not None and trigger.rule.voice != "noun":
            ends = self.words.participle_endings
            return "participle" if self.norms[trigger.first].endswith(ends) else "coordinate"
        endings = self.words.participle_endings
        if endings and self.norms[after].endswith(endings) and self.norms[after] not in self.words.partial:
            return "participle"
        if (
            self._speaker_follows(after)
            or self._subject_follows(after, after)
            or self._fronted_place_follows(after)
            or self._counted_subject_follows(after)
            or self._place_suffers(after)
        ):
            return "coordinate"
        return ""

    def _is_glued(self, at: int) -> bool:
        """Tell whether a dash stands for a hyphen: "дрон–камикадзе"."""
        return (
            at > self.first and self.ends[at - 1] == self.starts[at] and self.ends[at] == self.starts[at + 1]
        )

    def _is_elliptic(self, at: int) -> bool:
        """Tell whether a dash stands for the verb: "seven were downed over X, four [–] over Y"."""
        return at - 1 in self.counted and self.norms[at + 1] in self.words.oblique

    def _counted_subject_follows(self, after: int) -> bool:
        """Tell whether ", six residents were injured in X" begins at ``after``: a number and its verb."""
        at = self._skip(after)
        if at not in self.counted or not self._has_verb(self.first, after - 1):
            return False
        stop = next((t for t in range(at, self.stop) if self.norms[t] in _MARKS), self.stop)
        return self._has_verb(at, stop)

    def _spaced(self, at: int) -> bool:
        return True if at == self.first else self.written[at - 1] in (",", '"', ")")

    def _skip(self, at: int) -> int:
        limit = min(at + 3, self.stop)
        while at < limit and self.norms[at] in self.words.transparent:
            at += 1
        return at

    def _verb_follows(self, at: int) -> bool:
        trigger = self.triggers.get(self._skip(at))
        return trigger is not None and trigger.rule.voice != "noun"

    def _subject_follows(self, before: int, at: int) -> bool:
        """Tell whether an actor stands at ``at`` that is no further item of a list of actors."""
        while at < self.stop and self.norms[at] in self.words.determiners:
            at += 1
        if at not in self.actors:
            return False
        return not any(h.stop == before for h in self.actors.values())

    def _fronted_place_follows(self, at: int) -> bool:
        """Tell whether ", in Derhachi one died" begins at ``at``: a preposition, then a verb of its own.

        So does ", in Derhachi four hits were recorded": a name, then a noun that tells an act.
        """
        if self.norms[at] not in self.words.oblique or not self._has_verb(self.first, at):
            return False
        stop = next(
            (t for t in range(at, self.stop) if self.norms[t] == "," or self.norms[t] in _STRONG), self.stop
        )
        named = at + 1 < stop and self.written[at + 1][0].isupper()
        return self._has_verb(at, stop) or (named and any(at < t < stop for t in self.triggers))

    def _place_suffers(self, at: int) -> bool:
        """Tell whether ", Dachne was shelled" begins at ``at``: a name, a passive auxiliary and a verb."""
        if at >= self.stop or not self.written[at][0].isupper():
            return False
        for be in range(at + 1, min(at + 4, self.stop)):
            if self.norms[be] in _MARKS:
                return False  # "Irpin, [Kyiv region], was shelled"
            if self.norms[be] in self.words.passive_before:
                return self._verb_follows(be + 1)
        return False

    def _has_verb(self, first: int, stop: int) -> bool:
        return any(t in self.triggers and self.triggers[t].rule.voice != "noun" for t in range(first, stop))

    def _speaker_follows(self, at: int) -> bool:
        """Tell whether "…, Governor X said" begins at ``at``."""
        for ahead in range(at, min(at + _NAME_LENGTH, self.stop)):
            if ahead in self.speech:
                return True
            if self.norms[ahead] in (",", ".", ";"):
                return False
        return False
