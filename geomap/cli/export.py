"""``geomap export``, ``geomap picture`` and ``geomap chart``: a finished build in other forms."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.app import Out
from geomap.cli.filtered import filtered

if TYPE_CHECKING:
    from geomap.export.filter import Filter


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command("export")(filtered(export))
    app.command("picture")(filtered(picture))
    app.command("chart")(filtered(chart))


def export(
    name: Annotated[str, typer.Argument(metavar="FORMAT", help="A format, or a database such as postgis.")],
    out: Out,
    address: Annotated[str | None, typer.Argument(help="Of the database: postgresql://…")] = None,
    output: Annotated[Path | None, typer.Option("-o", help="File or folder; default OUT.")] = None,
    *,
    chosen: "Filter",
) -> None:
    """Write the last build in OUT in another format, or a part of it."""
    from geomap import export as formats

    if address:
        print(formats.export_to_database(name, out, address, chosen=chosen))
        return
    for path in formats.export(name, out, target=output, chosen=chosen):
        print(path)


def picture(
    out: Out,
    output: Annotated[Path, typer.Option("-o", help="A .png, .svg or .pdf file.")],
    title: Annotated[str, typer.Option("--title", help="Line above the map.")] = "",
    *,
    chosen: "Filter",
) -> None:
    """Draw a static map of the last build in OUT, for print."""
    from geomap.export.picture import write_picture

    print(write_picture(out, output, chosen=chosen, title=title))


def chart(
    out: Out,
    output: Annotated[Path, typer.Option("-o", help="A .png, .svg or .pdf file.")],
    by: Annotated[str, typer.Option("--by", help="family or admin1.")] = "family",
    title: Annotated[str, typer.Option("--title", help="Line above the chart.")] = "",
    *,
    chosen: "Filter",
) -> None:
    """Draw the events per day of the last build in OUT, by family or by oblast."""
    from geomap.export.chart import write_chart

    print(write_chart(out, output, chosen=chosen, by=by, title=title))
