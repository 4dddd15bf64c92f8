"""What the coder sees of an article and of one sentence in it: hits, clauses, places, numbers, dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.events.clauses import Clause, split_clauses
from geomap.events.language import Language
from geomap.events.lexicon import Hit
from geomap.events.sides import Actor, read_actors, speaker_side
from geomap.events.tags import tag_mentions, with_tag

if TYPE_CHECKING:
    from geomap.dates import DateExpression
    from geomap.models import Article, Side
    from geomap.places.gazetteer import Gazetteer
    from geomap.places.mention import Mention
    from geomap.quantities import Quantity
    from geomap.text import Document


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
    tags: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Sentence to the token range behind it that only names its places."""
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
    caption: bool = False
    """Read as the caption of a picture: "Mariupol police station damaged" places the damage."""

    def of(self, kind: str) -> list[Hit]:
        """Return the hits of one kind, in order."""
        return [hit for hit in self.hits if hit.kind == kind]

    def clause_at(self, token: int) -> int:
        """Return the index of the clause that holds ``token``."""
        for i, clause in enumerate(self.clauses):
            if token < clause.stop:
                return i
        return len(self.clauses) - 1


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


def _side_before(scene: Scene) -> Side:
    """Return the side named in the sentence before, where this one begins with "its forces" or "they"."""
    first = next((hit for hit in scene.hits if hit.kind == "actor"), None)
    if first is None or first.rule.side != "same" or scene.index == 0:
        return "unknown"
    before = read_scene(scene.view, scene.index - 1)
    sided = [a for a in before.actors if a.side in ("UA", "RU") and a.kind not in ("observer", "outlet")]
    speakers = [a for a in sided if a.kind in ("ministry", "official", "forces", "country", "person")]
    return (speakers or sided)[0].side if sided else "unknown"


def _without_dates(hits: list[Hit], dates: Sequence[DateExpression]) -> list[Hit]:
    """Leave out what is part of a date: "in May" is no "may", "since the Russian invasion" names no actor."""
    days = {token for e in dates for token in range(e.first, e.stop)}
    return (
        [h for h in hits if h.kind not in ("cue", "actor", "link") or h.first not in days] if days else hits
    )


def _without_places(scene: Scene, actors: list[Actor]) -> list[Actor]:
    """Leave out countries and capitals that stand as places: "drones flew towards Kyiv"."""
    places = {
        m.first
        for m in (scene.view.mentions[i] for i in scene.mentions)
        if m.role in ("place", "signpost", "origin")
    }
    return [a for a in actors if a.kind != "country" or a.first not in places]


def _without_kind_words(hits: list[Hit], mentions: Sequence[Mention]) -> list[Hit]:
    """Leave out words for a place that stand beside its name: "the [city] of Kharkiv" refers to nothing."""
    beside = {token for m in mentions for token in range(m.phrase_first, m.phrase_stop)}
    return [h for h in hits if h.kind != "anaphor" or h.first not in beside] if beside else hits


def read_scene(view: View, index: int) -> Scene:
    """Read sentence ``index``: one pass of the lexicon, then its clauses."""
    known = view.scenes.get(index)
    if known is not None:
        return known
    document, sentence = view.document, view.document.sentences[index]
    hits = view.language.lexicon.scan(document.norms, sentence.first, sentence.stop)
    hits = _without_dates(hits, view.dates_of.get(index, ()))
    hits = _without_kind_words(hits, [view.mentions[i] for i in view.places_of.get(index, ())])
    scene = Scene(view, index, sentence.first, sentence.stop, hits)
    scene.mentions = view.places_of.get(index, [])
    counted = frozenset(
        t for q in view.quantities_of.get(index, ()) if q.role for t in range(q.first, q.stop)
    )
    scene.clauses = split_clauses(
        document, (sentence.first, sentence.stop), hits, view.language.words, counted
    )
    tag = view.tags.get(index)
    if tag is not None:
        scene.clauses = with_tag(scene.clauses, tag)
        if tag[0] >= sentence.stop:
            scene.mentions = [*scene.mentions, *tag_mentions(view, index, tag)]
    scene.speaker = speaker_side(hits) or view.speaks_for()
    view.scenes[index] = scene
    scene.actors = _without_places(scene, read_actors(hits, scene.speaker, _side_before(scene)))
    return scene
