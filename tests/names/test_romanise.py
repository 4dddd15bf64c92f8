"""Latin spellings: the official table, and what newspapers make of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.places.names.romanise import romanise_ru, romanise_uk, variants_ru, variants_uk
from geomap.text.normalise import name_key

UKRAINIAN = st.text("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя' -", min_size=1, max_size=20)
RUSSIAN = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя -", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("Алушта", "Alushta"),
        ("Борщагівка", "Borshchahivka"),
        ("Ґалаґан", "Galagan"),
        ("Єнакієве", "Yenakiieve"),
        ("Згорани", "Zghorany"),
        ("Їжакевич", "Yizhakevych"),
        ("Кадиївка", "Kadyivka"),
        ("Йосипівка", "Yosypivka"),
        ("Знам’янка", "Znamianka"),
        ("Нью-Йорк", "Niu-York"),
        ("Яготин", "Yahotyn"),
        ("КРАМАТОРСЬК", "KRAMATORSK"),
    ],
)
def test_official_spelling(name: str, official: str) -> None:
    assert romanise_uk(name) == official


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Слов'янськ", "Slov'yansk"),
        ("Ізюм", "Izyum"),
        ("Запоріжжя", "Zaporizhia"),
        ("Миколаїв", "Mykolayiv"),
        ("Великий Бурлук", "Velykiy Burluk"),
        ("Костянтинівка", "Kostyantynivka"),
        ("Мала Гуляйниця", "Mala Hulyainytsya"),
    ],
)
def test_other_spellings_of_ukrainian_names(name: str, spelling: str) -> None:
    assert name_key(spelling) in {name_key(variant) for variant in variants_uk(name)}


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Великая Новосёлка", "Velikaya Novoselka"),
        ("Часов Яр", "Chasov Yar"),
        ("Артёмовск", "Artemovsk"),
        ("Счастье", "Schastye"),
        ("Покровское", "Pokrovskoe"),
        ("Красный Лиман", "Krasniy Liman"),
        ("Енакиево", "Enakievo"),
        ("Александровка", "Alexandrovka"),
        ("Михайловка", "Mikhailovka"),
        ("Майское", "Maiskoe"),
        ("Пятихатки", "Piatikhatki"),
    ],
)
def test_other_spellings_of_russian_names(name: str, spelling: str) -> None:
    assert name_key(spelling) in {name_key(variant) for variant in variants_ru(name)}


def test_a_ukrainian_spelling_is_not_a_russian_one() -> None:
    assert "Vugledar" not in variants_uk("Вугледар")
    assert romanise_ru("Угледар") == "Ugledar"


@given(UKRAINIAN)
@settings(deadline=None)
def test_the_official_spelling_comes_first_and_no_key_twice(name: str) -> None:
    variants = variants_uk(name)
    assert variants[0] == romanise_uk(name)
    assert len({name_key(variant) for variant in variants}) == len(variants)


@given(st.one_of(UKRAINIAN, RUSSIAN))
@settings(deadline=None)
def test_spellings_are_ascii(name: str) -> None:
    assert romanise_uk(name).isascii() or set("ёъыэ") & set(name)
    assert all(variant.isascii() or set("ґєіїʼ'") & set(name) for variant in variants_ru(name))
