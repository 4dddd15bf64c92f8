"""A run for the kill tests: adds articles, codes them, writes outputs as a set.

Arguments: folder, first and last generation, and at which rename to die (0 for never).
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import NamedTuple

from geomap.models import Article, Event, Report
from geomap.store import Store, publishing, store

ARTICLES = 60
OUTPUTS = ("areas.geojson", "events.csv", "events.geojson", "index.html", "report.json")


class Coding(NamedTuple):
    article: Article
    reports: tuple[Report, ...]
    unresolved: tuple[()] = ()
    problem: str = ""


def code(article: Article) -> Coding:
    quote = article.text[:9]
    report = Report(
        id=f"r{article.id}",
        type="strike",
        family="fires",
        article_id=article.id,
        lang="en",
        start=0,
        end=9,
        quote=quote,
    )
    return Coding(article, (report,))


def run(folder: Path, generation: int) -> None:
    text = f"Text of generation {generation} " * 200
    with Store.open(folder) as opened:
        opened.add(Article(id=f"{n:03}", text=text, lang="en", path=f"{n}.txt") for n in range(ARTICLES))
        todo = opened.need_coding(opened.articles(), lambda _: "v")
        opened.put_codings((code(article) for article in todo), version_of=lambda _: "v")
        events = [
            Event(id=r.id, type=r.type, family=r.family, place=r.quote, place_local=str(generation))
            for r in opened.reports()
        ]
        opened.put_events(events)
        with publishing(folder) as new:
            for name in OUTPUTS:
                (new / name).write_text(f"{generation} {len(events)}\n" * 2000)
        opened.log_run(str(generation), {"events": len(events)})


def die_at_rename(number: int) -> None:
    seen = 0

    def watch(event: str, _arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event != "os.rename":
            return
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


if __name__ == "__main__":
    store._BATCH = 7
    if at := int(sys.argv[4]):
        die_at_rename(at)
    print("begin", flush=True)
    for generation in range(int(sys.argv[2]), int(sys.argv[3])):
        run(Path(sys.argv[1]), generation)
