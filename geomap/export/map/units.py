"""APP-6 symbols for the events whose text names a unit: an option of the page, never a guess.

A symbol is made only where the name holds a size word (brigade, regiment …): "Russian forces" is no unit. The
frame tells the side as usual (blue rectangle Ukraine, red diamond Russia); a kind of unit that no word states
stays blank.
"""

from __future__ import annotations

import base64
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from geomap.export.map.columns import pack
from geomap.models import Event
from geomap.resources import package_file

_IDENTITY = {"UA": "3", "RU": "6"}  # friend, hostile: the frames that readers of this war know
_BLANK = ("000000", "0000")
_PIXELS = 26.0


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    words: tuple[str, ...]
    whole: bool = False
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class SizeRule(_Rule):
    """Words that tell a unit's size, and its echelon code."""

    size: str


class EntityRule(_Rule):
    """Words that tell a unit's kind, and its entity and modifier codes."""

    code: str
    modifiers: str


class UnitRules(BaseModel):
    """Both lists, as in ``units.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: tuple[SizeRule, ...]
    entity: tuple[EntityRule, ...]


@cache
def unit_rules() -> UnitRules:
    """Return the rules that ship with the package."""
    text = package_file("export", "map", "units.toml").read_text("utf-8")
    return UnitRules.model_validate(tomllib.loads(text))


@cache
def fits(rule: _Rule, name: str) -> bool:
    """Tell whether one of the rule's words is in the name."""
    words = "|".join(map(re.escape, rule.words))
    return re.search(rf"\b(?:{words})" + (r"\b" if rule.whole else ""), name.lower()) is not None


def symbol_code(name: str | None, side: str) -> str | None:
    """Return the 20-digit symbol code of a named unit; None for other names and unknown sides."""
    if not name or side not in _IDENTITY:
        return None
    size = next((rule.size for rule in unit_rules().size if fits(rule, name)), None)
    if size is None:
        return None
    kinds = ((rule.code, rule.modifiers) for rule in unit_rules().entity if fits(rule, name))
    code, modifiers = next(kinds, _BLANK)
    return f"100{_IDENTITY[side]}1000{size}{code}{modifiers}"


def packed_units(events: Sequence[Event]) -> dict[str, Any] | None:
    """Return the symbols as images and, for each event, the number of its image (-1 for none).

    None where no event names a unit, or the optional package that draws the symbols is not installed.
    """
    try:
        from milsymbol import Symbol
    except ImportError:
        return None
    codes = [symbol_code(e.initiator_name, e.initiator) for e in events]
    different = sorted({code for code in codes if code})
    if not different:
        return None
    row = {code: i for i, code in enumerate(different)}
    images = [_data_address(Symbol(code, size=_PIXELS).as_svg()) for code in different]
    return {"images": images, "unit": pack([row[code] if code else -1 for code in codes])}


def _data_address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
