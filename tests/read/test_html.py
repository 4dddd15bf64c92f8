"""Web pages: the article's text and date, and nothing around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.read.html import fragment_text
from tests.support.reading import META, articles, page, skips, write

JSON_LD = (
    '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2024-01-01"},'
    '{"@type":"NewsArticle","headline":"Shelling","datePublished":"2025-01-21T00:30:00+02:00"}]}</script>'
)


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
