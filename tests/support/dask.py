"""A Dask cluster of separate processes on loopback: a scheduler and workers that tests may kill."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

DASK = shutil.which("dask", path=str(Path(sys.executable).parent)) or "dask"
Process = subprocess.Popen[bytes]


@contextmanager
def cluster(
    folder: Path, *, workers: int = 2, env: Mapping[str, str] | None = None
) -> Iterator[tuple[str, list[Process]]]:
    """Yield the scheduler's address and workers without a nanny: who dies stays dead.

    ``folder`` takes logs; ``env`` is added to the processes' environment.
    """
    place = folder / "scheduler.json"
    common = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(place))
    worker = ("worker", "--scheduler-file", str(place), "--nthreads", "1", "--no-nanny", "--no-dashboard")
    here = ("--host", "127.0.0.1", "--local-directory", str(folder))
    with ExitStack() as stack:
        stack.enter_context(_process(folder, "scheduler", env, "scheduler", *common))
        started = [
            stack.enter_context(_process(folder, f"w{i}", env, *worker, *here)) for i in range(workers)
        ]
        yield _address(place), started


@contextmanager
def _process(folder: Path, name: str, env: Mapping[str, str] | None, *arguments: str) -> Iterator[Process]:
    with (folder / f"{name}.log").open("wb") as out:
        started = subprocess.Popen(
            [DASK, *arguments],
            stdout=out,
            stderr=out,
            start_new_session=True,
            env={**os.environ, **(env or {})},
        )
    try:
        yield started
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def _address(place: Path) -> str:
    for _ in range(300):
        if place.exists() and (found := re.search(r"tcp://[\d.:]+", place.read_text())):
            return found.group()
        time.sleep(0.1)
    raise AssertionError("the scheduler did not start")
