"""Run by the system's python3 with QGIS: opens a project, counts its daily frames and draws it.

Usage: qgis_project.py PROJECT PICTURE [WIDTH HEIGHT [FIRST_FRAME]]; prints what it found as JSON.
"""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsDateTimeRange,
    QgsFeatureRequest,
    QgsInterval,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsTemporalNavigationObject,
    QgsUnitTypes,
    QgsVectorLayerTemporalContext,
)
from qgis.gui import QgsTemporalControllerWidget
from qgis.PyQt.QtCore import QSize

PIXELS_PER_INCH = 110


def layer_facts(layer):
    times = layer.temporalProperties()
    renderer = layer.renderer()
    categories = renderer.categories() if isinstance(renderer, QgsCategorizedSymbolRenderer) else []
    return {
        "categories": [category.value() for category in categories],
        "start": times.startField(),
        "end": times.endField(),
        "valid": layer.isValid(),
        "count": layer.featureCount(),
        "crs": layer.crs().authid(),
        "fields": {field.name(): field.typeName() for field in layer.fields()},
        "renderer": layer.renderer().type() if layer.renderer() else None,
        "labels": layer.labelsEnabled(),
        "temporal": layer.temporalProperties().isActive(),
        "source": layer.publicSource(),
    }


def frames(project):
    """Ids that each layer shows in each frame of the project's own clock, as the renderer filters them."""
    times = project.timeSettings()
    clock = QgsTemporalNavigationObject()
    clock.setTemporalExtents(times.temporalRange())
    clock.setFrameDuration(QgsInterval(times.timeStep(), times.timeStepUnit()))
    shown = []
    for number in range(clock.totalFrameCount()):
        span = clock.dateTimeRangeForFrameNumber(number)
        ids = []
        for layer in project.mapLayers().values():
            if layer.temporalProperties().isActive():
                ids += ids_in(layer, span)
        shown.append([span.begin().toString("yyyy-MM-dd"), sorted(ids)])
    return shown


def ids_in(layer, span: QgsDateTimeRange):
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    wanted = layer.temporalProperties().createFilterString(context, span)
    return [feature["id"] for feature in layer.getFeatures(QgsFeatureRequest().setFilterExpression(wanted))]


def controller_facts(widget):
    """What the temporal controller of the window shows after the project was opened, and after one click."""
    clock = widget.temporalController()
    opened = clock.navigationMode()
    clock.setNavigationMode(QgsTemporalNavigationObject.Animated)
    return {
        "whole_period_at_first": opened == QgsTemporalNavigationObject.FixedRange,
        "frames": clock.totalFrameCount(),
    }


def draw(project, path, width, height):
    settings = QgsMapSettings()
    settings.setDestinationCrs(project.crs())
    settings.setTransformContext(project.transformContext())
    settings.setEllipsoid(project.ellipsoid())
    settings.setBackgroundColor(project.backgroundColor())
    settings.setLayers(project.layerTreeRoot().checkedLayers())
    settings.setOutputSize(QSize(width, height))
    settings.setOutputDpi(PIXELS_PER_INCH)
    settings.setExtent(project.viewSettings().defaultViewExtent())
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(path)
    colours = {image.pixelColor(x, y).name() for x in range(0, width, 2) for y in range(0, height, 2)}
    return {"errors": [e.message for e in job.errors()], "colours": len(colours)}


def main():
    source, picture = sys.argv[1], sys.argv[2]
    width, height = (int(n) for n in sys.argv[3:5]) if len(sys.argv) > 4 else (1200, 800)
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    project = QgsProject.instance()
    widget = QgsTemporalControllerWidget()
    if not project.read(source):
        raise SystemExit(project.error())
    times = project.timeSettings()
    found = {
        "title": project.title(),
        "crs": project.crs().authid(),
        "groups": [group.name() for group in project.layerTreeRoot().children()],
        "layers": {layer.name(): layer_facts(layer) for layer in project.mapLayers().values()},
        "range": [
            times.temporalRange().begin().toUTC().toString("yyyy-MM-ddTHH:mm:ssZ"),
            times.temporalRange().end().toUTC().toString("yyyy-MM-ddTHH:mm:ssZ"),
        ],
        "step": [times.timeStep(), times.timeStepUnit() == QgsUnitTypes.TemporalDays],
        "controller": controller_facts(widget),
        "frames": frames(project) if "--frames" in sys.argv else [],
        "drawn": draw(project, picture, width, height),
    }
    print(json.dumps(found))


main()
