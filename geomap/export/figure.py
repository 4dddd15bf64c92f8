"""What the printed pictures share: one look, and files with the same bytes for the same figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from geomap.errors import MissingExtraError, SettingsError
from geomap.export.results import Results
from geomap.store.atomic import replacing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, PAPER, LAND, SEA, BORDER, MUTED = "#1d2733", "#ffffff", "#f6f3ec", "#cfdfe8", "#8d8578", "#6b6b6b"
MARKERS = {
    "square": "s",
    "triangle": "^",
    "inverted-triangle": "v",
    "diamond": "D",
    "circle": "o",
    "ring": "o",
    "pentagon": "p",
    "cross": "P",
}
"""Matplotlib's name of each shape of the ontology."""
HAPPENED = frozenset({"occurred", "ongoing"})
DPI = 200
_NO_CLOCK: dict[str, dict[str, Any]] = {
    ".png": {"Software": "geomap"},
    ".svg": {"Date": None, "Creator": "geomap"},
    ".pdf": {"CreationDate": None, "Creator": "geomap", "Producer": "geomap"},
}
"""Formats, and the metadata that keep the hour and the library's version out of their bytes."""
_LOOK: dict[Any, Any] = {
    "font.family": "DejaVu Sans",  # comes with Matplotlib, has Cyrillic
    "font.size": 8,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "svg.hashsalt": "geomap",
    "svg.fonttype": "path",
    "hatch.linewidth": 0.6,
    "axes.edgecolor": BORDER,
    "text.color": INK,
    "axes.labelcolor": INK,
}
_SOURCES_SHOWN = 140  # characters


@contextmanager
def look() -> Iterator[None]:
    """Draw inside with the pictures' fonts and colours, whatever the user's own settings are.

    Raises
    ------
    MissingExtraError
        If Matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
    except ModuleNotFoundError as error:
        raise MissingExtraError.of("matplotlib", "picture") from error
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_LOOK)
        yield


def check_name(path: Path) -> None:
    """Refuse a file whose name ends in no picture format.

    Raises
    ------
    SettingsError
        If it does; names the formats.
    """
    if path.suffix.lower() not in _NO_CLOCK:
        raise SettingsError(
            f"{path.suffix or path.name!r} is no picture format",
            where=str(path),
            remedy=f"end the name in {', '.join(_NO_CLOCK)}",
        )


def save(figure: Figure, path: Path) -> Path:
    """Write ``figure`` in the format its name asks for.

    Raises
    ------
    StoreError
        If the file cannot be written.
    """
    kind = path.suffix.lower()
    with replacing(path) as temporary:
        figure.savefig(temporary, format=kind[1:], dpi=DPI, metadata=_NO_CLOCK[kind])
    return path


def sources(results: Results) -> str:
    """Return the names of the outlets under the events, most events first, cut to a line."""
    counts: dict[str, int] = {}
    for event in results.events:
        for name in event.sources:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(counts, key=lambda name: (-counts[name], name))
    return "Sources: " + shorten(", ".join(names) or "unnamed", _SOURCES_SHOWN, placeholder=" …")


def period(days: Sequence[Any]) -> str:
    """Return the first and last of ISO days as words."""
    known = sorted(str(day) for day in days if day)
    if not known:
        return "undated"
    return known[0] if known[0] == known[-1] else f"{known[0]} to {known[-1]}"


def counted(number: int) -> str:
    """Return ``1 event`` or ``2 events``."""
    return f"{number} event" if number == 1 else f"{number} events"
