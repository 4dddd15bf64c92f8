"""Names in their cases; the words of a name agree with each other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.places.names.inflect import CaseLang, case_forms, paradigms
from geomap.places.names.russian import to_russian

LETTERS = st.text("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'ёыэ -", min_size=1, max_size=24)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Велика Новосілка", "у Великій Новосілці / з Великої Новосілки / під Великою Новосілкою"),
        ("Часів Яр", "з Часового Яру / у Часовому Яру / під Часовим Яром"),
        ("Покровськ", "під Покровськом / у Покровську / з Покровська"),
        ("Куп'янськ", "Куп'янська / Куп'янську"),
        ("Кривий Ріг", "Кривого Рогу / у Кривому Розі"),
        ("Київ", "Києва / у Києві / Києвом"),
        ("Суми", "Сум / у Сумах"),
        ("Бровари", "Броварів / у Броварах"),
        ("Гуляйполе", "Гуляйполя / у Гуляйполі"),
        ("Запоріжжя", "із Запоріжжям / у Запоріжжі"),
        ("Курахове", "Курахового / у Кураховому / у Курахові"),
        ("Кам'янка-Дніпровська", "у Кам'янці-Дніпровській"),
        ("Станиця Луганська", "зі Станиці Луганської"),
        ("Донецька область", "у Донецькій області"),
        ("Перше Травня", "з Першого Травня"),
    ],
)
def test_ukrainian(name: str, forms: str) -> None:
    made = case_forms(name, "uk")
    assert [form for form in forms.split(" / ") if not form.endswith(tuple(made))] == []


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Великая Новосёлка", "в Великой Новосёлке / Великую Новосёлку"),
        ("Угледар", "под Угледаром / в Угледаре"),
        ("Казань", "в Казани / под Казанью"),
        ("Суджа", "в Судже / из Суджи / под Суджей"),
        ("Часов Яр", "из Часова Яра / в Часовом Яре"),
        ("Курахово", "под Курахово / из Курахова"),
        ("Ростов-на-Дону", "в Ростове-на-Дону"),
        ("Орёл", "в Орле"),
        ("Покровское", "в Покровском"),
        ("Курская область", "в Курской области"),
    ],
)
def test_russian(name: str, forms: str) -> None:
    made = case_forms(name, "ru")
    assert [form for form in forms.split(" / ") if not form.endswith(tuple(made))] == []


@pytest.mark.parametrize(
    ("name", "lang", "wrong"),
    [
        ("Велика Новосілка", "uk", "Великої Новосілці"),
        ("Часів Яр", "uk", "Часів Яру"),
        ("Шевченко", "ru", "Шевченке"),
        ("Ростов-на-Дону", "ru", "Ростов-на-Доне"),
        ("Покровське", "uk", "Покровська"),
    ],
)
def test_words_that_do_not_agree_are_not_made(name: str, lang: CaseLang, wrong: str) -> None:
    assert wrong not in case_forms(name, lang)


@given(LETTERS, st.sampled_from(["uk", "ru"]))
@settings(deadline=None)
def test_any_name_keeps_its_nominative(name: str, lang: CaseLang) -> None:
    plain = name.strip()
    if plain:
        assert plain in case_forms(plain, lang)
        assert all(len(paradigm) == 6 for paradigm in paradigms(plain, lang))


@given(st.text("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя' -", max_size=24))
@settings(deadline=None)
def test_russian_names_have_no_ukrainian_letter(name: str) -> None:
    assert not set("іїєґ") & set(to_russian(name))
