"""What makes foreign text harmless: JSON that no parser can leave, links that only open pages, a CSP.

Folium and branca compile every string they are given as a Jinja template, so article text must never reach
them. It travels as JSON inside ``<script type="application/json">`` and is shown with ``textContent``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_JINJA = re.compile(r"\{(?=[{%#])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_REMOTE = re.compile(r"""<(?:script|link)\b[^>]*\b(?:src|href)=["'](https?://[^/"']+)""")


def safe_json(value: Any) -> str:
    """Return ``value`` as compact JSON that is inert inside HTML and inside a Jinja template.

    ``<``, ``>``, ``&``, U+2028 and U+2029 become escapes, as does each ``{`` that would open a template tag;
    a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD. Keys are sorted: same value, same bytes.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    for character, escape in _UNSAFE.items():
        text = text.replace(character, escape)
    text = _JINJA.sub("\\\\u007b", text)  # compact JSON has "{{" and the like inside strings only
    return _SURROGATE.sub("\ufffd", text)


def safe_link(url: str) -> str:
    """Return ``url`` if it opens a web page (http or https), else an empty string."""
    url = url.strip()
    return url if re.match(r"https?://[^\s/]", url, re.IGNORECASE) else ""


def content_security_policy(
    html: str, *, image_hosts: Iterable[str] = (), foreign: bool = False, beside: bool = False
) -> str:
    """Return the policy for a finished page: only its own inline scripts run, nothing is fetched.

    Parameters
    ----------
    html
        The page; each ``<script>`` without attributes is hashed as it stands.
    image_hosts
        Origins of map tiles that the reader may turn on.
    foreign
        The page carries further Folium layers, which may load scripts and images of their own: the hosts
        they name are allowed, inline event handlers are still blocked.
    beside
        The page has parts: scripts from where it lies itself may be loaded.
    """
    hashes = [f"'sha256-{_digest(body)}'" for body in _INLINE_SCRIPT.findall(html)]
    hosts = sorted(set(_REMOTE.findall(html))) if foreign else []
    images = ["data:", *sorted(image_hosts), *(["https:"] if foreign else [])]
    rules = {
        "default-src": ["'none'"],
        "script-src": [*dict.fromkeys(hashes), *(["'self'"] if beside else []), *hosts],
        "style-src": ["'unsafe-inline'", *hosts],
        "img-src": images,
        "font-src": ["data:", *hosts],
        "connect-src": ["https:"] if foreign else ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
