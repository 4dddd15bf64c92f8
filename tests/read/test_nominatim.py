"""The online fallback against a server on loopback that speaks Nominatim's format."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from geomap.errors import SettingsError
from geomap.pipeline import build
from geomap.read.nominatim import ask_for_places
from geomap.settings import Settings


def settlement(name, osm_id, lat="48.5", lon="37.5", kind="village"):
    return {
        "place_id": osm_id,
        "osm_type": "node",
        "osm_id": osm_id,
        "lat": lat,
        "lon": lon,
        "type": kind,
        "addresstype": kind,
        "name": name,
        "display_name": f"{name}, Donetsk Oblast, Ukraine",
        "address": {kind: name, "state": "Donetsk Oblast", "country_code": "ua"},
    }


KNOWN = {
    "Zoryany Kut": [settlement("Zoryany Kut", 1)],
    "Twice": [settlement("Twice", 2), settlement("Twice", 3, lat="49.9")],
    "Shopton": [settlement("Shopton", 4, kind="shop")],
}


@pytest.fixture
def server():
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            query = parse_qs(urlsplit(self.path).query)["q"][0]
            asked.append(query)
            if query == "Broken":
                self.send_response(500)
                self.end_headers()
                return
            body = json.dumps(KNOWN.get(query, [])).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    web = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=web.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{web.server_port}", asked
    web.shutdown()
    thread.join()
    web.server_close()


def ask(names, folder, url):
    return ask_for_places(names, folder, url=url, pause_s=0.0)


def test_one_settlement_is_taken_and_tagged(server, tmp_path):
    (place,) = ask(["Zoryany Kut"], tmp_path, server[0])
    assert (place.id, place.lat, place.admin1, place.country) == ("osm:n1", 48.5, "Donetsk", "UA")
    assert "OpenStreetMap" in place.source


@pytest.mark.parametrize("name", ["Twice", "Shopton", "Nowhere", "Broken"])
def test_rather_no_place_than_a_guess(server, tmp_path, name):
    assert ask([name], tmp_path, server[0]) == []


def test_a_name_is_asked_once_and_a_failure_again(server, tmp_path):
    url, asked = server
    for _ in range(2):
        ask(["Zoryany Kut", "Nowhere"], tmp_path, url)
    assert sorted(asked) == ["Nowhere", "Zoryany Kut"]


def test_only_web_addresses(tmp_path):
    with pytest.raises(SettingsError, match="not a server"):
        ask(["X"], tmp_path, "file:///etc/passwd")


def test_a_build_online_maps_what_the_gazetteer_lacks(server, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Date: 2024-05-07\n\nRussian forces shelled the village of Zoryany Kut.\n"
    )
    out = tmp_path / "out"
    settings = Settings(online=True, nominatim=server[0], workers=1)
    facts = build([str(tmp_path / "a.txt")], out, settings=settings)
    assert facts["events"]["points"] == 1
    before = (out / "events.geojson").read_bytes()
    build([str(tmp_path / "a.txt")], out, settings=settings)
    assert (out / "events.geojson").read_bytes() == before
    assert server[1].count("Zoryany Kut") == 1
