"""Publication of undated articles: from their own text or from the batch, else none."""

from __future__ import annotations

from datetime import date

from geomap.dates import infer_published
from geomap.models import Article


def article(text: str, published: date | None = None) -> Article:
    basis = "none" if published is None else "given"
    return Article(id=text[:20], text=text, published=published, published_basis=basis)


def told(*articles: Article) -> list[tuple[str | None, str]]:
    return [(a.published and str(a.published), a.published_basis) for a in infer_published(articles)]


def test_given_date_is_kept() -> None:
    assert told(article("It fell on May 3, 2022.", date(2025, 1, 21))) == [("2025-01-21", "given")]


def test_date_in_the_first_line_is_the_articles_own() -> None:
    assert told(article("January 21, 2025\nIt fell on Monday.")) == [("2025-01-21", "given")]
    assert told(article("08.09.22 10:14 - It fell.")) == [("2022-09-08", "given")]


def test_year_comes_from_a_full_date_nearby() -> None:
    text = "On 15 July 2022 the bridge was hit. On July 17 it fell."
    assert told(article(text)) == [("2022-07-17", "inferred")]


def test_year_comes_from_the_batch_when_all_agree() -> None:
    undated = article("On January 20 they met. On January 21 the village fell.")
    assert told(undated, article("Rain.", date(2025, 1, 21))) == [
        ("2025-01-21", "inferred"),
        ("2025-01-21", "given"),
    ]
    assert told(undated, article("Rain.", date(2025, 1, 2)), article("Snow.", date(2023, 5, 2)))[0] == (
        None,
        "none",
    )


def test_old_dates_do_not_make_an_article_old() -> None:
    assert told(article("It has been held since 24 February 2022. Yesterday it fell.")) == [(None, "none")]


def test_nothing_to_go_by_stays_undated() -> None:
    assert told(article("It fell yesterday."), article("Rain.", date(2025, 1, 21)))[0] == (None, "none")
    assert told() == []


def test_weekday_speaks_against_a_wrong_year() -> None:
    undated = article("On Thursday, August 14, the village fell.")
    assert told(undated, article("Rain.", date(2022, 8, 20)))[0] == (None, "none")
    assert told(undated, article("Rain.", date(2025, 8, 20)))[0] == ("2025-08-14", "inferred")
