"""The application object, the options that commands share, and how they speak."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

app = typer.Typer(
    name="geomap",
    help="Reads news articles about the war in Ukraine and makes maps an analyst can stand behind.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Paths = Annotated[list[str], typer.Argument(help="Files, folders, globs, addresses, or - for stdin.")]
Out = Annotated[Path, typer.Option("--out", help="Folder of the store and the outputs.")]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="For articles that bear no date.")
]
Lang = Annotated[str | None, typer.Option("--lang", help="en, uk or ru; detected when not given.")]
Workers = Annotated[int | None, typer.Option("--workers", help="Processes; default one per core.")]
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="TOML file of settings.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no table.")]
Columns = Annotated[
    list[str] | None, typer.Option("--column", metavar="FIELD=NAME", help="Column of a table: text=story.")
]
AllowPrivate = Annotated[
    bool | None, typer.Option("--allow-private", help="Also fetch from this machine and private networks.")
]
Gazetteer = Annotated[
    Path | None, typer.Option("--gazetteer", help="Your own places (TSV), added to the bundled ones.")
]

_PIPED_WIDTH = 160  # columns of a table that no terminal limits


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"geomap {version('geomap')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read war reporting, map what it tells."""


def column_map(given: list[str] | None) -> dict[str, str] | None:
    """Return ``FIELD=NAME`` options as a mapping; None where none is given."""
    from geomap.errors import SettingsError
    from geomap.read.article import FIELDS

    pairs = [option.partition("=") for option in given or ()]
    for field, sign, name in pairs:
        if not (field and sign and name):
            raise SettingsError(f"--column: {field!r} names no column", remedy="write --column text=NAME")
        if field not in FIELDS:
            raise SettingsError(f"--column: no field {field!r}", remedy=f"fields are {', '.join(FIELDS)}")
    return {field: name for field, _, name in pairs} or None


def fail(message: str, *, code: int = 1) -> NoReturn:
    """Print ``message`` on stderr and leave with ``code``."""
    print(f"geomap: {message}", file=sys.stderr)
    raise SystemExit(code)


def say(message: str, *, quiet: bool = False) -> None:
    """Print a line on stderr unless ``quiet``."""
    if not quiet:
        print(message, file=sys.stderr)


def print_json(value: Any) -> None:
    """Print ``value`` as indented JSON on stdout."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=1))


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Show a bar with rate and time left on stderr's terminal; yields a function of (done, total)."""
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, rate="")

        def show(done: int, total: int) -> None:
            speed = bar.tasks[task].speed
            bar.update(task, completed=done, total=total, rate=f"{speed:,.0f}/s" if speed else "")

        yield show


def print_table(head: Iterable[str], rows: Iterable[Iterable[object]], *, title: str = "") -> None:
    """Print a table on stdout; cells are plain text, never markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*head, title=title, title_justify="left")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console = Console()
    console.print(table, width=console.width if console.is_terminal else _PIPED_WIDTH)
