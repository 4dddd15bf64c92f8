"""Object stores: folders, globs and objects under any URL that fsspec knows, such as ``s3://bucket/news/*.gz``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from glob import has_magic
from pathlib import PurePosixPath
from typing import Any

from geomap.models import Skipped
from geomap.read.source import Source


def is_remote(path: str) -> bool:
    """Tell whether ``path`` is the URL of a file system other than the web."""
    return "://" in path and not path.startswith(("http://", "https://"))


def remote_sources(
    url: str, *, wanted: Callable[[str], bool], barring: Collection[str]
) -> Iterator[Source | Skipped]:
    """Yield a source for each object under ``url``, sorted by name; what cannot be listed is one line.

    Parameters
    ----------
    url
        A folder, a glob or an object.
    wanted
        Tells by its name whether an object of a folder may be an article.
    barring
        Names of objects that bar their folder; not the folder named itself.
    """
    try:
        from fsspec.core import url_to_fs

        files, path = url_to_fs(url)
        names = _names(files, path, wanted, barring)
    except ImportError as error:
        remedy = "pip install 'geomap[dask]' and fsspec's package for this store (s3fs, gcsfs, adlfs)"
        yield Skipped(path=url, reason=f"no reader for such URLs: {error}"[:200], remedy=remedy)
    except Exception as error:  # noqa: BLE001 - every store has errors of its own
        yield Skipped(path=url, reason=f"cannot be listed: {error}"[:200], remedy="check URL and rights")
    else:
        for name in names:
            yield Source(path=files.unstrip_protocol(name), open=partial(files.open, name, "rb"))
        if not names:
            yield Skipped(path=url, reason="nothing is there", remedy="check the URL")


def _names(files: Any, path: str, wanted: Callable[[str], bool], barring: Collection[str]) -> list[str]:
    """Return the objects of a glob, a folder or a name."""
    if has_magic(path):
        return sorted(name for name in files.glob(path) if not files.isdir(name))
    if not files.isdir(path):
        return [path] if files.exists(path) else []
    found = [PurePosixPath(name) for name in files.find(path)]
    barred = {name.parent for name in found if name.name in barring} - {PurePosixPath(path)}
    return sorted(str(name) for name in found if wanted(name.name) and barred.isdisjoint(name.parents))
