"""A raid's tally told by place: each number goes to its places, and no sum stands beside a whole split."""

from __future__ import annotations

import pytest

from tests.events.coding import reports

SPLITS = [
    (
        "ru",
        "Ночью уничтожены 30 беспилотников: по 10 — над Брянской и Курской областями, ещё 10 — над Тульской.",
        {"Bryansk Oblast": 10, "Kursk Oblast": 10, "Tula Oblast": 10},
    ),
    (
        "ru",
        "Над Орловской областью сбиты девять дронов, над Рязанской — четыре, ещё один — над Липецкой.",
        {"Oryol Oblast": 9, "Ryazan Oblast": 4, "Lipetsk Oblast": 1},
    ),
    (
        "uk",
        "Над Сумщиною збито шість безпілотників, над Полтавщиною — три.",
        {"Sumy Oblast": 6, "Poltava Oblast": 3},
    ),
    (
        "ru",
        "ПВО сбила 50 беспилотников, из них 20 над Брянской областью, 10 — над Калужской.",
        {"Bryansk Oblast": 20, "Kaluga Oblast": 10, "Russia": 50},
    ),
    (
        "ru",
        "ПВО сбила 40 беспилотников. Больше всего дронов, 25, уничтожили над Белгородской областью.",
        {"Belgorod Oblast": 25, "Russia": 40},
    ),
]


@pytest.mark.parametrize(("lang", "text", "downed"), SPLITS)
def test_each_place_has_its_number(lang: str, text: str, downed: dict[str, int]) -> None:
    found = reports(text, lang)  # type: ignore[arg-type]
    assert {r.place: r.downed for r in found} == downed
    assert {r.type for r in found} == {"interception"}


def test_a_list_that_no_number_splits_keeps_its_sum_apart() -> None:
    found = reports("Над Брянской и Курской областями сбиты 12 беспилотников.", "ru")
    assert {(r.place, r.downed) for r in found} == {
        ("Bryansk Oblast", None),
        ("Kursk Oblast", None),
        ("Russia", 12),
    }


def test_what_hurt_nobody_is_no_strike_beside_the_raid() -> None:
    found = reports(
        "Над Калужской областью сбиты два дрона. "
        "По словам губернатора Калужской области, в результате налёта пострадавших нет.",
        "ru",
    )
    assert [(r.type, r.downed, r.injured) for r in found] == [("interception", 2, 0)]


def test_rows_without_a_verb_belong_to_the_sum_before() -> None:
    found = reports(
        "За ночь над тремя российскими регионами сбили 12 дронов ВСУ. "
        "Из них шесть - над Курской областью, по три - над Орловской и Тульской.",
        "ru",
    )
    assert {(r.place, r.downed, r.initiator) for r in found} == {
        ("Kursk Oblast", 6, "RU"),
        ("Oryol Oblast", 3, "RU"),
        ("Tula Oblast", 3, "RU"),
    }
    assert len({r.date_start for r in found}) == 1
