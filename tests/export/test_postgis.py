"""A real PostgreSQL with PostGIS, read back by psql."""

import json
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from geomap.errors import StoreError
from geomap.export import postgis
from geomap.models import Article
from tests.support.cluster import cluster
from tests.support.events import HOSTILE, event, report, results

pytestmark = pytest.mark.postgis


@pytest.fixture(scope="module")
def server():
    with cluster() as address:
        with psycopg.connect(address.format("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE gis")
        with psycopg.connect(address.format("gis"), autocommit=True) as connection:
            connection.execute("CREATE EXTENSION postgis")
        yield address


@pytest.fixture
def database(server, request):
    """An empty database with PostGIS."""
    name = request.node.name[:60]
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE gis STRATEGY file_copy")
    return server.format(name)


def psql(address, question):
    done = subprocess.run(["psql", address, "-AtXc", question], capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()


def physical_rows(address):
    """Where each row lies and which transaction wrote it: the same only if nothing was written."""
    return [
        psql(address, f"SELECT ctid, xmin, id FROM geomap.{t} ORDER BY id")
        for t in ("events", "reports", "articles")
    ]


def test_psql_reads_every_event_with_types_and_shapes(database):
    assert postgis.write(results(), database, whole=True).startswith("geomap: events 5 new")
    shapes = "SELECT id, coalesce(GeometryType(geom), '-'), ST_SRID(geom) FROM geomap.events ORDER BY id"
    assert psql(database, shapes) == [
        "e1|POINT|4326", "e2|MULTIPOLYGON|4326", "e3|MULTIPOLYGON|4326", "e4|-|", "e5|-|"
    ]  # fmt: skip
    typed = ", ".join(f"pg_typeof({c})" for c in ("date_start", "t_end", "killed_best", "sources", "quotes"))
    assert psql(database, f"SELECT {typed} FROM geomap.events LIMIT 1") == [
        "date|timestamp with time zone|bigint|text[]|jsonb"
    ]
    inside = (
        "SELECT ST_Contains(geom, ST_SetSRID(ST_Point(37.8, 48.0), 4326)) FROM geomap.events WHERE id = 'e2'"
    )
    assert psql(database, inside) == ["t"]


def test_hostile_text_arrives_verbatim_and_nul_does_not_stop_it(database):
    sql = "'); DROP TABLE geomap.events; -- \\x $1 %s"
    changed = [event(id="h1", place=HOSTILE, quote=sql), event(id="h2", place="a\0b\ud800c")]
    postgis.write(results(changed), database, whole=True)
    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT place, quotes->0->>'quote' FROM geomap.events ORDER BY id"
        ).fetchall()
    assert rows[0] == (HOSTILE, sql)
    assert rows[1][0] == "a\ufffdb?c"


def test_the_second_run_writes_nothing(database):
    postgis.write(results(), database, whole=True)
    before = physical_rows(database)
    told = postgis.write(results(), database, whole=True)
    nothing = "0 new, 0 changed, 0 gone"
    assert told == f"geomap: events {nothing}; reports {nothing}; articles {nothing}"
    assert physical_rows(database) == before


def test_rows_change_by_id_and_gone_ones_go_only_in_a_whole_export(database):
    postgis.write(results([event(id="a"), event(id="b")]), database, whole=True)
    part = results([event(id="a", killed_best=9)])
    assert "events 0 new, 1 changed, 0 gone" in postgis.write(part, database, whole=False)
    assert psql(database, "SELECT id, killed_best FROM geomap.events ORDER BY id") == ["a|9", "b|2"]
    assert "events 0 new, 0 changed, 1 gone" in postgis.write(part, database, whole=True)
    assert psql(database, "SELECT id FROM geomap.events") == ["a"]


def test_a_column_of_a_newer_version_is_added(database):
    postgis.write(results(), database, whole=True)
    psql(database, "ALTER TABLE geomap.events DROP COLUMN viina")
    postgis.write(results(), database, whole=True)
    assert psql(database, "SELECT count(viina) FROM geomap.events") == ["0"]


def test_there_are_indexes_on_place_and_time(database):
    postgis.write(results(), database, whole=True)
    found = psql(
        database, "SELECT indexdef FROM pg_indexes WHERE schemaname = 'geomap' AND tablename = 'events'"
    )
    assert any("gist (geom)" in line for line in found)
    assert any("btree (date_start)" in line for line in found)


def test_article_text_stays_at_home(database):
    postgis.write(results(), database, whole=True)
    columns = psql(
        database, "SELECT column_name FROM information_schema.columns WHERE table_name = 'articles'"
    )
    assert "title" in columns
    assert "text" not in columns


def test_killed_midway_leaves_everything_as_it_was(database):
    postgis.write(results(), database, whole=True)
    before = physical_rows(database)
    code = (
        "from tests.support.events import *; from geomap.export import postgis;"
        f"postgis.write(results([event(id='new')]), {database!r}, whole=True)"
    )
    with psycopg.connect(database) as blocker:
        blocker.execute(
            "LOCK TABLE geomap.articles IN EXCLUSIVE MODE"
        )  # events and reports are written before
        writer = subprocess.Popen([sys.executable, "-c", code])
        ours = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'geomap'"
        waiting = f"{ours} AND wait_event_type = 'Lock'"
        until = time.monotonic() + 60
        while psql(database, waiting) != ["1"]:
            assert writer.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    while psql(database, ours) != ["0"]:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert physical_rows(database) == before


def test_two_reports_of_one_id_are_one_row(database):
    articles = [Article(id="a1", text="x")]
    postgis.write(results(reports=[report(), report()], articles=articles), database, whole=True)
    assert psql(database, "SELECT count(*) FROM geomap.reports") == ["1"]
    assert json.loads(psql(database, "SELECT to_json(candidates) FROM geomap.reports")[0]) == []


def test_without_postgis_it_says_what_to_do(server):
    with pytest.raises(
        StoreError, match=r"postgres: the database has no PostGIS \(.*CREATE EXTENSION postgis\)$"
    ):
        postgis.write(results(), server.format("postgres"), whole=True)
    assert psql(server.format("postgres"), "SELECT to_regnamespace('geomap')") == []


def test_a_missing_right_is_one_sentence(database):
    psql(database, "CREATE ROLE reader LOGIN")
    try:
        with pytest.raises(StoreError, match="permission denied") as caught:
            postgis.write(results(), database.replace("geomap@", "reader@"), whole=True)
    finally:
        psql(database, "DROP ROLE reader")
    assert "\n" not in str(caught.value)


def test_a_server_that_is_down_is_one_sentence_without_the_password():
    address = "postgresql://me:hunter2@127.0.0.1:9/maps"
    with pytest.raises(
        StoreError, match=r"^127\.0\.0\.1:9/maps: cannot be reached: .*nothing was changed\)$"
    ) as caught:
        postgis.write(results(), address, whole=True)
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_address_that_is_none_is_one_sentence():
    with pytest.raises(StoreError, match="the address"):
        postgis.write(results(), "postgresql://[bad", whole=True)
