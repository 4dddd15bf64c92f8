"""``geomap build`` and ``geomap extract``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from geomap.cli.app import (
    AllowPrivate,
    AsJson,
    Columns,
    Gazetteer,
    Lang,
    Out,
    Paths,
    Published,
    Quiet,
    SettingsFile,
    Workers,
    column_map,
    print_json,
    print_table,
    progress,
    say,
)


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command("build")(build)
    app.command("extract")(extract)


def build(
    paths: Paths,
    out: Out,
    published: Published = None,
    lang: Lang = None,
    workers: Workers = None,
    engine: Annotated[str | None, typer.Option("--engine", help="local, or dask: a cluster.")] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Dask scheduler: tcp://host:8786.")
    ] = None,
    parts: Annotated[
        str | None, typer.Option("--parts", metavar="URL", help="Folder or URL of a cluster's partitions.")
    ] = None,
    settings: SettingsFile = None,
    gazetteer: Gazetteer = None,
    corrections: Annotated[
        Path | None, typer.Option("--corrections", help="Corrections by hand (TOML or CSV).")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Polygons of occupied territory at a date.")
    ] = None,
    tiles: Annotated[
        bool | None, typer.Option("--tiles/--no-tiles", help="Offer online tiles in the map.")
    ] = None,
    online: Annotated[
        bool | None, typer.Option("--online", help="Ask Nominatim for names the gazetteer lacks.")
    ] = None,
    column: Columns = None,
    allow_private: AllowPrivate = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 when a source fell silent or lost its places.")
    ] = False,
) -> None:
    """Read articles, update the store in OUT and write the map and every other output."""
    from geomap import pipeline
    from geomap.coding import quiet_collector
    from geomap.settings import load_settings

    quiet_collector()
    chosen = load_settings(
        settings,
        published=published,
        lang=lang,
        workers=workers,
        engine=engine,
        scheduler=scheduler,
        parts=parts,
        gazetteer=gazetteer,
        corrections=corrections,
        baseline=baseline,
        tiles=tiles,
        online=online,
        columns=column_map(column),
        allow_private=allow_private,
    )
    with progress("coding", quiet=quiet) as show:
        facts = pipeline.build(paths, out, settings=chosen, on_progress=show)
    if as_json:
        print_json(facts)
    elif not quiet:
        _print_facts(facts, out)
    for row in facts["skipped"]:
        say(f"not read: {row['path']}: {row['reason']} ({row['remedy']})", quiet=quiet)
    if strict and facts["alarms"]:
        for alarm in facts["alarms"]:
            say(alarm)
        raise typer.Exit(1)


def extract(
    paths: Paths,
    output: Annotated[Path | None, typer.Option("-o", help="File; default stdout.")] = None,
    published: Published = None,
    lang: Lang = None,
    workers: Workers = None,
    settings: SettingsFile = None,
    gazetteer: Gazetteer = None,
    column: Columns = None,
    allow_private: AllowPrivate = None,
    quiet: Quiet = False,
) -> None:
    """Code articles without store or merging: one report a line, as JSON."""
    from geomap import pipeline
    from geomap.coding import quiet_collector
    from geomap.models import jsonable
    from geomap.settings import load_settings

    quiet_collector()
    chosen = load_settings(
        settings,
        published=published,
        lang=lang,
        workers=workers,
        gazetteer=gazetteer,
        columns=column_map(column),
        allow_private=allow_private,
    )
    result = pipeline.read_articles(paths, settings=chosen)
    for row in result.skipped:
        say(f"not read: {row.path}: {row.reason} ({row.remedy})", quiet=quiet)
    target = output.open("w", encoding="utf-8") if output else sys.stdout
    try:
        for coding in pipeline.code_all(result.articles, settings=chosen):
            if coding.problem:
                say(f"not coded: {coding.article.path or coding.article.id}: {coding.problem}", quiet=quiet)
            for report in coding.reports:
                print(json.dumps(jsonable(report), ensure_ascii=False), file=target)
    finally:
        if output:
            target.close()


def _print_facts(facts: dict[str, Any], out: Path) -> None:
    events = facts["events"]
    rows = [
        ("articles read", facts["articles"]),
        ("events", events["all"]),
        ("on the map as points", events["points"]),
        ("on the map as areas", events["areas"]),
        ("not on the map", events["not_mapped"]),
    ]
    print_table(("", "count"), rows)
    print(f"open {out / 'index.html'}; reasons and skipped input are in {out / 'report.md'}")
