"""What changed between two days: a page of Markdown with the quotes, and a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from geomap.control.baseline import Baseline
from geomap.control.change import Change, compare
from geomap.control.positions import positions
from geomap.control.rules import Held
from geomap.control.series import Picture, series
from geomap.control.sides import Control
from geomap.errors import MissingExtraError
from geomap.export.control_picture import draw
from geomap.export.results import Results
from geomap.models import Event, Quote
from geomap.store.atomic import write_text

if TYPE_CHECKING:
    from datetime import date

    from geomap.places.gazetteer import Gazetteer

_SHOWN_QUOTES = 3
_SHOWN_SPOTS = 40


_NOTE = """From reports alone: a place nobody wrote about stays as the baseline has it. Contested is what a
party claims for itself and nobody else tells, or where fighting goes on inside."""


class Brief(NamedTuple):
    """Two days and what lies between them."""

    before: Picture
    after: Picture
    changes: Sequence[Change]
    turned: Sequence[tuple[Control, Held]]
    """Settlements whose side differs, and what it was before."""
    unfounded: Sequence[date] = ()
    """Days of the two on which no baseline holds."""


def brief(results: Results, baseline: Baseline | None, *, on: date, since: date) -> Brief:
    """Return what changed from ``since`` to ``on`` by the results' events and the baseline."""
    before, after = series(results.events, baseline, results.gazetteer, days=[since, on])
    earlier = {c.place: c for c in before.states}
    was = {c.place: earlier[c.place].side if c.place in earlier else c.was for c in after.states}
    drawn = [c for c in after.states if c.place not in after.front.flagged]
    turned = [(c, was[c.place]) for c in drawn if c.side != was[c.place]]
    changes = compare(before.front, after.front, results.gazetteer)
    unfounded = [day for day in (since, on) if baseline is None or baseline.at(day) is None]
    return Brief(before, after, changes, turned, unfounded)


def write_brief(made: Brief, results: Results, folder: Path) -> list[Path]:
    """Write ``front-DATE.md`` and, where matplotlib is installed, ``front-DATE.png``."""
    stem = f"front-{made.after.front.on}"
    page, picture = folder / f"{stem}.md", folder / f"{stem}.png"
    paths = [page]
    try:
        _draw(made, results.gazetteer, picture)
        paths.append(picture)
    except MissingExtraError:
        paths = [page]
    write_text(page, markdown(made, results, picture=picture.name if picture in paths else ""))
    return paths


def markdown(made: Brief, results: Results, *, picture: str = "") -> str:
    """Return the brief as Markdown."""
    before, after = made.before.front, made.after.front
    lines = [f"# Control of territory, {before.on} to {after.on}", ""]
    if picture:
        lines += [f"![Ground that changed hands]({picture})", ""]
    lines += [*_area_table(made.changes), "", "## Settlements", "", *_settlements(made, results)]
    lines += ["", "## Ground between settlements", "", *_ground(made, results)]
    lines += _without_baseline(made)
    flagged = [results.gazetteer.name(place) for place in after.flagged]
    if flagged:
        lines += ["", f"Told to be taken, far behind the line, not drawn: {', '.join(flagged)}."]
    lines += ["", _NOTE]
    return "\n".join(lines) + "\n"


def _without_baseline(made: Brief) -> list[str]:
    days = [str(day) for day in (made.before.front.on, made.after.front.on) if day in made.unfounded]
    if not days:
        return []
    return [
        "",
        f"No baseline holds on {' or '.join(days)}: only the ground around places told of is known then.",
    ]


def _draw(made: Brief, gazetteer: Gazetteer, path: Path) -> None:
    before, after, gained = made.before.front, made.after.front, made.changes[-1]
    turned = sorted((c.place for c, _ in made.turned), key=lambda p: (-gazetteer.population[p], p))
    title = (
        f"{before.on} to {after.on}: Russia gained {gained.ru_gained:g} km², Ukraine {gained.ua_gained:g} km²"
    )
    draw(before, after, turned, gazetteer, path, title=title)


def _area_table(changes: Sequence[Change]) -> list[str]:
    head = [
        "| oblast | Russia gained, km² | Ukraine gained, km² | newly contested, km² |",
        "|---|---:|---:|---:|",
    ]
    return [
        *head,
        *(f"| {c.oblast} | {c.ru_gained:g} | {c.ua_gained:g} | {c.newly_contested:g} |" for c in changes),
    ]


def _settlements(made: Brief, results: Results) -> list[str]:
    events = {event.id: event for event in results.events}
    lines: list[str] = []
    for now, then in made.turned:
        name, above = results.gazetteer.name(now.place), results.gazetteer.admin1[now.place]
        oblast = f" ({results.gazetteer.short(above)})" if above >= 0 else ""
        lines.append(f"- **{name}**{oblast}: {then} → {now.side}, since {now.since or 'unknown'}")
        lines += [f"  - {text}" for text in _cited(now.deciding, events)]
        lines += [f"  - against: {text}" for text in _cited(now.contradicting, events)]
    return lines or ["None changed hands."]


def _ground(made: Brief, results: Results) -> list[str]:
    """Return the advances told near settlements in the time, the latest first, with their words."""
    events = {event.id: event for event in results.events}
    first, last = made.before.front.on, made.after.front.on
    told = [p for p in positions(results.events, results.gazetteer) if first < p.day <= last]
    lines: list[str] = []
    for spot in told[: -_SHOWN_SPOTS - 1 : -1]:
        event = events[spot.event_id]
        far = f"{event.distance_km:g} km " if event.distance_km is not None else ""
        way = (event.relation or "").replace("_", " ")
        oblast = f" ({event.admin1})" if event.admin1 else ""
        lines.append(f"- **{far}{way} {event.place}**{oblast}: {event.initiator}, {spot.day}")
        lines += [f"  - {text}" for text in _cited([spot.event_id], events)]
    more = len(told) - _SHOWN_SPOTS
    lines += [f"- and {more} more"] if more > 0 else []
    return lines or ["No advance told near a settlement."]


def _cited(ids: Sequence[str], events: Mapping[str, Event]) -> list[str]:
    quotes = [q for id_ in ids if id_ in events for q in events[id_].quotes]
    return [_cite(quote) for quote in quotes[-_SHOWN_QUOTES:]]


def _cite(quote: Quote) -> str:
    words = " ".join(quote.quote.split())
    where = (
        f"[{quote.source or quote.article_id}]({quote.url})"
        if quote.url
        else quote.source or quote.article_id
    )
    said = f", {quote.status} by {quote.claimant}" if quote.claimant else ""
    return f"“{words}” — {where}, {quote.published or 'undated'}{said}"
