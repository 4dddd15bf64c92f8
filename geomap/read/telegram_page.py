"""The public web preview of a Telegram channel (``t.me/s/NAME``): each post an article."""

from __future__ import annotations

from typing import Any, NamedTuple

MARK = "tgme_widget_message"
"""Stands in every such page."""


class Post(NamedTuple):
    """One post of a channel."""

    id: str
    """``CHANNEL/NUMBER``."""
    text: str
    channel: str
    """Name of the channel that wrote it first, where the post is a forward."""
    published: str

    @property
    def url(self) -> str:
        """Address of the post."""
        return f"https://t.me/{self.id}"


def posts(tree: Any) -> list[Post]:
    """Return the posts with text of a parsed page, in its order; empty where it is no such page."""
    found = [_post(element) for element in _with_class(tree, MARK) if element.get("data-post")]
    return [post for post in found if post.text]


def _post(element: Any) -> Post:
    texts = _with_class(element, "js-message_text")  # what it replies to stands in js-message_reply_text
    names = [
        *_with_class(element, f"{MARK}_forwarded_from_name"),
        *_with_class(element, f"{MARK}_owner_name"),
    ]
    times = [time.get("datetime") for time in element.iter("time") if time.get("datetime")]
    return Post(
        id=element.get("data-post"),
        text="\n".join(_lines(text) for text in texts).strip(),
        channel=" ".join("".join(names[0].itertext()).split()) if names else "",
        published=times[-1] if times else "",
    )


def _lines(text: Any) -> str:
    """Return the text of a post with its line breaks."""
    for line_break in text.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return "".join(text.itertext())


def _with_class(tree: Any, name: str) -> list[Any]:
    return [
        element for element in tree.iter("div", "a", "span") if name in (element.get("class") or "").split()
    ]
