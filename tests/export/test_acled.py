"""ACLED's own column names and words, for scripts that were written for its export."""

import csv

import pytest

from geomap.export import acled
from geomap.ontology import ontology
from tests.support.events import event, results

# The header of an export as scripts on the web expect it.
HEADER = """
event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1
inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3
location latitude longitude geo_precision source source_scale notes fatalities tags timestamp
""".split()
# The codebook's sub-event types of political violence and strategic developments.
SUB_EVENTS = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Air/drone strike",
        "Chemical weapon",
        "Grenade",
        "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack",
        "Suicide bomb",
    },
    "Violence against civilians": {"Abduction/forced disappearance", "Attack", "Sexual violence"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}


def rows(folder, *events):
    (path,) = acled.write(results(list(events)), folder)
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_the_header_is_acleds(tmp_path):
    (row,) = rows(tmp_path, event())
    assert list(row) == HEADER


def test_a_dated_point_becomes_a_row(tmp_path):
    (row,) = rows(tmp_path, event(acled_event_type="Explosions/Remote violence"))
    wanted = "event_date event_type actor1 iso region location geo_precision fatalities".split()
    assert [row[name] for name in wanted] == [
        "2024-02-18",
        "Explosions/Remote violence",
        "Military Forces of Russia (2000-)",
        "804",
        "Europe",
        "Nikopol",
        "1",
        "2",
    ]


def test_an_army_is_the_states_at_home_and_external_abroad(tmp_path):
    here, there = rows(tmp_path, event(), event(country="RU", initiator="UA", target="RU"))
    assert (here["inter1"], here["inter2"]) == ("External/Other forces", "State forces")
    assert there["interaction"] == "External/Other forces-State forces"


def test_civilians_are_named_by_their_country(tmp_path):
    (row,) = rows(tmp_path, event(type="civilian_attack", acled_event_type="Violence against civilians"))
    assert (row["actor2"], row["inter2"], row["civilian_targeting"]) == (
        "Civilians (Ukraine)",
        "Civilians",
        "Civilian targeting",
    )


def test_nobody_named_is_no_actor(tmp_path):
    (row,) = rows(tmp_path, event(initiator="unknown", target="unknown"))
    assert [row[name] for name in ("actor1", "inter1", "actor2", "interaction")] == [""] * 4


def test_plans_and_areas_are_no_rows(tmp_path):
    assert rows(tmp_path, event(modality="planned"), event(lat=None, lon=None)) == []


@pytest.mark.parametrize("side", ["UA", "RU", "other", "unknown"])
def test_every_type_of_event_has_a_pair_that_acled_knows(side):
    for kind in ontology().type:
        crosswalk = kind.crosswalk(side)
        assert crosswalk.acled_sub_event_type in SUB_EVENTS[crosswalk.acled_event_type], kind.id


def test_every_type_of_event_has_a_viina_label():
    assert [kind.id for kind in ontology().type if not kind.viina] == []
