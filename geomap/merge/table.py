"""The table ``weights.toml``: what each feature weighs, and which acts are told how."""

from __future__ import annotations

import tomllib
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from geomap.ontology import ontology
from geomap.resources import package_file


class _Checked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Weight(_Checked):
    """One feature's row."""

    weight: float
    veto: bool
    reason: str


class Acts(_Checked):
    """Types of acts that are recognised in a way of their own."""

    lasting: frozenset[str]
    """A place changes hands once."""
    lasting_days: int
    """Days within which a lasting act is told again."""
    mutual: frozenset[str]
    """Acts of both sides, of which a day has one where nobody names a place."""
    by_means: frozenset[str]
    """Acts that different weapons tell apart."""
    by_model: frozenset[str]
    """Acts that different models of aircraft tell apart."""

    @field_validator("lasting", "mutual", "by_means", "by_model")
    @classmethod
    def _are_types(cls, names: frozenset[str]) -> frozenset[str]:
        unknown = names - ontology().types.keys()
        if unknown:
            raise ValueError(f"no such types: {', '.join(sorted(unknown))}")
        return names


class Table(_Checked):
    """The whole file."""

    threshold: float
    acts: Acts
    features: dict[str, Weight]
    means: dict[str, tuple[str, ...]]
    """Stems of words by the class of weapon they name."""


@cache
def table() -> Table:
    """Return the checked table."""
    with package_file("merge", "weights.toml").open("rb") as file:
        return Table.model_validate(tomllib.load(file))
