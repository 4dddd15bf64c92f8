from datetime import date, timedelta

import pytest

from geomap.export.health import source_health
from geomap.models import Article, Quote
from tests.support.events import event, report

NOW = date(2024, 6, 30)


def articles(source, days):
    return [
        Article(id=f"{source}{i}", text="x", source=source, published=NOW - timedelta(days=d))
        for i, d in enumerate(days)
    ]


STEADY = articles("steady", range(60))


@pytest.mark.parametrize(
    ("days", "alarm"),
    [
        (range(8, 60), "is silent: no article in a week, usually 7"),
        ([1, *range(8, 60)], "dropped to 1 articles in a week from 7"),
        (range(60), ""),
        (range(8, 12), ""),  # too short a past tells no habit
        ([*range(10, 400, 30)], ""),  # one a month is not silent for a week
    ],
    ids=["silent", "dropped", "steady", "new", "rare"],
)
def test_a_source_is_measured_against_its_own_past(days, alarm):
    (health,) = (h for h in source_health([*STEADY, *articles("s", days)], []) if h.source == "s")
    assert alarm in health.alarm()
    assert bool(alarm) == bool(health.alarm())


def test_a_source_is_counted_with_its_side_its_events_and_what_is_placed():
    told = [report(id="r1", source="s"), report(id="r2", source="s", place_id=None, lat=None, lon=None)]
    quotes = [Quote(report_id=r.id, article_id="s0", quote=r.quote, lang="en", source="s") for r in told]
    one = [a.model_copy(update={"side": "UA", "reliability": "official"}) for a in articles("s", [0])]
    (health,) = source_health(one, told, [event(quotes=quotes)])
    assert (health.side, health.reliability, health.events, health.placed_share) == ("UA", "official", 1, 0.5)


def test_losing_its_places_is_an_alarm():
    old = [report(id=f"o{i}", source="s", published=NOW - timedelta(days=20)) for i in range(10)]
    new = [report(id=f"n{i}", source="s", published=NOW, where="none") for i in range(10)]
    (health,) = source_health(articles("s", range(60)), [*old, *new])
    assert health.alarm() == "s: 0% of its reports are placed, 100% before"
