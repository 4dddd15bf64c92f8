"""Russian names by rule: every ending rule keeps its examples, and the front's towns read as they should."""

import pytest

from geomap.places.names.russian import RussianEnding, russian_rules, russian_variants, to_russian

ENDINGS = [pytest.param(rule, id=f"{rule.after}{rule.uk}-{rule.agreeing}") for rule in russian_rules().ending]


@pytest.mark.parametrize("rule", ENDINGS)
def test_examples_of_an_ending(rule: RussianEnding) -> None:
    for example in rule.examples:
        ukrainian, russian = example.split(": ")
        assert to_russian(ukrainian) == russian


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Велика Новосілка", "Великая Новосёлка"),
        ("Андріївка", "Андреевка"),
        ("Костянтинівка", "Константиновка"),
        ("Покровське", "Покровское"),
        ("Слов’янськ", "Славянск"),
        ("Часів Яр", "Часов Яр"),
        ("Мар'їнка", "Марьинка"),
        ("Нью-Йорк", "Нью-Йорк"),
        ("Кам'янка-Дніпровська", "Каменка-Днепровская"),
    ],
)
def test_towns(ukrainian: str, russian: str) -> None:
    assert to_russian(ukrainian) == russian


def test_no_ukrainian_letter_is_left() -> None:
    assert not set("іїєґ'") & set(to_russian("Ґ'єїівка-Їжаківське Є"))


def test_variants_begin_with_the_likeliest() -> None:
    assert russian_variants("Чубарівка")[0] == to_russian("Чубарівка")
    assert len(russian_variants("Заломівка")) > 1
