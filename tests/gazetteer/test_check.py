"""The bundled gazetteer is sound, and what is generated from it is not stale."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from geomap.errors import GazetteerError
from geomap.models import Place
from geomap.places.doors.check import FRONT, as_markdown, check
from geomap.places.gazetteer import load_gazetteer, with_places
from geomap.places.gazetteer.table import read_table

ROOT = Path(__file__).parents[2]
GAZETTEER = ROOT / "gazetteer"


@pytest.fixture(scope="module")
def report():
    return check()


def test_no_problems(report) -> None:
    assert report.problems == []


def test_every_settlement_of_the_codifier_is_there(report) -> None:
    assert sum(row.total for row in report.coverage) == 29_703


def test_front_oblasts_are_known_precisely(report) -> None:
    shares = {row.oblast: row.share("exact") + row.share("council") for row in report.coverage}
    assert [oblast for oblast in FRONT if shares[oblast] < 0.7] == []


def test_homonyms_are_counted(report) -> None:
    assert report.homonyms[0] == ("Ivanivka", 119)


def test_misplaced_place_is_a_problem() -> None:
    stray = Place(
        id="UA-stray", name="Stray", kind="village", lat=50.0, lon=36.2, tier="exact", radius_m=1000.0,
        country="UA", admin1="Donetsk",
    )  # fmt: skip
    problems = check(with_places(load_gazetteer(), [stray])).problems
    assert problems == ["UA-stray Stray: lies outside Donetsk Oblast"]


def test_readme_holds_the_present_table(report) -> None:
    assert as_markdown(report) in (GAZETTEER / "README.md").read_text("utf-8"), (
        "run: python gazetteer/build compile"
    )


def test_missing_table_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="cannot be read"):
        read_table(tmp_path)


@pytest.mark.slow
def test_compiled_table_is_fresh(tmp_path: Path) -> None:
    code = f"from pathlib import Path; from compile import compile_all; compile_all(Path({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-c", code], cwd=GAZETTEER / "build", check=True)
    stale = [
        path.name
        for path in sorted(tmp_path.iterdir())
        if path.read_bytes() != (GAZETTEER / "compiled" / path.name).read_bytes()
    ]
    assert stale == [], "run: python gazetteer/build compile"
