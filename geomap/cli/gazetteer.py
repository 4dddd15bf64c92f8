"""``geomap gazetteer check · add · update · build``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.app import AsJson, fail, print_json, print_table

if TYPE_CHECKING:
    from geomap.places.doors.check import CheckReport

app = typer.Typer(help="Check, extend and rebuild the table of places.", no_args_is_help=True)


@app.command("check")
def check(as_json: AsJson = False) -> None:
    """Validate the bundled table; exit 1 where it contradicts itself."""
    from geomap.places.doors.check import check as run_check

    report = run_check()
    if as_json:
        print_json(asdict(report))
    else:
        _print_report(report)
    if report.problems:
        fail(f"{len(report.problems)} contradictions in the gazetteer")


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Usual English name.")],
    at: Annotated[str, typer.Option("--at", metavar="LAT,LON", help="WGS84 decimal degrees.")],
    file: Annotated[Path, typer.Option("--file", help="Your table of places.")] = Path("geomap-places.tsv"),
    kind: Annotated[str, typer.Option("--kind", help="village, town, site, river ...")] = "village",
    radius_m: Annotated[float, typer.Option("--radius-m", help="Metres that surely hold it.")] = 1000.0,
    admin1: Annotated[str, typer.Option("--admin1", help="Oblast, without the word.")] = "",
    country: Annotated[str, typer.Option("--country", help="ISO code.")] = "UA",
    also: Annotated[list[str] | None, typer.Option("--also", help="Another name; may be repeated.")] = None,
    source: Annotated[str, typer.Option("--source", help="Where the coordinate comes from.")] = "",
    override: Annotated[str | None, typer.Option("--id", help="Bundled place to override.")] = None,
) -> None:
    """Add a place of your own to a table that `geomap build` reads (beside the articles, or --gazetteer)."""
    from geomap.errors import SettingsError
    from geomap.places.doors.query import parse_point
    from geomap.places.doors.userfile import add_places, new_place

    lat, lon = parse_point(at)
    _refuse_unknown(name, admin1 if country in ("UA", "RU") else "", override)
    try:
        place = new_place(
            name,
            lat=lat,
            lon=lon,
            kind=kind,
            radius_m=radius_m,
            admin1=admin1,
            country=country,
            other_names=also or (),
            source=source,
            place_id=override,
        )
    except ValueError as error:
        raise SettingsError(str(error), remedy="see geomap gazetteer add --help") from error
    add_places([place], file)
    print(f"{place.id} {place.name} is in {file}")


@app.command("update")
def update(
    dumps: Annotated[list[Path], typer.Argument(help="UA.txt, RU.zip ... as GeoNames publishes them.")],
    file: Annotated[Path, typer.Option("--file", help="Your table of places.")] = Path("geomap-places.tsv"),
    bbox: Annotated[str, typer.Option("--bbox", metavar="W,S,E,N", help="Only within.")] = "20,43,56,61",
) -> None:
    """Take exact points and further settlements from GeoNames dumps into your own table."""
    from geomap.geo import parse_box
    from geomap.places import load_gazetteer
    from geomap.places.doors.geonames import update_from_dump
    from geomap.places.doors.userfile import add_places

    box = parse_box(bbox)
    gazetteer = load_gazetteer()
    for dump in dumps:
        places = update_from_dump(dump, gazetteer, bbox=box)
        known = sum(gazetteer.index_of(p.id) is not None for p in places)
        add_places(places, file)
        print(f"{dump}: {known} settlements now exact, {len(places) - known} added, in {file}")


@app.command("build")
def build() -> None:
    """Build the bundled table anew from its sources (in a checkout of the project)."""
    import runpy

    from geomap.errors import GazetteerError
    from geomap.resources import PACKAGE

    script = PACKAGE.parent / "gazetteer" / "build"
    if not script.is_dir():
        remedy = "clone the project; to add places of your own use: geomap gazetteer add, or update"
        raise GazetteerError("the build script is not part of the installed package", remedy=remedy)
    runpy.run_path(str(script), run_name="__main__")


def _refuse_unknown(name: str, admin1: str, override: str | None) -> None:
    """Refuse what would be written and never used: no name, no such oblast, no such place."""
    from geomap.errors import SettingsError
    from geomap.export.filter import is_oblast
    from geomap.places import load_gazetteer

    if not any(map(str.isalnum, name)):
        raise SettingsError(f"{name!r} is no name", remedy="give the usual English name")
    if admin1 and not is_oblast(admin1):
        raise SettingsError(f"--admin1: no oblast {admin1!r}", remedy="write it as geomap place shows it")
    if override and load_gazetteer().index_of(override) is None:
        remedy = "geomap place shows ids; leave --id out for a place that is new"
        raise SettingsError(f"--id: no place {override!r}", remedy=remedy)


def _print_report(report: CheckReport) -> None:
    print(f"{report.places} places, version {report.version}")
    print(f"{report.shared} settlements of Ukraine share their name with another")
    tiers = ("exact", "council", "hromada", "raion")
    rows = [
        (row.oblast, row.total, *(f"{row.share(tier):.0%}" for tier in tiers), row.suspects)
        for row in report.coverage
    ]
    print_table(("oblast", "settlements", *tiers, "suspects"), rows)
    for line in (*report.problems, *report.suspects):
        print(line)
