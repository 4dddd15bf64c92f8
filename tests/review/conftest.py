"""A small store with hostile text in it, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap import pipeline
from geomap.settings import Settings

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>{{7*7}}"
TEXTS = {
    "a": f"Title: {HOSTILE}\nDate: 2024-05-07\n\nRussian forces shelled Nikopol on Tuesday. {HOSTILE}\n",
    "b": "Date: 2024-05-08\n\nRussian forces captured Novotroitske on Wednesday, a claim Ukraine denied.\n",
    "d": "Date: 2024-05-10\nSource: Herald\nSide: UA\nReliability: official\n\n"
    "Moscow claimed on Friday that it had captured Toretsk.\n",
    "e": "Date: 2024-05-12\nSource: Wire\n\n"
    "The General Staff denied on Sunday that Russia had captured Toretsk.\n",
    "c": "Date: 2024-05-09\n\nRussian troops struck Marhanets with drones on Thursday.\n",
}


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def out(articles: Path, tmp_path: Path) -> Path:
    pipeline.build([str(articles)], tmp_path / "out", settings=Settings(workers=1, formats=("csv",)))
    return tmp_path / "out"
