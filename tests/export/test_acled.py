import csv

from geomap.export import acled
from tests.support.events import event, results


def rows(folder):
    return list(csv.DictReader((folder / acled.FILE).read_text(encoding="utf-8").splitlines()))


def test_a_dated_point_becomes_a_row(tmp_path):
    acled.write(results([event(acled_event_type="Explosions/Remote violence")]), tmp_path)
    (row,) = rows(tmp_path)
    wanted = ("event_date", "event_type", "actor1", "iso", "location", "geo_precision", "fatalities")
    assert [row[name] for name in wanted] == [
        "2024-02-18", "Explosions/Remote violence", "Military Forces of Russia (2000-)", "804", "Nikopol", "1", "2"
    ]  # fmt: skip


def test_plans_and_areas_are_no_rows(tmp_path):
    acled.write(results([event(modality="planned"), event(lat=None, lon=None)]), tmp_path)
    assert rows(tmp_path) == []
