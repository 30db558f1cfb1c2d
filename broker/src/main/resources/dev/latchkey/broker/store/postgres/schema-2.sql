-- How many sessions one network has. Only where that is bounded.

ALTER TABLE sessions ADD COLUMN
  creator bytea;                     -- pseudonym of the network that began it; null if none is kept
CREATE INDEX sessions_by_creator ON sessions (creator) WHERE creator IS NOT NULL;
