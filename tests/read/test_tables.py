"""JSON lines, JSON and tables: records become articles, and what is none is told."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from geomap.models import Skipped
from geomap.read import read, stream
from tests.support.reading import BODY, RECORD, articles, skips, write


def test_json_lines_follow_the_contract_and_ignore_other_fields(tmp_path: Path) -> None:
    other = {
        "text": BODY,
        "url": "https://www.example.org/2025/a",
        "lang": "uk",
        "published": "2025-01-20T23:30:00Z",
    }
    first, second = articles(write(tmp_path, "a.jsonl", f"{json.dumps(RECORD)}\n\n{json.dumps(other)}\n"))
    assert (first.id, first.text, first.published, first.title) == ("a1", BODY, date(2025, 1, 21), "Night")
    assert (second.source, second.lang, second.published) == ("example.org", "uk", date(2025, 1, 21))
    assert second.published_at == datetime(2025, 1, 20, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"---\ntitle: Night\nside: ru\nreliability: state agency\n---\n{BODY}"),
        ("a.txt", f"Title: Night\nSide: RU\nReliability: state agency\n\n{BODY}"),
        ("a.jsonl", json.dumps(RECORD | {"side": "Russia", "reliability": "state agency"})),
    ],
)
def test_an_article_may_say_whose_outlet_it_is_from(tmp_path: Path, name: str, text: str) -> None:
    (article,) = articles(write(tmp_path, name, text))
    assert (article.side, article.reliability, article.text) == ("RU", "state agency", BODY)


def test_an_unknown_side_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", json.dumps(RECORD | {"side": "left"}))
    assert [article.side for article in articles(path)] == ["unknown"]
    assert skips(path) == ["side 'left' not understood; the article is read without it"]


def test_a_table_is_mapped_by_its_columns_in_any_case(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", f"Datum;Story\n2025-01-21;{BODY}\n")
    assert "the columns are: Datum, Story" in next(iter(stream([path]))).remedy
    (article,) = stream([path], columns={"text": "Story", "published": "Datum"})
    assert (article.text, article.published) == (BODY, date(2025, 1, 21))


def test_folded_front_matter_is_one_line(tmp_path: Path) -> None:
    header = "title: >-\n  Night\n  of shells\nauthors:\n  - A\nsource: Herald"
    (article,) = articles(write(tmp_path, "a.md", f"---\n{header}\n---\n{BODY}"))
    assert (article.title, article.source, article.text) == ("Night of shells", "Herald", BODY)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.rtf", b"{\\rtf1\\ansi Shells fell.}", "an RTF document, not an article"),
        ("a.txt", bytes(5000), "no text"),
        ("a.gz", b"\x1f\x8b\x08\0broken", "damaged"),
    ],
)
def test_what_is_no_article_is_told_under_its_own_name(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (skipped,) = stream([write(tmp_path, name, data)])
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith(reason)
    assert skipped.path.endswith(name)


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert skips(tmp_path / "in") == ["the link leads nowhere"]


def test_a_bad_line_costs_only_itself(tmp_path: Path) -> None:
    lines = ['{"text": "cut', "[1]", '{"title": "no text"}', '{"text": 5}', json.dumps(RECORD), "[" * 100_000]
    path = write(tmp_path, "a.jsonl", "\n".join(lines))
    assert [a.id for a in articles(path)] == ["a1"]
    reasons = skips(path)
    assert [reason.split(":")[0] for reason in reasons] == [
        "not JSON",
        "not a JSON object",
        "no text",
        "the text is not a string",
        "not JSON",
    ]


def test_an_unreadable_date_is_told_and_the_article_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", json.dumps({"id": "a", "text": BODY, "published": "last week"}))
    assert articles(path)[0].published is None
    assert skips(path) == ["publication date 'last week' not understood; the article is read without it"]


def test_half_characters_never_reach_the_outputs(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"id": "a\\ud800", "text": "Nikopol \\ud800 was shelled on the day"}')
    (article,) = articles(path)
    assert article.model_dump_json().encode("utf-8")


@pytest.mark.parametrize("found", [RECORD, [RECORD], {"version": 1, "articles": [RECORD]}])
def test_json_holds_one_or_many(tmp_path: Path, found: object) -> None:
    assert [a.id for a in articles(write(tmp_path, "a.json", json.dumps(found)))] == ["a1"]


@pytest.mark.parametrize("text", ["{}", "[]", '{"a": 1}', "nonsense", "[" * 100_000])
def test_json_without_articles_is_a_line(tmp_path: Path, text: str) -> None:
    assert len(skips(write(tmp_path, "a.json", text))) == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_columns_by_usual_names_and_by_mapping(tmp_path: Path, delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(
        [["Event_Date", "Notes", "story"], ["21 January 2025", BODY, "Fighting at the border."]]
    )
    path = write(tmp_path, "a.csv", "\ufeff" + out.getvalue())
    assert [(a.text, a.published) for a in articles(path)] == [(BODY, date(2025, 1, 21))]
    assert read([path], columns={"text": "story"}).articles[0].text == "Fighting at the border."


def test_csv_without_a_text_column_names_the_columns(tmp_path: Path) -> None:
    (skipped,) = stream([write(tmp_path, "a.csv", "a,b\n1,2\n")])
    assert isinstance(skipped, Skipped)
    assert "a, b" in skipped.remedy
