"""The values that pass between stages: Article, Place, Reason, Report, Event.

Frozen pydantic models, used at the borders only: the hot path works on the slotted values of
``geomap.text``, ``geomap.places``, ``geomap.dates`` and ``geomap.events`` and builds one ``Report`` per
coded event at the end.

Coordinates are WGS84 decimal degrees in fields named ``lat`` and ``lon``; lengths are metres in fields that
end in ``_m`` and kilometres in ``_km``. Spans ``start``/``end`` are half-open character offsets into
``Article.text``, so that ``article.text[start:end] == quote``.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Lang = Literal["en", "uk", "ru"]
Side = Literal["UA", "RU", "other", "unknown"]
ClaimantSide = Literal["UA", "RU", "neutral", "unknown"]
Modality = Literal["occurred", "ongoing", "planned", "hypothetical", "negated", "historical"]
Outcome = Literal["succeeded", "failed", "unknown"]
Status = Literal["reported", "claimed", "disputed", "denied", "confirmed"]
Where = Literal["settlement", "site", "near", "admin3", "admin2", "admin1", "country", "linear", "none"]
DateBasis = Literal["explicit", "relative", "published", "inferred", "none"]
Tier = Literal["exact", "site", "council", "hromada", "raion", "oblast", "country"]


def content_id(*parts: object) -> str:
    """Return a 16-digit hexadecimal hash of ``parts``: the same content has the same id on every machine."""
    packed = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str).encode(
        "utf-8", "surrogatepass"
    )
    return hashlib.sha256(packed).hexdigest()[:16]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def __str__(self) -> str:
        """Return the short form, as ``repr`` does."""
        return repr(self)


class Article(_Frozen):
    """One article as published: the text is never changed, every span points into it."""

    id: str
    text: str
    published: date | None = None
    published_at: datetime | None = None
    """Publication time with its zone, where the source tells it."""
    published_basis: Literal["given", "inferred", "none"] = "none"
    """``inferred``: taken from the other articles of the batch, never from today's clock."""
    lang: Lang | None = None
    title: str = ""
    url: str = ""
    source: str = ""
    """Outlet or channel; the same outlet always under one name, as reports of one source count once."""
    side: ClaimantSide = "unknown"
    """Whose outlet it is: what a side's own outlet says unsourced is that side's claim."""
    reliability: str = ""
    """A note of the user's on how far to trust the source."""
    path: str = ""
    """File or address it was read from."""

    def __repr__(self) -> str:
        """Show what a person needs to recognise the article."""
        return f"Article({self.id!r}, {str(self.published)!r}, {len(self.text)} characters)"


class Place(_Frozen):
    """A gazetteer record."""

    id: str
    name: str
    """Usual English form."""
    kind: str
    """``city town village settlement site river reservoir sea region axis oblast raion hromada country``."""
    lat: float | None
    lon: float | None
    tier: Tier
    """How precisely the coordinate is known."""
    radius_m: float
    """Radius in metres of the disc that surely holds the place."""
    names: dict[str, list[str]] = Field(default_factory=dict)
    """Names by language and rank: ``{"uk": [...], "ru": [...], "former": [...]}``."""
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    admin3: str | None = None
    population: int = 0
    katottg: str | None = None
    geonameid: int | None = None
    source: str = ""

    def __repr__(self) -> str:
        """Show name, kind and admin path."""
        return f"Place({self.name!r}, {self.kind!r}, {self.admin1!r}, {self.tier!r})"


class Reason(_Frozen):
    """Why a value is what it is."""

    stage: Literal["find", "resolve", "code", "date", "count", "merge", "correction", "control"]
    rule: str
    """Id of the rule, feature or table row that decided."""
    detail: str = ""
    """The words or values compared."""
    score: float | None = None


class _Coded(_Frozen):
    """What a report and an event have in common: what, where, when, who."""

    id: str
    type: str
    family: str
    # where
    place: str | None = None
    place_local: str | None = None
    place_id: str | None = None
    katottg: str | None = None
    geonameid: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    where: Where = "none"
    relation: str | None = None
    distance_km: float | None = None
    where_prec: int | None = None
    """UCDP 1-7; None where no place is known."""
    geo_precision: int | None = None
    """ACLED 1-3; None where no place is known."""
    radius_m: float | None = None
    # when
    date_start: date | None = None
    date_end: date | None = None
    date_basis: DateBasis = "none"
    date_prec: int | None = None
    """UCDP 1-5; None where no date is known."""
    time_precision: int | None = None
    """ACLED 1-3; None where no date is known."""
    # who
    initiator: Side = "unknown"
    target: Side = "unknown"
    initiator_name: str | None = None
    target_name: str | None = None
    # how
    modality: Modality = "occurred"
    outcome: Outcome = "unknown"
    status: Status = "reported"
    claimant: str | None = None
    claimant_side: ClaimantSide = "unknown"
    launched: int | None = None
    downed: int | None = None
    weapon: str | None = None
    target_class: str | None = None
    inferred: list[str] = Field(default_factory=list)
    """Names of the fields that no words state."""
    # crosswalk
    acled_event_type: str | None = None
    acled_sub_event_type: str | None = None
    plover: str | None = None
    viina: str | None = None
    confidence: float = 0.0
    reasons: list[Reason] = Field(default_factory=list)
    not_mapped: str | None = None
    """Why the event has no place on the map; None where it has one."""


class Candidate(_Frozen):
    """A place that was considered for a report, with its score; the first is the chosen one."""

    place_id: str
    name: str
    admin1: str | None
    score: float


class Report(_Coded):
    """One act as one article tells it."""

    article_id: str
    lang: Lang
    start: int
    end: int
    quote: str
    place_start: int | None = None
    """Half-open span of the place name in the article's text."""
    place_end: int | None = None
    killed: int | None = None
    injured: int | None = None
    candidates: list[Candidate] = Field(default_factory=list)
    published: date | None = None
    title: str = ""
    url: str = ""
    source: str = ""
    source_side: ClaimantSide = "unknown"
    """Whose outlet the source is, as the user says."""

    def __repr__(self) -> str:
        """Show what, where, when."""
        return f"Report({self.type!r}, {self.place!r}, {str(self.date_start)!r}, {self.modality})"


class Quote(_Frozen):
    """A sentence under an event, with what is needed to cite it."""

    report_id: str
    article_id: str
    quote: str
    lang: Lang
    source: str = ""
    source_side: ClaimantSide = "unknown"
    title: str = ""
    url: str = ""
    published: date | None = None
    status: Status = "reported"
    claimant: str | None = None
    claimant_side: ClaimantSide = "unknown"
    modality: Modality = "occurred"


class Event(_Coded):
    """One act as all articles together tell it; every report stays under it."""

    killed_low: int | None = None
    killed_best: int | None = None
    killed_high: int | None = None
    injured_low: int | None = None
    injured_best: int | None = None
    injured_high: int | None = None
    n_reports: int = 1
    n_sources: int = 1
    sources: list[str] = Field(default_factory=list)
    history: list[str] = Field(default_factory=list)
    """A line for each day that changed the status: ``2025-01-20 claimed: Moscow (RU)``."""
    quotes: list[Quote] = Field(default_factory=list)
    corrected_by: str | None = None
    """Who corrected the event by hand, and why; None where nobody did."""

    def __repr__(self) -> str:
        """Show what, where, when and how often told."""
        return f"Event({self.type!r}, {self.place!r}, {str(self.date_start)!r}, {self.n_reports} reports)"


class Skipped(_Frozen):
    """An input that was not read, or an article that was not coded, and why."""

    path: str
    reason: str
    remedy: str = ""


class Unresolved(_Frozen):
    """A name in a place slot that the gazetteer does not know or cannot decide."""

    name: str
    count: int
    sentence: str
    article_id: str


def jsonable(model: BaseModel) -> dict[str, Any]:
    """Return ``model`` as plain JSON values, field order as declared."""
    return model.model_dump(mode="json")
