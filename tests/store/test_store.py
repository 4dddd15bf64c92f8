"""The store: incremental by content and version, whole after failures, one writer at a time."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Timer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import StoreError
from geomap.models import Article, Event, Report, Unresolved
from geomap.store import Store, code_version
from geomap.store.connect import FILE, LOCK

TEXT = "Russian forces shelled Nikopol on Monday and two people were injured there."


def article(id_: str = "a", text: str = TEXT, path: str = "", **fields: object) -> Article:
    return Article.model_validate(
        {"id": id_, "text": text, "path": path or f"{id_}.txt", "lang": "en", **fields}
    )


def report(id_: str, of: str = "a") -> Report:
    return Report(
        id=id_, type="shelling", family="fires", article_id=of, lang="en", start=0, end=14, quote=TEXT[:14]
    )


def event(id_: str, place: str = "Nikopol") -> Event:
    return Event(id=id_, type="shelling", family="fires", place=place)


def test_only_new_and_changed_articles_need_coding(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        first, second = article("a"), article("b")
        assert store.add([first, second]).new == ["a", "b"]
        assert store.need_coding(store.articles(), lambda _: "v1") == [first, second]
        store.put_reports(first, [report("r1")], code_version="v1")
        assert store.need_coding(store.articles(), lambda _: "v1") == [second]
        edited = article("a", TEXT + " More.")
        assert store.add([edited, second]) == (["a"][:0], ["a"], [])
        assert store.need_coding(store.articles(), lambda _: "v1") == [edited, second]


def test_new_rules_code_everything_again(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add([article()])
        store.put_reports(article(), [report("r1"), report("r2")], code_version="v1")
        assert store.need_coding(store.articles(), lambda _: "v2") == [article()]
        store.put_reports(article(), [report("r3")], code_version="v2")
        assert [r.id for r in store.reports()] == ["r3"]


def test_an_inferred_date_counts_as_a_change(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add([article()])
        store.put_reports(article(), [], code_version="v")
        dated = article(published=date(2025, 1, 21), published_basis="inferred")
        assert store.need_coding([dated], lambda _: "v") == [dated]


def test_an_inferred_date_is_not_kept_but_inferred_anew(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add([article(published=date(2025, 1, 21), published_basis="inferred")])
        assert (store.articles()[0].published, store.articles()[0].published_basis) == (None, "none")
        assert store.add([article()]) == ([], [], [])


def test_what_comes_out_is_what_went_in(tmp_path: Path) -> None:
    given_ = article(
        published_at=datetime(2025, 1, 21, 8, tzinfo=UTC), title="{{ x }} \u2028", source="канал"
    )
    name = Unresolved(name="Novosilka", count=2, sentence="…", article_id="a")
    with Store.open(tmp_path) as store:
        store.add([given_], fetched=datetime(2025, 1, 22, tzinfo=UTC))
        store.put_reports(given_, [report("r1")], code_version="v", unresolved=[name], problem="half read")
    with Store.open(tmp_path, write=False) as store:
        assert store.articles() == [given_]
        assert store.article("a") == given_
        assert store.article("b") is None
        assert list(store.reports()) == [report("r1")]
        assert store.unresolved() == [name]
        assert store.problems()[0].reason == "half read"


def test_an_edited_file_replaces_its_old_text_and_another_article_does_not(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add([article("old", path="day.txt")])
        store.put_reports(article("old", path="day.txt"), [report("r", "old")], code_version="v")
        assert store.add([article("new", TEXT.replace("two", "three"), path="day.txt")]).replaced == ["old"]
        assert list(store.reports()) == []
        other = "Air defence downed seven drones over Poltava oblast last night, the governor wrote."
        assert store.add([article("other", other, path="day.txt")]).replaced == []
        assert [a.id for a in store.articles()] == ["new", "other"]


def test_the_next_bulletin_in_the_same_file_replaces_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for day in (20, 21):
            bulletin = article(f"b{day}", path="latest.txt", published=date(2025, 1, day))
            assert store.add([bulletin]).replaced == []
        assert len(store.articles()) == 2


def test_standard_input_replaces_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add([article("1", path="-"), article("2", f"{TEXT} More.", path="-")])
        assert len(store.articles()) == 2


def test_events_tell_what_changed(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert store.put_events([event("1"), event("2")]) == (["1", "2"], [], [], [])
        changes = store.put_events([event("2", "Marhanets"), event("3")])
        assert changes == (["3"], ["2"], ["1"], [event("2"), event("1")])
        assert store.events() == [event("2", "Marhanets"), event("3")]


def test_a_run_with_nothing_new_changes_no_byte(tmp_path: Path) -> None:
    def run() -> bytes:
        with Store.open(tmp_path) as store:
            store.add([article()])
            for one in store.need_coding(store.articles(), lambda _: "v"):
                store.put_reports(one, [report("r")], code_version="v")
            store.put_events([event("1")])
            store.put_decisions("merge", {"1": ["why"]})
            store.log_run("hash", {"events": 1})
            store.set_state("feed", {"etag": "x"})
        return (tmp_path / FILE).read_bytes()

    assert run() == run()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["geomap.lock", FILE]


def test_decisions_runs_and_state_are_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put_decisions("merge", {"1": {"score": 0.5}, "2": None})
        store.put_decisions("merge", {"1": {"score": 0.7}})
        store.log_run("h1", {"n": 1})
        store.log_run("h2", {"n": 2})
        store.set_state("feeds", [1])
        assert store.decisions("merge") == {"1": {"score": 0.7}}
        assert store.runs() == [{"n": 1}, {"n": 2}]
        assert (store.state("feeds"), store.state("none")) == ([1], None)


def test_a_transaction_happens_as_a_whole(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:

        def fail() -> None:
            with store.transaction():
                store.add([article()])
                store.put_events([event("1")])
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fail()
        assert (store.articles(), store.events()) == ([], [])
        store.add([article()])
        assert len(store.articles()) == 1


def test_reports_of_an_article_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, pytest.raises(StoreError, match="FOREIGN KEY"):
        store.put_reports(article("never added"), [report("r")], code_version="v")


def test_forgetting_an_article_takes_its_reports(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add([article("a"), article("b")])
        store.put_reports(article("a"), [report("r")], code_version="v")
        store.forget(["a"])
        assert ([a.id for a in store.articles()], list(store.reports())) == (["b"], [])


def test_the_second_writer_is_told_and_readers_are_not_kept_out(tmp_path: Path) -> None:
    with Store.open(tmp_path) as first:
        first.add([article()])
        with pytest.raises(StoreError, match="another geomap is writing here"):
            Store.open(tmp_path, wait_s=0)
        with Store.open(tmp_path, write=False) as reader:
            assert len(reader.articles()) == 1
            with pytest.raises(StoreError, match="readonly"):
                reader.add([article("b")])
    Store.open(tmp_path, wait_s=0).close()


def test_the_second_writer_may_wait(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    held = sqlite3.connect(tmp_path / LOCK, isolation_level=None, check_same_thread=False)
    held.execute("BEGIN EXCLUSIVE")
    Timer(0.3, held.close).start()
    with Store.open(tmp_path, wait_s=20) as second:
        assert second.articles() == []


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add([article("kept")])
        store._run("PRAGMA max_page_count = 40")
        with pytest.raises(StoreError, match="full"):
            store.add([article("small"), article("big", TEXT * 20_000)])
        assert [a.id for a in store.articles()] == ["kept"]
    with Store.open(tmp_path) as store:
        store.add([article("small")])
        assert [a.id for a in store.articles()] == ["kept", "small"]


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        ("PRAGMA user_version = 99", "schema 99, this geomap knows 2.*upgrade"),
        ("PRAGMA user_version = 0", "schema 0, this geomap knows 2.*new folder"),
        ("PRAGMA application_id = 7", "not a store of geomap"),
    ],
)
def test_another_store_is_refused_with_words(tmp_path: Path, prepare: str, message: str) -> None:
    Store.open(tmp_path).close()
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute(prepare)
    connection.close()
    with pytest.raises(StoreError, match=message):
        Store.open(tmp_path)


def test_damage_and_absence_are_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        Store.open(tmp_path, write=False)
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be looked at" * 40)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path)


def test_the_version_follows_gazetteer_and_settings() -> None:
    assert code_version("g1") == code_version("g1")
    assert len({code_version("g1"), code_version("g2"), code_version("g1", "overlay")}) == 3


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sets(st.integers(0, 6), max_size=5), max_size=5))
def test_batches_end_in_the_same_store_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, batches: list[set[int]]
) -> None:
    def contents(order: list[set[int]]) -> list[Article]:
        with Store.open(tmp_path_factory.mktemp("store")) as store:
            for batch in order:
                store.add(article(str(n), f"{TEXT} {n}") for n in batch)
            return store.articles()

    assert contents(batches) == contents(batches[::-1]) == contents([set().union(*batches)])
