"""The set phrases of bulletins in Ukrainian and Russian: raids, tallies, reports of fire by region."""

from __future__ import annotations

import pytest

from geomap.models import Lang
from tests.events.coding import only, reports, told


@pytest.mark.parametrize(
    "text",
    [
        "Ворог атакував 102 дронами із напрямків Орел, Міллерово, Приморсько-Ахтарськ.",
        "Ворог атакував 102 дронами із напрямків: Курськ, Брянськ – рф.",
    ],
)
def test_where_drones_come_from_is_not_hit(text: str) -> None:
    assert all(place is None for _, place in told(text, "uk"))


@pytest.mark.parametrize(
    ("lang", "text", "downed"),
    [
        ("ru", "Сбиты 103 беспилотника. Ещё 67 дронов локационно потеряны.", 170),
        ("uk", "Збито 114 дронів. 81 ворожий імітатор локаційно втрачений.", 195),
        ("ru", "Обезврежено 74 дрона: 28 сбиты, 46 локационно потеряны.", 74),
        ("uk", "Збито 98 безпілотників, ще 20 локаційно втрачені.", 118),
    ],
)
def test_lost_drones_come_on_top_of_those_shot_down(lang: Lang, text: str, downed: int) -> None:
    assert only(text, lang).downed == downed


def test_lost_drones_come_on_top_of_a_tally_told_for_several_regions() -> None:
    text = "Ночью ПВО сбила 30 дронов в Харьковской и Сумской областях. Ещё 7 локационно потеряны."
    assert {r.place: r.downed for r in reports(text, "ru")}["Ukraine"] == 37


def test_an_end_of_case_behind_digits_leaves_the_count() -> None:
    assert only("Ворог атакував Полтаву 14-ма дронами, є влучання.", "uk").launched == 14


@pytest.mark.parametrize(
    ("lang", "text"),
    [("uk", "Чи захопили росіяни Сіверськ?"), ("ru", "Захватили ли россияне Северск?")],
)
def test_a_question_tells_nothing(lang: Lang, text: str) -> None:
    assert told(text, lang) == []


def test_a_dash_joins_places_to_their_state() -> None:
    text = "Звірове та Лисівка — у сірій зоні."
    assert told(text, "uk") == [("control_statement", "Zvirove"), ("control_statement", "Lysivka")]


def test_strikes_on_so_many_places_of_an_oblast_are_no_telling_of_one_of_them() -> None:
    text = (
        "Оккупанты нанесли 451 удар по 12 населённым пунктам Запорожской области. Авиация ударила по Орехову."
    )
    assert [r.place for r in reports(text, "ru")] == ["Zaporizhzhia Oblast", "Orikhiv"]


def test_the_day_of_a_report_holds_to_the_end_of_its_paragraph() -> None:
    text = "За добу обстріляно Оріхів. З артилерії били по Степногірську. Ще обстріляли Комишуваху."
    assert {str(r.date_start) for r in reports(text, "uk")} == {"2025-01-20"}


def test_the_attacks_that_took_place_are_theirs_who_follow() -> None:
    assert only("На Куп'янському напрямку відбулося чотири атаки загарбників.", "uk").initiator == "RU"


def test_a_river_is_forced_near_its_town() -> None:
    assert only("Росіяни намагаються форсувати Оскіл поблизу Дворічної.", "uk").place == "Dvorichna"


def test_what_did_not_happen_did_not_succeed() -> None:
    report = only("За добу ворог не просунувся біля Торського.", "uk")
    assert (report.modality, report.outcome) == ("negated", "unknown")


def test_a_quarter_is_in_its_town_not_a_district_elsewhere() -> None:
    assert only("Беспилотник сбит в Калининском районе Донецка.", "ru").place == "Donetsk"


def test_a_dash_gives_a_noun_its_own_places() -> None:
    text = (
        "З артилерії обстріляно Приморське, ще п'ять обстрілів із РСЗВ — по Новоандріївці й Малих Щербаках."
    )
    assert [r.place for r in reports(text, "uk")] == ["Prymorske", "Novoandriivka", "Mali Shcherbaky"]


def test_a_town_of_the_oblast_under_fire_is_shelled_by_the_same_side() -> None:
    text = "ВСУ обстреляли Херсонскую область. Огнём артиллерии накрыты Новая Каховка и Алёшки."
    assert {r.initiator for r in reports(text, "ru")} == {"UA"}


def test_air_defence_over_what_russia_holds_is_russias() -> None:
    text = "Ночью над Севастополем работала ПВО. ГУР опубликовало кадры."
    assert only(text, "ru").initiator == "RU"


def test_communities_hit_by_several_means_are_struck() -> None:
    text = "Ворог бив по Нікопольщині з артилерії та дронами. Потерпали Марганецька й Мирівська громади."
    struck = [r.place for r in reports(text, "uk") if r.type == "strike"]
    assert struck == ["Marhanets hromada", "Myrove hromada"]


@pytest.mark.parametrize(
    ("lang", "text"), [("uk", "ЗСУ відійшли з Удачного?"), ("ru", "ВСУ оставили Удачное?")]
)
def test_a_question_without_a_word_for_it_tells_nothing_either(lang: Lang, text: str) -> None:
    assert told(text, lang) == []


def test_a_small_town_far_away_is_a_place_behind_a_verb_of_attack() -> None:
    assert only("Ночью дроны атаковали Туапсе.", "ru").place == "Tuapse"


def test_drones_and_missiles_sent_are_added_before_those_downed() -> None:
    report = only(
        "Росія випустила по Україні 653 дрони й 52 ракети, із них збито 592 БпЛА і 31 ракету.", "uk"
    )
    assert (report.launched, report.downed) == (705, 623)


def test_a_list_of_villages_freed_holds_no_prisoners() -> None:
    text = "За неделю освобождены сёла Дроновка и Сухая Балка ДНР, а также Успеновка Запорожской области."
    assert {kind for kind, _ in told(text, "ru")} == {"capture"}


def test_who_signs_a_text_tells_it() -> None:
    text = "Ворог обстріляв Нікополь. Поранено двох людей. У Марганці дрон влучив у школу. Сергій Лисак"
    assert {r.claimant for r in reports(text, "uk")} == {"Сергій Лисак"}
