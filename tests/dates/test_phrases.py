"""Patterns of the rule files: what they expand to, and which mistakes are told."""

from __future__ import annotations

import pytest

from geomap.errors import SettingsError
from geomap.text import analyse
from geomap.text.phrases import PhraseTable, Slot, expand


def test_brackets_expand_to_every_sequence() -> None:
    assert expand("(at|by) [the] {date}") == [
        ("at", "the", "{date}"),
        ("at", "{date}"),
        ("by", "the", "{date}"),
        ("by", "{date}"),
    ]


def test_words_are_split_as_in_the_text() -> None:
    assert expand("24-hour п’ять") == [("24", "-", "hour", "п'ять")]


def test_longest_phrase_wins() -> None:
    table = PhraseTable([("last", 1), ("last night", 2), ("last night of", 3)])
    hit = table.longest(analyse("Last night we slept", "en"), 0, 4)
    assert hit is not None
    assert (hit.stop, hit.payload) == (2, 2)


def test_slot_hands_on_its_value() -> None:
    slot = Slot(lambda document, at, _stop: (at + 1, len(document.words[at])), frozenset(("apples", "pears")))
    table = PhraseTable([("two {fruit} ago", "ago")], {"fruit": slot})
    hit = table.longest(analyse("two pears ago", "en"), 0, 3)
    assert hit is not None
    assert hit.values == (5,)
    assert table.longest(analyse("two stones ago", "en"), 0, 3) is None


@pytest.mark.parametrize("pattern", ["(a|b", "a]", "[a)", "{nothing} ago", "", "[a]"])
def test_mistakes_in_a_pattern_are_told(pattern: str) -> None:
    with pytest.raises(SettingsError, match=r"mend|one of|unbalanced"):
        PhraseTable([(pattern, 1)])


def test_phrase_of_two_rules_is_told() -> None:
    with pytest.raises(SettingsError, match="two rules"):
        PhraseTable([("last night", 1), ("last (night|week)", 2)])
