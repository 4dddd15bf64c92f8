"""One language's rules, compiled once: the trie, the function words, the slotted rules of the hot path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from geomap.events.lexicon.lexicon import Lexicon
from geomap.events.lexicon.rules import (
    ActorRule,
    AnaphorRule,
    CueRule,
    EventRules,
    Grammar,
    LinkRule,
    TriggerRule,
    WeaponRule,
    actor_rules,
    context_rules,
    event_rules,
)
from geomap.models import ClaimantSide, Modality, Outcome, Side
from geomap.text.normalise import fold


@dataclass(slots=True, frozen=True)
class Trigger:
    """``TriggerRule`` without its phrases."""

    id: str
    type: str
    voice: str
    subject: str
    object: str
    inner: str
    from_place: bool
    reach: str
    needs: tuple[str, ...]
    musts: tuple[str, ...]
    bars: tuple[str, ...]
    outcome: Outcome | None
    modality: Modality | None
    weapon: str | None
    transitive: bool
    weak: bool
    concrete: bool
    doer: str


@dataclass(slots=True, frozen=True)
class Cue:
    """``CueRule`` without its phrases."""

    id: str
    scope: str
    window: int
    not_after: frozenset[str]
    not_before: frozenset[str]
    modality: Modality | None
    outcome: Outcome | None
    status: str | None
    drop: bool
    types: frozenset[str]
    becomes: str | None


@dataclass(slots=True, frozen=True)
class Name:
    """``ActorRule`` without its phrases."""

    id: str
    side: str
    kind: str
    claimant_side: ClaimantSide | None
    case: str
    tells: Literal["", "deeds", "harm"]


@dataclass(slots=True, frozen=True)
class Words:
    """``Grammar`` as sets."""

    passive_before: frozenset[str]
    agent: frozenset[str]
    agent_of_noun: frozenset[str]
    transparent: frozenset[str]
    progressive_endings: tuple[str, ...]
    infinitive: frozenset[str]
    finite_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    oblique: frozenset[str]
    parts: frozenset[str]
    determiners: frozenset[str]
    conjunctions: frozenset[str]
    listing: frozenset[str]
    possessive: frozenset[str]
    additive: frozenset[str]
    located: frozenset[str]
    seat: frozenset[str]
    office: frozenset[str]
    object_stops: frozenset[str]
    compass: Mapping[str, str]
    partial: frozenset[str]
    further: frozenset[str]
    superlative: tuple[str, ...]
    definite: frozenset[str]
    objectless: frozenset[str]
    titles: frozenset[str]
    attributive: frozenset[str]
    attributive_endings: tuple[str, ...]


@dataclass(slots=True)
class Language:
    """What the coder knows of one language."""

    code: str
    lexicon: Lexicon
    words: Words
    perspective: Side
    voices: tuple[tuple[Side, frozenset[str]], ...] = ()

    def speaks_for(self, norms: Sequence[str]) -> Side:
        """Return the side whose words an article uses more often; the language's own where neither leads."""
        if not self.voices:
            return self.perspective
        counted = sorted(
            ((sum(norm in words for norm in norms), side) for side, words in self.voices), reverse=True
        )
        leads = counted[0][0] > (counted[1][0] if len(counted) > 1 else 0)
        return counted[0][1] if leads else self.perspective


@cache
def language(code: str) -> Language:
    """Compile the rules of ``lang/<code>``.

    Raises
    ------
    SettingsError
        If a file is missing or a rule is wrong.
    """
    context, actors = context_rules(code), actor_rules(code)
    lexicon = lexicon_of(event_rules(code))
    for cue in context.cue:
        _add(lexicon, cue.phrases, "cue", _cue(cue), context.classes)
    for kind, rules in (("weapon", context.weapon), ("link", context.link), ("anaphor", context.anaphor)):
        for rule in rules:
            _add(lexicon, rule.phrases, kind, rule.id, context.classes)
    for kind, phrases in (
        ("speech", context.speech),
        ("according", context.according),
        ("sayer_after", context.sayer_after),
        ("turn", context.turn),
        ("denial", context.denial),
        ("occurrence", context.occurrence),
    ):
        _add(lexicon, phrases, kind, kind, context.classes)
    for actor in actors.actor:
        name = Name(actor.id, actor.side, actor.kind, actor.claimant_side, actor.case, actor.tells)
        _add(lexicon, actor.phrases, "actor", name, actors.classes)
    voices = tuple(
        (side, frozenset(fold(word) for word in words.split())) for side, words in actors.voices.items()
    )
    return Language(code, lexicon, _words(context.grammar), actors.perspective, voices)


def lexicon_of(rules: EventRules) -> Lexicon:
    """Return a lexicon of the triggers of ``rules`` alone."""
    lexicon = Lexicon()
    for rule in rules.trigger:
        _add(lexicon, rule.phrases, "trigger", _trigger(rule), rules.classes)
    return lexicon


def _add(lexicon: Lexicon, phrases: tuple[str, ...], kind: str, rule: Any, classes: dict[str, str]) -> None:
    for phrase in phrases:
        lexicon.add(phrase, kind, rule, classes)


def _trigger(rule: TriggerRule) -> Trigger:
    return Trigger(**{name: getattr(rule, name) for name in Trigger.__slots__})


def _cue(rule: CueRule) -> Cue:
    values = {name: getattr(rule, name) for name in Cue.__slots__}
    sets = {name: frozenset(values[name]) for name in ("types", "not_after", "not_before")}
    return Cue(**{**values, **sets})


def _words(grammar: Grammar) -> Words:
    values: dict[str, Any] = {name: getattr(grammar, name) for name in Words.__slots__}
    endings = ("progressive_endings", "participle_endings", "finite_endings", "attributive_endings")
    for name in values.keys() - {*endings, "superlative", "compass"}:
        values[name] = frozenset(values[name])
    return Words(**values)


__all__ = [
    "ActorRule",
    "AnaphorRule",
    "Cue",
    "Language",
    "LinkRule",
    "Name",
    "Trigger",
    "WeaponRule",
    "Words",
    "language",
    "lexicon_of",
]
