"""The server: who gets in, what is written, what hostile text does (nothing)."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import httpx
import pytest

from geomap.corrections import load_corrections
from geomap.errors import InputError, SettingsError
from geomap.places import load_gazetteer
from geomap.places.doors.query import look_up
from geomap.review import Desk
from geomap.review.serve import serve
from geomap.review.server import application

TOKEN, HOST = "secret", "127.0.0.1:8123"
PROOF = {"x-geomap-token": TOKEN}
ORIGIN = {"origin": f"http://{HOST}"}


class Client:
    """Asks an application without a network."""

    def __init__(self, app):
        self._app = app

    def _ask(self, method, path, **options):
        async def asking():
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
                return await client.request(method, path, **options)

        with ThreadPoolExecutor(1) as pool:  # a browser test may leave a loop in this thread
            return pool.submit(asyncio.run, asking()).result()

    def get(self, path, **options):
        return self._ask("GET", path, **options)

    def post(self, path, **options):
        return self._ask("POST", path, **options)


@pytest.fixture
def desk(out, tmp_path):
    return Desk(out, file=tmp_path / "corrections.toml", who="O. Analyst")


@pytest.fixture
def client(desk):
    return Client(application(desk, token=TOKEN, port=8123))


def first(desk, place):
    return next(row["id"] for row in desk.rows() if row["place"] == place)


def test_the_page_comes_to_who_has_the_token(client):
    answer = client.get("/", params={"token": TOKEN})
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "access-control-allow-origin" not in answer.headers
    assert not answer.cookies


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/?token=wrong", {}),
        ("/", PROOF),  # the page's token stands in its address
        (f"/?token={TOKEN}", {"host": "evil.example:8123"}),
        (f"/?token={TOKEN}", {"host": "127.0.0.1:80"}),
        (f"/?token={TOKEN}", {"origin": "http://evil.example"}),
        ("/places?q=Nikopol", {}),
        (f"/places?q=Nikopol&token={TOKEN}", {}),
        ("/places?q=Nikopol", {**PROOF, "sec-fetch-site": "cross-site"}),
        ("/places?q=Nikopol", {**PROOF, "origin": "null"}),
        ("/nowhere", {}),
    ],
)
def test_others_get_403(client, path, headers):
    answer = client.get(path, headers=headers)
    assert answer.status_code == 403
    assert "Nikopol" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [{}, PROOF, ORIGIN, {**PROOF, "origin": "http://localhost:8123"}, {"x-geomap-token": "é", **ORIGIN}],
)
def test_nobody_else_decides(client, desk, headers):
    told = {"event": first(desk, "Nikopol"), "do": "drop", "why": "no"}
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    assert client.post("/decide", json=told, headers=raw).status_code == 403
    assert not desk.file.exists()


def test_a_decision_is_appended_with_who_why_and_day(client, desk):
    desk.file.write_text("# my notes stay\n", "utf-8")
    told = {
        "event": first(desk, "Nikopol"),
        "do": "drop",
        "why": 'an "exercise"\n[[correction]]',
        "who": "Mallory",
    }
    assert client.post("/decide", json=told, headers={**PROOF, **ORIGIN}).status_code == 200
    (kept,) = load_corrections(desk.file)
    assert (kept.do, kept.who, kept.why) == ("drop", "O. Analyst", told["why"])
    assert kept.quote.startswith("Russian forces shelled Nikopol")
    assert desk.file.read_text("utf-8").startswith("# my notes stay\n")


@pytest.mark.parametrize(
    "change",
    [
        {"event": "nowhere"},
        {"do": "merge"},
        {"do": ["drop"]},
        {"why": " "},
        {"do": "move"},
        {"do": "move", "place_id": "no-such-place"},
        {"do": "move", "lat": 91, "lon": 30},
        {"do": "retype", "type": "picnic"},
        {"do": "redate", "date_start": "2024-05-09", "date_end": "2024-05-01"},
    ],
)
def test_an_incomplete_decision_is_refused_and_not_written(client, desk, change):
    told = {"event": first(desk, "Nikopol"), "do": "drop", "why": "no", **change}
    answer = client.post("/decide", json=told, headers={**PROOF, **ORIGIN})
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not desk.file.exists()


@pytest.mark.parametrize("body", ["[]", "{", '"x"', '{"why": "' + "x" * 70_000 + '"}', "[" * 60_000])
def test_a_body_that_is_no_decision_is_refused(client, body):
    headers = {**PROOF, **ORIGIN, "content-type": "application/json"}
    assert client.post("/decide", content=body, headers=headers).status_code == 400


def test_a_form_cannot_post(client, desk):
    told = {"event": first(desk, "Nikopol"), "do": "drop", "why": "no"}
    assert client.post("/decide", data=told, headers={**PROOF, **ORIGIN}).status_code == 400


def test_places_are_found_in_any_language(client):
    found = client.get("/places", params={"q": "Нікополь"}, headers=PROOF).json()
    assert found[0]["name"] == "Nikopol"


def test_an_event_comes_with_its_text_and_evidence(client, desk):
    shown = client.get(f"/event/{first(desk, 'Nikopol')}", headers=PROOF).json()
    assert ["Nikopol", "place"] in shown["texts"][0]["pieces"]
    assert client.get("/event/nowhere", headers=PROOF).status_code == 400


def test_foreign_text_in_the_page_is_inert(out, tmp_path):
    who = "</script><script>alert(1)</script>"
    app = application(Desk(out, file=tmp_path / "c.toml", who=who), token=TOKEN, port=8123)
    page = Client(app).get("/", params={"token": TOKEN}).text
    assert who not in page


def test_the_day_is_the_days_own(desk):
    place = look_up("Marhanets", gazetteer=load_gazetteer())[0]
    told = {"event": first(desk, "Nikopol"), "do": "move", "why": "read", "place_id": place.id}
    assert desk.decide(told, today=date(2024, 6, 1)).on == date(2024, 6, 1)


def test_a_reviewer_has_a_name(out, tmp_path):
    with pytest.raises(InputError, match="--who"):
        Desk(out, file=tmp_path / "c.toml", who=" ")


def test_a_taken_port_is_one_sentence(desk):
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SettingsError, match="--port"):
        serve(desk, port=taken.getsockname()[1], told=print)
