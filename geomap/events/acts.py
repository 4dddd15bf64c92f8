"""An act under construction: what one trigger tells, before and after it is tied to one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from geomap.events.lexicon.language import Trigger
from geomap.models import ClaimantSide, Modality, Outcome, Side, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.dates import When


Stage = Literal["code", "date", "count"]
REAL = ("occurred", "ongoing")
"""Modalities of what happens now, or just did."""


class Note(NamedTuple):
    """A reason in the making: stage, rule, the words it rests on."""

    stage: Stage
    rule: str
    detail: str


@dataclass(slots=True)
class Act:
    """One event of one type at one place (``mention`` is an index into the document's mentions, -1 none)."""

    type: str
    trigger: Trigger
    first: int
    stop: int
    sentence: int
    clause: int
    passive: bool = False
    mention: int = -1
    listed: int = 1
    """How many places share the trigger: numbers told for several places together belong to none."""
    initiator: Side = "unknown"
    initiator_name: str | None = None
    target: Side = "unknown"
    target_name: str | None = None
    unsided: bool = False
    """Who acts is told, but not for which side: "gunmen"."""
    inferred: list[str] = field(default_factory=list)
    modality: Modality = "occurred"
    outcome: Outcome | None = None
    status: Status | None = None
    claimant: str | None = None
    claimant_side: ClaimantSide = "unknown"
    weapon: str | None = None
    weapon_class: str | None = None
    when: When | None = None
    carried: bool = False
    """Whether the date comes from the sentence before."""
    when_told: bool = False
    """Whether the act's own sentence dates it."""
    killed: int | None = None
    injured: int | None = None
    launched: int | None = None
    downed: int | None = None
    losses: int | None = None
    """People lost of whom the text does not say how: "434,000 casualties"."""
    further_harm: frozenset[str] = frozenset()
    """Numbers that come on top of those told before: "[another] man died"."""
    total: int | None = None
    """What was downed over all the places listed, where the text does not split it."""
    split: bool = False
    """Has its own number from a tally that the text splits by place; no other number is its."""
    all_downed: bool = False
    anaphoric: bool = False
    """"The attack": refers to an act told elsewhere in the article."""
    counted: bool = False
    counted_as: str = ""
    """What the munitions counted so far are: a second kind adds, the same kind repeats."""
    raid: bool = False
    """Counts what was sent in a raid of which the text tells what was downed over no one place."""
    swept: bool = False
    """Told of so many places of an area: "711 strikes on [34 settlements] of the region"."""
    last_sentence: int = -1
    """Where the evidence ends: the sentence itself, or one after it that gives its numbers."""
    latest: int = -1
    """The last sentence that tells the act again."""
    label: bool = False
    """Stands in a headline's label ("Shelling of Sloviansk: …")."""
    adjective: bool = False
    """Only names the place by it: "in [liberated] Kherson"."""
    beside: bool = False
    """Told beside the same of another town, in one sentence."""
    further: str = ""
    """"Further south": the direction from the place told before."""
    notes: list[Note] = field(default_factory=list)

    def note(self, rule: str, detail: str = "", *, stage: Stage = "code") -> None:
        """Remember why."""
        self.notes.append(Note(stage, rule, detail))


def by_sentence(acts: Iterable[Act]) -> dict[int, list[Act]]:
    """Return the acts of each sentence, in the order given."""
    found: dict[int, list[Act]] = {}
    for act in acts:
        found.setdefault(act.sentence, []).append(act)
    return found
