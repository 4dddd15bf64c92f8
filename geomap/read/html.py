"""Web pages: body text by trafilatura, publication time from the page's own statements, never a guess."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from geomap.models import Skipped
from geomap.read.article import Raw, outlet_of, to_article, urlsplit_or_none
from geomap.read.boilerplate import strip
from geomap.read.encoding import binary_kind, decode
from geomap.read.source import Item, Options, Reader, Source
from geomap.read.stamp import parse_stamp
from geomap.read.telegram_page import MARK, Post, posts

MAX_PAGE = 16 * 2**20
"""Largest page, in bytes."""
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|encoding=["']([\w-]+)["']\s*\?>""", re.IGNORECASE
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_URL_DATE = re.compile(r"/(20\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/_-]|$)")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publication_date", "pubdate",
    "article.published", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "citation_publication_date", "date",
)  # fmt: skip
_ARTICLE_TYPES = (
    "NewsArticle",
    "ReportageNewsArticle",
    "Article",
    "BlogPosting",
    "LiveBlogPosting",
    "WebPage",
)
_BLOCKS = frozenset("p div br li tr h1 h2 h3 h4 h5 h6 blockquote section article ul ol table".split())


def read_html(source: Source, options: Options) -> Iterator[Item]:
    """Yield the article of a page; spans point into its extracted text."""
    data = source.data(MAX_PAGE)
    decoded = None if binary_kind(data[:4096]) else decode(data, source.encoding or _declared(data))
    if decoded is None:
        yield Skipped(
            path=source.path, reason="binary or of unknown encoding", remedy="save the page as UTF-8"
        )
        return
    yield from article_of_page(decoded[0], source, options)


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def article_of_page(markup: str, source: Source, options: Options) -> list[Item]:
    """Return the article of a decoded page, or the posts of a Telegram channel's preview."""
    tree = parse(markup)
    if tree is None:
        return [_nothing(source)]
    if MARK in markup:
        return [item for post in posts(tree) for item in to_article(raw_of_post(post, source.path), options)]
    metas, linked = _metas(tree), _linked_data(tree)
    url = _canonical(tree, metas) or source.url
    title, published = _title(tree, metas, linked), _published(tree, metas, linked, url)
    strip(tree)
    text = _body(tree)
    if not text:
        return [_nothing(source)]
    outlet = outlet_of(url) or metas.get("og:site_name", "") or _publisher(linked)
    raw = Raw(text=text, path=source.path, title=title, url=url, source=outlet, published=published)
    return to_article(raw, options)


def raw_of_post(post: Post, path: str) -> Raw:
    """Return what a channel's page tells of one post."""
    return Raw(
        text=post.text,
        path=f"{path}#{post.id}",
        id=f"telegram-{post.id.replace('/', '-')}",
        url=post.url,
        source=post.channel,
        published=post.published,
    )


def _nothing(source: Source) -> Skipped:
    return Skipped(path=source.path, reason="no article text on the page", remedy="save the text itself")


def parse(markup: str) -> Any | None:
    """Return the tree of a page, None where there is none."""
    from lxml import etree, html

    try:
        return html.fromstring(_XML_DECLARATION.sub("", markup.replace("\0", "")))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _body(tree: Any) -> str:
    import trafilatura

    found = trafilatura.extract(tree, include_comments=False, include_tables=True, include_images=False)
    return found or ""


def _metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _linked_data(tree: Any) -> list[dict[str, Any]]:
    """Return the page's JSON-LD objects, articles first."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            found += _objects(script.text or "")
    return sorted(found, key=_article_rank)


def _objects(block: str) -> list[dict[str, Any]]:
    try:
        parsed = json.loads(block, strict=False)
    except (ValueError, RecursionError):
        return []
    items = parsed if isinstance(parsed, list) else [parsed]
    objects = [item for item in items if isinstance(item, dict)]
    graphs = [item["@graph"] for item in objects if isinstance(item.get("@graph"), list)]
    return objects + [item for graph in graphs for item in graph if isinstance(item, dict)]


def _article_rank(item: dict[str, Any]) -> int:
    kind = item.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return min((_ARTICLE_TYPES.index(k) for k in kinds if k in _ARTICLE_TYPES), default=len(_ARTICLE_TYPES))


def _published(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]], url: str) -> object:
    """Return the page's own statement: JSON-LD, then meta, then ``<time>``, then the date in the address.

    Where the first of them tells only the day, another that tells the time of it is better.
    """
    stated = [str(item.get("datePublished") or "") for item in linked]
    stated += [metas.get(name, "") for name in _PUBLISHED]
    stamps = list(filter(None, map(parse_stamp, [*stated, *_times(tree), _url_date(url)])))
    if not stamps:
        return None
    timed = (stamp.at for stamp in stamps if stamp.at and stamp.day == stamps[0].day)
    return next(timed, stamps[0].day)


def _times(tree: Any) -> list[str]:
    """Return ``<time>`` values: those marked as the publication, then the first one of the article itself."""
    marked, inside = [], []
    for time in tree.iter("time"):
        value = time.get("datetime") or time.get("content") or ""
        mark = f"{time.get('itemprop', '')} {time.get('class', '')}".lower()
        if time.get("pubdate") is not None or "publish" in mark:
            marked.append(value)
        elif "modif" not in mark and "update" not in mark and _in_article(time):
            inside.append(value)
    return marked + inside[:1]


def _in_article(element: Any) -> bool:
    tags = [parent.tag for parent in element.iterancestors()]
    return ("article" in tags or "main" in tags) and not {"aside", "footer", "nav"} & set(tags)


def _url_date(url: str) -> str:
    match = _URL_DATE.search(url)
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else ""


def _canonical(tree: Any, metas: dict[str, str]) -> str:
    links = [link.get("href") or "" for link in tree.iter("link") if link.get("rel") == "canonical"]
    return next((url for url in [*links, metas.get("og:url", "")] if urlsplit_or_none(url)), "")


def _title(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]]) -> str:
    stated = [str(item.get("headline") or "") for item in linked]
    headings = ["".join(heading.itertext()) for heading in tree.iter("h1")]
    titles = [title.text or "" for title in tree.iter("title")]
    return next((t for t in [*stated, metas.get("og:title", ""), *headings, *titles] if t.strip()), "")


def _publisher(linked: list[dict[str, Any]]) -> str:
    publishers = [item["publisher"] for item in linked if isinstance(item.get("publisher"), dict)]
    return next((str(p["name"]) for p in publishers if p.get("name")), "")


def fragment_text(fragment: str) -> str:
    """Return the text of an HTML fragment such as a feed's summary, one block a line, without scripts."""
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    tree = parse(f"<div>{fragment}</div>")
    if tree is None:
        return ""
    parts: list[str] = []
    _collect(tree, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(tree: Any, parts: list[str]) -> None:
    from lxml import etree

    skipped: set[Any] = set()
    for action, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        hidden = not isinstance(element.tag, str) or element.tag in {"script", "style", "template"}
        if action == "start":
            parts += ["\n"] if element.tag in _BLOCKS else []
            skipped.update(element.iterdescendants() if hidden else ())
            parts += [element.text or ""] if not hidden and element not in skipped else []
            continue
        parts += ["\n"] if element.tag in _BLOCKS else []
        parts += [element.tail or ""] if element is not tree and element not in skipped else []


def _looks_like(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html", b"<!-- saved from")) or b"<html" in start[:1000]


READER = Reader("html", (".html", ".htm", ".xhtml", ".shtml"), read_html, _looks_like)
