"""Adjectives and regions named after settlements."""

import pytest

from geomap.places.names.adjectives import (
    AdjectiveRule,
    LandRule,
    adjective_forms,
    adjective_rules,
    land_forms,
)

RULES = [(lang, rule) for lang in ("uk", "ru") for rule in adjective_rules(lang).rule]
LANDS = [(lang, rule) for lang in ("uk", "ru") for rule in adjective_rules(lang).land]


@pytest.mark.parametrize(("lang", "rule"), RULES, ids=lambda x: getattr(x, "ending", x))
def test_examples_of_a_rule(lang: str, rule: AdjectiveRule) -> None:
    for example in rule.examples:
        place, adjective = example.split(": ")
        assert adjective.capitalize() in adjective_forms(place, lang), example


@pytest.mark.parametrize(("lang", "rule"), LANDS, ids=lambda x: getattr(x, "stem", x))
def test_examples_of_a_region(lang: str, rule: LandRule) -> None:
    for example in rule.examples:
        place, land = example.split(": ")
        assert land in land_forms(place, lang), example


@pytest.mark.parametrize(
    ("name", "lang", "form"),
    [
        ("Велика Новосілка", "uk", "Великоновосілківському"),
        ("Гуляйполе", "uk", "Гуляйпільського"),
        ("Великий Бурлук", "uk", "Великобурлуцької"),
        ("Красный Лиман", "ru", "Краснолиманском"),
        ("Курск", "ru", "Курской"),
    ],
)
def test_places_of_more_than_one_stem(name: str, lang: str, form: str) -> None:
    assert form in adjective_forms(name, lang)


def test_an_adjective_is_not_the_place_itself() -> None:
    assert "Покровська" in adjective_forms("Покровськ", "uk")
    assert "Покровськ" not in adjective_forms("Покровськ", "uk")
