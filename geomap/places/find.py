"""Find the places a text names: longest match of the gazetteer's names, then what the words around them say.

The order of work is the order of calls in ``find``: names, what stands left and right of each, unknown names
in a place slot, who stands in whose area, and at last the role each plays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from geomap.places.gazetteer import Gazetteer, NameHit
from geomap.places.groups import link
from geomap.places.kinds import fitting, kind_of, names_country, region_hits, river_kind
from geomap.places.mention import Mention
from geomap.places.relations import part_of_country, read_left
from geomap.places.roles import assign
from geomap.places.rules import KindWord, Names, names
from geomap.places.skeleton import alike
from geomap.text import Document

_LONGEST = 7  # tokens of the longest name, hyphens left out
_CARELESS_LENGTH = 6  # letters, and inhabitants, of a town that captions write small
_CARELESS_PEOPLE = 30_000
_KEPT_IN_NAME = frozenset({"site", "river", "region", "way", "district"})


class Span(NamedTuple):
    """A name found at the half-open token range ``first``/``stop`` of sentence ``sentence``."""

    first: int
    stop: int
    sentence: int
    hits: tuple[NameHit, ...]


def find(document: Document, gazetteer: Gazetteer) -> list[Mention]:
    """Return every place name of ``document`` in order, with kind, relation, containment and role.

    Names that are also words or people are kept only where the text treats them as a place. Which place a
    name means is not decided here: see ``resolve``.
    """
    rules = names(document.lang)
    spans = _scan(document, gazetteer, rules)
    if not spans:
        return []
    mentions: list[Mention] = []
    for span in spans:
        mention = _mention(document, span, gazetteer, rules)
        other = _other_part(document, mention, gazetteer, rules) if mention.kind == "region" else None
        mentions.extend([other, mention] if other else [mention])
    mentions = link(document, mentions, gazetteer, rules)
    return assign(document, mentions, gazetteer, rules)


def _scan(document: Document, gazetteer: Gazetteer, rules: Names) -> list[Span]:
    words, norms, is_start, slots = document.words, document.norms, gazetteer.is_start, rules.slot_words
    heads = rules.adjective_heads
    careless = rules.careless_after
    spans: list[Span] = []
    for number, sentence in enumerate(document.sentences):
        past = first = sentence.first
        for i in range(first, sentence.stop):
            if i < past:
                continue
            word = words[i]
            if not word[0].isupper():
                small = heads and i + 1 < sentence.stop and norms[i + 1] in heads
                if not small and not (
                    i > first and norms[i - 1] in careless and _is_town(norms[i], gazetteer)
                ):
                    continue
            key = norms[i].replace("'", "")
            if norms[i] in rules.not_names:
                continue
            span = _longest(document, i, number, gazetteer) if is_start(key) else None
            if span is not None and i > first and norms[i - 1] in slots:
                span = _longer(document, span, gazetteer)
            if span is not None and i - past > 1 and norms[i - 1] == "-" and words[i - 2][0].isupper():
                span = _prefixed(document, span, rules)
            if (
                (span is None and i > first and (norms[i - 1] in slots or norms[i - 1] == "-"))
                or (
                    span is None
                    and i > first
                    and i + 1 < sentence.stop
                    and norms[i + 1] in rules.kinds_after.firsts
                )
                or (
                    span is None
                    and spans
                    and i - spans[-1].stop in (1, 2)
                    and norms[i - 1] in rules.list_words
                )
            ):
                span = _unknown(document, i, number, gazetteer, rules)
            if span is not None:
                spans.append(span)
                past = span.stop
    return spans


def _is_town(norm: str, gazetteer: Gazetteer) -> bool:
    """Say whether a word written small is surely a town's name."""
    if len(norm) < _CARELESS_LENGTH or not gazetteer.is_start(norm):
        return False
    towns = [hit for hit in gazetteer.lookup(norm) if hit.strong]
    return any(gazetteer.population[hit.place] >= _CARELESS_PEOPLE for hit in towns)


def _longest(document: Document, at: int, number: int, gazetteer: Gazetteer) -> Span | None:
    """Look up the longest name that starts at token ``at``; hyphens count as the space in a key."""
    norms, stop = document.norms, document.sentences[number].stop
    keys: list[str] = []
    ends: list[int] = []
    for i in range(at, min(stop, at + 2 * _LONGEST)):
        norm = norms[i]
        if norm != "-":
            keys.append(norm.replace("'", "") if "'" in norm else norm)
            ends.append(i + 1)
        if len(keys) == _LONGEST:
            break
    used, hits = gazetteer.longest(keys, 0, len(keys))
    return Span(at, ends[used - 1], number, hits) if used else None


def _unknown(document: Document, at: int, number: int, gazetteer: Gazetteer, rules: Names) -> Span | None:
    """Return capitalised words that the gazetteer lacks but that stand where a place name stands."""
    words, norms, sentence = document.words, document.norms, document.sentences[number]
    stop = at
    headed = rules.kinds_before.before(norms, at, sentence.first)
    while stop < sentence.stop and (words[stop][0].isupper() or _joins(words, stop, at, sentence.stop)):
        if norms[stop] in rules.not_names or norms[stop] in rules.kinds_after.firsts:
            break
        if headed and stop > at and stop + 1 < sentence.stop and norms[stop + 1] in rules.kinds_after.firsts:
            break  # "в селе Курово Погарского района": the second word is another name
        stop += 1
    if stop == at or stop - at > 4 or (words[at].isupper() and not _all_capitals(words, at)):
        return None
    named = headed or rules.kinds_after.after(norms, stop, sentence.stop)
    if (
        named
        or norms[stop - 1].endswith(rules.place_endings)
        or alike(document.span_text(at, stop), gazetteer)
    ):
        return Span(at, stop, number, ())
    return None


def _longer(document: Document, span: Span, gazetteer: Gazetteer) -> Span:
    """Widen the span over a second word where both together sound like a place: "Mali Scherbaky" is not Mali."""
    words, stop = document.words, document.sentences[span.sentence].stop
    if span.stop >= stop or not words[span.stop][0].isupper() or not words[span.stop].isalpha():
        return span
    both = alike(document.span_text(span.first, span.stop + 1), gazetteer)
    return Span(span.first, span.stop + 1, span.sentence, both) if both else span


def _prefixed(document: Document, span: Span, rules: Names) -> Span:
    """Widen the span over an unknown first half: "Yuzhno-Donetsk" is not Donetsk."""
    first = span.first - 2
    joined = (
        document.ends[first] == document.starts[first + 1]
        and document.ends[first + 1] == document.starts[span.first]
    )
    known = document.norms[first] in rules.not_names or not document.words[first].isalpha()
    return span if known or not joined else Span(first, span.stop, span.sentence, ())


def _joins(words: list[str], i: int, at: int, stop: int) -> bool:
    return words[i] == "-" and at < i and i + 1 < stop and words[i + 1][0].isupper()


def _all_capitals(words: list[str], at: int) -> bool:
    """Say whether the text around token ``at`` is in capitals, so that capitals say nothing."""
    around = [word for word in words[max(0, at - 4) : at + 5] if len(word) > 3 and word.isalpha()]
    return len(around) > 2 and all(word.isupper() for word in around)


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
    if part:
        kind, hits = "region", region_hits(gazetteer, part, hits)
    elif not kind and (norms[first - 1] == "the" or left.preposition == "along"):
        kind = river_kind(gazetteer, hits)
    key = " ".join(norm.replace("'", "") for norm in norms[first:stop] if norm != "-")
    tail_first = stop if phrase_stop > stop else inner[0] if inner else stop
    tail = " ".join(norms[tail_first : max(stop, phrase_stop)])
    kind, hits = fitting(gazetteer, kind, key, hits, tail=tail)
    mention = Mention(
        first=first,
        stop=stop,
        phrase_first=left.first,
        phrase_stop=phrase_stop,
        sentence=span.sentence,
        surface=document.span_text(first, stop),
        hits=tuple(dict.fromkeys(hit.place for hit in hits)),
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
