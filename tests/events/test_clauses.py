"""Where a clause begins."""

from __future__ import annotations

import pytest

from geomap.events.lexicon.language import language
from geomap.events.scene.clauses import split_clauses
from geomap.text import analyse


def clauses(text: str) -> list[str]:
    document, rules = analyse(text, "en"), language("en")
    hits = rules.lexicon.scan(document.norms, 0, len(document.norms))
    found = split_clauses(document, (0, len(document.norms)), hits, rules.words, frozenset())
    return [document.span_text(c.first, c.stop) for c in found]


@pytest.mark.parametrize(
    ("text", "first_words"),
    [
        ("Russian troops shelled Nikopol, Marhanets and Kherson", ["Russian"]),
        ("Kyiv said its forces retook Robotyne", ["Kyiv", "its"]),
        ("Drones hit a plant in Ryazan, killing two people", ["Drones", "killing"]),
        ("Troops entered Dvorichna and captured Zapadne", ["Troops", "and"]),
        ("Vuhledar, which was shelled daily, is empty", ["Vuhledar", "which"]),
        ("Shelling of Sumy: Russians hit a school", ["Shelling", "Russians"]),
    ],
)
def test_clauses(text: str, first_words: list[str]) -> None:
    assert [clause.split()[0].strip(",:") for clause in clauses(text)] == first_words
