"""Captions of pictures and films; the same words in running news tell nothing."""

from __future__ import annotations

import pytest

from geomap.events.lexicon.rules import TriggerRule, caption_rules
from geomap.lang import LANGUAGES
from geomap.models import Lang
from geomap.ontology import ontology
from tests.events.coding import reports, told

RULES = [(lang, rule) for lang in LANGUAGES for rule in caption_rules(lang).trigger]


@pytest.mark.parametrize(("lang", "rule"), RULES, ids=lambda value: getattr(value, "id", value))
def test_caption_examples(lang: Lang, rule: TriggerRule) -> None:
    for text in rule.examples:
        assert any(r.type == rule.type for r in reports(text, lang)), (text, told(text, lang))
    for text in rule.counter_examples:
        assert not any(reason.rule == rule.id for r in reports(text, lang) for reason in r.reasons), text


def test_caption_rules_have_known_types_and_ids_of_their_own() -> None:
    assert {rule.type for _, rule in RULES} <= set(ontology().types)
    assert len({(lang, rule.id) for lang, rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Damaged school in Kramatorsk", [("strike", "Kramatorsk")]),
        ("Kramatorsk police station damaged", [("strike", "Kramatorsk")]),
        ("Damage to Orikhiv police station, Zaporizhzhia", [("strike", "Orikhiv")]),
        ("School no. 8 was destroyed in Druzhkivka", [("strike", "Druzhkivka")]),
        ("Children's library in Kramatorsk burnt out", [("strike", "Kramatorsk")]),
        ("Second video of a reported strike in Kramatorsk", [("strike", "Kramatorsk")]),
        ("Russian vehicles in Melitopol", [("deployment", "Melitopol")]),
        ("Civilian casualties in Donetsk", [("casualty_report", "Donetsk")]),
        ("Rally in Kherson", []),
        ("Drone footage of Mariupol", []),
    ],
)
def test_captions(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_a_text_that_quotes_somebody_is_no_caption() -> None:
    assert told("Russian vehicles in Melitopol need repair, the mayor said.") == []
    assert told("Mayor reported Russian vehicles in Melitopol.") == []


def test_a_long_text_is_no_caption() -> None:
    text = (
        "Russian vehicles in Melitopol are repaired by local workers. "
        + "They work long days and earn little. " * 8
    )
    assert told(text) == []


def test_ordinary_rules_come_first() -> None:
    report = reports("Russian troops shelled a damaged school in Kramatorsk.")[0]
    assert not any(reason.rule.startswith("caption.") for reason in report.reasons)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Разбитая многоэтажка в Краматорске", "ru", [("strike", "Kramatorsk")]),
        ("Российские военные в Энергодаре", "ru", [("deployment", "Enerhodar")]),
        ("Российские военные в Энергодаре ремонтируют насосы.", "ru", []),
        ("Митинг в Херсоне", "ru", []),
        ("Розбита ворожа техніка на околиці Тростянця", "uk", [("strike", "Trostianets")]),
        ("Український прапор над Ізюмом", "uk", [("control_statement", "Izium")]),
        ("Мітинг у Херсоні", "uk", []),
    ],
)
def test_captions_in_ukrainian_and_russian(text: str, lang: Lang, expected: list[tuple[str, str]]) -> None:
    assert told(text, lang) == expected
