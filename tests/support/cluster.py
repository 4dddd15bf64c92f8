"""A PostgreSQL server of our own: made in a temporary folder, reached by a socket in it, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

QUIET = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def cluster() -> Iterator[str]:
    """Yield the address of a running server, without a database name: ``postgresql:///{}?host=…``."""
    tools = max(Path("/usr/lib/postgresql").glob("*/bin"))
    folder = Path(tempfile.mkdtemp(prefix="geomap-pg-"))  # a short path: a socket's name has 107 letters
    try:
        as_owner = _as_owner(folder)
        data = folder / "data"
        _run(as_owner, tools / "initdb", "-D", data, "-U", "geomap", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"{QUIET} -c unix_socket_directories='{folder}'"
        log = folder / "log"
        _run(as_owner, tools / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        try:
            yield f"postgresql://geomap@/{{}}?host={folder}"
        finally:
            _run(as_owner, tools / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_owner(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then the folder and the server are user postgres's."""
    if os.getuid() != 0:
        return []
    owner = pwd.getpwnam("postgres")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    folder.chmod(0o755)
    return ["runuser", "-u", "postgres", "--"]


def _run(as_owner: list[str], *command: object) -> None:
    subprocess.run([*as_owner, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")
