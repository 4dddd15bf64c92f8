"""Names that sound alike: a key of consonants for spellings that no table lists."""

from __future__ import annotations

from functools import lru_cache

from geomap.places.gazetteer import Gazetteer, NameHit
from geomap.places.kinds import SETTLEMENTS, kind_of
from geomap.text import fold

_LATIN = str.maketrans(
    dict(zip("абвгґдезийклмнопрстуфхцьыэі", "abvggdeziyklmnoprstufhc'yei", strict=True))
    | {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "є": "ye", "ї": "yi", "ъ": "'"}
)
_DIGRAPHS = (("shch", "S"), ("sch", "S"), ("kh", "g"), ("zh", "J"), ("ts", "c"), ("ch", "C"), ("sh", "S"), ("ck", "k"))
_VOWELS = frozenset("aeiouyj'`- ")
_SAME = str.maketrans({"h": "g", "w": "v", "x": "k", "q": "k", "S": "S"})
_COUNTRIES = ("UA",)


def skeleton(name: str) -> str:
    """Return the consonants of ``name`` as a Ukrainian and a Russian speaker would both spell them.

    >>> skeleton("Kleshcheevka"), skeleton("Klishchiivka"), skeleton("Клещеевка")
    ('klSvk', 'klSvk', 'klSvk')
    """
    text = fold(name).translate(_LATIN)
    for letters, one in _DIGRAPHS:
        text = text.replace(letters, one)
    text = text.translate(_SAME)
    kept = [c for c in text if c not in _VOWELS]
    out = [c for i, c in enumerate(kept) if i == 0 or kept[i - 1] != c]
    return ("A" if text[:1] in "aeiouyj" else "") + "".join(out)


@lru_cache(maxsize=2)
def _index(gazetteer: Gazetteer) -> dict[str, tuple[int, ...]]:
    buckets: dict[str, list[int]] = {}
    for place in range(len(gazetteer)):
        if kind_of(gazetteer, place) in SETTLEMENTS and gazetteer.country[place] >= 0:
            if gazetteer.short(gazetteer.country[place]) in _COUNTRIES:
                buckets.setdefault(skeleton(gazetteer.name(place)), []).append(place)
    return {key: tuple(places) for key, places in buckets.items()}


def alike(surface: str, gazetteer: Gazetteer) -> tuple[NameHit, ...]:
    """Return the settlements of Ukraine whose name sounds like ``surface``, as weak hits."""
    key = skeleton(surface)
    return tuple(NameHit(place, "former", False) for place in _index(gazetteer).get(key, ())) if len(key) > 2 else ()
