"""Counting: numbers, what they count, and what they must not be."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.lang import LANGUAGES
from geomap.quantities import Quantity, find_quantities
from geomap.text import analyse

PIECES = st.sampled_from(
    (
        "killed 4 people and injured three , . of 31 Shaheds shot down at least a man no casualties "
        "two dozen million 3-5 all the drones with including двоє загинули поранено дронів збито из "
        "человек погибли уничтожены пострадавших нет — (17)\n"
    ).split(" ")
)


def quantities(text: str, lang: str = "en") -> list[Quantity]:
    return find_quantities(analyse(text, lang))


def one(text: str, lang: str = "en") -> Quantity:
    found = quantities(text, lang)
    assert len(found) == 1, [q.surface for q in found]
    return found[0]


@given(words=st.lists(PIECES, max_size=30), lang=st.sampled_from(LANGUAGES))
@settings(deadline=None, max_examples=200)
def test_quantities_quote_the_text_and_bounds_hold(words: list[str], lang: str) -> None:
    document = analyse(" ".join(words), lang)
    for quantity in find_quantities(document):
        sentence = document.sentences[quantity.sentence]
        assert sentence.first <= quantity.first < quantity.stop <= sentence.stop
        assert quantity.surface == document.span_text(quantity.first, quantity.stop)
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        if quantity.value is not None and quantity.low is not None:
            assert quantity.low <= quantity.value


@given(text=st.text(max_size=200), lang=st.sampled_from(LANGUAGES))
@settings(deadline=None, max_examples=200)
def test_any_text_is_read(text: str, lang: str) -> None:
    quantities(text, lang)


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("Nine people were killed.", (9, 9, 9)),
        ("At least 3 people were killed.", (3, 3, None)),
        ("Up to 30 people were killed.", (30, None, 30)),
        ("Some 150 people were killed.", (150, None, None)),
        ("3-5 people were killed.", (None, 3, 5)),
        ("Between 40 and 50 people were killed.", (None, 40, 50)),
        ("Dozens of people were killed.", (None, 24, None)),
        ("Two dozen people were killed.", (24, 24, 24)),
        ("Twenty-five people were killed.", (25, 25, 25)),
        ("1,200 people were killed.", (1200, 1200, 1200)),
        ("Almost a million people were killed.", (1000000, None, 1000000)),
        ("1.2 million people were killed.", (1200000, 1200000, 1200000)),
    ],
)
def test_number_and_its_bounds(words: str, bounds: tuple[int | None, int | None, int | None]) -> None:
    quantity = one(words)
    assert (quantity.value, quantity.low, quantity.high, quantity.role) == (*bounds, "killed")


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("Загинули двадцять п'ять людей.", "uk", 25),
        ("Загинули понад 10 000 людей.", "uk", 10000),
        ("Погибли сто двадцать три человека.", "ru", 123),
        ("Погибли 1,2 тыс. человек в городе.", "ru", 1200),
        ("Ранены трое жителей.", "ru", 3),
    ],
)
def test_cyrillic_numbers(text: str, lang: str, value: int) -> None:
    assert one(text, lang).value == value


@pytest.mark.parametrize(
    "text",
    [
        "The 43-year-old was seen near the Mi-8.",
        "The 72nd Brigade holds the S-300 site.",
        "It fell on January 20.",
        "At 18:00 it rained in 2024.",
        "Prices rose by 4 percent.",
    ],
)
def test_ages_models_units_and_dates_are_no_counts(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "what", "kind"),
    [
        ("Nine civilians were killed.", "civilians", "person"),
        ("Nine enemy soldiers were killed.", "soldiers", "person"),
        ("Nine Shahed drones were shot down.", "drones", "munition"),
        ("Nine cruise missiles were shot down.", "missiles", "munition"),
        ("Two Ka-52 helicopters were shot down.", "helicopters", "craft"),
        ("Nine attacks were repelled.", "attacks", "act"),
        ("They went 2 km north.", "km", "measure"),
    ],
)
def test_what_is_counted(text: str, what: str, kind: str) -> None:
    assert (one(text).what, one(text).kind) == (what, kind)


def test_weapon_is_named_without_its_side() -> None:
    assert one("Russia launched 36 Iranian-made Shahed-136/131 drones.").weapon == "Shahed-136/131 drones"


def test_part_of_a_count_is_marked() -> None:
    parts = [
        (q.value, q.what, q.part) for q in quantities("Five people, including two children, were killed.")
    ]
    assert parts == [(5, "people", False), (2, "children", True)]


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "1-", "one ", "a ", "killed 1 ", "1 killed ", "all the ", "a man and "]
)
def test_long_runs_take_time_in_proportion(unit: str) -> None:
    def seconds(times: int) -> float:
        document = analyse(unit * times, "en")
        begin = time.process_time()
        find_quantities(document)
        return time.process_time() - begin

    assert seconds(20_000) < 20 * max(seconds(5_000), 0.01)


def test_bare_number_counts_what_was_counted_before() -> None:
    told = [(q.value, q.what, q.role) for q in quantities("Of the 131 drones, 72 were shot down.")]
    assert told == [(131, "drones", "launched"), (72, "drones", "downed")]


ONES = {
    "Rescuers recovered the man's body.": [("the man's body", 1, "killed")],
    "General Ivan Sirko was assassinated on Monday.": [("General", 1, "killed")],
    "A soldier fired at a driver, killing him on the spot.": [("him", 1, "killed")],
    "Shells killed three, the mayor Ivan Sirko said.": [("three", 3, "killed")],
    "A woman of 58 suffered a leg wound.": [("A woman", 1, "injured")],
    "Two boys aged 14 and 16 were hurt.": [("Two boys", 2, "injured")],
    "A couple aged 61 and 63 were hurt.": [("couple", 2, "injured")],
    "They downed two Orlan-10 drones and Kh-59 missile.": [
        ("two Orlan-10 drones", 2, "downed"),
        ("Kh-59", 1, "downed"),
    ],
    "Two fighters launched cruise missiles.": [],
    "They destroyed 40 anti-aircraft guns.": [],
}


@pytest.mark.parametrize(("text", "expected"), ONES.items())
def test_one_without_a_number_and_ages(text: str, expected: list[tuple[str, int, str]]) -> None:
    found = find_quantities(analyse(text, "en"))
    assert [(q.surface, q.value, q.role) for q in found if q.role] == expected, text


def test_each_part_of_a_list_has_its_whole() -> None:
    found = find_quantities(analyse("They shot down 5 of 8 missiles and 32 out of 36 drones.", "en"))
    told = [(q.value, q.what, q.role) for q in found]
    assert told == [
        (5, "missiles", "downed"),
        (8, "missiles", "launched"),
        (32, "drones", "downed"),
        (36, "drones", "launched"),
    ]
