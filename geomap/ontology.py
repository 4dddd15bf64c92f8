"""Event types and families, read once from ``ontology.toml``.

A type's crosswalk (ACLED, PLOVER, VIINA) may differ by the side that acts: ``by_initiator`` holds the
differing values.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from geomap.resources import package_file

Shape = Literal["square", "triangle", "diamond", "circle", "inverted-triangle", "pentagon", "cross", "ring"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Crosswalk(NamedTuple):
    """The names other data sets give to an event."""

    acled_event_type: str | None
    acled_sub_event_type: str | None
    plover: str | None
    viina: str | None


class Override(_Row):
    """Crosswalk values that hold for one initiating side only."""

    acled_event_type: str | None = None
    acled_sub_event_type: str | None = None
    plover: str | None = None
    viina: str | None = None


class Family(_Row):
    """A group of event types that share a colour and a shape on the map."""

    id: str
    label: str
    colour: str
    shape: Shape


class EventType(_Row):
    """What happened, in one word, with its definition and crosswalk."""

    id: str
    family: str
    label: str
    definition: str
    acled_event_type: str | None = None
    acled_sub_event_type: str | None = None
    plover: str | None = None
    viina: str | None = None
    by_initiator: dict[str, Override] = {}

    def crosswalk(self, initiator: str) -> Crosswalk:
        """Return the names other data sets use when ``initiator`` (UA, RU, other, unknown) acts."""
        special = self.by_initiator.get(initiator, Override())
        return Crosswalk(*(getattr(special, f) or getattr(self, f) for f in Crosswalk._fields))


class Ontology(_Row):
    """All families and types, in the order of the file."""

    family: tuple[Family, ...]
    type: tuple[EventType, ...]

    @property
    def families(self) -> dict[str, Family]:
        """Families by id."""
        return {f.id: f for f in self.family}

    @property
    def types(self) -> dict[str, EventType]:
        """Types by id."""
        return {t.id: t for t in self.type}


@cache
def ontology() -> Ontology:
    """Return the ontology that ships with the package."""
    with package_file("ontology.toml").open("rb") as file:
        return Ontology.model_validate(tomllib.load(file))


@cache
def family_of(event_type: str) -> str:
    """Return the family id of a type id.

    Raises
    ------
    KeyError
        If the ontology has no such type.
    """
    return ontology().types[event_type].family
