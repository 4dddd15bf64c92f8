"""The tables in ``weights.toml``, validated once."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from geomap.errors import SettingsError, first_fault
from geomap.resources import package_file

Effect = Literal["holds", "fights", "leans"]
Held = Literal["UA", "RU", "contested", "unknown"]
FILE = ("control", "weights.toml")


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(_Table):
    """What events of some types say about who holds their place."""

    types: tuple[str, ...]
    effect: Effect
    toward: Literal["initiator", "target", "contested"]
    gain: float = Field(gt=0, le=1)
    half_life: float = Field(0.0, ge=0, description="Days; 0 takes the limits' own.")
    reason: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class Limits(_Table):
    """Thresholds of the balance, and days."""

    side: float
    claim: float
    lean: float
    fight: float
    baseline: float
    forgotten: float
    stands_days: int
    holds_half_life: float
    contradicts_days: int


class Ground(_Table):
    """How far what is told of a spot reaches; noises are variances of a balance."""

    depth_km: float
    carry_km: float
    place_noise: float
    position_noise: float
    beyond_km: float
    beyond_noise: float
    way_noise: float
    way_km: float
    path_km: float
    disc_km: float
    share: float
    drawn: float
    reach_km: float
    leap_km: float
    cell_km: float
    position_max_km: float
    theatre_km: float


class Width(_Table):
    """How wide the line is that is not known, in metres."""

    line_m: float
    told_m: float
    per_day_m: float
    limit_m: float


class Plausible(_Table):
    """When an event is doubted for its place."""

    deep_km: float


class LayerWords(_Table):
    """Words in a baseline's layer that name its side."""

    side: Held
    words: tuple[str, ...]


class Weights(_Table):
    """The whole file."""

    limits: Limits
    rule: tuple[Rule, ...]
    speaker: dict[str, float]
    ground: Ground
    width: Width
    plausible: Plausible
    layer: tuple[LayerWords, ...]


class Effects(NamedTuple):
    """A rule as the evidence loop needs it."""

    effect: Effect
    toward: str
    gain: float
    half_life: float


@cache
def weights() -> Weights:
    """Return the validated table.

    Raises
    ------
    SettingsError
        If a row is wrong; names it.
    """
    path = package_file(*FILE)
    try:
        return Weights.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        field, what, _ = first_fault(error)
        raise SettingsError(what, where=f"{path}: {field}", remedy="mend the row") from error


@cache
def effects() -> dict[str, Effects]:
    """Return the rule of each event type that says anything about control."""
    return {
        name: Effects(rule.effect, rule.toward, rule.gain, rule.half_life)
        for rule in weights().rule
        for name in rule.types
    }
