"""``geomap gazetteer check · add · update · build``."""

from __future__ import annotations

import typer

from geomap.cli.app import AsJson, fail, print_json

app = typer.Typer(help="Check, extend and rebuild the table of places.", no_args_is_help=True)


@app.command("check")
def check(as_json: AsJson = False) -> None:
    """Validate the bundled table; exit 1 where it contradicts itself."""
    from geomap.places.check import check as run_check

    result = run_check()
    if as_json:
        print_json(result.as_dict())
    else:
        print(result.as_text())
    if result.errors:
        fail(f"{len(result.errors)} contradictions in the gazetteer")
