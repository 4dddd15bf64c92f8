"""Corrections change what they say, survive rebuilds, and are listed when they do nothing."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from geomap.corrections import Corrected, Correction, correct
from geomap.merge import merge
from geomap.models import Event, Report
from geomap.places.gazetteer import load_gazetteer
from tests.support.events import report


def told(id_: str, article: str = "a1", **given: Any) -> Report:
    return report(
        id=id_, article_id=article, source=f"Outlet {article}", quote=f"Shells fell, says {id_}", **given
    )


# One act told by two outlets, and another in another place.
REPORTS = [
    told("r1", "a1"),
    told("r2", "a2"),
    told("r3", "a3", place="Sumy", place_id="s", lat=50.9, lon=34.8, type="air_strike"),
]


def fix(do: str, event: str = "r1", **given: Any) -> Correction:
    return Correction.model_validate(
        {"do": do, "event": event, "who": "O. Analyst", "why": "seen on video", **given}
    )


def run(*corrections: Correction, reports: list[Report] | None = None) -> Corrected:
    told_ = REPORTS if reports is None else reports
    return correct(merge(told_), told_, corrections, load_gazetteer())


def only(result: Corrected, id_: str) -> Event:
    return next(event for event in result.events if event.id == id_)


def test_without_corrections_nothing_changes() -> None:
    assert run() == (merge(REPORTS), [], [])
    assert [event.n_reports for event in run().events] == [1, 2]


def test_a_dropped_event_is_kept_apart_with_who_and_why() -> None:
    result = run(fix("drop"))
    assert [event.id for event in result.events] == ["r3"]
    assert [(event.id, event.corrected_by) for event in result.dropped] == [
        ("r1", "O. Analyst: seen on video")
    ]


def test_a_move_to_a_point_takes_the_admin_names_of_the_ground() -> None:
    moved = only(run(fix("move", lat=47.5912, lon=34.3811)), "r1")
    assert (moved.lat, moved.lon, moved.where, moved.radius_m) == (47.5912, 34.3811, "site", 500.0)
    assert (moved.admin1, moved.country, moved.place_id) == ("Dnipropetrovsk", "UA", None)
    assert (moved.place, moved.place_local) == ("Nikopol", "Nikopol")
    assert moved.reasons[-1].stage == "correction"
    assert "was" in moved.reasons[-1].detail
    assert "lat 47.57" in moved.reasons[-1].detail


def test_a_point_far_from_its_place_bears_the_name_of_the_nearest_one() -> None:
    moved = only(run(fix("move", lat=48.0512, lon=37.0811)), "r1")
    assert (moved.place, moved.place_local, moved.relation) == ("Andriivka", "Nikopol", "near")
    assert (moved.admin1, moved.inferred) == ("Donetsk", ["place"])


def test_a_move_to_a_place_takes_all_its_fields() -> None:
    gazetteer = load_gazetteer()
    oblast = gazetteer.place(gazetteer.lookup("donetsk oblast")[0].place)
    moved = only(run(fix("move", place_id=oblast.id)), "r1")
    assert (moved.place, moved.where, moved.lat, moved.where_prec) == (oblast.name, "admin1", None, 4)


def test_an_unplaced_event_gets_a_name_marked_as_inferred() -> None:
    lost = told(
        "r1", place=None, place_id=None, lat=None, lon=None, where="none", not_mapped="no place known"
    )
    moved = only(run(fix("move", lat=48.0512, lon=37.0811), reports=[lost]), "r1")
    assert (moved.not_mapped, moved.relation, moved.inferred) == (None, "near", ["place"])
    assert moved.place


def test_retype_takes_family_and_crosswalk_along() -> None:
    event = only(run(fix("retype", type="missile_strike")), "r1")
    assert (event.type, event.family, event.acled_event_type) == (
        "missile_strike",
        "fires",
        "Explosions/Remote violence",
    )


def test_redate_sets_the_precision() -> None:
    event = only(run(fix("redate", date_start="2024-02-10", date_end="2024-02-12")), "r1")
    assert (event.date_start, event.date_end) == (date(2024, 2, 10), date(2024, 2, 12))
    assert (event.date_prec, event.time_precision, event.date_basis) == (2, 2, "explicit")


def test_confirm_sets_the_status() -> None:
    assert only(run(fix("confirm", "r3")), "r3").status == "confirmed"


def test_what_was_reviewed_keeps_its_status_and_all_else() -> None:
    claim = told("r1", status="claimed", claimant_side="RU")
    (before,) = merge([claim])
    after = only(run(fix("reviewed"), reports=[claim]), "r1")
    assert (after.status, after.corrected_by) == ("claimed", "O. Analyst: seen on video")
    changed = {name for name in Event.model_fields if getattr(after, name) != getattr(before, name)}
    assert changed == {"corrected_by", "reasons"}


def test_split_makes_events_of_the_named_reports_or_of_each() -> None:
    for split in (fix("split"), fix("split", reports=["r2"])):
        result = run(split)
        assert sorted(event.id for event in result.events) == ["r1", "r2", "r3"]
        assert only(result, "r2").corrected_by == "O. Analyst: seen on video"


def test_merge_joins_events_and_keeps_the_earliest_id() -> None:
    result = run(fix("merge", "r3", events=["r1"]))
    (event,) = result.events
    assert (event.id, event.n_reports) == ("r1", 3)


def test_a_correction_follows_a_report_into_the_event_it_is_now_under() -> None:
    assert only(run(fix("retype", "r2", type="strike")), "r1").type == "strike"
    split_then_retyped = run(fix("retype", "r2", type="strike"), fix("split", "r1"))
    assert (only(split_then_retyped, "r1").type, only(split_then_retyped, "r2").type) == (
        "shelling",
        "strike",
    )


def test_a_quote_finds_the_event_when_ids_have_changed() -> None:
    result = run(fix("drop", "old-id", quote="Shells fell, says r3"))
    assert [event.id for event in result.dropped] == ["r3"]


def test_a_dropped_report_that_joined_another_event_does_not_take_it_along() -> None:
    result = run(fix("drop", "r2"))
    assert [(event.id, event.n_reports) for event in result.events] == [("r3", 1), ("r1", 1)]
    assert [event.id for event in result.dropped] == ["r2"]
    assert "is now told with event r1; only the report was dropped" in result.stale[0]


@pytest.mark.parametrize(
    ("correction", "why"),
    [
        (fix("drop", "gone"), "no such event"),
        (fix("drop", "gone", quote="nobody says this"), "no such event"),
        (fix("split", "r3"), "its reports are apart already"),
        (fix("split", "r1", reports=["r9"]), "its reports are apart already"),
        (fix("merge", "r1", events=["r2"]), "they are one event already"),
        (fix("merge", "r1", events=["gone"]), "no such events to merge with"),
        (fix("move", place_id="no-such-place"), "the gazetteer has no place 'no-such-place'"),
    ],
)
def test_what_no_longer_applies_is_listed_and_changes_nothing(correction: Correction, why: str) -> None:
    result = run(correction)
    assert result.events == merge(REPORTS)
    assert result.stale == [f"{correction}: {why}"]


def test_of_two_that_disagree_the_later_holds_and_the_earlier_is_told() -> None:
    result = run(fix("retype", type="strike"), fix("retype", "r2", type="explosion"))
    assert only(result, "r1").type == "explosion"
    assert result.stale[0].endswith("a later correction says otherwise")


def test_a_drop_wins_whatever_else_is_said() -> None:
    assert [e.id for e in run(fix("drop"), fix("retype", type="strike")).dropped] == ["r1"]


def test_the_order_of_independent_corrections_does_not_matter() -> None:
    corrections = [
        fix("split"),
        fix("confirm", "r2"),
        fix("move", "r3", lat=48.0, lon=37.0),
        fix("drop", "r1"),
    ]
    results = [run(*order) for order in permutations(corrections)]
    assert all(result == results[0] for result in results)
