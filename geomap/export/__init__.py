"""Events to files: one exporter a file, found through the entry points ``geomap.exporters``."""

from geomap.export.registry import Exporter, exporter, exporters
from geomap.export.results import Results

__all__ = ["Exporter", "Results", "exporter", "exporters"]
