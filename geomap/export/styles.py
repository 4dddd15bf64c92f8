"""The styles that QGIS gives the layers of a GeoPackage by itself: its table ``layer_styles``.

Colours, shapes, labels and uncertainty discs were drawn once with QGIS (``qgis/make_template.py``).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from geomap.resources import package_file

STYLED = ("events", "areas", "lines", "control_areas", "front", "control")
_FIXED_DATE = "2000-01-01T00:00:00.000Z"  # the build's hour is no part of its outputs
_TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME
)
"""
_REGISTER = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id)
VALUES ('layer_styles', 'attributes', 'layer_styles', ?, 0)
"""


@cache
def layer_style(name: str) -> str:
    """Return the style of a layer as QGIS's QML."""
    return package_file("export", "qgis", f"{name}.qml").read_text("utf-8")


def add_styles(path: Path) -> None:
    """Give the layers of events and of control in a GeoPackage their default style.

    The table is registered as one without geometry, as QGIS does itself: it finds no other.
    """
    rows = [
        ("", "", name, "geom", "geomap", layer_style(name), "", 1, "geomap", "", None, _FIXED_DATE)
        for name in STYLED
    ]
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("BEGIN")
        file.execute(_TABLE)
        marks = ",".join("?" * len(rows[0]))
        file.executemany(f"INSERT INTO layer_styles VALUES (NULL,{marks})", rows)  # noqa: S608  (marks only)
        file.execute(_REGISTER, (_FIXED_DATE,))
        file.execute("COMMIT")
