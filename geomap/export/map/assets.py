"""The page's files: Leaflet from its PyPI package, and the page's own HTML, CSS and JavaScript."""

from __future__ import annotations

import base64
import mimetypes
import re
from functools import cache
from importlib.metadata import files
from pathlib import Path

from geomap.errors import MissingExtraError
from geomap.resources import package_file

LEAFLET = "XStatic-Leaflet"
MODULES = (  # in reading order; each may use what stands before it
    *("dom", "columns", "parts", "model", "texts", "state", "search", "filter", "project", "symbols"),
    *("canvas", "basemap", "control"),
    *(
        "cluster",
        "areas",
        "marks",
        "pointer",
        "overlay",
        "timeline",
        "list",
        "filters",
        "detail",
        "copy",
        "about",
    ),
    *("app", "tabs", "view", "frame", "address", "print", "start"),
)
_CSS_URL = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


@cache
def leaflet_css() -> str:
    """Return Leaflet's style sheet with its images inside."""
    return _CSS_URL.sub(lambda match: f"url({_image(match[1])})", _leaflet("leaflet.css").read_text("utf-8"))


@cache
def leaflet_js() -> str:
    """Return Leaflet's script, with the images of its default marker inside."""
    script = _leaflet("leaflet.js").read_text("utf-8")
    script = re.sub(r"//# sourceMappingURL=\S*", "", script).replace("</script", "<\\/script")
    images = ", ".join(
        f'{option}: "{_image("images/" + name)}"'
        for option, name in (
            ("iconUrl", "marker-icon.png"),
            ("iconRetinaUrl", "marker-icon-2x.png"),
            ("shadowUrl", "marker-shadow.png"),
        )
    )
    return (
        f"{script}\ndelete L.Icon.Default.prototype._getIconUrl;\nL.Icon.Default.mergeOptions({{{images}}});"
    )


@cache
def page_css() -> str:
    """Return the page's style sheet."""
    return package_file("export", "map", "page", "page.css").read_text("utf-8")


@cache
def page_js() -> str:
    """Return the page's modules as one script; they share one function scope and set ``window.geomap``."""
    folder = package_file("export", "map", "page")
    modules = "\n".join((folder / f"{name}.js").read_text("utf-8") for name in MODULES)
    return f'(function () {{\n"use strict";\n{modules}\n}})();'


@cache
def page_html() -> str:
    """Return the page's body: the frame that the script fills."""
    return package_file("export", "map", "page", "page.html").read_text("utf-8")


def _leaflet(name: str) -> Path:
    for file in files(LEAFLET) or ():
        if file.name == Path(name).name and "data" in file.parts:
            return Path(str(file.locate()))
    raise MissingExtraError(f"{name} of {LEAFLET} is not installed", remedy=f"pip install {LEAFLET}")


def _image(address: str) -> str:
    if address.startswith("#") or not address.endswith((".png", ".svg", ".gif")):
        return address
    kind = mimetypes.guess_type(address)[0] or "image/png"
    return f"data:{kind};base64,{base64.b64encode(_leaflet(address).read_bytes()).decode()}"
