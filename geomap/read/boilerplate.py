"""Parts of a page that are not its article: they tell of other events, which must not become this one's."""

from __future__ import annotations

import re
from typing import Any

_TAGS = ("nav", "aside", "footer", "form", "dialog", "template", "noscript")
_BLOCKS = ("p", "div", "li", "blockquote", "section", "h2", "h3", "h4", "h5", "h6")
_SEE_ALSO = re.compile(
    r"\W*(?:read (?:also|more|next|on)|also read|see also|related(?: (?:news|stories|articles))?|recommended|"
    r"more on this|читайте (?:також|ще|также|ещё|еще)|(?:дивіться|смотрите) (?:також|также)|також читайте|"
    r"див\. також|см\. также|по темі|по теме|новини по темі|раніше|рекомендуємо|рекомендуем)\b\s*[:—–-]?",
    re.IGNORECASE,
)
_LONGEST = 400  # characters: a longer block that begins so is prose
_LINK_SHARE = 0.5  # of the characters after the label


def strip(tree: Any) -> None:
    """Remove navigation, asides, forms, and "Read also: …" blocks from a parsed page, in place."""
    for element in list(tree.iter(*_TAGS)):
        _remove(element)
    for element in list(tree.iter(*_BLOCKS)):
        if element.getparent() is not None and _is_pointer(element):
            _remove_with_list(element)


def _is_pointer(element: Any) -> bool:
    """Tell whether a block only points to other articles: a label, then links."""
    text = _short_text(element)
    match = _SEE_ALSO.match(text)
    if not match:
        return False
    rest = len(text) - match.end()
    linked = sum(len(" ".join("".join(link.itertext()).split())) for link in element.iter("a"))
    return rest == 0 or linked >= _LINK_SHARE * rest


def _short_text(element: Any) -> str:
    """Return the text of a block, empty where it is long: blocks lie in blocks, and each is looked at."""
    parts: list[str] = []
    left = _LONGEST
    for part in element.itertext():
        parts.append(part)
        left -= len(part.strip())
        if left < 0:
            return ""
    return " ".join("".join(parts).split())


def _remove_with_list(element: Any) -> None:
    """Remove a label, and where it stands alone the list of links that follows it."""
    following = element.getnext()
    alone = not list(element.iter("a"))
    if alone and following is not None and following.tag in ("ul", "ol") and list(following.iter("a")):
        _remove(following)
    _remove(element)


def _remove(element: Any) -> None:
    """Remove an element but not the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
