"""What a site's ``robots.txt`` allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geomap.errors import MissingExtraError

MAX_BYTES = 500 * 1024  # what RFC 9309 asks programs to read at least


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one origin; ``rules`` is None where everything is allowed or everything refused."""

    rules: Any = None
    open: bool = True

    @classmethod
    def of(cls, status: int, data: bytes) -> Robots:
        """Return the rules an answer states: none at 4xx, everything refused at 5xx (RFC 9309, 2.3.1).

        Raises
        ------
        MissingExtraError
            If protego is not installed.
        """
        if status != 200:
            return cls(open=status < 500)
        try:
            from protego import Protego
        except ImportError as error:
            raise MissingExtraError.of("protego", "feeds") from error
        return cls(Protego.parse(data[:MAX_BYTES].decode("utf-8", "replace")))

    def allows(self, url: str, agent: str) -> bool:
        """Tell whether ``agent`` may fetch ``url``."""
        return self.open if self.rules is None else bool(self.rules.can_fetch(url, agent))

    def delay_s(self, agent: str) -> float:
        """Return the pause between requests that the site asks for, in seconds."""
        return float((self.rules.crawl_delay(agent) if self.rules else None) or 0.0)
