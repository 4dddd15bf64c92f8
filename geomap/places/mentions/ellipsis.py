"""Adjectives whose kind word was said before: "над Брянской областью, четыре — над Курской"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.places.gazetteer import Gazetteer, NameHit
from geomap.places.gazetteer.kinds import kind_of
from geomap.places.mentions.mention import Mention
from geomap.places.mentions.rules import Names
from geomap.text import tokens_key

_AREAS = frozenset({"oblast", "raion", "hromada"})
_REACH = 3
"""Sentences behind a kind word in which a bulletin may still leave it out."""


def keeps_area(last: Mention, mention: Mention, gazetteer: Gazetteer) -> bool:
    """Say whether ``mention`` is an adjective of the kind of area that was said of ``last`` beside it."""
    if mention.kind or last.kind not in _AREAS:
        return False
    return last.kind in {kind_of(gazetteer, h.place) for h in mention.forms if h.rank == "adjective"}


def keep_kind(
    mention: Mention, said: Sequence[Mention], norms: Sequence[str], gazetteer: Gazetteer, rules: Names
) -> None:
    """Let an adjective in the case of a kind word left out bear that kind, and name nothing else.

    "На Лиманському напрямку – 12 атак, на [Торецькому] – дев'ять": of the village Toretske one says "у".

    Parameters
    ----------
    mention
        Changed in place: its kind, and its hits to those of that kind; none where the gazetteer has none.
    said
        The mentions before it.
    norms
        Of the document.
    gazetteer
        Knows the whole names.
    rules
        The language's words.
    """
    if mention.kind or mention.first == 0:
        return
    for kind, whole in _whole_names(mention, norms, rules):
        if any(m.kind == kind for m in said if mention.sentence - m.sentence <= _REACH):
            named = gazetteer.lookup(whole)
            mention.mean(kind, tuple(h for h in named if kind_of(gazetteer, h.place) == kind))
            return


def named_whole(kind: str, key: str, tail: str, gazetteer: Gazetteer, rules: Names) -> tuple[NameHit, ...]:
    """Return what an adjective in any case means with its kind word: "Костянтинівським [напрямком]".

    ``*`` in a rule stands for the kind word as told, ``tail``: "Запорізькій [АЕС]".
    """
    endings = rules.elliptic[kind][1] if kind in rules.elliptic else {}
    wholes = (key.removesuffix(e) + endings[e].replace("*", tail) for e in endings if key.endswith(e))
    named = (hit for whole in wholes for hit in gazetteer.lookup(whole))
    return tuple(hit for hit in named if kind_of(gazetteer, hit.place) == kind)


def _whole_names(mention: Mention, norms: Sequence[str], rules: Names) -> Iterator[tuple[str, str]]:
    """Yield each kind that the adjective may keep, and its name with the kind word."""
    key = tokens_key(norms[mention.first : mention.stop])
    for kind, (after, endings) in rules.elliptic.items():
        if norms[mention.first - 1] in after:
            yield from ((kind, key.removesuffix(e) + endings[e]) for e in endings if key.endswith(e))
