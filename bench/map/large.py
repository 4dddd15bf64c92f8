"""How a map of very many events opens and moves: one file against parts beside the page.

::

    python bench/map/large.py [--events 200000 --events 1000000] [--out bench/map/large.md]

The events are those of ``bench.py``, a hundred thousand made by counting and the others copies of them with
ids and, for a third, places of their own. All pages are opened from the disk in headless Chromium with
software rendering. Times are medians; the milliseconds are those in which the page does nothing else, its
canvas painted:

- painted: from opening to the first frame with events
- pan: the map moved by a quarter of the window
- day: a step of the clock in a window of 30 days; day, all: from all days to one day, or back
- toggle: a family switched off and on, with all days shown
- detail: an event opened whose part has not been loaded
- link: from opening a page whose address names an event to its first quote
- search: a word looked for in all texts of the map, to the end
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

import bench
from bench import fixture
from geomap.export.html import write_map
from geomap.models import Event, content_id

FIRST, DAYS = date(2022, 3, 1), 1200
BASE = 100_000
FORMS = {"one file": 10**9, "parts": 0}  # and the most events in one file
TIMED = """async ([action, times]) => {
  const map = window[Object.keys(window).find((name) => name.startsWith("map_"))];
  const act = new Function("map", "i", action), out = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    act(map, i);
    out.push(performance.now() - start);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  return out;
}"""


class Row(NamedTuple):
    """One measured map."""

    form: str
    events: int
    write_s: float
    page_mb: float
    parts_mb: float
    files: int
    painted_s: float
    pan_ms: float
    day_ms: float
    all_ms: float
    toggle_ms: float
    detail_ms: float
    link_s: float
    search_s: float
    opened_mb: float | None
    used_mb: float | None
    searched_mb: float | None


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, action="append")
    parser.add_argument("--form", choices=FORMS, action="append")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    rows = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=bench.CHROMIUM, headless=True, args=bench.FLAGS)
        for number in options.events or [200_000, 1_000_000]:
            events = many(number)
            for form in options.form or FORMS:
                path = Path(folder) / str(number) / form.replace(" ", "-") / "index.html"
                rows.append(measure(browser, form, events, path))
                print(rows[-1], flush=True)
    table = as_markdown(rows)
    print(table)
    if options.out:
        options.out.write_text(table, "utf-8")


def many(number: int) -> list[Event]:
    """Return ``number`` events; quotes and reasons of copies are the same objects, to spare memory."""
    chance = random.Random(3)
    made = fixture.events(min(number, BASE), first=FIRST, days=DAYS, spread=0.05, plain=True)
    return [_copy(made[i % BASE], i // BASE, chance) for i in range(number)]


def _copy(event: Event, turn: int, chance: random.Random) -> Event:
    if not turn:
        return event
    own: dict[str, Any] = {"id": content_id(event.id, turn)}
    if event.lat is not None and event.lon is not None and chance.random() < 1 / 3:
        own["lat"] = round(event.lat + fixture.GRID * chance.randint(-3, 3), 6)
        own["lon"] = round(event.lon + fixture.GRID * chance.randint(-3, 3), 6)
    return event.model_copy(update=own)


def measure(browser: Browser, form: str, events: Sequence[Event], path: Path) -> Row:
    """Write one map, open it three times, and use it."""
    started = time.perf_counter()
    write_map(events, path, articles=fixture.articles(211), one_file=FORMS[form])
    took = time.perf_counter() - started
    parts = [p.stat().st_size for p in path.with_name("index-parts").glob("*.js")]
    times = []
    for turn in range(3):
        page = _open(browser, path)
        times.append(page.evaluate(bench.PAINTED) / 1000)
        if turn < 2:
            page.context.close()
    opened = bench.renderer_memory(page)
    used = use(page)
    after_use = bench.renderer_memory(page)
    search = _search(page)
    searched = bench.renderer_memory(page)
    page.context.close()
    return Row(
        form=form,
        events=len(events),
        write_s=took,
        page_mb=path.stat().st_size / 1e6,
        parts_mb=sum(parts) / 1e6,
        files=1 + len(parts),
        painted_s=statistics.median(times),
        link_s=_linked(browser, path, events[len(events) // 3].id),
        opened_mb=opened,
        used_mb=after_use,
        search_s=search,
        searched_mb=searched,
        **used,
    )


def _open(browser: Browser, path: Path, hash_: str = "") -> Page:
    page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
    page.set_default_timeout(bench.TIMEOUT_MS)
    page.goto(path.as_uri() + hash_, timeout=bench.TIMEOUT_MS)
    return page


def _linked(browser: Browser, path: Path, event: str) -> float:
    page = _open(browser, path, f"#e={event}")
    page.wait_for_selector("#detail blockquote")
    seconds: float = page.evaluate("performance.now()") / 1000
    page.context.close()
    return seconds


def use(page: Page) -> dict[str, float]:
    """Do what a reader does, each many times, and return the medians."""

    def timed(action: str, times: int = 9) -> float:
        return statistics.median(page.evaluate(TIMED, [action, times]))

    page.evaluate("location.hash = '#d=2024-03-01..2024-03-30'")
    page.wait_for_timeout(1500)
    day = timed("document.querySelector('#step-on').click()")
    pan = timed("map.panBy([i % 2 ? -350 : 350, 0], { animate: false })")
    detail = _detail(page)
    page.evaluate("location.hash = '#d=all'")
    page.wait_for_timeout(1500)
    toggle = timed("document.querySelector('#families [data-key=fires]').click()", 8)
    both = timed("(i % 2 ? [...document.querySelectorAll('#presets button')][0] : "
                 "document.querySelector('#step-on')).click()", 8)  # fmt: skip
    return {
        "day_ms": day,
        "pan_ms": pan,
        "detail_ms": detail,
        "toggle_ms": toggle,
        "all_ms": both,
    }


def _detail(page: Page) -> float:
    took: float = page.evaluate("""async () => {
      const start = performance.now();
      document.querySelector("#list button").click();
      while (!document.querySelector("#detail blockquote")) await new Promise((done) => setTimeout(done, 1));
      return performance.now() - start;
    }""")
    page.keyboard.press("Escape")
    return took


def _search(page: Page) -> float:
    took: float = page.evaluate("""async () => {
      const start = performance.now(), box = document.querySelector("#search");
      const summary = document.querySelector("#summary"), before = summary.textContent;
      box.value = "crews worked dvorichna";
      box.dispatchEvent(new Event("input"));
      while (summary.textContent === before || summary.textContent.includes("searching"))
        await new Promise((done) => setTimeout(done, 5));
      return performance.now() - start;
    }""")
    return took / 1000


def as_markdown(rows: Sequence[Row]) -> str:
    """Return the rows as a table."""
    heads = {
        "page_mb": "page MB",
        "parts_mb": "parts MB",
        "all_ms": "day, all ms",
        "opened_mb": "renderer MB",
    }
    heads |= {"used_mb": "after use MB", "searched_mb": "after search MB"}
    head = [heads.get(name, name.replace("_", " ")) for name in Row._fields]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(bench.cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
