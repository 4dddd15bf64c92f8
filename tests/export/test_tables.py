import csv
import json

from geomap.export import csv as csv_export
from geomap.export import run_report
from geomap.models import Skipped, Unresolved
from tests.support.events import HOSTILE, event, results


def rows(folder):
    text = (folder / "events.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_csv_has_every_event_mapped_or_not(tmp_path):
    csv_export.write(results(), tmp_path)
    assert [row["id"] for row in rows(tmp_path)] == ["e1", "e2", "e3", "e4", "e5"]
    assert rows(tmp_path)[4]["place"] == HOSTILE


def test_csv_text_never_becomes_a_formula(tmp_path):
    csv_export.write(results([event(place='=HYPERLINK("http://x")')]), tmp_path)
    assert rows(tmp_path)[0]["place"].startswith("'=")


def test_report_counts_and_reasons(tmp_path):
    run_report.write(results(skipped=[Skipped(path="a.bin", reason="binary", remedy="give text")]), tmp_path)
    facts = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert facts["events"] == {"all": 5, "points": 1, "areas": 2, "not_mapped": 2}
    assert [n["reason"] for n in facts["not_mapped"]] == ["the text names no place", "unknown name"]
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "| a.bin | binary | give text |" in text


def test_report_text_stays_text(tmp_path):
    run_report.write(results([event(quote="a | b <b>bold</b>", where="none", lat=None, lon=None)]), tmp_path)
    assert "a \\| b \\<b\\>bold\\</b\\>" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_unresolved_names_are_counted():
    names = [("Xyz", "b"), ("Abc", "a"), ("Xyz", "a")]
    made = [Unresolved(name=n, count=1, sentence=f"in {n}", article_id=a) for n, a in names]
    counted = run_report.count_unresolved(made)
    assert [(u.name, u.count, u.article_id) for u in counted] == [("Xyz", 2, "a"), ("Abc", 1, "a")]
