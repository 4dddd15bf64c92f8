"""Opening the store's file: lock, schema, and clear words when it cannot be opened."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from geomap.errors import StoreError
from geomap.resources import package_file

FILE, LOCK = "geomap.sqlite", "geomap.lock"
SCHEMA_VERSION = 2
_ONLY_TABLES_MORE = 1
"""The oldest version to which later ones only added tables: such a store gets them when it is opened."""
APPLICATION_ID = 0x474D4150  # "GMAP"
_BUSY_S = 60.0
_READER_BUSY_S = 10.0


def lock(folder: Path, *, wait_s: float) -> sqlite3.Connection:
    """Take the folder's write lock and return what holds it; it ends with the connection, also by kill -9.

    The lock is SQLite's own on an empty file: it works on every system, dies with the process, and forked
    workers do not inherit it.

    Raises
    ------
    StoreError
        If the folder cannot be written, or another run holds the lock for longer than ``wait_s`` seconds.
    """
    if not os.access(folder, os.W_OK):
        remedy = "check its permissions, or choose another folder"
        raise StoreError("cannot be written: Permission denied", where=str(folder), remedy=remedy)
    held = sqlite3.connect(folder / LOCK, timeout=wait_s, isolation_level=None)
    try:
        held.execute("PRAGMA journal_mode = OFF")  # nothing is ever written, so no side file either
        held.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        held.close()
        raise StoreError(
            "another geomap is writing here",
            where=str(folder),
            remedy="wait until it ends, or write elsewhere",
        ) from error
    return held


def connect(folder: Path, *, write: bool) -> sqlite3.Connection:
    """Open the store's file and check that this program understands it; for writing, make it if need be.

    Raises
    ------
    StoreError
        If there is no store to read, it is damaged, belongs to another program, or has another schema.
    """
    path = folder / FILE
    if not write and not path.is_file():
        raise StoreError("no store here", where=str(folder), remedy="run: geomap build PATH… --out FOLDER")
    try:
        connection = _open(path, write=write)
        _prepare(connection, path, write=write)
    except sqlite3.DatabaseError as error:
        remedy = "check permissions and free space; a damaged store can be moved away and built again"
        raise StoreError(f"cannot be opened: {error}", where=str(path), remedy=remedy) from error
    return connection


def _open(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open with the rollback journal: after a kill the next to open rolls back, and no side files stay."""
    readable_only = not write and not os.access(path, os.W_OK)
    uri = f"{path.resolve().as_uri()}?mode={'ro' if readable_only else 'rwc' if write else 'rw'}"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=_BUSY_S if write else _READER_BUSY_S
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = EXTRA")
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, write: bool) -> None:
    application, version, tables = (
        connection.execute(question).fetchone()[0]
        for question in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_schema")
    )
    if write and tables == 0 and application == 0:
        _create(connection)
    elif application != APPLICATION_ID:
        connection.close()
        raise StoreError("not a store of geomap", where=str(path), remedy="choose another output folder")
    elif version in range(_ONLY_TABLES_MORE, SCHEMA_VERSION):
        _create(connection)
    elif version != SCHEMA_VERSION:
        connection.close()
        raise _other_schema(version, path)
    if not write:
        connection.execute("PRAGMA query_only = ON")


def _create(connection: sqlite3.Connection) -> None:
    """Make all tables that are missing, in one transaction: a killed run never leaves half a schema."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in package_file("store", "schema.sql").read_text(encoding="utf-8").split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _other_schema(version: int, path: Path) -> StoreError:
    what = f"the store has schema {version}, this geomap knows {SCHEMA_VERSION}"
    newer = version > SCHEMA_VERSION
    remedy = "upgrade geomap" if newer else "build into a new folder from the articles"
    return StoreError(what, where=str(path), remedy=remedy)
