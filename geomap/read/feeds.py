"""Following feeds: a TOML list of sources, polled when due, each new entry fetched in full, once.

::

    [[source]]
    name = "Example Wire"  # the outlet's one name: reports of one outlet count once
    url = "https://example.org/rss"  # or a Telegram channel's preview: https://t.me/s/NAME
    side = "neutral"  # UA, RU, neutral or unknown: whose word it is
    reliability = "agency; counts are claims"
    lang = "en"  # optional
    interval_minutes = 30
    full_text = true  # fetch the page of each entry whose feed has only a summary
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from geomap.errors import SettingsError, first_fault, why_unreadable
from geomap.models import Article, ClaimantSide, Lang, Skipped
from geomap.read.addresses import FetchError
from geomap.read.article import Raw, to_article
from geomap.read.feed import Entry, entries
from geomap.read.fetch import Fetched, Fetcher
from geomap.read.html import parse
from geomap.read.registry import read_source
from geomap.read.source import Item, Options
from geomap.read.telegram_page import posts
from geomap.read.walk import source_of

State = dict[str, Any]
"""What is kept of a source between polls, as JSON: tags, Unix seconds of the next poll, entries seen."""
_SEEN = 2000
_LONGEST_S = 24 * 3600.0


class FeedSource(BaseModel):
    """One feed to follow."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, description="The outlet's one name.")
    url: str = Field(description="Address of the feed.")
    side: ClaimantSide = Field("unknown", description="Whose word it is.")
    reliability: str = Field("", description="A note on how far to trust it.")
    lang: Lang | None = Field(None, description="Language; None lets each text decide.")
    interval_minutes: float = Field(30.0, ge=1.0, description="Minutes between polls.")
    full_text: bool = Field(True, description="Fetch the pages of entries that have only a summary.")

    @field_validator("url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("give an http:// or https:// address")
        return url


class _FeedList(BaseModel):
    model_config = ConfigDict(extra="forbid")

    source: list[FeedSource]


class Polled(NamedTuple):
    """What one poll of one source gave; keep ``state`` together with ``articles``, or neither."""

    articles: list[Article]
    skipped: list[Skipped]
    state: State


def load_feeds(path: Path) -> list[FeedSource]:
    """Read a list of sources.

    Raises
    ------
    SettingsError
        If the file cannot be read, has an unknown or wrong field, or two sources share a name; names it.
    """
    try:
        with path.open("rb") as file:
            found = _FeedList.model_validate(tomllib.load(file)).source
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            why_unreadable(error), where=str(path), remedy="give a readable TOML file"
        ) from error
    except ValidationError as error:
        field, what, _ = first_fault(error)
        raise SettingsError(what, where=f"{path}: {field}", remedy="mend the field") from error
    names = [source.name for source in found]
    double = next((name for name in names if names.count(name) > 1), None)
    if double:
        raise SettingsError(
            f"two sources are named {double!r}", where=str(path), remedy="merge or rename them"
        )
    return found


def is_due(state: State | None, now: float) -> bool:
    """Tell whether a source is to be polled at ``now`` (Unix seconds)."""
    return not state or now >= float(state.get("next", 0.0))


def poll(source: FeedSource, state: State | None, *, fetcher: Fetcher, now: float) -> Polled:
    """Fetch a feed and the entries not seen before.

    Parameters
    ----------
    source
        The feed.
    state
        What the poll before returned; None at first.
    fetcher
        Fetches feed and pages.
    now
        Unix seconds, told by the caller; only the next poll's time is reckoned from it.
    """
    old = state or {}
    try:
        fetched = fetcher.get(source.url, etag=old.get("etag", ""), last_modified=old.get("modified", ""))
        found = [] if fetched.unchanged else _entries(fetched)
    except FetchError as error:
        return _failed(source, old, Skipped(path=source.url, reason=error.what, remedy=error.remedy), now)
    if not found and not fetched.unchanged:
        line = Skipped(
            path=source.url, reason="no entries in this feed", remedy="check that it is RSS or Atom"
        )
        return _failed(source, old, line, now)
    seen = list(old.get("seen", ()))
    new = [entry for entry in found if _key(entry) not in set(seen)]
    items = [item for entry in new for item in _article(entry, source, fetcher)]
    tags = {
        "etag": fetched.etag or old.get("etag", ""),
        "modified": fetched.last_modified or old.get("modified", ""),
    }
    later = now + source.interval_minutes * 60
    kept = [*seen, *(_key(entry) for entry in new)][-_SEEN:]
    return Polled(
        [item for item in items if isinstance(item, Article)],
        [item for item in items if isinstance(item, Skipped)],
        {**tags, "next": later, "failures": 0, "seen": kept},
    )


def _entries(fetched: Fetched) -> list[Entry]:
    """Return the entries of a feed, or the posts of a Telegram channel's preview."""
    tree = parse(fetched.data.decode("utf-8", "replace")) if "html" in fetched.kind else None
    if tree is None:
        return entries(fetched.data)
    return [Entry(post.id, "", post.url, post.text, post.published, full=True) for post in posts(tree)]


def _failed(source: FeedSource, old: State, line: Skipped, now: float) -> Polled:
    """Come back ever later to a source that fails, at most a day later."""
    failures = int(old.get("failures", 0)) + 1
    wait = min(source.interval_minutes * 60 * 2.0**failures, _LONGEST_S)
    return Polled([], [line], {**old, "next": now + wait, "failures": failures})


def _key(entry: Entry) -> str:
    return entry.id or f"{entry.title} {entry.published}"


def _article(entry: Entry, source: FeedSource, fetcher: Fetcher) -> list[Item]:
    """Return the entry's article: its page where the feed has only a summary, else what the feed has."""
    page: Article | None = None
    notes: list[Item] = []
    if source.full_text and not entry.full and entry.url:
        page, notes = _page(entry.url, source, fetcher)
    raw = Raw(
        text=entry.text,
        path=entry.url or f"{source.url}#{_key(entry)}",
        title=entry.title,
        url=entry.url,
        source=source.name,
        lang=source.lang or "",
        side=source.side,
        reliability=source.reliability,
        published=entry.published,
    )
    if page and len(page.text) > len(entry.text):
        raw.text, raw.title = page.text, page.title or entry.title
        raw.published = page.published_at or page.published or entry.published
    return [*to_article(raw, Options()), *notes]


def _page(url: str, source: FeedSource, fetcher: Fetcher) -> tuple[Article | None, list[Item]]:
    try:
        items = list(read_source(source_of(url, fetcher.get(url)), Options(lang=source.lang)))
    except FetchError as error:
        what = f"page not fetched, the feed's summary stands for it: {error.what}"
        return None, [Skipped(path=url, reason=what, remedy=error.remedy)]
    article = next((item for item in items if isinstance(item, Article)), None)
    return article, [item for item in items if isinstance(item, Skipped)]


def follow(
    sources: Sequence[FeedSource], states: dict[str, State], *, fetcher: Fetcher, now: float
) -> Iterator[tuple[FeedSource, Polled]]:
    """Poll the sources that are due, in their order; ``states`` holds what was kept, by source name.

    The caller keeps articles and state of each pair together, and sleeps until ``next_due``.
    """
    for source in sources:
        if is_due(states.get(source.name), now):
            yield source, poll(source, states.get(source.name), fetcher=fetcher, now=now)


def next_due(sources: Sequence[FeedSource], states: dict[str, State]) -> float:
    """Return the earliest time, in Unix seconds, at which a source is due."""
    return min((float(states.get(source.name, {}).get("next", 0.0)) for source in sources), default=0.0)
