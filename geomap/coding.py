"""One article to its reports: the whole reading of a text, on one screen."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, islice
from typing import NamedTuple

from geomap.dates import find_dates
from geomap.events.code import code
from geomap.lang import LANGUAGES
from geomap.models import Article, Place, Report, Unresolved
from geomap.places import Gazetteer, find, load_gazetteer, resolve
from geomap.places.mention import Mention
from geomap.quantities import find_quantities
from geomap.text import Document, analyse, detect_language

_CHUNK = (
    32  # articles a worker takes at a time: large enough to pay for the hand-over, small enough to balance
)
_AHEAD = 4  # chunks in flight per worker: bounds memory however long the input is


class Coding(NamedTuple):
    """What came out of one article."""

    article: Article
    reports: tuple[Report, ...]
    unresolved: tuple[Unresolved, ...]
    problem: str = ""
    """Why the article was not coded; empty where it was."""


def code_article(article: Article, gazetteer: Gazetteer) -> Coding:
    """Read one article: tokens, places, dates, counts, then the acts it tells."""
    lang = article.lang or detect_language(article.text)
    if lang not in LANGUAGES:
        return Coding(article, (), (), "the language is none of English, Ukrainian, Russian")
    document = analyse(article.text, lang)
    mentions = find(document, gazetteer)
    resolve(document, mentions, gazetteer, published=article.published)
    reports = code(
        document,
        mentions,
        find_dates(document),
        find_quantities(document),
        article=article,
        gazetteer=gazetteer,
    )
    unresolved = [_unresolved(document, m, article) for m in mentions if m.role == "place" and m.place < 0]
    return Coding(article, tuple(reports), tuple(unresolved))


def code_articles(
    articles: Iterable[Article], *, workers: int = 1, extra_places: Sequence[Place] = ()
) -> Iterator[Coding]:
    """Yield the coding of each article, in the order of ``articles``, from ``workers`` processes.

    The result does not depend on the number of workers. Articles are taken from the iterable as they are
    needed, never all at once. ``extra_places`` are the user's own gazetteer rows.
    """
    chunks = _chunks(articles)
    ahead = list(islice(chunks, 2))
    if workers <= 1 or len(ahead) < 2:  # a pool costs more than it gives for one chunk
        gazetteer = _gazetteer_with(extra_places)
        for chunk in chain(ahead, chunks):
            yield from (code_article(article, gazetteer) for article in chunk)
        return
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(tuple(extra_places),)) as pool:
        queue = chain(ahead, islice(chunks, workers * _AHEAD))
        waiting = deque(pool.submit(_code_chunk, chunk) for chunk in queue)
        try:
            while waiting:
                yield from waiting.popleft().result()
                waiting.extend(pool.submit(_code_chunk, chunk) for chunk in islice(chunks, 1))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def quiet_collector() -> None:
    """Let the garbage collector pass over the gazetteer and rules, and come less often.

    Coding makes many short-lived values and no cycles: the default rate costs a third of the time.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    iterator = iter(articles)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


def _gazetteer_with(extra_places: Sequence[Place]) -> Gazetteer:
    return load_gazetteer().with_overlay(extra_places) if extra_places else load_gazetteer()


_of_this_worker: list[Gazetteer] = []
"""The gazetteer of a pool's process, made once when it starts."""


def _start_worker(extra_places: tuple[Place, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    _of_this_worker[:] = [_gazetteer_with(extra_places)]
    quiet_collector()


def _code_chunk(articles: list[Article]) -> list[Coding]:
    return [code_article(article, _of_this_worker[0]) for article in articles]


def _unresolved(document: Document, mention: Mention, article: Article) -> Unresolved:
    sentence = document.sentences[mention.sentence]
    quote = document.span_text(sentence.first, sentence.stop)
    return Unresolved(name=mention.surface, count=1, sentence=quote, article_id=article.id)
