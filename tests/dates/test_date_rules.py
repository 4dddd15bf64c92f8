"""Every example and counter-example of every date rule."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.dates import When, anchor, find_dates
from geomap.dates.rules import DateRules, Phrase
from geomap.lang import LANGUAGES, load_rules
from geomap.text import analyse

TUESDAY = date(2025, 1, 21)
RULES = [(lang, phrase) for lang in LANGUAGES for phrase in load_rules(lang, "dates.toml", DateRules).phrase]


def days(when: When) -> str:
    if when.date_start is None:
        return ""
    one = when.date_start == when.date_end
    return str(when.date_start) if one else f"{when.date_start}/{when.date_end}"


@pytest.mark.parametrize(("lang", "phrase"), RULES, ids=[f"{lang}-{phrase.id}" for lang, phrase in RULES])
def test_rule_reads_its_examples_and_leaves_its_counter_examples(lang: str, phrase: Phrase) -> None:
    for text, wanted in phrase.examples.items():
        found = [f for f in find_dates(analyse(text, lang)) if f.rule == phrase.id]
        assert [days(anchor(f, TUESDAY)) for f in found] == [wanted], text
    for text in phrase.counter_examples:
        assert [f.surface for f in find_dates(analyse(text, lang)) if f.rule == phrase.id] == [], text


def test_every_rule_that_finds_something_shows_it() -> None:
    assert [phrase.id for _, phrase in RULES if phrase.kind != "ignored" and not phrase.examples] == []
