"""Places that the gazetteer does not know, asked of a Nominatim server through geopy: only on request.

One name is asked once: answers, also empty ones, are kept in a file in the output folder. At most one request
a second goes out, as the public server's usage policy demands.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from geomap.errors import SettingsError
from geomap.models import Place
from geomap.store.atomic import write_text

CACHE_FILE = "nominatim.json"
_THEATRE = ("ua", "ru", "by", "md")
_KINDS = {"city": "city", "town": "town", "village": "village", "hamlet": "village"}
_RADIUS_M = {"city": 6000.0, "town": 3000.0, "village": 1500.0}
_PAUSE_S = 1.0

Ask = Callable[..., Any]
Answer = dict[str, Any]


def known_places(folder: Path) -> list[Place]:
    """Return the places that earlier runs were told, from the file in the output ``folder``."""
    answers = _read(folder)
    return [p for name in sorted(answers) if (p := _only_place(name, answers[name])) is not None]


def ask_for_places(names: Iterable[str], folder: Path, *, url: str, pause_s: float = _PAUSE_S) -> list[Place]:
    """Ask a Nominatim server for settlements called ``names``; return all places known now.

    A name that several settlements bear is left alone: which one is meant cannot be told from the name.

    Parameters
    ----------
    names
        Names that coding could not resolve.
    folder
        Output folder, for the file of earlier answers.
    url
        Address of the server, such as ``https://nominatim.openstreetmap.org``.
    pause_s
        Least number of seconds between two requests.

    Raises
    ------
    SettingsError
        If the address is not http or https.
    """
    answers = _read(folder)
    missing = sorted(set(names) - answers.keys())
    if missing:
        ask = _asker(url, pause_s)
        answers |= {name: answer for name in missing if (answer := _answer(ask, name)) is not None}
        write_text(
            folder / CACHE_FILE, json.dumps(answers, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        )
    return known_places(folder)


def _read(folder: Path) -> dict[str, list[Answer]]:
    cache = folder / CACHE_FILE
    known: dict[str, list[Answer]] = json.loads(cache.read_text("utf-8")) if cache.is_file() else {}
    return known


def _asker(url: str, pause_s: float) -> Ask:
    from geopy.extra.rate_limiter import RateLimiter
    from geopy.geocoders import Nominatim

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingsError(f"not a server: {url!r}", remedy="give an http or https address")
    server = Nominatim(user_agent="geomap", domain=parts.netloc + parts.path.rstrip("/"), scheme=parts.scheme)
    ask: Ask = RateLimiter(
        server.geocode, min_delay_seconds=pause_s, max_retries=1, error_wait_seconds=pause_s
    )
    return ask


def _answer(ask: Ask, name: str) -> list[Answer] | None:
    """Return what the server knows; None, so that it is asked again next time, where it did not answer."""
    from geopy.exc import GeopyError

    try:
        found = ask(name, exactly_one=False, country_codes=_THEATRE, addressdetails=True, language="en")
    except GeopyError:
        return None
    return [location.raw for location in found or []]


def _only_place(name: str, answers: list[Answer]) -> Place | None:
    settled = [(kind, a) for a in answers if (kind := _KINDS.get(str(a.get("addresstype", a.get("type")))))]
    if len(settled) != 1:
        return None
    kind, answer = settled[0]
    address = answer.get("address", {})
    return Place(
        id=f"osm:{answer['osm_type'][0]}{answer['osm_id']}",
        name=answer.get("name") or name,
        kind=kind,
        lat=float(answer["lat"]),
        lon=float(answer["lon"]),
        tier="exact",
        radius_m=_RADIUS_M[kind],
        names={"local": [name]},
        country=address.get("country_code", "").upper() or None,
        admin1=(address.get("state") or "").removesuffix(" Oblast") or None,
        source="OpenStreetMap contributors (ODbL), through Nominatim",
    )
