"""Which place a name means, and when it stays undecided."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.places import load_gazetteer, locate
from geomap.places.gazetteer.skeleton import skeleton, stem
from geomap.places.resolution.hotspots import front_on
from geomap.places.resolution.resolve import weights
from tests.places.conftest import Reader


def chosen(read: Reader, text: str, surface: str, **options: object) -> tuple[str, str | None] | None:
    """Return name and oblast of the place that ``surface`` is taken for."""
    found = next(m for m in read(text, **options) if m.surface == surface)
    if found.place < 0:
        return None
    place = load_gazetteer().place(found.place)
    return place.name, place.admin1


@pytest.mark.parametrize(
    ("text", "surface", "place"),
    [
        ("Shelling of Slovianka in Donetsk Oblast.", "Slovianka", ("Slovianka", "Donetsk")),
        ("Clashes near Bilohorivka, Luhansk.", "Bilohorivka", ("Bilohorivka", "Luhansk")),
        ("A strike on the city of Zaporizhzhia.", "Zaporizhzhia", ("Zaporizhzhia", "Zaporizhzhia")),
        ("Fighting near Ugledar goes on.", "Ugledar", ("Vuhledar", "Donetsk")),
        ("A blast in Chasov Yar.", "Chasov Yar", ("Chasiv Yar", "Donetsk")),
        ("Troops left Artemivsk, now Bakhmut.", "Artemivsk", ("Bakhmut", "Donetsk")),
        ("Shelling of Krasnohorvka.", "Krasnohorvka", ("Krasnohorivka", "Donetsk")),
        ("Clashes near Mayorsk, Donetsk.", "Mayorsk", ("Maiorsk", "Donetsk")),
        ("Raids in Sudzha district, Kursk.", "Sudzha", ("Sudzhansky District", "Kursk")),
    ],
)
def test_choice(read: Reader, text: str, surface: str, place: tuple[str, str]) -> None:
    assert chosen(read, text, surface, published=date(2023, 5, 1)) == place


def test_a_citys_name_is_no_misspelt_village(read: Reader) -> None:
    text = "Shelling in Chuhuiv Raion went on. Troops are shelling Kharkiv."
    assert chosen(read, text, "Kharkiv", published=date(2022, 9, 1)) == ("Kharkiv", "Kharkiv")
    found = next(m for m in read(text, published=date(2022, 9, 1)) if m.surface == "Kharkiv")
    assert {load_gazetteer().name(scored.place) for scored in found.candidates} == {"Kharkiv"}


def test_a_raion_of_russia_is_never_guessed_by_sound(read: Reader) -> None:
    found = next(m for m in read("Shelling of Vasylkiv district.") if m.surface == "Vasylkiv")
    assert all(load_gazetteer().place(hit).country == "UA" for hit in found.hits)


def test_an_oblast_may_end_the_text(read: Reader) -> None:
    village, area = read("A rocket attack. Pervomaiskoye, Kharkiv")  # no village of that spelling lies there
    assert load_gazetteer().place(area.place).kind == "oblast"
    assert village.within == 1


def test_oblast_or_city(read: Reader) -> None:
    text = "Villages such as Vesele in Donetsk burned. A blast shook Donetsk."
    kinds = [load_gazetteer().place(m.place).kind for m in read(text) if m.surface == "Donetsk"]
    assert kinds == ["oblast", "city"]


def test_namesakes_without_context_stay_undecided(read: Reader) -> None:
    found = read("Shelling of Ivanivka.")[0]
    assert found.place == -1
    assert len(found.candidates) > 1
    assert any(reason.rule == "undecided" for reason in found.reasons)


def test_namesakes_close_by_share_a_wide_pin(read: Reader) -> None:
    text = "Fighting near Novobakhmutivka, Donetsk."
    found = read(text, published=date(2024, 4, 2))[0]
    assert (found.place >= 0, found.spread_km > 10) == (True, True)
    assert locate(found, load_gazetteer()).radius_m == pytest.approx(found.spread_km * 1000)


def test_neighbours_decide(read: Reader) -> None:
    text = "Clashes near Marinka, Krasnohorivka and Heorhiivka."
    assert chosen(read, text, "Heorhiivka", published=date(2024, 2, 1)) == ("Heorhiivka", "Donetsk")


def test_a_spelling_that_is_another_villages_name_yields_to_the_list(read: Reader) -> None:
    text = "Clashes near Oleksandropol, Yablunivka and Novospaske."  # two of Donetsk Oblast sound so
    found = next(m for m in read(text, published=date(2025, 5, 10)) if m.surface == "Oleksandropol")
    meant = [load_gazetteer().place(scored.place).admin1 for scored in found.candidates]
    assert (found.place, meant[:2]) == (-1, ["Donetsk", "Donetsk"])
    assert chosen(read, "A blast in Oleksandropol.", "Oleksandropol") == ("Oleksandropol", "Dnipropetrovsk")


def test_a_town_far_off_yields_to_what_sounds_alike_in_the_list(read: Reader) -> None:
    text = "Fighting near Toretsk, Bakhmut, Soledar and Severny."
    assert chosen(read, text, "Severny", published=date(2022, 9, 28)) == ("Pivnichne", "Donetsk")
    text = "Drones hit Bakhmut, Soledar, Toretsk and Ryazan."
    assert chosen(read, text, "Ryazan", published=date(2022, 9, 28)) == ("Ryazan", "Ryazan")


def test_wrong_oblast_in_the_text_is_a_hint_not_a_filter(read: Reader) -> None:
    found = next(m for m in read("A blast in Vuhledar, Kharkiv region.") if m.surface == "Vuhledar")
    assert found.candidates


def test_namesakes_all_outside_the_oblast_told_stay_undecided(read: Reader) -> None:
    text = "A man was killed in the village of Pervomaiske, Kherson region."  # the table knows none there
    assert chosen(read, text, "Pervomaiske", published=date(2023, 9, 2)) is None
    told = "A man was killed in the village of Robotyne, Kherson region."  # one place alone bears the name
    assert chosen(read, told, "Robotyne", published=date(2023, 9, 2)) == ("Robotyne", "Zaporizhzhia")


def test_sound_alike_needs_an_area(read: Reader) -> None:
    assert chosen(read, "Clashes near Kleshcheyevka.", "Kleshcheyevka") in (None, ("Klishchiivka", "Donetsk"))
    text = "Clashes near Klyshcheevka in Donetsk Oblast."
    assert chosen(read, text, "Klyshcheevka") == ("Klishchiivka", "Donetsk")


def test_a_misspelt_village_on_the_line_is_taken_in_a_list(read: Reader) -> None:
    text = "Attacks near Budarka and Soledar were repelled."
    assert chosen(read, text, "Budarka", published=date(2022, 11, 5)) == ("Budarky", "Kharkiv")
    assert chosen(read, "An attack near Budarka.", "Budarka", published=date(2022, 11, 5)) is None
    assert chosen(read, text, "Budarka", published=date(2020, 11, 5)) is None  # before it was on the line


@pytest.mark.parametrize(
    ("lang", "text", "surface", "country"),
    [
        ("en", "Explosions in Odesa region and in Moldova.", "Moldova", "Moldova"),
        ("en", "Units were moved from Armenia to Donbas.", "Armenia", "Armenia"),
        ("ru", "Взрывы в Одесской области и в Молдове.", "Молдове", "Moldova"),
    ],
)
def test_a_countrys_name_is_no_village(
    read: Reader, lang: str, text: str, surface: str, country: str
) -> None:
    found = next(m for m in read(text, lang=lang) if m.surface == surface)
    place = load_gazetteer().place(found.place)
    assert (place.kind, place.name) == ("country", country)
    city = read("The ministers met in Luxembourg.")[-1]
    assert load_gazetteer().place(city.place).kind == "town"


def test_a_works_is_not_named_after_any_hamlet(read: Reader) -> None:
    assert chosen(read, "A missile hit the Oktiabr plant.", "Oktiabr", published=date(2022, 5, 1)) is None
    text = "A missile hit the Robotyne substation."
    assert chosen(read, text, "Robotyne", published=date(2023, 5, 1)) == ("Robotyne", "Zaporizhzhia")


def test_reasons_name_features_of_the_weight_table(read: Reader) -> None:
    found = read("Shelling of Vesele in Donetsk Oblast.")[0]
    known = {row.id for row in weights().feature} | {"undecided"}
    assert {r.rule for r in found.reasons if r.stage == "resolve"} <= known


def test_front_moves_with_the_date() -> None:
    pokrovsk = (48.28, 37.18)
    assert front_on(date(2022, 6, 1)).distance_km(*pokrovsk) > 30
    assert front_on(date(2025, 1, 1)).distance_km(*pokrovsk) < 15
    assert front_on(date(2000, 1, 1)).distance_km(*pokrovsk) == 1000


def test_skeletons() -> None:
    assert skeleton("Kleshcheevka") == skeleton("Klishchiivka") == skeleton("Клещеевка")
    assert stem("Volnovakhsky") == stem("Volnovakha") == stem("Волновахском")
    assert skeleton("Bakhmut") != skeleton("Soledar")


def test_same_text_same_answer(read: Reader) -> None:
    text = "Clashes near Ivanivka, Vesele and Novoselivka in Donetsk Oblast."
    first, second = read(text), read(text)
    assert [(m.place, m.candidates) for m in first] == [(m.place, m.candidates) for m in second]


def test_a_community_named_beside_tells_more_than_its_oblast(read: Reader) -> None:
    text = "Shelling near Ivanivka, Kherson, presumably of the Vysokopillia community."
    found = next(m for m in read(text, published=date(2023, 3, 16)) if m.surface == "Ivanivka")
    scores = {load_gazetteer().place(c.place).admin3: c.score for c in found.candidates}
    bare = next(
        m
        for m in read("Shelling near Ivanivka, Kherson.", published=date(2023, 3, 16))
        if m.surface == "Ivanivka"
    )
    before = {load_gazetteer().place(c.place).admin3: c.score for c in bare.candidates}
    gained = scores["Vysokopillia hromada"] - before["Vysokopillia hromada"]
    assert gained > scores["Darivka hromada"] - before["Darivka hromada"] + 1.5


@pytest.mark.parametrize(
    ("lang", "text", "places"),
    [
        ("uk", "Поранено двох в Успенівці на Запоріжжі.", ["Uspenivka", "Zaporizhzhia Oblast"]),
        ("uk", "Поранено двох у Запоріжжі.", ["Zaporizhzhia"]),
        ("uk", "На Дніпрі знищено човен, у Дніпрі склад.", ["Dnipro River", "Dnipro"]),
        ("ru", "Ранены двое в Успеновке на Запорожье.", ["Uspenivka", "Zaporizhzhia Oblast"]),
        ("ru", "Бомбы сброшены на Запорожье.", ["Zaporizhzhia"]),
    ],
)
def test_land_of_the_citys_name(read: Reader, lang: str, text: str, places: list[str]) -> None:
    found = read(text, lang=lang)
    assert [load_gazetteer().name(m.place) for m in found] == places
    assert all(
        load_gazetteer().place(m.place).admin1 in ("Zaporizhzhia", "Dnipropetrovsk", None) for m in found
    )
