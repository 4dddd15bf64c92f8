"""The cost of a text grows with its length: four times the text never costs sixteen times the work."""

import time

import pytest

from geomap.coding import code_article
from geomap.models import Article
from geomap.places import load_gazetteer

pytestmark = pytest.mark.slow

AT_MOST = 12.0  # linear is 4 and quadratic 16; the rest is for a busy machine
CHEAP_S = 0.02  # below this the clock tells nothing
SENTENCE = {
    "en": "Russian forces shelled Nikopol and struck Kherson with drones on 5 May, killing two people. ",
    "uk": "Російські війська обстріляли Нікополь 5 травня, загинули двоє людей. Дрон влучив у Херсон. ",
    "ru": "Российские войска обстреляли Никополь 5 мая, погибли два человека. Дрон попал в Херсон. ",
}
NAMES = {"en": "Nikopol, Kherson, ", "uk": "Нікополь, Херсон, ", "ru": "Никополь, Херсон, "}
LETTER = {"en": "a", "uk": "а", "ru": "ы"}
SHAPES = {
    "sentences": (SENTENCE, 100),
    "digits": ("7", 25_000),
    "numbers": ("12 ", 2000),
    "separators": ("1,", 10_000),
    "a word": (LETTER, 50_000),
    "apostrophes in a word": ({lang: letter + "'" for lang, letter in LETTER.items()}, 10_000),
    "stress marks": ({lang: letter + "\u0301" for lang, letter in LETTER.items()}, 10_000),
    "lines": ({lang: names[:7] + "\n" for lang, names in NAMES.items()}, 1000),
    "line breaks": ("\n", 100_000),
    **{f"marks {mark}": (mark, 10_000) for mark in "()\"«»“-–.,;:/!…'[•№"},
}
# sentences without an end
ENDLESS = {
    "names in one sentence": (NAMES, 300),
    "acts in one sentence": ({lang: s.replace(".", ",") for lang, s in SENTENCE.items()}, 40),
    "quotes that never close": ({lang: "«" + s[:30] for lang, s in SENTENCE.items()}, 100),
}
GAZETTEER = load_gazetteer()


def cost(text, lang):
    """Return the seconds of processor time that coding ``text`` takes."""
    started = time.process_time()
    code_article(Article(id="x", text=text, lang=lang), GAZETTEER)
    return time.process_time() - started


def growth(piece, count, lang):
    cost(SENTENCE[lang], lang)  # rules are loaded with the first text
    short, long = (min(cost(piece * count * n, lang) for _ in range(2)) for n in (1, 4))
    return long / max(short, CHEAP_S)


@pytest.mark.parametrize("lang", SENTENCE)
@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_text_is_about_four_times_the_work(shape, lang):
    piece, count = SHAPES[shape]
    assert growth(piece if isinstance(piece, str) else piece[lang], count, lang) < AT_MOST


@pytest.mark.parametrize("lang", SENTENCE)
@pytest.mark.parametrize("shape", ENDLESS)
def test_an_endless_sentence(shape, lang):
    pieces, count = ENDLESS[shape]
    assert growth(pieces[lang], count, lang) < AT_MOST


@pytest.mark.parametrize("lang", SENTENCE)
def test_five_megabytes_are_read_to_the_end(lang):
    text = SENTENCE[lang] + "A long dull line of nothing. " * 170_000
    coding = code_article(Article(id="x", text=text, lang=lang), GAZETTEER)
    assert coding.reports
