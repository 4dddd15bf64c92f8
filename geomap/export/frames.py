"""The outputs of a build as a GeoDataFrame."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import InputError

if TYPE_CHECKING:
    import geopandas as gpd

LAYERS = ("events", "areas", "lines")


def read_events(path: str | Path) -> gpd.GeoDataFrame:
    """Read the mapped events of a build.

    Parameters
    ----------
    path
        The folder of a build, or its ``events.gpkg``, its ``events.parquet``, or one of its GeoJSON files.

    Returns
    -------
    GeoDataFrame
        One row an event, the contract's columns, dates as ``datetime64``, geometry in EPSG:4326 (lon, lat).

    Raises
    ------
    InputError
        If there is no such output.
    """
    import geopandas as gpd
    import pandas as pd

    source = Path(path)
    if source.is_dir():
        source /= "events.gpkg"
    if not source.is_file():
        raise InputError(
            "no such output", where=str(source), remedy="run: geomap build ARTICLES --out FOLDER"
        )
    if source.suffix == ".parquet":
        return gpd.read_parquet(source)
    if source.suffix != ".gpkg":
        return gpd.read_file(source)
    frames = [gpd.read_file(source, layer=layer) for layer in LAYERS]
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    return gpd.GeoDataFrame(pd.concat(filled, ignore_index=True), crs="EPSG:4326")
