"""The schema of ``lang/*/numbers.toml`` and its compiled form, one per language."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from geomap.lang import load_rules
from geomap.quantities.model import NounKind, Role
from geomap.text.phrases import PhraseTable, expand


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Strict):
    """Number words and the words around numbers."""

    ones: dict[str, int]
    """Number words below a thousand, every form."""
    times: dict[str, int]
    """Multipliers: hundred, thousand, million, dozen."""
    vague: dict[str, int]
    """Phrase to the least it means: "dozens of" is 24."""
    at_least: list[str]
    at_most: list[str]
    about: list[str]
    all: list[str]
    all_but: list[str] = []
    """Before what is missing from a whole: "all but two of the eleven drones" is nine."""
    each: list[str] = []
    """Before what each of several places has: "по 12 — над X и Y"."""
    of: list[str]
    """Between a part and its whole: "28 of 31"."""
    of_them: list[str]
    """After a number that counts what was counted before: "30 of them"."""
    between: list[str]
    """Before a range whose ends are joined by ``and_words``: "between 40 and 50"."""
    range: list[str]
    """Between the ends of a range, besides a hyphen."""
    articles: list[str]
    """Make one of a singular noun; empty where the language has none."""
    owners: list[str] = []
    """Make one of a singular noun as an article does: "his wife"."""
    bare: list[str] = []
    """Before a singular drone or plane right behind its verb, as headlines have it: "down [enemy] plane"."""
    pronouns: list[str] = []
    """Each is one person: "killing him"."""
    possessive: list[str] = []
    """Between an owner and what is owned: "the man['s] body"."""
    aged: list[str] = []
    """Before ages, of which there may be two: "aged 14 and 16"."""
    definite: list[str] = []
    """Make one of a singular noun right behind its verb: "killing [the] driver"."""
    ordinal_ends: list[str]
    case_ends: list[str] = []
    """Written behind digits for the case alone: "214[-ма] дронами" is a count, "214-й" an ordinal."""
    and_words: list[str]
    linked: list[str]
    """May stand between counts that add up, besides ``and_words``: "and her two children"."""
    born: list[str] = []
    """Behind a year: when somebody was born, "a man [of 1981 year of birth] and a woman"."""
    fill: list[str]
    """May stand between a number and its verb."""
    stops: list[str]
    """End the search for a number's noun."""
    breaks: list[str]
    """End the search for a number's verb."""
    including: list[str]
    rises: list[str]
    """Before a number that updates a toll: "rose to"."""
    means: list[str]
    """Between an attack and its munitions: "attacked with 17 drones"."""
    over: list[str] = []
    """After a number of what the sentence before tells to be downed: "Of them seven [over] X"."""
    elliptic: list[str]
    """After a number whose noun was told before: "and one over Odesa"."""
    dates: list[str]
    """A number before one of these is no count: months, "year"."""
    date_heads: list[str]
    """A number after one of these is no count: months, where the month comes first."""
    people: list[str]
    """Number words that count only people: "двоє", "трое"."""
    age: list[str]
    """After a number and a hyphen, or after a number: an age, never a count."""
    sides: list[str]
    """Left out of the weapon's name."""
    head_last: bool
    """The noun that counts comes last ("missile attacks") rather than first."""
    space_groups: bool
    """A space may group digits: 10 000."""


class Noun(_Strict):
    """Nouns that mean one thing; ``one`` lists singular forms, from which one may be counted."""

    what: str
    kind: NounKind
    one: list[str]
    many: list[str]


class Cue(_Strict):
    """Words that tell what happened to what a number counts.

    ``before`` stand before the number ("killed 4"), ``after`` behind it ("4 dead"). ``examples`` map a
    sentence to every role told in it, ``"killed 4, injured 3"``; in ``counter_examples`` the role is not
    found.
    """

    id: str
    role: Role
    kinds: list[NounKind]
    before: list[str] = []
    after: list[str] = []
    both: list[str] = []
    bare: bool = True
    """May give its role to a number without a noun."""
    single: bool = True
    """May make one of a singular noun."""
    means: bool = False
    """Counts only with a word of ``means`` right before the number: "attacked the port with 17 drones"."""
    whats: list[str] = []
    """Only for nouns of these meanings; empty for all of ``kinds``."""
    examples: dict[str, str]
    counter_examples: list[str]


class Zero(_Strict):
    """Phrases that say nobody: each of ``roles`` is 0."""

    id: str
    roles: list[Role]
    patterns: list[str]
    examples: dict[str, str]
    counter_examples: list[str]


class NumberRules(_Strict):
    """A whole ``numbers.toml``."""

    words: Words
    noun: list[Noun]
    cue: list[Cue]
    zero: list[Zero]


@dataclass(frozen=True, slots=True)
class NounHit:
    """A noun's meaning; a form may be singular, plural or both ("aircraft")."""

    what: str
    kind: NounKind
    single: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue's meaning and the side of the number it stands on."""

    role: Role
    kinds: frozenset[NounKind]
    before: bool
    after: bool
    bare: bool
    single: bool
    means: bool
    whats: frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberTable:
    """Compiled rules."""

    ones: dict[str, int]
    times: dict[str, int]
    vague: PhraseTable[tuple[str, int]]
    qualifiers: dict[tuple[str, ...], str]
    """Words before a number to ``at_least``, ``at_most``, ``about``, ``all``, ``all_but`` or ``each``."""
    longest_qualifier: int
    nouns: PhraseTable[NounHit]
    cues: PhraseTable[tuple[CueHit, ...]]
    zeros: PhraseTable[Zero]
    of_them: PhraseTable[str]
    number_words: frozenset[str]
    """Tokens besides digits with which a number may begin."""
    keys: frozenset[str]
    """Tokens besides digits that make a sentence worth reading."""
    words: WordSets


@dataclass(frozen=True, slots=True)
class WordSets:
    """The word lists of ``Words`` as sets of tokens."""

    of: frozenset[tuple[str, ...]]
    between: frozenset[str]
    range: frozenset[str]
    articles: frozenset[str]
    owners: frozenset[str]
    pronouns: frozenset[str]
    possessive: frozenset[str]
    aged: frozenset[str]
    definite: frozenset[str]
    bare: frozenset[str]
    ordinal_ends: frozenset[str]
    case_ends: frozenset[str]
    and_words: frozenset[str]
    linked: frozenset[str]
    born: frozenset[str]
    fill: frozenset[str]
    stops: frozenset[str]
    breaks: frozenset[str]
    including: frozenset[str]
    rises: frozenset[str]
    means: frozenset[str]
    over: frozenset[str]
    elliptic: frozenset[str]
    dates: frozenset[str]
    date_heads: frozenset[str]
    people: frozenset[str]
    age: frozenset[str]
    sides: frozenset[str]
    head_last: bool
    space_groups: bool


@lru_cache(maxsize=8)
def number_table(lang: str) -> NumberTable:
    """Return the compiled number rules of ``lang``."""
    rules = load_rules(lang, "numbers.toml", NumberRules)
    words = rules.words
    qualifiers = _qualifiers(words)
    nouns = _nouns(rules.noun)
    vague = PhraseTable((phrase, (phrase, low)) for phrase, low in words.vague.items())
    return NumberTable(
        ones=dict(words.ones),
        times=dict(words.times),
        vague=vague,
        qualifiers=qualifiers,
        longest_qualifier=max((len(key) for key in qualifiers), default=0),
        nouns=PhraseTable(nouns),
        cues=PhraseTable(_cues(rules.cue)),
        zeros=PhraseTable((pattern, zero) for zero in rules.zero for pattern in zero.patterns),
        of_them=PhraseTable((phrase, phrase) for phrase in words.of_them),
        number_words=frozenset((*words.ones, *words.times, *words.articles)) | vague.starts,
        keys=_keys(rules, nouns),
        words=_word_sets(words),
    )


def _qualifiers(words: Words) -> dict[tuple[str, ...], str]:
    lists = {
        "at_least": words.at_least,
        "at_most": words.at_most,
        "about": words.about,
        "all": words.all,
        "all_but": words.all_but,
        "each": words.each,
    }
    return {key: name for name, phrases in lists.items() for phrase in phrases for key in expand(phrase)}


def _nouns(nouns: list[Noun]) -> list[tuple[str, NounHit]]:
    found = []
    for noun in nouns:
        one, many = set(noun.one), set(noun.many)
        forms = dict.fromkeys((*noun.one, *noun.many))
        found += [
            (form, NounHit(noun.what, noun.kind, single=form in one, plural=form in many)) for form in forms
        ]
    return found


def _cues(cues: list[Cue]) -> list[tuple[str, tuple[CueHit, ...]]]:
    """Join the cues that share a phrase: "destroyed" downs a drone, and kills a soldier."""
    by_phrase: dict[tuple[str, ...], tuple[CueHit, ...]] = {}
    for cue in cues:
        sides = ((cue.before, True, False), (cue.after, False, True), (cue.both, True, True))
        for patterns, before, after in sides:
            hit = CueHit(
                cue.role,
                frozenset(cue.kinds),
                before,
                after,
                cue.bare,
                cue.single,
                cue.means,
                frozenset(cue.whats),
            )
            for key in (key for pattern in patterns for key in expand(pattern)):
                by_phrase[key] = (*by_phrase.get(key, ()), hit)
    return [(" ".join(key), hits) for key, hits in by_phrase.items()]


def _keys(rules: NumberRules, nouns: list[tuple[str, NounHit]]) -> frozenset[str]:
    singles = (expand(form)[0][-1] for form, hit in nouns if hit.single and hit.kind != "thing")
    phrases = (
        *rules.words.vague,
        *rules.words.all,
        *(pattern for zero in rules.zero for pattern in zero.patterns),
    )
    # The longest word of a phrase is its rarest: "a few" must not make every sentence with "a" worth reading.
    longest = (max(key, key=len) for phrase in phrases for key in expand(phrase))
    return frozenset((*rules.words.ones, *rules.words.times, *singles, *longest))


def _word_sets(words: Words) -> WordSets:
    named = ("of", "head_last", "space_groups")
    sets = {f.name: frozenset(getattr(words, f.name)) for f in fields(WordSets) if f.name not in named}
    return WordSets(
        of=frozenset(key for phrase in words.of for key in expand(phrase)),
        head_last=words.head_last,
        space_groups=words.space_groups,
        **sets,
    )
