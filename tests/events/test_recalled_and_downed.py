"""What is only recalled, what was shot down on its way, and the parts of a toll."""

from __future__ import annotations

import pytest

from tests.events.coding import only, reports


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Klishchiivka was liberated from Russian troops.", "occurred"),
        ("Sappers came to Izium, which was liberated from Russian troops.", "historical"),
        ("Russian troops shot two men in liberated Izium.", "historical"),
    ],
)
def test_a_town_set_free_is_news_or_a_name(text: str, modality: str) -> None:
    free = next(r for r in reports(text) if r.type == "recapture")
    assert (free.initiator, free.modality) == ("UA", modality)


def test_an_inserted_region_parts_no_verb_from_its_town() -> None:
    report = only("The town of Lyman, Donetsk region, was captured by Russian troops.")
    assert (report.type, report.place, report.modality) == ("capture", "Lyman", "occurred")


def test_who_downs_what_attacks_is_not_the_attacker() -> None:
    text = "Air defence units downed four drones that attacked Nikopol."
    assert {r.type: r.initiator for r in reports(text)} == {"interception": "UA", "drone_strike": "RU"}


def test_the_enemys_drones_do_not_shoot_down() -> None:
    report = only("Three enemy drones shot down over Odesa.")
    assert (report.initiator, report.target, report.downed) == ("UA", "RU", 3)


def test_a_part_of_a_toll_has_its_own_day() -> None:
    text = "Defenders killed 9,000 Russian soldiers in Ukraine, including 300 over the past day."
    assert only(text).date_start == only("Defenders killed 9,000 Russian soldiers in Ukraine.").date_start


def test_casualties_without_a_fate_are_the_sum_of_their_parts() -> None:
    report = only(
        "The UN has recorded 900 civilian casualties in Ukraine, including 400 killed and 500 injured."
    )
    assert (report.killed, report.injured) == (400, 500)


def test_a_works_told_again_as_its_town_is_one_act() -> None:
    text = "Russian troops bombed Azovstal. Aircraft dropped bombs on the plant in Mariupol all night."
    assert len({r.place for r in reports(text)}) == 1


def test_who_repels_and_kills_does_both() -> None:
    text = "Ukrainian troops repelled six enemy attacks and killed forty invaders near Chasiv Yar."
    assert {r.type: r.initiator for r in reports(text)} == {"ground_assault": "RU", "casualty_report": "UA"}


def test_shelling_keeps_its_means_beside_an_airstrike() -> None:
    text = "Shelling was recorded near Toretsk, and an airstrike was launched near Kurakhove."
    assert {r.type: r.place for r in reports(text)} == {"shelling": "Toretsk", "air_strike": "Kurakhove"}


def test_a_town_beside_another_only_locates_it() -> None:
    text = "Ukrainian marines liberated Staromaiorske near Velyka Novosilka and captured seven Russians."
    assert {r.place for r in reports(text)} == {"Staromaiorske"}
