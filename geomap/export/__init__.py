"""Events to files: one exporter a file, found through the entry points ``geomap.exporters``."""

from geomap.export.destination import export, export_to_database
from geomap.export.filter import Filter
from geomap.export.registry import Exporter, exporter, exporters
from geomap.export.results import Results

__all__ = ["Exporter", "Filter", "Results", "export", "export_to_database", "exporter", "exporters"]
