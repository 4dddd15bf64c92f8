"""The words of a language that tell what a capitalised name is: schema of ``lang/<lang>/names.toml``.

In ``examples`` and ``counter_examples`` the name in question stands in braces: ``"in the village of {Vesele}"``.
An example holds when the finder gives that name the rule's kind, relation or role; a counter-example when it
does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from geomap.lang import load_rules
from geomap.places.mention import Role
from geomap.text import fold

Kind = Literal["settlement", "oblast", "raion", "hromada", "axis", "river", "district", "site", "region", "way"]
Applies = Literal["any", "capital", "country", "government", "weak", "area"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    examples: list[str] = Field(min_length=1)
    counter_examples: list[str] = Field(min_length=1)


class KindRule(_Record):
    """Words beside a name that say what kind of place it is."""

    kind: Kind
    before: list[str] = []
    """Phrases right before the name: "village of"."""
    after: list[str] = []
    """Phrases right after the name: "oblast"."""
    plural_before: list[str] = []
    """The same for every name of the list that follows."""
    plural_after: list[str] = []
    """The same for every name of the list that ends here."""


class RelationRule(_Record):
    """Words that say where an act lies relative to the name they govern."""

    relation: str
    preposition: str
    phrases: list[str]


class RoleRule(_Record):
    """Words that say that a name is no place of an event; the first rule that fires decides."""

    role: Role
    applies: Applies = "any"
    before: list[str] = []
    """Phrases that end right before the name (or its list)."""
    after: list[str] = []
    """Phrases that start at most ``window`` tokens after the name."""
    window: int = 0
    """How many tokens may stand between; all must be among the language's ``fillers`` or capitalised."""
    unplaced: bool = False
    """Fires only where no preposition of place governs the name."""


class NamesFile(BaseModel):
    """One ``names.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    determiners: list[str]
    modifiers: list[str]
    """Words between a preposition and the name that it governs: "near occupied Tokmak"."""
    modifier_endings: list[str]
    """The same by ending: "southern"."""
    conjunctions: list[str]
    containers: list[str]
    """Words between a place and the area that holds it: "Vesele in Donetsk Oblast"."""
    possessives: list[str]
    fillers: list[str]
    """Words that may stand between a name and the verb that tells its role."""
    kilometres: list[str]
    miles: list[str]
    metres: list[str]
    distance_links: list[str]
    """Words between a distance and its relation: "5 km to the west of"."""
    range_links: list[str]
    """Words between the ends of a range: "10 to 15 km"."""
    directions: dict[str, list[str]]
    """Adjectives that make a part of a country: "eastern Ukraine"."""
    first_names: list[str]
    place_endings: list[str]
    """How place names end: lets an unknown capitalised word in a place slot count as one."""
    adjective_heads: list[str] = []
    """Kind words whose adjective may be written small: "на покровському напрямку"."""
    not_names: list[str]
    """Capitalised words that are never an unknown place: months, peoples, weapons."""
    sentence_starters: list[str] = []
    """Words that are place names only inside a sentence."""
    kind: list[KindRule]
    relation: list[RelationRule]
    role: list[RoleRule]


Payload = TypeVar("Payload")


class Phrases(Generic[Payload]):
    """Token sequences with a payload, matched forwards or backwards, longest first."""

    __slots__ = ("_by_first", "_by_last", "firsts", "lasts")

    def __init__(self, items: Iterable[tuple[str, Payload]]) -> None:
        self._by_first: dict[str, list[tuple[list[str], Payload]]] = {}
        self._by_last: dict[str, list[tuple[list[str], Payload]]] = {}
        for phrase, payload in items:
            tokens = tokens_of(phrase)
            self._by_first.setdefault(tokens[0], []).append((tokens, payload))
            self._by_last.setdefault(tokens[-1], []).append((tokens, payload))
        for table in (self._by_first, self._by_last):
            for options in table.values():
                options.sort(key=lambda option: -len(option[0]))
        self.firsts = frozenset(self._by_first)
        self.lasts = frozenset(self._by_last)

    def after(self, norms: Sequence[str], at: int, stop: int) -> tuple[int, Payload] | None:
        """Return ``(token past the phrase, payload)`` of the longest phrase that starts at ``at``."""
        if at >= stop or norms[at] not in self._by_first:
            return None
        for tokens, payload in self._by_first[norms[at]]:
            end = at + len(tokens)
            if end <= stop and norms[at:end] == tokens:
                return end, payload
        return None

    def before(self, norms: Sequence[str], at: int, start: int) -> tuple[int, Payload] | None:
        """Return ``(first token, payload)`` of the longest phrase that ends right before ``at``."""
        if at <= start or norms[at - 1] not in self._by_last:
            return None
        for tokens, payload in self._by_last[norms[at - 1]]:
            begin = at - len(tokens)
            if begin >= start and norms[begin:at] == tokens:
                return begin, payload
        return None

    def all_before(self, norms: Sequence[str], at: int, start: int) -> list[Payload]:
        """Return the payloads of every phrase that ends right before ``at``."""
        if at <= start or norms[at - 1] not in self._by_last:
            return []
        options = self._by_last[norms[at - 1]]
        return [load for tokens, load in options if norms[max(start, at - len(tokens)) : at] == tokens]

    def all_after(self, norms: Sequence[str], at: int, stop: int) -> list[Payload]:
        """Return the payloads of every phrase that starts at ``at``."""
        if at >= stop or norms[at] not in self._by_first:
            return []
        return [load for tokens, load in self._by_first[norms[at]] if norms[at : at + len(tokens)] == tokens]


def tokens_of(phrase: str) -> list[str]:
    """Split a phrase of a rule file the way the tokeniser splits text; a blank stands between tokens.

    >>> tokens_of("People's Republic"), tokens_of("south-west of"), tokens_of("обл.")
    (['people', "'s", 'republic'], ['south', '-', 'west', 'of'], ['обл', '.'])
    """
    spaced = fold(phrase).replace("'s ", " 's ").replace("-", " - ").replace(".", " . ").replace(",", " , ")
    return spaced.split()


class Names:
    """The rules of one language, compiled for the hot path."""

    def __init__(self, source: NamesFile) -> None:
        self.lang_rules = source
        self.determiners = frozenset(map(fold, source.determiners))
        self.modifiers = frozenset(map(fold, source.modifiers))
        self.modifier_endings = tuple(source.modifier_endings)
        self.conjunctions = Phrases((phrase, True) for phrase in source.conjunctions)
        self.list_words = self.conjunctions.lasts
        self.containers = frozenset(map(fold, source.containers))
        self.possessives = frozenset(map(fold, source.possessives))
        self.fillers = frozenset(map(fold, source.fillers))
        self.units = {
            **dict.fromkeys(map(fold, source.kilometres), 1.0),
            **dict.fromkeys(map(fold, source.miles), 1.609344),
            **dict.fromkeys(map(fold, source.metres), 0.001),
        }
        self.distance_links = frozenset(map(fold, source.distance_links))
        self.range_links = frozenset(map(fold, source.range_links))
        self.directions = {fold(word): name for name, words in source.directions.items() for word in words}
        self.first_names = frozenset(map(fold, source.first_names))
        self.place_endings = tuple(source.place_endings)
        self.adjective_heads = frozenset(map(fold, source.adjective_heads))
        self.not_names = frozenset(map(fold, source.not_names))
        self.sentence_starters = frozenset(map(fold, source.sentence_starters))
        self.kinds_before = Phrases(_kinds(source.kind, before=True))
        self.kinds_after = Phrases(_kinds(source.kind, before=False))
        self.relations = Phrases((p, (r.relation, r.preposition)) for r in source.relation for p in r.phrases)
        self.roles_before = Phrases((p, n) for n, r in enumerate(source.role) for p in r.before)
        self.roles_after = Phrases((p, n) for n, r in enumerate(source.role) for p in r.after)
        self.roles = source.role
        self.slot_words = self.kinds_before.lasts | self.relations.lasts

    @property
    def max_window(self) -> int:
        """How far to the right a role rule may look, in tokens."""
        return max(rule.window for rule in self.roles)


def _kinds(rules: Sequence[KindRule], *, before: bool) -> Iterable[tuple[str, tuple[str, bool]]]:
    for rule in rules:
        single, plural = (rule.before, rule.plural_before) if before else (rule.after, rule.plural_after)
        yield from ((phrase, (rule.kind, False)) for phrase in single)
        yield from ((phrase, (rule.kind, True)) for phrase in plural)


@lru_cache(maxsize=8)
def names(lang: str) -> Names:
    """Return the compiled place rules of ``lang``.

    Raises
    ------
    SettingsError
        If the file is missing or a field is wrong.
    """
    return Names(load_rules(lang, "names.toml", NamesFile))
