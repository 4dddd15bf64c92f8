"""Mark the place names that are also words or people's names, so that the finder asks for support.

Only names of smaller places are marked: "Paris" and "Херсон" are also surnames and frequent words, but in war
news they are the city. ``KEEP`` and curated/weak_names.tsv hold what the counts get wrong.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable

import msgpack
from names import spellings
from rows import Row
from sources import read_bytes

from geomap.text.normalise import name_key

_ENGLISH_CLASSES = (10, 20, 35, 40, 50)
_SURNAMES = 20_000
_CYRILLIC_WORDS = 20_000
_LARGE_ABROAD = 1_000_000
_LARGE_WORD = 10_000
_LARGE_PERSON = 15_000
_EAST = ("UA", "RU", "BY", "MD")
_SURNAME = re.compile(r"(enko|chuk|iuk|yuk)$")
_AREAS = ("country", "oblast")
KEEP = frozenset(
    "astrakhan archangel china japan morocco guinea emirates turkey shanghai tangier geneva valletta nicosia "
    "perm monaco georgia odessa munich strasbourg bologna aden basel utrecht cherson tula engels saki".split()
)
_GIVEN = (
    "anatolii andrii anna artem bohdan borys danylo denys dmytro fedir hryhorii ihor illia ivan "
    "kateryna kyrylo leonid liudmyla maksym maria mariia mykhailo mykola nadiia nataliia nikita oleh "
    "oleksandr oleksii olena olha pavlo petro roman semen serhii stanislav stepan svitlana taras "
    "tetiana vadym valentyn valerii vasyl viktor viktoriia vitalii volodymyr yaroslav yevhen yosyp "
    "yulia yuliia yurii sasha alexander andrei boris dmitry igor kirill lenin maxim mikhail nikolai "
    "oleg pushkin sergei vladimir yuri kalinin gagarin "
)


def weak_words(rows: Iterable[Row]) -> list[tuple[str, str, str]]:
    """Return ``(key, why, source)`` for every weak key of ``rows``, sorted."""
    bearers = _single_words(rows)
    english, people, cyrillic = _english(), _people(), _cyrillic()
    found = []
    for key, places in sorted(bearers.items()):
        if key in KEEP:
            continue
        if key in english:
            found.append((key, "word", "words_en"))
        elif key in cyrillic and _largest(places) < _LARGE_WORD:
            found.append((key, "word", "words_cyrillic"))
        elif ((key in people or _SURNAME.search(key)) and _small(places)) or key in _GIVEN.split():
            found.append((key, "person", "people"))
    return found


def _single_words(rows: Iterable[Row]) -> dict[str, list[Row]]:
    bearers: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in sorted({name_key(name) for name, _ in spellings(row)}):
            if " " not in key:
                bearers[key].append(row)
    return bearers


def _largest(places: list[Row]) -> int:
    return max((_LARGE_ABROAD if row.kind in _AREAS else row.population) for row in places)


def _small(places: list[Row]) -> bool:
    """Say whether no bearer is so large or near that the name means it more often than a person."""
    return all(
        row.kind not in _AREAS
        and row.population < (_LARGE_PERSON if row.country in _EAST else _LARGE_ABROAD)
        and "capital" not in row.note
        for row in places
    )


def _english() -> set[str]:
    words: set[str] = set()
    for number in _ENGLISH_CLASSES:
        words.update(json.loads(read_bytes("words_en", f"package/english-words-{number}.json")))
    return words


def _people() -> set[str]:
    found: set[str] = set()
    for name in ("female.first", "male.first", "all.last"):
        lines = read_bytes("people", f"names-0.3.0/names/dist.{name}").decode("ascii").splitlines()
        found.update(line.split()[0].lower() for line in lines[:_SURNAMES])
    return found


def _cyrillic() -> set[str]:
    found: set[str] = set()
    for lang in ("uk", "ru"):
        packed = gzip.decompress(read_bytes("words_cyrillic", f"wordfreq/data/large_{lang}.msgpack.gz"))
        bins = msgpack.unpackb(packed, raw=False)[1:]
        words = [word for words in bins for word in words]
        found.update(name_key(word) for word in words[:_CYRILLIC_WORDS] if not word.isascii())
    return found
