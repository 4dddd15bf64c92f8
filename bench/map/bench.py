"""How fast is the map page, against plain Folium layers with the same events in the same run.

::

    python bench/map/bench.py [--events 10000 --events 100000] [--out bench/map/results.md]

For each page: seconds to build, megabytes, seconds from opening to the first painted frame with data, and,
for ours, milliseconds of a type toggle and of a day step, and the renderer's memory. Chromium is headless
with software rendering; all pages are opened from the disk with Leaflet and plugins inlined, so that the
network plays no part. Plain Folium pages get their scripts from the folder given with ``--folium-assets``
when it is there; without it only their build time and size are measured. An event has one quote of 120
characters, an article five events.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "map"))
import fixture
import folium
from folium.plugins import FastMarkerCluster, MarkerCluster
from playwright.sync_api import Browser, Page, sync_playwright

from geomap.export.html import write_map
from geomap.models import Event

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
NAIVE_LIMIT = 10_000  # a marker each is hopeless beyond it
TIMEOUT_MS = 150_000
PAINTED = (
    "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
)


class Row(NamedTuple):
    """One measured page."""

    name: str
    events: int
    build_s: float
    size_mb: float
    painted_s: float | None
    toggle_ms: float | None = None
    step_ms: float | None = None
    memory_mb: float | None = None


def ours(events: Sequence[Event], path: Path) -> None:
    """Write the page of this project."""
    write_map(events, path, articles=fixture.articles(211))


def marker_popup(events: Sequence[Event], path: Path) -> None:
    """Plain Folium: a marker with a popup each."""
    drawn = folium.Map((48.5, 36.5), zoom_start=7, tiles=None)
    for event in events:
        if event.lat is not None:
            folium.Marker((event.lat, event.lon), popup=folium.Popup(text_of(event))).add_to(drawn)
    drawn.save(str(path))


def marker_cluster(events: Sequence[Event], path: Path) -> None:
    """Plain Folium: clustered markers with popups."""
    drawn = folium.Map((48.5, 36.5), zoom_start=7, tiles=None, maxZoom=18)
    points = [e for e in events if e.lat is not None]
    MarkerCluster([(e.lat, e.lon) for e in points], popups=[text_of(e) for e in points]).add_to(drawn)
    drawn.save(str(path))


def fast_marker_cluster(events: Sequence[Event], path: Path) -> None:
    """Plain Folium: the fast cluster, popups made in the browser."""
    drawn = folium.Map((48.5, 36.5), zoom_start=7, tiles=None, maxZoom=18)
    callback = "function (row) { return L.marker([row[0], row[1]]).bindPopup(row[2]); }"
    rows = [[e.lat, e.lon, text_of(e)] for e in events if e.lat is not None]
    FastMarkerCluster(rows, callback=callback).add_to(drawn)
    drawn.save(str(path))


def text_of(event: Event) -> str:
    """Return what a popup says; the fixture's texts hold nothing that Folium would trip over."""
    return f"{event.type} {event.place} {event.date_start} {event.claimant or ''}: {event.quotes[0].quote}"


PAGES: dict[str, Callable[[Sequence[Event], Path], None]] = {
    "geomap": ours,
    "Folium Marker+Popup": marker_popup,
    "Folium MarkerCluster": marker_cluster,
    "Folium FastMarkerCluster": fast_marker_cluster,
}


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, action="append")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folium-assets", type=Path, default=Path(tempfile.gettempdir()) / "folium-assets")
    parser.add_argument("--spread", type=float, default=0.05, help="degrees around the towns")
    options = parser.parse_args()
    rows = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        for number in options.events or [10_000, 100_000]:
            events = fixture.events(
                number, first=date(2022, 3, 1), days=1200, spread=options.spread, plain=True
            )
            for name in PAGES:
                if number > NAIVE_LIMIT and name == "Folium Marker+Popup":
                    continue
                rows.append(measure(browser, name, events, folder=Path(folder), assets=options.folium_assets))
                print(rows[-1], flush=True)
    table = as_markdown(rows)
    print(table)
    if options.out:
        options.out.write_text(table, "utf-8")


def measure(browser: Browser, name: str, events: Sequence[Event], *, folder: Path, assets: Path) -> Row:
    """Build one page, open it three times, and use it if it is ours."""
    path, write = folder / "page.html", PAGES[name]
    started = time.perf_counter()
    write(events, path)
    build = time.perf_counter() - started
    if (
        name == "geomap"
    ):  # the first build of a process reads the gazetteer; a build of the chain has done so already
        started = time.perf_counter()
        write(events, path)
        build = time.perf_counter() - started
    elif not inline(path, assets):
        return Row(name, len(events), build, path.stat().st_size / 1e6, None)
    size = path.stat().st_size / 1e6
    times, page = [], None
    for _ in range(3 if len(events) <= 10_000 else 2):
        if page:
            page.context.close()
        page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
        page.set_default_timeout(TIMEOUT_MS)
        try:
            page.goto(path.as_uri(), timeout=TIMEOUT_MS)
            times.append(page.evaluate(PAINTED) / 1000)
        except Exception as error:  # noqa: BLE001  (a page that never paints is a result)
            print(name, type(error).__name__, file=sys.stderr)
            return Row(name, len(events), build, size, float("inf"))
    assert page is not None
    extra = use(page) if name == "geomap" else {}
    row = Row(name, len(events), build, size, min(times), memory_mb=renderer_memory(page), **extra)
    page.context.close()
    return row


def use(page: Page) -> dict[str, float]:
    """Time a type toggle and a day step, each until its frame is painted."""
    page.evaluate("location.hash = '#d=all'")
    page.wait_for_timeout(1500)
    timed = """async (selector) => {
      const out = [];
      for (let i = 0; i < 9; i++) {
        const start = performance.now();
        document.querySelector(selector).click();
        out.push(performance.now() - start);
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
      }
      return out;
    }"""
    toggle = page.evaluate(timed, "#families [data-key=fires]")
    page.evaluate("location.hash = '#d=2024-03-01..2024-03-30'")
    page.wait_for_timeout(1500)
    step = page.evaluate(timed, "#step-on")
    return {"toggle_ms": statistics.median(toggle), "step_ms": statistics.median(step)}


def renderer_memory(page: Page) -> float | None:
    """Return the resident megabytes of the largest renderer among the processes that this script started."""
    page.wait_for_timeout(300)
    command = ["ps", "-eo", "pid=,ppid=,rss=,args="]
    listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 3) for line in listing.splitlines()]
    parent = {int(row[0]): int(row[1]) for row in rows}
    sizes = [int(row[2]) for row in rows if "--type=renderer" in row[3] and descends(int(row[0]), parent)]
    return max(sizes) / 1024 if sizes else None


def descends(pid: int, parent: Mapping[int, int]) -> bool:
    """Tell whether a process was started by this one, at any remove."""
    while pid in parent:
        if pid == os.getpid():
            return True
        pid = parent[pid]
    return False


def inline(path: Path, assets: Path) -> bool:
    """Put local copies of Folium's scripts and styles into its page, so that no network is needed."""
    if not assets.is_dir():
        return False
    text = path.read_text("utf-8")
    local = {file.name: file.read_text("utf-8") for file in assets.iterdir()}

    def script(match: re.Match[str]) -> str:
        name = match[1].rsplit("/", 1)[-1]
        return f"<script>{local[name]}</script>" if name in local else ""

    text = re.sub(r'<script src="([^"]+)"></script>', script, text)
    text = re.sub(
        r'<link rel="stylesheet" href="([^"]+)"\s*/>',
        lambda m: f"<style>{local.get(m[1].rsplit('/', 1)[-1], '')}</style>",
        text,
    )
    path.write_text(text, "utf-8")
    return True


def as_markdown(rows: Sequence[Row]) -> str:
    """Return the rows as a table."""
    head = ["page", "events", "build s", "file MB", "painted s", "toggle ms", "step ms", "renderer MB"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def cell(value: Any) -> str:
    """Return a number with two digits that matter, a dash for none."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return "never" if value == float("inf") else f"{value:.2f}" if value < 10 else f"{value:.0f}"
    return str(value)


if __name__ == "__main__":
    main()
