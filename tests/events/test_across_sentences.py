"""What the sentences of a bulletin tell each other: places, tolls, dates, who says so."""

from __future__ import annotations

from datetime import date

from geomap.models import Report
from tests.events.coding import reports


def read(text: str) -> list[Report]:
    return list(reports(text, "uk"))


def test_a_toll_of_an_oblast_is_none_of_its_towns() -> None:
    found = read(
        "На Херсонщині через обстріли росіян троє поранених.\nПід вогнем були Берислав, Станіслав та Кізомис."
    )
    assert {r.place for r in found} == {"Beryslav", "Stanislav", "Kizomys"}
    assert {r.injured for r in found} == {None}


def test_a_later_sentence_tells_where_it_happened() -> None:
    (found,) = read("На Харківщині водій підірвався на міні. Трагедія сталася поблизу Балаклії.")
    assert (found.type, found.place, found.relation) == ("mine_ied", "Balakliia", "near")


def test_a_claim_denied_in_the_same_text_is_disputed() -> None:
    claim, denial = (
        "Міноборони РФ заявило, що росіяни захопили Покровськ.",
        "спростували захоплення Покровська.",
    )
    found = read(f"{claim} У Генштабі ЗСУ {denial}")
    assert [(r.type, r.modality, r.status) for r in found] == [("capture", "occurred", "disputed")]


def test_districts_of_a_city_hit_together_are_one_event() -> None:
    found = read("Росіяни вдарили дронами по Шевченківському та Салтівському районах Харкова.")
    assert [r.type for r in found] == ["drone_strike"]


def test_districts_with_tolls_of_their_own_stay_apart() -> None:
    found = read("У Шевченківському районі Харкова від удару дрона загинув один, у Салтівському – двоє.")
    assert sum(r.killed or 0 for r in found) in (1, 3)


def test_the_source_at_the_head_tells_all_of_a_bulletin() -> None:
    text = "Ворог обстріляв Нікополь, повідомив голова ОВА Сергій Лисак.\n\nПошкоджено дах.\n\nДощило.\n\n"
    found = read(text + "Під ударом була й Марганецька громада.")
    assert {r.claimant_side for r in found} == {"UA"}


def test_munitions_come_from_an_area_and_hit_elsewhere() -> None:
    found = read("Росіяни вдарили по Сумах ракетами «Іскандер-М» із Брянської області.")
    assert {r.place for r in found} == {"Sumy"}


def test_towns_take_the_past_day_of_their_oblast() -> None:
    found = read("За добу росіяни вдарили по Сумській області 90 разів.\n\nУ Білопіллі пошкоджено школу.")
    assert {r.date_start for r in found if r.place == "Bilopillia"} == {date(2025, 1, 20)}


def test_those_killed_since_the_invasion_are_not_of_the_last_strike() -> None:
    found = read("Росіяни вдарили по Сумах. Від початку вторгнення росіяни стратили 124 полонених.")
    assert {r.killed for r in found} == {None}


def test_a_list_goes_on_over_unlike_prepositions() -> None:
    found = read("Росіяни вдарили дронами по школі в Сумах та мосту біля Лебедина.")
    assert {r.place for r in found} == {"Sumy", "Lebedyn"}


def test_several_means_on_a_district_are_one_strike_on_each_of_its_towns() -> None:
    text = "На Нікопольщині ворог застосував FPV-дрони, артилерію. Під ударом Марганецька, Мирівська громади."
    assert {(r.type, r.place) for r in read(text)} == {
        ("strike", "Marhanets hromada"),
        ("strike", "Myrove hromada"),
    }


def test_a_town_before_a_community_is_a_place_of_its_own() -> None:
    found = read("Росіяни обстріляли Нікополь, Мирівська громада теж під ударом ворога.")
    assert "Nikopol" in {r.place for r in found}


def test_the_munitions_of_a_raid_are_the_country_s_not_the_town_s() -> None:
    found = read(
        "Уночі ворог випустив по українських містах 158 ракет і дронів. Сили ППО знищили 114 цілей.\n"
        "В Одесі дрон влучив у будинок."
    )
    told = {r.type: (r.place, r.launched, r.downed) for r in found}
    assert told == {"interception": (None, 158, 114), "drone_strike": ("Odesa", None, None)}


def test_who_fires_at_ukrainian_towns_is_not_ukraine() -> None:
    (found,) = read("Уночі ворог випустив по українських містах 158 ракет і дронів.")
    assert (found.initiator, found.target) == ("RU", "UA")
