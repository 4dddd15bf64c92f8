"""Every spelling under which a place may stand in a text, with its rank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from rows import Row

from geomap.places.names import case_forms, variants_ru, variants_uk
from geomap.places.names.romanise import romanise_uk
from geomap.places.names.russian import russian_variants

Named = tuple[str, str]  # (spelling, rank)
_WAR = 2022  # names in official use in this year or later are those of the news
_EAST = ("UA", "RU", "BY")  # where spellings are generated from the Cyrillic name
_WORDS = {
    "oblast": ("oblast", "region", "province"),
    "raion": ("raion", "district", "rayon"),
    "hromada": ("hromada", "community", "territorial community"),
    "district": ("district", "raion"),
}
_KIND_WORDS = ("область", "район", "громада", "община", "край", "республика", "республіка")
# What English calls a power station, by the word before "електростанція"; a bare "power plant" may be any.
_STATIONS = {
    "атомна": ("NPP", "nuclear power plant", "nuclear power station", "nuclear plant"),
    "теплова": ("TPP", "thermal power plant", "thermal power station"),
    "гідро": ("HPP", "hydroelectric power plant", "hydroelectric power station", "hydroelectric station"),
}
_HROMADA_UK = ("територіальна", "міська", "селищна", "сільська")


def spellings(row: Row) -> Iterator[Named]:
    """Yield each name of ``row`` with its rank, the best first; keys may repeat."""
    yield row.name, "official"
    if row.kind in _WORDS and row.short:
        yield from _area(row)
    yield from _ukrainian(row)
    yield from _russian(row)
    yield from _station(row)
    yield from ((name, "romanised") for name in split(row.latin))
    for name in split(row.cyrillic):
        yield from generated(name, _language(name), "local")
    yield from _former(row)


def split(names: str) -> list[str]:
    """Return the names of a table cell."""
    return names.split("|") if names else []


def _ukrainian(row: Row) -> Iterator[Named]:
    name = row.name_uk
    if not name:
        return
    yield name, "local"
    if row.country == "UA" and row.kind not in _WORDS:
        yield from ((spelling, "romanised") for spelling in _latin_uk(name))
    yield from ((form, "inflected") for form in _forms(name, "uk"))


def _russian(row: Row) -> Iterator[Named]:
    settled = row.country == "UA" and row.kind not in _WORDS and row.kind != "country"
    for name in _russian_names(row, settled=settled):
        yield name, "local"
        if row.country in _EAST and row.kind not in _WORDS and row.kind != "country":
            rank = "exonym" if row.country == "UA" else "romanised"
            yield from ((spelling, rank) for spelling in _latin_ru(name))
        yield from ((form, "inflected") for form in _forms(name, "ru"))


def _russian_names(row: Row, *, settled: bool) -> Iterable[str]:
    names = [row.name_ru] if row.name_ru else []
    if settled and row.name_uk:
        names += [name for name in russian_variants(row.name_uk) if name not in names]
    return names


def _station(row: Row) -> Iterator[Named]:
    """Yield the English names of a power station by its adjective: "Vuhlehirska TPP", "Uglegorskaya TPP"."""
    adjective, _, rest = row.name_uk.partition(" ")
    if row.kind != "site" or not rest.endswith("електростанція"):
        return
    named = {*_latin_uk(adjective), *_latin_ru(row.name_ru.partition(" ")[0])}
    words = _STATIONS["гідро" if rest.startswith("гідро") else rest.partition(" ")[0]]
    yield from ((f"{name} {word}", "romanised") for name in sorted(named) for word in words)


def _former(row: Row) -> Iterator[Named]:
    for name in split(row.former):
        bare, _, note = name.partition(" (")  # "Артемівськ (until 2016)"
        rank, lang = rank_of_former(note), _language(bare)
        yield from generated(bare, lang, rank)
        if lang == "uk":
            for russian in russian_variants(bare):
                yield from generated(russian, "ru", rank)


def rank_of_former(note: str) -> str:
    """Return the rank of a name that a place bore before: those of the war's own time are in full use.

    >>> rank_of_former("until 2016-02-04)"), rank_of_former("until 2024-09-26)"), rank_of_former("")
    ('former', 'exonym', 'former')
    """
    told = note.removeprefix("until ")[:4]
    recent = told.isdigit() and int(told) >= _WAR
    return "exonym" if recent or note.startswith("in directories") else "former"


def generated(name: str, lang: str, rank: str) -> list[Named]:
    """Return ``name`` with its case forms and, for old names, its romanisations."""
    named = [(name, rank)]
    if lang != "en":
        named += [(form, "former" if rank == "former" else "inflected") for form in _forms(name, lang)]
    if lang != "en" and rank in ("former", "exonym"):
        named += [(spelling, rank) for spelling in (_latin_uk(name) if lang == "uk" else _latin_ru(name))]
    return named


def _language(name: str) -> str:
    """Tell the language by the letters; Russian where they leave it open."""
    if all(letter < "\u0400" for letter in name):
        return "en"
    return "uk" if set(name.lower()) & set("іїєґ'\u2019") else "ru"


def _area(row: Row) -> Iterator[Named]:
    shorts = {row.short}
    adjective = row.name_uk.rsplit(" ", 1)[0]
    if row.country == "UA" and " " in row.name_uk:
        shorts.add(romanise_uk(adjective))
    if row.country == "UA" and row.kind in (
        "raion",
        "district",
    ):  # "Buchansky": no sound leads there from Bucha
        shorts |= {*_latin_uk(adjective), *_latin_ru(row.name_ru.rpartition(" ")[0])} - {""}
    if row.country == "RU" and row.kind == "raion":
        shorts |= set(_latin_ru(row.name_ru.rsplit(" ", 1)[0]))
    for word in _WORDS[row.kind]:
        yield from ((f"{short} {word}", "romanised") for short in sorted(shorts))
    if row.kind != "district":
        yield row.short, "short"
    for name, lang in ((row.name_uk, "uk"), (row.name_ru, "ru")):
        yield from _bare_adjective(name, lang, row.kind)
    if row.kind == "hromada":
        for word in _HROMADA_UK:
            yield from ((form, "inflected") for form in _forms(f"{adjective} {word} громада", "uk"))


def district_names(name_uk: str, name_ru: str, rank: str) -> Iterator[Named]:
    """Yield what a district of a city was called before: "Petrovsky district", "Петровского"."""
    adjectives = {*_latin_uk(name_uk.rpartition(" ")[0]), *_latin_ru(name_ru.rpartition(" ")[0])}
    for word in _WORDS["district"]:
        yield from ((f"{adjective} {word}", rank) for adjective in sorted(adjectives))
    for name, lang in ((name_uk, "uk"), (name_ru, "ru")):
        yield from _bare_adjective(name, lang, "district")


def _bare_adjective(name: str, lang: str, kind: str) -> Iterator[Named]:
    """Yield an area's adjective without its kind word: "на Донецькій", "Донецька обл."."""
    adjective, _, word = name.rpartition(" ")
    if word.lower() not in _KIND_WORDS or not adjective:
        return
    yield from ((form, "adjective") for form in _forms(adjective, lang))
    if kind == "oblast":
        yield f"{adjective} обл", "short"


@cache
def _forms(name: str, lang: str) -> tuple[str, ...]:
    return tuple(sorted(case_forms(name, "uk" if lang == "uk" else "ru")))


@cache
def _latin_uk(name: str) -> tuple[str, ...]:
    return variants_uk(name)


@cache
def _latin_ru(name: str) -> tuple[str, ...]:
    return variants_ru(name)
