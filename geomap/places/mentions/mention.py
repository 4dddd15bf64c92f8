"""What the finder sees in the text: a place name, how it is used, and later which place it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from geomap.models import Reason, Where

if TYPE_CHECKING:
    from geomap.places.gazetteer import NameHit

Role = Literal[
    "place",  # names a spot or an area: may be an event's place
    "origin",  # "launched from Kursk", "from the direction of Horlivka"
    "signpost",  # "12 km from Pokrovsk", "on the road to Izium": tells where another place lies
    "metonym",  # a government or a side: "Moscow said", "Kyiv's forces"
    "adjective",  # "Kursk incursion", "Kharkiv resident": names an area, but weakly
    "person",  # "Volodymyr Zelensky", "General Shevchenko"
    "organisation",  # "Azov brigade", "Kharkiv Pedagogical University", "Radio Donbas"
    "dateline",  # "KYIV, Jan 20 (Reuters) -"
    "historical_name",  # "Battle of Kyiv", "Treaty of X", "Minsk agreements"
]


class Scored(NamedTuple):
    """A candidate place (index into the gazetteer) with the sum of its weighted features."""

    place: int
    score: float


class Note(NamedTuple):
    """A reason while it is cheap; ``Mention.reasons`` makes models of them."""

    stage: Literal["find", "resolve"]
    rule: str
    detail: str = ""
    score: float | None = None


def places_of(forms: Iterable[NameHit]) -> tuple[int, ...]:
    """Return the places of ``forms`` in their order, each once."""
    return tuple(dict.fromkeys(form.place for form in forms))


@dataclass(slots=True)
class Mention:
    """One place name in a document.

    ``first``/``stop`` are the half-open token range with the kind word and the article's preposition left out
    of it: "the village of [Robotyne]", "[Donetsk] Oblast". ``phrase_first``/``phrase_stop`` cover kind words,
    offsets and relation words too: "[5 km west of the village of Robotyne]".
    """

    first: int
    stop: int
    phrase_first: int
    phrase_stop: int
    sentence: int
    """Index into ``Document.sentences``."""
    surface: str
    """The name as published."""
    hits: tuple[int, ...]
    """Gazetteer indices that bear this name; empty for an unknown name in a place slot."""
    forms: tuple[NameHit, ...] = ()
    """The same hits with the rank and strength of the name."""
    kind: str = ""
    """What the text calls it: "", settlement, oblast, raion, hromada, axis, river, district, site, region,
    way, country."""
    plural: bool = False
    """The kind word is a plural that the whole list shares: "the Donetsk and Luhansk regions"."""
    size: str = ""
    """Of a settlement, what the kind word says: "city", "village" or ""."""
    preposition: str = ""
    """Canonical governing preposition: "", in, near, towards, from, between, of, outskirts, along, over, to,
    on, across."""
    relation: str | None = None
    """Contract value: at, near, towards, north_of ... northwest_of, between, outskirts; None where nothing is
    said."""
    distance_km: float | None = None
    role: Role = "place"
    group: int = -1
    """Mentions coordinated with each other ("A, B and C") share a number; -1 alone."""
    within: int = -1
    """Index, in the document's list of mentions, of the area said to hold it ("X in Y Oblast"); -1 none."""
    held: str = ""
    """Side that holds the place by the words before it: UA, RU or ""."""
    lost: str = ""
    """Side that loses the place to the other by the words around it: UA, RU or ""."""
    place: int = -1
    """Index into the gazetteer; -1 while unresolved or undecided."""
    beside: int = -1
    """Index of the place at the other end of "between A and B"; -1 where unknown."""
    spread_km: float = 0.0
    """How far from ``place`` the namesakes lie that the text leaves open."""
    candidates: tuple[Scored, ...] = ()
    """Best first; the chosen place (if any) and the runners-up."""
    part: str = ""
    """The part of a country that is meant: "eastern" of "eastern Ukraine"."""
    notes: list[Note] = field(default_factory=list)
    why: Callable[[], list[Note]] | None = field(default=None, repr=False, compare=False)
    """Why ``resolve`` chose as it did; worked out only when somebody asks."""

    def mean(self, kind: str, forms: tuple[NameHit, ...]) -> None:
        """Take ``kind`` and ``forms``; the hits follow from these."""
        self.kind, self.forms = kind, forms
        self.hits = places_of(forms)

    @property
    def reasons(self) -> list[Reason]:
        """Why the name has its role, and why it means the place it does."""
        notes = [*self.notes, *(self.why() if self.why else ())]
        return [Reason(stage=n.stage, rule=n.rule, detail=n.detail, score=n.score) for n in notes]


class Location(NamedTuple):
    """Where an event is drawn: the contract's place fields. ``lat``/``lon`` in WGS84 degrees, if a point."""

    place: str | None
    place_local: str | None
    place_id: str | None
    katottg: str | None
    geonameid: int | None
    admin1: str | None
    admin2: str | None
    country: str | None
    lat: float | None
    lon: float | None
    where: Where
    relation: str | None
    distance_km: float | None
    where_prec: int | None
    geo_precision: int | None
    radius_m: float | None


NOWHERE = Location(
    place=None,
    place_local=None,
    place_id=None,
    katottg=None,
    geonameid=None,
    admin1=None,
    admin2=None,
    country=None,
    lat=None,
    lon=None,
    where="none",
    relation=None,
    distance_km=None,
    where_prec=None,
    geo_precision=None,
    radius_m=None,
)
