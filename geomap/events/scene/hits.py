"""Where the phrases of the rules stand in a text: the coder's first look, which most texts do not survive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.lexicon.language import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.events.lexicon.lexicon import Hit
    from geomap.text import Document


def read_hits(document: Document) -> dict[int, list[Hit]]:
    """Return the hits of each sentence that holds a word of a trigger, by the sentence's index."""
    lexicon, norms = language(document.lang).lexicon, document.norms
    return {
        index: lexicon.scan(norms, sentence.first, sentence.stop)
        for index, sentence in enumerate(document.sentences)
        if lexicon.has_trigger(norms[sentence.first : sentence.stop])
    }


def has_trigger(hits: Iterable[Hit]) -> bool:
    """Tell whether any of a sentence's hits may tell an act."""
    return any(hit.kind == "trigger" for hit in hits)
