-- Meeting servers beside the sandbox, which has no row.
CREATE TABLE meeting_servers (
    id                 TEXT    NOT NULL PRIMARY KEY,
    name               TEXT    NOT NULL COLLATE NOCASE UNIQUE CHECK (length(name) BETWEEN 1 AND 80),
    url                TEXT    NOT NULL,                 -- http(s), without a slash at the end; `/auth/…` follows
    join_url           TEXT,                             -- where the web client is, with its slash; NULL: at `url`
    api_key            TEXT    NOT NULL,
    sealed_secret      BLOB    NOT NULL,                 -- sealed with the key file
    sealed_next_secret BLOB,                             -- takes the place of the other once a test has passed with it
    is_default         INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
    created_at         INTEGER NOT NULL,
    updated_at         INTEGER NOT NULL,
    version            INTEGER NOT NULL DEFAULT 1        -- counts the changes: a client that is kept in memory is of one
) STRICT;
-- None is the default: the sandbox is.
CREATE UNIQUE INDEX meeting_servers_default ON meeting_servers (is_default) WHERE is_default = 1;

-- Where the room's sessions run; NULL: on the sandbox.
ALTER TABLE rooms ADD COLUMN server_id TEXT REFERENCES meeting_servers (id);
CREATE INDEX rooms_by_server ON rooms (server_id);

-- JSON of what the portal asked for when it began the room's latest session, to be compared with what came of it.
ALTER TABLE rooms ADD COLUMN asked TEXT;
