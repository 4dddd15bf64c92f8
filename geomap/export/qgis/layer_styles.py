"""What the styles of all layers share: colours, labels, the clock; used by ``make_template.py``."""
# mypy: ignore-errors

from qgis.core import (
    QgsPalLayerSettings,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayerSimpleLabeling,
    QgsVectorLayerTemporalProperties,
)
from qgis.PyQt.QtGui import QColor, QFont

INK, PAPER, LAND, SEA = "#1d2733", "#ffffff", "#f6f3ec", "#cfdfe8"


def colour(name, alpha=255):
    """Return a colour of ``alpha`` from 0, clear, to 255."""
    made = QColor(name)
    made.setAlpha(alpha)
    return made


def labels(field, *, size, ink=INK, bold=False, italic=False, placement=None):
    """Return the settings of labels that show ``field``; ``size`` in points."""
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
    casing.setColor(colour(PAPER, 220))
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


def show(layer, renderer, settings=None, *, from_scale=0.0):
    """Give a layer its renderer and labels; ``from_scale`` is the smallest scale it is drawn at."""
    layer.setRenderer(renderer)
    if settings:
        layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
        layer.setLabelsEnabled(True)
    if from_scale:
        layer.setScaleBasedVisibility(True)
        layer.setMinimumScale(from_scale)


def on_the_clock(layer):
    """Show each feature while the project's clock is between its two times."""
    times = layer.temporalProperties()
    times.setMode(QgsVectorLayerTemporalProperties.ModeFeatureDateTimeStartAndEndFromFields)
    times.setStartField("t_start")
    times.setEndField("t_end")
    times.setIsActive(True)
