"""Names that two far places bear are told in the run report, and names that were somewhere else before."""

import pytest

from geomap.export.homonyms import choices, homonym_risks
from geomap.models import Candidate
from geomap.places.doors.query import look_up
from geomap.places.gazetteer import load_gazetteer
from tests.support.events import report

NIKOPOL, MARHANETS, KUPIANSK = (look_up(name)[0] for name in ("Nikopol", "Marhanets", "Kupiansk"))


def told(place, second=None, gap=1.0, **given):
    rows = [
        Candidate(place_id=p.id, name=p.name, admin1=p.admin1, score=score)
        for p, score in ((place, 9.0), (second, 9.0 - gap))
        if p
    ]
    return report(place_id=place.id, place_local="Nikopol", candidates=rows, **given)


@pytest.mark.parametrize(
    ("second", "gap", "risks"),
    [(KUPIANSK, 1.0, 1), (KUPIANSK, 5.0, 0), (MARHANETS, 1.0, 0), (None, 0.0, 0)],
    ids=["close and far", "far behind", "near by", "alone"],
)
def test_a_close_second_far_away_is_a_risk(second, gap, risks):
    found = homonym_risks([told(NIKOPOL, second, gap)], load_gazetteer(), before={})
    assert len(found) == risks
    if found:
        assert found[0][:3] == (
            "Nikopol",
            "Nikopol, Nikopol Raion, Dnipropetrovsk",
            "Kupiansk, Kupiansk Raion, Kharkiv",
        )
        assert (found[0].km > 200, found[0].why, found[0].new) == (True, "scores 9.0 and 8.0", True)


def test_the_same_risk_is_new_once_and_counted():
    reports, gazetteer = [told(NIKOPOL, KUPIANSK), told(NIKOPOL, KUPIANSK, id="r2")], load_gazetteer()
    first = homonym_risks(reports, gazetteer, before={})
    again = homonym_risks(reports, gazetteer, before=choices(reports), told=first)
    assert [(risk.times, risk.new) for risk in (*first, *again)] == [(2, True), (2, False)]


def test_a_name_that_was_elsewhere_in_the_last_run_is_a_risk():
    before = choices([told(NIKOPOL)])
    assert before == {"nikopol": [NIKOPOL.id]}
    (risk,) = homonym_risks([told(KUPIANSK)], load_gazetteer(), before=before)
    assert (risk.chosen[:8], risk.why) == ("Kupiansk", "another place than in the last run")
    assert homonym_risks([told(NIKOPOL)], load_gazetteer(), before=before) == []
