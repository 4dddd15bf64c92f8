"""A format from another package, as the recipe in CONTRIBUTING says: ten lines and an entry point."""

import sys
from textwrap import dedent

import pytest

from geomap.errors import SettingsError
from geomap.export import export, exporter, exporters, registry
from geomap.pipeline import build

PLUGIN = '''
from geomap.store.atomic import write_text


def write(results, folder):
    """Write one line an event: day, type, place."""
    path = folder / "events.lines"
    lines = [f"{e.date_start} {e.type} {e.place}" for e in results.events]
    write_text(path, "\\n".join(lines) + "\\n")
    return [path]
'''


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """An installed distribution: a module and its metadata in a folder on the path."""
    site = tmp_path / "site"
    metadata = site / "geomap_lines-1.0.dist-info"
    metadata.mkdir(parents=True)
    (site / "geomap_lines.py").write_text(PLUGIN)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: geomap-lines\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[geomap.exporters]\nlines = geomap_lines:write\n")
    monkeypatch.syspath_prepend(str(site))
    registry._found.cache_clear()
    yield
    registry._found.cache_clear()
    sys.modules.pop("geomap_lines", None)


@pytest.fixture
def built(tmp_path):
    text = """\
        Title: Shells fall on Nikopol
        Date: 2024-02-18
        Source: Example Wire

        Russian forces shelled Nikopol on 18 February, killing two people.
    """
    article = tmp_path / "articles" / "a.txt"
    article.parent.mkdir()
    article.write_text(dedent(text))
    out = tmp_path / "out"
    build([str(article)], out)
    return out


def test_geomap_finds_the_format_by_its_name(plugin, built):
    assert "lines" in exporters()
    (path,) = export("lines", built)
    assert path.read_text().splitlines() == ["2024-02-18 shelling Nikopol"]


def test_without_the_package_the_format_is_unknown():
    with pytest.raises(
        SettingsError, match=r"no format 'lines' \(choose one of acled, control, csv, geojson"
    ):
        exporter("lines")


def test_the_built_in_formats_use_the_same_door():
    built_in = {"acled", "csv", "geojson", "gpkg", "kml", "map", "parquet", "qgis", "report"}
    assert built_in <= set(exporters())
    assert all(callable(exporter(name)) for name in built_in)
