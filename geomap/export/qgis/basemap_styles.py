"""How QGIS draws the outlines under the events; used by ``make_template.py``, run by QGIS's own Python."""
# mypy: ignore-errors

from layer_styles import LAND, SEA, labels, show
from qgis.core import (
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsSingleSymbolRenderer,
)


def style_basemap(layers) -> None:
    """Give land, borders, oblasts, water, rivers and towns a look that stays behind the events."""

    def fill(inside, rim, width):
        look = {"color": inside, "outline_color": rim, "outline_width": str(width)}
        return QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(look))

    show(layers["land"], fill(LAND, "#9db8c8", 0.2))
    border = {"color": "#8d8578", "width": "0.5"}
    show(layers["borders"], QgsSingleSymbolRenderer(QgsLineSymbol.createSimple(border)))
    bare = {"style": "no", "outline_color": "#b9b1a3", "outline_width": "0.2", "outline_style": "dash"}
    inside = labels("name", size=7, ink="#8d8578", placement=QgsPalLayerSettings.Horizontal)
    show(layers["oblasts"], QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(bare)), inside)
    show(layers["water"], fill(SEA, "#9db8c8", 0.1))
    stream = {"color": "#9db8c8", "width": "0.26"}
    show(layers["rivers"], QgsSingleSymbolRenderer(QgsLineSymbol.createSimple(stream)))
    dot = {"name": "circle", "size": "1.1", "color": "#6d6d6d", "outline_style": "no"}
    names = labels("name", size=7, ink="#5c5c5c")
    names.priority = 2
    show(
        layers["towns"],
        QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(dot)),
        names,
        from_scale=3_000_000,
    )
