import zipfile

import pytest

from geomap.errors import InputError
from geomap.places.doors.geonames import update_from_dump
from geomap.places.doors.userfile import add_places, read_places
from geomap.places.gazetteer import load_gazetteer, with_places


def line(geonameid, name, lat, lon, *, alternates="", kind="P", country="UA", people=0):
    cells = [geonameid, name, name, alternates, lat, lon, kind, "PPL", country, "", "05", "", "", "", people]
    return "\t".join(map(str, [*cells, "", "100", "Europe/Kyiv", "2024-01-01"])) + "\n"


@pytest.fixture(scope="module")
def coarse():
    """Return a settlement that the bundled table knows only to its hromada, and whose name is its own."""
    table = load_gazetteer()
    tier = 3
    for i in range(len(table)):
        place = table.place(i) if table.tier[i] == tier and table.radius_m[i] < 30_000 else None
        if place and place.kind == "village" and len(table.lookup(place.name.lower())) == 1:
            return place
    pytest.skip("every settlement is exact")


def dump(tmp_path, *lines):
    path = tmp_path / "UA.txt"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_a_coarse_settlement_becomes_exact(tmp_path, coarse):
    row = line(1, coarse.name, coarse.lat + 0.01, coarse.lon)
    (place,) = update_from_dump(dump(tmp_path, row), load_gazetteer())
    assert (place.id, place.tier, place.katottg) == (coarse.id, "exact", coarse.katottg)
    assert place.lat == pytest.approx(coarse.lat + 0.01)


def test_an_unknown_settlement_is_added_in_its_oblast(tmp_path):
    (place,) = update_from_dump(dump(tmp_path, line(2, "Xyzzyvka", 48.5, 37.5)), load_gazetteer())
    table = with_places(load_gazetteer(), [place])
    assert table.place(table.index_of("geonames:2")).admin1 == "Donetsk"


@pytest.mark.parametrize(
    "row",
    [
        line(3, "Pokrovsk", 48.28, 37.18),  # known, exact
        line(4, "Lake Zoryane", 48.5, 37.5, kind="H"),  # no settlement
        line(5, "Springfield", 39.8, -89.6, country="US"),  # far away
    ],
)
def test_what_adds_nothing_is_left_out(tmp_path, row):
    assert update_from_dump(dump(tmp_path, row), load_gazetteer()) == []


def test_a_zip_is_read_and_the_table_written(tmp_path):
    with zipfile.ZipFile(tmp_path / "UA.zip", "w") as archive:
        archive.writestr("readme.txt", "GeoNames")
        archive.writestr("UA.txt", line(2, "Xyzzyvka", 48.5, 37.5, alternates="Ксиззивка"))
    places = update_from_dump(tmp_path / "UA.zip", load_gazetteer())
    add_places(places, tmp_path / "places.tsv")
    (read,) = read_places(tmp_path / "places.tsv")
    assert (read.id, "Ксиззивка" in read.names["local"]) == ("geonames:2", True)


@pytest.mark.parametrize(
    ("text", "message"),
    [("a\tb\n", "2 columns, not 19"), (line("x", "A", 1, 2), "UA.txt:1"), (line(1, "A", "n", 2), "UA.txt:1")],
)
def test_a_file_that_is_no_dump(tmp_path, text, message):
    with pytest.raises(InputError, match=message):
        update_from_dump(dump(tmp_path, text), load_gazetteer())


def test_a_missing_dump_is_named_once_and_without_a_number(tmp_path):
    with pytest.raises(InputError) as caught:
        update_from_dump(tmp_path / "UA.txt", load_gazetteer())
    assert "[Errno" not in str(caught.value)
    assert str(caught.value).count("UA.txt") == 1


def test_a_zip_without_a_table(tmp_path):
    with zipfile.ZipFile(tmp_path / "UA.zip", "w") as archive:
        archive.writestr("readme.txt", "GeoNames")
    with pytest.raises(InputError, match=r"no \.txt inside"):
        update_from_dump(tmp_path / "UA.zip", load_gazetteer())
