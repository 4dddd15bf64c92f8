"""Find the places a text names: longest match of the gazetteer's names, then what the words around them say.

The order of work is the order of calls in ``find``: names, what stands left and right of each, unknown names
in a place slot, who stands in whose area, and at last the role each plays.
"""

from __future__ import annotations

from dataclasses import replace

from geomap.places.gazetteer import Gazetteer, NameHit
from geomap.places.gazetteer.kinds import (
    fitting,
    kind_of,
    names_country,
    region_hits,
    river_kind,
    side_of_ukraine,
)
from geomap.places.mentions.ellipsis import named_whole
from geomap.places.mentions.groups import link
from geomap.places.mentions.lands import read_case
from geomap.places.mentions.mention import Mention, places_of
from geomap.places.mentions.relations import part_of_country, read_left
from geomap.places.mentions.roles import assign
from geomap.places.mentions.rules import KindWord, Names, names
from geomap.places.mentions.sides import holder, loser
from geomap.places.mentions.spans import Span, scan
from geomap.text import Document, tokens_key

_KEPT_IN_NAME = frozenset({"site", "river", "region", "way", "district"})


def find(document: Document, gazetteer: Gazetteer) -> list[Mention]:
    """Return every place name of ``document`` in order, with kind, relation, containment and role.

    Names that are also words or people are kept only where the text treats them as a place. Which place a
    name means is not decided here: see ``resolve``.
    """
    rules = names(document.lang)
    spans = scan(document, gazetteer, rules)
    if not spans:
        return []
    mentions: list[Mention] = []
    for span in spans:
        mention = _mention(document, span, gazetteer, rules)
        read_case(mention, mentions[-1] if mentions else None, document.norms, gazetteer, rules)
        other = _other_part(document, mention, gazetteer, rules) if mention.kind == "region" else None
        mentions.extend([other, mention] if other else [mention])
    mentions = assign(document, link(document, mentions, gazetteer, rules), gazetteer, rules)
    for mention in mentions:
        if len(mention.hits) > 1 and mention.role == "place" and mention.kind in ("", "settlement"):
            sentence = document.sentences[mention.sentence]
            mention.held = holder(document.norms, sentence.first, mention.phrase_first, rules)
            name = mention.phrase_first, mention.phrase_stop
            mention.lost = loser(document.norms, sentence.first, name, sentence.stop, rules)
    return mentions


def _mention(document: Document, span: Span, gazetteer: Gazetteer, rules: Names) -> Mention:
    norms, sentence = document.norms, document.sentences[span.sentence]
    first, stop, part = span.first, span.stop, ""
    if names_country(gazetteer, span.hits):
        first, part = part_of_country(norms, first, sentence.first, rules)
    left = read_left(norms, first, sentence.first, rules)
    word, phrase_stop = left.word, stop
    inner = _inner_kind(norms, span, rules)
    outer = rules.kinds_after.after(norms, stop, sentence.stop)
    if outer is not None and not (outer[1].kind == "settlement" and norms[outer[0] : outer[0] + 1] == ["of"]):
        phrase_stop, word = outer
    elif inner is not None:
        inner_first, word = inner
        phrase_stop, stop = stop, stop if word.kind in _KEPT_IN_NAME else inner_first
    kind, hits = word.kind, span.hits
    if kind == "axis" and stop - span.first == 1 and norms[span.first] in rules.directions:
        kind, hits = "region", side_of_ukraine(gazetteer, rules.directions[norms[span.first]])
    elif part:
        kind, hits = "region", region_hits(gazetteer, part, hits)
    elif not kind and (norms[first - 1] == "the" or left.preposition == "along"):
        kind = river_kind(gazetteer, hits)
    key = tokens_key(norms[first:stop])
    tail_first = stop if phrase_stop > stop else inner[0] if inner else stop
    tail = " ".join(norms[tail_first : max(stop, phrase_stop)])
    whole = named_whole(kind, key, tail, gazetteer, rules)
    kind, hits = (kind, whole) if whole else fitting(gazetteer, kind, key, hits, tail=tail)
    mention = Mention(
        first=first,
        stop=stop,
        phrase_first=left.first,
        phrase_stop=phrase_stop,
        sentence=span.sentence,
        surface=document.span_text(first, stop),
        hits=places_of(hits),
        forms=hits,
        kind=kind,
        plural=word.plural,
        size=word.size,
        preposition=left.preposition,
        relation=left.relation or None,
        distance_km=left.distance_km,
    )
    mention.part = part if all(kind_of(gazetteer, place) == "country" for place in mention.hits) else ""
    return mention


def _other_part(document: Document, mention: Mention, gazetteer: Gazetteer, rules: Names) -> Mention | None:
    """Return the first part of "eastern and southern Ukraine" beside the mention of the second."""
    norms, at = document.norms, mention.first
    if (
        mention.kind != "region"
        or norms[at - 1] not in rules.list_words
        or norms[at - 2] not in rules.directions
    ):
        return None
    sentence = document.sentences[mention.sentence]
    left = read_left(norms, at - 2, sentence.first, rules)
    part = rules.directions[norms[at - 2]]
    country = gazetteer.country[mention.hits[0]]
    hits = region_hits(
        gazetteer, part, (NameHit(country if country >= 0 else mention.hits[0], "official", True),)
    )
    mention.preposition, mention.relation = left.preposition, left.relation or None
    return replace(
        mention,
        first=at - 2,
        stop=at - 1,
        phrase_first=left.first,
        phrase_stop=at - 1,
        surface=document.span_text(at - 2, at - 1),
        hits=tuple(hit.place for hit in hits),
        forms=hits,
        part=part if mention.part else "",
    )


def _inner_kind(norms: list[str], span: Span, rules: Names) -> tuple[int, KindWord] | None:
    """Find a kind word inside the gazetteer's own name: "Donetsk Oblast", "Nikopol Raion"."""
    for i in range(span.first + 1, span.stop):
        found = rules.kinds_after.after(norms, i, span.stop)
        if found is not None and found[0] == span.stop:
            return i, found[1]
    return None
