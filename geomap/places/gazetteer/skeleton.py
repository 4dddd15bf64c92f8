"""Names that sound alike: a key of consonants for spellings that no table lists."""

from __future__ import annotations

from functools import lru_cache

from geomap.places.gazetteer.index import KINDS, Gazetteer, NameHit
from geomap.text import fold

_LATIN = str.maketrans(
    dict(zip("абвгґдезийклмнопрстуфхцьыэі", "abvggdeziyklmnoprstufhc'yei", strict=True))
    | {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "є": "ye", "ї": "yi", "ъ": "'"}
)
_DIGRAPHS = (
    ("shch", "S"),
    ("sch", "S"),
    ("kh", "g"),
    ("zh", "J"),
    ("ts", "c"),
    ("ch", "C"),
    ("sh", "S"),
    ("ck", "k"),
)
_VOWELS = frozenset("aeiouyj'`- ")
_SAME = str.maketrans({"h": "g", "w": "v", "x": "k", "q": "k", "S": "S"})
_SETTLED = ("city", "town", "village", "settlement")
_SHORTEST = 2  # consonants: what has no more sounds like too much
SOUND = "~"
"""Begins the keys of the table that are sounds; no word of a text does."""


def skeleton(name: str) -> str:
    """Return the consonants of ``name`` as a Ukrainian and a Russian speaker would both spell them.

    >>> skeleton("Kleshcheevka"), skeleton("Klishchiivka"), skeleton("Клещеевка")
    ('klSvk', 'klSvk', 'klSvk')
    """
    text = fold(name).translate(_LATIN)
    for letters, one in _DIGRAPHS:
        text = text.replace(letters, one)
    text = text.translate(_SAME)
    if text.startswith("nik"):
        text = "m" + text[1:]  # Nikolskoye is Mykilske, Nikolayevka Mykolaivka
    kept = [c for c in text if c not in _VOWELS]
    out = [c for i, c in enumerate(kept) if i == 0 or kept[i - 1] != c]
    return ("A" if text[:1] in "aeiouyj" else "") + "".join(out)


def sound_key(name: str, kind: str, country: str | None) -> str:
    """Return the key under which a settlement of Ukraine is found by its sound; "" for other places."""
    bones = skeleton(name) if country == "UA" and kind in _SETTLED else ""
    return SOUND + bones if len(bones) > _SHORTEST else ""


@lru_cache(maxsize=8)
def _areas(gazetteer: Gazetteer, kind: str) -> dict[str, tuple[int, ...]]:
    buckets: dict[str, list[int]] = {}
    code = KINDS.index(kind)
    for place in range(len(gazetteer)):
        country = gazetteer.country[place]
        if gazetteer.kind[place] == code and country >= 0 and gazetteer.short(country) == "UA":
            buckets.setdefault(stem(gazetteer.name(place).rsplit(" ", 1)[0]), []).append(place)
    return {key: tuple(places) for key, places in buckets.items()}


def stem(name: str) -> str:
    """Return the skeleton without the endings that tell a noun from its adjective.

    >>> stem("Volnovakhsky"), stem("Volnovakha"), stem("Волновахском")
    ('vlnvg', 'vlnvg', 'vlnvg')
    """
    key = skeleton(name)
    for ending in ("skg", "skm", "sk", "ckg", "ckm", "ck", "k"):
        if key.endswith(ending) and len(key) - len(ending) > 2:
            return key[: -len(ending)]
    return key


def alike(surface: str, gazetteer: Gazetteer) -> tuple[NameHit, ...]:
    """Return the settlements of Ukraine whose name sounds like ``surface``, as weak hits."""
    return gazetteer.lookup(SOUND + skeleton(surface))


def alike_areas(gazetteer: Gazetteer, name: str, kind: str) -> tuple[NameHit, ...]:
    """Return the raions or hromadas that an adjective such as "Volnovakhsky" is made of."""
    key = stem(name)
    places = _areas(gazetteer, kind).get(key, ()) if len(key) > _SHORTEST else ()
    return tuple(NameHit(place, "adjective", False) for place in places)
