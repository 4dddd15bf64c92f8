"""The quality gate: agreement with the project's own gold does not fall below what is written down."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from geomap import pipeline
from geomap.evaluate import check_thresholds

GOLD = Path(__file__).parents[2] / "seeds" / "gold"
THRESHOLDS = GOLD / "thresholds.toml"
STEMS = sorted(tomllib.loads(THRESHOLDS.read_text(encoding="utf-8")))


@pytest.mark.parametrize("stem", STEMS)
def test_agreement_with_gold_is_above_its_thresholds(stem: str, tmp_path: Path) -> None:
    figures = {stem: pipeline.evaluate(GOLD / f"{stem}.jsonl", workers=1).figures}
    assert check_thresholds(figures, _only(stem, tmp_path)) == []


def test_a_score_below_its_threshold_is_named(tmp_path: Path) -> None:
    gate = tmp_path / "thresholds.toml"
    gate.write_text('["en.gold"]\n"events.f1" = 0.9\n"events.p" = 0.8\n', encoding="utf-8")
    (failure,) = check_thresholds({"en.gold": {"events": {"f1": 0.89, "p": 0.8}}}, gate)
    assert "events.f1" in failure


def _only(stem: str, folder: Path) -> Path:
    figures = tomllib.loads(THRESHOLDS.read_text(encoding="utf-8"))[stem]
    path = folder / "thresholds.toml"
    lines = "".join(f'"{name}" = {least}\n' for name, least in figures.items())
    path.write_text(f'["{stem}"]\n{lines}', encoding="utf-8")
    return path
