-- The store's tables, version 2: version 1 had no "parts". Bodies are the models as JSON; other columns are what is searched by.
-- Nothing here is a clock time of a run: "fetched" is told by the reader of an address, and may be null.

CREATE TABLE IF NOT EXISTS articles (
  id        TEXT PRIMARY KEY,
  origin    TEXT NOT NULL,          -- where it was read from: a newer text from there replaces it
  hash      TEXT NOT NULL,          -- of the article as read, without its path
  url       TEXT NOT NULL,
  source    TEXT NOT NULL,
  published TEXT,                   -- ISO date
  fetched   TEXT,                   -- ISO instant in UTC
  body      TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS articles_by_origin ON articles (origin);

CREATE TABLE IF NOT EXISTS coded (
  article_id   TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  hash         TEXT NOT NULL,       -- of the article as coded, with an inferred date
  code_version TEXT NOT NULL,       -- of rules, gazetteer and program
  problem      TEXT NOT NULL,       -- why it could not be coded; empty where it could
  extra        TEXT NOT NULL        -- what coding found besides reports as JSON
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS reports (
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number     INTEGER NOT NULL,      -- order in the article
  id         TEXT NOT NULL,
  body       TEXT NOT NULL,         -- empty where the report lies in a partition
  PRIMARY KEY (article_id, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS reports_by_id ON reports (id);

CREATE TABLE IF NOT EXISTS parts ( -- articles whose reports lie in a Parquet partition outside of this file
  article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  part       TEXT NOT NULL,         -- path in the store's folder, else a whole path or URL
  published  TEXT,                  -- ISO date as coded, which may be inferred
  count      INTEGER NOT NULL       -- reports of the article
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS events (
  id   TEXT PRIMARY KEY,
  body TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS decisions ( -- what the last run decided or knew, by kind: an article's hash, a name's place
  kind TEXT NOT NULL,
  id   TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS runs ( -- runs that changed something
  number     INTEGER PRIMARY KEY,
  input_hash TEXT NOT NULL,
  body       TEXT NOT NULL          -- figures of the run report, as JSON
);

CREATE TABLE IF NOT EXISTS state ( -- small things kept between runs, such as what a feed said last
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL
) WITHOUT ROWID;
