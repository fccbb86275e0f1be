-- Times are unix milliseconds, ids UUIDv7 text unless said otherwise.

-- Who may sign in to the portal.
CREATE TABLE accounts (
    id              TEXT    NOT NULL PRIMARY KEY,
    email           TEXT    NOT NULL UNIQUE CHECK (email = lower(email)),
    name            TEXT    NOT NULL,
    password_hash   TEXT    NOT NULL,                    -- PHC string, Argon2id
    role            TEXT    NOT NULL CHECK (role IN ('administrator', 'teacher')),
    meeting_user_id TEXT    NOT NULL UNIQUE,             -- one for life: the account is the same person in every session
    disabled_at     INTEGER,
    created_at      INTEGER NOT NULL
) STRICT;

-- A browser that is signed in, or holds the values of a rejected form. The cookie's value never stands here, only its SHA-256.
CREATE TABLE sign_ins (
    id_hash    BLOB    NOT NULL PRIMARY KEY,
    data       TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_ins_by_expiry ON sign_ins (expires_at);

CREATE TABLE rooms (
    id              TEXT    NOT NULL PRIMARY KEY,
    slug            TEXT    NOT NULL UNIQUE,
    meeting_room_id TEXT    NOT NULL UNIQUE,             -- what the meeting server calls it; never changes
    title           TEXT    NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
    locks           INTEGER NOT NULL CHECK (locks BETWEEN 0 AND 1023), -- one bit a lock, see domain/locks.rs
    design          TEXT    NOT NULL CHECK (json_valid(design)), -- object of the set keys
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    version         INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE room_members (
    room_id    TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    "right"    TEXT NOT NULL CHECK ("right" IN ('owner', 'co_owner')),
    PRIMARY KEY (account_id, room_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX room_members_by_room ON room_members (room_id);

-- The sandbox's own credentials: one row, made at first start.
CREATE TABLE sandbox_credentials (
    only_row      INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    api_key       TEXT    NOT NULL,
    sealed_secret BLOB    NOT NULL,                      -- sealed with the key file
    created_at    INTEGER NOT NULL
) STRICT;

-- One run of a room on the sandbox, from create to end.
CREATE TABLE sandbox_sessions (
    sid              TEXT    NOT NULL PRIMARY KEY,
    room_id          TEXT    NOT NULL,
    title            TEXT    NOT NULL,
    metadata         TEXT    NOT NULL CHECK (json_valid(metadata)), -- RoomMetadata
    empty_timeout    INTEGER NOT NULL,                   -- seconds
    max_participants INTEGER NOT NULL,                   -- 0 = unlimited
    created_at       INTEGER NOT NULL,
    ended_at         INTEGER
) STRICT;
CREATE UNIQUE INDEX sandbox_sessions_running ON sandbox_sessions (room_id) WHERE ended_at IS NULL;

-- The record a meeting server keeps when it issues a token; a later token for the same id overwrites it.
CREATE TABLE sandbox_users (
    sid       TEXT    NOT NULL REFERENCES sandbox_sessions (sid) ON DELETE CASCADE,
    user_id   TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    is_admin  INTEGER NOT NULL CHECK (is_admin IN (0, 1)),
    metadata  TEXT    NOT NULL CHECK (json_valid(metadata)), -- UserMetadata
    issued_at INTEGER NOT NULL,
    PRIMARY KEY (sid, user_id)
) STRICT, WITHOUT ROWID;
