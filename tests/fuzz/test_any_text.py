"""No text, however odd, makes the coder fail, and every span it gives points into the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.coding import code_article
from geomap.models import Article
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
LANGUAGES = ("en", "uk", "ru")
WORDS = st.sampled_from(
    """Russian forces shelled Nikopol killing two people on 5 May and near of the Ukrainian troops said
    that no 12 , . « » " ( ) - – ' ’s Nikopol's ; : overnight Російські війська обстріляли Нікополь загинули
    двоє людей у травня поблизу не та і ворог атакував Российские погибли Никополь под в мая 434,000 1.15
    18:00 24.02.2022 31.02.2022 99 of 00""".split()
)


def code(text, lang):
    coding = code_article(Article(id="x", text=text, lang=lang, published="2024-05-06"), GAZETTEER)
    for report in coding.reports:
        assert text[report.start : report.end] == report.quote
    return coding


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=400))
def test_any_characters(lang, text):
    code(text, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(deadline=None, max_examples=100)
@given(words=st.lists(WORDS, max_size=60))
def test_any_order_of_telling_words(lang, words):
    code(" ".join(words), lang)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\x00", "\ud800 Nikopol", "'s", "«", "-", "5", "\u0301", "\U0001f4a5" * 50, "1" * 5000],
    ids=ascii,
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_of_nothing(lang, text):
    code(text, lang)
