"""The phrase language of the rules."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from geomap.errors import SettingsError
from geomap.events.lexicon.lexicon import Lexicon
from geomap.text import analyse


class Rule(NamedTuple):
    id: str


def found(phrase: str, text: str, lang: str = "en") -> list[str]:
    lexicon = Lexicon()
    lexicon.add(phrase, "trigger", Rule("r"), {"take": "take takes took"})
    document = analyse(text, lang)
    return [document.span_text(h.first, h.stop) for h in lexicon.scan(document.norms, 0, len(document.norms))]


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("took control of", "They took control of the town.", ["took control of"]),
        ("struck|hit", "It hit one and struck two.", ["hit", "struck"]),
        ("<take> over", "It takes over.", ["takes over"]),
        ("full? control", "full control, control", ["full control", "control"]),
        ("repelled ~2 attack", "repelled the last attack", ["repelled the last attack"]),
        ("repelled ~1 attack", "repelled the last attack", []),
        ("repelled ~3 attack", "repelled it, the attack", []),
        ("air-raid", "an Air-Raid siren", ["Air-Raid"]),
        ("freed|de-occupied from", "de-occupied from", ["de-occupied from"]),
        ("russia's army", "Russia’s army", ["Russia’s army"]),
    ],
)
def test_phrases(phrase: str, text: str, hits: list[str]) -> None:
    assert found(phrase, text) == hits


def test_prefixes_carry_inflected_languages() -> None:
    assert found("захопи*", "Ворог захопив село, захопили й друге", "uk") == ["захопив", "захопили"]


def test_the_longest_phrase_wins_and_hits_do_not_overlap() -> None:
    lexicon = Lexicon()
    lexicon.add("shot", "trigger", Rule("short"), {})
    lexicon.add("shot down", "trigger", Rule("long"), {})
    norms = ["he", "shot", "down", "a", "drone"]
    found = [(h.kind, h.rule.id, h.first, h.stop) for h in lexicon.scan(norms, 0, 5)]
    assert found == [("trigger", "long", 1, 3), ("shadow", "short", 1, 2)]


def test_cues_stand_beside_each_other() -> None:
    lexicon = Lexicon()
    lexicon.add("must", "cue", Rule("modal"), {})
    lexicon.add("must be", "cue", Rule("planned"), {})
    assert {h.rule.id for h in lexicon.scan(["it", "must", "be", "taken"], 0, 4)} == {"modal", "planned"}


@pytest.mark.parametrize("phrase", ["~2 attack", "<unknown> control", "took ~12 control", "took ~2", ""])
def test_a_wrong_phrase_says_so(phrase: str) -> None:
    with pytest.raises(SettingsError):
        Lexicon().add(phrase, "trigger", Rule("r"), {})
