"""Telegram Desktop's export of a channel or chat, ``result.json``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from geomap.models import Skipped
from geomap.read.article import Raw, to_article
from geomap.read.json import load
from geomap.read.source import Item, Options, Reader, Source


def read_telegram(source: Source, options: Options) -> Iterator[Item]:
    """Yield an article for each message with text; a forwarded message counts as its first channel's."""
    try:
        chats = list(_chats(load(source)))
    except ValueError as error:
        yield Skipped(
            path=source.path, reason=f"not a Telegram export: {error}", remedy="export it again as JSON"
        )
        return
    for chat in chats:
        yield from _messages(chat, source.path, options)


def _chats(export: object) -> Iterator[dict[str, Any]]:
    """Yield the chats of an export of one chat or of the whole account."""
    if not isinstance(export, dict):
        raise ValueError("no object at its top")
    if isinstance(export.get("messages"), list):
        yield export
        return
    for part in ("chats", "left_chats"):
        listed = export.get(part, {}).get("list", []) if isinstance(export.get(part), dict) else []
        yield from (
            chat for chat in listed if isinstance(chat, dict) and isinstance(chat.get("messages"), list)
        )


def _messages(chat: dict[str, Any], path: str, options: Options) -> Iterator[Item]:
    left_out: Counter[str] = Counter()
    for message in chat["messages"]:
        if not isinstance(message, dict) or message.get("type") != "message":
            left_out["service messages"] += 1
        elif not (text := flat_text(message.get("text"))).strip():
            left_out["messages without text"] += 1
        else:
            yield from to_article(_raw(message, text, chat, path), options)
    for what, count in sorted(left_out.items()):
        name = str(chat.get("name") or "chat")
        yield Skipped(path=f"{path}#{name}", reason=f"{count} {what} left out", remedy="nothing to do")


def _raw(message: dict[str, Any], text: str, chat: dict[str, Any], path: str) -> Raw:
    channel, number = chat.get("id", ""), message.get("id", "")
    return Raw(
        text=text,
        path=f"{path}#{channel}/{number}",
        id=f"telegram-{channel}-{number}",
        source=str(message.get("forwarded_from") or chat.get("name") or ""),
        published=_published(message),
    )


def _published(message: dict[str, Any]) -> object:
    """Return the instant in UTC: ``date`` is in the zone of the machine that exported, which nobody tells."""
    seconds = message.get("date_unixtime")
    if isinstance(seconds, str) and seconds.isdigit():
        return datetime.fromtimestamp(int(seconds), UTC)
    return message.get("date")


def flat_text(text: object) -> str:
    """Return the text of a message: a string, or a list of strings and of entities that hold one.

    >>> flat_text(["Near ", {"type": "bold", "text": "Lyman"}, "."])
    'Near Lyman.'
    """
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    parts = (part.get("text", "") if isinstance(part, dict) else part for part in text)
    return "".join(part for part in parts if isinstance(part, str))


def _looks_like(head: bytes) -> bool:
    chat = b'"messages"' in head and b'"type"' in head and b'"name"' in head
    return chat or (b'"chats"' in head and b'"list"' in head)


READER = Reader("telegram", (".json",), read_telegram, _looks_like, rank=1)
