"""One article to its reports: the whole reading of a text, on one screen."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from geomap.dates import DateExpression, anchor, find_dates
from geomap.events.code import code, may_tell
from geomap.events.scene.hits import read_hits
from geomap.lang import LANGUAGES
from geomap.models import Article, Report, Unresolved
from geomap.places import ArticleLines, Gazetteer, Lines, find, resolve
from geomap.places.mentions.mention import Mention
from geomap.quantities import find_quantities
from geomap.text import Document, analyse, by_language, detect_language


class Coding(NamedTuple):
    """What came out of one article."""

    article: Article
    reports: tuple[Report, ...]
    unresolved: tuple[Unresolved, ...]
    """Names of texts that may tell an act; those of other texts concern no map."""
    problem: str = ""
    """Why the article was not coded; empty where it was."""


def code_article(article: Article, gazetteer: Gazetteer, lines: Lines | None = None) -> Coding:
    """Read one article: tokens, and where these may tell an act, places, dates, counts and the acts.

    ``lines`` tell who held what on which day, where the user gave a baseline.
    """
    lang = article.lang or detect_language(article.text)
    if lang not in LANGUAGES:
        return Coding(article, (), (), "the language is none of English, Ukrainian, Russian")
    reports: list[Report] = []
    unresolved: list[Unresolved] = []
    texts = by_language(article.text, lang)
    for language, text in texts.items():
        document = analyse(text, language)
        hits = read_hits(document)
        if not may_tell(document, hits):
            continue
        mentions, dates = find(document, gazetteer), find_dates(document)
        sides = ArticleLines(lines, article.published, _days(dates, article.published)) if lines else None
        resolve(document, mentions, gazetteer, published=article.published, lines=sides)
        quantities = find_quantities(document)
        told = code(document, hits, mentions, dates, quantities, article=article, gazetteer=gazetteer)
        known = {_key(report) for report in reports if report.place_id is not None}
        reports += [report for report in told if _key(report) not in known]
        unresolved += [
            _unresolved(document, m, article) for m in mentions if m.role == "place" and m.place < 0
        ]
    if len(texts) > 1:
        reports.sort(key=lambda report: report.start)
    return Coding(article, tuple(reports), tuple(unresolved))


def _days(dates: Sequence[DateExpression], published: date | None) -> dict[int, date]:
    """Return the first day that each sentence tells, by its index; sentences without one are left out."""
    told = ((found.sentence, anchor(found, published).date_start) for found in dates)
    days: dict[int, date] = {}
    for sentence, day in told:
        if day is not None:
            days[sentence] = min(day, days.get(sentence, day))
    return days


def _key(report: Report) -> tuple[object, ...]:
    """Return what an act has in common with its telling in another language: a headline, a quote."""
    return (report.type, report.place_id, report.initiator, report.date_start, report.date_end)


def quiet_collector() -> None:
    """Let the garbage collector pass over the gazetteer and rules, and come less often.

    Coding makes many short-lived values and no cycles: the default rate costs a third of the time.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _unresolved(document: Document, mention: Mention, article: Article) -> Unresolved:
    sentence = document.sentences[mention.sentence]
    quote = document.span_text(sentence.first, sentence.stop)
    return Unresolved(name=mention.surface, count=1, sentence=quote, article_id=article.id)
