"""Plain text and Markdown: the body stays as it is, headers and stamps tell the date."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import InputError
from geomap.models import Article, Skipped
from geomap.read import read, stream
from geomap.read.foreign import ForeignLanguage, foreign_language, foreign_languages
from geomap.read.stamp import text_stamp
from geomap.read.text import split_header

BODY = "Russian forces shelled Nikopol on Monday. Two people were injured."


def one(path: Path, **options: object) -> Article:
    result = read([path], **options)  # type: ignore[arg-type]
    assert result.skipped == []
    return result.articles[0]


def write(folder: Path, text: str | bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_small_header_gives_the_fields_and_leaves_the_body(tmp_path: Path) -> None:
    header = "Title: Night in Nikopol\nDate: 2025-01-21\nSource: Example Wire\nURL: https://example.org/1\n\n"
    article = one(write(tmp_path, header + BODY))
    assert article.text == BODY
    assert (article.title, article.source, article.url) == (
        "Night in Nikopol",
        "Example Wire",
        "https://example.org/1",
    )
    assert (article.published, article.published_basis) == (date(2025, 1, 21), "given")


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: 'Night'\ndate: 2025-01-21\ntags: [a, b]\n---\n",
        '+++\ntitle = "Night"\ndate = 2025-01-21\n+++\n',
        "Заголовок: Night\nДата: 21 січня 2025 року\nАвтор: Хтось\n\n",
    ],
)
def test_front_matter_and_ukrainian_headers_are_read(tmp_path: Path, front: str) -> None:
    article = one(write(tmp_path, front + BODY, "a.md"))
    assert (article.text, article.title, article.published) == (BODY, "Night", date(2025, 1, 21))


def test_a_list_after_the_header_stays_text() -> None:
    text = "Title: Summary\nBy: Staff\nLosses: 1,200 soldiers\nTanks: 5"
    assert text[split_header(text).body :] == "Losses: 1,200 soldiers\nTanks: 5"


@pytest.mark.parametrize(
    "text",
    [
        "Kherson: two people were killed.",
        "Update: fighting went on.",
        "---\nFighting went on.\n---\nMore.",
        "Losses: 1,200 soldiers\nTanks: 5",
    ],
)
def test_what_only_looks_like_a_header_stays_text(text: str) -> None:
    assert split_header(text) == ({}, 0)


@pytest.mark.parametrize(
    "text",
    [
        f" date 2025-01-21 {BODY}",
        f"2025-01-21\n{BODY}",
        f"2025-01-21 {BODY}",
        f"Published: 21 January 2025\n{BODY}",
        f"January 21, 2025 | {BODY}",
        f"21.01.2025, 08:30\n{BODY}",
        f"21 січня 2025 року\n{BODY}",
        f"{BODY}\n2025-01-21",
        f"{BODY} Published on January 21, 2025.",
        f"Tuesday, Jan. 21, 2025\n{BODY}",
    ],
)
def test_a_stamp_at_either_end_is_the_publication_date(text: str) -> None:
    stamp = text_stamp(text)
    assert stamp is not None
    assert stamp.day == date(2025, 1, 21)


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-21 was a quiet day in Nikopol.",
        "January 21, 2025, saw shelling of Nikopol.",
        "On 21 January 2025 Nikopol was shelled.",
        "21 січня 2025 року ворог обстріляв Нікополь.",
        "Nikopol was shelled on January 21, 2025.",
        "The village was captured on 2025-01-21",
        "24 лютого 2022 року — день, який змінив усе.",
        "He cited a decree published on 12 May 2023.",
        "The command updated 2024-05-01",
        "Updated figures: 2025-13-45",
        "03/04/2025\nNikopol was shelled.",
        BODY,
    ],
)
def test_a_date_in_a_sentence_is_no_stamp(text: str) -> None:
    assert text_stamp(text) is None


def test_the_users_date_is_for_articles_without_one(tmp_path: Path) -> None:
    bare, stamped = write(tmp_path, BODY), write(tmp_path, f"2025-01-21\n{BODY}", "b.txt")
    result = read([bare, stamped], published=date(2024, 5, 5))
    assert [a.published for a in result.articles] == [date(2024, 5, 5), date(2025, 1, 21)]


def test_without_any_date_the_article_stays_undated(tmp_path: Path) -> None:
    assert (one(write(tmp_path, BODY)).published, one(write(tmp_path, BODY)).published_basis) == (
        None,
        "none",
    )


UKRAINIAN = "Російські війська обстріляли Нікополь та Марганець. Постраждали двоє людей, пошкоджено будинки."
RUSSIAN = "Российские войска обстреляли Никополь и Марганец. Пострадали два человека, повреждены дома."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (UKRAINIAN, "cp1251"), (UKRAINIAN, "koi8-u"), (UKRAINIAN, "utf-16"), (UKRAINIAN, "utf-16-le"),
        (UKRAINIAN, "utf-16-be"), (UKRAINIAN, "utf-8-sig"), (RUSSIAN, "cp866"), (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp1251"), (RUSSIAN, "iso8859-5"), (RUSSIAN, "mac-cyrillic"), (BODY, "utf-16-le"),
        (BODY.replace(".", " – “so”."), "cp1252"),
    ],
)  # fmt: skip
def test_encodings_are_recognised(tmp_path: Path, text: str, encoding: str) -> None:
    assert one(write(tmp_path, text.encode(encoding))).text == text


def test_a_damaged_utf8_file_is_not_taken_for_another_encoding(tmp_path: Path) -> None:
    assert one(write(tmp_path, (UKRAINIAN * 3).encode()[:-1])).text.startswith("Російські")


def test_hostile_text_is_kept_to_the_character(tmp_path: Path) -> None:
    hostile = (
        "Shelling of Nikopol {{ 7*7 }} {% raw %} ${x} <script>x()</script> \u2028\u202e end of the day\r\n"
    )
    assert one(write(tmp_path, hostile)).text == hostile


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \n\n", "no text"),
        (b"%PDF-1.7 ...", "a PDF document, not an article"),
        (bytes(range(256)) * 20, "binary data, not an article"),
        ("Das ist ein deutscher Text über Städte und Dörfer. ".encode(), "language not read: German"),
        (
            "Venäjän joukot hyökkäsivät kaupunkiin yöllä ja kaksi ihmistä loukkaantui. ".encode() * 9,
            "language not read",
        ),
        (b"a" * 21_000_000, "larger than 19 MB"),
        (b"war " * 1_300_000, "5,200,000 characters are more than one article may have (5,000,000)"),
    ],
)
def test_bad_input_is_one_line_with_reason_and_remedy(tmp_path: Path, data: bytes, reason: str) -> None:
    name = "a.bin" if reason.endswith("an article") else "a.txt"
    (skipped,) = stream([write(tmp_path, data, name)])
    assert isinstance(skipped, Skipped)
    assert skipped.reason == reason
    assert skipped.remedy


def test_binary_under_a_text_name_is_refused(tmp_path: Path) -> None:
    (skipped,) = stream([write(tmp_path, b"\x89PNG\r\n\x1a\n\0\0\0")])
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "a PNG picture, not text"


def test_an_error_comes_only_when_nothing_could_be_read(tmp_path: Path) -> None:
    good, bad = write(tmp_path, BODY), tmp_path / "missing.txt"
    assert len(read([bad, good]).skipped) == 1
    with pytest.raises(InputError, match=r"missing\.txt.*no such file"):
        read([bad])


def test_the_id_depends_on_the_content_and_not_on_the_path(tmp_path: Path) -> None:
    here, there, other = (
        write(tmp_path, text, f"{n}.txt") for n, text in enumerate([BODY, BODY, BODY + " More."])
    )
    assert one(here).id == one(there).id != one(other).id


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_the_body_is_always_a_tail_of_the_text(text: str) -> None:
    fields, body = split_header(text)
    assert 0 <= body <= len(text)
    assert fields or body == 0


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="Date: 2025-01\n.,|/janЯ ", max_size=60))
def test_no_text_breaks_the_stamp(text: str) -> None:
    stamp = text_stamp(text)
    assert stamp is None or 1900 <= stamp.day.year < 2100


@pytest.mark.parametrize("language", foreign_languages(), ids=lambda language: language.name)
def test_foreign_languages_are_named_and_ours_are_not_taken_for_them(language: ForeignLanguage) -> None:
    assert {foreign_language(text) for text in language.examples} == {language.name}
    assert {foreign_language(text) for text in language.counter_examples} == {""}


def test_no_gold_text_is_taken_for_a_foreign_one(gold_folder: Path) -> None:
    for name in ("articles.dev.gold.jsonl", "leads.dev.gold.jsonl", "places.dev.jsonl"):
        for line in (gold_folder / name).read_text(encoding="utf-8").splitlines():
            assert foreign_language(json.loads(line)["text"]) == ""
