"""One correction: what a person changes about an event, who, and why."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from geomap.ontology import ontology

Deed = Literal["drop", "move", "retype", "redate", "merge", "split", "confirm", "reviewed"]

_NEEDS: dict[Deed, tuple[str, ...]] = {
    "drop": (),
    "confirm": (),
    "reviewed": (),
    "move": (),
    "retype": ("type",),
    "redate": ("date_start",),
    "merge": ("events",),
    "split": (),
}
_MAY: dict[Deed, frozenset[str]] = {
    "drop": frozenset(),
    "confirm": frozenset(),
    "reviewed": frozenset(),
    "move": frozenset({"place_id", "lat", "lon", "radius_m"}),
    "retype": frozenset({"type"}),
    "redate": frozenset({"date_start", "date_end"}),
    "merge": frozenset({"events"}),
    "split": frozenset({"reports"}),
}
_DETAILS = frozenset().union(*_MAY.values())


class Correction(BaseModel):
    """A change to one event that holds at every rebuild, until it no longer applies."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    do: Deed = Field(description="What to do.")
    event: str = Field(min_length=1, description="Id of the event, or of any report under it.")
    who: str = Field(min_length=1, description="Who decided it.")
    why: str = Field(min_length=1, description="Why, in a sentence.")
    on: date | None = Field(None, description="The day it was decided.")
    quote: str = Field("", description="A sentence under the event: finds it again when ids have changed.")
    place_id: str | None = Field(None, description="move: gazetteer id of the place.")
    lat: float | None = Field(None, ge=-90, le=90, description="move: latitude in WGS84 degrees.")
    lon: float | None = Field(None, ge=-180, le=180, description="move: longitude in WGS84 degrees.")
    radius_m: float | None = Field(None, gt=0, description="move: how far off the point may be, in metres.")
    type: str | None = Field(None, description="retype: id of the event type.")
    date_start: date | None = Field(None, description="redate: first day.")
    date_end: date | None = Field(None, description="redate: last day; the first day if left out.")
    events: tuple[str, ...] = Field((), description="merge: ids of the events that are the same act.")
    reports: tuple[str, ...] = Field(
        (), description="split: ids of the reports that are another act; none: each."
    )

    @field_validator("who", "why")
    @classmethod
    def _is_said(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("say it: a correction without who and why cannot be checked by others")
        return value

    @field_validator("type")
    @classmethod
    def _is_known(cls, value: str | None) -> str | None:
        if value is not None and value not in ontology().types:
            raise ValueError(f"no such type; types are: {', '.join(sorted(ontology().types))}")
        return value

    @model_validator(mode="after")
    def _fits(self) -> Self:
        given = {name for name in _DETAILS if getattr(self, name) not in (None, ())}
        missing = [name for name in _NEEDS[self.do] if name not in given]
        extra = sorted(given - _MAY[self.do])
        if missing or extra:
            raise ValueError(
                f"{self.do} needs {', '.join(missing)}" if missing else f"{self.do} takes no {extra[0]}"
            )
        if self.do == "move" and (self.place_id is None) == (self.lat is None or self.lon is None):
            raise ValueError("move needs either place_id, or lat and lon")
        if self.date_start and self.date_end and self.date_end < self.date_start:
            raise ValueError("date_end is before date_start")
        return self

    def __str__(self) -> str:
        """Return the correction as a line of the run report."""
        return f"{self.do} {self.event} ({self.who}: {self.why})"
