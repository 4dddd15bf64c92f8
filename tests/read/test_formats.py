"""One test or two a format: records, pages, feeds, exports and archives become the same articles."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import zipfile
from datetime import UTC, date, datetime
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import SettingsError
from geomap.models import Article, Skipped
from geomap.read import Source, read, readers, registry, stream
from geomap.read.html import fragment_text
from geomap.read.registry import read_source, reader_for
from geomap.read.source import Options

BODY = "Russian forces shelled Nikopol on Monday. Two people were injured and a school was damaged."
RECORD = {
    "id": "a1",
    "text": BODY,
    "published": "2025-01-21",
    "title": "Night",
    "events": [{"type": "shelling"}],
}


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def articles(path: Path) -> list[Article]:
    return [item for item in stream([path]) if isinstance(item, Article)]


def skips(path: Path) -> list[str]:
    return [item.reason for item in stream([path]) if isinstance(item, Skipped)]


# --- JSON lines, JSON, CSV ----------------------------------------------------------------------------


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


# --- HTML ---------------------------------------------------------------------------------------------

PARAGRAPHS = "".join(
    f"<p>Paragraph {n}: the regional head said that {place} was shelled with rocket artillery overnight.</p>"
    for n, place in enumerate(("Nikopol", "Marhanets", "Myrove", "Pokrovske"))
)


def page(head: str = "", time: str = "", charset: str = "utf-8") -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>Night | Site</title>{head}
    </head><body>
    <nav><a href="/">Home</a> Today is 22 November 2026</nav>
    <main><article><h1>Night in Nikopol</h1>{time}{PARAGRAPHS}</article></main>
    <aside><time datetime="2019-01-01">old</time><p>Related: Bakhmut fell</p></aside>
    <footer>© Site 2026</footer></body></html>"""


JSON_LD = (
    '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2024-01-01"},'
    '{"@type":"NewsArticle","headline":"Shelling","datePublished":"2025-01-21T00:30:00+02:00"}]}</script>'
)
META = '<meta property="article:published_time" content="2025-01-20T22:10:00+02:00">'


def test_html_gives_the_body_and_nothing_around_it(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path, "a.html", page(META)))
    assert "Marhanets was shelled" in article.text
    assert not any(word in article.text for word in ("Related", "Home", "Today is", "©"))
    assert article.title == "Night in Nikopol"


@pytest.mark.parametrize(
    ("head", "time", "day"),
    [
        (JSON_LD + META, "", date(2025, 1, 21)),
        (META, '<time datetime="2025-01-19">', date(2025, 1, 20)),
        ("", '<time datetime="2025-01-19T10:00:00+02:00">19 January</time>', date(2025, 1, 19)),
        (
            '<link rel="canonical" href="https://www.example.org/news/2025/01/18/night">',
            "",
            date(2025, 1, 18),
        ),
        ('<script type="application/ld+json">{"datePublished": </script>', "", None),
    ],
)
def test_the_pages_own_statement_dates_it_and_never_a_guess(
    tmp_path: Path, head: str, time: str, day: date | None
) -> None:
    (article,) = articles(write(tmp_path, "a.html", page(head, time)))
    assert article.published == day


def test_the_time_keeps_its_zone(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path, "a.html", page(JSON_LD)))
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2025-01-21T00:30:00+02:00"


def test_a_bare_day_gives_way_to_the_time_of_that_day(tmp_path: Path) -> None:
    day_only = '<script type="application/ld+json">{"@type":"Article","datePublished":"2025-01-20"}</script>'
    (article,) = articles(write(tmp_path, "a.html", page(day_only + META)))
    assert str(article.published_at) == "2025-01-20 22:10:00+02:00"


def test_a_wrongly_declared_charset_is_corrected(tmp_path: Path) -> None:
    ukrainian = page(META, charset="utf-8").replace(
        "was shelled with rocket artillery", "обстріляли з артилерії вночі"
    )
    (article,) = articles(write(tmp_path, "a.html", ukrainian.encode("cp1251", "replace")))
    assert "обстріляли з артилерії" in article.text


ALSO = (
    "<p><b>Читайте також:</b> <a href='/x'>Росіяни захопили Бахмут</a></p>"
    "<h3>Related</h3><ul><li><a href='/z'>Odesa hit</a></li></ul>"
)


def test_pointers_to_other_articles_are_left_out_and_prose_stays(tmp_path: Path) -> None:
    prose = "<p>Read also what <a href='/y'>the staff</a> wrote of Nikopol in its evening report.</p>"
    markup = page(META).replace("</article>", f"{ALSO}{prose}</article>")
    (article,) = articles(write(tmp_path, "a.html", markup))
    assert not any(word in article.text for word in ("Бахмут", "Odesa", "Related"))
    assert article.text.endswith("in its evening report.")


def test_a_short_page_is_its_article_only(tmp_path: Path) -> None:
    body = "<nav><a>Bakhmut fell</a></nav><article><p>Nikopol was shelled. Two are hurt.</p></article>"
    (article,) = articles(write(tmp_path, "a.html", f"<html><body>{body}<footer>x</footer></body></html>"))
    assert article.text == "Nikopol was shelled. Two are hurt."


@pytest.mark.parametrize(
    "markup", ["<html><body></body></html>", "<html>" + "<div>" * 50_000, "<html><body>\0\0"]
)
def test_a_page_without_an_article_is_a_line(tmp_path: Path, markup: str) -> None:
    assert len(skips(write(tmp_path, "a.html", markup))) == 1


def test_a_fragment_loses_markup_and_scripts_only() -> None:
    fragment = "Near <b>Lyman</b>.<script>x()</script><p>Two &amp; three<br>hurt</p> Tail<!-- no -->."
    assert fragment_text(fragment) == "Near Lyman.\nTwo & three\nhurt\nTail."


# --- feeds, Telegram, WARC ----------------------------------------------------------------------------

RSS = f"""<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Стрічка</title>
<item><guid>g1</guid><title>Night</title><link>https://www.example.org/1</link>
<pubDate>Tue, 21 Jan 2025 00:10:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{BODY}</p><script>x()</script><p>Обстріл</p>]]></content:encoded></item>
<item><guid>g2</guid><title>Only a headline about the shelling of Nikopol</title></item></channel></rss>"""


def test_rss_entries_are_articles(tmp_path: Path) -> None:
    first, second = articles(write(tmp_path, "feed.xml", RSS.encode("cp1251")))
    assert first.text == f"{BODY}\nОбстріл"
    assert (first.published, first.source, first.url) == (
        date(2025, 1, 21),
        "example.org",
        "https://www.example.org/1",
    )
    assert second.text.startswith("Only a headline")
    assert second.published is None


def test_an_entry_that_was_only_updated_is_dated_by_that(tmp_path: Path) -> None:
    entry = "<entry><title>Shelling of Nikopol</title><updated>2025-01-21T10:00:00+02:00</updated></entry>"
    path = write(tmp_path, "a.atom", f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>")
    assert articles(path)[0].published == date(2025, 1, 21)


def test_an_xml_that_is_no_feed_is_a_line(tmp_path: Path) -> None:
    assert skips(write(tmp_path, "a.xml", "<?xml version='1.0'?><root/>")) == ["no entries in this feed"]


def test_telegram_messages_are_articles_of_their_channel(tmp_path: Path) -> None:
    messages = [
        {"id": 1, "type": "service", "action": "create_channel"},
        {"id": 2, "type": "message", "date": "2025-01-20T19:30:00", "date_unixtime": "1737412200",
         "text": ["Ворог обстріляв ", {"type": "bold", "text": "Нікополь"}, "."]},
        {"id": 3, "type": "message", "date": "2025-01-21T10:00:00", "text": "", "photo": "x.jpg"},
        {"id": 4, "type": "message", "date": "2025-01-21T10:00:00", "text": "Переслане: вибухи у Сумах.",
         "forwarded_from": "Інший канал"},
    ]  # fmt: skip
    export = {"name": "Канал", "type": "public_channel", "id": 77, "messages": messages}
    path = write(tmp_path, "result.json", json.dumps(export, ensure_ascii=False, indent=1))
    first, second = articles(path)
    assert (first.id, first.text, first.source) == ("telegram-77-2", "Ворог обстріляв Нікополь.", "Канал")
    assert first.published == date(2025, 1, 21), "22:30 UTC is after midnight in Kyiv"
    assert (second.source, second.published) == ("Інший канал", date(2025, 1, 21))
    assert skips(path) == ["1 messages without text left out", "1 service messages left out"]


def post(number: int, text: str, extra: str = "") -> str:
    return f"""<div class="tgme_widget_message_wrap">
    <div class="tgme_widget_message" data-post="kanal/{number}">
    <a class="tgme_widget_message_owner_name" href="https://t.me/kanal"><span>Канал</span></a>{extra}
    <div class="tgme_widget_message_text js-message_text">{text}</div>
    <a class="tgme_widget_message_date"><time datetime="2025-01-20T22:30:0{number}+00:00">00:30</time></a>
    </div></div>"""


FORWARD = '<a class="tgme_widget_message_forwarded_from_name" href="x">Інший</a>'
REPLY = '<div class="tgme_widget_message_text js-message_reply_text">Старе повідомлення про Бахмут</div>'
PREVIEW = (
    f"<html><body>{post(1, 'Обстріляно <b>Нікополь</b>.<br/>Двоє поранених.', REPLY)}"
    f"{post(2, 'Вибухи у Сумах цієї ночі.', FORWARD)}{post(3, '')}</body></html>"
)


def test_the_web_preview_of_a_telegram_channel_is_its_posts(tmp_path: Path) -> None:
    first, second = articles(write(tmp_path, "kanal.html", PREVIEW))
    assert (first.text, first.source) == ("Обстріляно Нікополь.\nДвоє поранених.", "Канал")
    assert (first.id, first.url) == ("telegram-kanal-1", "https://t.me/kanal/1")
    assert first.published == date(2025, 1, 21)
    assert second.source == "Інший"


def warc_record(status: str, kind: str, name: str) -> bytes:
    payload = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{page(META)}".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.example.org/{name}\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
    return gzip.compress(head.encode() + payload + b"\r\n\r\n")


def test_warc_responses_are_articles(tmp_path: Path) -> None:
    kinds = [("200 OK", "text/html", "a"), ("404 No", "text/html", "b"), ("200 OK", "image/png", "c")]
    path = write(tmp_path, "a.warc.gz", b"".join(warc_record(*kind) for kind in kinds))
    (article,) = articles(path)
    assert (article.url, article.published) == ("https://www.example.org/a", date(2025, 1, 20))
    assert skips(path) == ["1 answers other than 200 left out", "1 answers that are no HTML left out"]


def test_a_cut_warc_keeps_what_was_whole(tmp_path: Path) -> None:
    path = write(tmp_path, "a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Le")
    assert all(isinstance(item, Skipped) for item in stream([path]))


# --- archives, folders, globs, standard input ---------------------------------------------------------


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


@pytest.mark.parametrize("data", [json.dumps(RECORD).encode(), page(META).encode(), BODY.encode()])
def test_standard_input_is_read_by_what_it_looks_like(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert len(read(["-"]).articles) == 1


def test_a_file_that_refuses_is_a_line() -> None:
    def refuse() -> io.BytesIO:
        raise PermissionError(13, "no")

    (skipped,) = read_source(Source("a.txt", refuse), Options())
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "no permission to read it"


def test_a_reader_of_another_package_comes_through_the_same_door(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [EntryPoint("mine", "geomap.read.text:READER", "geomap.readers")]
    monkeypatch.setattr(registry, "entry_points", lambda group: points if group == registry.GROUP else [])
    assert list(registry.readers.__wrapped__()) == ["mine"]
    points[0] = EntryPoint("mine", "geomap.read.text:read_text", "geomap.readers")
    with pytest.raises(SettingsError, match="is no Reader"):
        registry.readers.__wrapped__()


@pytest.mark.parametrize(
    ("name", "head", "reader"),
    [
        ("a.txt", b"text", "text"),
        ("result.json", b'{\n "name": "K",\n "type": "public_channel",\n "messages": [', "telegram"),
        ("a.json", b'[{"text": ""}]', "json"),
        ("a.xml", b"<?xml version='1.0'?><feed xmlns=", "feed"),
        ("a.warc.gz", b"\x1f\x8b", "warc"),
        ("a.jsonl.gz", b"\x1f\x8b", "gzip"),
        ("page", b"<!DOCTYPE html><html>", "html"),
        ("-", b'{"id": 1, "text": "x"}\n', "jsonlines"),
    ],
)
def test_the_reader_is_chosen_by_suffix_then_by_content(name: str, head: bytes, reader: str) -> None:
    found = reader_for(Source(name, lambda: io.BytesIO(head)), head)
    assert found is readers()[reader]


SUFFIXES = sorted({suffix for reader in readers().values() for suffix in reader.suffixes} | {"", ".bin"})
STARTS = [
    b"",
    b"<html><p>",
    b"<rss><item>",
    b'{"text": "',
    b"[{",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"WARC/1.0\r\n",
    b"---\n",
    b"text,",
]


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(SUFFIXES), st.sampled_from(STARTS), st.binary(max_size=200))
def test_no_bytes_break_any_reader(suffix: str, start: bytes, data: bytes) -> None:
    source = Source(f"a{suffix}", lambda: io.BytesIO(start + data))
    for item in read_source(source, Options()):
        assert isinstance(item, Article | Skipped)
        item.model_dump_json().encode("utf-8")
