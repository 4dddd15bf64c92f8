"""Sort GeoNames' alternate names, which carry no language: Ukrainian, Russian, other spellings, old names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from geomap.places.names import romanise_ru, romanise_uk
from geomap.places.names.russian import russian_variants
from geomap.text.normalise import name_key

ALIKE = 0.6  # below this two spellings are not of one name: Krasnoarmiisk and Pokrovsk
_FOREIGN = re.compile(r"[јљњћђџѓќѕўөәүұқғңһҳҷӣӯ]", re.IGNORECASE)  # letters of other Cyrillic alphabets
_UKRAINIAN = re.compile(r"[іїєґ\u2019']", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ыэъё]", re.IGNORECASE)
_KIND_WORD = re.compile(
    r"\b(город|місто|село|гора|пос[её]лок|селище|смт|пгт|станица|горад|град|misto|gorod|gorad|city of)\b",
    re.IGNORECASE,
)


class Sorted(NamedTuple):
    """Names by what they are; ``former`` holds those unlike the present name."""

    uk: str
    ru: str
    latin: tuple[str, ...]
    cyrillic: tuple[str, ...]
    former: tuple[str, ...]


def sort_ukrainian(name_uk: str, latin: Iterable[str], cyrillic: Iterable[str]) -> Sorted:
    """Sort the alternates of a Ukrainian settlement, whose Ukrainian name is known."""
    likely = russian_variants(name_uk)
    keys = {name_key(name): name for name in reversed(likely)}
    official = romanise_uk(name_uk)
    found = [name for name in _usable(cyrillic) if name_key(name) != name_key(name_uk)]
    russian = next((name for name in found if name_key(name) in keys), "")
    if not russian and found:
        russian = next((n for n in found if not _UKRAINIAN.search(n) and _alike(n, likely[0]) >= 0.75), "")
    known = {name_key(name_uk), name_key(russian or likely[0])}
    rest = [name for name in found if name_key(name) not in known]
    alike = [name for name in rest if max(_alike(name, name_uk), _alike(name, likely[0])) >= ALIKE]
    romanised = (official, *map(romanise_ru, likely))
    spelled = [name for name in _usable(latin) if name_key(name) != name_key(official)]
    close = [name for name in spelled if max(_alike(name, other) for other in romanised) >= ALIKE]
    former = [name for name in rest if name not in alike] + [name for name in spelled if name not in close]
    return Sorted(name_uk, russian or likely[0], _unique(close), _unique(alike), _unique(former))


def sort_foreign(name: str, latin: Iterable[str], cyrillic: Iterable[str], *, russian_first: bool) -> Sorted:
    """Sort the alternates of a place abroad by the letters that only one of the languages has."""
    found = sorted(_usable(cyrillic), key=lambda other: (-_sounds(other, name), other))
    ru = next((n for n in found if not _UKRAINIAN.search(n)), "")
    near = [n for n in found if not _RUSSIAN.search(n) and _sounds(n, name) > _sounds(found[0], name) - 0.15]
    # A name with a letter that only Ukrainian has is surely Ukrainian; else both languages may share one.
    uk = next((n for n in near if _UKRAINIAN.search(n)), near[0] if near else "")
    limit = ALIKE if russian_first else 0.85
    close = [n for n in _usable(latin) if _alike(n, name) >= limit and name_key(n) != name_key(name)]
    rest = [n for n in found if n not in (uk, ru) and _sounds(n, name) >= ALIKE]
    return Sorted(uk, ru, _unique(close), _unique(rest), ())


def _usable(names: Iterable[str]) -> list[str]:
    return [
        name for name in names if not _FOREIGN.search(name) and not _KIND_WORD.search(name) and len(name) > 2
    ]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    by_key = {name_key(name): name for name in sorted(names, reverse=True)}
    return tuple(sorted(by_key.values()))


def _alike(left: str, right: str) -> float:
    return SequenceMatcher(None, name_key(left), name_key(right), autojunk=False).ratio()


def _sounds(cyrillic: str, latin: str) -> float:
    """Compare a Cyrillic name with a Latin one by its romanisation."""
    return max(_alike(romanise_ru(cyrillic), latin), _alike(romanise_uk(cyrillic), latin))
