"""How QGIS draws who holds what; used by ``make_template.py``, run by QGIS's own Python."""
# mypy: ignore-errors

from layer_styles import INK, on_the_clock
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsRendererCategory,
)

SIDES = {
    "RU": ("#D55E00", "held by Russia"),
    "UA": ("#0072B2", "regained by Ukraine"),
    "contested": ("#E69F00", "contested"),
    "unknown": ("#8A8A8A", "may have changed hands"),
}
"""The colours of the brief (``control_picture.py``), told apart by the colour-blind too."""
BASES = {"baseline": ("solid", "line of the baseline"), "reports": ("dash", "line moved by reports")}
STYLED = ("control_areas", "front", "control")
_OPACITY = 0.45
"""Of the layer, not of its features: with the clock off all days lie on each other."""
_SETTLEMENTS_FROM = 300_000  # scale


def style_control(layers) -> None:
    """Give the layers of control their look, and areas and line the clock."""
    layers["control_areas"].setRenderer(_by("side", SIDES, _area))
    layers["control_areas"].setOpacity(_OPACITY)
    layers["front"].setRenderer(_by("basis", BASES, _line))
    layers["control"].setRenderer(_by("side", SIDES, _point))
    layers["control"].setScaleBasedVisibility(True)
    layers["control"].setMinimumScale(_SETTLEMENTS_FROM)
    layers["control"].setMapTipTemplate(
        '<p><b>[% "place" %]</b>: [% "side" %], since [% coalesce("since", \'unknown\') %]</p>'
    )
    for name in ("control_areas", "front"):
        on_the_clock(layers[name])


def _by(field, looks, symbol_of):
    rows = [
        QgsRendererCategory(value, symbol_of(value, look), label) for value, (look, label) in looks.items()
    ]
    renderer = QgsCategorizedSymbolRenderer(field, rows)
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([QgsFeatureRequest.OrderByClause("date")]))
    renderer.setOrderByEnabled(True)  # the last day on top
    return renderer


def _area(side, colour):
    if side in ("RU", "UA"):
        return QgsFillSymbol.createSimple({"color": colour, "outline_style": "no"})
    symbol = QgsFillSymbol()
    symbol.deleteSymbolLayer(0)
    hatch = QgsLinePatternFillSymbolLayer()
    hatch.setLineAngle(45 if side == "contested" else 135)
    hatch.setDistance(1.6)
    hatch.setSubSymbol(QgsLineSymbol.createSimple({"color": colour, "width": "0.4"}))
    symbol.appendSymbolLayer(hatch)
    return symbol


def _line(_basis, dash):
    return QgsLineSymbol.createSimple({"color": INK, "width": "0.5", "line_style": dash})


def _point(_side, colour):
    look = {
        "name": "square",
        "size": "1.6",
        "color": colour,
        "outline_color": "#ffffff",
        "outline_width": "0.2",
    }
    return QgsMarkerSymbol.createSimple(look)
