"""Every example and counter-example of every trigger and cue, English; ids and types in each language."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from geomap.events.lexicon.rules import CueRule, TriggerRule, actor_rules, context_rules, event_rules, frames
from geomap.lang import LANGUAGES
from geomap.models import Lang, Report
from geomap.ontology import ontology
from tests.events.coding import REAL, reports

TRIGGERS = [("en", rule) for rule in event_rules("en").trigger]  # uk and ru: test_uk.py, test_ru.py
CUES = [("en", rule) for rule in context_rules("en").cue]


def name(value: object) -> str:
    return value.id if isinstance(value, TriggerRule | CueRule) else str(value)


def uses(report: Report, rule: str) -> bool:
    return any(reason.rule.removeprefix("told-again:") == rule for reason in report.reasons)


@pytest.mark.parametrize(("lang", "rule"), TRIGGERS, ids=name)
def test_trigger_examples(lang: Lang, rule: TriggerRule) -> None:
    for text in rule.examples:
        found = reports(text, lang)
        assert any(r.type == rule.type or uses(r, rule.id) for r in found), (text, found)
    for text in rule.counter_examples:
        assert not any(uses(r, rule.id) and r.modality in REAL for r in reports(text, lang)), text


@pytest.mark.parametrize(("lang", "rule"), CUES, ids=name)
def test_cue_examples(lang: Lang, rule: CueRule) -> None:
    for text in rule.examples:
        found = reports(text, lang)
        assert rule.drop != any(uses(r, f"cue:{rule.id}") for r in found), (text, found)
    for text in rule.counter_examples:
        assert not any(uses(r, f"cue:{rule.id}") for r in reports(text, lang)), text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rule_ids_are_told_once_a_file(lang: Lang) -> None:
    files: list[tuple[BaseModel, ...]] = [
        event_rules(lang).trigger,
        context_rules(lang).cue,
        actor_rules(lang).actor,
    ]
    for rules in files:
        ids = [rule.id for rule in rules]  # type: ignore[attr-defined]
        assert len(ids) == len(set(ids)), ids


def test_every_type_has_a_frame_and_every_trigger_a_type() -> None:
    types = set(ontology().types)
    assert set(frames()) == types
    assert {rule.type for _, rule in TRIGGERS} <= types


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_tells_every_type(lang: Lang) -> None:
    told = {rule.type for rule in event_rules(lang).trigger}
    missing = set(ontology().types) - told - {"recapture"}  # named by who acts, not by a verb
    assert not missing
