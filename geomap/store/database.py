"""The store's file while it is open: lock, transactions, and errors a person understands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from geomap.errors import StoreError
from geomap.store.atomic import recover
from geomap.store.connect import connect, lock


class Database:
    """An open store: one process writes at a time, any number read; use it as a context manager."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, held: sqlite3.Connection | None) -> None:
        self.folder, self._db, self._held, self._depth = folder, connection, held, 0

    @classmethod
    def open(cls, folder: Path, *, write: bool = True, wait_s: float = 10.0) -> Self:
        """Open the store of ``folder``; for writing, make it if need be and finish what a killed run left.

        Parameters
        ----------
        folder
            The output folder.
        write
            False to read beside a running build.
        wait_s
            Seconds to wait while another run writes.

        Raises
        ------
        StoreError
            If the folder cannot be written, another run writes there, or the store is damaged or of another
            version.
        """
        if not write:
            return cls(folder, connect(folder, write=False), None)
        _make(folder)
        held = lock(folder, wait_s=wait_s)
        try:
            recover(folder)
            return cls(folder, connect(folder, write=True), held)
        except BaseException:
            held.close()
            raise

    def close(self) -> None:
        """Close the file and give the lock back."""
        self._db.close()
        if self._held:
            self._held.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close it."""
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything in the block happen together or not at all; blocks may be nested."""
        if self._depth == 0:
            self._run("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._depth -= 1
            if self._depth == 0 and self._db.in_transaction:
                self._run("ROLLBACK")
            raise
        self._depth -= 1
        if self._depth == 0:
            self._run("COMMIT")

    def _all(self, question: str, values: Sequence[object] = ()) -> list[Any]:
        """Fetch at once: an open cursor would keep a writer waiting."""
        try:
            return self._db.execute(question, values).fetchall()
        except sqlite3.Error as error:
            raise _failed(error) from error

    def _run(self, statement: str, values: Sequence[object] = ()) -> None:
        self._many(statement, [values])

    def _many(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        try:
            for row in rows:
                self._db.execute(statement, row)
        except sqlite3.Error as error:
            raise _failed(error) from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"cannot be made: {error.strerror}"
        raise StoreError(what, where=str(folder), remedy="choose another folder") from error


def _failed(error: sqlite3.Error) -> StoreError:
    remedy = "check free space and permissions; nothing was half written"
    return StoreError(f"the store refused: {error}", remedy=remedy)
