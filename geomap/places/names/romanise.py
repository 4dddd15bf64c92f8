"""Latin spellings of Ukrainian and Russian place names: the official one and those that newspapers write.

Official Ukrainian is the Cabinet's table of 2010 (resolution No. 55, "KMU-55"); the others are BGN/PCGN and
the plainer habits of the press. Spellings that share one gazetteer key are given once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from geomap.text.normalise import name_key

_UK_PLAIN = {
    **dict(zip("абвгґдезиіклмнопрстуф", "abvhgdezyiklmnoprstuf", strict=True)),
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
}
_UK_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_UK_INSIDE = {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}
_RU_PLAIN = {
    **dict(zip("абвгдзийклмнопрстуфыэ", "abvgdziyklmnoprstufye", strict=True)),
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
}
_RU_GLIDE_BEFORE_E = frozenset("аеёиоуыэюяйьъ")
_SIBILANTS = frozenset("жчшщ")  # Chorny Yar, Shchors
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u0060": "'", "\u02b9": "'"})
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_UK_ADJECTIVE = re.compile(r"(?:ий|ій)$")
_RU_ADJECTIVE = re.compile(r"(?:ый|ий)$")


class _RussianHabit(NamedTuple):
    """How a writer spells what English has no letter for."""

    glide: str  # е after a vowel, a sign or at the start: Yelenovka, Elenovka
    yo: str  # ё: Novosyolka, Novoselka
    ending: str  # -ый, -ий: Grozny, Grozniy


_RUSSIAN_HABITS = (
    _RussianHabit("ye", "yo", "y"),  # first: the usual spelling
    _RussianHabit("e", "e", "y"),
    _RussianHabit("ye", "e", "y"),
    _RussianHabit("e", "yo", "y"),
    _RussianHabit("ye", "yo", "iy"),
    _RussianHabit("e", "e", "iy"),
    _RussianHabit("e", "e", "yi"),
    _RussianHabit("ye", "e", "yy"),
    _RussianHabit("ie", "e", "y"),
)
_SHORT_I = (re.compile(r"(?<=[aeou])y(?![aeiouy])"), "i")  # й: Mikhaylovka, Mikhailovka
_SOFT_VOWEL = (
    re.compile(r"(?<=[bcdfghklmnprstvz])y(?=[au])", re.IGNORECASE),
    "i",
)  # я, ю: Pyatikhatki, Piatikhatki
_LOOSER_UK = (_SHORT_I,)
_LOOSER_RU = (_SHORT_I, _SOFT_VOWEL)
_PLAINER_UK = (
    ("shch", "sch"),
    ("zhzh", "zh"),
    ("iia", "ia"),
    ("iya", "ia"),
    ("iie", "ie"),
    ("iiu", "iu"),
    ("leks", "lex"),
)
_PLAINER_RU = (
    ("shch", "sch"),
    ("Shch", "Sch"),
    ("iya", "ia"),
    ("ks", "x"),
    ("ayev", "aiev"),
    ("ryev", "riev"),
)


def romanise_uk(name: str) -> str:
    """Return the official English spelling (KMU-55) of a Ukrainian name.

    >>> romanise_uk("Велика Новосілка"), romanise_uk("Згурівка"), romanise_uk("Слов'янськ")
    ('Velyka Novosilka', 'Zghurivka', 'Sloviansk')
    """
    return _by_word(name, _kmu)


def romanise_ru(name: str) -> str:
    """Return the usual English spelling of a Russian name: BGN/PCGN without signs, adjectives in -y.

    >>> romanise_ru("Великая Новосёлка"), romanise_ru("Новоегоровка"), romanise_ru("Грозный")
    ('Velikaya Novosyolka', 'Novoyegorovka', 'Grozny')
    """
    return _by_word(name, partial(_russian, habit=_RUSSIAN_HABITS[0]))


def variants_uk(name: str) -> tuple[str, ...]:
    """Return the Latin spellings of a Ukrainian name, the official one first, one for each key.

    >>> variants_uk("Запоріжжя")
    ('Zaporizhzhia', 'Zaporizhzhya', 'Zaporizhia', 'Zaporizhya')
    """
    spellings = [romanise_uk(name), _by_word(name, _bgn)]
    spellings += [_by_word(name, partial(_ukrainian_press, ending=ending)) for ending in ("y", "iy", "yi")]
    return _unique(spellings, _PLAINER_UK, _LOOSER_UK)


def variants_ru(name: str) -> tuple[str, ...]:
    """Return the Latin spellings of a Russian name, the usual one first, one for each key.

    >>> variants_ru("Артёмовск")
    ('Artyomovsk', 'Artemovsk')
    """
    spellings = [_by_word(name, partial(_russian, habit=habit)) for habit in _RUSSIAN_HABITS]
    return _unique(spellings, _PLAINER_RU, _LOOSER_RU)


def _by_word(name: str, spell: Callable[[str], str]) -> str:
    """Spell each word of ``name`` (parts of a hyphened one too) and keep its capitals."""
    return _WORD.sub(lambda match: _recase(spell(match[0].lower()), match[0]), name.translate(_APOSTROPHES))


def _recase(spelling: str, original: str) -> str:
    if original.isupper() and len(original) > 1:
        return spelling.upper()
    return spelling[:1].upper() + spelling[1:] if original[0].isupper() else spelling


def _kmu(word: str) -> str:
    word = word.replace("'", "").replace("ь", "").replace("зг", "zgh")
    start = _UK_START.get(word[:1], _UK_PLAIN.get(word[:1], word[:1]))
    return start + "".join(_UK_PLAIN.get(letter) or _UK_INSIDE.get(letter, letter) for letter in word[1:])


def _bgn(word: str) -> str:
    """Spell with a y before every soft vowel: Slov'yans'k, Izyum, Zaporizhzhya, Mykolayiv."""
    letters = (
        _UK_PLAIN.get(letter) or _UK_START.get(letter, letter)
        for letter in word.replace("ь", "'").replace("зг", "zgh")
    )
    return "".join(letters)


def _ukrainian_press(word: str, *, ending: str) -> str:
    """Spell as reporters do: Velykiy, Verkhnyokamianske, Dariivka."""
    stem = _UK_ADJECTIVE.sub("", word)
    spelling = _kmu(stem.replace("ьо", "yo").replace("'ї", "iї"))
    return spelling if stem == word else spelling + ending


def _russian(word: str, *, habit: _RussianHabit) -> str:
    stem = _RU_ADJECTIVE.sub("", word)
    letters = []
    for before, letter in zip(" " + stem, stem, strict=False):
        if letter in "её":
            letters.append(_russian_e(before, letter, habit))
        else:
            letters.append(_RU_PLAIN.get(letter, "" if letter in "ьъ" else letter))
    return "".join(letters) + (habit.ending if stem != word else "")


def _russian_e(before: str, letter: str, habit: _RussianHabit) -> str:
    if letter == "ё":
        return "o" if before in _SIBILANTS and habit.yo == "yo" else habit.yo
    if before == " ":
        return "e" if habit.glide == "e" else "ye"
    return habit.glide if before in _RU_GLIDE_BEFORE_E else "e"


def _unique(
    spellings: Iterable[str],
    plainer: tuple[tuple[str, str], ...],
    looser: tuple[tuple[re.Pattern[str], str], ...],
) -> tuple[str, ...]:
    """Keep the first spelling of each key, then add what plainer and looser writing make of them."""
    ordered: dict[str, str] = {}
    for spelling in spellings:
        ordered.setdefault(name_key(spelling), spelling)
    for spelling in tuple(ordered.values()):
        for longer, shorter in plainer:
            plain = spelling.replace(longer, shorter)
            ordered.setdefault(name_key(plain), plain)
    for letters, letter in looser:
        for spelling in tuple(ordered.values()):
            loose = letters.sub(letter, spelling)
            ordered.setdefault(name_key(loose), loose)
    return tuple(ordered.values())
