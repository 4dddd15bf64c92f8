"""How QGIS draws events as points, areas and lines; used by ``make_template.py``."""
# mypy: ignore-errors

import tomllib
from pathlib import Path

from layer_styles import INK, PAPER, colour, labels, on_the_clock, show
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRendererCategory,
    QgsSimpleLineSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import Qt

STYLED = ("events", "areas", "lines")
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


def _families():
    with (Path(__file__).parents[2] / "ontology.toml").open("rb") as file:
        return tomllib.load(file)["family"]


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
    made = _marker("circle", 4, colour(family["colour"], 26), colour(family["colour"], 130), 0.2, level=0)
    made.setSizeUnit(QgsUnitTypes.RenderMetersInMapUnits)
    _set_property(made, QgsSymbolLayer.PropertySize, 'coalesce("radius_m", 0) * 2')
    return made


def _pin(family):
    """Return a pin: solid is reported, hollow a claim, half disputed, dashed did not happen."""
    hollow = "true" if family["shape"] == "ring" else HOLLOW
    own = family["colour"]
    face = _marker(family["shape"], PIN_MM, colour(own), colour(INK, 160), 0.2)
    _set_property(face, QgsSymbolLayer.PropertyFillColor, f"if({hollow}, '{PAPER}', '{own}')")
    _set_property(face, QgsSymbolLayer.PropertyStrokeColor, f"if({hollow}, '{own}', '29,39,51,160')")
    _set_property(face, QgsSymbolLayer.PropertyStrokeWidth, f"if({hollow}, 0.6, 0.2)")
    _set_property(face, QgsSymbolLayer.PropertyStrokeStyle, f"if({NOT_HAPPENED}, 'dot', 'solid')")
    return face


def _half(family):
    made = QgsSimpleMarkerSymbolLayer(QgsSimpleMarkerSymbolLayer.SemiCircle, PIN_MM * 0.75, -90)
    made.setFillColor(colour(family["colour"]))
    made.setStrokeStyle(Qt.NoPen)
    made.setRenderingPass(3)
    _set_property(made, QgsSymbolLayer.PropertyLayerEnabled, "coalesce(\"status\" = 'disputed', false)")
    return made


def _slash():
    made = QgsSimpleMarkerSymbolLayer(QgsSimpleMarkerSymbolLayer.Line, PIN_MM * 1.5, 45)
    made.setStrokeColor(colour(INK))
    made.setStrokeWidth(0.5)
    made.setRenderingPass(3)
    _set_property(made, QgsSymbolLayer.PropertyLayerEnabled, "coalesce(\"status\" = 'denied', false)")
    return made


def _point_symbol(family):
    symbol = QgsMarkerSymbol()
    symbol.deleteSymbolLayer(0)
    casing = _marker(family["shape"], PIN_MM + 0.8, colour(PAPER), colour(PAPER), 0.5, level=1)
    for layer in (_disc(family), casing, _pin(family), _half(family), _slash()):
        symbol.appendSymbolLayer(layer)
    return symbol


def _area_symbol(family, angle):
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_color": family["colour"]})
    hatch = QgsLinePatternFillSymbolLayer()
    hatch.setLineAngle(angle)
    hatch.setDistance(2.6)
    hatch.setSubSymbol(QgsLineSymbol.createSimple({"color": family["colour"], "width": "0.26"}))
    # over a whole country it would hide everything else; the rim and the label stay
    _set_property(hatch, QgsSymbolLayer.PropertyLayerEnabled, '"where" IS NULL OR "where" <> \'country\'')
    rim = QgsSimpleLineSymbolLayer(colour(family["colour"]), 0.5)
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


def style_events(layers) -> None:
    """Give the three event layers symbols by family, labels, the clock and a tip with the quotes."""
    show(
        layers["events"],
        _by_family(lambda f, _: _point_symbol(f), levels=True),
        labels("place", size=8, bold=True),
    )
    over = QgsPalLayerSettings.OverPoint  # one spot again
    hatched = _by_family(lambda f, n: _area_symbol(f, 45 + 22.5 * (n % 8)), levels=False)
    show(layers["areas"], hatched, labels("place", size=8, italic=True, placement=over))
    along = QgsPalLayerSettings.Curved
    show(
        layers["lines"],
        _by_family(lambda f, _: _line_symbol(f), levels=False),
        labels("place", size=8, placement=along),
    )
    tip = TIP.format(
        place=f'replace("place", {ESCAPES})',
        quotes='array_to_string(array_foreach(from_json("quotes"), '
        f"replace(map_get(@element, 'quote'), {ESCAPES})), '</p><p>')",
    )
    for name in STYLED:
        on_the_clock(layers[name])
        layers[name].setMapTipTemplate(tip)
        layers[name].setDisplayExpression('"place" || \', \' || "type"')
