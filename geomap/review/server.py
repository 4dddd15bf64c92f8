"""The page's server: on the loopback address, for the one who has the token, and for no other web page.

Four guards on each request: the ``Host`` is ours (a foreign name that was pointed at this machine is not),
the ``Origin``, where one is sent, is ours, the browser does not call it cross-site, and the token is right.
The token stands in the page's address; the page sends it in a header, which no form or image of another
page can do. There are no cookies and no CORS headers.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable
from functools import cache
from string import Template
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from geomap.errors import GeomapError
from geomap.export.map import assets
from geomap.export.map.outlines import basemap
from geomap.export.map.safe import safe_json
from geomap.ontology import ontology
from geomap.resources import package_file
from geomap.review.desk import Desk

PROOF_HEADER = "x-geomap-token"
_LONGEST_BODY = 64 * 1024  # bytes; a decision has some hundred
_MAP_MODULES = ("dom", "columns", "project", "canvas", "basemap")
_HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
Handler = Callable[[Request], Awaitable[Response]]


def application(desk: Desk, *, token: str, port: int) -> Starlette:
    """Return the web application of one sitting, reachable as ``127.0.0.1:port`` or ``localhost:port``."""

    async def page(_request: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        return HTMLResponse(_page(desk, nonce), headers={"content-security-policy": _policy(nonce)})

    async def event(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(desk.sheet, request.path_params["id"]))

    async def places(request: Request) -> Response:
        query = request.query_params.get("q", "")[:200]
        return JSONResponse(await run_in_threadpool(desk.places, query))

    async def decide(request: Request) -> Response:
        told = await _told(request)
        if told is None:
            return JSONResponse({"error": "a decision is a JSON object"}, status_code=400)
        correction = await run_in_threadpool(desk.decide, told)
        return JSONResponse({"saved": str(correction), "do": correction.do})

    routes = [
        Route("/", page),
        Route("/event/{id}", event),
        Route("/places", places),
        Route("/decide", decide, methods=["POST"]),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, token=token, port=port)],
        exception_handlers={GeomapError: _refused},
    )


class Guard:
    """Lets only the reviewer's own page through; everything else gets 403 and learns nothing."""

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        self._app, self._token = app, token
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http" and self._is_ours(Request(scope)):
            await self._app(scope, receive, _with_headers(send))
        elif scope["type"] == "http":
            refusal = PlainTextResponse("403: open the address that geomap review printed\n", 403, _HEADERS)
            await refusal(scope, receive, send)

    def _is_ours(self, request: Request) -> bool:
        host = request.headers.get("host", "")
        origin = request.headers.get("origin")
        site = request.headers.get("sec-fetch-site", "none")
        is_page = request.url.path == "/"
        token = request.query_params.get("token") if is_page else request.headers.get(PROOF_HEADER)
        return (
            host in self._hosts
            and (origin == f"http://{host}" if origin is not None else request.method in ("GET", "HEAD"))
            and (is_page or site in ("none", "same-origin"))
            and secrets.compare_digest((token or "").encode(), self._token.encode())
        )


def _with_headers(send: Send) -> Send:
    extra = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]

    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *extra]
        await send(message)

    return sending


async def _told(request: Request) -> dict[str, Any] | None:
    """Return the JSON object of the body, None where it is none or too long."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_BODY:
            return None
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):  # the latter from thousands of open brackets
        return None
    return told if isinstance(told, dict) else None


async def _refused(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, status_code=400)


def _policy(nonce: str) -> str:
    rules = {
        "default-src": "'none'",
        "script-src": f"'nonce-{nonce}'",
        "style-src": f"'nonce-{nonce}'",
        "img-src": "data:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _page(desk: Desk, nonce: str) -> str:
    """Return the page with its queue; the texts of an event come when it is opened."""
    data = {
        "queue": desk.rows(),
        "who": desk.who,
        "file": desk.file.name,
        "base": basemap(),
        "types": [[f.label, [[t.id, t.label, t.definition] for t in ontology().type if t.family == f.id]]
                  for f in ontology().family],
    }  # fmt: skip
    return Template(_file("review.html")).substitute(
        nonce=nonce,
        css=f"{assets.leaflet_css()}\n{_file('review.css')}",
        leaflet=assets.leaflet_js(),
        script=_script(),
        data=safe_json(data),
    )


@cache
def _script() -> str:
    """Return the page's script: the outlines are painted by the same modules as on the map page."""
    folder = package_file("export", "map", "page")
    modules = [(folder / f"{name}.js").read_text("utf-8") for name in _MAP_MODULES]
    return "\n".join(['(function () {\n"use strict";', *modules, _file("review.js"), "})();"])


def _file(name: str) -> str:
    return package_file("review", "page", name).read_text("utf-8")
