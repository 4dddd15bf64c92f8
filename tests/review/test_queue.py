"""Which events wait for a person, in which order, and why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.corrections import Correction
from geomap.models import Candidate, Event, Quote, Report
from geomap.review.queue import doubts, queue
from geomap.review.shown import pieces


def event(id_="e1", **fields):
    given = {
        "type": "shelling",
        "family": "fires",
        "place": "Nikopol",
        "place_id": "p1",
        "where": "settlement",
        "date_start": "2024-05-07",
        "date_basis": "explicit",
        "confidence": 0.9,
        "quotes": [Quote(report_id=f"r-{id_}", article_id="a", quote=f"Sentence of {id_}.", lang="en")],
    }
    return Event.model_validate({"id": id_, **given, **fields})


def told(*events, **options):
    return [one.event.id for one in queue(events, {}, **options)]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"status": "disputed"}, "disputed"),
        ({"status": "denied"}, "denied"),
        ({"where": "none", "not_mapped": "the text names no place for it"}, "unplaced"),
        ({"inferred": ["place"]}, "place_inferred"),
        ({"inferred": ["initiator"]}, "actor_inferred"),
        ({"inferred": ["target"]}, "target_inferred"),
        ({"confidence": 0.4}, "confidence"),
        ({"date_start": None, "date_basis": "none"}, "date"),
        ({"date_basis": "inferred"}, "date"),
    ],
)
def test_each_doubt_is_told(fields, what):
    assert [doubt.what for doubt in doubts(event(**fields), {})] == [what]


def test_nothing_speaks_against_a_plain_event():
    assert doubts(event(status="claimed"), {}) == ()


@pytest.mark.parametrize(("second", "is_close"), [(8.0, True), (3.0, False)])
def test_a_second_place_of_the_name_is_a_doubt_when_its_score_is_close(second, is_close):
    places = [("p1", "Donetsk", 9.0), ("p2", "Kherson", second)]
    candidates = [Candidate(place_id=i, name="Novotroitske", admin1=a, score=s) for i, a, s in places]
    report = Report(
        id="r-e1", type="shelling", family="fires", article_id="a", lang="en", start=0, end=1, quote="x",
        place_id="p1", candidates=candidates,
    )  # fmt: skip
    found = doubts(event(), {"r-e1": report})
    assert [d.told for d in found if "Novotroitske, Kherson" in d.told] == [d.told for d in found]
    assert bool(found) is is_close


def test_most_doubtful_first_then_least_confident():
    sure, unsure = (
        event("sure", inferred=["initiator"]),
        event("unsure", inferred=["initiator"], confidence=0.8),
    )
    assert told(sure, unsure, event("worst", status="disputed")) == ["worst", "unsure", "sure"]


def test_new_events_wait_unless_only_doubtful_ones_are_wanted():
    plain = event()
    assert told(plain) == []
    assert told(plain, new=["e1"]) == ["e1"]
    assert told(plain, new=["e1"], only_doubtful=True) == []


@pytest.mark.parametrize(
    "settled", [{"event": "e1"}, {"event": "r-e1"}, {"event": "x", "quote": "Sentence of e1."}]
)
def test_what_was_decided_does_not_wait_again(settled):
    by_hand = Correction.model_validate({"do": "confirm", "who": "A", "why": "read", **settled})
    both = [event(status="disputed"), event("e2", status="disputed")]
    assert told(*both, corrections=[by_hand]) == ["e2"]


def test_a_corrected_event_does_not_wait():
    assert told(event(status="disputed", corrected_by="A: read")) == []


@settings(deadline=None)
@given(st.permutations([event(f"e{n}", confidence=n / 10, inferred=["initiator"]) for n in range(6)]))
def test_the_order_does_not_depend_on_the_input(events):
    assert told(*events) == [f"e{n}" for n in range(6)]


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["event", "place"])))


@settings(deadline=None)
@given(st.text(max_size=30), spans)
def test_the_pieces_of_a_text_are_the_text(text, found):
    assert "".join(piece for piece, _ in pieces(text, found)) == text


def test_the_place_shows_within_the_evidence():
    cut = pieces("Russia shelled Nikopol. Quiet.", [(0, 23, "event"), (15, 22, "place")])
    assert cut == [("Russia shelled ", "event"), ("Nikopol", "place"), (".", "event"), (" Quiet.", "")]
