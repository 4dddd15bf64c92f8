"""The diff to the last run says why: article, rules, correction, merged, split."""

from __future__ import annotations

from typing import Any

import pytest

from geomap.models import Event
from geomap.store import Basis, Known, differences
from tests.support import events as made

FIRST = Basis({"a1": Known("h1", "one.txt")}, rules="r1", gazetteer="g1", corrections="c1")


def event(id_: str, *articles: str, **given: Any) -> Event:
    """Return an event that one report of each article tells; a report's id is the article's and ``-r``."""
    (quote,) = made.event().quotes
    quotes = [quote.model_copy(update={"article_id": a, "report_id": f"{a}-r"}) for a in articles]
    return made.event(id=id_, quotes=quotes, **given)


def why(old: list[Event], new: list[Event], *, dropped: list[Event] | None = None, **now: Any) -> list[str]:
    found = differences(old, new, before=FIRST, now=FIRST._replace(**now), dropped=dropped or ())
    return [f"{change.kind} {change.id}: {change.why}" for change in found]


def articles(**told: str) -> dict[str, Known]:
    """Return articles as ``id="hash origin"``."""
    return {id_: Known(*pair.split()) for id_, pair in told.items()}


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ({"articles": articles(a1="h1 one.txt", a2="h2 two.txt")}, "new article: a2 (Example Wire)"),
        ({"articles": articles(a2="h2 one.txt")}, "article changed: a2 (Example Wire)"),
        ({"rules": "r2"}, "rules changed"),
        ({"gazetteer": "g2"}, "gazetteer changed"),
        ({"corrections": "c2"}, "corrections changed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_new_event_has_its_reason(now: dict[str, Any], reason: str) -> None:
    known = {"articles": FIRST.articles | articles(a2="h2 two.txt")} | now
    before = FIRST if "articles" in now else FIRST._replace(articles=known["articles"])
    (change,) = differences([], [event("e", "a2")], before=before, now=FIRST._replace(**known))
    assert (change.kind, change.why) == ("new", reason)


def test_an_article_that_is_gone_takes_its_event_along() -> None:
    assert why([event("e", "a1")], [], articles={}) == ["gone e: article no longer here: a1 (Example Wire)"]


def test_a_changed_event_says_which_values_changed_and_who_told_it() -> None:
    known = articles(a1="h1 one.txt", a2="h2 two.txt")
    old, new = event("e", "a1", status="claimed"), event("e", "a1", "a2", status="confirmed")
    assert why([old], [new], articles=known) == [
        "changed e: new article: a2 (Example Wire); status claimed → confirmed"
    ]
    moved = event("e", "a1", place="Manhush", corrected_by="A: seen")
    assert why([event("e", "a1")], [moved]) == ["changed e: correction by A: seen; place Nikopol → Manhush"]
    assert why([moved], [event("e", "a1")]) == [
        "changed e: correction withdrawn: A: seen; place Manhush → Nikopol"
    ]


def test_merged_and_split_events_name_each_other() -> None:
    apart, whole = [event("e1", "a1"), event("e2", "a2")], event("e1", "a1", "a2", corrected_by="A: one")
    assert why(apart, [whole]) == [
        "changed e1: correction by A: one; merged with e2",
        "gone e2: merged into e1; correction by A: one",
    ]
    assert why([event("e1", "a1", "a2")], apart) == ["new e2: split from e1", "changed e1: e2 split from it"]


def test_a_dropped_event_names_who_dropped_it() -> None:
    dropped = event("e", "a1", corrected_by="A: a duplicate")
    assert why([event("e", "a1")], [], dropped=[dropped]) == ["gone e: dropped by A: a duplicate"]


def test_an_earlier_article_gives_the_event_its_id() -> None:
    known = articles(a1="h1 one.txt", a0="h0 zero.txt")
    assert why([event("e1", "a1")], [event("e0", "a0", "a1")], articles=known) == [
        "changed e0: new article: a0 (Example Wire); id was e1, an earlier report came",
    ]
