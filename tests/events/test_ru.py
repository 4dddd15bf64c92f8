"""Russian: what the rules find in the briefings, the governors' posts, the agencies and both armies."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.events.lexicon.rules import CueRule, TriggerRule, context_rules, event_rules
from geomap.models import Report
from tests.events.coding import reports

TRIGGERS = event_rules("ru").trigger
CUES = context_rules("ru").cue


def read(text: str) -> list[Report]:
    return list(reports(text, "ru"))


def told(text: str) -> list[tuple[str, str | None, str]]:
    return [(r.type, r.place, r.initiator) for r in read(text)]


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
        else:
            assert found, example
    for example in cue.counter_examples:
        assert cue.modality not in {r.modality for r in read(example)}, example


def test_every_trigger_has_examples() -> None:
    assert [rule.id for rule in TRIGGERS if not rule.examples] == []


def test_liberated_in_the_donetsk_region_is_a_claimed_capture() -> None:
    [found] = read("Подразделения группировки «Центр» освободили Новогродовку в ДНР, сообщило Минобороны РФ.")
    assert (found.type, found.place, found.initiator) == ("capture", "Novohrodivka", "RU")
    assert (found.status, found.claimant_side) == ("claimed", "RU")


def test_who_liberates_is_who_speaks() -> None:
    assert told("Минобороны РФ сообщило об освобождении Новогродовки.") == [("capture", "Novohrodivka", "RU")]
    assert told("Генштаб ВСУ сообщил об освобождении Новогродовки от оккупантов.") == [
        ("recapture", "Novohrodivka", "UA")
    ]
    assert told("Минобороны РФ сообщило об освобождении Суджи.") == [("recapture", "Sudzha", "RU")]


@pytest.mark.parametrize(
    ("text", "initiator"),
    [
        ("Оккупанты готовили атаку. Враг обстрелял Никополь.", "RU"),
        ("Минобороны РФ: противник обстрелял Горловку.", "UA"),
        ("Силами ПВО над Брянской областью сбиты два дрона.", "RU"),
        ("Над Сумской областью сбиты два дрона.", "UA"),
        ("Подразделениями группировки «Север» нанесено поражение бригаде ВСУ в районе Волчанска.", "RU"),
        ("Отражены три атаки штурмовых групп ВСУ в районе Торецка.", "UA"),
    ],
)
def test_case_and_voice_tell_who_acts(text: str, initiator: str) -> None:
    assert {r.initiator for r in read(text)} == {initiator}


def test_losses_are_inflicted_near_each_village_of_the_list() -> None:
    found = read("Нанесено поражение технике ВСУ в районах населённых пунктов Торское, Серебрянка и Северск.")
    assert [(r.type, r.place, r.where) for r in found] == [
        ("strike", "Torske", "near"),
        ("strike", "Serebrianka", "near"),
        ("strike", "Siversk", "near"),
    ]


def test_a_dash_stands_for_the_verb() -> None:
    text = "Семь дронов сбили над Брянской областью, четыре — над Курской, один — над Белгородской."
    assert [(r.place, r.downed) for r in read(text)] == [
        ("Bryansk Oblast", 7),
        ("Kursk Oblast", 4),
        ("Belgorod Oblast", 1),
    ]


def test_an_okrug_of_russia_keeps_its_name_without_a_pin() -> None:
    [found] = read(
        "Губернатор Белгородской области сообщил: в Шебекинском округе дрон атаковал машину, ранен водитель."
    )
    assert (found.type, found.place, found.where, found.lat) == (
        "drone_strike",
        "Shebekinsky Okrug",
        "admin2",
        None,
    )
    assert (found.initiator, found.injured) == ("UA", 1)


def test_nobody_hurt_belongs_to_the_raid() -> None:
    [found] = read("Над Брянской областью сбиты два дрона. В результате атаки пострадавших и разрушений нет.")
    assert (found.type, found.downed, found.killed, found.injured) == ("interception", 2, 0, 0)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Россия планирует захватить Покровск.", "planned"),
        ("Россия может ударить по Сумам ракетами.", "hypothetical"),
        ("Генштаб ВСУ опроверг информацию о захвате Покровска.", "negated"),
        ("Бахмут был захвачен российскими войсками в мае 2023 года.", "historical"),
        ("Российские войска штурмуют Покровск.", "occurred"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert [r.modality for r in read(text)] == [modality]


@pytest.mark.parametrize(
    "text",
    [
        "Москва заявила, что не примет ультиматумов Киева.",
        "В Воронежской области объявлена опасность атаки беспилотников.",
        "Кризис ударил по кошелькам жителей Краснодара.",
        "Суд в Харькове арестовал имущество депутата по делу о коррупции.",
        "В Луганске водитель сбил пешехода.",
    ],
)
def test_silent_where_nothing_of_war_is_told(text: str) -> None:
    assert told(text) == []


def test_yesterday_is_the_day_before_publication() -> None:
    [found] = read("Вчера россияне обстреляли Купянск из РСЗО.")
    assert found.date_start == found.date_end
    assert isinstance(found.date_start, date)
    assert found.date_basis == "relative"


def test_the_enemy_is_that_of_whoever_holds_the_place() -> None:
    found = read("На Купянском направлении противник дважды безуспешно наступал в сторону Петропавловки.")
    assert {r.initiator for r in found} == {"RU"}


def test_the_village_behind_the_verb_is_the_place_not_its_district() -> None:
    [found] = read("В Глушковском районе под обстрел попало село Карыж.")
    assert (found.type, found.place) == ("shelling", "Karyzh")


@pytest.mark.parametrize(
    ("land", "place"),
    [
        ("Сумщине", "Sumy Oblast"),
        ("Донетчине", "Donetsk Oblast"),
        ("Киевщине", "Kyiv Oblast"),
        ("Никопольщине", "Nikopol Raion"),
        ("Волчанщине", "Vovchansk hromada"),
        ("Брянщине", "Bryansk Oblast"),
    ],
)
def test_lands_named_after_towns(land: str, place: str) -> None:
    assert {r.place for r in read(f"Над полем на {land} сбиты два дрона.")} == {place}


def test_a_raid_on_the_country_is_no_raid_on_the_region_hit() -> None:
    found = read(
        "Ночью РФ атаковала Украину 90 дронами. Силы ПВО сбили 70. Есть попадания в Одесской области."
    )
    assert {(r.type, r.place, r.launched, r.downed) for r in found} >= {("interception", "Ukraine", 90, 70)}
    assert all(r.launched is None for r in found if r.place == "Odesa Oblast")


@pytest.mark.parametrize(
    "text", ["Не прекращаются удары по Купянску.", "Враг не прекращает обстрелы Никополя."]
)
def test_what_does_not_cease_goes_on(text: str) -> None:
    assert {r.modality for r in read(text)} == {"occurred"}


@pytest.mark.parametrize(
    ("text", "status", "side"),
    [
        ("ФСБ задержала в Ялте двух жителей.", "claimed", "RU"),
        ("СБУ задержала в Харькове двух жителей.", "claimed", "UA"),
        ("Правоохранители задержали в Харькове двух жителей.", "reported", "unknown"),
        ("Минобороны РФ ранее сообщало, что российские войска взяли Гродовку.", "claimed", "RU"),
        ("Генштаб ВСУ сообщил: отбиты три атаки врага возле Торского.", "claimed", "UA"),
        ("Киев ранее заявил об отводе войск из Угледара.", "claimed", "UA"),
        ("Москва объявила об отводе войск из Херсона.", "claimed", "RU"),
    ],
)
def test_a_side_claims_its_own_deeds(text: str, status: str, side: str) -> None:
    assert [(r.status, r.claimant_side) for r in read(text)] == [(status, side)]


def test_prisoners_exchanged_are_told_before_a_colon() -> None:
    assert [r.type for r in read("Украина и Россия обменялись пленными: вернулись по 95 человек.")] == [
        "prisoner_exchange"
    ]
    assert read("Обмен пленными: что говорят родные.") == []


@pytest.mark.parametrize(
    ("after", "status"),
    [
        ("Украинское командование взятие города отрицает.", "disputed"),
        ("Киев это опроверг.", "disputed"),
        ("Украинский Генштаб этого не комментировал.", "claimed"),
        ("Украинское командование отрицает взятие Гродовки.", "claimed"),
        ("В Москве это не опровергли.", "claimed"),
    ],
)
def test_what_the_other_side_denies_is_disputed(after: str, status: str) -> None:
    assert read(f"Минобороны РФ заявило о взятии Угледара. {after}")[0].status == status


def test_fire_on_towns_held_since_2014_is_ukrainian() -> None:
    assert told("В Ясиноватой дрон попал в автобус, погибла женщина.") == [
        ("drone_strike", "Yasynuvata", "UA")
    ]
    assert told("В Авдеевке дрон попал в автобус, погибла женщина.")[0][2] == "RU"


def test_the_peninsula_is_the_one_that_holds_the_town_told_before() -> None:
    text = "В Феодосии загорелась нефтебаза после атаки дронов. Над полуостровом сбито 40 беспилотников."
    assert [(r.type, r.place) for r in read(text)] == [
        ("drone_strike", "Feodosiia"),
        ("interception", "Crimea"),
    ]


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("Ямполь полностью зачищен от ВСУ.", [("capture", "Yampil", "RU")]),
        ("Ямполь очищен от российских войск.", [("recapture", "Yampil", "UA")]),
        ("Ямполь перешёл под контроль ВС РФ.", [("capture", "Yampil", "RU")]),
        ("ВСУ вытеснены из Ямполя.", [("capture", "Yampil", "RU")]),
        ("Противник выбит из Ямполя.", []),  # whose enemy is not told
    ],
)
def test_who_is_driven_out_tells_who_took_it(text: str, told_as: list[tuple[str, str, str]]) -> None:
    assert told(text) == told_as


def test_a_town_won_back_is_no_attack_repelled() -> None:
    found = told("ВСУ отбили Клещеевку и начали наступление на Андреевку.")
    assert found == [("recapture", "Klishchiivka", "UA"), ("ground_assault", "Andriivka", "UA")]


def test_each_axis_of_a_list_has_its_act() -> None:
    found = told("На Лиманском направлении отбито семь атак, на Новопавловском — четыре.")
    assert [place for _, place, _ in found] == ["Lyman", "Novopavlivka"]


def test_who_heads_occupied_land_tells_of_fire_on_it_across_sentences() -> None:
    found = told("В Новой Каховке дрон ударил по остановке. Ранены две женщины, сообщил Владимир Сальдо.")
    assert found == [("drone_strike", "Nova Kakhovka", "UA")]


def test_the_same_day_is_the_one_told_before() -> None:
    text = "14 января ракета попала в дом в Днепре. В тот же день россияне ударили по Сумам."
    assert {str(r.date_start) for r in read(text)} == {"2025-01-14"}
