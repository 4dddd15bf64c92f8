"""What the store knows of reports that lie in partitions outside of it: whose, where, and whether still."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from geomap.merge.cluster import article_order
from geomap.models import Report
from geomap.store.database import Database
from geomap.store.reports import Part, Parted, Share, reports_in

PARTS_FOLDER = "geomap-reports"
"""Where partitions lie in the output folder, unless the user names another place."""
MERGING = "merging-"
"""How the folder of a merge's partitions begins, beside those of reports; it goes with the merge."""
_OWN = f"{PARTS_FOLDER}/"


class Elsewhere(Database):
    """The part of the store that points to partitions.

    A report counts if its article points to the partition it lies in, so an article that is coded anew or
    dropped leaves its old rows behind unseen. Partitions in the store's own folder go with their last
    article; those at a place the user named stay, for another store may point to them.
    """

    def parts(self) -> list[Part]:
        """Return the partitions that articles point to, by the day and id of their first article."""
        rows = self._all("SELECT part, article_id, published, count FROM parts")
        shares: dict[str, list[Share]] = {}
        for part, article, day, count in sorted(rows, key=lambda row: article_order(row[2], row[1])):
            published = date.fromisoformat(day) if day else None
            shares.setdefault(self._path(part), []).append(Share(article, published, count))
        return [Part(path, told) for path, told in shares.items()]

    def _reports_away(self, ids: Collection[str]) -> Iterator[Report]:
        """Yield the reports ``ids`` that lie in partitions, reading only those."""
        marks = ",".join("?" * len(ids))
        question = (
            f"SELECT DISTINCT article_id FROM reports JOIN parts USING (article_id) WHERE id IN ({marks})"  # noqa: S608
        )
        articles = {article for (article,) in self._all(question, list(ids))}
        for part in self.parts():
            shares = [share for share in part.shares if share.article in articles]
            if shares:
                yield from (report for report in reports_in(Part(part.path, shares)) if report.id in ids)

    def _articles_lost(self) -> set[str]:
        """Return the articles whose partition is gone."""
        parts = self.parts()
        if not parts:
            return set()
        from geomap.store.parts import listed

        there = {folder: listed(folder) for folder in {_split(part.path)[0] for part in parts}}
        gone = (part for part in parts if _split(part.path)[1] not in there[_split(part.path)[0]])
        return {share.article for part in gone for share in part.shares}

    def _put_part(self, coding: Parted) -> None:
        """Point an article to its partition; its reports' ids stay here, so that they can be looked up."""
        article = coding.article
        rows = [(article.id, n, id_, "") for n, id_ in enumerate(coding.ids)]
        self._many("INSERT INTO reports VALUES (?,?,?,?)", rows)
        if rows:
            day = article.published and article.published.isoformat()
            self._run(
                "INSERT INTO parts VALUES (?,?,?,?)", (article.id, self._name(coding.part), day, len(rows))
            )

    def _drop_unused_parts(self) -> None:
        """Remove from the store's own folder what no article points to, and what a killed merge left."""
        used = {part for (part,) in self._all("SELECT DISTINCT part FROM parts")}
        for path in (self.folder / PARTS_FOLDER).glob("*.parquet"):
            if _OWN + path.name not in used:
                path.unlink(missing_ok=True)
        for left in (self.folder / PARTS_FOLDER).glob(f"{MERGING}*"):
            shutil.rmtree(left, ignore_errors=True)  # its last tasks may still be writing

    def _name(self, path: str) -> str:
        """Return how a partition is written down: one of the own folder moves with it."""
        own = (self.folder / PARTS_FOLDER).resolve()
        return _OWN + Path(path).name if "://" not in path and Path(path).parent == own else path

    def _path(self, name: str) -> str:
        return str(self.folder.resolve() / name) if name.startswith(_OWN) else name


def _split(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, name
