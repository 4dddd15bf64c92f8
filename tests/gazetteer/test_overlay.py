"""A user's own places add to the bundled table and override it."""

from __future__ import annotations

from geomap.models import Place
from geomap.places.gazetteer import KINDS, load_gazetteer, with_places
from geomap.places.gazetteer.skeleton import alike

HILL = Place(
    id="mine:hill-214",
    name="Hill 214",
    kind="site",
    lat=48.5,
    lon=37.9,
    tier="site",
    radius_m=500.0,
    names={"uk": ["Висота 214"]},
    country="UA",
    admin1="Donetsk",
)


def test_added_place_is_found_by_all_its_names() -> None:
    base = load_gazetteer()
    mine = with_places(base, [HILL])
    index = mine.index_of("mine:hill-214")
    assert index == len(base)
    assert [hit.place for hit in mine.lookup("hill 214")] == [index]
    assert mine.longest(["at", "висота", "214"], 1, 3)[0] == 2
    assert mine.is_start("hill")
    assert mine.place(index) == HILL
    assert mine.short(mine.admin1[index]) == "Donetsk"
    assert KINDS[mine.kind[index]] == "site"


def test_added_village_is_found_by_its_sound() -> None:
    village = HILL.model_copy(update={"id": "mine:1", "name": "Zvjagelskyj Stavok", "kind": "village"})
    mine = with_places(load_gazetteer(), [village])
    assert [hit.place for hit in alike("Zvyahelsky Stavok", mine)] == [mine.index_of("mine:1")]
    assert "Klishchiivka" in {mine.name(hit.place) for hit in alike("Kleshcheevka", mine)}
    assert alike("Zvyahelsky Stavok", load_gazetteer()) == ()


def test_bundled_table_stays_as_it_is() -> None:
    base = load_gazetteer()
    before = (len(base), base.version)
    with_places(base, [HILL])
    assert (len(base), base.version) == before
    assert base.index_of("mine:hill-214") is None
    assert base.lookup("hill 214") == ()


def test_override_moves_a_place_and_keeps_its_names() -> None:
    base = load_gazetteer()
    index = base.index_of("UA14040010170099454")
    assert index is not None
    moved = base.place(index).model_copy(update={"lat": 48.1, "lon": 37.0, "source": "mine"})
    mine = with_places(base, [moved])
    assert (mine.lat[index], mine.lon[index]) == (48.1, 37.0)
    assert base.lat[index] != 48.1
    assert index in [hit.place for hit in mine.lookup("слов янка".replace(" ", ""))]
    assert mine.place(index).source == "mine"


def test_version_tells_the_overlay_apart() -> None:
    base = load_gazetteer()
    assert with_places(base, [HILL]).version == with_places(base, [HILL]).version
    assert with_places(base, [HILL]).version != base.version
