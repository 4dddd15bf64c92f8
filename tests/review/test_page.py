"""The page in a real Chromium against the real command: decisions by keyboard, applied by the next build."""

from __future__ import annotations

import subprocess
import sys

import pytest

from geomap import pipeline
from geomap.corrections import load_corrections
from geomap.settings import Settings
from geomap.store import Store

pytestmark = pytest.mark.chromium
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "corrections.toml"


@pytest.fixture
def address(out, file):
    command = [sys.executable, "-m", "geomap", "review", "--out", out, "--file", file, "--who", "O. Analyst"]
    with subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE, text=True) as served:
        try:
            lines = iter(served.stdout.readline, "")
            yield next(line.split()[1] for line in lines if line.startswith("open "))
        finally:
            served.terminate()


@pytest.fixture
def page(address):
    from playwright.sync_api import sync_playwright

    wrong, requests = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(address)
        page.wait_for_selector("body[data-event]")
        yield page
        browser.close()
    origin = address.partition("/?")[0]
    assert wrong == []
    assert [url for url in requests if not url.startswith((origin, "data:"))] == []


def walk_to(page, place):
    """Skip until the event at ``place`` is shown."""
    for _ in range(page.locator("#rows li").count()):
        if page.inner_text("#head").endswith(place):
            return page.get_attribute("body", "data-event")
        shown = page.get_attribute("body", "data-event")
        page.keyboard.press("s")
        page.wait_for_function("id => document.body.dataset.event !== id", arg=shown)
    raise AssertionError(f"no event at {place}")


def saved(page, word):
    page.wait_for_function("text => document.getElementById('notice').textContent.includes(text)", arg=word)


def back_to_start(page):
    page.locator("#rows button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'head'")


def events(out):
    with Store.open(out, write=False) as store:
        return {event.id: event for event in store.events()}


def test_one_is_dropped_one_moved_by_keyboard_and_the_next_build_does_it(page, out, file, articles):
    before = events(out)
    dropped = walk_to(page, "Marhanets")
    page.keyboard.press("d")
    page.keyboard.type("An exercise.")
    page.keyboard.press("Enter")
    saved(page, "Saved: drop")

    back_to_start(page)
    moved = walk_to(page, "Novotroitske")
    page.keyboard.press("m")
    page.keyboard.type("Вугледар")
    page.keyboard.press("Enter")
    saved(page, "found")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    saved(page, "Saved: move")

    assert [(c.do, c.event, c.who) for c in load_corrections(file)] == [
        ("drop", dropped, "O. Analyst"),
        ("move", moved, "O. Analyst"),
    ]
    assert events(out) == before  # the store is only read
    pipeline.build([str(articles)], out, settings=Settings(workers=1, formats=("csv",), corrections=file))
    after = events(out)
    assert dropped in before
    assert dropped not in after
    assert after[moved].place == "Vuhledar"
    assert "O. Analyst" in after[moved].corrected_by


def test_a_click_on_the_map_moves(page, file):
    walk_to(page, "Nikopol")
    page.click("#map", position={"x": 200, "y": 150})
    page.keyboard.press("Tab")
    page.locator("#why").press("Enter")
    saved(page, "Saved: move")
    (kept,) = load_corrections(file)
    assert 47 < kept.lat < 49
    assert 33 < kept.lon < 36


def test_type_day_and_acceptance_by_keyboard(page, file):
    walk_to(page, "Nikopol")
    page.keyboard.press("t")
    page.locator("#form select").select_option("missile_strike")
    page.locator("#why").press("Enter")
    saved(page, "Saved: retype")
    page.keyboard.press("r")
    page.locator("[name=date_end]").fill("2024-05-08")
    page.locator("#why").press("Enter")
    saved(page, "Saved: redate")
    page.keyboard.press("a")
    page.keyboard.press("Escape")  # thought better of it
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    saved(page, "Saved: reviewed")
    kept = load_corrections(file)
    assert [c.do for c in kept] == ["retype", "redate", "reviewed"]
    assert (kept[0].type, str(kept[1].date_end)) == ("missile_strike", "2024-05-08")


def test_hostile_text_stays_text_and_evidence_is_marked(page):
    walk_to(page, "Nikopol")
    assert "<script>alert(2)</script>{{7*7}}" in page.inner_text("#texts")
    assert page.locator("#texts img, #texts script").count() == 0
    assert page.locator("mark.place").first.inner_text() == "Nikopol"


def test_an_events_history_and_its_sources_side_are_shown(page):
    walk_to(page, "Toretsk")
    lines = page.locator("#history li").all_inner_texts()
    assert lines == ["2024-05-10 claimed: Moscow (RU)", "2024-05-12 disputed: The General Staff (UA)"]
    assert page.inner_text(".source >> nth=0") == "Herald (UA), 2024-05-10, official"


def test_shortcuts_are_shown_and_every_field_is_labelled(page):
    keys = page.locator("#buttons button").evaluate_all(
        "all => all.map(b => b.getAttribute('aria-keyshortcuts'))"
    )
    assert keys == ["a", "c", "t", "m", "r", "d", "s", "b"]
    assert page.locator("#buttons kbd").count() == len(keys)
    for key in "tmrd":
        page.keyboard.press(key)
        unlabelled = "all => all.filter(f => !f.labels.length).length"
        assert page.locator("#form input, #form select").evaluate_all(unlabelled) == 0
        page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "head"
