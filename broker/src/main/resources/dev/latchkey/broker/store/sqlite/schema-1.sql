-- Times are milliseconds since 1970. IDs, entries and hashes of challenges are text as on the wire,
-- everything sealed is bytes.

CREATE TABLE schema_version (
  version INTEGER NOT NULL           -- number of the newest schema file that was applied
) STRICT;
INSERT INTO schema_version (version) VALUES (0);

CREATE TABLE sessions (
  id            INTEGER PRIMARY KEY, -- inner number, never shown
  sid           TEXT    NOT NULL UNIQUE, -- session ID
  size          INTEGER NOT NULL,    -- entries in the statement log
  names_version INTEGER NOT NULL,    -- version of the newest name frame, 0 before the first
  guard         INTEGER NOT NULL,    -- position of the newest entry that changes who may write
  epoch         INTEGER NOT NULL,    -- number of the current epoch
  created_at    INTEGER NOT NULL,    -- ms
  expires_at    INTEGER NOT NULL,    -- ms; from then on a purge removes the session
  log_bytes     INTEGER NOT NULL,    -- bytes of the log and of the sealed texts that came with it
  stored_bytes  INTEGER NOT NULL     -- those, and the bytes of all rows in frames
) STRICT;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE entries (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  position   INTEGER NOT NULL,       -- place in the statement log, from 0
  entry      TEXT    NOT NULL,       -- one signed statement, or two joined by "~"
  hash       BLOB    NOT NULL,       -- SHA-256 of the entry
  PRIMARY KEY (session_id, position)
) STRICT;
CREATE INDEX entries_by_hash ON entries (session_id, hash);

CREATE TABLE invites (
  id             INTEGER PRIMARY KEY, -- order of arrival
  session_id     INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  iid            TEXT    NOT NULL,   -- invite ID
  label          BLOB    NOT NULL,   -- sealed to the host
  preview        BLOB    NOT NULL,   -- sealed to the invite's key
  opened         INTEGER NOT NULL,   -- looks at the invite
  failed         INTEGER NOT NULL,   -- refused joins by the invite
  last_failed_at INTEGER,            -- ms; null before the first refused join
  UNIQUE (session_id, iid)
) STRICT;
CREATE INDEX invites_by_iid ON invites (iid);

CREATE TABLE wraps (
  session_id     INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  recipient_kind INTEGER NOT NULL,   -- 1 member, 2 invite
  recipient      TEXT    NOT NULL,   -- member or invite ID
  epoch          INTEGER NOT NULL,   -- the epoch whose key is inside
  wrap           BLOB    NOT NULL,   -- the epoch key, sealed to the recipient
  PRIMARY KEY (session_id, recipient_kind, recipient, epoch)
) STRICT;

CREATE TABLE names (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  mid        TEXT    NOT NULL,       -- member ID
  frame      BLOB    NOT NULL,       -- newest name frame of the member
  version    INTEGER NOT NULL,       -- its place in the order of the session's names, from 1
  PRIMARY KEY (session_id, mid)
) STRICT;
CREATE INDEX names_by_version ON names (session_id, version);

CREATE TABLE challenges (
  hash       TEXT    PRIMARY KEY,    -- of a challenge that was taken
  expires_at INTEGER NOT NULL        -- ms; from then on a purge forgets it
) STRICT, WITHOUT ROWID;
CREATE INDEX challenges_by_expiry ON challenges (expires_at);

CREATE TABLE channels (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  channel    INTEGER NOT NULL,       -- 0 to 255
  head       INTEGER NOT NULL,       -- sequence number of the newest frame
  base       INTEGER NOT NULL,       -- sequence number of the replace to begin at, 0 if none
  covered    INTEGER NOT NULL,       -- frames up to this sequence number are deleted
  PRIMARY KEY (session_id, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE frames (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  channel    INTEGER NOT NULL,       -- 0 to 255
  seq        INTEGER NOT NULL,       -- sequence number in the channel, from 1
  frame      BLOB    NOT NULL,       -- as the sender sealed and signed it
  stored_at  INTEGER NOT NULL,       -- ms
  PRIMARY KEY (session_id, channel, seq)
) STRICT;

-- The last frame of every instance that writes, so that none is taken twice or out of order.
CREATE TABLE counters (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  stream     INTEGER NOT NULL,       -- 1 append and replace, over all channels; 2 name
  epoch      INTEGER NOT NULL,       -- current epoch or one of the sixteen before it
  sender     TEXT    NOT NULL,       -- member ID
  instance   BLOB    NOT NULL,       -- 8 bytes that the sender drew
  counter    INTEGER NOT NULL,       -- counter of the last frame that was taken
  hash       BLOB    NOT NULL,       -- SHA-256 of that frame
  answer     INTEGER NOT NULL,       -- what its sender was told: seq, or version of the name
  PRIMARY KEY (session_id, stream, epoch, sender, instance)
) STRICT, WITHOUT ROWID;
