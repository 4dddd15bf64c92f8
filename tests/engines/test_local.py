"""Coding by a pool: the order and the answers of one process; Ctrl-C leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time

import pytest

from geomap.engines import engine
from geomap.models import Article

TOWNS = ("Nikopol", "Kherson", "Sumy", "Pokrovsk")


def news(count):
    for i in range(count):
        text = f"Russian forces shelled {TOWNS[i % 4]} overnight, killing {i % 7 + 2} people."
        yield Article(id=f"a{i}", text=text, lang="en", published="2024-05-06")


def test_two_workers_answer_as_one_does():
    assert list(engine("local", workers=2).code(news(70))) == list(engine("local").code(news(70)))


def test_articles_are_taken_only_as_they_are_needed():
    taken = []
    endless = (taken.append(a.id) or a for a in news(100_000))
    codings = engine("local", workers=2).code(endless)
    assert next(codings).article.id == "a0"
    codings.close()
    assert len(taken) < 1000


ENDLESS = """
import itertools, sys
from geomap.cli import app, main
from geomap.engines import engine
from geomap.models import Article

def run():
    text = "Russian forces shelled Nikopol overnight, killing two people."
    endless = (Article(id=str(i), text=text, lang="en") for i in itertools.count())
    for i, _ in enumerate(engine("local", workers=2).code(endless)):
        if i == 40:
            print("at work", flush=True)

app.command("endless")(run)
sys.argv = ["geomap", "endless"]
main()
"""


def members(group):
    listed = subprocess.run(["ps", "-eo", "pgid="], capture_output=True, text=True, check=True)
    return listed.stdout.split().count(str(group))


@pytest.mark.skipif(os.name == "nt", reason="process groups are POSIX")
def test_ctrl_c_ends_all_workers_with_one_line():
    command = [sys.executable, "-c", ENDLESS]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, start_new_session=True, **pipes) as process:
        assert process.stdout.readline() == "at work\n"
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told == "geomap: stopped; the last complete outputs are still in place\n"
    deadline = time.monotonic() + 5
    while members(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert members(process.pid) == 0
