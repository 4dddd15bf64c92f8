"""What of a project saved by QGIS goes into the template; used by ``make_template.py``."""
# mypy: ignore-errors

import xml.etree.ElementTree as ET

import control_styles
import event_styles

STYLE = ("renderer-v2", "labeling", "temporal", "mapTip", "blendMode", "featureBlendMode", "layerOpacity")
FILLED = (*event_styles.STYLED, *control_styles.STYLED, "undated events", "undated areas")
"""Layers whose style is filled in from a file of its own."""
HEAVY = (
    "fieldConfiguration aliases defaults constraints constraintExpressions expressionfields attributeactions "
    "attributetableconfig editform editforminit editforminitcodesource editforminitfilepath editforminitcode "
    "featformsuppress editorlayout editable labelOnTop reuseLastValue dataDefinedFieldProperties widgets "
    "conditionalstyles storedexpressions previewExpression legend extent wgs84extent SingleSymbolRenderer "
    "DiagramLayerSettings geometryOptions customproperties flags provider vectorjoins layerDependencies "
    "dataDependencies referencedLayers resourceMetadata relations "
    "styles auxiliary auxiliaryLayer manual-layer-order-off excludeAttributesWMS excludeAttributesWFS"
).split()


def slimmed(text, ids):
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
    _in_order(tree)
    _with_placeholders(tree)
    return ET.tostring(tree, encoding="unicode")


def _in_order(tree):
    """Sort what QGIS keeps in the order of its random ids: the same template each time."""
    layers, snapping = tree.find("projectlayers"), tree.find("snapping-settings/individual-layer-settings")
    layers[:] = sorted(layers, key=lambda layer: layer.findtext("id"))
    snapping[:] = sorted(snapping, key=lambda setting: setting.get("id"))
    tree.find("main-annotation-layer/id").text = "geomap_annotations"
    for parent in (layers, snapping):
        ET.indent(parent, " ")


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
