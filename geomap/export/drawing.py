"""A projected sheet to draw on: WGS84 in, equal-area metres around the map's middle out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.export.figure import PAPER
from geomap.export.labels import Rect
from geomap.geo import Box

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from pyproj import Transformer

_POINTS_PER_INCH = 72
_WIDTH_IN, _LEAST_HEIGHT_IN, _MOST_HEIGHT_IN = 10.0, 5.0, 12.0
_TOP_IN, _BOTTOM_IN, _SIDE_IN = 0.42, 0.62, 0.2  # room for title and sources
_KEY_IN = 2.0  # a column of its own, so that the key never covers an event
_EDGE_STEPS = 16
_CLIP_DEGREES = 0.5  # beyond the sheet: what is farther would only slow the drawing


@dataclass(frozen=True, slots=True)
class Canvas:
    """Figure and axes with the projection between them; lengths on paper are in points."""

    figure: Figure
    axes: Axes
    project: Transformer
    box: Box
    frame: Rect
    """The map's rectangle on the paper, in points from the lower left corner."""
    sheet: Box
    """All that the frame shows, in degrees: at least ``box``."""
    height: float
    """Of the whole paper, in points."""

    def holds(self, lon: float, lat: float) -> bool:
        """Tell whether a position lies on the map."""
        return self.frame.left <= (p := self.points(lon, lat))[0] <= self.frame.right and (
            self.frame.bottom <= p[1] <= self.frame.top
        )

    def shows(self, shape: Any) -> bool:
        """Tell whether a geometry (lon, lat) reaches into the box."""
        return bool(shape.intersects(_rectangle(self.box, 0)))

    def middle(self, shape: Any) -> tuple[float, float]:
        """Return a point (lon, lat) inside the part of ``shape`` that the box shows."""
        point = shape.intersection(_rectangle(self.box, 0)).representative_point()
        return point.x, point.y

    def metres(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a position as metres east and north of the map's middle."""
        x, y = self.project.transform(lon, lat)
        return float(x), float(y)

    def points(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a position on the paper."""
        x, y = self.axes.transData.transform(self.metres(lon, lat))
        scale = _POINTS_PER_INCH / self.figure.dpi
        return float(x) * scale, float(y) * scale

    def polygons(self, shapes: Iterable[Any], **look: Any) -> None:
        """Draw polygons given in lon/lat."""
        from matplotlib.patches import PathPatch

        for shape in self._near(shapes):
            self.axes.add_patch(PathPatch(_path(shape), **look))

    def lines(self, shapes: Iterable[Any], **look: Any) -> None:
        """Draw lines given in lon/lat."""
        for shape in self._near(shapes):
            for part in getattr(shape, "geoms", [shape]):
                if part.geom_type == "LineString":
                    self.axes.plot(*part.xy, solid_capstyle="round", **look)

    def disc(self, lon: float, lat: float, radius_m: float, **look: Any) -> None:
        """Draw a disc of ``radius_m`` metres on the ground."""
        from matplotlib.patches import Circle

        self.axes.add_patch(Circle(self.metres(lon, lat), radius_m, **look))

    def dot(self, lon: float, lat: float, colour: str) -> None:
        """Draw a town's dot."""
        self.axes.plot(*self.metres(lon, lat), "o", markersize=2, color=colour, markeredgewidth=0)

    def text_size(self, text: str, size: float, *, bold: bool = False) -> tuple[float, float]:
        """Return width and height of ``text`` in points, the same on screen and in print."""
        from matplotlib.font_manager import FontProperties
        from matplotlib.textpath import TextPath

        font = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")
        extent = TextPath((0, 0), text or " ", size=size, prop=font).get_extents()
        return float(extent.width), size

    def text(self, text: str, spot: Rect, size: float, **look: Any) -> None:
        """Print ``text`` into a rectangle on the paper, with a light casing."""
        from matplotlib.patheffects import withStroke

        scale = self.figure.dpi_scale_trans
        x, y = (
            (spot.left + spot.right) / 2 / _POINTS_PER_INCH,
            (spot.bottom + spot.top) / 2 / _POINTS_PER_INCH,
        )
        casing = [withStroke(linewidth=1.8, foreground=PAPER)]
        self.figure.text(
            x, y, text, transform=scale, fontsize=size, ha="center", va="center", path_effects=casing, **look
        )

    def _near(self, shapes: Iterable[Any]) -> Iterable[Any]:
        from shapely import transform

        around = _rectangle(self.sheet, _CLIP_DEGREES)
        into_metres: Any = self.project.transform
        for shape in shapes:
            if shape is not None and shape.intersects(around):
                yield transform(shape.intersection(around), into_metres, interleaved=False)


def canvas_for(box: Box, background: str) -> Canvas:
    """Return an empty sheet whose map shows ``box``, in a Lambert equal-area projection around its middle."""
    from matplotlib.figure import Figure
    from pyproj import Transformer

    lat, lon = (box.south + box.north) / 2, (box.west + box.east) / 2
    there = f"+proj=laea +lat_0={lat:.4f} +lon_0={lon:.4f} +datum=WGS84 +units=m"
    project = Transformer.from_crs("EPSG:4326", there, always_xy=True)
    west, south, east, north = _bounds(project, box)
    inner = _WIDTH_IN - 2 * _SIDE_IN - _KEY_IN
    high = inner * (north - south) / (east - west)
    high = min(max(high, _LEAST_HEIGHT_IN), _MOST_HEIGHT_IN)
    figure = Figure(figsize=(_WIDTH_IN, high + _TOP_IN + _BOTTOM_IN))
    whole = high + _TOP_IN + _BOTTOM_IN
    axes = figure.add_axes((_SIDE_IN / _WIDTH_IN, _BOTTOM_IN / whole, inner / _WIDTH_IN, high / whole))
    _set_limits(axes, (west, south, east, north), inner / high)
    axes.set_facecolor(background)
    axes.set_xticks([])
    axes.set_yticks([])
    frame = Rect(*(n * _POINTS_PER_INCH for n in (_SIDE_IN, _BOTTOM_IN, _SIDE_IN + inner, _BOTTOM_IN + high)))
    return Canvas(figure, axes, project, box, frame, _sheet(project, axes), whole * _POINTS_PER_INCH)


def _bounds(project: Transformer, box: Box) -> tuple[float, float, float, float]:
    """Return the box's bounds in metres; its edges bend, so many points of them are asked."""
    return tuple(project.transform_bounds(*box, densify_pts=_EDGE_STEPS))  # type: ignore[return-value]


def _sheet(project: Transformer, axes: Axes) -> Box:
    """Return what the axes show, in degrees."""
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    bounds = project.transform_bounds(west, south, east, north, densify_pts=_EDGE_STEPS, direction="INVERSE")
    return Box(*bounds)


def _set_limits(axes: Axes, bounds: tuple[float, float, float, float], shape: float) -> None:
    """Fit ``bounds`` into axes that are ``shape`` times as wide as high, a metre being as long both ways."""
    west, south, east, north = bounds
    x, y = (west + east) / 2, (south + north) / 2
    width = max(east - west, (north - south) * shape)
    axes.set_xlim(x - width / 2, x + width / 2)
    axes.set_ylim(y - width / shape / 2, y + width / shape / 2)
    axes.set_autoscale_on(False)


def _rectangle(box: Box, margin: float) -> Any:
    from shapely.geometry import box as rectangle

    return rectangle(box.west - margin, box.south - margin, box.east + margin, box.north + margin)


def _path(shape: Any) -> Any:
    """Return a (multi)polygon as a path with holes."""
    from matplotlib.path import Path

    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return Path.make_compound_path(*(Path(list(ring.coords), closed=True) for ring in rings))
