from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.control.evidence import Evidence
from geomap.control.sides import control, state
from tests.control.conftest import DAY, place_index

NEAR = "Pokrovsk"  # 37.18 E, held by Ukraine in the made-up baseline
HELD = "Avdiivka"  # east of the line
LATER = date(2025, 6, 20)


def at(gazetteer, events, baseline, name=NEAR, on=LATER):
    index = place_index(gazetteer, name, "Donetsk")
    return next((c for c in control(events, baseline, gazetteer, on=on) if c.place == index), None)


def test_the_baseline_tells_where_reports_do_not(gazetteer, baseline):
    assert (at(gazetteer, [], baseline).side, at(gazetteer, [], baseline, HELD).side) == ("UA", "RU")
    assert at(gazetteer, [], baseline).since == DAY
    assert at(gazetteer, [], baseline).since_basis == "baseline"


def test_without_a_baseline_nothing_is_assumed(gazetteer, told):
    assert at(gazetteer, [], None) is None
    assert at(gazetteer, [told("capture", NEAR)], None).side == "RU"
    assert at(gazetteer, [told("shelling", NEAR)], None).side == "unknown"


@pytest.mark.parametrize(
    ("type_", "by", "given", "side"),
    [
        ("capture", "RU", {"status": "reported"}, "RU"),
        ("capture", "RU", {"status": "confirmed"}, "RU"),
        ("capture", "RU", {"status": "claimed", "claimant_side": "RU"}, "contested"),
        ("capture", "RU", {"status": "denied"}, "UA"),
        ("capture", "RU", {"status": "reported", "modality": "planned"}, "UA"),
        ("capture", "RU", {"status": "reported", "outcome": "failed"}, "UA"),
        ("withdrawal", "UA", {"status": "claimed", "claimant_side": "UA"}, "RU"),
        ("control_statement", "RU", {}, "RU"),
        ("control_statement", "unknown", {}, "contested"),
        ("ground_assault", "RU", {}, "UA"),
        ("shelling", "RU", {}, "UA"),
        ("capture", "RU", {"relation": "north_of", "where": "near"}, "UA"),
    ],
)
def test_what_one_report_says_of_a_place_held_by_ukraine(gazetteer, baseline, told, type_, by, given, side):
    assert at(gazetteer, [told(type_, NEAR, by=by, **given)], baseline).side == side


def test_a_claim_that_stands_for_a_month_counts_as_an_assessment(gazetteer, baseline, told):
    claim = told("capture", NEAR, status="claimed", claimant_side="RU")
    assert at(gazetteer, [claim], baseline, on=date(2025, 7, 9)).side == "contested"
    late = at(gazetteer, [claim], baseline, on=date(2025, 7, 20))
    assert (late.side, late.since) == ("RU", date(2025, 7, 10))


def test_a_claim_denied_since_does_not_come_to_stand(gazetteer, baseline, told):
    claim = told("capture", NEAR, status="claimed", claimant_side="RU")
    denial = told("control_statement", NEAR, by="UA", day=date(2025, 6, 15))
    found = at(gazetteer, [claim, denial], baseline, on=date(2025, 8, 1))
    assert found.side == "UA"
    assert claim.id in found.contradicting


def test_repeated_claims_of_a_party_do_not_make_it_so(gazetteer, baseline, told):
    claims = [
        told("capture", NEAR, status="claimed", claimant_side="RU", day=date(2025, 6, d))
        for d in range(2, 12)
    ]
    assert at(gazetteer, claims, baseline).side == "contested"


def test_fighting_inside_makes_contested_and_fades(gazetteer, baseline, told):
    fights = [told("clash", NEAR, by="unknown", day=date(2025, 6, d)) for d in (10, 14, 17, 19)]
    assert at(gazetteer, fights, baseline).side == "contested"
    assert at(gazetteer, fights, baseline, on=date(2025, 10, 1)).side == "UA"


def test_since_is_the_day_of_the_last_change_and_reports_are_named(gazetteer, baseline, told):
    lost = told("capture", NEAR, day=date(2025, 6, 5))
    back = told("recapture", NEAR, by="UA", day=date(2025, 6, 15))
    found = at(gazetteer, [back, lost], baseline)
    assert (found.side, found.since, found.since_basis) == ("UA", date(2025, 6, 15), "reports")
    assert (found.deciding, found.contradicting) == ((back.id,), (lost.id,))


def test_reports_older_than_the_baseline_change_nothing(gazetteer, baseline, told):
    assert at(gazetteer, [told("capture", NEAR, day=date(2025, 5, 20))], baseline).side == "UA"


ROWS = st.builds(
    Evidence,
    st.just(1),
    st.dates(DAY, DAY + timedelta(60)),
    st.sampled_from(["holds", "fights", "leans"]),
    st.sampled_from([-1, 0, 1]),
    st.floats(0.05, 0.95),
    st.just(30.0),
    st.booleans(),
    st.just("e"),
)


@settings(deadline=None)
@given(st.lists(ROWS, max_size=8))
def test_swapping_the_sides_swaps_the_answer(rows):
    rows = sorted(rows, key=lambda r: r.day)
    swap = {"RU": "UA", "UA": "RU"}
    other = [r._replace(toward=-r.toward) for r in rows]
    on = DAY + timedelta(70)
    mine, theirs = state(rows, "RU", None, on), state(other, "UA", None, on)
    assert mine.side == swap.get(theirs.side, theirs.side)
    assert mine.balance == -theirs.balance


@settings(deadline=None)
@given(st.lists(ROWS, max_size=8))
def test_hints_alone_never_change_a_side(rows):
    leans = sorted((r for r in rows if r.effect == "leans"), key=lambda r: r.day)
    assert state(leans, "UA", None, DAY + timedelta(70)).side == "UA"
