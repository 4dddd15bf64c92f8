"""The words of a language that tell what a capitalised name is: schema of ``lang/<lang>/names.toml``.

In ``examples`` and ``counter_examples`` the name in question stands in braces: ``"near {Vesele}"``.
An example holds when the finder gives that name the rule's kind, relation or role; a counter-example
when it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from geomap.lang import load_rules
from geomap.places.mentions.mention import Role
from geomap.text import fold

Kind = Literal[
    "settlement", "oblast", "raion", "hromada", "axis", "river", "district", "site", "region", "way"
]
Applies = Literal["any", "capital", "country", "government", "weak", "area"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    examples: list[str] = Field(min_length=1)
    counter_examples: list[str] = Field(min_length=1)


class KindRule(_Record):
    """Words beside a name that say what kind of place it is."""

    kind: Kind
    size: Literal["", "city", "village"] = ""
    """Whether the word speaks of a large or a small settlement."""
    before: list[str] = []
    """Phrases right before the name: "village of"."""
    after: list[str] = []
    """Phrases right after the name: "oblast"."""
    plural_before: list[str] = []
    """The same for every name of the list that follows."""
    plural_after: list[str] = []
    """The same for every name of the list that ends here."""
    kept_after: list[str] = []
    """Words before an adjective that may do without the kind word once it was said: "на Торецькому"."""
    kept: dict[str, str] = {}
    """How such an adjective ends, and how the whole name does: "ському" of "ський напрямок"."""


class RelationRule(_Record):
    """Words that say where an act lies relative to the name they govern."""

    relation: str
    preposition: str
    phrases: list[str]


class CaseRule(_Record):
    """What a preposition tells of a name in the case of where something is: "на Запоріжжі", the oblast."""

    after: list[str]
    """Prepositions."""
    endings: list[str]
    """Whole names, or how they end."""
    kind: Kind | Literal[""] = ""
    """What is meant; empty where the name tells it."""
    preposition: str = ""
    """How the name is governed, where not as its preposition says."""
    beside: bool = False
    """Holds only right behind the name of another place."""


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
    capitalised: bool = False
    """The words after the name must be written with a capital: "Kyiv Post"."""
    unplaced: bool = False
    """Fires only where no preposition of place governs the name."""


class Sides(BaseModel):
    """Words that tell which side fires on a place, and so which side holds it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    russia: list[str] = []
    """Words for Russia's forces, in every form."""
    ukraine: list[str] = []
    attacks: list[str] = []
    """Verbs and nouns of firing and attacking."""
    takes: list[str] = []
    """Verbs and nouns of taking a place from the other side."""
    repels: list[str] = []
    """Verbs of holding out against the attacks that are named behind them."""
    passives: list[str] = []
    """Words that turn the verb behind them round: "was"."""
    agents: list[str] = []
    """Words between a passive and the side that acts: "by"."""
    relatives: list[str] = []
    """Words that begin a clause about what stands before them: "the cars of people who left through X"."""
    forces: list[str] = []
    """Nouns of what a side has in a place: "positions", "troops"."""


class NamesFile(BaseModel):
    """One ``names.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    determiners: list[str]
    modifiers: list[str]
    """Words between a preposition and the name that it governs: "near occupied Tokmak"."""
    participles: list[str] = []
    """The same, but verbs elsewhere: "near occupied Tokmak", "troops occupied Tokmak"."""
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
    parts: list[str] = []
    """Nouns between such a word and the country: "the southern regions of Ukraine"."""
    first_names: list[str]
    place_endings: list[str]
    """How place names end: lets an unknown capitalised word in a place slot count as one."""
    adjective_heads: list[str] = []
    """Kind words whose adjective may be written small: "на покровському напрямку"."""
    not_names: list[str]
    """Capitalised words that are never an unknown place: months, peoples, weapons."""
    land_endings: list[str] = []
    """How a land named after a town ends ("Нікопольщина"), longest first."""
    land_adjectives: list[str] = []
    """Endings that make the adjective of the town's raion or hromada from the land's stem, best first."""
    compass_after: list[str] = []
    """Words before a point of the compass that make an axis of it: "in [the] southern direction"."""
    compass_heads: list[str] = []
    """Words behind it that do; "on the southern front" says no more than where the place named lies."""
    careless_after: list[str] = []
    """Words after which a town may be written small, as captions do: "damage in mariupol"."""
    sides: Sides = Field(default_factory=Sides)
    fragment_words: list[str] = []
    """Words, besides those above, of a sentence that is nothing but places: "not far from X"."""
    kind: list[KindRule]
    relation: list[RelationRule]
    case: list[CaseRule] = []
    role: list[RoleRule]


_PLACING = frozenset({"in", "near", "towards", "outskirts", "over", "along", "across"})
Payload = TypeVar("Payload")


class KindWord(NamedTuple):
    """What a kind word says of its name: kind, whether a list shares it, and the size of a settlement."""

    kind: str = ""
    plural: bool = False
    size: str = ""


class Phrases(Generic[Payload]):
    """Token sequences with payloads, matched forwards or backwards, longest first."""

    __slots__ = ("_lengths_from", "_lengths_to", "_payloads", "firsts", "lasts")

    def __init__(self, items: Iterable[tuple[str, Payload]]) -> None:
        self._payloads: dict[tuple[str, ...], list[Payload]] = {}
        for phrase, payload in items:
            self._payloads.setdefault(tuple(tokens_of(phrase)), []).append(payload)
        self._lengths_from = _lengths((tokens[0], len(tokens)) for tokens in self._payloads)
        self._lengths_to = _lengths((tokens[-1], len(tokens)) for tokens in self._payloads)
        self.firsts = frozenset(self._lengths_from)
        self.lasts = frozenset(self._lengths_to)

    def after(self, norms: Sequence[str], at: int, stop: int) -> tuple[int, Payload] | None:
        """Return ``(token past the phrase, payload)`` of the longest phrase that starts at ``at``."""
        if at < stop:
            for length in self._lengths_from.get(norms[at], ()):
                found = self._payloads.get(tuple(norms[at : at + length]))
                if found is not None and at + length <= stop:
                    return at + length, found[0]
        return None

    def before(self, norms: Sequence[str], at: int, start: int) -> tuple[int, Payload] | None:
        """Return ``(first token, payload)`` of the longest phrase that ends right before ``at``."""
        if at > start:
            for length in self._lengths_to.get(norms[at - 1], ()):
                found = self._payloads.get(tuple(norms[at - length : at])) if at - length >= start else None
                if found is not None:
                    return at - length, found[0]
        return None

    def all_before(self, norms: Sequence[str], at: int, start: int) -> list[Payload]:
        """Return the payloads of every phrase that ends right before ``at``."""
        if at <= start:
            return []
        lengths = (n for n in self._lengths_to.get(norms[at - 1], ()) if at - n >= start)
        return [load for n in lengths for load in self._payloads.get(tuple(norms[at - n : at]), ())]

    def all_after(self, norms: Sequence[str], at: int, stop: int) -> list[Payload]:
        """Return the payloads of every phrase that starts at ``at``."""
        if at >= stop:
            return []
        lengths = (n for n in self._lengths_from.get(norms[at], ()) if at + n <= stop)
        return [load for n in lengths for load in self._payloads.get(tuple(norms[at : at + n]), ())]


def _lengths(ends: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return for each end token the lengths of the phrases it belongs to, longest first."""
    lengths: dict[str, set[int]] = {}
    for token, length in ends:
        lengths.setdefault(token, set()).add(length)
    return {token: tuple(sorted(found, reverse=True)) for token, found in lengths.items()}


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
        self.participles = frozenset(map(fold, source.participles))
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
        self.parts = frozenset(map(fold, source.parts))
        self.first_names = frozenset(map(fold, source.first_names))
        self.place_endings = tuple(source.place_endings)
        self.land_endings = tuple(source.land_endings)
        self.land_adjectives = tuple(source.land_adjectives)
        self.adjective_heads = frozenset(map(fold, source.adjective_heads))
        self.not_names = frozenset(map(fold, source.not_names))
        self.compass_after = frozenset(map(fold, source.compass_after))
        self.compass_heads = Phrases((phrase, True) for phrase in source.compass_heads)
        self.careless_after = frozenset(map(fold, source.careless_after))
        self.sides = {
            **dict.fromkeys(map(fold, source.sides.russia), "RU"),
            **dict.fromkeys(map(fold, source.sides.ukraine), "UA"),
        }
        self.attacks = frozenset(map(fold, source.sides.attacks))
        self.takes = frozenset(map(fold, source.sides.takes))
        self.repels = frozenset(map(fold, source.sides.repels))
        self.passives = frozenset(map(fold, source.sides.passives))
        self.agents = frozenset(map(fold, source.sides.agents))
        self.relatives = frozenset(map(fold, source.sides.relatives))
        self.forces = frozenset(map(fold, source.sides.forces))
        self.kinds_before = Phrases(_kinds(source.kind, before=True))
        self.kinds_after = Phrases(_kinds(source.kind, before=False))
        self.elliptic = {r.kind: (frozenset(map(fold, r.kept_after)), r.kept) for r in source.kind if r.kept}
        self.cases = source.case
        self.relations = Phrases((p, (r.relation, r.preposition)) for r in source.relation for p in r.phrases)
        self.roles_before = Phrases((p, n) for n, r in enumerate(source.role) for p in r.before)
        self.roles_after = Phrases((p, n) for n, r in enumerate(source.role) for p in r.after)
        self.roles = source.role
        self.max_window = max(rule.window for rule in source.role)  # how far to the right a role rule looks
        self.slot_words = self.kinds_before.lasts | self.relations.lasts
        places = (
            phrase for rule in source.relation if rule.preposition in _PLACING for phrase in rule.phrases
        )
        self.placing_words = self.kinds_before.lasts | {tokens_of(phrase)[-1] for phrase in places}
        self.fragment_words = _words_of_place(source) | self.list_words | self.containers | self.modifiers


def _words_of_place(source: NamesFile) -> frozenset[str]:
    """Return every token that the language's phrases of place are made of."""
    phrases = [phrase for rule in source.relation for phrase in rule.phrases]
    for kind in source.kind:
        phrases += [*kind.before, *kind.after, *kind.plural_before, *kind.plural_after]
    phrases += [*source.fragment_words, *source.determiners, *source.possessives, *source.participles]
    phrases += [*source.kilometres, *source.miles, *source.distance_links, *source.range_links]
    phrases += [word for words in source.directions.values() for word in words]
    return frozenset(token for phrase in phrases for token in tokens_of(phrase))


def _kinds(rules: Sequence[KindRule], *, before: bool) -> Iterable[tuple[str, KindWord]]:
    for rule in rules:
        single, plural = (rule.before, rule.plural_before) if before else (rule.after, rule.plural_after)
        yield from ((phrase, KindWord(rule.kind, False, rule.size)) for phrase in single)
        yield from ((phrase, KindWord(rule.kind, True, rule.size)) for phrase in plural)


@lru_cache(maxsize=8)
def names(lang: str) -> Names:
    """Return the compiled place rules of ``lang``.

    Raises
    ------
    SettingsError
        If the file is missing or a field is wrong.
    """
    return Names(load_rules(lang, "names.toml", NamesFile))
