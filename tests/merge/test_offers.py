"""Merging in pieces: whatever the pieces, the events are those of the whole."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.merge import merge
from geomap.merge.cluster import report_order
from geomap.merge.merge import event_order
from geomap.merge.offers import Numbered, buckets, decide, hints_for, is_settled, search
from geomap.merge.slabs import slabs, wide_slab
from geomap.models import Report

FIRST = date(2024, 5, 1)
SPOTS = (
    {"place_id": "nikopol", "lat": 47.57, "lon": 34.39, "where": "settlement", "relation": "at"},
    {"place_id": "marhanets", "lat": 47.64, "lon": 34.63, "where": "settlement", "relation": "at"},
    {"place_id": "nikopol", "lat": 47.57, "lon": 34.39, "where": "near", "relation": "near"},
    {"place_id": "dnipro-oblast", "where": "admin1", "relation": "in"},
    {"where": "none"},
)


@st.composite
def stories(draw):
    """Reports so alike that most of them could join most others: the order of decisions is all."""
    reports = []
    for n in range(draw(st.integers(2, 24))):
        day = FIRST + timedelta(days=draw(st.integers(0, 16)))
        span = draw(st.sampled_from((0, 0, 0, 1, 3, 30)))
        dated = draw(st.integers(0, 9)) > 0
        published = day + timedelta(days=span + draw(st.integers(0, 3)))
        reports.append(
            Report(
                id=f"r{n}",
                article_id=f"a{draw(st.integers(0, 8))}",
                type=draw(st.sampled_from(("shelling", "strike", "drone_strike", "casualty_report"))),
                family="fires",
                **draw(st.sampled_from(SPOTS)),
                radius_m=15_000.0,
                date_start=day if dated else None,
                date_end=day + timedelta(days=span) if dated else None,
                date_basis=draw(st.sampled_from(("explicit", "published"))) if dated else "none",
                initiator=draw(st.sampled_from(("RU", "unknown"))),
                killed=draw(st.sampled_from((None, 2, 3))),
                lang="en",
                start=n,
                end=n + 1,
                quote=draw(st.sampled_from(("Shells hit a house", "Two were killed by a shell", "A strike"))),
                published=published,
                source=f"outlet {n}",
            )
        )
    return sorted(reports, key=report_order)


def searched_apart(reports):
    """Decide as a cluster does, with a search for each slab alone; return founders and number of rounds."""
    held = [(number, report, slabs(report)) for number, report in enumerate(reports)]
    names = sorted({name for _, _, own in held for name in own})
    parts = [[Numbered(n, r) for n, r, own in held if {name, wide_slab(name)} & own] for name in names]
    searches = [search(part) for part in parts]
    for rounds in range(len(reports) + 2):
        joined = decide(offer for done in searches for offer in done.offers)
        if all(is_settled(done, joined) for done in searches):
            return joined, rounds
        searches = [search(p, hints_for(s, joined)) for p, s in zip(parts, searches, strict=True)]
    raise AssertionError("no end")


@settings(deadline=None, max_examples=150)
@given(stories(), st.integers(1, 4))
def test_pieces_make_the_events_of_the_whole(reports, count):
    joined, _ = searched_apart(reports)
    chosen = buckets(joined, len(reports), count)
    pieces = ([r for r, at in zip(reports, chosen, strict=True) if at == bucket] for bucket in range(count))
    assert sorted((e for piece in pieces for e in merge(piece)), key=event_order) == merge(reports)


def test_a_chain_of_days_is_cut_where_the_whole_cuts_it():
    days = [FIRST + timedelta(days=n) for n in range(60)]
    reports = [
        Report(
            id=f"r{n}", article_id=f"a{n}", type="shelling", family="fires", **SPOTS[0], lang="en", start=0,
            end=1, quote="Shells fell on the town", date_start=day, date_end=day, date_basis="published",
            published=day,
        )
        for n, day in enumerate(days)
    ]  # fmt: skip
    joined, rounds = searched_apart(reports)
    assert 1 < len(reports) - len(joined) == len(merge(reports)) < len(reports)
    assert rounds < 12


def test_whole_events_spread_evenly():
    joined = {n: n - n % 3 for n in range(300) if n % 3}
    chosen = buckets(joined, 300, 7)
    assert all(chosen[n] == chosen[n - n % 3] for n in range(300))
    sizes = [chosen.count(bucket) for bucket in range(7)]
    assert max(sizes) - min(sizes) <= 3
