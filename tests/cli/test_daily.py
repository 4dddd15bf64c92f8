"""Watching a folder and following a feed: a build each time there is something new."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geomap.corrections import Correction, append_corrections
from geomap.daily import follow_feeds, watch_folder
from geomap.pipeline import build
from geomap.read.fetch import Fetcher
from geomap.settings import Settings
from geomap.store import Store

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><guid>1</guid><title>Shelling</title><pubDate>Tue, 07 May 2024 10:00:00 GMT</pubDate>
<description>Russian forces shelled Nikopol with artillery on Tuesday, wounding two people in the town.
</description></item></channel></rss>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def served(tmp_path):
    folder = tmp_path / "www"
    folder.mkdir()
    (folder / "feed.rss").write_text(FEED)
    web = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=web.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{web.server_port}/feed.rss"
    web.shutdown()
    thread.join()
    web.server_close()


def test_a_feed_is_built_once_and_its_state_kept(served, tmp_path):
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(
        f'[[source]]\nname = "Wire"\nurl = "{served}"\nfull_text = false\ninterval_minutes = 1\n'
    )
    told = []
    fetcher = Fetcher(allow_private=True)
    for _ in range(2):
        follow_feeds(
            feeds,
            tmp_path / "out",
            settings=Settings(workers=1),
            told=told.append,
            once=True,
            fetcher=fetcher,
        )
    assert [facts["events"]["points"] for facts in told] == [1]


def test_a_sources_side_and_note_reach_its_articles_also_when_they_change(served, tmp_path):
    feeds, out = tmp_path / "feeds.toml", tmp_path / "out"
    said = []
    for side, note in (("UA", "official"), ("neutral", "agency")):
        feeds.write_text(
            f'[[source]]\nname = "Wire"\nurl = "{served}"\nfull_text = false\nside = "{side}"\n'
            f'reliability = "{note}"\nlang = "en"\n'
        )
        one, web = Settings(workers=1), Fetcher(allow_private=True)
        follow_feeds(feeds, out, settings=one, told=lambda _facts: None, once=True, fetcher=web)
        with Store.open(out, write=False) as store:
            (article,), (event,) = store.articles(), store.events()
        said.append((article.side, article.reliability, event.quotes[0].source_side, event.status))
    assert said == [("UA", "official", "UA", "claimed"), ("neutral", "agency", "neutral", "reported")]


SHELLED = "Date: 2024-05-07\n\nRussian forces shelled Nikopol on Tuesday.\n"


def drop_all(out, file):
    with Store.open(out, write=False) as store:
        ids = [event.id for event in store.events()]
    drops = [Correction.model_validate({"do": "drop", "event": i, "who": "A", "why": "seen"}) for i in ids]
    append_corrections(file, drops)


def test_a_watched_folder_is_built_when_files_come_and_when_corrections_change(tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(bytes(range(256)))
    stop, told, failed = threading.Event(), [], []

    def fail(error):
        failed.append(str(error))
        (folder / "a.txt").write_text(SHELLED)

    def tell(facts):
        told.append((facts["articles"], facts["events"]["all"]))
        if len(told) == 1:
            (folder / "b.txt").write_text(SHELLED.replace("Nikopol", "Marhanets"))
        elif len(told) == 2:
            drop_all(out, folder / "corrections.toml")
        else:
            stop.set()

    timer = threading.Timer(30, stop.set)
    timer.start()
    watch_folder(folder, out, settings=Settings(workers=1), told=tell, failed=fail, stop=stop)
    timer.cancel()
    assert told == [(1, 1), (2, 2), (2, 0)]
    assert "no article could be read" in failed[0]


def test_a_feed_keeps_the_corrections_of_the_inbox_and_says_when_they_are_gone(served, tmp_path):
    inbox, out, feeds = tmp_path / "inbox", tmp_path / "out", tmp_path / "feeds.toml"
    inbox.mkdir()
    (inbox / "a.txt").write_text(SHELLED.replace("Nikopol", "Marhanets"))
    one = Settings(workers=1, formats=("report",))
    build([str(inbox)], out, settings=one)
    drop_all(out, inbox / "corrections.toml")
    assert build([str(inbox)], out, settings=one)["events"]["all"] == 0
    feeds.write_text(f'[[source]]\nname = "Wire"\nurl = "{served}"\nfull_text = false\n')
    told, web = [], Fetcher(allow_private=True)
    follow_feeds(feeds, out, settings=one, told=told.append, once=True, fetcher=web)
    assert (told[0]["articles"], told[0]["events"]["all"], len(told[0]["dropped_by_hand"])) == (2, 1, 1)
    assert build([str(inbox / "a.txt")], tmp_path / "other", settings=one)["events"]["all"] == 0
    (inbox / "a.txt").unlink()
    assert build([str(inbox)], out, settings=one)["articles"] == 2
    (inbox / "corrections.toml").unlink()
    facts = build([str(inbox)], out, settings=one)
    assert facts["events"]["all"] == 2
    assert facts["skipped"][0]["reason"] == "the corrections of the last build are gone"
