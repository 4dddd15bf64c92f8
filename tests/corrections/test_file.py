"""The corrections file is checked, names the wrong entry, and can be added to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.corrections import Correction, append_corrections, load_corrections
from geomap.errors import InputError

HEAD = '[[correction]]\nevent = "e1"\nwho = "O. Analyst"\nwhy = "seen on video"\n'


def load(folder: Path, text: str, name: str = "corrections.toml") -> list[Correction]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_corrections(path)


def test_toml_and_csv_say_the_same(tmp_path: Path) -> None:
    toml = f'{HEAD}do = "redate"\ndate_start = 2025-01-20\n\n{HEAD}do = "split"\nreports = ["r1", "r2"]\n'
    csv = (
        "do,event,who,why,date_start,reports\n"
        "redate,e1,O. Analyst,seen on video,2025-01-20,\n"
        "split,e1,O. Analyst,seen on video,,r1; r2\n"
    )
    found = load(tmp_path, toml)
    assert found == load(tmp_path, csv, "c.csv")
    assert (found[0].date_start, found[1].reports) == (date(2025, 1, 20), ("r1", "r2"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[correction]]\ndo = "drop"\nevent = "e1"\nwho = "A"\n', r"correction 1: why"),
        ('[[correction]]\ndo = "drop"\nevent = "e1"\nwho = " "\nwhy = "x"\n', r"correction 1: who.*say it"),
        (f'{HEAD}do = "explode"\n', r"correction 1: do"),
        (f'{HEAD}do = "drop"\nplace = "Nikopol"\n', r"correction 1: place"),
        (f'{HEAD}do = "drop"\nlat = 48.0\n', r"drop takes no lat"),
        (
            f'{HEAD}do = "drop"\n{HEAD}do = "move"\nlat = 48.0\n',
            r"correction 2.*either place_id, or lat and lon",
        ),
        (f'{HEAD}do = "move"\nlat = 480.0\nlon = 37.0\n', r"correction 1: lat"),
        (f'{HEAD}do = "retype"\ntype = "bombing"\n', r"no such type; types are: .*air_strike"),
        (f'{HEAD}do = "retype"\n', r"retype needs type"),
        (f'{HEAD}do = "redate"\ndate_start = 2025-01-20\ndate_end = 2025-01-19\n', r"before date_start"),
        ('[[corection]]\ndo = "drop"\n', r"unknown key 'corection'"),
        ("nonsense", r"corrections\.toml"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load(tmp_path, text)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        load_corrections(tmp_path / "corrections.toml")


@pytest.mark.parametrize("name", ["corrections.toml", "corrections.csv"])
def test_appending_keeps_what_stands_there(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    one = Correction(
        do="move", event="e1", who="A", why='said "no", \\ twice', lat=48.5, lon=37.25, on=date(2025, 1, 2)
    )
    two = Correction(do="merge", event="e2", who="Б", why="те саме", events=("e3", "e4"))
    append_corrections(path, [one])
    before = path.read_text()
    append_corrections(path, [two])
    append_corrections(path, [])
    assert load_corrections(path) == [one, two]
    assert path.read_text().startswith(before)


def test_comments_survive_appending(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(f'# ours\n{HEAD}do = "drop"', encoding="utf-8")
    append_corrections(path, [Correction(do="confirm", event="e2", who="A", why="b")])
    assert path.read_text().startswith("# ours")
    assert [c.do for c in load_corrections(path)] == ["drop", "confirm"]


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_words_survive_the_file(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    path = tmp_path_factory.mktemp("c") / "corrections.toml"
    append_corrections(path, [Correction(do="drop", event="e1", who="A", why=words, quote=words)])
    assert load_corrections(path)[0].why == words
