"""The seat of a district just told: "Nikopol Raion came under fire: [its town] and two communities"."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from geomap.places.gazetteer import Gazetteer
from geomap.places.gazetteer.kinds import kind_of
from geomap.places.mentions.mention import Mention
from geomap.text import Document, name_key

_TOWNS = ("city", "town", "settlement")


def seat_mentions(
    document: Document, mentions: list[Mention], gazetteer: Gazetteer, words: frozenset[str]
) -> list[Mention]:
    """Return a mention of the seat for each of ``words`` that follows the name of its district."""
    if words.isdisjoint(document.norms):
        return []
    named = {token for m in mentions for token in range(m.phrase_first, m.phrase_stop)}
    found = []
    for at, norm in enumerate(document.norms):
        if norm not in words or at in named:
            continue
        districts = (m for m in reversed(mentions) if m.first < at and m.place >= 0)
        district = next((m for m in districts if kind_of(gazetteer, m.place) == "raion"), None)
        seat = _seat(district.place, gazetteer) if district is not None else -1
        if seat >= 0:
            found.append(_mention(document, at, seat))
    return found


def _seat(district: int, gazetteer: Gazetteer) -> int:
    """Return the town that a district is named after and that lies in it; -1 where none does."""
    name = gazetteer.name(district).removesuffix(" Raion")
    hits = (hit.place for hit in gazetteer.lookup(name_key(name)))
    return next((p for p in hits if gazetteer.admin2[p] == district and kind_of(gazetteer, p) in _TOWNS), -1)


def _mention(document: Document, at: int, place: int) -> Mention:
    sentence = bisect_right(document.sentences, at, key=attrgetter("stop"))
    mention = Mention(at, at + 1, at, at + 1, sentence, document.words[at], (place,))
    mention.kind, mention.place = "settlement", place
    return mention
