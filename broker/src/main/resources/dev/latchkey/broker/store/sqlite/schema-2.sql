-- The ledger of each session, and the broker-wide log of their checkpoints. Times are microseconds
-- since 1970 here.

ALTER TABLE sessions ADD COLUMN
  ledger_size INTEGER NOT NULL DEFAULT 0; -- entries in the ledger
ALTER TABLE sessions ADD COLUMN
  ledger_at   INTEGER NOT NULL DEFAULT 0; -- µs; time of the newest of them
ALTER TABLE sessions ADD COLUMN
  logged_size INTEGER NOT NULL DEFAULT 0; -- size of the ledger that the log has seen last
CREATE INDEX sessions_unlogged ON sessions (id) WHERE ledger_size > logged_size;

CREATE TABLE ledger (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  idx        INTEGER NOT NULL,       -- place in the ledger, from 0
  at         INTEGER NOT NULL,       -- µs; never below that of the entry before
  position   INTEGER,                -- of the statement that it follows from; null if from none
  leaf       TEXT    NOT NULL,       -- the entry
  nodes      BLOB    NOT NULL,       -- hashes of all perfect subtrees that end here, the leaf first
  salt       BLOB,                   -- of the details; null if there are none or they were erased
  details    TEXT,                   -- what the entry commits to; null as the salt
  PRIMARY KEY (session_id, idx)
) STRICT;
CREATE INDEX ledger_by_statement ON ledger (session_id, position) WHERE position IS NOT NULL;
CREATE INDEX ledger_by_age_of_details ON ledger (at) WHERE details IS NOT NULL;

CREATE TABLE log (
  idx        INTEGER PRIMARY KEY,    -- place in the log, from 0
  session_id INTEGER REFERENCES sessions ON DELETE SET NULL, -- whose; null once it is gone
  size       INTEGER NOT NULL,       -- entries that its ledger had
  entry      BLOB    NOT NULL,       -- its checkpoint, unsigned
  nodes      BLOB    NOT NULL        -- as in ledger
) STRICT;
CREATE INDEX log_by_session ON log (session_id);

CREATE TABLE log_checkpoint (
  id         INTEGER PRIMARY KEY CHECK (id = 1), -- there is only one
  note       TEXT    NOT NULL        -- the newest published checkpoint of the log, with cosignatures
) STRICT;
