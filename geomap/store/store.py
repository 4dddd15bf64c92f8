"""The embedded store of an output folder: articles, what was coded from them, events, and what changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from itertools import groupby, islice
from typing import Any, NamedTuple, Protocol

from geomap.models import Article, Event, Report, Skipped, Unresolved, content_id
from geomap.store.diff import Basis, Known
from geomap.store.elsewhere import Elsewhere
from geomap.store.reports import Parted, Reports

# Not OR REPLACE, which would delete the old row and with it what was coded from it.
_PUT_ARTICLE = """
    INSERT INTO articles VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET
    origin=excluded.origin, hash=excluded.hash, url=excluded.url, source=excluded.source,
    published=excluded.published, fetched=excluded.fetched, body=excluded.body
"""
_BATCH = 200
"""Articles coded between two commits: a kill costs at most so many, a commit some milliseconds."""
_SAME_ARTICLE = 0.5
"""Share of common words above which a new text from the same origin is a new version of the old one."""

_NO_VERSIONS = {"rules": "", "gazetteer": "", "corrections": ""}

VersionOf = Callable[[Article], str]
"""Tells the version of all that decides how an article is coded."""


class CodingLike(Protocol):
    """What coding one article gives."""

    @property
    def article(self) -> Article: ...  # noqa: D102
    @property
    def reports(self) -> Sequence[Report]: ...  # noqa: D102
    @property
    def unresolved(self) -> Sequence[Unresolved]: ...  # noqa: D102
    @property
    def problem(self) -> str: ...  # noqa: D102


class Added(NamedTuple):
    """Ids of articles that were new, changed (same id, other content), and replaced by a newer version."""

    new: list[str]
    changed: list[str]
    replaced: list[str]


class Changes(NamedTuple):
    """Ids of events that were new, changed and gone against the run before, each sorted."""

    new: list[str]
    changed: list[str]
    gone: list[str]
    before: list[Event]
    """The changed and the gone ones as they were."""


class Store(Elsewhere):
    """The store of one output folder.

    Every method that writes is a transaction, or part of the one that ``transaction`` opens. What changes
    nothing writes nothing, so the file keeps its bytes.
    """

    # --- articles -------------------------------------------------------------------------------------

    def add(self, articles: Iterable[Article], *, fetched: datetime | None = None) -> Added:
        """Keep ``articles``; those already here with the same content change nothing.

        Dates inferred from a batch are left out: they are inferred anew from all that is here, so that daily
        batches end as one.

        An article with a known id replaces it. So does a new text from the same file or address that bears
        the same date and shares most of its words with the old one: it is the same article, edited.
        """
        added = Added([], [], [])
        known = dict(self._all("SELECT id, hash FROM articles"))
        at = fetched.astimezone(UTC).isoformat() if fetched else None
        read = map(_as_read, articles)
        stream = ((a, digest) for a in read if known.get(a.id) != (digest := article_hash(a)))
        while batch := list(islice(stream, _BATCH)):
            with self.transaction():
                for article, digest in batch:
                    self._put_article(article, digest, at)
                    added.replaced.extend(self._replace_older(article))
            for article, digest in batch:
                (added.changed if article.id in known else added.new).append(article.id)
                known[article.id] = digest
        return added

    def _put_article(self, article: Article, digest: str, fetched: str | None) -> None:
        day = article.published and article.published.isoformat()
        heads = (article.id, article.path, digest, article.url, article.source, day, fetched)
        self._run(_PUT_ARTICLE, (*heads, article.model_dump_json()))

    def _replace_older(self, article: Article) -> list[str]:
        if not article.path or article.path.startswith("-"):
            return []  # standard input is no place that an article could be edited in
        question = "SELECT id, body FROM articles WHERE origin = ? AND id <> ?"
        rows = self._all(question, (article.path, article.id))
        older = [id_ for id_, body in rows if _same_article(article, body)]
        for id_ in older:
            self._run("DELETE FROM articles WHERE id = ?", (id_,))
        return older

    def articles(self) -> list[Article]:
        """Return all articles as they were read, sorted by id."""
        return [
            Article.model_validate_json(body)
            for (body,) in self._all("SELECT body FROM articles ORDER BY id")
        ]

    def article(self, id_: str) -> Article | None:
        """Return one article, None where it is not here."""
        rows = self._all("SELECT body FROM articles WHERE id = ?", (id_,))
        return Article.model_validate_json(rows[0][0]) if rows else None

    def forget(self, ids: Iterable[str]) -> None:
        """Drop articles with everything coded from them."""
        with self.transaction():
            for id_ in ids:
                self._run("DELETE FROM articles WHERE id = ?", (id_,))

    # --- coding ---------------------------------------------------------------------------------------

    def need_coding(self, articles: Iterable[Article], version_of: VersionOf) -> list[Article]:
        """Return those of ``articles`` that were not coded in this form by the version that holds for them.

        Give all articles of the store (with inferred dates filled in), so that a killed run, a new rule or
        a newly inferred date is caught up with; so is a partition that is gone.
        """
        done = {id_: (digest, version) for id_, digest, version in self._coded()}
        for lost in self._articles_lost():
            done.pop(lost, None)
        return [a for a in articles if done.get(a.id) != (article_hash(a), version_of(a))]

    def _coded(self) -> list[tuple[str, str, str]]:
        return self._all("SELECT article_id, hash, code_version FROM coded")

    def put_reports(
        self,
        article: Article,
        reports: Sequence[Report],
        *,
        code_version: str,
        unresolved: Sequence[Unresolved] = (),
        problem: str = "",
    ) -> None:
        """Keep what was coded from ``article``, in place of what was coded from it before.

        Raises
        ------
        StoreError
            If the article was never added.
        """
        rows = [(article.id, n, report.id, report.model_dump_json()) for n, report in enumerate(reports)]
        with self.transaction():
            self._put_coded(article, code_version, unresolved, problem)
            self._many("INSERT INTO reports VALUES (?,?,?,?)", rows)

    def _put_coded(
        self, article: Article, code_version: str, unresolved: Sequence[Unresolved], problem: str
    ) -> None:
        """Note that an article is coded, and drop the reports that it had before."""
        extra = json.dumps([name.model_dump(mode="json") for name in unresolved], ensure_ascii=False)
        row = (article.id, article_hash(article), code_version, problem, extra)
        self._run("INSERT OR REPLACE INTO coded VALUES (?,?,?,?,?)", row)
        self._run("DELETE FROM reports WHERE article_id = ?", (article.id,))
        self._run("DELETE FROM parts WHERE article_id = ?", (article.id,))

    def put_codings(self, codings: Iterable[CodingLike | Parted], *, version_of: VersionOf) -> int:
        """Keep a stream of codings, a commit each few hundred articles; return how many there were."""
        count = 0
        for batch in _commits(codings):
            with self.transaction():
                for coding in batch:
                    self._put_coding(coding, version_of(coding.article))
            count += len(batch)
        self._drop_unused_parts()
        return count

    def _put_coding(self, coding: CodingLike | Parted, version: str) -> None:
        article, unresolved, problem = coding.article, coding.unresolved, coding.problem
        if isinstance(coding, Parted):
            self._put_coded(article, version, unresolved, problem)
            self._put_part(coding)
        else:
            self.put_reports(
                article, coding.reports, code_version=version, unresolved=unresolved, problem=problem
            )

    def reports(self) -> Reports:
        """Return all reports in ``report_order``; those in partitions are read when somebody looks."""
        rows = self._all("SELECT body FROM reports WHERE body <> '' ORDER BY article_id, number")
        return Reports((Report.model_validate_json(body) for (body,) in rows), self.parts())

    def reports_of(self, ids: Collection[str]) -> list[Report]:
        """Return the reports with these ids, without reading others."""
        marks = ",".join("?" * len(ids))
        rows = self._all(f"SELECT body FROM reports WHERE id IN ({marks}) AND body <> ''", list(ids))  # noqa: S608
        return [*(Report.model_validate_json(body) for (body,) in rows), *self._reports_away(ids)]

    def unresolved(self) -> list[Unresolved]:
        """Return the names that coding could not resolve, by article id."""
        rows = self._all("SELECT extra FROM coded ORDER BY article_id")
        return [Unresolved.model_validate(name) for (extra,) in rows for name in json.loads(extra)]

    def problems(self) -> list[Skipped]:
        """Return the articles that could not be coded, and why."""
        rows = self._all("SELECT article_id, problem FROM coded WHERE problem <> '' ORDER BY article_id")
        return [Skipped(path=id_, reason=problem) for id_, problem in rows]

    # --- events, decisions, runs, state ---------------------------------------------------------------

    def events(self) -> list[Event]:
        """Return the events of the last run, sorted by id."""
        return [
            Event.model_validate_json(body) for (body,) in self._all("SELECT body FROM events ORDER BY id")
        ]

    def put_events(self, events: Iterable[Event]) -> Changes:
        """Keep ``events`` in place of the last run's, and say what changed."""
        old: dict[str, str] = dict(self._all("SELECT id, body FROM events"))
        new = {event.id: event.model_dump_json() for event in events}
        came, gone = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
        changed = sorted(id_ for id_ in new.keys() & old.keys() if new[id_] != old[id_])
        with self.transaction() if came or changed or gone else nullcontext():
            self._many("DELETE FROM events WHERE id = ?", [(id_,) for id_ in gone])
            rows = [(id_, new[id_]) for id_ in [*came, *changed]]
            self._many("INSERT OR REPLACE INTO events VALUES (?,?)", rows)
        before = [Event.model_validate_json(old[id_]) for id_ in [*changed, *gone]]
        return Changes(came, changed, gone, before)

    def basis(self) -> Basis:
        """Return what the events here rest on; empty before the first run."""
        articles = {id_: Known(*pair) for id_, pair in self.decisions("article").items()}
        return Basis(articles, **(self.state("versions") or _NO_VERSIONS))

    def put_basis(self, basis: Basis) -> None:
        """Keep what the events here rest on."""
        versions = basis._asdict()
        self.put_decisions("article", versions.pop("articles"))
        self.set_state("versions", versions)

    def decisions(self, kind: str) -> dict[str, Any]:
        """Return the decisions of one kind (such as ``merge``) by id."""
        rows = self._all("SELECT id, body FROM decisions WHERE kind = ? ORDER BY id", (kind,))
        return {id_: json.loads(body) for id_, body in rows}

    def put_decisions(self, kind: str, decisions: Mapping[str, Any]) -> None:
        """Keep decisions of one kind, JSON values by id, in place of the last run's."""
        old = dict(self._all("SELECT id, body FROM decisions WHERE kind = ?", (kind,)))
        new = {id_: _packed(value) for id_, value in decisions.items()}
        with self.transaction() if old != new else nullcontext():
            for id_ in old.keys() - new.keys():
                self._run("DELETE FROM decisions WHERE kind = ? AND id = ?", (kind, id_))
            changed = [(kind, id_, new[id_]) for id_ in sorted(new) if old.get(id_) != new[id_]]
            self._many("INSERT OR REPLACE INTO decisions VALUES (?,?,?)", changed)

    def log_run(self, input_hash: str, figures: Mapping[str, Any]) -> None:
        """Add a run to the log; one that equals the last leaves no trace."""
        body = _packed(figures)
        last = self._all("SELECT input_hash, body FROM runs ORDER BY number DESC LIMIT 1")
        if last != [(input_hash, body)]:
            with self.transaction():
                self._run("INSERT INTO runs (input_hash, body) VALUES (?,?)", (input_hash, body))

    def runs(self) -> list[dict[str, Any]]:
        """Return the figures of the runs that changed something, oldest first."""
        return [json.loads(body) for (body,) in self._all("SELECT body FROM runs ORDER BY number")]

    def state(self, name: str) -> Any:
        """Return a small JSON value kept between runs, None where there is none."""
        rows = self._all("SELECT body FROM state WHERE name = ?", (name,))
        return json.loads(rows[0][0]) if rows else None

    def set_state(self, name: str, value: Any) -> None:
        """Keep a small JSON value between runs."""
        if self.state(name) != value:
            with self.transaction():
                self._run("INSERT OR REPLACE INTO state VALUES (?,?)", (name, _packed(value)))


def _commits(codings: Iterable[CodingLike | Parted]) -> Iterator[list[CodingLike | Parted]]:
    """Yield some hundred codings at a time, those of a partition together: what a kill leaves is whole."""
    for _, told in groupby(codings, key=lambda coding: getattr(coding, "part", "")):
        while batch := list(islice(told, _BATCH)):
            yield batch


def article_hash(article: Article) -> str:
    """Return the hash of an article's content without the path it was read from."""
    return content_id(article.model_dump(mode="json", exclude={"path"}))


def _as_read(article: Article) -> Article:
    if article.published_basis != "inferred":
        return article
    return article.model_copy(update={"published": None, "published_basis": "none"})


def _same_article(article: Article, body: str) -> bool:
    """Tell an edited article from the next one in its place: daily bulletins share words but no date."""
    older = Article.model_validate_json(body)
    new, old = set(article.text.split()), set(older.text.split())
    alike = len(new & old) >= _SAME_ARTICLE * max(1, min(len(new), len(old)))
    return alike and article.published == older.published


def _packed(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
