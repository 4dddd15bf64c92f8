"""The cost of a text grows with its length: four times the text never costs sixteen times the work."""

import gc
import time

import pytest

from geomap.coding import code_article
from geomap.models import Article
from geomap.places import load_gazetteer

pytestmark = pytest.mark.slow

AT_MOST = 8.0  # linear is 4 and quadratic 16; the rest is for a busy machine
ROUNDS = 5
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
PLACES = {
    "en": "Nikopol Kherson Kharkiv Bakhmut Lyman Sumy Marhanets Orikhiv Terny Izium".split(),
    "uk": "Нікополь Херсон Харків Бахмут Лиман Суми Марганець Оріхів Терни Ізюм".split(),
    "ru": "Никополь Херсон Харьков Бахмут Лиман Сумы Марганец Орехов Терны Изюм".split(),
}
TELLINGS = {
    "en": """Russian forces shelled {place} on {day} May
        |The attack killed {day} people
        |In {place} {day} people were injured
        |Ukrainian troops advanced near {place}
        |Air defence shot down {day} drones over {place}
        |Explosions in {place}: a blast
        |The enemy's attacks near {place} were repelled
        |Russia launched {day} drones at Ukraine""",
    "uk": """Російські війська обстріляли {place} {day} травня
        |Загинули {day} людей
        |У {place} поранено {day} людей
        |ППО збила {day} дронів над {place}
        |Ворог атакував поблизу {place}
        |Вибухи у {place}: приліт
        |Росія запустила {day} дронів""",
    "ru": """Российские войска обстреляли {place} {day} мая
        |Погибли {day} человек
        |В {place} ранены {day} человек
        |ПВО сбила {day} дронов над {place}
        |Противник атаковал у {place}
        |Взрывы в {place}: прилёт
        |Россия запустила {day} дронов""",
}
"""What is told of a place and a number."""


def cost(text, lang):
    """Return the seconds of processor time that coding ``text`` takes, without the garbage of other tests."""
    gc.collect()
    gc.disable()
    started = time.process_time()
    try:
        code_article(Article(id="x", text=text, lang=lang), GAZETTEER)
        return time.process_time() - started
    finally:
        gc.enable()


def growth(short, long, lang):
    """Return how many times ``short`` costs ``long``: the best of a few rounds, as others use the machine."""
    cost(SENTENCE[lang], lang)  # rules are loaded with the first text
    ratio, costs = float("inf"), []
    while ratio >= AT_MOST and len(costs) < ROUNDS:
        costs.append((cost(short, lang), cost(long, lang)))
        best_short, best_long = map(min, zip(*costs, strict=True))
        ratio = best_long / max(best_short, CHEAP_S)
    return ratio


@pytest.mark.parametrize("lang", SENTENCE)
@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_text_is_about_four_times_the_work(shape, lang):
    piece, count = SHAPES[shape]
    text = (piece if isinstance(piece, str) else piece[lang]) * count
    assert growth(text, text * 4, lang) < AT_MOST


@pytest.mark.parametrize("lang", SENTENCE)
@pytest.mark.parametrize("shape", ENDLESS)
def test_an_endless_sentence(shape, lang):
    pieces, count = ENDLESS[shape]
    text = pieces[lang] * count
    assert growth(text, text * 4, lang) < AT_MOST


def chronicle(lang, acts, end):
    """Return a text of so many acts, of every kind, place and day in turn: few are told twice."""
    tellings = [line.strip() for line in TELLINGS[lang].split("|")]
    places = PLACES[lang]
    return "".join(
        tellings[n % len(tellings)].format(place=places[n * 7 % len(places)], day=n * 5 % 28 + 1) + end
        for n in range(acts)
    )


@pytest.mark.parametrize("lang", SENTENCE)
@pytest.mark.parametrize("end", [". ", ", ", ".\n\n"], ids=["sentences", "one sentence", "paragraphs"])
def test_a_chronicle_of_many_acts(end, lang):
    assert growth(chronicle(lang, 400, end), chronicle(lang, 1600, end), lang) < AT_MOST


@pytest.mark.parametrize("lang", SENTENCE)
def test_five_megabytes_are_read_to_the_end(lang):
    text = SENTENCE[lang] + "A long dull line of nothing. " * 170_000
    coding = code_article(Article(id="x", text=text, lang=lang), GAZETTEER)
    assert coding.reports
