"""What the coder sees of an article and of one sentence in it: hits, clauses, places, numbers, dates."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from geomap.events.lexicon.language import Language
from geomap.events.lexicon.lexicon import Hit
from geomap.events.scene.clauses import Clause
from geomap.events.scene.sides import Actor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geomap.dates import DateExpression
    from geomap.models import Article, Side
    from geomap.places.gazetteer import Gazetteer
    from geomap.places.mentions.mention import Mention
    from geomap.quantities import Quantity
    from geomap.text import Document

_STOP = attrgetter("stop")


@dataclass(slots=True)
class View:
    """The whole article as the stages before have read it; places, dates and numbers by sentence."""

    document: Document
    mentions: list[Mention]
    article: Article
    gazetteer: Gazetteer
    language: Language
    places_of: dict[int, list[int]] = field(default_factory=dict)
    """Sentence to indices of its mentions, in order."""
    dates_of: dict[int, list[DateExpression]] = field(default_factory=dict)
    quantities_of: dict[int, list[Quantity]] = field(default_factory=dict)
    hits_of: Mapping[int, list[Hit]] = field(default_factory=dict)
    """Sentence to what the rules' phrases hit in it; read when first asked for where no trigger stands."""
    tags: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Sentence to the token range behind it that only names its places."""
    rubric: frozenset[int] = frozenset()
    """Tokens of the site's own headings, which tell nothing."""
    scenes: dict[int, Scene] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)
    _speaks_for: Side | None = None

    def is_name(self, token: int) -> bool:
        """Tell whether a capitalised word that begins a sentence is a name: capitalised elsewhere too."""
        if not self._names:
            firsts = {sentence.first for sentence in self.document.sentences}
            words = enumerate(self.document.words)
            self._names = {w for i, w in words if w[0].isupper() and i not in firsts} | {""}
        return self.document.words[token] in self._names

    def speaks_for(self) -> Side:
        """Return the side whose words the article uses; "the enemy" is the other."""
        if self._speaks_for is None:
            self._speaks_for = self.language.speaks_for(self.document.norms)
        return self._speaks_for

    def country(self, mention: Mention) -> str | None:
        """Return the ISO code of the country of ``mention``'s place."""
        if mention.place < 0:
            return None
        above = self.gazetteer.country[mention.place]
        code = self.gazetteer.short(above) if above >= 0 else self.gazetteer.id_of(mention.place)
        return code if len(code) == 2 else None


@dataclass(slots=True)
class Scene:
    """One sentence."""

    view: View
    index: int
    first: int
    stop: int
    hits: list[Hit]
    clauses: list[Clause] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    speaker: Side = "unknown"
    """The side that speaks here: of the ministry or official named, else the article's."""
    mentions: list[int] = field(default_factory=list)
    told: list[Hit] = field(default_factory=list)
    """The triggers that tell an act here; the others are adjectives or lack company."""
    attributes: set[int] = field(default_factory=set)
    """First tokens of those that only name a place by their act: "in [liberated] Kherson"."""
    caption: bool = False
    """Read as the caption of a picture: "Mariupol police station damaged" places the damage."""

    def of(self, kind: str) -> list[Hit]:
        """Return the hits of one kind, in order."""
        return [hit for hit in self.hits if hit.kind == kind]

    def clause_at(self, token: int) -> int:
        """Return the index of the clause that holds ``token``."""
        return min(bisect_right(self.clauses, token, key=_STOP), len(self.clauses) - 1)


def place_before(scene: Scene) -> int:
    """Return the only place told in the two sentences before in the same paragraph; -1 where none or several.

    "Forces gather near Pokrovsk. The enemy made 35 attempts to push our troops back."
    """
    view, sentences = scene.view, scene.view.document.sentences
    if any(view.mentions[i].role in ("place", "signpost", "origin") for i in scene.mentions):
        return -1
    found = [
        i
        for back in (scene.index - 2, scene.index - 1)
        if back >= 0 and sentences[back].paragraph == sentences[scene.index].paragraph
        for i in view.places_of.get(back, ())
        if view.mentions[i].role == "place" and view.mentions[i].place >= 0
    ]
    places = {view.mentions[i].place for i in found}
    return found[-1] if len(places) == 1 else -1
