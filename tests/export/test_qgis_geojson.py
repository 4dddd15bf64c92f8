"""QGIS itself must load the GeoJSON with the right types."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from geomap.export import geojson
from tests.support.events import results

SCRIPT = Path(__file__).parents[1] / "support" / "qgis_fields.py"
POINT, POLYGON, NO_GEOMETRY = 0, 2, 4


@pytest.mark.qgis
def test_qgis_reads_types(tmp_path):
    paths = [str(p) for p in geojson.write(results(), tmp_path)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = ["/usr/bin/python3", str(SCRIPT), *paths]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    points, areas, unmapped = json.loads(done.stdout.splitlines()[-1]).values()
    assert [layer["valid"] for layer in (points, areas, unmapped)] == [True] * 3
    assert [layer["geometry"] for layer in (points, areas, unmapped)] == [POINT, POLYGON, NO_GEOMETRY]
    assert [layer["count"] for layer in (points, areas, unmapped)] == [1, 2, 2]
    assert points["crs"] == "EPSG:4326"
    expected = {
        "date_start": "Date",
        "t_start": "DateTime",
        "killed_best": "Integer",
        "where_prec": "Integer",
        "confidence": "Real",
        "sources": "StringList",
        "type": "String",
    }
    assert {name: points["fields"][name] for name in expected} == expected
