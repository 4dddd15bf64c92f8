"""Draw the QGIS project and the layers' styles once, with QGIS itself; ``project.py`` fills them in.

Run it with the Python that QGIS belongs to, on the outputs of any build, after a change here or of colours
and shapes in ``ontology.toml``; commit ``template.qgs`` and ``*.qml``:

    QT_HASH_SEED=0 QT_QPA_PLATFORM=offscreen /usr/bin/python3 geomap/export/qgis/make_template.py FOLDER

The seed keeps the order of attributes from run to run.
"""
# mypy: ignore-errors

import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import control_styles
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProject,
    QgsProperty,
    QgsReadWriteContext,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsRendererCategory,
    QgsSimpleLineSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
    QgsVectorLayerTemporalProperties,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QDateTime, Qt
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

HERE = Path(__file__).parent
INK, PAPER, LAND, SEA = "#1d2733", "#ffffff", "#f6f3ec", "#cfdfe8"
SHAPES = {
    "square": (QgsSimpleMarkerSymbolLayer.Square, 0),
    "triangle": (QgsSimpleMarkerSymbolLayer.Triangle, 0),
    "inverted-triangle": (QgsSimpleMarkerSymbolLayer.Triangle, 180),
    "diamond": (QgsSimpleMarkerSymbolLayer.Diamond, 0),
    "circle": (QgsSimpleMarkerSymbolLayer.Circle, 0),
    "ring": (QgsSimpleMarkerSymbolLayer.Circle, 0),
    "pentagon": (QgsSimpleMarkerSymbolLayer.Pentagon, 0),
    "cross": (QgsSimpleMarkerSymbolLayer.CrossFill, 0),
}
NOT_HAPPENED = "\"modality\" NOT IN ('occurred', 'ongoing')"
HOLLOW = f"\"status\" IN ('claimed', 'disputed', 'denied') OR {NOT_HAPPENED}"
PIN_MM = 3.2
TIP = """<p><b>[% {place} %]</b> [% "date_start" %]<br>[% replace("type", '_', ' ') %], [% "status" %]</p>
<p>[% {quotes} %]</p>"""
ESCAPES = "map('&', '&amp;', '<', '&lt;', '>', '&gt;')"
STYLE = ("renderer-v2", "labeling", "temporal", "mapTip", "blendMode", "featureBlendMode", "layerOpacity")
STYLED = ("events", "areas", "lines")
FILLED = (*STYLED, *control_styles.STYLED, "undated events", "undated areas")
HEAVY = (
    "fieldConfiguration aliases defaults constraints constraintExpressions expressionfields attributeactions "
    "attributetableconfig editform editforminit editforminitcodesource editforminitfilepath editforminitcode "
    "featformsuppress editorlayout editable labelOnTop reuseLastValue dataDefinedFieldProperties widgets "
    "conditionalstyles storedexpressions previewExpression legend extent wgs84extent SingleSymbolRenderer "
    "DiagramLayerSettings geometryOptions customproperties flags provider vectorjoins layerDependencies "
    "dataDependencies referencedLayers resourceMetadata relations "
    "styles auxiliary auxiliaryLayer manual-layer-order-off excludeAttributesWMS excludeAttributesWFS"
).split()


def _families():
    with (HERE.parents[1] / "ontology.toml").open("rb") as file:
        return tomllib.load(file)["family"]


def _colour(name, alpha=255):
    made = QColor(name)
    made.setAlpha(alpha)
    return made


def _set_property(layer, key, expression):
    layer.setDataDefinedProperty(key, QgsProperty.fromExpression(expression))


def _marker(shape, size, fill, stroke, width, *, level=2):
    kind, angle = SHAPES[shape]
    made = QgsSimpleMarkerSymbolLayer(kind, size, angle)
    made.setFillColor(fill)
    made.setStrokeColor(stroke)
    made.setStrokeWidth(width)
    made.setRenderingPass(level)
    return made


def _disc(family):
    """Return the uncertainty: a disc of ``radius_m`` metres on the ground at any scale."""
    made = _marker("circle", 4, _colour(family["colour"], 26), _colour(family["colour"], 130), 0.2, level=0)
    made.setSizeUnit(QgsUnitTypes.RenderMetersInMapUnits)
    _set_property(made, QgsSymbolLayer.PropertySize, 'coalesce("radius_m", 0) * 2')
    return made


def _pin(family):
    """Return a pin: solid is reported, hollow a claim, half disputed, dashed did not happen."""
    hollow = "true" if family["shape"] == "ring" else HOLLOW
    own = family["colour"]
    face = _marker(family["shape"], PIN_MM, _colour(own), _colour(INK, 160), 0.2)
    _set_property(face, QgsSymbolLayer.PropertyFillColor, f"if({hollow}, '{PAPER}', '{own}')")
    _set_property(face, QgsSymbolLayer.PropertyStrokeColor, f"if({hollow}, '{own}', '29,39,51,160')")
    _set_property(face, QgsSymbolLayer.PropertyStrokeWidth, f"if({hollow}, 0.6, 0.2)")
    _set_property(face, QgsSymbolLayer.PropertyStrokeStyle, f"if({NOT_HAPPENED}, 'dot', 'solid')")
    return face


def _half(family):
    made = QgsSimpleMarkerSymbolLayer(QgsSimpleMarkerSymbolLayer.SemiCircle, PIN_MM * 0.75, -90)
    made.setFillColor(_colour(family["colour"]))
    made.setStrokeStyle(Qt.NoPen)
    made.setRenderingPass(3)
    _set_property(made, QgsSymbolLayer.PropertyLayerEnabled, "coalesce(\"status\" = 'disputed', false)")
    return made


def _slash():
    made = QgsSimpleMarkerSymbolLayer(QgsSimpleMarkerSymbolLayer.Line, PIN_MM * 1.5, 45)
    made.setStrokeColor(_colour(INK))
    made.setStrokeWidth(0.5)
    made.setRenderingPass(3)
    _set_property(made, QgsSymbolLayer.PropertyLayerEnabled, "coalesce(\"status\" = 'denied', false)")
    return made


def _point_symbol(family):
    symbol = QgsMarkerSymbol()
    symbol.deleteSymbolLayer(0)
    casing = _marker(family["shape"], PIN_MM + 0.8, _colour(PAPER), _colour(PAPER), 0.5, level=1)
    for layer in (_disc(family), casing, _pin(family), _half(family), _slash()):
        symbol.appendSymbolLayer(layer)
    return symbol


def _area_symbol(family, angle):
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_color": family["colour"]})
    hatch = QgsLinePatternFillSymbolLayer()
    hatch.setLineAngle(angle)
    hatch.setDistance(2.6)
    hatch.setSubSymbol(QgsLineSymbol.createSimple({"color": family["colour"], "width": "0.26"}))
    rim = QgsSimpleLineSymbolLayer(_colour(family["colour"]), 0.5)
    rim.setPenStyle(Qt.DashLine)
    symbol.deleteSymbolLayer(0)
    symbol.appendSymbolLayer(hatch)
    symbol.appendSymbolLayer(rim)
    symbol.setOpacity(0.75)
    return symbol


def _line_symbol(family):
    return QgsLineSymbol.createSimple(
        {"color": family["colour"], "width": "1.1", "line_style": "dash", "capstyle": "round"}
    )


def _by_family(symbol_of, *, levels):
    categories = [
        QgsRendererCategory(family["id"], symbol_of(family, number), family["label"])
        for number, family in enumerate(_families())
    ]
    renderer = QgsCategorizedSymbolRenderer("family", categories)
    renderer.setUsingSymbolLevels(levels)
    return renderer


def _labels(field, *, size, ink=INK, bold=False, italic=False, placement=None):
    font = QFont("Open Sans")
    font.setBold(bold)
    font.setItalic(italic)
    text = QgsTextFormat()
    text.setFont(font)
    text.setSize(size)
    text.setColor(QColor(ink))
    casing = QgsTextBufferSettings()
    casing.setEnabled(True)
    casing.setSize(0.8)
    casing.setColor(_colour(PAPER, 220))
    text.setBuffer(casing)
    made = QgsPalLayerSettings()
    made.fieldName = field
    made.setFormat(text)
    if placement is None:  # one fixed spot, so that labels of one place meet and only one is drawn
        made.placement = QgsPalLayerSettings.OverPoint
        made.quadOffset = QgsPalLayerSettings.QuadrantAboveRight
        made.xOffset, made.yOffset = 1.6, -0.8
    else:
        made.placement = placement
    return made


def _show(layer, renderer, settings=None, *, from_scale=0.0):
    layer.setRenderer(renderer)
    if settings:
        layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
        layer.setLabelsEnabled(True)
    if from_scale:
        layer.setScaleBasedVisibility(True)
        layer.setMinimumScale(from_scale)


def _on_the_clock(layer):
    times = layer.temporalProperties()
    times.setMode(QgsVectorLayerTemporalProperties.ModeFeatureDateTimeStartAndEndFromFields)
    times.setStartField("t_start")
    times.setEndField("t_end")
    times.setIsActive(True)


def _style_events(layers):
    _show(
        layers["events"],
        _by_family(lambda f, _: _point_symbol(f), levels=True),
        _labels("place", size=8, bold=True),
    )
    over = QgsPalLayerSettings.OverPoint  # one spot again
    hatched = _by_family(lambda f, n: _area_symbol(f, 45 + 22.5 * (n % 8)), levels=False)
    _show(layers["areas"], hatched, _labels("place", size=8, italic=True, placement=over))
    along = QgsPalLayerSettings.Curved
    _show(
        layers["lines"],
        _by_family(lambda f, _: _line_symbol(f), levels=False),
        _labels("place", size=8, placement=along),
    )
    tip = TIP.format(
        place=f'replace("place", {ESCAPES})',
        quotes='array_to_string(array_foreach(from_json("quotes"), '
        f"replace(map_get(@element, 'quote'), {ESCAPES})), '</p><p>')",
    )
    for name in STYLED:
        _on_the_clock(layers[name])
        layers[name].setMapTipTemplate(tip)
        layers[name].setDisplayExpression('"place" || \', \' || "type"')


def _style_basemap(layers):
    def fill(inside, rim, width):
        look = {"color": inside, "outline_color": rim, "outline_width": str(width)}
        return QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(look))

    _show(layers["land"], fill(LAND, "#9db8c8", 0.2))
    border = {"color": "#8d8578", "width": "0.5"}
    _show(layers["borders"], QgsSingleSymbolRenderer(QgsLineSymbol.createSimple(border)))
    bare = {"style": "no", "outline_color": "#b9b1a3", "outline_width": "0.2", "outline_style": "dash"}
    inside = _labels("name", size=7, ink="#8d8578", placement=QgsPalLayerSettings.Horizontal)
    _show(layers["oblasts"], QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(bare)), inside)
    _show(layers["water"], fill(SEA, "#9db8c8", 0.1))
    stream = {"color": "#9db8c8", "width": "0.26"}
    _show(layers["rivers"], QgsSingleSymbolRenderer(QgsLineSymbol.createSimple(stream)))
    dot = {"name": "circle", "size": "1.1", "color": "#6d6d6d", "outline_style": "no"}
    names = _labels("name", size=7, ink="#5c5c5c")
    names.priority = 2
    _show(
        layers["towns"],
        QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(dot)),
        names,
        from_scale=3_000_000,
    )


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


def _slimmed(text, ids):
    """Drop what QGIS works out by itself, what names this machine, its user and the hour, and the styles."""
    for old, new in ids.items():
        text = text.replace(old, new)
    tree = ET.fromstring(text)  # noqa: S314
    for name in (
        "homePath",
        "projectMetadata",
        "transaction",
        "visibility-presets",
        "transformContext",
        "prop",
    ):
        for parent in list(tree.iter()):
            for child in parent.findall(name):
                parent.remove(child)
    for layer in tree.iter("maplayer"):
        own = layer.findtext("layername")
        for child in [c for c in layer if c.tag in (*HEAVY, *(STYLE if own in FILLED else ()))]:
            layer.remove(child)
        if own in FILLED:
            ET.SubElement(layer, "style").text = own
    for name in ("saveUser", "saveUserFull", "saveDateTime"):
        tree.attrib.pop(name, None)
    _with_placeholders(tree)
    return ET.tostring(tree, encoding="unicode")


def _with_placeholders(tree):
    """Mark the values that each build has of its own."""
    for side in ("xmin", "ymin", "xmax", "ymax"):
        tree.find(f"mapcanvas/extent/{side}").text = f"{{{side}}}"
        tree.find("ProjectViewSettings/DefaultViewExtent").set(side, f"{{{side}}}")
    times = tree.find("ProjectTimeSettings")
    next(times.iter("start")).text, next(times.iter("end")).text = "{first}", "{last}"
    controller = tree.find("properties/TemporalControllerWidget")
    controller.find("StartDateTime").text, controller.find("EndDateTime").text = "{first}", "{last}"
    tree.find("title").text = "{title}"
    tree.set("projectname", "{title}")


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
    _style_events(events)
    for name in STYLED:
        _save_style(events[name])
        events[name].setSubsetString('"t_start" IS NOT NULL')
    control_styles.style_control(control)
    for name in control_styles.STYLED:
        _save_style(control[name], QgsMapLayer.Rendering)  # its opacity and scales
    _style_basemap(base)
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
    text = _slimmed(raw.read_text("utf-8"), ids)
    raw.unlink()
    (HERE / "template.qgs").write_text(text + "\n", encoding="utf-8")


main()
