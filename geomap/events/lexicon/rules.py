"""The schemas of the coder's data: ``events.toml``, ``context.toml``, ``actors.toml`` and ``frames.toml``.

Phrases are written in a small language of their own, the same for every language (``phrase.py`` reads it):

``took control of``    these tokens in this order, folded (lower case, one apostrophe); a hyphen is a token
``took|taken``         either word
``захопи*``            any word that begins so
``full?``              may be missing
``~2``                 up to two tokens of any kind, no comma or stronger mark among them
``<take>``             any word of the class ``take`` in the file's ``[classes]`` table

An example marks nothing: it is a sentence, and the test asks which events the whole coder finds in it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from geomap.lang import load_rules
from geomap.models import ClaimantSide, Modality, Outcome
from geomap.resources import package_file

Case = Literal["any", "indeclinable", "nominative", "genitive", "instrumental", "other"]
Part = Literal["initiator", "target", "place", "none"]
Voice = Literal["auto", "active", "passive", "noun"]
Need = Literal[
    "place",
    "spot",
    "object",
    "actor",
    "weapon",
    "munition",
    "aircraft",
    "casualties",
    "toll",
    "count",
    "attack",
    "label",
    "axis",
    "agent",
    "envoy",
    "war",
    "beside",
    "named",
    "side",
]
Scope = Literal["before", "after", "clause", "onward", "sentence"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TriggerRule(_Row):
    """Words that tell an event of one type, and who stands where around them."""

    id: str
    type: str
    phrases: tuple[str, ...]
    voice: Voice = "auto"
    """``auto``: passive after a passive auxiliary or before the agent's marker (both in ``context.toml``)."""
    subject: Part = "initiator"
    """What the active's subject is: of "repelled an attack" the target, of "came under fire" the place."""
    object: Part = "target"
    """What follows the trigger."""
    inner: Literal["initiator", "target"] = "target"
    """A side in its own words: of "repelled [Russian] attacks" the initiator, else the target."""
    from_place: bool = False
    """The place after "from" is where it happens (withdrawal, evacuation), not an origin."""
    reach: Literal["sentence", "clause", "after"] = "sentence"
    """Where its place is looked for: loose nouns ("offensive") take only what follows them."""
    needs: tuple[Need, ...] = ()
    """At least one of these must stand in the clause: words that mean many things need company."""
    musts: tuple[Need, ...] = ()
    """All of these must stand in the clause."""
    bars: tuple[Need, ...] = ()
    """None of these may stand in the clause: drones that "move towards Kyiv" are no advance."""
    outcome: Outcome | None = None
    modality: Modality | None = None
    weapon: str | None = None
    """The class of weapon that the trigger itself tells: drone, missile, shell, bomb, mine."""
    transitive: bool = False
    """Active only with an object: "killed two" acts, "two killed in X" does not."""
    weak: bool = False
    """Gives way to any other event of its family in the sentence ("fighting", "the attack")."""
    concrete: bool = False
    """Counts without a number where its type asks for one: a mass grave."""
    doer: Literal["", "speaker"] = ""
    """Who acts where no words tell: ``speaker`` the side that speaks so of itself ("X is liberated")."""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


class EventRules(_Row):
    """``events.toml`` and ``captions.toml``."""

    classes: dict[str, str] = Field(default_factory=dict)
    running: str = ""
    """Of captions: words of running news, which a picture's name has none of; ``*ают``: all that end so."""
    trigger: tuple[TriggerRule, ...]


class CueRule(_Row):
    """Words that change what a trigger means: modality, outcome, status or type."""

    id: str
    phrases: tuple[str, ...]
    scope: Scope
    """Where the trigger stands as seen from the cue: ``before`` it (the cue comes first, at most ``window``
    tokens away), ``after``, in the same ``clause``, ``onward`` to the ``sentence``'s end, or all of that."""
    window: int = 5
    not_after: tuple[str, ...] = ()
    """Words that undo it right before it: "to" is a purpose, "[continue] to" none."""
    not_before: tuple[str, ...] = ()
    """Words that undo it right behind it: "not [cease]"."""
    modality: Modality | None = None
    outcome: Outcome | None = None
    status: Literal["disputed", "denied"] | None = None
    drop: bool = False
    """The words are no event at all ("strike a deal")."""
    types: tuple[str, ...] = ()
    """Holds for these types or families only; empty for all."""
    becomes: str | None = None
    """The type it turns to: an attempt to capture is a ``ground_assault``."""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


class WeaponRule(_Row):
    """Words for a class of weapon."""

    id: str
    phrases: tuple[str, ...]


class LinkRule(_Row):
    """Words that open a clause."""

    id: Literal["subordinate", "relative", "content", "coordinate", "none"]
    """``none``: longer phrases that look like a link and are none ("as well as")."""
    phrases: tuple[str, ...]


class AnaphorRule(_Row):
    """Words that stand for a place told before."""

    id: Literal["settlement", "town", "village", "area", "oblast", "any", "none"]
    """``town`` and ``village``: one of that size, not another; ``oblast``: the one named, or that holds the
    towns told before; ``none``: longer phrases that look like one and are none ("there were")."""
    phrases: tuple[str, ...]


class Grammar(_Row):
    """The few function words and endings that the engine asks for."""

    passive_before: tuple[str, ...] = ()
    """Auxiliaries that make a following participle passive."""
    agent: tuple[str, ...] = ()
    """Markers of the agent ("by")."""
    agent_of_noun: tuple[str, ...] = ()
    """Markers of who acts behind a noun: "strikes [of] the army"."""
    transparent: tuple[str, ...] = ()
    """Words that may stand between an auxiliary and its verb, or between "and" and a verb."""
    progressive_endings: tuple[str, ...] = ()
    """Endings of a verb form that is active even after an auxiliary ("were shelling")."""
    infinitive: tuple[str, ...] = ()
    """Markers of an infinitive, where it has any."""
    finite_endings: tuple[str, ...] = ()
    """Endings, and whole irregular forms, of verb forms that are no infinitive."""
    participle_endings: tuple[str, ...] = ()
    """Endings of verb forms that open a clause after a comma (", killing two")."""
    oblique: tuple[str, ...] = ()
    """Prepositions whose noun is no subject."""
    parts: tuple[str, ...] = ()
    """Nouns for a part of a force: "[units] of the army"."""
    determiners: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    listing: tuple[str, ...] = ()
    """Words that may stand between two places of one list: "and nearby"."""
    possessive: tuple[str, ...] = ()
    additive: tuple[str, ...] = ()
    """Words that begin a number which adds to the one before: "[another] man"."""
    located: tuple[str, ...] = ()
    """Words behind which places only say where the one before them lies: "X, [located] between Y and Z"."""
    office: tuple[str, ...] = ()
    """Words that join an office and its land: "governor [of the] Kharkiv region"."""
    object_stops: tuple[str, ...] = ()
    """Words between a verb and a place that is not its object: "took part [in]"."""
    seat: tuple[str, ...] = ()
    """Words for the town that a district just told is run from."""
    compass: dict[str, str] = Field(default_factory=dict)
    """Words of direction to the relation they mean: "further [south]" is ``south_of``."""
    partial: tuple[str, ...] = ()
    """Words before a number that is part of the one before: "including"."""
    objectless: tuple[str, ...] = ()
    """Words that show, right after a verb form, that it has no object: "killed [in]"."""
    further: tuple[str, ...] = ()
    """Words that make a town's act one more beside that of its area: "also"."""
    superlative: tuple[str, ...] = ()
    """Beginnings of words that make a record: behind "the [largest] raid", "since 2022" dates nothing."""
    definite: tuple[str, ...] = ()
    """Words that make a noun refer back ("the attack", "this strike")."""
    titles: tuple[str, ...] = ()
    """Words before a person's name in a claim."""
    attributive: tuple[str, ...] = ()
    """Words before a participle that make it an adjective: "in [occupied] Melitopol"."""
    attributive_endings: tuple[str, ...] = ()
    """Endings of participles that can be such adjectives."""


class ContextRules(_Row):
    """``context.toml``."""

    grammar: Grammar
    classes: dict[str, str] = Field(default_factory=dict)
    cue: tuple[CueRule, ...]
    weapon: tuple[WeaponRule, ...]
    link: tuple[LinkRule, ...]
    anaphor: tuple[AnaphorRule, ...]
    speech: tuple[str, ...]
    """Verbs of saying whose subject is the claimant."""
    according: tuple[str, ...]
    """Phrases followed by the claimant."""
    turn: tuple[str, ...] = ()
    """Words that begin a sentence about something else ("meanwhile"): no claim goes on across them."""
    denial: tuple[str, ...] = ()
    """Words that deny what a sentence before told: "Kyiv [denies it]"."""
    occurrence: tuple[str, ...] = ()
    """Words that place what a sentence before told: "[it happened] near X"."""
    sayer_after: tuple[str, ...] = ()
    """Verbs of saying whose subject may follow them, up to the next comma ("повідомив голова ОВА")."""


class ActorRule(_Row):
    """Names for a side, or for somebody who speaks for one."""

    id: str
    side: Literal["UA", "RU", "other", "unknown", "enemy", "own", "same", "local", "neutral"]
    """``unknown``: on no side told ("gunmen"); ``enemy``/``own``: as seen by the speaker; ``same``: the side
    named just before; ``local``: the side whose land it is (a mayor); ``neutral``: observers and media."""
    kind: Literal[
        "forces",
        "adjective",
        "country",
        "official",
        "ministry",
        "police",
        "outlet",
        "observer",
        "group",
        "pronoun",
        "person",
        "cause",
    ]
    claimant_side: ClaimantSide | None = None
    """Where it differs from ``side``: a map project of one side, for example."""
    case: Case = "any"
    """Of the forms listed: the nominative acts, the genitive follows its act's noun, the instrumental is a
    passive's agent, no ``other`` acts; ``indeclinable`` stands anywhere, ``any`` untold."""
    tells: Literal["", "deeds", "harm"] = ""
    """What is known from itself alone: the ``deeds`` of a secret service; of who heads a land that its side
    holds, the ``harm`` done to it."""
    phrases: tuple[str, ...]
    examples: tuple[str, ...] = ()


class ActorRules(_Row):
    """``actors.toml``."""

    classes: dict[str, str] = Field(default_factory=dict)
    perspective: Literal["UA", "RU", "unknown"] = "UA"
    """Whose enemy "the enemy" is where nothing else tells."""
    voices: dict[Literal["UA", "RU"], str] = Field(default_factory=dict)
    """Words that speakers of one side alone use: an article with more of them speaks for that side."""
    actor: tuple[ActorRule, ...]


class Frame(_Row):
    """What holds for an event type in every language."""

    outcome: Outcome = "unknown"
    target: Literal["opponent", "own", "none"] = "opponent"
    prior: Literal["attacker", "defender", "owner", "none"] = "none"
    """Who acts where no words tell: the opponent of who holds the place, that side, or the land's owner."""
    sides: bool = True
    """False where nobody is said to act (a clash)."""
    mutual: bool = False
    """Both sides act alike (an exchange of prisoners): Ukraine is named as initiator, Russia as target."""
    placeless: Literal["never", "counted", "always"] = "never"
    """Whether an event without a place is kept: ``counted`` where it has a number."""
    country: bool = False
    """Whether a whole country may be its place."""
    counted: bool = False
    """Whether it needs a number wherever it is ("losses in X" is none)."""
    abroad: bool = False
    """Whether it may take place outside the theatre (talks may, shelling may not)."""


class Frames(_Row):
    """``frames.toml``."""

    theatre: tuple[str, ...]
    """ISO codes of the countries in which acts of war are looked for."""
    frame: dict[str, Frame]


@cache
def _frames() -> Frames:
    with package_file("events", "frames.toml").open("rb") as file:
        return Frames.model_validate(tomllib.load(file))


def frames() -> dict[str, Frame]:
    """Return the frames by event type."""
    return _frames().frame


def theatre() -> tuple[str, ...]:
    """Return the ISO codes of the countries in which acts of war are looked for."""
    return _frames().theatre


@cache
def event_rules(lang: str) -> EventRules:
    """Return the triggers of ``lang``."""
    return load_rules(lang, "events.toml", EventRules)


@cache
def caption_rules(lang: str) -> EventRules:
    """Return the triggers of short captions in ``lang``; none where the language has no such file."""
    if not package_file("lang", lang, "captions.toml").is_file():
        return EventRules(trigger=())
    return load_rules(lang, "captions.toml", EventRules)


@cache
def context_rules(lang: str) -> ContextRules:
    """Return the cues, weapons, links and grammar of ``lang``."""
    return load_rules(lang, "context.toml", ContextRules)


@cache
def actor_rules(lang: str) -> ActorRules:
    """Return who belongs to which side in ``lang``."""
    return load_rules(lang, "actors.toml", ActorRules)
