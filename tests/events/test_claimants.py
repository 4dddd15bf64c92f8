"""Who says so: whom a sentence names, who goes on speaking, and where a claim ends."""

from __future__ import annotations

import pytest

from geomap.models import Lang
from tests.events.coding import reports


def claims(text: str) -> dict[str | None, tuple[str | None, str]]:
    """Return place to claimant and side."""
    return {r.place: (r.claimant, r.claimant_side) for r in reports(text)}


GOES_ON = {
    "The General Staff said 90 attacks were repelled. Russian troops stormed Lyman. ": "Lyman",
    "Governor Oleh Syniehubov said it was a hard night. Drones hit Kupiansk.": "Kupiansk",
    "Shells fell on Nikopol at dawn. A house burned down, the mayor wrote.": "Nikopol",
    "Hanna Maliar spoke on Monday. She said that Ukrainian troops had entered Robotyne.": "Robotyne",
    "Ukraine's military gave no number. They reported that Russian forces attacked Siversk.": "Siversk",
}


@pytest.mark.parametrize(("text", "place"), GOES_ON.items())
def test_a_claim_goes_on_while_the_report_does(text: str, place: str) -> None:
    assert claims(text)[place][1] == "UA", text


ENDS = {
    "Oleksandr Syrskyi said the enemy was worn out. Ukrainian drones hit a plant in Kazan.": "Kazan",
    "Roman Busargin, governor of the Saratov region, said all was calm. Nikopol was shelled.": "Nikopol",
    "DeepState says Russian troops advanced near Lyman. Drones struck a depot in Izium.": "Izium",
    "The mayor of Sumy said shells hit a school. Meanwhile, a drone struck Konotop.": "Konotop",
    "Drones struck Engels overnight. Governor Roman Busargin said that a plant was damaged.": "Engels",
    "- Russian troops took Sudzha, the Defence Ministry in Moscow said.\n- A drone hit Kharkiv.": "Kharkiv",
    "Moscow's Defence Ministry said all was well. Selydove was ruined by months of shelling.": "Selydove",
}


@pytest.mark.parametrize(("text", "place"), ENDS.items())
def test_a_claim_ends_at_a_new_subject_a_foreign_place_and_background(text: str, place: str) -> None:
    assert claims(text)[place] == (None, "unknown"), text


SIDES = {
    "Russia's Defence Ministry published a report. The ministry said its forces took Vremivka.": "RU",
    "Ukrainian drones were shot down over Kursk by Russian air defence, the ministry said.": "RU",
    "Russian forces shelled Nikopol, the Defence Ministry said.": "UA",
    "Russia gave news of the gains it has reported. Ukrainian troops left Lyman, Kyiv said.": "UA",
}


@pytest.mark.parametrize(("text", "side"), SIDES.items())
def test_the_ministry_is_the_one_named_before_or_that_of_the_deed(text: str, side: str) -> None:
    assert {r.claimant_side for r in reports(text)} == {side}, text


def test_losses_said_to_be_so_have_no_claimant() -> None:
    (report,) = reports("Losses of 900 Russian soldiers are claimed to have been counted near Lyman.")
    assert report.claimant is None


LABELS = {
    "ISW: Russian troops took Robotyne.": ("ISW", "neutral"),
    "03.07.22 07:38 - General Staff: an assault was repelled near Lyman.": ("General Staff", "UA"),
    "Two people were wounded in Lyman, - RMA.": ("RMA", "UA"),
}


@pytest.mark.parametrize(("text", "claim"), LABELS.items())
def test_a_headline_names_its_source(text: str, claim: tuple[str, str]) -> None:
    assert {(r.claimant, r.claimant_side) for r in reports(text)} == {claim}, text


SPEAKERS = {
    "Russian forces advanced west of Toretsk, the observers assessed.": "neutral",
    "Popasna was shelled by the Ukrainian side, the separatists said.": "RU",
    "Kyiv accused Moscow of shelling Stepnohirsk.": "UA",
    "Residents reported blasts in Sevastopol.": "neutral",
    "Drones were shot down over Moscow, officials in the capital said.": "RU",
    "Lyman fell to Russian troops, the military blog said.": "unknown",
}


@pytest.mark.parametrize(("text", "side"), SPEAKERS.items())
def test_the_nearest_words_name_the_speaker(text: str, side: str) -> None:
    assert {r.claimant_side for r in reports(text)} == {side}, text


NAMES = {
    "Europe's largest plant is at risk as Ukraine accuses Moscow of shelling Enerhodar.": "Ukraine",
    "Work of the Air Force: a drone was downed over Sumy.": "the Air Force",
    "A shell hit Izium, said Ivan Sirko, Head of Main Department of Police.": "Ivan Sirko",
}


@pytest.mark.parametrize(("text", "name"), NAMES.items())
def test_the_name_is_the_speakers_own(text: str, name: str) -> None:
    assert {r.claimant for r in reports(text)} == {name}, text


def test_a_dash_between_number_and_place_hides_no_label() -> None:
    text = "Минобороны РФ: ночью сбиты 37 дронов, из них 20 — над Курской областью."
    assert {r.claimant_side for r in reports(text, "ru")} == {"RU"}


def test_a_mayor_speaks_for_his_town_in_russian() -> None:
    (report,) = reports("Ночью россияне атаковали Львов, сообщил мэр Андрей Садовый.", "ru")
    assert (report.claimant, report.claimant_side) == ("Андрей Садовый", "UA")


def test_whose_agent_is_caught_does_not_speak() -> None:
    report = reports("У СБУ повідомили про затримання у Харкові агента ФСБ.", "uk")[0]
    assert (report.claimant, report.claimant_side) == ("СБУ", "UA")


def test_a_peoples_republic_is_no_person() -> None:
    text = "Войска взяли Селидово Донецкой Народной Республики, — говорится в сообщении."
    assert reports(text, "ru")[0].claimant is None


def test_a_governor_speaks_of_the_place_told_before() -> None:
    text = (
        "An oil depot in Engels, Saratov Oblast, burns after a drone attack. "
        "Governor Roman Busargin acknowledged a hit. Russian troops also shelled Nikopol."
    )
    assert [r.claimant for r in reports(text) if r.place == "Nikopol"] == [None]


@pytest.mark.parametrize(
    ("lang", "text", "initiator"),
    [
        ("ru", "От обстрела Каховки погибла женщина, сообщил Владимир Сальдо.", "UA"),
        ("ru", "Нанесён удар по позициям ВСУ в Работино, сообщил Балицкий.", "RU"),
        ("ru", "Российские войска ударили по складу в Херсоне, заявил Сальдо.", "RU"),
        ("ru", "Взрыв прогремел в Токмаке, заявил Балицкий.", "unknown"),
        ("uk", "Окупаційна влада заявила, що дрон ударив по автобусу в Каховці.", "UA"),
        ("uk", "Генштаб заявив, що дрон ударив по автобусу в Каховці.", "RU"),
        ("en", "Russian-installed officials said a missile hit Melitopol.", "UA"),
        ("en", "Local officials said a missile hit Melitopol.", "RU"),
    ],
)
def test_who_heads_a_land_tells_of_the_fire_it_comes_under(lang: Lang, text: str, initiator: str) -> None:
    assert [r.initiator for r in reports(text, lang)] == [initiator]
