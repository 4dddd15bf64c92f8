"""The wheel must hold everything: installed away from the checkout, it does the main job."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAX_BYTES = 15 * 2**20


@pytest.mark.slow
def test_the_installed_wheel_builds_a_map(tmp_path):
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", tmp_path, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.stat().st_size <= MAX_BYTES
    assert any(name.startswith("geomap/_data/gazetteer/") for name in zipfile.ZipFile(wheel).namelist())
    target = tmp_path / "installed"
    subprocess.run([*pip, "install", "--no-deps", "--target", target, wheel], check=True, capture_output=True)
    environment = os.environ | {"PYTHONPATH": str(target)}
    run = [sys.executable, "-m", "geomap", "build", ROOT / "seeds", "--out", tmp_path / "map"]
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Velyka Novosilka" in (tmp_path / "map" / "events.geojson").read_text(encoding="utf-8")
    where = [sys.executable, "-c", "import geomap; print(geomap.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.startswith(str(target))
