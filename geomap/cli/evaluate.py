"""``geomap evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from geomap.cli.app import AsJson, Workers, fail, print_json, print_table


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command("evaluate")(evaluate)


def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Gold files: JSON lines with events, or lat and lon.")],
    as_json: AsJson = False,
    misses: Annotated[bool, typer.Option("--misses/--no-misses", help="List each disagreement.")] = True,
    gate: Annotated[Path | None, typer.Option("--gate", help="TOML of thresholds; exit 1 below one.")] = None,
    workers: Workers = None,
) -> None:
    """Code the texts of gold files and print how well the reports agree with people."""
    from geomap import pipeline
    from geomap.evaluate import check_thresholds

    scores = {path.stem: pipeline.evaluate(path, workers=workers or 0) for path in gold}
    figures = {stem: score.figures for stem, score in scores.items()}
    if as_json:
        print_json(figures)
    else:
        for stem, score in scores.items():
            _print_score(stem, score.figures)
            if misses and score.misses:
                print_table(("miss", "article", "type", "place", "text"), score.misses)
    failures = check_thresholds(figures, gate) if gate else []
    if failures:
        fail("; ".join(failures))


def _print_score(stem: str, figures: dict[str, Any]) -> None:
    rows: list[tuple[str, ...]] = []
    for name, value in figures.items():
        if isinstance(value, dict):
            nested = {k: v for k, v in value.items() if isinstance(v, dict)}
            rows += [(f"{name}: {k}", _flat(v)) for k, v in nested.items()] or [(name, _flat(value))]
        else:
            rows.append((name, str(value)))
    print_table((stem, "figures"), rows)


def _flat(row: dict[str, Any]) -> str:
    shown = {k: f"{v:.3f}" if isinstance(v, float) else v for k, v in row.items()}
    return "  ".join(f"{k}={v}" for k, v in shown.items())
