-- Times are milliseconds since 1970, in ledger microseconds. IDs, entries and hashes of challenges
-- are text as on the wire, everything sealed is bytes. What has the name of a table of the embedded
-- store is that table.

CREATE TABLE schema_version (
  version       integer NOT NULL     -- number of the newest schema file that was applied
);
INSERT INTO schema_version (version) VALUES (0);

CREATE TABLE sessions (
  id            bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- inner number, never shown
  sid           text    COLLATE "C" NOT NULL UNIQUE, -- session ID
  size          integer NOT NULL,    -- entries in the statement log
  names_version bigint  NOT NULL,    -- version of the newest name frame, 0 before the first
  guard         integer NOT NULL,    -- position of the newest entry that changes who may write
  epoch         integer NOT NULL,    -- number of the current epoch
  created_at    bigint  NOT NULL,    -- ms
  expires_at    bigint  NOT NULL,    -- ms; from then on a purge removes the session
  log_bytes     bigint  NOT NULL,    -- bytes of the log and of the sealed texts that came with it
  stored_bytes  bigint  NOT NULL,    -- those, and the bytes of all rows in frames
  ledger_size   bigint  NOT NULL DEFAULT 0, -- entries in the ledger
  ledger_at     bigint  NOT NULL DEFAULT 0, -- µs; time of the newest of them
  logged_size   bigint  NOT NULL DEFAULT 0  -- size of the ledger that the log has seen last
) WITH (fillfactor = 80);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX sessions_unlogged ON sessions (id) WHERE ledger_size > logged_size;

CREATE TABLE entries (
  session_id bigint  NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  position   integer NOT NULL,       -- place in the statement log, from 0
  entry      text    NOT NULL,       -- one signed statement, or two joined by "~"
  hash       bytea   NOT NULL,       -- SHA-256 of the entry
  PRIMARY KEY (session_id, position)
);
CREATE INDEX entries_by_hash ON entries (session_id, hash);

CREATE TABLE invites (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- order of arrival
  session_id     bigint NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  iid            text   COLLATE "C" NOT NULL, -- invite ID
  label          bytea  NOT NULL,    -- sealed to the host
  preview        bytea  NOT NULL,    -- sealed to the invite's key
  opened         bigint NOT NULL,    -- looks at the invite
  failed         bigint NOT NULL,    -- refused joins by the invite
  last_failed_at bigint,             -- ms; null before the first refused join
  UNIQUE (session_id, iid)
);
CREATE INDEX invites_by_iid ON invites (iid);

CREATE TABLE wraps (
  session_id     bigint  NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  recipient_kind integer NOT NULL,   -- 1 member, 2 invite
  recipient      text    COLLATE "C" NOT NULL, -- member or invite ID
  epoch          integer NOT NULL,   -- the epoch whose key is inside
  wrap           bytea   NOT NULL,   -- the epoch key, sealed to the recipient
  PRIMARY KEY (session_id, recipient_kind, recipient, epoch)
);

CREATE TABLE names (
  session_id bigint NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  mid        text   COLLATE "C" NOT NULL, -- member ID
  frame      bytea  NOT NULL,        -- newest name frame of the member
  version    bigint NOT NULL,        -- its place in the order of the session's names, from 1
  PRIMARY KEY (session_id, mid)
);
CREATE INDEX names_by_version ON names (session_id, version);

CREATE TABLE challenges (
  hash       text   COLLATE "C" PRIMARY KEY, -- of a challenge that was taken
  expires_at bigint NOT NULL         -- ms; from then on a purge forgets it
);
CREATE INDEX challenges_by_expiry ON challenges (expires_at);

CREATE TABLE channels (
  session_id bigint  NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  channel    integer NOT NULL,       -- 0 to 255
  head       bigint  NOT NULL,       -- sequence number of the newest frame
  base       bigint  NOT NULL,       -- sequence number of the replace to begin at, 0 if none
  covered    bigint  NOT NULL,       -- frames up to this sequence number are deleted
  PRIMARY KEY (session_id, channel)
) WITH (fillfactor = 80);

CREATE TABLE frames (
  session_id bigint  NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  channel    integer NOT NULL,       -- 0 to 255
  seq        bigint  NOT NULL,       -- sequence number in the channel, from 1
  frame      bytea   NOT NULL,       -- as the sender sealed and signed it
  stored_at  bigint  NOT NULL,       -- ms
  PRIMARY KEY (session_id, channel, seq)
);
-- Ciphertext does not become smaller.
ALTER TABLE frames ALTER COLUMN frame SET STORAGE EXTERNAL;

-- The last frame of every instance that writes, so that none is taken twice or out of order.
CREATE TABLE counters (
  session_id bigint  NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  stream     integer NOT NULL,       -- 1 append and replace, over all channels; 2 name
  epoch      integer NOT NULL,       -- current epoch or one of the sixteen before it
  sender     text    COLLATE "C" NOT NULL, -- member ID
  instance   bytea   NOT NULL,       -- 8 bytes that the sender drew
  counter    bigint  NOT NULL,       -- counter of the last frame that was taken
  hash       bytea   NOT NULL,       -- SHA-256 of that frame
  answer     bigint  NOT NULL,       -- what its sender was told: seq, or version of the name
  PRIMARY KEY (session_id, stream, epoch, sender, instance)
) WITH (fillfactor = 80);

CREATE TABLE ledger (
  session_id bigint  NOT NULL REFERENCES sessions ON DELETE CASCADE, -- owner
  idx        bigint  NOT NULL,       -- place in the ledger, from 0
  at         bigint  NOT NULL,       -- µs; never below that of the entry before
  position   integer,                -- of the statement that it follows from; null if from none
  leaf       text    NOT NULL,       -- the entry
  nodes      bytea   NOT NULL,       -- hashes of all perfect subtrees that end here, the leaf first
  salt       bytea,                  -- of the details; null if there are none or they were erased
  details    text,                   -- what the entry commits to; null as the salt
  PRIMARY KEY (session_id, idx)
);
CREATE INDEX ledger_by_statement ON ledger (session_id, position) WHERE position IS NOT NULL;
CREATE INDEX ledger_by_age_of_details ON ledger (at) WHERE details IS NOT NULL;

CREATE TABLE log (
  idx        bigint PRIMARY KEY,     -- place in the log, from 0
  session_id bigint REFERENCES sessions ON DELETE SET NULL, -- whose; null once it is gone
  size       bigint NOT NULL,        -- entries that its ledger had
  entry      bytea  NOT NULL,        -- its checkpoint, unsigned
  nodes      bytea  NOT NULL         -- as in ledger
);
CREATE INDEX log_by_session ON log (session_id);

CREATE TABLE log_checkpoint (
  id         integer PRIMARY KEY CHECK (id = 1), -- there is only one
  note       text   NOT NULL         -- the newest published checkpoint of the log, with cosignatures
);

-- Which broker continues the log. Whoever writes to the log holds this row.
CREATE TABLE log_leader (
  id         integer PRIMARY KEY CHECK (id = 1), -- there is only one
  broker     text   NOT NULL,        -- drawn by each broker when it starts
  until      bigint NOT NULL         -- ms; from then on another one may
);
INSERT INTO log_leader (id, broker, until) VALUES (1, '', 0);

-- The newest transaction of each thread that writes: what became of it is read here when the
-- connection was lost while it was committed.
CREATE TABLE commits (
  writer     text   COLLATE "C" PRIMARY KEY, -- drawn by each thread when it starts
  number     bigint NOT NULL,        -- of the transaction; each has the next one
  at         bigint NOT NULL         -- ms; a day later the row goes
) WITH (fillfactor = 50);

-- Where two devices meet (PROTOCOL.md §5.1).
CREATE TABLE rendezvous (
  id         text   COLLATE "C" PRIMARY KEY, -- rendezvous ID
  owner      text   COLLATE "C" NOT NULL UNIQUE, -- the session and member who opened it
  until      bigint NOT NULL         -- ms; from then on it is not there
);
CREATE INDEX rendezvous_by_expiry ON rendezvous (until);

CREATE TABLE rendezvous_slots (
  id         text    COLLATE "C" NOT NULL REFERENCES rendezvous ON DELETE CASCADE, -- where
  slot       integer NOT NULL,       -- 0 to 3
  sealed     bytea   NOT NULL,       -- what stands there
  PRIMARY KEY (id, slot)
);

-- Whose store this is: a broker with other keys could not go on with any session.
CREATE TABLE broker_key (
  id         integer PRIMARY KEY CHECK (id = 1), -- there is only one
  ledger_key bytea  NOT NULL         -- public half of the key that signs ledgers
);
