"""The page in a real Chromium: opens offline, filters, steps, links, can be used by keyboard alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import fixture
import pytest
from fake_gazetteer import FakeGazetteer
from waiting import until

from geomap.export.html import write_map

pytestmark = [pytest.mark.chromium, pytest.mark.enable_socket]


@pytest.fixture(scope="module", params=["one file", "parts"])
def page_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same map in both forms: the page must do the same."""
    path = tmp_path_factory.mktemp("map") / "index.html"
    write_map(
        fixture.events(120),
        path,
        articles=fixture.articles(30),
        skipped=fixture.SKIPPED,
        unresolved=fixture.UNRESOLVED,
        control=fixture.CONTROL,
        gazetteer=FakeGazetteer(),
        one_file=200 if request.param == "one file" else 50,
    )
    return path


def shown(page: Any) -> int:
    return int(re.sub(r"\D", "", page.locator("#summary b").inner_text()))


def settled(page: Any) -> str:
    page.wait_for_timeout(350)  # the address is written a quarter of a second after the last change
    return str(page.evaluate("location.hash"))


def test_opens_without_requests_or_errors(page_file: Path, open_page: Any) -> None:
    log = open_page(page_file)
    assert (log.requests, log.errors, log.dialogs) == ([], [], [])
    assert log.page.title() == "War events map"
    assert log.page.locator("html").get_attribute("lang") == "en"
    assert "user-scalable" not in page_file.read_text("utf-8")
    assert log.page.locator("meta[name=viewport]").count() == 1


def test_a_direction_without_a_distance_is_told_as_such(tmp_path: Path, open_page: Any) -> None:
    event = next(e for e in fixture.events(120) if e.relation == "west_of" and e.modality == "occurred")
    path = tmp_path / "index.html"
    write_map([event.model_copy(update={"distance_km": None})], path, gazetteer=FakeGazetteer())
    told = open_page(path).page.locator("#tab-events").inner_text()
    assert f"\nwest of {event.place}" in told
    assert "?" not in told


def test_what_did_not_happen_is_not_shown_as_an_event(page_file: Path, open_page: Any) -> None:
    page = open_page(page_file).page
    events = fixture.events(120)
    assert shown(page) == sum(e.modality in ("occurred", "ongoing") for e in events)
    page.click("#more summary")
    page.check("[data-key=modality-planned]")
    assert shown(page) == sum(e.modality in ("occurred", "ongoing", "planned") for e in events)


def test_family_button_filters_list_map_and_histogram(page_file: Path, open_page: Any) -> None:
    page = open_page(page_file).page
    before = shown(page)
    fires = page.locator("#families button[data-key=fires]")
    count = int(fires.locator("b").inner_text())
    fires.click()
    assert shown(page) == before - count
    assert fires.get_attribute("aria-pressed") == "false"
    assert "xt=" in settled(page)


def test_arrow_keys_move_the_window_by_a_day(page_file: Path, open_page: Any) -> None:
    page = open_page(page_file, hash_="#d=2025-01-10..2025-01-12").page
    page.focus("#brush")
    page.keyboard.press("ArrowRight")
    assert settled(page).startswith("#")
    assert "d=2025-01-11..2025-01-13" in settled(page)
    page.focus("#brush-to")
    page.keyboard.press("ArrowRight")
    assert "d=2025-01-11..2025-01-14" in settled(page)
    assert page.locator("#brush-to").get_attribute("aria-valuetext") == "14 January 2025"


def test_a_window_that_ends_before_it_begins_is_empty(page_file: Path, open_page: Any) -> None:
    log = open_page(page_file, hash_="#d=2025-01-20..2025-01-02")
    assert (shown(log.page), log.errors) == (0, [])


def test_play_steps_and_stops(page_file: Path, open_page: Any) -> None:
    page = open_page(page_file).page
    page.click("#play")
    first = page.locator("#window").inner_text()
    page.wait_for_timeout(1300)
    page.click("#play")
    stopped = page.locator("#window").inner_text()
    assert stopped != first
    page.wait_for_timeout(900)
    assert page.locator("#window").inner_text() == stopped


def test_address_reopens_view_filters_and_event(page_file: Path, open_page: Any) -> None:
    page = open_page(page_file).page
    page.fill("#search", "kherson")
    page.wait_for_timeout(250)
    page.click("#families button[data-key=ground]")
    page.locator("#list button").first.click()
    address, lead = settled(page), page.locator("#detail .lead").inner_text()
    again = open_page(page_file, hash_=address).page
    assert again.locator("#detail .lead").inner_text() == lead
    assert again.input_value("#search") == "kherson"
    assert shown(again) == shown(page)
    assert settled(again) == address


def test_the_key_gives_way_to_what_is_read_and_comes_back(page_file: Path, open_page: Any) -> None:
    page = open_page(page_file).page
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.locator("#key").is_visible()
    page.locator("#list button").first.click()
    until(page, "Boolean(document.querySelector('#detail:not([hidden]) .lead'))")
    assert not page.locator("#key").is_visible()
    page.keyboard.press("Escape")
    until(page, "document.querySelector('#detail').hidden")
    assert page.locator("#key-rows").is_visible()


def test_search_reads_quotes_places_and_both_languages(page_file: Path, open_page: Any) -> None:
    page = open_page(page_file).page
    event = next(e for e in fixture.events(120) if e.where == "settlement" and e.modality == "occurred")
    local = next(row[1] for row in (*fixture.SPOTS, *fixture.RUSSIAN_SPOTS) if row[0] == event.place)
    nothing = "document.querySelector('#list').innerText.includes('No event passes')"
    for query in (str(event.place), local.lower(), "рятувальники"):
        page.fill("#search", "no such words")
        until(page, nothing)
        assert shown(page) == 0
        page.fill("#search", query)
        until(page, f"!{nothing}")
        assert shown(page) > 0


def test_detail_tells_what_where_who_and_why(page_file: Path, open_page: Any) -> None:
    page = open_page(page_file).page
    event = next(
        e
        for e in fixture.events(120)
        if e.status == "claimed" and e.claimant_side == "RU" and e.where == "settlement" and len(e.quotes) > 1
    )
    page.goto(page_file.as_uri() + f"#e={event.id}")
    page.wait_for_selector("#detail:not([hidden])")
    text = page.locator("#detail").inner_text()
    assert "Claimed by Russian Ministry of Defence (Russian side)." in text
    assert str(event.place) in text
    assert "Known to the settlement; within about 1.5 km. (UCDP 1, ACLED 1)" in text
    assert all(quote.quote in text for quote in event.quotes)
    page.click(".why summary")
    assert "admin1_named" in page.locator(".why").inner_text()


def test_both_sides_stand_next_to_each_other(page_file: Path, open_page: Any) -> None:
    event = next(e for e in fixture.events(120) if {"UA", "RU"} <= {q.claimant_side for q in e.quotes})
    page = open_page(page_file, hash_=f"#e={event.id}").page
    sides = page.locator("#detail .side h4").all_inner_texts()
    assert sides[:2] == ["Ukrainian side", "Russian side"]


def test_geojson_copy_has_the_contract_fields(page_file: Path, open_page: Any) -> None:
    event = next(e for e in fixture.events(120) if e.where == "settlement" and e.modality == "occurred")
    page = open_page(
        page_file, hash_=f"#e={event.id}", permissions=["clipboard-read", "clipboard-write"]
    ).page
    page.click("[data-copy=feature]")
    page.wait_for_timeout(100)
    copied = page.evaluate("navigator.clipboard.readText()")
    feature = json.loads(copied)
    stored = event.model_dump(mode="json")
    for quote in stored["quotes"]:  # the page carries no ids of reports
        del quote["report_id"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [event.lon, event.lat]}
    assert {key: feature["properties"][key] for key in stored} == stored


def test_oblast_events_are_areas_never_points(page_file: Path) -> None:
    core = core_of(page_file)
    where, drawn = (core["spots"]["columns"][name] for name in ("where", "drawn"))
    rows = zip((where["table"]["ABCDEFGHI".index(c)] for c in where["codes"]), drawn["codes"], strict=True)
    assert {kind for place, kind in rows if place == "admin1"} == {"B"}
    assert {area["kind"] for area in core["areas"] if area["where"] == "admin1"} == {"polygon"}


def test_a_click_on_an_area_lists_its_events(page_file: Path, open_page: Any) -> None:
    page = open_page(page_file, hash_="#at=8/49.3/35.5").page
    box = page.locator(".folium-map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("#list .group, #detail:not([hidden])")
    assert "Kharkiv Oblast" in page.locator("body").inner_text()


def test_unmapped_events_are_listed_with_the_reason(page_file: Path, open_page: Any) -> None:
    page = open_page(page_file).page
    page.click("#tab-button-unmapped")
    text = page.locator("#tab-unmapped").inner_text()
    assert "no place is named in the sentence" in text
    assert "Zelenivka Druha" in text
    assert "inbox/scan.pdf" in text


def test_about_names_sources_and_licences(page_file: Path, open_page: Any) -> None:
    page = open_page(page_file).page
    page.click("#tab-button-about")
    text = page.locator("#tab-about").inner_text()
    assert all(
        word in text for word in ("Natural Earth", "public domain", "GeoNames", "CC BY 4.0", "Morning Line")
    )


def test_ukrainian_interface(page_file: Path, open_page: Any) -> None:
    log = open_page(page_file, hash_="#l=uk")
    assert log.page.locator("html").get_attribute("lang") == "uk"
    assert log.page.locator("h1").inner_text() == "Мапа воєнних подій"
    assert log.page.locator("#families").inner_text().count("Маневр") == 1
    assert log.errors == []


def test_keyboard_only_tour(page_file: Path, open_page: Any) -> None:
    """Tab reaches language, search, families, tabs, an event; Enter opens it, Escape closes it."""
    page = open_page(page_file).page
    reached: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.id || document.activeElement.closest('[id]').id")
        )
        if reached[-1] == "list":
            break
    order = [name for i, name in enumerate(reached) if i == 0 or reached[i - 1] != name]
    assert [name for name in order if name in ("languages", "search", "families", "list")] == [
        "languages",
        "search",
        "families",
        "list",
    ]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "detail"
    page.keyboard.press("Escape")
    assert page.locator("#detail").is_hidden()
    assert page.evaluate("document.activeElement.closest('#list') !== null")


def test_every_control_has_a_name(page_file: Path, open_page: Any) -> None:
    page = open_page(page_file).page
    page.click("#more summary")
    nameless = page.evaluate("""[...document.querySelectorAll("button, input, select, [role=slider], a")]
      .filter((node) => node.offsetParent && !(node.innerText || node.getAttribute("aria-label") || node.title
        || node.labels?.length || node.getAttribute("href") === "#"))
      .map((node) => node.outerHTML)""")
    assert nameless == []


def test_phone_has_a_sheet_and_no_sideways_scroll(page_file: Path, open_page: Any) -> None:
    page = open_page(page_file, width=390, height=800, has_touch=True).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#sheet").is_visible()
    page.click("#sheet")
    page.wait_for_timeout(300)
    assert page.locator("#panel").bounding_box()["height"] > 500
    page.locator("#list button").first.click()
    assert page.locator("#detail").is_visible()


def test_control_overlay_follows_the_window(page_file: Path, open_page: Any) -> None:
    def reddish(hash_: str) -> bool:
        page = open_page(page_file, hash_=hash_).page
        red, _, blue = page.evaluate("""(() => {
          const canvas = document.querySelector(".leaflet-events-pane canvas");
          const at = [canvas.width / 2, canvas.height / 2 + 40].map(Math.round);
          return [...canvas.getContext("2d").getImageData(...at, 1, 1).data];
        })()""")[:3]
        return bool(red > blue)

    held = "&xt=" + ".".join(sorted(fixture.WEIGHTS))
    assert not reddish("#at=11/44.6/30.0&d=2025-01-02..2025-01-03" + held)
    assert reddish("#at=11/44.6/30.0&d=2025-02-02..2025-02-03" + held)


def test_prints_on_one_page(page_file: Path, open_page: Any, tmp_path: Path) -> None:
    page = open_page(page_file).page
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_tiles_load_only_when_turned_on(page_file: Path, open_page: Any) -> None:
    log = open_page(page_file)
    assert log.requests == []
    log.page.context.route("https://tile.openstreetmap.org/**", lambda route: route.abort())
    log.page.hover(".leaflet-control-layers")
    log.page.locator(".leaflet-control-layers-selector").check()
    assert "tiles=1" in settled(log.page)
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in log.requests)
    assert log.requests


def test_no_tiles_leaves_no_trace_of_them(tmp_path: Path) -> None:
    write_map(fixture.events(5), tmp_path / "m.html", tiles=False, gazetteer=FakeGazetteer())
    text = (tmp_path / "m.html").read_text("utf-8")
    assert "tile.openstreetmap.org/{z}" not in text
    assert "https://tile.openstreetmap.org" not in text.split("</head>")[0].split("<script>")[0]


def core_of(path: Path) -> dict[str, Any]:
    found = re.search(r'id="geomap-core">(.*?)</script>', path.read_text("utf-8"), re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data
