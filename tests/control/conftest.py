"""A made-up front near Pokrovsk: everything east of a straight line is held by Russia."""

from datetime import date

import pytest
from shapely.geometry import box

from geomap.control.baseline import of_polygons
from geomap.places.gazetteer import KINDS, load_gazetteer
from geomap.places.gazetteer.kinds import SETTLEMENTS
from tests.support.events import event

DAY = date(2025, 6, 1)
LINE = 37.5  # degrees east


@pytest.fixture(scope="session")
def gazetteer():
    return load_gazetteer()


@pytest.fixture(scope="session")
def baseline():
    return of_polygons(DAY, {"RU": box(LINE, 46.0, 40.0, 49.5)})


@pytest.fixture(scope="session")
def told(gazetteer):
    """Make an event at a settlement by its name and oblast."""

    def make(type_, name, *, by="RU", day=date(2025, 6, 10), admin1="Donetsk", **given):
        index = place_index(gazetteer, name, admin1)
        values = {
            "id": f"{type_}-{name}-{day}-{given.get('status', '')}",
            "type": type_,
            "place": name,
            "place_id": gazetteer.id_of(index),
            "lat": gazetteer.lat[index],
            "lon": gazetteer.lon[index],
            "date_start": day,
            "date_end": day,
            "initiator": by,
            "target": {"RU": "UA", "UA": "RU"}.get(by, "unknown"),
            "quote": f"{name}: {type_}",
        }
        return event(**(values | given))

    return make


def place_index(gazetteer, name, admin1):
    """Return the largest settlement of that name in an oblast."""
    found = [h.place for h in gazetteer.lookup(name.lower()) if KINDS[gazetteer.kind[h.place]] in SETTLEMENTS]
    here = [i for i in found if gazetteer.admin1[i] >= 0 and gazetteer.short(gazetteer.admin1[i]) == admin1]
    return max(here, key=lambda i: gazetteer.population[i])
