from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.merge import merge
from geomap.models import Report, content_id


def report(article="a", **given):
    values = {
        "type": "shelling",
        "family": "fires",
        "place": "Nikopol",
        "place_id": "UA-NIKOPOL",
        "lat": 47.57,
        "lon": 34.39,
        "where": "settlement",
        "relation": "at",
        "where_prec": 1,
        "radius_m": 4000.0,
        "date_start": date(2024, 2, 18),
        "date_end": date(2024, 2, 18),
        "date_basis": "explicit",
        "date_prec": 1,
        "initiator": "RU",
        "confidence": 0.7,
        "article_id": article,
        "source": f"outlet of {article}",
        "lang": "en",
        "start": 0,
        "end": 10,
        "quote": f"Shells fell on Nikopol, says {article}",
        "published": date(2024, 2, 18),
    } | given
    values.setdefault(
        "id", content_id(article, values["type"], values["place_id"], str(values["date_start"]))
    )
    return Report(**values)


def test_two_outlets_tell_one_act():
    (event,) = merge([report("a"), report("b")])
    assert (event.n_reports, event.n_sources, event.status) == (2, 2, "confirmed")


@pytest.mark.parametrize(
    "other",
    [
        {"date_start": date(2024, 2, 20), "date_end": date(2024, 2, 20)},
        {"type": "capture", "family": "control"},
        {"place_id": "UA-MARHANETS", "place": "Marhanets", "lat": 47.64, "lon": 34.63},
        {"initiator": "UA"},
        {"lat": None, "lon": None, "where": "admin2", "place_id": "UA-NIKOPOL-RAION"},
        {"modality": "planned"},
    ],
    ids=["two days later", "another act", "another town", "another side", "an area", "a plan"],
)
def test_two_acts_stay_two_events(other):
    assert len(merge([report("a"), report("b", **other)])) == 2


NOWHERE = {"place": None, "place_id": None, "lat": None, "lon": None, "where": "none", "relation": None}


@pytest.mark.parametrize(("downed", "events"), [(28, 1), (31, 2), (None, 2)])
def test_a_tally_without_a_place_is_known_by_its_numbers(downed, events):
    tally = {"type": "interception", "family": "air_defence", **NOWHERE}
    assert len(merge([report("a", downed=28, **tally), report("b", downed=downed, **tally)])) == events


def test_reports_of_one_article_stay_apart():
    assert len(merge([report("a"), report("a", id="x", start=50, end=60)])) == 2


def test_reprints_count_once():
    quote = "Two people were wounded when shells fell on Nikopol, the governor said"
    (event,) = merge([report("a", quote=quote), report("b", quote=quote)])
    assert (event.n_reports, event.n_sources, event.status) == (2, 1, "reported")


def test_counts_keep_low_best_high():
    (event,) = merge([report("a", killed=2), report("b", killed=3), report("c", killed=3)])
    assert (event.killed_low, event.killed_best, event.killed_high) == (2, 3, 3)


def test_one_sides_denial_stays_visible():
    claim = report("a", type="capture", family="control", status="claimed", claimant_side="RU")
    denial = report("b", type="capture", family="control", status="denied", claimant_side="UA")
    (event,) = merge([claim, denial])
    assert event.status == "disputed"
    assert {q.claimant_side for q in event.quotes} == {"RU", "UA"}


def test_both_sides_agreeing_confirms():
    ours = report("a", type="withdrawal", family="control", status="claimed", claimant_side="UA")
    theirs = report("b", type="withdrawal", family="control", status="claimed", claimant_side="RU")
    (event,) = merge([ours, theirs])
    assert event.status == "confirmed"


def test_a_chain_of_days_does_not_become_one_event():
    days = [
        report(
            f"a{i}",
            date_start=date(2024, 2, i),
            date_end=date(2024, 2, i + 1),
            published=date(2024, 2, i + 1),
        )
        for i in range(1, 8)
    ]
    assert len(merge(days)) > 2


reports = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 5), st.sampled_from(["shelling", "strike", "capture"])),
    min_size=1,
    max_size=12,
    unique=True,
)


@given(reports, st.randoms())
@settings(deadline=None, max_examples=60)
def test_order_does_not_matter_and_a_later_article_moves_nothing(rows, random):
    families = {"capture": "control"}
    made = [
        report(
            f"a{article}",
            id=content_id(article, day, kind),
            type=kind,
            family=families.get(kind, "fires"),
            date_start=date(2024, 2, day),
            date_end=date(2024, 2, day),
            published=date(2024, 2, day),
        )
        for article, day, kind in rows
    ]
    shuffled = list(made)
    random.shuffle(shuffled)
    before = merge(made)
    assert merge(shuffled) == before
    later = report(
        "z", id="later", published=date(2025, 1, 1), date_start=date(2024, 2, 1), date_end=date(2024, 2, 1)
    )
    assert {e.id for e in before} <= {e.id for e in merge([*made, later])}
