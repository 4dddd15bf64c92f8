"""The rubric that a site prints behind its headline, "« War in Ukraine | Site": nothing happens there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.text import Document

_LONGEST = 9  # tokens of a rubric's name
_OPENS, _DIVIDES = "«", "|"
_CLOSES = frozenset({"»", ".", "!", "?", _OPENS})


def rubric_tokens(document: Document) -> frozenset[int]:
    """Return the tokens of all rubrics: from an opening quote to the bar before the site's name."""
    norms = document.norms
    if _OPENS not in norms or _DIVIDES not in norms:
        return frozenset()
    found: set[int] = set()
    for first, norm in enumerate(norms):
        if norm != _OPENS:
            continue
        ahead = norms[first + 1 : first + 1 + _LONGEST]
        if _DIVIDES in ahead and _CLOSES.isdisjoint(ahead[: ahead.index(_DIVIDES)]):
            found.update(range(first, first + 1 + ahead.index(_DIVIDES)))
    return frozenset(found)
