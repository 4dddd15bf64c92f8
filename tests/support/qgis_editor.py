"""Run by the system's python3 with QGIS: holds a GeoPackage open for editing until a line comes in."""

import sys

from qgis.core import QgsApplication, QgsVectorLayer

QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
layer = QgsVectorLayer(f"{sys.argv[1]}|layername=events", "layer", "ogr")
layer.startEditing()
layer.changeAttributeValue(next(layer.getFeatures()).id(), 5, "another place")
print("editing", flush=True)
sys.stdin.readline()
layer.rollBack()
