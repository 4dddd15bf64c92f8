"""Articles in several languages: each paragraph is read in its own, offsets are those of the whole."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.coding import code_article
from geomap.models import Article, Lang
from geomap.places import load_gazetteer
from geomap.text import by_language

ENGLISH = "Russian troops shelled Nikopol on Monday, the governor of the oblast said."
UKRAINIAN = "Уночі російські війська обстріляли Марганець з артилерії, одна людина загинула."
RUSSIAN = "Украинские беспилотники атаковали нефтебазу в Брянске, объявили местные власти."


def test_each_paragraph_is_read_in_its_own_language() -> None:
    text = "\n\n".join((ENGLISH, UKRAINIAN, RUSSIAN))
    reports = code_article(Article(id="1", text=text), load_gazetteer()).reports
    assert [(r.lang, r.place, r.quote) for r in reports] == [
        ("en", "Nikopol", ENGLISH),
        ("uk", "Marhanets", UKRAINIAN),
        ("ru", "Bryansk", RUSSIAN),
    ]
    assert [text[r.place_start : r.place_end] for r in reports] == ["Nikopol", "Марганець", "Брянске"]


def test_a_russian_quote_in_a_ukrainian_article_is_russian() -> None:
    parts = by_language(f"{UKRAINIAN}\n«{RUSSIAN}»\n{UKRAINIAN}", "uk")
    assert parts["ru"].strip() == f"«{RUSSIAN}»"
    assert RUSSIAN not in parts["uk"]


def test_a_name_or_a_line_in_another_script_changes_nothing() -> None:
    text = f"{UKRAINIAN}\nФото: DeepState, Reuters\nShahed-136"
    assert by_language(text, "uk") == {"uk": text}


def test_a_headline_told_in_two_languages_is_one_report() -> None:
    headline = "Российские войска обстреляли Никополь из артиллерии, объявили местные власти."
    text = f"{headline}\nРосійські війська обстріляли Нікополь з артилерії, повідомила місцева влада."
    assert len(code_article(Article(id="1", text=text), load_gazetteer()).reports) == 1


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([ENGLISH, UKRAINIAN, RUSSIAN, "", "Фото"]), max_size=6))
def test_nothing_moves_and_nothing_is_read_twice(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    main: Lang = "uk"
    parts = by_language(text, main)
    assert {len(part) for part in parts.values()} == {len(text)}
    for at, letter in enumerate(text):
        readers = [part for part in parts.values() if part[at] == letter and not letter.isspace()]
        assert len(readers) == (not letter.isspace())
