"""Laws that hold for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.events.lexicon.language import language, lexicon_of
from geomap.events.lexicon.rules import caption_rules
from geomap.text import analyse
from tests.events.coding import reports

WORDS = (
    "Russian Ukrainian forces shelled captured Nikopol Sumy Kursk Oblast near in and , . : ; — ( ) \" ' "
    "two people killed "
    "drones shot down the enemy said Monday if not will General Staff repelled attacks of by 12 over there it"
).split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_quotes_are_the_article_and_ids_are_stable(text: str) -> None:
    found = reports(text)
    assert all(text[r.start : r.end] == r.quote for r in found)
    assert all(text[r.place_start : r.place_end] for r in found if r.place_start is not None)
    assert found == reports(text)
    assert len({r.id for r in found}) == len(found)


@given(TEXTS)
@settings(deadline=None, max_examples=100)
def test_without_a_trigger_there_is_no_event(text: str) -> None:
    document = analyse(text, "en")
    captions = lexicon_of(caption_rules("en"))
    if not language("en").lexicon.has_trigger(document.norms) and not captions.has_trigger(document.norms):
        assert reports(text) == []
