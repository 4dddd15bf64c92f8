"""``geomap chart``: how many events began on each day, by family or by oblast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from geomap.errors import SettingsError
from geomap.export.figure import BORDER, HAPPENED, check_name, counted, look, period, save, sources
from geomap.export.filter import Filter, select
from geomap.export.results import Results
from geomap.export.stored import stored_results
from geomap.models import Event
from geomap.ontology import ontology

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Step = Literal["day", "week", "month"]
_DAYS_AS_DAYS, _DAYS_AS_WEEKS = 100, 750  # longer periods are counted by week, then by month
_OBLASTS_SHOWN = 7
_OBLAST_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C1515", "#999999")
_OTHERS, _NOWHERE = "others", "no oblast known"


class Group(NamedTuple):
    """A colour of the chart and the events it counts."""

    label: str
    colour: str
    events: Sequence[Event]


def write_chart(
    out: Path, path: Path, *, chosen: Filter | None = None, by: str = "family", title: str = ""
) -> Path:
    """Draw the events of the build in ``out`` over time and return the file.

    Parameters
    ----------
    out
        Folder of a finished build.
    path
        A .png, .svg or .pdf file.
    chosen
        Which events; without a modality in it, those that happened.
    by
        ``family`` or ``admin1``.
    title
        Line above the chart; empty, it says what it shows.

    Raises
    ------
    SettingsError
        If ``by`` or the file's format is unknown.
    StoreError
        If there is no build, or the file cannot be written.
    """
    check_name(path)
    if by not in ("family", "admin1"):
        raise SettingsError(f"cannot count by {by!r}", where="--by", remedy="choose family or admin1")
    wanted = chosen or Filter()
    results = select(stored_results(out), wanted)
    if not wanted.modality:
        results = results._replace(events=[e for e in results.events if e.modality in HAPPENED])
    first = wanted.days and wanted.days.first
    if first:  # what began earlier and lasted would stretch the axis beyond what was asked for
        results = results._replace(
            events=[e for e in results.events if e.date_start and e.date_start >= first]
        )
    with look():
        return save(draw(results, by=by, title=title), path)


def draw(results: Results, *, by: str = "family", title: str = "") -> Figure:
    """Return the chart as a figure; call it inside ``figure.look``."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4.6))
    axes = figure.add_axes((0.07, 0.22, 0.9, 0.66))
    dated = [e for e in results.events if e.date_start]
    days = [e.date_start for e in dated if e.date_start]
    step = step_for(days)
    _bars(axes, groups(dated, by), bins(days, step), step)
    what = "family" if by == "family" else "oblast"
    axes.set_title(title or f"Events by {what}, {period(days)}", loc="left", fontsize=12, fontweight="bold")
    axes.set_ylabel(f"events begun in each {step}")
    undated = len(results.events) - len(dated)
    note = f"{sources(results)}.\n{counted(len(dated))}"
    note += f", {undated} more without a date" if undated else ""
    figure.text(0.07, 0.03, f"{note}. Input {results.input_hash}.", fontsize=7, va="bottom", linespacing=1.4)
    return figure


def step_for(days: Sequence[date]) -> Step:
    """Return the width of the bars that suits the period."""
    length = (max(days) - min(days)).days if days else 0
    return "day" if length <= _DAYS_AS_DAYS else "week" if length <= _DAYS_AS_WEEKS else "month"


def bin_of(day: date, step: Step) -> date:
    """Return the first day of the day, week (Monday) or month that holds ``day``."""
    if step == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step == "week" else day


def bins(days: Sequence[date], step: Step) -> list[date]:
    """Return every bin from the first to the last day, empty ones too."""
    if not days:
        return []
    first, last = bin_of(min(days), step), bin_of(max(days), step)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sorted({bin_of(day, step) for day in every})


def groups(events: Sequence[Event], by: str) -> list[Group]:
    """Return the events by family in the ontology's order, or by oblast, those with most events first."""
    if by == "family":
        found = [Group(f.label, f.colour, [e for e in events if e.family == f.id]) for f in ontology().family]
        return [group for group in found if group.events]
    named = {id(e): e.admin1 or _NOWHERE for e in events}
    ranked = Counter(named.values()).most_common()
    ranked.sort(key=lambda item: (-item[1], item[0]))
    shown = [name for name, _ in ranked[:_OBLASTS_SHOWN]]
    rest = [e for e in events if named[id(e)] not in shown]
    made = [
        Group(name, colour, [e for e in events if named[id(e)] == name])
        for name, colour in zip(shown, _OBLAST_COLOURS, strict=False)
    ]
    return [*made, Group(_OTHERS, _OBLAST_COLOURS[-1], rest)] if rest else made


def _bars(axes: Axes, shown: Sequence[Group], starts: Sequence[date], step: Step) -> None:
    from matplotlib.ticker import MaxNLocator

    bottom = [0] * len(starts)
    for group in shown:
        counts = Counter(bin_of(e.date_start, step) for e in group.events if e.date_start)
        heights = [counts[start] for start in starts]
        axes.bar(range(len(starts)), heights, 0.9, bottom=bottom, color=group.colour, label=group.label)
        bottom = [a + b for a, b in zip(bottom, heights, strict=True)]
    every = max(1, -(-len(starts) // 12))
    form = "%Y-%m" if step == "month" else "%d %b %Y"
    places = range(0, len(starts), every)
    axes.set_xticks(
        list(places), [starts[n].strftime(form) for n in places], fontsize=7, rotation=30, ha="right"
    )
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.set_ylim(0, max([*bottom, 1]) * 1.22)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color=BORDER, alpha=0.25)
    axes.set_axisbelow(True)
    if shown:
        axes.legend(loc="upper left", fontsize=7, frameon=False, ncols=min(4, len(shown)))
