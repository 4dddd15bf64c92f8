"""Ukrainian: what the rules find in the register of General Staff, oblast heads, air force and agencies."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.coding import code_article
from geomap.events.lexicon.rules import CueRule, TriggerRule, context_rules, event_rules
from geomap.models import Article, Report
from geomap.places import load_gazetteer

TRIGGERS = event_rules("uk").trigger
CUES = context_rules("uk").cue


def read(text: str) -> list[Report]:
    article = Article(id="uk", text=text, published=date(2025, 3, 12), lang="uk")
    return list(code_article(article, load_gazetteer()).reports)


def told(text: str) -> list[tuple[str, str | None]]:
    return [(r.type, r.place) for r in read(text)]


def only(text: str) -> Report:
    found = read(text)
    assert len(found) == 1, [(r.type, r.place) for r in found]
    return found[0]


@pytest.mark.parametrize("rule", TRIGGERS, ids=lambda rule: rule.id)
def test_trigger_examples(rule: TriggerRule) -> None:
    for example in rule.examples:
        assert rule.type in {r.type for r in read(example)}, example
    for example in rule.counter_examples:
        assert rule.type not in {r.type for r in read(example)}, example


@pytest.mark.parametrize("cue", [cue for cue in CUES if cue.examples], ids=lambda cue: cue.id)
def test_cue_examples(cue: CueRule) -> None:
    for example in cue.examples:
        found = read(example)
        if cue.drop:
            assert not [r for r in found if r.family == "fires"], example
        elif cue.modality:
            assert cue.modality in {r.modality for r in found}, example
        elif cue.becomes:
            assert found, example
            assert {r.type for r in found}.isdisjoint(cue.types), example
    for example in cue.counter_examples:
        assert cue.modality not in {r.modality for r in read(example)}, example


def test_every_trigger_has_examples() -> None:
    assert [rule.id for rule in TRIGGERS if not rule.examples] == []


def test_listed_villages_are_events_and_the_axis_is_none() -> None:
    found = read(
        "На Лиманському напрямку Сили оборони відбили дев'ять атак у районах Торського, Терн та Ямполівки."
    )
    assert [(r.type, r.place, r.initiator, r.outcome) for r in found] == [
        ("ground_assault", place, "RU", "failed") for place in ("Torske", "Terny", "Yampolivka")
    ]


@pytest.mark.parametrize(
    ("text", "initiator"),
    [
        ("Обстріляли Нікополь російські війська.", "RU"),
        ("Захоплено росіянами Вугледар.", "RU"),
        ("Сили оборони вдарили по складу окупантів у Токмаку.", "UA"),
        ("Відбито атаки противника поблизу Торського.", "RU"),
        ("Атаки поблизу Торського відбито українськими захисниками.", "RU"),
    ],
)
def test_case_tells_who_acts(text: str, initiator: str) -> None:
    assert only(text).initiator == initiator


def test_outcome_told_a_sentence_later() -> None:
    found = read("Ворог атакував поблизу Терн і Торського. Усі атаки відбито.")
    assert {(r.place, r.outcome) for r in found} == {("Terny", "failed"), ("Torske", "failed")}


def test_two_clauses_two_places() -> None:
    found = read("У Харкові поранено трьох людей, у Дергачах загинув чоловік.")
    assert [(r.place, r.killed, r.injured) for r in found] == [("Kharkiv", None, 3), ("Derhachi", 1, None)]


def test_oblast_of_the_office_that_speaks() -> None:
    found = read("Про це повідомив голова Полтавської ОВА Філіп Пронін. В області вночі працювала ППО.")
    assert [(r.type, r.place, r.initiator) for r in found] == [("interception", "Poltava Oblast", "UA")]


def test_speaker_follows_the_verb() -> None:
    report = only("Росіяни обстріляли Херсон, повідомив голова ОВА Олександр Прокудін.")
    assert (report.claimant, report.claimant_side) == ("Олександр Прокудін", "UA")


def test_original_is_kept_and_fields_are_english() -> None:
    report = only("Ворог окупував Вугледар.")
    assert (report.place, report.place_local, report.type) == ("Vuhledar", "Вугледар", "capture")
    assert report.quote == "Ворог окупував Вугледар."


@pytest.mark.parametrize(
    "text",
    [
        "Президент закликав партнерів посилити санкції проти Росії.",
        "На Харківщині оголошено повітряну тривогу.",
        "Хакери атакували сайт міської ради Львова.",
        "Кандидат програв битву за крісло мера Одеси.",
        "Польща передала Україні 14 танків.",
    ],
)
def test_nothing_happened(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Росія планує захопити Покровськ.", "planned"),
        ("Росія може вдарити ракетами по Одесі.", "hypothetical"),
        ("Російські війська не захопили Торецьк.", "negated"),
        ("Ізюм росіяни окупували у квітні 2022 року.", "historical"),
        ("Російські війська захопили Торецьк.", "occurred"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert {r.modality for r in read(text)} == {modality}


def test_a_village_that_bears_an_officials_name_stays_in_its_list() -> None:
    found = read("Під ворожим вогнем та авіаударами були Антонівка, Садове, Дар'ївка та місто Херсон.")
    assert {r.place for r in found} == {"Antonivka", "Sadove", "Darivka", "Kherson"}
    assert {(r.type, r.initiator) for r in found} == {("strike", "RU")}


def test_a_place_near_the_first_one_is_listed_with_those_behind_it() -> None:
    found = read("Ворог просунувся у Торецьку, поблизу Щербинівки та Диліївки.")
    assert {r.place for r in found} == {"Toretsk", "Shcherbynivka", "Dyliivka"}


def test_what_was_downed_is_downed_where_the_raid_was() -> None:
    found = read("Вночі ворог атакував дронами Ізмаїльський район. Сили ППО знищили 12 безпілотників.")
    assert [(r.place, r.downed) for r in found if r.type == "interception"] == [("Izmail Raion", 12)]


def test_the_districts_town_is_the_town_it_is_named_after() -> None:
    found = read("Ворог обстріляв Нікопольщину – райцентр і Мирівську громаду.")
    assert {r.place for r in found} == {"Nikopol", "Myrove hromada"}


def test_the_next_sentence_tells_the_means_of_each_place() -> None:
    found = read("Загарбники били по Нікополю і Марганцю. Застосували артилерію та дрони-камікадзе.")
    assert {(r.type, r.place) for r in found} == {("strike", "Nikopol"), ("strike", "Marhanets")}


def test_damage_in_a_town_is_that_of_the_raid_on_its_oblast() -> None:
    found = only("Вночі ворог атакував Одещину дронами, пошкоджено склад в Ізмаїлі.")
    assert (found.type, found.place) == ("drone_strike", "Izmail")


@pytest.mark.parametrize("text", ["Не припиняються удари по Куп'янську.", "Не стихають обстріли Нікополя."])
def test_what_does_not_cease_goes_on(text: str) -> None:
    assert {r.modality for r in read(text)} == {"occurred"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("СБУ затримала у Львові агента.", "claimed"),
        ("Партизани підірвали колію біля Мелітополя.", "reported"),
        ("Міноборони РФ раніше повідомляло про захоплення Селидового.", "claimed"),
        ("Генштаб повідомив: відбито три атаки ворога поблизу Торського.", "claimed"),
    ],
)
def test_a_side_claims_its_own_deeds(text: str, status: str) -> None:
    assert [r.status for r in read(text)] == [status]


@pytest.mark.parametrize(
    ("after", "status"),
    [
        ("У Генштабі ЗСУ це спростували.", "disputed"),
        ("Генштаб ЗСУ втрату міста заперечує.", "disputed"),
        ("Генштаб ЗСУ про це не повідомляв.", "claimed"),
    ],
)
def test_what_the_other_side_denies_is_disputed(after: str, status: str) -> None:
    assert read(f"Міноборони РФ заявило про захоплення Часового Яру. {after}")[0].status == status


def test_where_missiles_come_from_is_no_place_of_the_strike() -> None:
    text = "Ворог атакував Запоріжжя двома балістичними ракетами «Іскандер-М» із Криму."
    assert told(text) == [("missile_strike", "Zaporizhzhia")]


def test_a_second_attack_of_a_sentence_takes_nothing_of_the_first() -> None:
    text = "У Куп'янську від обстрілу загинув чоловік, у Великому Бурлуку після авіаудару поранено жінку."
    assert told(text) == [("shelling", "Kupiansk"), ("air_strike", "Velykyi Burluk")]


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("Окупантів вибито з Ямполя.", ("recapture", "UA")),
        ("Українських військових витіснено з Ямполя.", ("capture", "RU")),
        ("Ямпіль зачищено від російських військ.", ("recapture", "UA")),
        ("Ямпіль зачищено від ЗСУ.", ("capture", "RU")),
    ],
)
def test_who_is_driven_out_tells_who_took_it(text: str, told_as: tuple[str, str]) -> None:
    report = only(text)
    assert (report.type, report.initiator) == told_as
