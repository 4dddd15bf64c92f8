"""``geomap front``: who holds what on a day, and what changed since another."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from geomap.cli.app import AsJson, Out, print_json, print_table

_WEEK = timedelta(days=7)


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command("front")(front)


def front(
    out: Out,
    on: Annotated[str, typer.Option("--date", metavar="DATE", help="Day of the front.")],
    compare: Annotated[
        str | None, typer.Option("--compare", metavar="DATE", help="Earlier day; default a week before.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Polygons of occupied territory, or VIINA's table.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell what changed hands by the last build in OUT; writes a brief and layers to OUT/front-DATE."""
    from geomap.control.baseline import read_baseline
    from geomap.export.control import write_days
    from geomap.export.control_brief import brief, write_brief
    from geomap.export.destination import make_folder
    from geomap.export.stored import stored_results

    day = _day(on)
    before = _day(compare) if compare else day - _WEEK
    if before >= day:
        raise typer.BadParameter(f"--compare {before} is not before --date {day}")
    results = stored_results(out)
    given = baseline or results.settings.baseline
    made = brief(results, read_baseline(given) if given else None, on=day, since=before)
    folder = out / f"front-{day}"
    make_folder(folder)
    written = [*write_brief(made, results, folder), *write_days([made.before, made.after], results, folder)]
    if as_json:
        rows = [change._asdict() for change in made.changes]
        print_json({"from": str(before), "to": str(day), "km2": rows, "files": [str(p) for p in written]})
        return
    for unknown in made.unfounded:
        print(f"no baseline holds on {unknown}: only the ground around places told of is known then")
    print_table(("oblast", "Russia gained, km²", "Ukraine gained, km²", "newly contested, km²"), made.changes)
    for path in written:
        print(path)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date; write YYYY-MM-DD") from error
