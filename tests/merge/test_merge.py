from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.merge import merge
from geomap.merge.compare import compare
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


CLAIM = {
    "type": "capture",
    "family": "control",
    "status": "claimed",
    "claimant": "Moscow",
    "claimant_side": "RU",
}


def told_on(day, article, **given):
    days = {"date_start": date(2025, 1, day), "date_end": date(2025, 1, day), "published": date(2025, 1, day)}
    return report(article, **days, **given)


def test_claimed_on_monday_confirmed_on_wednesday_denied_on_thursday_is_one_event_with_its_history():
    monday = told_on(20, "a", **CLAIM)
    wednesday = told_on(22, "b", **CLAIM | {"claimant": "General Staff", "claimant_side": "UA"})
    denied = {"modality": "negated", "status": "denied", "claimant": "a brigade", "claimant_side": "UA"}
    thursday = told_on(23, "c", **CLAIM | denied)
    (event,) = merge([thursday, wednesday, monday])
    assert event.history == [
        "2025-01-20 claimed: Moscow (RU)",
        "2025-01-22 confirmed: General Staff (UA)",
        "2025-01-23 disputed: a brigade (UA)",
    ]
    assert (event.status, event.modality, event.date_start) == ("disputed", "occurred", date(2025, 1, 20))


def test_a_place_taken_again_weeks_later_is_another_event():
    assert len(merge([told_on(2, "a", **CLAIM), told_on(29, "b", **CLAIM)])) == 2


def test_a_denial_contradicts_no_act_nearby():
    vague = {"where": "near", "relation": "near", "type": "advance", "family": "manoeuvre"}
    assert len(merge([report("a", **vague), report("b", modality="negated", status="denied", **vague)])) == 2


def test_one_speaker_is_one_source_and_one_side_one_voice():
    governor = {"claimant": "Ivan Fedorov", "claimant_side": "UA"}
    police = {"claimant": "the police", "claimant_side": "UA"}
    (event,) = merge([report("a", **governor), report("b", **{**governor, "claimant": "Fedorov"})])
    assert (event.status, event.n_sources) == ("reported", 1)
    (event,) = merge([report("a", **governor), report("b", **police)])
    assert (event.status, event.n_sources) == ("reported", 2)
    (event,) = merge([report("a", **governor), report("b", **police), report("c")])
    assert event.status == "confirmed", "an outlet's own word beside a side's"


def test_a_status_that_never_changed_has_no_history():
    for status in ("reported", "claimed"):  # two steps of one day are one: the day ends as confirmed
        (event,) = merge([report("a", status=status), report("a2", source=f"outlet {status}")])
        assert event.history == []


@pytest.mark.parametrize(
    ("sides", "status"),
    [
        (("RU",), "claimed"),
        (("RU", "RU"), "claimed"),
        (("RU", "UA"), "confirmed"),
        (("RU", "neutral"), "confirmed"),
    ],
)
def test_what_a_sides_own_outlet_reports_is_that_sides_claim(sides, status):
    (event,) = merge([report(f"a{n}", source_side=side) for n, side in enumerate(sides)])
    assert event.status == status
    assert [quote.source_side for quote in event.quotes] == list(sides)


@pytest.mark.parametrize(
    ("toll", "events"),
    [({"killed": 2}, 1), ({"killed": 3}, 2), ({}, 2), ({"killed": 2, "weapon": "a mine"}, 2)],
    ids=["the same toll", "another toll", "no toll", "another cause"],
)
def test_a_toll_joins_the_fire_that_it_is_of(toll, events):
    fire = report("a", killed=2, weapon="artillery shells")
    merged = merge([report("b", type="casualty_report", family="rear", **toll), fire])
    assert len(merged) == events
    assert {event.type for event in merged} >= {"shelling"}


@pytest.mark.parametrize(
    ("quotes", "events"),
    [
        (("Kyiv and Moscow swapped 246 captives", "Обмін полоненими: 246 на 246"), 1),
        (("Kyiv and Moscow swapped 246 captives", "Відбувся обмін полоненими"), 1),
        (("Kyiv and Moscow swapped 246 captives", "Обмін полоненими: 103 на 103"), 2),
    ],
)
def test_exchanges_of_one_day_are_one_unless_their_numbers_differ(quotes, events):
    exchange = {"type": "prisoner_exchange", "family": "talks", **NOWHERE}
    first = report("a", quote=quotes[0], **exchange)
    second = report("b", quote=quotes[1], lang="uk", initiator="UA", **exchange)
    assert len(merge([first, second])) == events


@pytest.mark.parametrize(
    ("kind", "family", "weapons", "events"),
    [
        ("interception", "air_defence", ("15 drones", "безпілотників"), 1),
        ("interception", "air_defence", ("drones", "missiles"), 2),
        ("aircraft_loss", "air_defence", ("Su-34, bomber", "Су-34"), 1),
        ("aircraft_loss", "air_defence", ("Su-34 bomber", "Su-25"), 2),
        ("aircraft_loss", "air_defence", ("bomber", "Su-34"), 1),
    ],
)
def test_weapons_and_models_tell_acts_apart(kind, family, weapons, events):
    made = [report(f"a{n}", type=kind, family=family, weapon=weapon) for n, weapon in enumerate(weapons)]
    assert len(merge(made)) == events


def test_what_is_told_of_a_month_draws_no_days_together():
    month = report("a", date_start=date(2024, 2, 1), date_end=date(2024, 2, 29), published=date(2024, 2, 3))
    days = [report(f"b{n}", date_start=date(2024, 2, n), date_end=date(2024, 2, n)) for n in (5, 15, 25)]
    assert len(merge([month, *days])) == 4
    weekend = report("c", date_start=date(2024, 2, 17), date_end=date(2024, 2, 18))
    assert len(merge([weekend, report("d")])) == 1


UNDATED = {"date_start": None, "date_end": None, "date_basis": "none", "published": None}


def test_without_a_day_numbers_or_words_must_agree():
    assert len(merge([report("a", **UNDATED), report("b", lang="uk", **UNDATED)])) == 2
    assert len(merge([report("a", injured=3, **UNDATED), report("b", lang="uk", injured=3, **UNDATED)])) == 1
    same = {"quote": "Shells fell on Nikopol's market"} | UNDATED
    assert len(merge([report("a", **same), report("b", **same)])) == 1
    assert len(merge([report("a", **CLAIM, **UNDATED), report("b", lang="uk", **CLAIM, **UNDATED)])) == 1


@pytest.mark.parametrize(("killed", "events"), [((2829, 232), 2), ((98, 105), 1)])
def test_far_off_totals_of_an_area_are_two(killed, events):
    country = {"where": "country", "place_id": "UA", "lat": None, "lon": None, "type": "casualty_report"}
    years = {"date_start": date(2022, 2, 24), "date_end": date(2022, 5, 20)}
    told = [report(f"a{n}", killed=n, **country, **years) for n in killed]
    assert len(merge(told)) == events


def test_one_night_is_not_the_next():
    night = {"date_end": date(2024, 2, 19), "downed": 24, "type": "interception", "family": "air_defence"}
    next_night = night | {"date_start": date(2024, 2, 19), "date_end": date(2024, 2, 20)}
    assert len(merge([report("a", **night), report("b", **next_night)])) == 2


def test_what_it_was_comes_from_the_report_that_says_it():
    told = [report("a", type="explosion"), report("b", type="drone_strike", confidence=0.3)]
    assert [event.type for event in merge(told)] == ["drone_strike"]


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


def some(values):
    return st.sampled_from(values)


any_report = st.builds(
    report,
    article=some("ab"),
    type=some(["capture", "interception", "casualty_report", "shelling", "strike", "prisoner_exchange"]),
    family=some(["fires", "control", "rear"]),
    modality=some(["occurred", "negated", "planned"]),
    status=some(["claimed", "denied", "reported"]),
    initiator=some(["UA", "RU", "unknown"]),
    where=some(["settlement", "near", "none"]),
    place_id=some([None, "x"]),
    date_end=some([date(2024, 2, 18), date(2024, 2, 19)]),
    killed=some([None, 1, 2]),
    weapon=some([None, "drones", "missile"]),
)


@given(any_report, any_report)
@settings(deadline=None)
def test_comparing_is_symmetric(a, b):
    assert compare(a, b) == compare(b, a)


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
