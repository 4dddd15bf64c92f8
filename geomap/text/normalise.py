"""Folding of a word to its lexicon key; keys only: the article's own text is never changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_APOSTROPHES = "\u2019\u02bc\u2018\u0060\u00b4\u2032\u02b9\u02bb"
_HYPHENS = "\u2010\u2011\u2012\u2212"
_DROPPED = "\u0301\u0300\u00ad\u200b\u200c\u200d\ufeff"  # stress marks, soft hyphen, zero-width characters
_POSSESSIVE = re.compile(r"'s(?!\S)")  # a token of its own
_FOLD = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_HYPHENS, "-"),
        **dict.fromkeys(_DROPPED, None),
        "ё": "е",
        "Ё": "е",
        "\u00a0": " ",
    }
)


@lru_cache(maxsize=1 << 16)  # a text is made of words met before
def fold(word: str) -> str:
    """Return the lexicon key of ``word``: lower case, one apostrophe, one hyphen, no stress marks, ё as е.

    >>> fold("Слов’я́нськ"), fold("Новосёлка")
    ("слов'янськ", 'новоселка')
    """
    return word.translate(_FOLD).lower()


def name_key(name: str) -> str:
    """Return the gazetteer key of a place name: folded, hyphens as spaces, apostrophes dropped.

    It equals ``tokens_key`` of the name's tokens, by which names are looked up.

    >>> name_key("Niu-York"), name_key("Слов’янськ"), name_key("Ukraine's south")
    ('niu york', 'словянськ', 'ukraine s south')
    """
    words = _POSSESSIVE.sub(" s", fold(name)).replace("'", "").replace("-", " ")
    return " ".join(words.split())


def tokens_key(norms: Iterable[str]) -> str:
    """Return the gazetteer key of tokens that are folded already.

    >>> tokens_key(["niu", "-", "york"])
    'niu york'
    """
    return " ".join(norm.replace("'", "") for norm in norms if norm != "-")
