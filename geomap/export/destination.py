"""From a format, a filter and a place to put it to files: what ``geomap export`` does."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from geomap.errors import SettingsError, StoreError
from geomap.export.filter import Filter, select
from geomap.export.registry import Exporter, database, databases, exporter
from geomap.export.results import Results
from geomap.export.stored import stored_results
from geomap.store.atomic import replacing


def export(name: str, out: Path, *, target: Path | None = None, chosen: Filter | None = None) -> list[Path]:
    """Write the build in ``out`` in the format ``name`` and return the files.

    Parameters
    ----------
    name
        Of an entry point in ``geomap.exporters``.
    out
        Folder of a finished build.
    target
        A file for a format of one file, or a folder (it exists, or its name has no dot). None is ``out``
        itself, for exports of everything only: a filtered file must not stand where the whole one stood.
    chosen
        Which events; None keeps all.

    Raises
    ------
    SettingsError
        If there is no such format, or it needs another kind of target.
    StoreError
        If there is no build in ``out``, or the target cannot be written.
    """
    if name in databases():
        raise SettingsError(f"{name} is a database", remedy=f"give its address: geomap export {name} ADDRESS")
    write = exporter(name)
    filtered = bool(chosen)
    if target is None and filtered:
        remedy = "say where with -o; a part of the events would replace the whole"
        raise SettingsError("a filtered export needs a place of its own", remedy=remedy)
    results = select(stored_results(out), chosen or Filter())
    folder = target or out
    if target is None or target.is_dir() or not target.suffix:
        make_folder(folder)
        return write(results, folder)
    return [_one_file(write, results, target, name)]


def export_to_database(name: str, out: Path, address: str, *, chosen: Filter | None = None) -> str:
    """Write the build in ``out`` to the database at ``address`` and return a line on what changed there.

    Raises
    ------
    SettingsError
        If there is no such kind of database.
    StoreError
        If there is no build in ``out``, or the database refuses.
    """
    write = database(name)
    results = select(stored_results(out), chosen or Filter())
    return write(results, address, whole=not chosen)


def make_folder(folder: Path) -> None:
    """Make ``folder`` where it is missing.

    Raises
    ------
    StoreError
        If that cannot be.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"cannot be made: {error.strerror}"
        raise StoreError(what, where=str(folder), remedy="choose another folder") from error


def _one_file(write: Exporter, results: Results, target: Path, name: str) -> Path:
    """Let the exporter write into a scratch folder and move its only file to ``target``."""
    with tempfile.TemporaryDirectory() as scratch:
        made = write(results, Path(scratch))
        if len(made) != 1:
            names = ", ".join(path.name for path in made)
            raise SettingsError(f"{name} writes {names}", where=str(target), remedy="give a folder with -o")
        with replacing(target) as temporary:
            shutil.copyfile(made[0], temporary)
    return target
