"""The columns of an event in the table-like formats: one list, with the type each format needs."""

from __future__ import annotations

import json
import types
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from pydantic import BaseModel

from geomap.export.results import properties
from geomap.models import Event

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Kind = Literal["text", "integer", "real", "date", "datetime", "list", "json"]


class Column(NamedTuple):
    """A column's name and type; ``list`` is a list of strings, ``json`` a list of objects."""

    name: str
    kind: Kind


class Layer(NamedTuple):
    """A table of a file of layers; ``geometries`` (lon/lat degrees) is None for a table without geometry."""

    name: str
    geometry_type: str | None
    columns: Sequence[Column]
    rows: Sequence[dict[str, Any]]
    geometries: Sequence[BaseGeometry] | None


@cache
def event_columns() -> tuple[Column, ...]:
    """Return the columns of an event: the contract's fields, then the two times for a map's clock."""
    own = (Column(name, kind_of(Event, name)) for name in Event.model_fields)
    return (*own, Column("t_start", "datetime"), Column("t_end", "datetime"))


def kind_of(model: type[BaseModel], name: str) -> Kind:
    """Return the column type of a model's field from its annotation."""
    annotation: Any = model.model_fields[name].annotation
    options = [a for a in get_args(annotation) if a is not types.NoneType]
    core = options[0] if isinstance(annotation, types.UnionType) and len(options) == 1 else annotation
    plain: dict[Any, Kind] = {int: "integer", float: "real", date: "date"}
    if core in plain:
        return plain[core]
    if getattr(core, "__origin__", None) is list:
        as_lines = model is Event and name == "reasons"  # written as one line of text each
        return "json" if issubclass(get_args(core)[0], BaseModel) and not as_lines else "list"
    return "text"


def event_rows(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Return events as rows of plain values under the names of ``event_columns``."""
    return [properties(event) for event in events]


def flat(value: Any) -> Any:
    """Return a list as JSON text, anything else as it is: for formats without lists."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
