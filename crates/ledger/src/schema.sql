-- The ledger, version 1. An SQLite file that any SQLite tool can open and read.
-- Rows of these tables are added, never changed. Days are text such as 2024-06-19 and sort by time; spans are byte
-- offsets into the UTF-8 text of the document; codes of states are ISO 3166 alpha-3, others PLOVER's.

-- Reports and posts. A corrected document has a row of its own, with the next version of the same id.
CREATE TABLE documents (
    document  INTEGER PRIMARY KEY,  -- the key by which other tables name it
    id        TEXT NOT NULL,        -- the name that its source gives
    version   INTEGER NOT NULL,     -- 1, then 2 for a correction
    hash      INTEGER NOT NULL,     -- of all that its source gave: the same document is added once
    known     TEXT NOT NULL,        -- the day from which its claims are known: published, or else read
    published TEXT,                 -- the day of publication
    read      TEXT NOT NULL,        -- the day on which it was read
    publisher TEXT,
    author    TEXT,
    url       TEXT,
    title     TEXT,
    language  TEXT,
    parent    TEXT,                 -- the id of the document in which it stood
    fields    TEXT,                 -- what else its source says, as JSON
    UNIQUE (id, version)
);

CREATE INDEX documents_publisher ON documents (publisher COLLATE NOCASE, known);
CREATE INDEX documents_known ON documents (known);

-- The texts, apart so that the other columns are quick to read.
CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents,
    text     TEXT NOT NULL
);

-- Which version took the place of which, and from which day on.
CREATE TABLE corrections (
    document INTEGER PRIMARY KEY REFERENCES documents,
    by       INTEGER NOT NULL REFERENCES documents,
    known    TEXT NOT NULL
);

-- Documents that repeat an earlier one word for word or nearly so.
CREATE TABLE reprints (
    document INTEGER PRIMARY KEY REFERENCES documents,
    of       INTEGER NOT NULL REFERENCES documents
);

-- Signatures by which reprints are found: bands of MinHash values, by the day.
CREATE TABLE bands (
    known    TEXT NOT NULL,
    band     INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents,
    PRIMARY KEY (known, band, document)
) WITHOUT ROWID;

-- States, organisations, persons and kinds of people, as they were on the day of a document.
CREATE TABLE actors (
    actor    INTEGER PRIMARY KEY,
    code     TEXT NOT NULL,         -- empty where it is not known
    sector   TEXT NOT NULL,         -- PLOVER's sectors, parted by ;
    name     TEXT NOT NULL,
    wikidata TEXT NOT NULL,
    office   TEXT NOT NULL,
    body     TEXT NOT NULL,         -- the organisation's name where its code is shared by many; else empty
    UNIQUE (code, sector, name, wikidata, office, body)
);

-- What is claimed: one row for each event or obligation that a document tells.
CREATE TABLE claims (
    claim         INTEGER PRIMARY KEY,
    document      INTEGER NOT NULL REFERENCES documents,
    kind          TEXT NOT NULL,    -- event, obligation
    number        INTEGER NOT NULL, -- among those of its kind in the document
    event         TEXT NOT NULL,    -- PLOVER's type; of an obligation its kind
    mode          TEXT NOT NULL,    -- PLOVER's modes, parted by ;
    context       TEXT NOT NULL,    -- PLOVER's contexts, parted by ;
    status        TEXT NOT NULL,    -- actual, future, hypothetical, negated, historical
    condition     TEXT,
    condition_start INTEGER,
    condition_end INTEGER,
    date          TEXT,             -- when it is, as a TIMEX3 value
    date_text     TEXT,             -- the words that say when
    date_start    INTEGER,
    date_end      INTEGER,
    first_day     TEXT NOT NULL,    -- the first and the last day that this can mean; where nothing is said of it, the
    last_day      TEXT NOT NULL,    -- day that its sentence names of something else, or that of the document
    place         TEXT,
    country       TEXT,
    lat           REAL,
    lon           REAL,
    geonameid     INTEGER,
    place_text    TEXT,
    place_start   INTEGER,
    place_end     INTEGER,
    treaty        TEXT,             -- the treaty that an obligation names
    treaty_start  INTEGER,
    treaty_end    INTEGER,
    cameo         TEXT,
    goldstein     REAL,
    quad_code     INTEGER NOT NULL,
    scale         REAL NOT NULL,
    sentence      INTEGER NOT NULL,
    start         INTEGER NOT NULL, -- the sentence
    end           INTEGER NOT NULL,
    trigger       TEXT NOT NULL,    -- the word that tells it
    trigger_start INTEGER NOT NULL,
    trigger_end   INTEGER NOT NULL,
    rule          TEXT NOT NULL,
    confidence    REAL NOT NULL
);
CREATE INDEX claims_document ON claims (document);
CREATE INDEX claims_event ON claims (event, first_day);
CREATE INDEX claims_obligation ON claims (first_day) WHERE kind = 'obligation';

-- Who does what is claimed (actor) and to whom (recipient).
CREATE TABLE parties (
    claim    INTEGER NOT NULL REFERENCES claims,
    role     TEXT NOT NULL,
    position INTEGER NOT NULL,
    actor    INTEGER NOT NULL REFERENCES actors,
    text     TEXT NOT NULL,
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    PRIMARY KEY (claim, role, position)
) WITHOUT ROWID;

-- By pairs of parties, each pair in both orders: which claims have both. A party is a code, or the name of an
-- organisation that shares its code with others.
CREATE TABLE pairs (
    code  TEXT NOT NULL,
    other TEXT NOT NULL,            -- empty: the claim has no other party with a code
    day   TEXT NOT NULL,            -- the first day
    claim INTEGER NOT NULL REFERENCES claims,
    event TEXT NOT NULL,
    PRIMARY KEY (code, other, day, claim)
) WITHOUT ROWID;
CREATE INDEX pairs_day ON pairs (code, day, claim, event);

-- The same, of the claims that name goods.
CREATE TABLE dealings (
    code  TEXT NOT NULL,
    other TEXT NOT NULL,
    day   TEXT NOT NULL,
    claim INTEGER NOT NULL REFERENCES claims,
    PRIMARY KEY (code, day, other, claim)
) WITHOUT ROWID;

-- The chain of speakers, from the outermost inwards; the outlet itself is not in it.
CREATE TABLE speakers (
    claim     INTEGER NOT NULL REFERENCES claims,
    position  INTEGER NOT NULL,
    actor     INTEGER REFERENCES actors,  -- null where nobody is named
    text      TEXT,
    start     INTEGER,
    end       INTEGER,
    cue       TEXT,
    cue_start INTEGER,
    cue_end   INTEGER,
    stance    TEXT NOT NULL,        -- asserts, denies, doubts, worries, alleges, asks
    PRIMARY KEY (claim, position)
) WITHOUT ROWID;
CREATE INDEX speakers_actor ON speakers (actor);

CREATE TABLE quantities (
    claim    INTEGER NOT NULL REFERENCES claims,
    position INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    value    REAL NOT NULL,
    unit     TEXT,
    text     TEXT NOT NULL,
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    PRIMARY KEY (claim, position)
) WITHOUT ROWID;

CREATE TABLE goods (
    claim    INTEGER NOT NULL REFERENCES claims,
    position INTEGER NOT NULL,
    class    TEXT NOT NULL,
    text     TEXT NOT NULL,
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    PRIMARY KEY (claim, position)
) WITHOUT ROWID;

-- Which claim is given for which other.
CREATE TABLE exchanges (
    claim INTEGER NOT NULL REFERENCES claims,
    other INTEGER NOT NULL,
    PRIMARY KEY (claim, other)
) WITHOUT ROWID;

-- Derived: can be thrown away, `casus derive` makes them again. ------------------------------------------------------

-- Happenings, each told by one claim or more.
CREATE TABLE cases (
    number    INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE, -- that of its first claim
    event     TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    claims    INTEGER NOT NULL,
    origins   INTEGER NOT NULL      -- independent ones: reprints and reports on one source's word count once
);
CREATE INDEX cases_event ON cases (event, first_day);

CREATE TABLE case_claims (
    claim  INTEGER PRIMARY KEY REFERENCES claims,
    number INTEGER NOT NULL REFERENCES cases
);
CREATE INDEX case_claims_number ON case_claims (number);

-- Days and types whose claims are not yet joined into cases.
CREATE TABLE underived (
    event TEXT NOT NULL,
    day   TEXT NOT NULL,
    PRIMARY KEY (event, day)
) WITHOUT ROWID;

-- What the ledger has of its own: `cases` is the rule by which claims are joined, where it is not the one built in.
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- Views for people. ---------------------------------------------------------------------------------------------------

-- The claims of the newest version of each document, one row each.
CREATE VIEW events AS
SELECT d.id || CASE c.kind WHEN 'event' THEN '#' ELSE '!' END || c.number AS id,
       d.id AS document, d.publisher, d.published, d.known,
       c.kind, c.date, c.first_day, c.last_day, c.event, c.mode, c.context, c.status, c.condition,
       (SELECT group_concat(a.code, ';') FROM parties p JOIN actors a USING (actor)
         WHERE p.claim = c.claim AND p.role = 'actor') AS actor,
       (SELECT group_concat(a.code, ';') FROM parties p JOIN actors a USING (actor)
         WHERE p.claim = c.claim AND p.role = 'recipient') AS recipient,
       (SELECT group_concat(coalesce(nullif(a.name, ''), s.text, 'unnamed') || ' ' || s.stance, '; ')
          FROM speakers s LEFT JOIN actors a USING (actor) WHERE s.claim = c.claim) AS said,
       c.place, c.country, c.cameo, c.goldstein, c.quad_code, c.confidence,
       (SELECT number FROM case_claims k WHERE k.claim = c.claim) AS case_number,
       c.claim
  FROM claims c JOIN documents d USING (document)
 WHERE NOT EXISTS (SELECT 1 FROM corrections x WHERE x.document = c.document);

-- Events by pair and day, as the field counts them.
CREATE VIEW dyad_days AS
SELECT p.code AS actor, q.code AS recipient, e.first_day AS day,
       count(*) AS events, count(DISTINCT e.case_number) AS cases,
       sum(e.quad_code = 1) AS verbal_cooperation, sum(e.quad_code = 2) AS material_cooperation,
       sum(e.quad_code = 3) AS verbal_conflict, sum(e.quad_code = 4) AS material_conflict,
       avg(e.goldstein) AS goldstein
  FROM events e
  JOIN (SELECT DISTINCT p.claim, a.code FROM parties p JOIN actors a USING (actor)
         WHERE p.role = 'actor' AND a.code <> '') p ON p.claim = e.claim
  JOIN (SELECT DISTINCT p.claim, a.code FROM parties p JOIN actors a USING (actor)
         WHERE p.role = 'recipient' AND a.code <> '') q ON q.claim = e.claim
 WHERE e.kind = 'event' AND e.status = 'actual' AND e.first_day = e.last_day AND p.code <> q.code
 GROUP BY 1, 2, 3;
