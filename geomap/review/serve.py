"""Running the review server until Ctrl-C."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable

from geomap.errors import MissingExtraError, SettingsError
from geomap.review.desk import Desk

LOOPBACK = "127.0.0.1"


def serve(desk: Desk, *, port: int = 0, told: Callable[[str], None], token: str = "") -> None:
    """Serve ``desk`` on the loopback address until the process is interrupted.

    Parameters
    ----------
    desk
        The sitting.
    port
        TCP port; 0 takes a free one.
    told
        Is given the address to open, with its token, once the port is taken.
    token
        The secret in the address; a new random one without it.

    Raises
    ------
    MissingExtraError
        If the extra ``review`` is not installed.
    SettingsError
        If the port is taken.
    """
    try:
        import uvicorn

        from geomap.review.server import application
    except ImportError as error:
        raise MissingExtraError.of("starlette or uvicorn", "review") from error
    secret = token or secrets.token_urlsafe(32)
    with _listening(port) as listener:
        number = int(listener.getsockname()[1])
        config = uvicorn.Config(
            application(desk, token=secret, port=number),
            log_level="warning",
            access_log=False,  # its lines would hold the token
            server_header=False,
            lifespan="off",
        )
        told(f"http://{LOOPBACK}:{number}/?token={secret}")
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise SettingsError(f"port {port}: {error.strerror}", remedy="choose another --port") from error
    return listener
