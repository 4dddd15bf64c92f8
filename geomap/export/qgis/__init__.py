"""The QGIS project of a build, with the GeoPackages it shows: one double-click opens a playable map."""

from geomap.export.qgis.project import write

__all__ = ["write"]
