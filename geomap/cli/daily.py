"""``geomap watch``, ``geomap feeds`` and ``geomap corrections``: the daily routine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from geomap.cli.app import Out, SettingsFile, say

corrections = typer.Typer(help="Corrections by hand: checked, kept, applied.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command("watch")(watch)
    app.command("feeds")(feeds)
    app.add_typer(corrections, name="corrections")


def watch(
    folder: Annotated[Path, typer.Argument(help="Folder of articles.")],
    out: Out,
    settings: SettingsFile = None,
) -> None:
    """Build now, and again whenever articles come or change in FOLDER; Ctrl-C ends it."""
    from geomap.daily import watch_folder
    from geomap.settings import load_settings

    watch_folder(folder, out, settings=load_settings(settings), told=_tell, failed=_tell_error)


def feeds(
    file: Annotated[Path, typer.Argument(help="TOML list of sources.")],
    out: Out,
    settings: SettingsFile = None,
    once: Annotated[bool, typer.Option("--once", help="Poll what is due now, then leave.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from this machine and private networks.")
    ] = False,
) -> None:
    """Follow RSS and Atom feeds and build with what is new; Ctrl-C ends it."""
    from geomap.daily import follow_feeds
    from geomap.read.fetch import Fetcher
    from geomap.settings import load_settings

    fetcher = Fetcher(allow_private=allow_private)
    asked = follow_feeds(file, out, settings=load_settings(settings), told=_tell, once=once, fetcher=fetcher)
    say(f"sources asked: {asked}" if asked else "no source is due yet")


@corrections.command("from")
def corrections_from(
    edited: Annotated[Path, typer.Argument(help="events.gpkg or a GeoJSON as you changed it in QGIS.")],
    out: Out,
    who: Annotated[str, typer.Option("--who", help="Who made the changes.")],
    why: Annotated[str, typer.Option("--why", help="Why, in a sentence.")] = "",
    file: Annotated[Path, typer.Option("--file", help="Corrections file to append to.")] = Path(
        "corrections.toml"
    ),
    drops: Annotated[
        bool, typer.Option("--drops/--no-drops", help="Deleted rows are events to drop.")
    ] = True,
) -> None:
    """Turn what was changed in a GIS into lines of the corrections file."""
    from geomap.corrections import append_corrections
    from geomap.corrections import corrections_from as compare
    from geomap.store import Store

    with Store.open(out, write=False) as store:
        edits = compare(edited, store.events(), who=who, why=why, drops=drops)
    append_corrections(file, edits.corrections)
    for note in edits.notes:
        say(note)
    print(f"{len(edits.corrections)} corrections appended to {file}")


@corrections.command("check")
def check(file: Annotated[Path, typer.Argument(help="Corrections file (TOML or CSV).")]) -> None:
    """Check a corrections file; exit 1 with file, place and remedy where it is wrong."""
    from geomap.corrections import load_corrections

    for correction in load_corrections(file):
        print(correction)


def _tell_error(error: Exception) -> None:
    say(f"geomap: {error}; the last good outputs stay, waiting for more")


def _tell(facts: dict[str, Any]) -> None:
    events = facts["events"]
    for row in facts["skipped"]:
        say(f"not read: {row['path']}: {row['reason']} ({row['remedy']})")
    for alarm in facts["alarms"]:
        say(alarm)
    say(f"{facts['articles']} articles, {events['all']} events, {len(facts['changes']['new'])} of them new")
