"""Run by the system's python3 with QGIS: prints how a layer of a GeoPackage looks when it is just opened."""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsSymbolLayer,
    QgsUnitTypes,
    QgsVectorLayer,
)


def look(symbol):
    disc, pin = symbol.symbolLayer(0), symbol.symbolLayer(2)
    return {
        "colour": pin.fillColor().name(),
        "size": disc.dataDefinedProperties().property(QgsSymbolLayer.PropertySize).expressionString(),
        "size_unit": "RenderMetersInMapUnits"
        if disc.sizeUnit() == QgsUnitTypes.RenderMetersInMapUnits
        else str(disc.sizeUnit()),
    }


QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
layer = QgsVectorLayer(f"{sys.argv[1]}|layername={sys.argv[2]}", "layer", "ogr")
context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
context.setFeature(next(layer.getFeatures()))
found = {
    "renderer": layer.renderer().type(),
    "categories": {c.value(): look(c.symbol()) for c in layer.renderer().categories()},
    "tip": QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context),
}
print(json.dumps(found))
