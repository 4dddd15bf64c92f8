"""Coding into partitions: a task codes some articles and writes their reports where every process sees them.

A partition's name is a hash of what it is made from: the articles, and the version of everything that decides
how they are coded. So it is never changed, only made: the run after one that was killed finds the partitions
that are whole, and a worker given up for dead that writes after all writes the same again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from geomap.coding import Coding
from geomap.engines.chunks import code_chunk
from geomap.errors import EngineError
from geomap.models import Article, Unresolved, content_id, jsonable
from geomap.store import Parted, article_hash
from geomap.store.parts import Row, is_there, notes_of, write_part

_LAYOUT = 1
"""Changes when partitions are written otherwise than before."""
_MARK = "geomap.parquet"
"""An empty partition, by which a process can tell that it sees the folder."""


def path_of(folder: str, articles: Sequence[Article], versions: Sequence[str]) -> str:
    """Return the path of the partition of ``articles``, each coded by its version."""
    return (
        f"{folder}/{content_id(_LAYOUT, [article_hash(article) for article in articles], versions)}.parquet"
    )


def code_part(key: str, folder: str, path: str, articles: Sequence[Article]) -> str:
    """Code ``articles`` into the partition ``path`` if it is not there yet; return its notes.

    Raises
    ------
    EngineError
        If this process does not see ``folder``.
    """
    if not sees(folder):
        raise unseen(folder)
    notes = notes_of(path)
    if notes is None:
        codings = code_chunk(key, articles)
        notes = json.dumps([_note(coding) for coding in codings], ensure_ascii=False)
        told = (Row(n, report) for coding in codings for n, report in enumerate(coding.reports))
        write_part(path, told, notes=notes)
    return notes


def parted(path: str, articles: Sequence[Article], notes: str) -> Iterator[Parted]:
    """Yield what the notes of a partition tell of its ``articles``, which are in the order of writing."""
    for article, note in zip(articles, json.loads(notes), strict=True):
        unresolved = [Unresolved.model_validate(name) for name in note["unresolved"]]
        yield Parted(article, path, note["ids"], unresolved, note["problem"])


def mark(folder: str) -> None:
    """Write what ``sees`` looks for."""
    write_part(f"{folder}/{_MARK}", ())


def sees(folder: str) -> bool:
    """Tell whether this process sees a folder that was marked."""
    return is_there(f"{folder}/{_MARK}")


def unseen(folder: str, worker: str = "") -> EngineError:
    """Return the error of a worker that does not see the folder."""
    return EngineError(
        f"the workers do not see {folder}",
        where=worker,
        remedy="give --parts a shared folder or an object store's URL",
    )


def _note(coding: Coding) -> dict[str, object]:
    return {
        "ids": [report.id for report in coding.reports],
        "unresolved": [jsonable(name) for name in coding.unresolved],
        "problem": coding.problem,
    }
