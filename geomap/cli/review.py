"""``geomap review``: step through new and doubtful events in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.cli.app import Gazetteer, Out


def add_to(app: typer.Typer) -> None:
    """Register the command of this file."""
    app.command("review")(review)


def review(
    out: Out,
    who: Annotated[str, typer.Option("--who", help="Your name; it stands in each correction.")],
    file: Annotated[Path, typer.Option("--file", help="Corrections file to append to.")] = Path(
        "corrections.toml"
    ),
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 0,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Leave out new events that nothing speaks against.")
    ] = False,
    gazetteer: Gazetteer = None,
) -> None:
    """Step through new and doubtful events on a local page; decisions go into the corrections file."""
    from geomap.places import gazetteer_with
    from geomap.places.doors.userfile import read_places
    from geomap.review.desk import Desk
    from geomap.review.serve import serve

    table = gazetteer_with(read_places(gazetteer) if gazetteer else [])
    desk = Desk(out, file=file, who=who, only_doubtful=doubtful, gazetteer=table)
    print(f"{len(desk.rows())} events wait; decisions are appended to {file}")
    serve(desk, port=port, told=lambda address: print(f"open {address}\nCtrl-C ends it", flush=True))
