"""Who fires at a place tells who holds it, and so which of its namesakes is meant."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.places import load_gazetteer
from geomap.places.mentions.rules import names
from geomap.places.mentions.sides import holder
from geomap.text import analyse
from tests.places.conftest import Reader


@pytest.mark.parametrize(
    ("lang", "text", "held"),
    [
        ("en", "Russian forces shelled X", "UA"),
        ("en", "Ukrainian forces shelled DPR positions in X", "RU"),
        ("en", "Ukrainian artillery was hit by Russian drones near X", "UA"),
        ("en", "A Russian column was destroyed near X", "RU"),
        ("en", "Ukrainian troops repelled Russian attacks near X", "UA"),
        ("en", "The AFU repelled attacks near X", "UA"),
        ("en", "Russian troops repelled Ukrainian assaults at X", "RU"),
        ("en", "Russian attacks were repelled near X", "UA"),
        ("uk", "Сили оборони ЗСУ відбили атаки поблизу X", "UA"),
        ("ru", "ВСУ отразили атаки в районе X", "UA"),
        ("en", "A drone hit the Russian positions X", "RU"),
        ("en", "Residents left X", ""),
        ("en", "The Russians fired at the cars of people who left through X", ""),
        ("uk", "Росіяни обстріляли людей, які виїздили через X", ""),
        ("en", "A Russian official visited X", ""),
        ("uk", "Окупанти обстріляли X", "UA"),
        ("uk", "ЗСУ вдарили по X", "RU"),
        ("ru", "ВСУ обстреляли X", "RU"),
        ("ru", "Российские войска нанесли удар по X", "UA"),
    ],
)
def test_holder(lang: str, text: str, held: str) -> None:
    norms = analyse(text, lang).norms
    assert holder(norms, 0, len(norms) - 1, names(lang)) == held


def test_the_namesake_on_the_side_fired_at(read: Reader) -> None:
    text = "Ukrainian forces shelled DPR troops in Panteleimonivka, Donetsk."
    place = read(text, published=date(2023, 3, 15))[-2].place
    assert load_gazetteer().place(place).admin2 == "Horlivka Raion"


def test_who_repels_an_attack_holds_the_place(read: Reader) -> None:
    text = "The AFU repelled attacks near Opytne, Donetsk."
    place = read(text, published=date(2023, 10, 10))[-2].place
    assert load_gazetteer().place(place).admin3 == "Avdiivka hromada"


def test_what_russia_takes_does_not_lie_deep_in_its_own_ground(read: Reader) -> None:
    text = "Russian forces captured Stepove, Donetsk Oblast."
    place = read(text, published=date(2023, 12, 1))[-2].place
    assert load_gazetteer().place(place).admin3 == "Ocheretyne hromada"


def test_what_was_taken_may_lie_some_way_behind_the_line_of_its_day(read: Reader) -> None:
    text = "Российские войска взяли под контроль Катериновку и Горняк в ДНР."
    mention = next(
        m for m in read(text, lang="ru", published=date(2024, 10, 29)) if m.surface == "Катериновку"
    )
    assert load_gazetteer().place(mention.candidates[0].place).admin3 == "Marinka hromada"
