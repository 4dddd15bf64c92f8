"""``geomap export``, ``geomap picture`` and ``geomap chart``: a finished build in other forms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.app import Out

if TYPE_CHECKING:
    from geomap.export.filter import Filter

Types = Annotated[list[str] | None, typer.Option("--type", help="Event type; may be repeated.")]
Families = Annotated[list[str] | None, typer.Option("--family", help="Family of types; may be repeated.")]
Sides = Annotated[list[str] | None, typer.Option("--side", help="Who acts: UA, RU, other, unknown.")]
DateRange = Annotated[
    str | None, typer.Option("--date-range", metavar="FIRST..LAST", help="Days, both ends in.")
]
Bbox = Annotated[str | None, typer.Option("--bbox", metavar="W,S,E,N", help="Degrees, WGS84.")]
Admin1 = Annotated[
    list[str] | None, typer.Option("--admin1", help="Oblast, such as Donetsk; may be repeated.")
]
Statuses = Annotated[
    list[str] | None, typer.Option("--status", help="reported, claimed, disputed, denied, confirmed.")
]
Modalities = Annotated[list[str] | None, typer.Option("--modality", help="occurred, ongoing, planned, …")]


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command("export")(export)
    app.command("picture")(picture)
    app.command("chart")(chart)


def export(
    name: Annotated[str, typer.Argument(metavar="FORMAT", help="A format, or a database such as postgis.")],
    out: Out,
    address: Annotated[str | None, typer.Argument(help="Of the database: postgresql://…")] = None,
    output: Annotated[Path | None, typer.Option("-o", help="File or folder; default OUT.")] = None,
    types: Types = None,
    families: Families = None,
    sides: Sides = None,
    date_range: DateRange = None,
    bbox: Bbox = None,
    admin1: Admin1 = None,
    statuses: Statuses = None,
    modalities: Modalities = None,
) -> None:
    """Write the last build in OUT in another format, or a part of it."""
    from geomap import export as formats

    chosen = _filter(types, families, sides, date_range, bbox, admin1, statuses, modalities)
    if address:
        print(formats.export_to_database(name, out, address, chosen=chosen))
        return
    for path in formats.export(name, out, target=output, chosen=chosen):
        print(path)


def picture(
    out: Out,
    output: Annotated[Path, typer.Option("-o", help="A .png, .svg or .pdf file.")],
    title: Annotated[str, typer.Option("--title", help="Line above the map.")] = "",
    types: Types = None,
    families: Families = None,
    sides: Sides = None,
    date_range: DateRange = None,
    bbox: Bbox = None,
    admin1: Admin1 = None,
    statuses: Statuses = None,
    modalities: Modalities = None,
) -> None:
    """Draw a static map of the last build in OUT, for print."""
    from geomap.export.picture import write_picture

    chosen = _filter(types, families, sides, date_range, bbox, admin1, statuses, modalities)
    print(write_picture(out, output, chosen=chosen, title=title))


def chart(
    out: Out,
    output: Annotated[Path, typer.Option("-o", help="A .png, .svg or .pdf file.")],
    by: Annotated[str, typer.Option("--by", help="family or admin1.")] = "family",
    title: Annotated[str, typer.Option("--title", help="Line above the chart.")] = "",
    types: Types = None,
    families: Families = None,
    sides: Sides = None,
    date_range: DateRange = None,
    bbox: Bbox = None,
    admin1: Admin1 = None,
    statuses: Statuses = None,
    modalities: Modalities = None,
) -> None:
    """Draw the events per day of the last build in OUT, by family or by oblast."""
    from geomap.export.chart import write_chart

    chosen = _filter(types, families, sides, date_range, bbox, admin1, statuses, modalities)
    print(write_chart(out, output, chosen=chosen, by=by, title=title))


def _filter(
    types: list[str] | None,
    families: list[str] | None,
    sides: list[str] | None,
    date_range: str | None,
    bbox: str | None,
    admin1: list[str] | None,
    statuses: list[str] | None,
    modalities: list[str] | None,
) -> Filter:
    from geomap.export.filter import Filter, parse_box, parse_days

    return Filter(
        type=frozenset(types or ()),
        family=frozenset(families or ()),
        side=frozenset(sides or ()),
        admin1=frozenset(admin1 or ()),
        status=frozenset(statuses or ()),
        modality=frozenset(modalities or ()),
        days=parse_days(date_range) if date_range else None,
        box=parse_box(bbox) if bbox else None,
    )
