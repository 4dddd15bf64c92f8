"""Names lead to places: all spellings, case forms, former names; the longest name wins."""

from __future__ import annotations

from math import cos, hypot, radians

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.places.gazetteer import KINDS, TIERS, Gazetteer, load_gazetteer
from geomap.text.normalise import name_key


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def ids(gazetteer: Gazetteer, name: str) -> list[str]:
    return [gazetteer.id_of(hit.place) for hit in gazetteer.lookup(name_key(name))]


def kilometres(gazetteer: Gazetteer, place: int, lat: float, lon: float) -> float:
    east = (gazetteer.lon[place] - lon) * cos(radians(lat))
    return 111.2 * hypot(gazetteer.lat[place] - lat, east)


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Velyka Novosilka", "UA14040010010027148"),
        ("Velikaya Novoselka", "UA14040010010027148"),
        ("Великій Новосілці", "UA14040010010027148"),
        ("Великой Новоселкой", "UA14040010010027148"),
        ("Pokrovsk", "UA14160210010099403"),
        ("Krasnoarmiisk", "UA14160210010099403"),
        ("Красноармейска", "UA14160210010099403"),
        ("Ugledar", "UA14040050010075856"),
        ("Dimitrov", "UA14160150010065527"),
        ("Kharkov", "UA63120270010096107"),
        ("Niu-York", "UA14020110050044480"),
        ("Sudzha", "geonames:486816"),
        ("Суджу", "geonames:486816"),
        ("Donetsk Oblast", "UA14000000000091971"),
        ("Донецькій області", "UA14000000000091971"),
        ("Донецкой области", "UA14000000000091971"),
        ("Belgorod region", "RU-BEL"),
        ("Crimea", "UA01000000000013043"),
        ("Мирівській громаді", "UA12080030000022466"),
        ("Pokrovsk district", "UA14160000000061982"),
        ("Вашингтоні", "geonames:4140963"),
        ("Стамбуле", "geonames:745044"),
        ("США", "US"),
        ("Zaporizka NPP", "thing:zaporizhzhia-npp"),
        ("Zaporozhskaya nuclear power plant", "thing:zaporizhzhia-npp"),
        ("Vuhlehirska thermal power plant", "thing:vuhlehirsk-tpp"),
        ("Kakhovska HPP", "thing:kakhovka-dam"),
        ("Petrovsky district", "UA14080030010876839"),
        ("Ворошиловского района", "UA14080030010212449"),
        ("Суворово", "UA14160270190016215"),
        ("Никаноровкой", "UA14160270130073043"),
        ("Ленино", "UA14160250030097865"),
        ("Новоэкономического", "UA14160050020062757"),
        ("Катериновку", "UA14160130100032325"),
        ("Nevske", "UA44100050060052037"),
    ],
)
def test_name_leads_to_place(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    assert place_id in ids(gazetteer, name)


@pytest.mark.parametrize("name", ["", "the", "Xyzzy", "shelled", "обстріляли", "сообщил"])
def test_other_words_lead_nowhere(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name_key(name)) == ()


def test_slovianka_of_donetsk_oblast_is_in_its_place(gazetteer: Gazetteer) -> None:
    place = gazetteer.index_of("UA14040010170099454")
    assert place is not None
    assert place in [hit.place for hit in gazetteer.lookup("slovianka")]
    assert kilometres(gazetteer, place, 48.05, 37.08) < 5
    assert gazetteer.place(place).admin1 == "Donetsk"
    assert gazetteer.place(place).admin3 == "Velyka Novosilka hromada"


@pytest.mark.parametrize(
    ("place_id", "admin1", "country"),
    [
        ("UA80000000000093317", "Kyiv City", "UA"),
        ("UA85000000000065278", "Sevastopol", "UA"),
        ("UA65100150010064384", "Kherson", "UA"),
        ("geonames:551487", "Tatarstan", "RU"),
        ("geonames:578072", "Belgorod", "RU"),
        ("geonames:524901", "Moscow", "RU"),
    ],
)
def test_admin1_is_the_short_name(gazetteer: Gazetteer, place_id: str, admin1: str, country: str) -> None:
    index = gazetteer.index_of(place_id)
    assert index is not None
    place = gazetteer.place(index)
    assert (place.admin1, place.country) == (admin1, country)


@pytest.mark.parametrize(
    ("name", "strong"),
    [
        ("Bakhmut", True),
        ("Kherson", True),
        ("Odessa", True),
        ("Bar", False),
        ("Nova", False),
        ("Mars", False),
        ("Volodymyr", False),
        ("Shevchenko", False),
        ("Нове", False),
    ],
)
def test_words_and_people_are_weak(gazetteer: Gazetteer, name: str, *, strong: bool) -> None:
    assert {hit.strong for hit in gazetteer.lookup(name_key(name))} == {strong}


def test_longest_name_wins(gazetteer: Gazetteer) -> None:
    keys = ["near", "velyka", "novosilka", "in", "donetsk", "oblast", "today"]
    assert gazetteer.longest(keys, 0, len(keys)) == (0, ())
    assert gazetteer.longest(keys, 1, len(keys))[0] == 2
    assert gazetteer.longest(keys, 4, len(keys))[0] == 2
    assert gazetteer.longest(keys, 4, 5)[0] == 1


def test_every_name_begins_with_a_start(gazetteer: Gazetteer) -> None:
    for place in range(0, len(gazetteer), 50):
        key = name_key(gazetteer.name(place))
        assert gazetteer.is_start(key.split(" ")[0]), key
    assert not gazetteer.is_start("xyzzy")


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from("velyka novosilka new york niu bila tserkva kryvyi rih in donetsk oblast".split())
    )
)
def test_longest_agrees_with_lookup(words: list[str]) -> None:
    gazetteer = load_gazetteer()
    for at in range(len(words)):
        length, hits = gazetteer.longest(words, at, len(words))
        assert hits == (gazetteer.lookup(" ".join(words[at : at + length])) if length else ())
        for longer in range(length + 1, len(words) - at + 1):
            assert gazetteer.lookup(" ".join(words[at : at + longer])) == ()


@settings(deadline=None, max_examples=200)
@given(st.integers(min_value=0))
def test_id_index_and_record_agree(number: int) -> None:
    gazetteer = load_gazetteer()
    index = number % len(gazetteer)
    place = gazetteer.place(index)
    assert gazetteer.index_of(place.id) == index
    assert place.kind == KINDS[gazetteer.kind[index]]
    assert place.tier == TIERS[gazetteer.tier[index]]
    assert place.radius_m > 0
