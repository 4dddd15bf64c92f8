"""Packed columns, shapes and words: the page's unpacking gives back what was packed."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import InputError
from geomap.export.map import assets, words
from geomap.export.map.columns import ALPHABET, pack, pack_ids, pack_numbers
from geomap.export.map.control import packed as packed_control
from geomap.export.map.control import read_control
from geomap.export.map.shapes import packed
from geomap.ontology import ontology

VALUES = st.one_of(
    st.lists(st.one_of(st.none(), st.text(max_size=5)), max_size=200),
    st.lists(st.integers(-(10**6), 10**6), max_size=200),
    st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=200),
    st.lists(st.lists(st.text(max_size=3), max_size=3), max_size=50),
)
PAGE = Path(assets.__file__).parent / "page"


def unpack(column: dict[str, Any], n: int) -> list[Any]:
    """Do in Python what ``columns.js`` does in the page."""
    if "all" in column:
        return [column["all"]] * n
    if "list" in column:
        return list(column["list"])
    if "numbers" in column:
        return numbers(column["numbers"])
    if "codes" in column:
        return [column["table"][ALPHABET.index(code)] for code in column["codes"]]
    if "index" in column:
        return [column["table"][row] for row in numbers(column["index"])]
    out = [column["rest"]] * n
    rows = numbers(column["at"])
    for row, value in zip(rows, unpack(column["values"], len(rows)), strict=True):
        out[row] = value
    return out


def numbers(text: str) -> list[int]:
    """Do in Python what the page's ``unpackNumbers`` does."""
    out, last, step, shift = [], 0, 0, 0
    for byte in base64.b64decode(text):
        step |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            last += (step >> 1) ^ -(step & 1)
            out.append(last)
            step = shift = 0
    return out


@given(VALUES)
@settings(deadline=None)
def test_unpacking_gives_back_the_column(values: list[Any]) -> None:
    column = json.loads(json.dumps(pack(values)))
    assert unpack(column, len(values)) == values


@pytest.mark.skipif(shutil.which("node") is None, reason="no node on this machine")
def test_the_page_unpacks_the_same() -> None:
    columns = [
        [None] * 5,
        ["a"] * 50 + ["b"],
        [f"v{i % 7}" for i in range(40)],
        [f"v{i % 90}" for i in range(400)],
        list(range(0, 900, 3)),
        [["x"], [], ["x", "y"]] * 9,
        [0.5, None, 1.0] * 30,
        [(-1) ** i * (2**29 - 1 - i) for i in range(90)],
        [10**12 + i for i in range(90)],
    ]
    ids = ["0123456789abcdef", "fedcba9876543210"]
    asked = [*ids, "23456789abcdeffe", "no id"]
    script = (
        (PAGE / "columns.js").read_text("utf-8")
        + f"""
      const columns = {json.dumps([[pack(c), len(c)] for c in columns])};
      const ids = readIds({json.dumps(pack_ids(ids))});
      const inRows = (c, n) => Array.from({{ length: n }}, (_, row) => reader(c, n)(row));
      const inCodes = (c, n) => Array.from(coded(c, n).codes, (code) => coded(c, n).table[code]);
      console.log(JSON.stringify([
        ...[unpack, inRows, inCodes].map((read) => columns.map(([c, n]) => Array.from(read(c, n)))),
        [ids.of(0), ids.of(1)],
        {json.dumps(asked)}.map((id) => ids.row(id)),
      ]));"""
    )
    node = subprocess.run(["node", "-"], input=script, capture_output=True, text=True, check=True)
    assert json.loads(node.stdout) == [columns, columns, columns, ids, [0, 1, -1, -1]]


@given(st.lists(st.integers(-(2**29), 2**29)))
@settings(deadline=None)
def test_numbers_come_back(values: list[int]) -> None:
    assert numbers(pack_numbers(values)) == values


def test_a_ring_keeps_its_corners_to_eleven_metres() -> None:
    ring = [(37.12344, 48.00001), (38.5, 48.9), (37.12344, 48.00001)]
    lat_lon = (list(accumulate(packed(ring)[axis::2])) for axis in (0, 1))
    assert list(zip(*lat_lon, strict=True)) == [(480000, 371234), (489000, 385000), (480000, 371234)]


def test_both_languages_have_the_same_words() -> None:
    tables = words.interface()
    assert keys(tables["en"]) == keys(tables["uk"])


def keys(table: dict[str, Any], before: str = "") -> set[str]:
    inner = {k: v for k, v in table.items() if isinstance(v, dict)}
    return {before + k for k in table} | {key for k, v in inner.items() for key in keys(v, f"{before}{k}.")}


def test_every_type_and_family_has_a_ukrainian_name() -> None:
    names = words.words("uk")
    assert set(names["types"]) == set(ontology().types)
    assert set(names["families"]) == set(ontology().families)


def test_every_word_the_page_asks_for_is_there() -> None:
    import re

    text = "".join(file.read_text("utf-8") for file in PAGE.glob("*.js"))
    asked = set(re.findall(r'\bword\("([a-z_]+)"', text))
    asked |= set(re.findall(r'data-(?:word|label|placeholder)="([a-z_]+)"', assets.page_html()))
    assert asked - set(words.words("en")) == set()


@pytest.mark.skipif(shutil.which("node") is None, reason="no node on this machine")
def test_page_script_is_valid_javascript(tmp_path: Path) -> None:
    (tmp_path / "page.js").write_text(assets.page_js(), "utf-8")
    subprocess.run(["node", "--check", str(tmp_path / "page.js")], check=True)


def test_page_script_never_writes_markup() -> None:
    """The lint that matters: text enters the page as text."""
    forbidden = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "fetch(",
    )
    assert [word for word in forbidden if word in assets.page_js()] == []


def test_every_module_is_listed() -> None:
    assert {f"{name}.js" for name in assets.MODULES} == {file.name for file in PAGE.glob("*.js")}


def test_leaflet_is_inlined_with_its_images() -> None:
    assert "sourceMappingURL" not in assets.leaflet_js()
    assert "url(images/" not in assets.leaflet_css()
    assert assets.leaflet_js().count("data:image/png;base64,") == 3


def test_control_takes_its_date_from_the_file_name(tmp_path: Path) -> None:
    path = tmp_path / "held_20240715.geojson"
    square = {"type": "Polygon", "coordinates": [[[37, 48], [38, 48], [38, 49], [37, 48]]]}
    feature = {"type": "Feature", "properties": {}, "geometry": square}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    layer = packed_control(read_control(path))
    assert layer is not None
    [[day, [drawing]]] = layer["days"]
    assert (day, drawing["side"]) == (739082, "RU")


@pytest.mark.parametrize("text", ["not json", "[]", '{"type": "Feature"}'])
def test_a_control_file_of_another_kind_is_an_input_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.geojson").write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"x\.geojson"):
        read_control(tmp_path / "x.geojson")


def test_a_wrong_date_names_the_feature() -> None:
    feature = {"properties": {"date": "soon"}, "geometry": {"type": "Point", "coordinates": [37, 48]}}
    square = {"type": "Polygon", "coordinates": [[[37, 48], [38, 48], [38, 49], [37, 48]]]}
    with pytest.raises(InputError, match="feature 0"):
        packed_control({"features": [{**feature, "geometry": square}]})
