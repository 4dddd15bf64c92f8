"""A whole answer's deadline: timeouts of single reads do not stop a server that sends a byte now and then."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Timer
from typing import Any, Self


class Cutter:
    """Cuts the connection of one request after some seconds, headers and TLS included.

    Its ``trace`` goes into the request's extensions, where httpx tells of each connection it makes.
    """

    def __init__(self, seconds: float) -> None:
        self.cut = False
        self._socket: socket.socket | None = None
        self._timer = Timer(max(0.0, seconds), self._shut)
        self._timer.daemon = True

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Remember the socket, and the one that TLS puts in its place."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._socket = info["return_value"].get_extra_info("socket")
            if self.cut:
                self._shut()

    def _shut(self) -> None:
        self.cut = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        """Start the time."""
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop the time."""
        self._timer.cancel()
