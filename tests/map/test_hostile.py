"""Hostile texts in every field: nothing runs, in Python or the browser, and every text is shown as it is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import fixture
import pytest
from fake_gazetteer import FakeGazetteer
from waiting import until

from geomap.export.html import folium_map, write_map
from geomap.export.map.safe import content_security_policy, safe_json, safe_link
from geomap.models import Article, Event, Quote, Reason, Skipped, Unresolved

HOSTILE = (
    "A{{ 7*191 }}B",
    "{{ cycler.__init__.__globals__.os.environ }}",
    "broken {% if %}",
    "broken {{ tail",
    "lost {# comment #} end",
    "${alert(1)}",
    "`${alert(2)}`",
    "<script>alert(3)</script>",
    "</script><script>alert(4)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(5)>",
    "\"' onmouseover='alert(6)' x=\"",
    "line\u2028separator\u2029here",
    "@@geomap:core@@ @@policy@@",
    "&lt;b&gt; &amp; \\u003c",
    "lone \ud800 surrogate",
)


def hostile_event(number: int, text: str) -> Event:
    quote = Quote(
        report_id=f"r{number}",
        article_id=text,
        quote=text,
        lang="en",
        source=text,
        title=text,
        url=f"javascript:alert({number})" if number % 2 else f"https://news.example/?q={text}",
        published=date(2025, 1, 1),
        claimant=text,
        claimant_side="RU",
    )
    return Event(
        id=f"{number:016x}",
        type="shelling",
        family="fires",
        place=text,
        place_local=text,
        admin1=text,
        admin2=text,
        country="UA",
        lat=48.0 + number / 10,
        lon=36.0,
        where="settlement",
        radius_m=1500,
        date_start=date(2025, 1, 1),
        date_end=date(2025, 1, 1),
        date_basis="explicit",
        initiator="RU",
        initiator_name=text,
        target_name=text,
        status="claimed",
        claimant=text,
        claimant_side="RU",
        weapon=text,
        target_class=text,
        sources=[text],
        quotes=[quote],
        reasons=[Reason(stage="code", rule=text, detail=text)],
        corrected_by=text,
    )


def hostile_map(path: Path, *, one_file: int = 100) -> list[Event]:
    events = [hostile_event(i, text) for i, text in enumerate(HOSTILE)]
    unplaced = events[0].model_copy(
        update={"id": "f" * 16, "lat": None, "lon": None, "where": "none", "not_mapped": HOSTILE[8]}
    )
    write_map(
        [*events, unplaced],
        path,
        title=HOSTILE[8],
        articles=[Article(id=t, text=t, source=t, published=date(2025, 1, 1)) for t in HOSTILE],
        skipped=[Skipped(path=t, reason=t, remedy=t) for t in HOSTILE],
        unresolved=[Unresolved(name=t, count=1, sentence=t, article_id=t) for t in HOSTILE],
        gazetteer=FakeGazetteer(),
        one_file=one_file,
    )
    return events


def test_nothing_is_compiled_in_python(tmp_path: Path) -> None:
    hostile_map(tmp_path / "m.html")
    text = (tmp_path / "m.html").read_text("utf-8")
    assert "A1337B" not in text
    assert "environ(" not in text
    data = "".join(re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL))
    assert not re.search(r"[<>&\u2028\u2029]|\{[{%#]", data)


@pytest.mark.chromium
@pytest.mark.enable_socket
@pytest.mark.parametrize("one_file", [100, 3])
def test_nothing_runs_and_every_text_is_shown(tmp_path: Path, open_page: Any, one_file: int) -> None:
    events = hostile_map(tmp_path / "m.html", one_file=one_file)
    log = open_page(tmp_path / "m.html")
    page = log.page
    assert page.title() == HOSTILE[8]
    for event, text in zip(events, HOSTILE, strict=True):
        seen = " ".join(text.replace("\ud800", "\ufffd").split())
        page.evaluate(f"location.hash = '#e={event.id}'")
        until(page, f"document.querySelector('#detail') && location.hash.includes('{event.id}')")
        until(page, "Boolean(document.querySelector('#detail:not([hidden]) blockquote'))")
        shown = page.locator("#detail blockquote").evaluate("node => node.textContent")
        assert " ".join(shown.split()) == seen
        assert " ".join(page.locator("#detail").text_content().split()).count(seen) >= 6
        assert page.locator("#detail a[href^='javascript']").count() == 0
        page.mouse.move(700, 400)
    for tab in ("unmapped", "about", "events"):
        page.click(f"#tab-button-{tab}")
    page.fill("#search", "<script>alert(3)</script>")
    page.wait_for_timeout(250)
    assert page.locator("#list li").count() >= 1
    assert (log.dialogs, log.requests, log.errors) == ([], [], [])
    assert page.locator("script:not([src])").count() == 5  # Leaflet, the page, two of data, Folium's
    assert page.locator("script[src]").count() == (
        1 if one_file == 3 else 0
    )  # the columns of a page in parts


def test_json_cannot_leave_its_script() -> None:
    text = safe_json({"a": list(HOSTILE)})
    assert not re.search(r"[<>&\u2028\u2029\ud800]|\{[{%#]", text)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//news.example",
        "file:///etc/passwd",
        "",
    ],
)
def test_only_web_links(url: str) -> None:
    assert safe_link(url) == ""


def test_web_link_is_kept() -> None:
    assert safe_link(" https://news.example/a?b=c ") == "https://news.example/a?b=c"


def test_policy_names_each_script_and_no_host() -> None:
    policy = content_security_policy("<script>one</script><script>two</script>")
    assert policy.count("sha256-") == 2
    assert "connect-src 'none'" in policy
    assert "http" not in policy


def test_folium_layers_may_be_added(tmp_path: Path) -> None:
    import folium

    drawn = folium_map(fixture.events(5), gazetteer=FakeGazetteer())
    folium.Marker((48.0, 37.0), popup=folium.Popup("mine")).add_to(drawn)
    assert isinstance(drawn, folium.Map)
    assert "<iframe" in drawn._repr_html_()


@pytest.mark.chromium
@pytest.mark.enable_socket
def test_an_added_marker_opens_its_popup_offline(tmp_path: Path, open_page: Any) -> None:
    import folium

    drawn = folium_map(fixture.events(5), gazetteer=FakeGazetteer())
    folium.Marker((48.0, 34.0), popup=folium.Popup("my own note")).add_to(drawn)
    drawn.save(str(tmp_path / "m.html"))
    log = open_page(tmp_path / "m.html", hash_="#at=7/48/34")
    log.page.click(".leaflet-marker-icon")
    assert log.page.locator(".leaflet-popup-content").inner_text() == "my own note"
    assert (log.requests, log.errors) == ([], [])


@pytest.mark.chromium
@pytest.mark.enable_socket
def test_shows_itself_in_a_notebook_frame(tmp_path: Path, chromium: Any) -> None:
    drawn = folium_map(fixture.events(20), gazetteer=FakeGazetteer())
    path = tmp_path / "notebook.html"
    path.write_text(f"<body>{drawn._repr_html_()}</body>", "utf-8")
    page = chromium.new_page(viewport={"width": 1200, "height": 900})
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.goto(path.as_uri())
    frame = page.frames[1]
    frame.wait_for_selector("body.ready")
    frame.click("#families [data-key=fires]")
    page.wait_for_timeout(400)
    page.close()
    assert errors == []
