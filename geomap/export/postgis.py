"""PostGIS: schema ``geomap`` with tables events, reports and articles, brought up to date in one transaction.

Every value travels as data of COPY; statements are made of names from the models only, so that no word of an
article is ever part of SQL. What has not changed is not written, so a second run changes nothing; a run that
is killed changes nothing either.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.errors import MissingExtraError, StoreError
from geomap.export.columns import Column, Kind
from geomap.export.gpkg import layers
from geomap.export.results import Results

if TYPE_CHECKING:
    import psycopg
    from psycopg import sql

SCHEMA = "geomap"
_LOCK = 0x67656F6D6170  # "geomap": two exports at once take turns
_CONNECT_S = 10
_TYPES: dict[Kind, str] = {
    "text": "text",
    "integer": "bigint",
    "real": "double precision",
    "date": "date",
    "datetime": "timestamptz",
    "list": "text[]",
    "json": "jsonb",
}
_KEYS = {"events": "id", "reports": "id", "articles": "id"}
_INDEXED = {
    "events": ("date_start", "type", "admin1"),
    "reports": ("article_id",),
    "articles": ("published",),
}
_GEOMETRY = "geom"


class Table(NamedTuple):
    """A table's name, columns and rows; ``shapes`` are its geometries (WGS84), None in an unmapped row."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[dict[str, Any]]
    shapes: Sequence[str | None] | None
    """Geometries as hexadecimal EWKB."""


class Changed(NamedTuple):
    """How many rows of a table a run added, changed and removed."""

    new: int
    changed: int
    gone: int


def write(results: Results, address: str, *, whole: bool) -> str:
    """Bring the tables at ``address`` (``postgresql://user@host:port/database``) up to date.

    Rows are added and changed by id. When ``whole`` tells that ``results`` hold everything, rows that are no
    longer among them are removed; a filtered export removes nothing.

    Raises
    ------
    StoreError
        If the database cannot be reached, has no PostGIS, or refuses; it is then as it was.
    MissingExtraError
        If psycopg is not installed.
    """
    made = tables(results)
    with _connected(address) as connection, connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        home = _postgis_schema(connection, address)
        told = [f"{t.name} {_told(_bring(connection, t, home, whole=whole))}" for t in made]
    return f"{SCHEMA}: {'; '.join(told)}"


def tables(results: Results) -> list[Table]:
    """Return the tables to write; all events are in one, whatever their geometry."""
    import shapely

    by_name = {layer.name: layer for layer in layers(results)}
    parts = [by_name[name] for name in ("events", "areas", "lines", "unmapped")]
    rows = [row for part in parts for row in part.rows]
    nothing: list[None] = [None]
    shapes = [shape for part in parts for shape in (part.geometries or nothing * len(part.rows))]
    hexed = [
        None if s is None else shapely.to_wkb(shapely.set_srid(s, 4326), hex=True, include_srid=True)
        for s in shapes
    ]
    others = (by_name[name] for name in ("reports", "articles"))
    return [
        Table("events", parts[0].columns, rows, hexed),
        *(Table(layer.name, layer.columns, layer.rows, None) for layer in others),
    ]


@contextmanager
def _connected(address: str) -> Iterator[psycopg.Connection]:
    """Connect, and turn what the database says into one sentence that never shows the password."""
    try:
        import psycopg
    except ImportError as error:
        raise MissingExtraError.of("psycopg", "postgis") from error
    try:
        with psycopg.connect(address, connect_timeout=_CONNECT_S, application_name="geomap") as connection:
            yield connection
    except psycopg.errors.InsufficientPrivilege as error:
        remedy = "ask its owner for the right to create a schema; nothing was changed"
        raise StoreError(_first_line(error), where=_shown(address), remedy=remedy) from error
    except psycopg.OperationalError as error:
        remedy = "check that the server runs, the address and the password; nothing was changed"
        raise StoreError(
            f"cannot be reached: {_first_line(error)}", where=_shown(address), remedy=remedy
        ) from error
    except psycopg.Error as error:
        remedy = "nothing was changed"
        raise StoreError(f"refused: {_first_line(error)}", where=_shown(address), remedy=remedy) from error


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rstrip(":")


def _shown(address: str) -> str:
    """Return host and database of an address, never the password."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        parts = conninfo_to_dict(address)
    except psycopg.Error:
        return "the address"
    host = parts.get("host") or "localhost"
    return f"{host}:{parts.get('port') or 5432}/{parts.get('dbname') or ''}"


def _postgis_schema(connection: psycopg.Connection, address: str) -> str:
    """Return the schema that PostGIS lives in, which need not be on the search path."""
    question = "SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'postgis'"
    row = connection.execute(question).fetchone()
    if row is None:
        remedy = "as its owner, run: CREATE EXTENSION postgis"
        raise StoreError("the database has no PostGIS", where=_shown(address), remedy=remedy)
    return str(row[0])


def _bring(connection: psycopg.Connection, table: Table, home: str, *, whole: bool) -> Changed:
    """Make the table where it is missing, and bring its rows up to date."""
    _make(connection, table, home)
    _copy(connection, table)
    new, changed = _upsert(connection, table)
    return Changed(new, changed, _remove_gone(connection, table) if whole else 0)


def _make(connection: psycopg.Connection, table: Table, home: str) -> None:
    """Create schema, table, missing columns and indexes; what is there is not touched."""
    from psycopg import sql

    target = _named(table)
    connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(SCHEMA)))
    key = sql.Identifier(_KEYS[table.name])
    connection.execute(sql.SQL("CREATE TABLE IF NOT EXISTS {} ({} text PRIMARY KEY)").format(target, key))
    there = _columns_there(connection, table.name)
    wanted = {c.name: sql.SQL(_TYPES[c.kind]) for c in table.columns}
    if table.shapes is not None:
        shape = sql.Identifier(home, "geometry")
        wanted[_GEOMETRY] = sql.SQL("{}(Geometry, 4326)").format(shape)  # type: ignore[assignment]
    for name, kind in wanted.items():
        if name not in there:
            add = sql.SQL("ALTER TABLE {} ADD COLUMN {} {}").format(target, sql.Identifier(name), kind)
            connection.execute(add)
    for name in (*_INDEXED[table.name], *((_GEOMETRY,) if table.shapes is not None else ())):
        _index(connection, table, name)


def _columns_there(connection: psycopg.Connection, table: str) -> set[str]:
    question = (
        "SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = %s"
    )
    return {str(name) for (name,) in connection.execute(question, (SCHEMA, table))}


def _index(connection: psycopg.Connection, table: Table, column: str) -> None:
    from psycopg import sql

    method = "gist" if column == _GEOMETRY else "btree"
    make = sql.SQL("CREATE INDEX IF NOT EXISTS {} ON {} USING {} ({})").format(
        sql.Identifier(f"{table.name}_{column}"), _named(table), sql.SQL(method), sql.Identifier(column)
    )
    connection.execute(make)


def _copy(connection: psycopg.Connection, table: Table) -> None:
    """Fill a temporary table ``incoming`` with the rows."""
    from psycopg import sql

    connection.execute("DROP TABLE IF EXISTS pg_temp.incoming")
    make = sql.SQL("CREATE TEMP TABLE incoming (LIKE {}) ON COMMIT DROP").format(_named(table))
    connection.execute(make)
    names = sql.SQL(", ").join(map(sql.Identifier, _names(table)))
    shapes = table.shapes or [None] * len(table.rows)
    with connection.cursor().copy(sql.SQL("COPY pg_temp.incoming ({}) FROM STDIN").format(names)) as copy:
        for row, shape in zip(table.rows, shapes, strict=True):
            values = [_value(column, row[column.name]) for column in table.columns]
            copy.write_row([*values, shape] if table.shapes is not None else values)


def _upsert(connection: psycopg.Connection, table: Table) -> tuple[int, int]:
    """Add new rows and change those that differ; return how many of each."""
    from psycopg import sql

    names = [sql.Identifier(name) for name in _names(table)]
    rest = [n for n in names if n != sql.Identifier(_KEYS[table.name])]
    listed = sql.SQL(", ").join(names)
    statement = sql.SQL(
        "INSERT INTO {target} AS old ({names})"
        " SELECT DISTINCT ON ({key}) {names} FROM pg_temp.incoming ORDER BY {key}"
        " ON CONFLICT ({key}) DO UPDATE SET {changes}"
        " WHERE ({before}) IS DISTINCT FROM ({after}) RETURNING (xmax = 0)"
    ).format(
        target=_named(table),
        names=listed,
        key=sql.Identifier(_KEYS[table.name]),
        changes=sql.SQL(", ").join(sql.SQL("{0} = excluded.{0}").format(n) for n in rest),
        before=sql.SQL(", ").join(sql.SQL("old.{}").format(n) for n in rest),
        after=sql.SQL(", ").join(sql.SQL("excluded.{}").format(n) for n in rest),
    )
    fresh = [bool(new) for (new,) in connection.execute(statement)]
    return sum(fresh), len(fresh) - sum(fresh)


def _remove_gone(connection: psycopg.Connection, table: Table) -> int:
    from psycopg import sql

    key = sql.Identifier(_KEYS[table.name])
    statement = sql.SQL(
        "DELETE FROM {target} AS old WHERE NOT EXISTS"
        " (SELECT FROM pg_temp.incoming AS new WHERE new.{key} = old.{key})"
    ).format(target=_named(table), key=key)
    return connection.execute(statement).rowcount


def _named(table: Table) -> sql.Identifier:
    from psycopg import sql

    return sql.Identifier(SCHEMA, table.name)


def _names(table: Table) -> list[str]:
    return [*(c.name for c in table.columns), *((_GEOMETRY,) if table.shapes is not None else ())]


def _value(column: Column, value: Any) -> Any:
    cleaned = _storable(value)
    return json.dumps(cleaned, ensure_ascii=False) if column.kind == "json" else cleaned


def _storable(value: Any) -> Any:
    """Replace what PostgreSQL's text cannot hold (NUL, lone surrogates) by the replacement character."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {name: _storable(item) for name, item in value.items()}
    return value


def _told(changed: Changed) -> str:
    return f"{changed.new} new, {changed.changed} changed, {changed.gone} gone"
