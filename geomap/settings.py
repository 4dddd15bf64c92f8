"""What a user may set, in a file (``--settings``) or by options: type, unit, default and a sentence each."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from geomap.errors import SettingsError, first_fault, why_unreadable
from geomap.models import Lang


class Settings(BaseModel):
    """Settings of a build; every field has a default that suits a first run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    published: date | None = Field(None, description="Publication date of articles that bear none.")
    lang: Lang | None = Field(None, description="Language of all articles; None detects it per article.")
    workers: int = Field(0, ge=0, description="Processes that code articles; 0 means one per core.")
    engine: Literal["local", "dask"] = Field("local", description="Where the work is done.")
    scheduler: str = Field(
        "", description="Address of a Dask scheduler; empty starts a cluster on this machine."
    )
    parts: str = Field(
        "",
        description="Folder or object-store URL of a cluster's partitions; empty: in the output folder.",
    )
    tiles: bool = Field(True, description="Offer online map tiles; they load only when the reader asks.")
    interface: str = Field("en", pattern="^(en|uk)$", description="Language of the map's own words.")
    formats: tuple[str, ...] = Field(
        ("csv", "geojson", "map", "qgis", "report"), description="Output formats that a build writes."
    )
    gazetteer: Path | None = Field(None, description="Table of your own places, overrides and additions.")
    corrections: Path | None = Field(None, description="File of corrections (TOML or CSV).")
    baseline: Path | None = Field(None, description="Polygons of occupied territory at a date.")
    columns: dict[str, str] = Field(
        default_factory=dict, description="For tables and JSON: field name to the column that holds it."
    )
    allow_private: bool = Field(False, description="Also fetch from this machine and private networks.")
    online: bool = Field(False, description="Ask Nominatim for names that stay unresolved.")
    nominatim: str = Field("https://nominatim.openstreetmap.org", description="Address of that server.")


def load_settings(path: Path | None, **options: object) -> Settings:
    """Return the settings of ``path`` (TOML) overridden by the ``options`` that are not None.

    Raises
    ------
    SettingsError
        If the file cannot be read or has an unknown or wrong setting; names it.
    """
    given: dict[str, object] = {}
    if path is not None:
        try:
            with path.open("rb") as file:
                given = dict(tomllib.load(file))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(
                why_unreadable(error), where=str(path), remedy="give a readable TOML file"
            ) from error
    given.update({name: value for name, value in options.items() if value is not None})
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        name, what, value = first_fault(error)
        field = Settings.model_fields.get(name.partition(".")[0])
        remedy = (field and field.description) or f"settings are: {', '.join(Settings.model_fields)}"
        where = f"{path}: {name}" if path and name not in options else f"--{name}"
        raise SettingsError(f"{value!r}: {what}", where=where, remedy=remedy.rstrip(".")) from error
