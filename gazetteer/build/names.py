"""Every spelling under which a place may stand in a text, with its rank."""

from __future__ import annotations

from collections.abc import Iterator

from rows import Row

from geomap.places.names.romanise import variants_ru, variants_uk

RANKS = ("official", "romanised", "local", "exonym", "former", "inflected", "adjective", "short")
Named = tuple[str, str]  # (spelling, rank)


def spellings(row: Row) -> Iterator[Named]:
    """Yield each name of ``row`` with its rank, the best first; keys may repeat."""
    yield row.name, "official"
    yield from _local(row)
    if row.kind in ("oblast", "raion", "hromada"):
        yield from _area(row)
    for name in _split(row.latin):
        yield name, "romanised"
    for name in _split(row.cyrillic):
        yield name, "local"
    for name in _split(row.former):
        yield name, "former"


def _split(names: str) -> list[str]:
    return names.split("|") if names else []


def _local(row: Row) -> Iterator[Named]:
    if row.name_uk:
        yield row.name_uk, "local"
        for name in variants_uk(row.name_uk) if row.country == "UA" else ():
            yield name, "romanised"
    if row.name_ru:
        yield row.name_ru, "local"
        for name in variants_ru(row.name_ru) if row.country in ("UA", "RU", "BY") else ():
            yield name, "romanised"


_WORDS = {
    "oblast": ("oblast", "region", "province"),
    "raion": ("raion", "district"),
    "hromada": ("hromada", "community"),
}


def _area(row: Row) -> Iterator[Named]:
    short = row.short
    if not short:
        return
    for word in _WORDS[row.kind]:
        yield f"{short} {word}", "romanised"
    yield short, "short"
