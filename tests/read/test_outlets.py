"""Feeds, Telegram channels and web archives become articles."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

from geomap.models import Skipped
from geomap.read import stream
from tests.support.reading import BODY, META, articles, page, skips, write

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
