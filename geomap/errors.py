"""Everything geomap raises on purpose, as one tree.

::

    GeomapError                      a person can mend it; the message says how
    ├── InputError (ValueError)      an article or a user's file cannot be read
    ├── SettingsError (ValueError)   a setting, option or rule file is wrong
    ├── GazetteerError (ValueError)  the gazetteer is missing, broken or of another version
    ├── StoreError (OSError)         the store or an output cannot be opened or written
    ├── EngineError (RuntimeError)    the workers that code articles cannot be reached or keep dying
    └── MissingExtraError (ImportError)  an optional dependency is not installed

Each message holds the value, where it stood, and the remedy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pydantic import ValidationError


class GeomapError(Exception):
    """Base of every error that geomap raises on purpose.

    Parameters
    ----------
    what
        The value and what is wrong with it.
    where
        File, line or field it came from.
    remedy
        What the user can do about it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what, where, remedy)

    def __reduce__(self) -> tuple[Callable[..., GeomapError], tuple[object, ...]]:
        """Survive the way from a worker process to its parent."""
        return _remade, (type(self), self.what, self.where, self.remedy)

    def __str__(self) -> str:
        """Return one sentence: where, what, remedy."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} ({self.remedy})" if self.remedy else head


def _remade(kind: type[GeomapError], what: str, where: str, remedy: str) -> GeomapError:
    return kind(what, where=where, remedy=remedy)


class InputError(GeomapError, ValueError):
    """An article or a user's file cannot be read."""


class SettingsError(GeomapError, ValueError):
    """A setting, a command-line option or a rule file is wrong."""


class GazetteerError(GeomapError, ValueError):
    """The gazetteer is missing, broken or of another version."""


class StoreError(GeomapError, OSError):
    """The store or an output cannot be opened or written."""


class EngineError(GeomapError, RuntimeError):
    """The workers that code articles cannot be reached, differ from this machine, or keep dying."""


class MissingExtraError(GeomapError, ImportError):
    """An optional dependency is not installed."""

    @classmethod
    def of(cls, package: str, extra: str) -> MissingExtraError:
        """Name the missing ``package`` and the extra that brings it."""
        return cls(f"{package} is not installed", remedy=f"pip install 'geomap[{extra}]'")


class Fault(NamedTuple):
    """The first thing wrong with a validated record."""

    field: str
    """Its path, as ``source.0.url``; empty for the record as a whole."""
    what: str
    given: object


_PLAINLY = {"extra_forbidden": "there is no such field", "missing": "is missing"}


def first_fault(error: ValidationError) -> Fault:
    """Return what a user has to mend first."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    what = _PLAINLY.get(first["type"]) or first["msg"].removeprefix("Value error, ")
    return Fault(field, what, first["input"])


def why_unreadable(error: Exception) -> str:
    """Return why a file could not be read, without the path that the message names already."""
    return (isinstance(error, OSError) and error.strerror) or str(error)
