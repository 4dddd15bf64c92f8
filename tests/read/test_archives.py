"""Archives, folders and globs are read in the order of names, and end somewhere."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from geomap.models import Skipped
from geomap.read import stream
from tests.support.reading import BODY, RECORD, articles, skips, write


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_zip_is_read_like_a_folder(tmp_path: Path) -> None:
    members = {
        "b/x.txt": BODY.encode(),
        "a.jsonl.gz": gzip.compress(json.dumps(RECORD).encode()),
        "c.png": b"\x89PNG\0",
    }
    path = write(tmp_path, "all.zip", packed(members))
    assert [a.path for a in articles(path)] == [f"{path}/a.jsonl:1", f"{path}/b/x.txt"]
    assert skips(path) == ["a PNG picture, not an article"]


def test_nested_archives_stop_somewhere(tmp_path: Path) -> None:
    data = BODY.encode()
    for _ in range(4):
        data = packed({"in.zip": data})
    assert skips(write(tmp_path, "a.zip", data)) == ["archives nested too deeply"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", packed({"bomb.txt": b"0" * 30_000_000})),
        ("a.txt.gz", gzip.compress(b"0" * 30_000_000)),
        ("a.txt.gz", gzip.compress(BODY.encode())[:-9]),
        ("a.zip", packed({"a.txt": BODY.encode()})[:60]),
    ],
    ids=["zip bomb", "gzip bomb", "cut gzip", "cut zip"],
)
def test_bombs_and_damaged_archives_are_a_line(tmp_path: Path, name: str, data: bytes) -> None:
    items = list(stream([write(tmp_path, name, data)]))
    assert [type(item) for item in items] == [Skipped]


def test_an_office_document_is_no_archive(tmp_path: Path) -> None:
    data = packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    assert skips(write(tmp_path, "a.docx", data)) == ["an Office document, not an article"]


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/2.txt",
        "a/1.txt",
        ".hidden.txt",
        "README.md",
        "corrections.toml",
        "out/geomap.sqlite",
    ):
        write(tmp_path, name, f"{BODY} ({name})")
    write(tmp_path, "out/events.csv", "text\nnot to be read again")
    assert [Path(a.path).name for a in articles(tmp_path)] == ["b.txt", "1.txt", "2.txt"]
    assert skips(tmp_path) == ["not an article by its name"]


def test_globs_and_doubles(tmp_path: Path) -> None:
    write(tmp_path, "a/1.txt", BODY)
    write(tmp_path, "2.txt", BODY)
    items = list(stream([f"{tmp_path}/**/*.txt", tmp_path, f"{tmp_path}/*.nothing"]))
    assert [getattr(item, "reason", "read").split(" as ")[0] for item in items] == [
        "read",
        "the same article",
        "no file matches",
    ]


def test_one_id_for_two_texts_is_refused(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.jsonl", "\n".join(json.dumps({"id": "1", "text": f"{BODY} {n}"}) for n in range(2))
    )
    assert len(articles(path)) == 1
    assert "already used" in skips(path)[0]
