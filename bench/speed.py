"""Measures speed, memory and growth beside other tools and writes the dated table in README: ``make bench``.

Every figure is the median of the rounds, and the tools take turns within a round, so that a busy machine
slows all of them alike: read the ratios, not the seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench import corpus
from bench.readme import markdown_table, replace_between
from bench.rivals import RIVALS, is_there
from geomap.coding import code_article, quiet_collector
from geomap.engines import engine
from geomap.merge import merge
from geomap.models import Article
from geomap.pipeline import extract, read_articles
from geomap.places.gazetteer import Gazetteer, load_gazetteer, with_places
from geomap.settings import Settings

Row = tuple[str, str]
CHAIN = "geomap, read → reports"


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes, by the wall."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def count_words(texts: Iterable[str]) -> int:
    """Return the number of words between spaces."""
    return sum(len(text.split()) for text in texts)


def written(articles: Sequence[Article], folder: Path) -> str:
    """Write ``articles`` as JSON lines; return the path."""
    path = folder / f"{len(articles)}.jsonl"
    fields = {"id", "text", "published", "lang"}
    rows = (article.model_dump(mode="json", include=fields) for article in articles)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def run_chain(path: str, *, workers: int = 1) -> int:
    """Read ``path`` and code it; return the number of reports."""
    chosen = Settings(workers=workers)
    return sum(1 for _ in extract(read_articles([path], settings=chosen).articles, settings=chosen))


def side_by_side(articles: Sequence[Article], folder: Path, rounds: int) -> list[Row]:
    """Words a second of the chain and of every other tool, in turns."""
    texts = [article.text for article in articles]
    path = written(articles, folder)
    jobs: dict[str, tuple[Callable[[], object], Sequence[str]]] = {CHAIN: (lambda: run_chain(path), texts)}
    for rival in filter(is_there, RIVALS):
        work, share = rival.make(), texts[:: max(1, len(texts) // rival.texts)]
        jobs[f"{rival.name} ({rival.does})"] = (lambda work=work, share=share: work(share), share)
    run_chain(path)  # rules and gazetteer are loaded once, as the other tools' models are
    quiet_collector()  # nobody's models are searched for garbage while the others work
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, (work, _) in jobs.items():
            taken[name].append(seconds(work))
    speed = {name: count_words(jobs[name][1]) / median(taken[name]) for name in jobs}
    rows = [(name, _speed_cell(name, rate, speed[CHAIN])) for name, rate in speed.items()]
    missing = [(rival.name, "not installed") for rival in RIVALS if not is_there(rival)]
    return [*rows, ("articles a second", f"{len(articles) / median(taken[CHAIN]):,.0f}"), *missing]


def _speed_cell(name: str, rate: float, chain: float) -> str:
    ratio = "" if name == CHAIN else f"; geomap does {chain / rate:.2f} × that"
    return f"{rate:,.0f} words/s{ratio}"


def on_workers(articles: Sequence[Article], rounds: int) -> list[Row]:
    """Coding by a pool of two against one process."""
    taken: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for workers, times in taken.items():
            local = engine("local", workers=workers)
            times.append(seconds(lambda local=local: sum(1 for _ in local.code(articles))))
    return [("two workers against one", f"{median(taken[1]) / median(taken[2]):.2f} ×")]


def start_up(articles: Sequence[Article], folder: Path, rounds: int) -> list[Row]:
    """Whole processes: the version, and one article."""
    path = written(articles[:1], folder)
    geomap = [sys.executable, "-m", "geomap"]
    rows = []
    for arguments in (["--version"], ["extract", path]):
        command = [*geomap, *arguments]

        def run(command: Sequence[str] = command) -> object:
            return subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

        taken = [seconds(run) for _ in range(rounds)]
        rows.append((f"`geomap {arguments[0]}`, whole process", f"{median(taken):.2f} s"))
    return rows


def memory(articles: Sequence[Article], folder: Path) -> list[Row]:
    """Peak memory of a process of its own that codes all articles."""
    command = [sys.executable, "-m", "bench.speed", "--peak-of", written(articles, folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=corpus.ROOT)
    return [(f"peak memory, {len(articles):,} articles, one process", f"{int(done.stdout):,} MB")]


def growth(articles: Sequence[Article], rounds: int) -> list[Row]:
    """Cost of an article at a hundredth, a tenth and all of the corpus, and with more places."""
    gazetteer = load_gazetteer()
    parts = [articles[::n] for n in (100, 10, 1)]  # the collection grows calmer with its days
    costs = [cost_per_article(part, gazetteer, rounds) for part in parts]
    rows = [("cost of an article, corpus 1× / 10× / 100×", _ratios(costs))]
    sample = articles[::10]
    grown = [gazetteer, *(with_places(gazetteer, corpus.places(n)) for n in (1_000, 10_000))]
    costs = [cost_per_article(sample, each, rounds) for each in grown]
    return [*rows, ("… with 0 / 1,000 / 10,000 places of your own", _ratios(costs))]


def cost_per_article(articles: Sequence[Article], gazetteer: Gazetteer, rounds: int) -> float:
    """Return milliseconds per article."""

    def work() -> None:
        for article in articles:
            code_article(article, gazetteer)

    code_article(articles[0], gazetteer)  # what is made at first use is not part of an article's cost
    return median(seconds(work) for _ in range(rounds)) / len(articles) * 1000


def _ratios(costs: Sequence[float]) -> str:
    return f"{costs[0]:.2f} ms; " + " / ".join(f"{cost / costs[0]:.2f} ×" for cost in costs)


def merging(sizes: Sequence[int]) -> list[Row]:
    """Cost of merging one report, as reports grow; one round, each is long."""
    rows = []
    for size in sizes:
        reports = corpus.reports(size)
        taken = seconds(lambda reports=reports: merge(reports))
        rows.append((f"merging {size:,} reports", f"{taken:.1f} s, {taken / size * 1e6:.0f} µs a report"))
    return rows


def exporting(count: int, folder: Path, rounds: int) -> list[Row]:
    """Cost of writing ``count`` events."""
    from geomap.export import Results, exporter

    results = Results(
        events=merge(corpus.reports(count)),
        reports=[],
        articles=[],
        skipped=[],
        unresolved=[],
        gazetteer=load_gazetteer(),
        input_hash="bench",
        settings=Settings(),
    )
    rows = []
    for name in ("csv", "geojson", "map"):
        out = folder / name
        out.mkdir()
        taken = [
            seconds(lambda name=name, out=out: list(exporter(name)(results, out))) for _ in range(rounds)
        ]
        rows.append((f"writing {len(results.events):,} events: {name}", f"{median(taken):.2f} s"))
    return rows


def print_peak(path: str) -> None:
    """Code ``path`` and print this process's peak memory in MB."""
    run_chain(path)
    print(peak_memory())


def peak_memory() -> int:
    """Return this process's peak memory in MB (Linux); ``ru_maxrss`` would hold that of who started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def measure(options: argparse.Namespace, folder: Path) -> list[Row]:
    """Return all rows."""
    articles = corpus.articles(options.articles)
    merged = [size for size in (10_000, 100_000, 1_000_000) if size <= options.reports]
    return [
        *side_by_side(articles, folder, options.rounds),
        *on_workers(articles, options.rounds),
        *start_up(articles, folder, options.rounds),
        *memory(articles, folder),
        *growth(articles, options.rounds),
        *merging(merged),
        *exporting(min(options.reports, 10_000), folder, options.rounds),
    ]


def main() -> None:
    """Measure, print, and write the table into README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=12_566, help="all real leads")
    parser.add_argument("--reports", type=int, default=100_000, help="largest merge; 1000000 takes minutes")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dry", action="store_true", help="print only")
    parser.add_argument("--peak-of", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak_of:
        print_peak(options.peak_of)
        return
    quiet_collector()
    with tempfile.TemporaryDirectory() as folder:
        table = markdown_table(("what", "figure"), measure(options, Path(folder)))
    print(table)
    if not options.dry:
        machine = (
            f"{os.cpu_count()} cores, Python {platform.python_version()}, medians of {options.rounds} rounds"
        )
        today = datetime.now(tz=UTC).date()
        replace_between("speed", f"Measured on {today} with `make bench` ({machine}).\n\n{table}")


if __name__ == "__main__":
    main()
