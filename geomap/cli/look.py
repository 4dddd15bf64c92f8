"""``geomap place`` and ``geomap explain``: look things up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.app import AsJson, Out, fail, print_json

if TYPE_CHECKING:
    from geomap.models import Place


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command("place")(place)
    app.command("explain")(explain)


def place(
    query: Annotated[str, typer.Argument(help="A place name in any of its spellings.")],
    near: Annotated[str | None, typer.Option("--near", metavar="LAT,LON", help="Nearest first.")] = None,
    admin1: Annotated[str | None, typer.Option("--admin1", help="Only in this oblast.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show what the gazetteer knows under a name."""
    from geomap.models import jsonable
    from geomap.places.doors.query import look_up, parse_point

    found = look_up(query, near=parse_point(near) if near else None, admin1=admin1)
    if as_json:
        print_json([jsonable(p) for p in found])
    elif not found:
        within = f" in {admin1!r}" if admin1 else ""
        fail(f"the gazetteer has no {query!r}{within} (check the spelling, or: geomap gazetteer add)")
    else:
        print("\n".join(_describe(p) for p in found))


def explain(
    event_id: Annotated[str, typer.Argument(metavar="ID", help="Id of a report or an event.")],
    out: Out,
    as_json: AsJson = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the article with mentions marked.")
    ] = None,
) -> None:
    """Show why a report or event is what it is: rule, spans, candidates, merge decisions."""
    from geomap.explain import explain as explain_id
    from geomap.explain.page import write_html

    explanation = explain_id(event_id, out)
    if html:
        write_html(explanation, html)
    if as_json:
        print_json(explanation.as_dict())
    else:
        print(explanation.as_text())


def _describe(place: Place) -> str:
    path = ", ".join(part for part in (place.admin3, place.admin2, place.admin1, place.country) if part)
    spot = "an area" if place.lat is None else f"{place.lat:.4f}, {place.lon:.4f} (lat, lon)"
    precision = f"{place.tier}, within {place.radius_m / 1000:.1f} km"
    return f"{place.name}: {place.kind}, {path}\n  {spot}; {precision}; {place.source}\n  {place.id}"
