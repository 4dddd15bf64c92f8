"""The index of acts told finds every repetition that comparing each with each finds."""

from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.coding import code_article
from geomap.events.whole import told
from geomap.models import Article
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
PLACES = (
    "Nikopol,Kherson,Marhanets,Bakhmut,Lyman,Terny,Sevastopol,Chuhuiv,Zzyrkove,Podil,Kyiv,Crimea,Ukraine,"
    "Donetsk Oblast,Kherson region,Nikopol district,the Lyman direction"
).split(",")
TELLINGS = (
    "Russian forces shelled {}",
    "{} was hit by a missile",
    "Shelling of {}: houses burned",
    "Ukrainian troops captured {}",
    "Ukrainian troops advanced north of {}",
    "5 attacks were repelled near {}",
    "air defence shot down 7 drones over {}",
    "Ukraine shot down 7 of 9 missiles",
    "the attack killed 2 people",
    "2 people were killed and 3 injured in {}",
    "3 people were injured, {} was also hit",
    "one more person died in {}",
    "Russia launched 9 drones at Ukraine",
    "fighting continues in {}",
    "the mayor said that {} was shelled",
)
DATES = ("", "", " on 5 May", " on 3 May", " in March", " overnight")
telling = st.tuples(
    st.sampled_from(TELLINGS),
    st.sampled_from(PLACES),
    st.sampled_from(DATES),
    st.sampled_from([". ", "; ", ".\n\n"]),
)


def reports(text):
    article = Article(id="x", text=text, lang="en", published="2024-05-06")
    return [report.model_dump_json() for report in code_article(article, GAZETTEER).reports]


def assert_nothing_is_missed(text, monkeypatch):
    monkeypatch.setattr(told, "_FEW", 1)
    found = reports(text)
    monkeypatch.setattr(told, "_FEW", 1_000_000)
    assert found == reports(text)


@settings(deadline=None, max_examples=60)
@given(st.lists(telling, min_size=10, max_size=60))
def test_any_order_of_tellings(tellings):
    text = "".join(words.format(place) + date + end for words, place, date, end in tellings)
    with pytest.MonkeyPatch.context() as patch:
        assert_nothing_is_missed(text, patch)


@pytest.mark.parametrize("telling", TELLINGS)
def test_a_repetition_far_away_is_found_where_it_counts(telling, monkeypatch):
    filler = "It was raining. " * 9
    pairs = zip(PLACES, cycle(DATES), strict=False)
    lines = [telling.format(place) + date + ". " + filler for place, date in pairs]
    assert_nothing_is_missed("".join(lines * 2), monkeypatch)


@pytest.mark.parametrize(
    "pair",
    [
        ("The village of Zzyrkove was shelled", "The village of Zzyrkove was shelled"),
        ("2 people were killed in Nikopol", "An explosion killed 2 people"),
        ("An explosion killed 2 people", "2 people were killed in Nikopol"),
        ("Shelling of Nikopol district: houses burned", "Russian forces shelled Marhanets"),
        ("Russian forces shelled Marhanets", "Shelling of Nikopol district: houses burned"),
        ("Clashes took place on the Lyman direction", "Clashes took place in Lyman"),
        ("Clashes took place in Lyman", "Clashes took place on the Lyman direction"),
        ("Russian forces shelled Nikopol on 5 May", "Russian forces shelled Nikopol"),
    ],
)
def test_what_two_far_tellings_may_share(pair, monkeypatch):
    assert_nothing_is_missed((". " + "It was raining. " * 9).join(pair) + ".", monkeypatch)


def test_a_place_shelled_again_far_below_is_one_report():
    text = "Russian forces shelled Nikopol on 5 May. " + "It rained. " * 50
    assert len(reports(text * 30)) == 1
