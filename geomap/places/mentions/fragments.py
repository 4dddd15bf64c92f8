"""Stretches of text that are nothing but places: they tell where, not what."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.places.mentions.mention import Mention
from geomap.places.mentions.rules import Names
from geomap.text import Document

_LONGEST = 60  # tokens


def only_places(document: Document, first: int, stop: int, mentions: Iterable[Mention], rules: Names) -> bool:
    """Say whether the tokens ``first`` to ``stop`` name places and tell nothing of them.

    Parameters
    ----------
    document
        The article.
    first, stop
        A half-open range of its tokens, within one sentence.
    mentions
        The places found in that sentence; without one that stands as a place it is no fragment.
    rules
        The language's words of place.
    """
    if stop - first > _LONGEST:
        return False
    placed, inside = False, set[int]()
    for mention in mentions:
        if first <= mention.first < stop:
            placed = placed or mention.role in ("place", "signpost")
            inside.update(range(mention.phrase_first, max(mention.stop, mention.phrase_stop)))
    if not placed:
        return False
    norms, words = document.norms, document.words
    return all(
        at in inside or not words[at][0].isalpha() or norms[at] in rules.fragment_words
        for at in range(first, stop)
    )
