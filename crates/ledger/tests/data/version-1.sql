PRAGMA application_id = 1667330933;
PRAGMA user_version = 1;
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
CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents,
    text     TEXT NOT NULL
);
CREATE TABLE corrections (
    document INTEGER PRIMARY KEY REFERENCES documents,
    by       INTEGER NOT NULL REFERENCES documents,
    known    TEXT NOT NULL
);
CREATE TABLE reprints (
    document INTEGER PRIMARY KEY REFERENCES documents,
    of       INTEGER NOT NULL REFERENCES documents
);
CREATE TABLE bands (
    known    TEXT NOT NULL,
    band     INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents,
    PRIMARY KEY (known, band, document)
) WITHOUT ROWID;
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
CREATE TABLE pairs (
    code  TEXT NOT NULL,
    other TEXT NOT NULL,            -- empty: the claim has no other party with a code
    day   TEXT NOT NULL,            -- the first day
    claim INTEGER NOT NULL REFERENCES claims,
    event TEXT NOT NULL,
    PRIMARY KEY (code, other, day, claim)
) WITHOUT ROWID;
CREATE INDEX pairs_day ON pairs (code, day, claim, event);
CREATE TABLE dealings (
    code  TEXT NOT NULL,
    other TEXT NOT NULL,
    day   TEXT NOT NULL,
    claim INTEGER NOT NULL REFERENCES claims,
    PRIMARY KEY (code, day, other, claim)
) WITHOUT ROWID;
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
CREATE TABLE exchanges (
    claim INTEGER NOT NULL REFERENCES claims,
    other INTEGER NOT NULL,
    PRIMARY KEY (claim, other)
) WITHOUT ROWID;
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
CREATE TABLE underived (
    event TEXT NOT NULL,
    day   TEXT NOT NULL,
    PRIMARY KEY (event, day)
) WITHOUT ROWID;
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
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
INSERT INTO "documents" VALUES (1, 'wire-1', 1, 313468691176293061, '2024-05-07', '2024-05-07', '2024-05-07', 'Lakeside Wire', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "documents" VALUES (2, 'post-1', 1, -4165098785357688725, '2024-05-08', '2024-05-08', '2024-05-08', 'Harbour Post', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "documents" VALUES (3, 'wire-2', 1, -2688766871672406011, '2024-05-08', '2024-05-08', '2024-05-08', 'Lakeside Wire', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "documents" VALUES (4, 'wire-3', 1, 2879759673029740228, '2024-05-08', '2024-05-08', '2024-05-08', 'Lakeside Wire', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "documents" VALUES (5, 'post-2', 1, 1770804423322644918, '2024-05-08', '2024-05-08', '2024-05-08', 'Harbour Post', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "texts" VALUES (1, 'Text of wire-1.');
INSERT INTO "texts" VALUES (2, 'Text of post-1.');
INSERT INTO "texts" VALUES (3, 'Text of wire-2.');
INSERT INTO "texts" VALUES (4, 'Text of wire-3.');
INSERT INTO "texts" VALUES (5, 'Text of post-2.');
INSERT INTO "bands" VALUES ('2024-05-07', -1003303447096283556, 1);
INSERT INTO "bands" VALUES ('2024-05-08', -8008277890411234032, 4);
INSERT INTO "bands" VALUES ('2024-05-08', -5088472429597611571, 2);
INSERT INTO "bands" VALUES ('2024-05-08', 2406357165909055776, 3);
INSERT INTO "bands" VALUES ('2024-05-08', 5867561207400322305, 5);
INSERT INTO "actors" VALUES (1, 'RUS', '', '', '', '', '');
INSERT INTO "actors" VALUES (2, 'UKR', '', '', '', '', '');
INSERT INTO "actors" VALUES (3, 'UKR', 'JRN', 'Governor of Kharkiv', '', '', '');
INSERT INTO "actors" VALUES (4, 'RUS', 'JRN', 'Moscow', '', '', '');
INSERT INTO "actors" VALUES (5, 'TUR', '', '', '', '', '');
INSERT INTO "actors" VALUES (6, 'DEU', '', '', '', '', '');
INSERT INTO "claims" VALUES (1, 1, 'event', 0, 'ASSAULT', '', '', 'actual', NULL, NULL, NULL, '2024-05-07', 'on Tuesday', 12, 22, '2024-05-07', '2024-05-07', 'Kharkiv', 'UKR', 49.979999542236328, 36.25, 706483, 'Kharkiv', 50, 57, NULL, NULL, NULL, NULL, -10.0, 4, 0.0, 0, 0, 9, 'did', 8, 11, 'test', 0.5);
INSERT INTO "claims" VALUES (2, 2, 'event', 0, 'ASSAULT', '', '', 'actual', NULL, NULL, NULL, '2024-05-07', 'on Tuesday', 12, 22, '2024-05-07', '2024-05-07', 'Kharkiv', 'UKR', 49.979999542236328, 36.25, 706483, 'Kharkiv', 50, 57, NULL, NULL, NULL, NULL, -10.0, 4, 0.0, 0, 0, 9, 'did', 8, 11, 'test', 0.5);
INSERT INTO "claims" VALUES (3, 3, 'event', 0, 'ASSAULT', '', '', 'actual', NULL, NULL, NULL, '2024-05-07', 'on Tuesday', 12, 22, '2024-05-07', '2024-05-07', 'Kharkiv', 'UKR', 49.979999542236328, 36.25, 706483, 'Kharkiv', 50, 57, NULL, NULL, NULL, NULL, -10.0, 4, 0.0, 0, 0, 9, 'did', 8, 11, 'test', 0.5);
INSERT INTO "claims" VALUES (4, 4, 'event', 0, 'CONSULT', '', '', 'actual', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2024-05-08', '2024-05-08', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1.0, 1, 0.0, 0, 0, 9, 'did', 8, 11, 'test', 0.5);
INSERT INTO "claims" VALUES (5, 5, 'event', 0, 'AID', '', '', 'actual', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2024-05-08', '2024-05-08', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 7.0, 2, 0.0, 0, 0, 9, 'did', 8, 11, 'test', 0.5);
INSERT INTO "parties" VALUES (1, 'actor', 0, 1, 'RUS', 0, 3);
INSERT INTO "parties" VALUES (1, 'recipient', 1, 2, 'UKR', 0, 3);
INSERT INTO "parties" VALUES (2, 'actor', 0, 1, 'RUS', 0, 3);
INSERT INTO "parties" VALUES (2, 'recipient', 1, 2, 'UKR', 0, 3);
INSERT INTO "parties" VALUES (3, 'actor', 0, 1, 'RUS', 0, 3);
INSERT INTO "parties" VALUES (3, 'recipient', 1, 2, 'UKR', 0, 3);
INSERT INTO "parties" VALUES (4, 'actor', 0, 5, 'TUR', 0, 3);
INSERT INTO "parties" VALUES (4, 'recipient', 1, 2, 'UKR', 0, 3);
INSERT INTO "parties" VALUES (5, 'actor', 0, 6, 'DEU', 0, 3);
INSERT INTO "parties" VALUES (5, 'recipient', 1, 2, 'UKR', 0, 3);
INSERT INTO "pairs" VALUES ('DEU', 'UKR', '2024-05-08', 5, 'AID');
INSERT INTO "pairs" VALUES ('RUS', 'UKR', '2024-05-07', 1, 'ASSAULT');
INSERT INTO "pairs" VALUES ('RUS', 'UKR', '2024-05-07', 2, 'ASSAULT');
INSERT INTO "pairs" VALUES ('RUS', 'UKR', '2024-05-07', 3, 'ASSAULT');
INSERT INTO "pairs" VALUES ('TUR', 'UKR', '2024-05-08', 4, 'CONSULT');
INSERT INTO "pairs" VALUES ('UKR', 'RUS', '2024-05-07', 1, 'ASSAULT');
INSERT INTO "pairs" VALUES ('UKR', 'RUS', '2024-05-07', 2, 'ASSAULT');
INSERT INTO "pairs" VALUES ('UKR', 'RUS', '2024-05-07', 3, 'ASSAULT');
INSERT INTO "pairs" VALUES ('UKR', 'TUR', '2024-05-08', 4, 'CONSULT');
INSERT INTO "pairs" VALUES ('UKR', 'DEU', '2024-05-08', 5, 'AID');
INSERT INTO "speakers" VALUES (1, 0, 3, 'Governor of Kharkiv', 3, 22, 'said', 9, 13, 'asserts');
INSERT INTO "speakers" VALUES (3, 0, 4, 'Moscow', 3, 9, 'said', 9, 13, 'denies');
INSERT INTO "quantities" VALUES (1, 0, 'killed', 12.0, NULL, '12 people', 30, 39);
INSERT INTO "quantities" VALUES (2, 0, 'killed', 40.0, NULL, '12 people', 30, 39);
INSERT INTO "cases" VALUES (1, 'post-2#0', 'AID', '2024-05-08', '2024-05-08', 1, 1);
INSERT INTO "cases" VALUES (2, 'wire-1#0', 'ASSAULT', '2024-05-07', '2024-05-07', 3, 3);
INSERT INTO "cases" VALUES (3, 'wire-3#0', 'CONSULT', '2024-05-08', '2024-05-08', 1, 1);
INSERT INTO "case_claims" VALUES (1, 2);
INSERT INTO "case_claims" VALUES (2, 2);
INSERT INTO "case_claims" VALUES (3, 2);
INSERT INTO "case_claims" VALUES (4, 3);
INSERT INTO "case_claims" VALUES (5, 1);
