"""What all tests share: only loopback is reachable; a missing component skips, and fails in CI."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from pytest_socket import enable_socket, socket_allow_hosts

CHROMIUM = "/usr/bin/chromium"
COMPONENTS = {
    "chromium": (lambda: Path(CHROMIUM).exists(), "apt-get install chromium"),
    "qgis": (lambda: shutil.which("qgis") is not None, "apt-get install qgis python3-qgis"),
    "postgis": (
        lambda: (
            any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
            and any(Path("/usr/share/postgresql").glob("*/extension/postgis.control"))
        ),
        "apt-get install postgresql postgresql-15-postgis-3",
    ),
    "s3": (
        lambda: all(map(find_spec, ("moto", "flask", "flask_cors", "s3fs"))),
        "pip install 'moto[s3]' flask flask-cors s3fs",
    ),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for name, (is_there, remedy) in COMPONENTS.items():
        if item.get_closest_marker(name) and not is_there():
            reason = f"{name} is missing: {remedy}"
            if os.environ.get("GEOMAP_REQUIRE_ALL") == "1":
                pytest.fail(reason)
            pytest.skip(reason)
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def gold_folder() -> Path:
    """Folder of gold files that are not part of the project; tests on them skip where it is absent."""
    folder = Path(os.environ.get("GEOMAP_EVAL", Path(__file__).parents[2] / "shared" / "eval"))
    if not folder.is_dir():
        pytest.skip("no gold files here: set GEOMAP_EVAL to their folder")
    return folder
