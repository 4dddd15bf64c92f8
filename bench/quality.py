"""Scores every gold file there is and writes the dated table in README: ``make quality``.

The project's own gold (``seeds/gold``) is always there; the collection of real articles is not part of the
project and is scored where ``GEOMAP_EVAL`` (or ``../shared/eval``) holds it.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.readme import markdown_table, replace_between
from geomap.pipeline import evaluate

ROOT = Path(__file__).parents[1]
FIELDS = ("date", "initiator", "modality", "outcome", "claimant_side", "killed", "injured", "downed")


def gold_files() -> list[Path]:
    """Return the gold files of the project and of the collection."""
    collection = Path(os.environ.get("GEOMAP_EVAL", ROOT.parent / "shared" / "eval"))
    return [*sorted((ROOT / "seeds" / "gold").glob("*.jsonl")), *sorted(collection.glob("*.jsonl"))]


def share(value: float | None) -> str:
    """Return a share with two decimals, a dash where there was nothing to measure."""
    return "–" if value is None else f"{value:.2f}"


def event_row(name: str, figures: dict[str, Any]) -> list[str]:
    """Return a row of the table of events."""
    events, family = figures["events"], figures["family"]
    silent = figures["silent_where_nothing_happened"]["share"]
    fields = [figures["fields"].get(f, {}).get("share") for f in FIELDS]
    cells = [events["f1"], events["p"], events["r"], family["f1"], silent, *fields]
    return [name, str(figures["texts"]), *map(share, cells)]


def place_row(name: str, row: dict[str, Any]) -> list[str]:
    """Return a row of the table of places."""
    cells = [row["placed"], row["acc@5km"], row["acc@25km"], row["precision@25km"]]
    return [name, str(row["n"]), *map(share, cells)]


def main() -> None:
    """Score, print, and write both tables into README."""
    events, places = [], []
    for path in gold_files():
        figures = evaluate(path).figures
        name = path.name.removesuffix(".jsonl").removesuffix(".gold")
        if "events" in figures:
            events.append(event_row(name, figures))
            by_lang = figures["by_lang"]
            if len(by_lang) > 1:
                cells = ([n, "", *map(share, (r["f1"], r["p"], r["r"]))] for n, r in by_lang.items())
                events += [[f"… {name}, {row[0]}", *row[1:], *[""] * (2 + len(FIELDS))] for row in cells]
        else:
            places += [place_row(group, row) for group, row in figures.items()]
    head = ("gold", "texts", "F1", "P", "R", "family F1", "silent", *FIELDS)
    table = markdown_table(head, events)
    if places:
        head = ("located texts", "rows", "placed", "within 5 km", "within 25 km", "precision at 25 km")
        table += "\n\n" + markdown_table(head, places)
    today = datetime.now(tz=UTC).date()
    replace_between("quality", f"Measured on {today} with `make quality`.\n\n{table}")
    print(table)


if __name__ == "__main__":
    main()
