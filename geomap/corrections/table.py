"""The corrections file: TOML (``[[correction]]``) or CSV, one correction an entry; new ones are appended.

::

    [[correction]]
    do = "move"  # drop, move, retype, redate, merge, split, confirm, reviewed
    event = "3f2a9c0d1e4b5a67"
    who = "O. Analyst"
    why = "geolocated to the western edge of the village"
    lat = 48.0512
    lon = 37.0811
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from geomap.corrections.model import Correction
from geomap.errors import InputError, first_fault, why_unreadable
from geomap.store.atomic import write_text

_LISTS = ("events", "reports")


def load_corrections(path: Path) -> list[Correction]:
    """Read and check a corrections file, in its order.

    Raises
    ------
    InputError
        If it cannot be read, or an entry is wrong; names the entry and the field.
    """
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _toml_rows(path)
    return [_checked(row, f"{path}: correction {number}") for number, row in enumerate(rows, start=1)]


def _toml_rows(path: Path) -> list[Any]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(
            why_unreadable(error), where=str(path), remedy="give a readable TOML file"
        ) from error
    rows = found.pop("correction", [])
    if found or not isinstance(rows, list):
        what = f"unknown key {next(iter(found), 'correction')!r}"
        raise InputError(what, where=str(path), remedy="write each correction under [[correction]]")
    return rows


def _csv_rows(path: Path) -> list[dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(why_unreadable(error), where=str(path), remedy="give a CSV file in UTF-8") from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [_plain(row) for row in rows if any(row.values())]


def _plain(row: dict[str | None, Any]) -> dict[str, Any]:
    """Return the filled cells; lists are separated by spaces or semicolons."""
    filled = {
        str(name).strip(): value.strip()
        for name, value in row.items()
        if isinstance(value, str) and value.strip()
    }
    return {
        name: value.replace(";", " ").split() if name in _LISTS else value for name, value in filled.items()
    }


def _checked(row: object, where: str) -> Correction:
    try:
        return Correction.model_validate(row)
    except ValidationError as error:
        field, what, _ = first_fault(error)
        where = f"{where}: {field}".rstrip(": ")
        raise InputError(what, where=where, remedy="mend the entry") from error


def append_corrections(path: Path, corrections: Sequence[Correction]) -> None:
    """Add ``corrections`` to the end of a file, which is made if need be; what stands there stays as it is.

    Raises
    ------
    InputError
        If the file is there but not readable.
    StoreError
        If it cannot be written.
    """
    if not corrections:
        return
    try:
        old = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(why_unreadable(error), where=str(path), remedy="give a readable file") from error
    if old and not old.endswith("\n"):
        old += "\n"
    write = _csv_text if path.suffix.lower() == ".csv" else _toml_text
    write_text(path, old + write(corrections, old))


def _toml_text(corrections: Iterable[Correction], old: str) -> str:
    blocks = []
    for correction in corrections:
        filled = correction.model_dump(exclude_defaults=True)
        lines = [f"{name} = {_toml_value(value)}" for name, value in filled.items()]
        blocks.append("\n".join(["[[correction]]", *lines]) + "\n")
    return ("\n" if old else "") + "\n".join(blocks)


def _toml_value(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(_toml_value, value))}]"
    return str(value)  # numbers and dates are written alike in TOML and Python


def _csv_text(corrections: Iterable[Correction], old: str) -> str:
    names = next(csv.reader(io.StringIO(old)), []) or list(Correction.model_fields)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, lineterminator="\n", extrasaction="raise")
    if not old:
        writer.writeheader()
    for correction in corrections:
        filled = correction.model_dump(mode="json", exclude_defaults=True)
        writer.writerow({name: " ".join(v) if isinstance(v, list) else v for name, v in filled.items()})
    return out.getvalue()
