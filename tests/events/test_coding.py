"""What the coder makes of a text: type, place, sides, modality, outcome, claim, numbers, folding."""

from __future__ import annotations

from datetime import date

import pytest

from tests.events.coding import REAL, only, reports, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian forces captured Vuhledar.", [("capture", "Vuhledar")]),
        ("Ukrainian troops liberated Robotyne.", [("recapture", "Robotyne")]),
        ("Russia's defence ministry said its troops liberated Toretsk.", [("capture", "Toretsk")]),
        ("Russian forces retook Sudzha in Kursk region.", [("recapture", "Sudzha")]),
        ("Ukrainian forces captured Sudzha in Russia's Kursk region.", [("capture", "Sudzha")]),
        (
            "Russian troops shelled Nikopol and Marhanets.",
            [("shelling", "Nikopol"), ("shelling", "Marhanets")],
        ),
        ("A Russian drone attack on Odesa injured two people.", [("drone_strike", "Odesa")]),
        ("Russian forces struck Kharkiv with guided bombs.", [("air_strike", "Kharkiv")]),
        ("Russian troops attacked Sumy with missiles.", [("missile_strike", "Sumy")]),
        ("Russian troops attacked Kherson.", [("strike", "Kherson")]),
        ("Ukrainian forces repelled 12 Russian attacks near Siversk.", [("ground_assault", "Siversk")]),
        ("Fierce fighting continues near Toretsk.", [("clash", "Toretsk")]),
        ("Kherson was shelled from Oleshky.", [("shelling", "Kherson")]),
        ("Lyptsi was shelled from Belgorod Oblast.", [("shelling", "Lyptsi")]),
    ],
)
def test_type_and_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Leaders hope to strike a deal in Kyiv.",
        "Sanctions hit the economy of Moscow hard.",
        "Washington urged Kyiv not to strike Kursk.",
        "The battle for control of parliament in Kyiv goes on.",
        "Air raid sirens sounded in Kharkiv.",
        "Zelensky said that no missile strikes can break the morale of Kharkiv.",
        "In occupied Melitopol the shops are empty.",
        "Germany will deliver tanks to Kyiv.",
        "The minister came under fire over the tax bill.",
    ],
)
def test_silent_where_nothing_happened(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "initiator", "target"),
    [
        ("Russian troops shelled Nikopol.", "RU", "UA"),
        ("Nikopol was shelled by Russian troops.", "RU", "UA"),
        ("The enemy shelled Nikopol.", "RU", "UA"),
        ("Ukrainian drones struck a plant in Ryazan.", "UA", "RU"),
        ("Ukrainian forces repelled attacks by Russian troops near Siversk.", "RU", "UA"),
        ("Ukraine's air defence shot down seven Russian drones over Odesa region.", "UA", "RU"),
        ("Russian troops withdrew from Snake Island.", "RU", "UA"),
    ],
)
def test_who_acts_on_whom(text: str, initiator: str, target: str) -> None:
    report = only(text)
    assert (report.initiator, report.target) == (initiator, target)
    assert "initiator" not in report.inferred


@pytest.mark.parametrize(
    ("text", "side"), [("Nikopol was shelled.", "RU"), ("An oil depot in Belgorod was hit by drones.", "UA")]
)
def test_a_side_that_no_words_tell_is_inferred_and_says_so(text: str, side: str) -> None:
    report = only(text)
    assert report.initiator == side
    assert "initiator" in report.inferred


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Russian forces captured Vuhledar.", "occurred"),
        ("Russia plans to capture Pokrovsk.", "planned"),
        ("If Russian forces capture Pokrovsk, the road is open.", "hypothetical"),
        ("Russia could attack Sumy with drones.", "hypothetical"),
        ("Syrskyi denied that Russian troops had captured Kurakhove.", "negated"),
        ("Russian forces did not enter Pokrovsk.", "negated"),
        ("Russian forces captured Bakhmut in May 2023.", "historical"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert {r.modality for r in reports(text)} <= {modality}
    assert modality not in REAL or reports(text)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Russian forces captured Vuhledar.", "succeeded"),
        ("Ukrainian forces repelled Russian attacks near Siversk.", "failed"),
        ("Russian troops stormed Ukrainian positions near Siversk.", "unknown"),
        ("Russian forces failed to capture Siversk.", "failed"),
        ("Russian troops advanced near Siversk.", "succeeded"),
        ("Air defence shot down two drones over Odesa.", "succeeded"),
    ],
)
def test_outcome(text: str, outcome: str) -> None:
    assert only(text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "side", "status"),
    [
        ("Russia's defence ministry said its forces captured Vuhledar.", "RU", "claimed"),
        ("Russian troops shelled Nikopol, Governor Serhiy Lysak said.", "UA", "reported"),
        (
            "Russian forces captured Vuhledar, according to the Institute for the Study of War.",
            "neutral",
            "reported",
        ),
        ("Ukraine's General Staff said Ukrainian forces liberated Robotyne.", "UA", "claimed"),
        ("Russian forces captured Vuhledar.", "unknown", "reported"),
    ],
)
def test_claims(text: str, side: str, status: str) -> None:
    report = only(text)
    assert (report.claimant_side, report.status) == (side, status)


def test_numbers_go_to_their_own_place() -> None:
    text = (
        "Two people were killed in Nikopol and five others wounded in Marhanets "
        "as Russian forces shelled the towns."
    )
    found = {r.place: (r.killed, r.injured) for r in reports(text)}
    assert found["Nikopol"][0] == 2
    assert found["Marhanets"][1] == 5


def test_a_number_in_the_next_sentence_joins_the_attack() -> None:
    report = only("Russian troops shelled Nikopol. One woman was injured.")
    assert (report.place, report.injured) == ("Nikopol", 1)


def test_an_act_told_twice_is_one_report() -> None:
    report = only(
        "Russians shell Nikopol. "
        "Russian troops shelled the city of Nikopol with artillery on Sunday, injuring two people."
    )
    assert (report.type, report.injured, report.date_start) == ("shelling", 2, date(2025, 1, 19))


def test_a_raid_is_one_tally() -> None:
    report = only("Russia launched 31 drones against Ukraine overnight. Air defence shot down 28 drones.")
    assert (report.type, report.launched, report.downed) == ("interception", 31, 28)


def test_regions_of_a_tally_keep_their_own_counts() -> None:
    text = (
        "Ukraine's Southern Command reported destroying three drones over Mykolaiv Oblast "
        "and one over Odesa Oblast."
    )
    assert {r.place: r.downed for r in reports(text)} == {"Mykolaiv Oblast": 3, "Odesa Oblast": 1}


def test_the_city_means_the_place_told_before() -> None:
    found = reports("Rescuers work in Kharkiv. Russian missiles hit the city at night.")
    assert [(r.type, r.place) for r in found] == [("missile_strike", "Kharkiv")]


def test_further_south_is_near_the_place_told_before() -> None:
    text = "Ukrainian troops liberated Robotyne and are advancing further south."
    advance = next(r for r in reports(text) if r.type == "advance")
    assert (advance.place, advance.where, advance.relation) == ("Robotyne", "near", "south_of")


def test_the_quote_is_the_sentence_and_the_reasons_name_the_rule() -> None:
    text = "It was cold. Russian troops shelled Nikopol on Sunday. More later."
    report = only(text)
    assert text[report.start : report.end] == report.quote == "Russian troops shelled Nikopol on Sunday."
    assert report.reasons[0].rule == "shelling.verb"
    assert (report.date_start, report.date_basis) == (date(2025, 1, 19), "relative")


def test_namesakes_are_the_reason_where_no_one_of_them_is_meant() -> None:
    assert only("Russian troops shelled Mykolaivka.").not_mapped == (
        "several places are called 'Mykolaivka', and the text does not tell which"
    )
