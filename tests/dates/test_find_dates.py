"""Finding: spans point into the text, and what is no date stays none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.dates import find_dates
from geomap.lang import LANGUAGES
from geomap.text import analyse

PIECES = st.sampled_from(
    (
        "on January 20 - 21 2025 , . the night of overnight in May may March Tuesday last two weeks "
        "ago since 18:00 15.07.2022 08.09.22 у ніч на 21 січня вівторок минулої доби в ночь на "
        "января сутки за 4 по 10 из as (Reuters) — \n"
    ).split(" ")
)


def found(text: str, lang: str = "en") -> list[str]:
    return [
        expression.surface for expression in find_dates(analyse(text, lang)) if expression.kind != "stamp"
    ]


@given(words=st.lists(PIECES, max_size=30), lang=st.sampled_from(LANGUAGES))
@settings(deadline=None, max_examples=200)
def test_expressions_are_ordered_apart_and_quote_the_text(words: list[str], lang: str) -> None:
    document = analyse(" ".join(words), lang)
    last = 0
    for expression in find_dates(document):
        assert last <= expression.first < expression.stop <= len(document.words)
        assert expression.surface == document.span_text(expression.first, expression.stop)
        assert expression.surface in document.text
        sentence = document.sentences[expression.sentence]
        assert sentence.first <= expression.first < expression.stop <= sentence.stop
        last = expression.stop


@given(text=st.text(max_size=200), lang=st.sampled_from(LANGUAGES))
@settings(deadline=None, max_examples=200)
def test_any_text_is_read(text: str, lang: str) -> None:
    find_dates(analyse(text, lang))


@pytest.mark.parametrize(
    "text",
    [
        "They may hold 20 positions and march on.",
        "A delay of 10-15 years was proposed.",
        "57 of 131 drones were lost.",
        "The 72nd Brigade holds 434,000 sandbags.",
        "He reads Russia Today every Monday.",
        "The Su-24 and the D-30 were lost at height 233.4.",
    ],
)
def test_bare_numbers_and_lookalikes_are_no_dates(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "08.09.22 10:14 - Two villages were shelled.",
        "Shelling of the harbour (01.11.22 20:58) goes on.",
        "January 21, 2025",
        "date 2025-01-21 Two villages were shelled.",
        "Published: January 21, 2025, updated an hour later",
        "KYIV, Jan 20 (Newswire) - Two villages were shelled.",
    ],
)
def test_stamp_repeats_publication_and_dates_no_event(text: str) -> None:
    assert [expression.kind for expression in find_dates(analyse(text, "en"))] == ["stamp"]


def test_as_of_with_a_clock_is_no_stamp() -> None:
    assert found("As of 18:00 on 15.07.2022 the road was cut.") == ["As of 18:00 on 15.07.2022"]


def test_longest_reading_wins() -> None:
    assert found("On Monday, January 20, it fell overnight.") == ["On Monday, January 20", "overnight"]


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "1-", "January ", "on ", "since the ", "20.01.", "last ", "night of "]
)
def test_long_runs_take_time_in_proportion(unit: str) -> None:
    def seconds(times: int) -> float:
        document = analyse(unit * times, "en")
        begin = time.process_time()
        find_dates(document)
        return time.process_time() - begin

    assert seconds(40_000) < 20 * max(seconds(10_000), 0.01)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The ministry said on Monday that the post fell overnight.", "en"),
        ("Міністерство повідомило: голова заявив у понеділок, що вночі пост упав.", "uk"),
        ("Министр сообщил в понедельник, что ночью пост взяли.", "ru"),
    ],
)
def test_date_of_the_telling_is_told_from_the_date_of_the_act(text: str, lang: str) -> None:
    assert [expression.reporting for expression in find_dates(analyse(text, lang))] == [True, False]
