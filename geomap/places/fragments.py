"""Sentences that are nothing but places: "Areas of the settlements of A and B." says where the act before was."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.places.mention import Mention
from geomap.places.rules import Names
from geomap.text import Document, Sentence

_LONGEST = 60  # tokens


def only_places(document: Document, sentence: Sentence, mentions: Iterable[Mention], rules: Names) -> bool:
    """Say whether ``sentence`` names places and tells nothing of them.

    Parameters
    ----------
    document
        The article.
    sentence
        One of its sentences.
    mentions
        The places found in it; without one that stands as a place it is no fragment.
    rules
        The language's words of place.
    """
    if sentence.stop - sentence.first > _LONGEST:
        return False
    placed, inside = False, set[int]()
    for mention in mentions:
        placed = placed or mention.role in ("place", "signpost")
        inside.update(range(mention.phrase_first, max(mention.stop, mention.phrase_stop)))
    if not placed:
        return False
    norms, words = document.norms, document.words
    return all(
        at in inside or not words[at][0].isalpha() or norms[at] in rules.fragment_words
        for at in range(sentence.first, sentence.stop)
    )
