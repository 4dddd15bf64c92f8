"""Where the bundled files lie: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

from geomap.errors import GazetteerError

PACKAGE = Path(__file__).parent


def gazetteer_dir() -> Path:
    """Return the folder of the compiled gazetteer.

    Raises
    ------
    GazetteerError
        If neither the wheel's nor the checkout's folder is there.
    """
    for folder in (PACKAGE / "_data" / "gazetteer", PACKAGE.parent / "gazetteer" / "compiled"):
        if folder.is_dir():
            return folder
    raise GazetteerError(
        "the bundled gazetteer is missing",
        where=str(PACKAGE),
        remedy="reinstall geomap, or run: make gazetteer",
    )


def package_file(*parts: str) -> Path:
    """Return the path of a file that ships inside the package, such as ``("lang", "en", "events.toml")``."""
    return PACKAGE.joinpath(*parts)
