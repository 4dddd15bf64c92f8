"""Draw the QGIS project and the layers' styles once, with QGIS itself; ``project.py`` fills them in.

Run it with the Python that QGIS belongs to, on the outputs of any build, after a change here or of colours
and shapes in ``ontology.toml``; commit ``template.qgs`` and ``*.qml``:

    QT_HASH_SEED=0 QT_QPA_PLATFORM=offscreen /usr/bin/python3 geomap/export/qgis/make_template.py FOLDER

The seed keeps the order of attributes from run to run.
"""
# mypy: ignore-errors

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import control_styles
from basemap_styles import style_basemap
from event_styles import STYLED, style_events
from layer_styles import SEA
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsMapLayer,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QDateTime, Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument
from slim import slimmed

HERE = Path(__file__).parent


def _load(folder, file, names):
    made = {}
    for name in names:
        layer = QgsVectorLayer(f"{folder / file}|layername={name}", name, "ogr")
        if not layer.isValid():
            raise SystemExit(f"no layer {name} in {folder / file}")
        made[name] = layer
    return made


def _undated(folder):
    """Return layers of what has no date: on the clock's layers it would be shown on every day."""
    made = _load(folder, "events.gpkg", ("events", "areas"))
    for name, layer in made.items():
        layer.setSubsetString('"t_start" IS NULL')
        layer.setName(f"undated {name}")
    return {layer.name(): layer for layer in made.values()}


def _assemble(project, groups):
    root = project.layerTreeRoot()
    for title, layers in groups.items():
        group = root.addGroup(title)
        for layer in layers:
            project.addMapLayer(layer, False)
            node = group.addLayer(layer)
            node.setExpanded(layer.name() == "events")
            node.setCustomProperty("showFeatureCount", title == "Events")
            node.setItemVisibilityChecked("undated" not in layer.name())
        group.setExpanded(title == "Events")


def _set_up(project, canvas):
    mercator = QgsCoordinateReferenceSystem("EPSG:3857")
    project.setCrs(mercator)
    project.setEllipsoid("EPSG:7030")
    project.setBackgroundColor(QColor(SEA))
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    box = QgsRectangle(1111111.5, 2222222.5, 3333333.5, 4444444.5)
    canvas.setDestinationCrs(mercator)
    canvas.setExtent(box)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(box, mercator))
    first = QDateTime.fromString("1111-01-01T00:00:00Z", Qt.ISODate)
    last = QDateTime.fromString("2222-02-02T23:59:59Z", Qt.ISODate)
    times = project.timeSettings()
    times.setTemporalRange(QgsDateTimeRange(first, last))
    times.setTimeStep(1)
    times.setTimeStepUnit(QgsUnitTypes.TemporalDays)
    times.setFramesPerSecond(2)
    for key, value in (("StartDateTime", first), ("EndDateTime", last)):
        project.writeEntry("TemporalControllerWidget", f"/{key}", value.toString(Qt.ISODateWithMs))
    project.writeEntry("TemporalControllerWidget", "/NavigationMode", 2)
    project.writeEntry("ScaleBar", "/Enabled", True)
    project.writeEntry("ScaleBar", "/Placement", 1)


def _save_style(layer, *more):
    document = QDomDocument()
    parts = QgsMapLayer.Symbology | QgsMapLayer.Labeling | QgsMapLayer.Temporal | QgsMapLayer.MapTips
    for part in more:
        parts |= part
    layer.exportNamedStyle(document, QgsReadWriteContext(), parts)
    tree = ET.fromstring(document.toString(-1))  # noqa: S314
    for parent in list(tree.iter()):
        for child in parent.findall("prop"):  # what QGIS before 3.22 read
            parent.remove(child)
    ET.indent(tree, " ")
    (HERE / f"{layer.name()}.qml").write_text(ET.tostring(tree, encoding="unicode") + "\n", encoding="utf-8")


def main() -> None:
    """Write the template and the styles beside this file."""
    folder = Path(sys.argv[1]).resolve()
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    project = QgsProject.instance()
    canvas = QgsMapCanvas()
    canvas.setObjectName("theMapCanvas")
    events = _load(folder, "events.gpkg", (*STYLED, "unmapped", "reports", "articles", "places"))
    control = _load(folder, "events.gpkg", control_styles.STYLED)
    base = _load(folder, "basemap.gpkg", ("towns", "borders", "oblasts", "rivers", "water", "land"))
    undated = _undated(folder)
    style_events(events)
    for name in STYLED:
        _save_style(events[name])
        events[name].setSubsetString('"t_start" IS NOT NULL')
    control_styles.style_control(control)
    for name in control_styles.STYLED:
        _save_style(control[name], QgsMapLayer.Rendering)  # its opacity and scales
    style_basemap(base)
    groups = {
        "Events": [*(events[name] for name in ("events", "lines", "areas")), *undated.values()],
        "Control": [control[name] for name in ("control", "front", "control_areas")],
        "Tables": [events[name] for name in ("unmapped", "reports", "articles", "places")],
        "Basemap": list(base.values()),
    }
    _assemble(project, groups)
    _set_up(project, canvas)
    raw = folder / "raw.qgs"
    if not project.write(str(raw)):
        raise SystemExit("QGIS could not write the project")
    ids = {
        layer.id(): "geomap_layer_" + layer.name().replace(" ", "_") for layer in project.mapLayers().values()
    }
    text = slimmed(raw.read_text("utf-8"), ids)
    raw.unlink()
    (HERE / "template.qgs").write_text(text + "\n", encoding="utf-8")


main()
