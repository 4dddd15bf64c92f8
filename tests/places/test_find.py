"""What the finder sees: names, kinds, relations, containment, groups, roles."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.places import Mention, find, load_gazetteer
from geomap.text import analyse


def mentions(text: str, lang: str = "en") -> list[Mention]:
    return find(analyse(text, lang), load_gazetteer())


def mention(text: str, surface: str, lang: str = "en") -> Mention:
    return next(m for m in mentions(text, lang) if m.surface == surface)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Fighting near Pokrovsk and Myrnohrad goes on.", ["Pokrovsk", "Myrnohrad"]),
        ("VELYKA NOVOSILKA IS UNDER FIRE", ["VELYKA NOVOSILKA"]),
        ("A depot burned in Ukraine’s south.", ["Ukraine’s south"]),
        ("A blast was heard in kharkiv.", ["kharkiv"]),
        ("A blast was heard in court.", []),
        ("Heavy damage to mariupol market.", ["mariupol"]),
        ("A house burns on Nakhimova Ave Mariupol.", ["Mariupol"]),
        ("In the morning Police and firemen came.", []),
    ],
)
def test_names(text: str, surfaces: list[str]) -> None:
    assert [m.surface for m in mentions(text)] == surfaces


@pytest.mark.parametrize(
    ("lang", "text", "surface"),
    [
        ("uk", "Удар по Великій Новосілці.", "Великій Новосілці"),
        ("uk", "Бої під Слов’янськом.", "Слов’янськом"),
        ("uk", "Ворог вийшов з Часового Яру.", "Часового Яру"),
        ("ru", "Бои у Великой Новосёлки.", "Великой Новосёлки"),
        ("ru", "Взрывы в Казани.", "Казани"),
    ],
)
def test_case_forms(lang: str, text: str, surface: str) -> None:
    assert [m.surface for m in mentions(text, lang)] == [surface]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Debris fell in Kyiv's Obolon district.", "Obolonskyi District"),
        ("They shelled Kyiv's Podilsky district.", "Podilskyi District"),  # no old Podilsk, its raion
        ("Houses burn in Zaporizhzhia's Shevchenkivskyi district.", "Shevchenkivskyi District"),
        ("Houses burn in Kharkiv's Bohodukhiv district.", "Bohodukhiv Raion"),  # of the oblast
    ],
)
def test_district_behind_its_city(text: str, place: str) -> None:
    found = mentions(text)[-1]
    assert [load_gazetteer().name(hit) for hit in found.hits] == [place]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Debris fell in the Podilskyi and Obolonskyi districts.",
            ["Podilskyi District", "Obolonskyi District"],
        ),
        (
            "Fires broke out in the Holosiivskyi, Shevchenkivskyi and Dniprovskyi districts of Kyiv.",
            ["Holosiivskyi District", "Shevchenkivskyi District", "Dniprovskyi District"],
        ),
        (
            "Debris fell in Kyiv's Holosiivskyi, Darnytskyi and Dniprovskyi districts.",
            ["Holosiivskyi District", "Darnytskyi District", "Dniprovskyi District"],
        ),
        (
            "Fires in Kyiv, in the Podilsky and Desniansky districts.",
            ["", "Podilskyi District", "Desnianskyi District"],
        ),
        ("They shelled the Brovarsky and Buchansky districts.", ["Brovary Raion", "Bucha Raion"]),
        ("They shelled Donetsk - Petrovskyi again.", ["Voznesenskyi District"]),
    ],
)
def test_lists_of_districts(text: str, places: list[str]) -> None:
    names = [{load_gazetteer().name(hit) for hit in found.hits} for found in mentions(text)]
    districts = [{name for name in told if name.endswith((" District", " Raion"))} for told in names]
    assert districts == [{place} if place else set() for place in places]


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "Rockets hit Zaporizhzhia. In the Dniprovsky district a house burns.", "Dniprovskyi District"),
        ("en", "Rockets hit Odesa. In the Dniprovsky district a house burns.", "Dnipro Raion"),
        ("en", "Rockets hit Kryvyi Rih and the Pokrovsk district.", "Pokrovsk Raion"),
        ("uk", "Удар по Києву. Пожежа у Подільському районі.", "Podilskyi District"),
    ],
)
def test_a_district_stands_in_the_city_named_before(lang: str, text: str, place: str) -> None:
    assert {load_gazetteer().name(hit) for hit in mentions(text, lang)[-1].hits} == {place}


@pytest.mark.parametrize(
    ("lang", "text", "places"),
    [
        ("en", "In the southern direction two depots burn.", ["southern Ukraine"]),
        ("en", "They went on in the southern direction from Bakhmut.", ["Bakhmut"]),
        ("en", "Robotyne was retaken on the southern front.", ["Robotyne"]),
        ("uk", "На Південному напрямку відбито три атаки.", ["southern Ukraine"]),
        ("uk", "Бої на східному напрямку.", ["eastern Ukraine"]),
        ("ru", "На северном направлении обстрелы.", ["northern Ukraine"]),
        ("ru", "Отошли в северном направлении.", []),
    ],
)
def test_a_point_of_the_compass_is_no_village(lang: str, text: str, places: list[str]) -> None:
    named = [{load_gazetteer().name(hit) for hit in found.hits} for found in mentions(text, lang)]
    assert [place in names for place, names in zip(places, named, strict=True)] == [True] * len(places)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("A sea drone rammed the ship Nadezhdinsky Gornyak at night.", "person"),
        ("A sea drone rammed a boat off Gornyak at night.", "place"),
        ("Drones Strike Depot Near Russian Gornyak At Night", "place"),  # a headline: all words have capitals
    ],
)
def test_the_end_of_a_longer_name_is_no_village(text: str, role: str) -> None:
    assert mention(text, "Gornyak").role == role


def test_a_hamlet_abroad_names_no_raion() -> None:
    countries = {
        load_gazetteer().place(hit).country for hit in mention("In Nikolsky district.", "Nikolsky").hits
    }
    assert countries <= {"UA"}


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Kharkiv Armored Plant comes under fire.", ["Kharkiv"]),
        ("A missile hit Lviv Aircraft Repair Plant.", ["Lviv"]),
        ("A missile hit the Sukhobezvodne plant.", ["Sukhobezvodne"]),
    ],
)
def test_works_stand_in_the_town_before_their_name(text: str, surfaces: list[str]) -> None:
    assert [m.surface for m in mentions(text)] == surfaces


@pytest.mark.parametrize(
    "text",
    [
        "In Mykolaiv, a port city in southern Ukraine, nine people died.",
        "In Kramatorsk, a city in Ukraine's east, three people died.",
    ],
)
def test_a_wide_area_tells_what_a_town_is(text: str) -> None:
    assert len(mentions(text)) == 1


def test_an_oblast_lies_in_no_oblast() -> None:
    text = "Missiles hit plants in Lviv, Vinnytsia, Kyiv, Zakarpattia, Odesa, and Donetsk regions."
    assert [m.kind for m in mentions(text)] == ["oblast"] * 6  # though Odesa Oblast has a village Zakarpattia


def test_distance_and_direction() -> None:
    found = mention("Troops advanced 5 km west of the village of Robotyne.", "Robotyne")
    assert (found.distance_km, found.relation, found.kind) == (5.0, "west_of", "settlement")


@pytest.mark.parametrize(
    ("text", "km"),
    [("10-15 km north of Izium", 12.5), ("3 miles east of Izium", 4.8), ("about north of Izium", None)],
)
def test_distances(text: str, km: float | None) -> None:
    assert mention(f"A drone fell {text}.", "Izium").distance_km == km


def test_list_shares_preposition_and_relation() -> None:
    found = mentions("Clashes near Terny, Torske and Yampolivka.")
    assert {m.relation for m in found} == {"near"}
    assert len({m.group for m in found}) == 1


def test_list_shares_plural_kind() -> None:
    found = mentions("Attacks on the Lyman, Kupiansk and Pokrovsk directions.")
    assert [m.kind for m in found] == ["axis"] * 3


@pytest.mark.parametrize(
    ("text", "inner", "area"),
    [
        ("Shelling near Vesele, Donetsk.", "Vesele", "Donetsk"),
        ("Shelling of Vesele in Donetsk Oblast.", "Vesele", "Donetsk"),
        ("Shelling of Vesele (Donetsk region).", "Vesele", "Donetsk"),
        ("Shelling of Russia's Belgorod region.", "Belgorod", "Russia"),
        ("Shelling of the Donetsk city of Bakhmut.", "Bakhmut", "Donetsk"),
        ("Terny and Torske, both in Donetsk Oblast, burned.", "Terny", "Donetsk"),
    ],
)
def test_containment(text: str, inner: str, area: str) -> None:
    found = mentions(text)
    held = next(m for m in found if m.surface == inner)
    assert found[held.within].surface == area


@pytest.mark.parametrize(
    "text", ["Drones flew over Kherson, Donetsk and Odesa.", "Fires in Sumy, Kharkiv burned."]
)
def test_lists_of_cities_hold_nothing(text: str) -> None:
    assert all(m.within < 0 for m in mentions(text))


@pytest.mark.parametrize(
    "text",
    [
        "Shelling of Kherson - Prystan.",
        "Fire in Kherson's Ostriv neighbourhood.",
    ],
)
def test_part_of_city_is_the_city(text: str) -> None:
    assert [m.surface for m in mentions(text)] == ["Kherson"]


@pytest.mark.parametrize(
    ("text", "surface", "role"),
    [
        ("Strikes on Moscow and Kyiv were reported.", "Kyiv", "place"),
        ("Moscow claimed that its forces advanced.", "Moscow", "metonym"),
        ("Talks between Moscow and Kyiv failed.", "Kyiv", "metonym"),
        ("The strike on Ukraine went on.", "Ukraine", "place"),
        ("Ukraine shot down nine drones.", "Ukraine", "metonym"),
        ("Drones launched from Kursk hit Sumy.", "Kursk", "origin"),
        ("The refinery, 12 km from Izium, burned.", "Izium", "signpost"),
        ("They hold Robotyne, 12 km south of Orikhiv.", "Orikhiv", "signpost"),
        ("KYIV, Jan 20 (Reuters) - A drone fell.", "KYIV", "dateline"),
        ("A Kherson resident was hurt.", "Kherson", "adjective"),
        ("The Battle of Kyiv is history.", "Kyiv", "historical_name"),
        ("Volodymyr Petrenko spoke in Sumy.", "Volodymyr", "person"),
    ],
)
def test_roles(text: str, surface: str, role: str) -> None:
    found = [m for m in mentions(text) if m.surface == surface]
    assert [m.role for m in found] == [role] or (role == "person" and not found)


def test_unknown_name_in_a_place_slot_is_kept_without_hits() -> None:
    found = mention("Troops entered the village of Qwertyivka.", "Qwertyivka")
    assert found.hits == ()


def test_unknown_prefix_changes_the_name() -> None:
    assert [m.surface for m in mentions("Attacks on the Pryzyo-Donetsk axis.")] == ["Pryzyo-Donetsk"]


def test_parts_of_a_country() -> None:
    found = mentions("Fighting in eastern and southern Ukraine.")
    assert [m.surface for m in found] == ["eastern", "southern Ukraine"]
    assert all(m.kind == "region" and m.preposition == "in" for m in found)


WORDS = st.sampled_from(
    (
        "near in the village of Pokrovsk Kyiv Moscow said , . and Donetsk Oblast region "
        "5 km west - Xyzivka ' ( ) \n "
        "Russia 's drones from Kursk direction A район області в Покровську під м . eastern Ukraine"
    ).split(" ")
)


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=30).map(" ".join), st.sampled_from(["en", "uk", "ru"]))
def test_mentions_keep_their_text(text: str, lang: str) -> None:
    document = analyse(text, lang)
    found = find(document, load_gazetteer())
    for number, m in enumerate(found):
        assert document.span_text(m.first, m.stop) == m.surface
        assert 0 <= m.phrase_first <= m.first < m.stop <= m.phrase_stop <= len(document.words)
        assert m.within != number
        assert m.within < len(found)
    assert all(a.stop <= b.first for a, b in pairwise(found))


def test_adjectives_of_oblasts_list_oblasts() -> None:
    listed = mentions("Атака на об'єкти у Сумській, Полтавській, Київській та Одеській областях.", "uk")
    assert [m.within for m in listed] == [-1] * 4


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        (
            "uk",
            "На Лиманському напрямку – шість атак. На Торецькому – чотири, у Торському тихо.",
            ["Lyman axis", "Toretsk axis", "Torske"],
        ),
        (
            "ru",
            "На Лиманском направлении – шесть атак. На Торецком – четыре, под Торецком тихо.",
            ["Lyman axis", "Toretsk axis", "Toretsk"],
        ),
    ],
)
def test_an_adjective_keeps_the_axis_said_before(lang: str, text: str, names: list[str]) -> None:
    table = load_gazetteer()
    found = mentions(text, lang)
    assert [m.kind for m in found] == ["axis", "axis", ""]
    assert all(name in {table.name(place) for place in m.hits} for m, name in zip(found, names, strict=True))
    assert {table.name(place) for place in found[1].hits} == {"Toretsk axis"}


def test_an_adjective_of_no_known_axis_is_no_village() -> None:
    found = mentions("На Лиманському напрямку – шість атак, на Торському – дві.", "uk")
    assert (found[1].kind, found[1].hits) == ("axis", ())
