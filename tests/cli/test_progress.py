"""Progress on a terminal: how many, how fast, how long still; nothing at all elsewhere."""

import io
import re
import sys
import time

import pytest

from geomap.cli.app import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    """Return a function that makes standard error a terminal: before a test pytest sets its own."""
    for name in ("NO_COLOR", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")

    def made():
        monkeypatch.setattr(sys, "stderr", screen := Terminal())
        return screen

    return made


def work():
    for done in range(1, 31):
        yield done
        time.sleep(0.01)


def test_a_terminal_sees_count_rate_and_time_left(terminal):
    screen = terminal()
    with progress("coding") as show:
        for done in work():
            show(done, 40)
    told = re.sub(r"\x1b\[[\d;?]*\w", "", screen.getvalue())
    assert re.search(r"coding .*30/40 \d+/s \d:\d\d:\d\d", told)


def test_quiet_is_quiet(terminal):
    screen = terminal()
    with progress("coding", quiet=True) as show:
        show(1, 2)
    assert screen.getvalue() == ""


def test_a_file_gets_no_bar(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress("coding") as show:
        show(1, 2)
    assert sys.stderr.getvalue() == ""
