"""The run report tells what the last run that differed changed, until another one differs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geomap.pipeline import build
from geomap.settings import Settings

ONLY_REPORT = Settings(workers=1, formats=("report",))
SHELLED = "Date: 2024-05-07\nSource: Wire\n\nRussian forces shelled Nikopol on Tuesday."
QUIET = (
    "Date: 2024-05-08\nSource: Wire\n\nThe council of the town met to speak about its budget and its parks."
)


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Write an article and build; return the reasons of new, changed and gone events."""
    (tmp_path / "in").mkdir()

    def told(name: str = "", text: str = "") -> list[list[str]]:
        if name:
            (tmp_path / "in" / name).write_text(text, "utf-8")
        facts = build([str(tmp_path / "in")], tmp_path / "out", settings=ONLY_REPORT)
        return [[row["why"] for row in rows] for rows in facts["changes"].values()]

    return told


def test_a_change_is_told_until_the_next_run_that_differs(run: Any) -> None:
    first = run("a.txt", SHELLED)
    assert first == [[f"new article: {first[0][0].split()[2]} (Wire)"], [], []]
    assert run() == first
    assert run("b.txt", QUIET) == [[], [], []]
    assert run() == [[], [], []]


def test_an_edited_article_without_an_id_is_a_changed_article(run: Any) -> None:
    run("a.txt", SHELLED)
    new, changed, gone = run("a.txt", SHELLED.replace("Tuesday.", "Tuesday, wounding two people."))
    assert changed == []
    assert [why.split(":")[0] for why in (*new, *gone)] == ["article changed", "article changed"]


def test_changed_names_and_sources_are_in_the_readable_report(run: Any, tmp_path: Path) -> None:
    run("a.txt", SHELLED)
    later = SHELLED.replace("05-07", "05-08")
    run("b.txt", later.replace("Wire", "Herald\nSide: RU\nReliability: state agency"))
    text = (tmp_path / "out" / "report.md").read_text("utf-8")
    assert "| Herald | RU | state agency | 1 | 1 | 1 | 1.0 |" in text
    assert "n\\_sources" not in text  # the same sentence is a reprint: it counts once
    assert "| changed | shelling, Nikopol, 2024-05-07 | new article:" in text
