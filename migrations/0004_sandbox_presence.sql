-- Who is in a session of the sandbox, how sessions end, and what was broadcast to them. Times are unix milliseconds.

ALTER TABLE sandbox_sessions ADD COLUMN room_duration INTEGER NOT NULL DEFAULT 0;  -- seconds from started_at, 0 = unlimited
ALTER TABLE sandbox_sessions ADD COLUMN started_at INTEGER;                        -- when somebody was first in the meeting
ALTER TABLE sandbox_sessions ADD COLUMN ending_at INTEGER;                         -- when its end began; the rest is teardown
ALTER TABLE sandbox_sessions ADD COLUMN end_cause TEXT CHECK (end_cause IN ('asked', 'duration', 'departed', 'empty'));
ALTER TABLE sandbox_sessions ADD COLUMN joined_at_end INTEGER NOT NULL DEFAULT 0;  -- people online when it was over
CREATE INDEX sandbox_sessions_by_room ON sandbox_sessions (room_id);               -- past sessions

ALTER TABLE sandbox_users ADD COLUMN is_blocked INTEGER NOT NULL DEFAULT 0 CHECK (is_blocked IN (0, 1));

-- One press of Enter. Somebody is online from entered_at until gone_at, and online under one user id at most once.
CREATE TABLE sandbox_entries (
    secret_hash    BLOB    NOT NULL PRIMARY KEY,         -- SHA-256 of what the page that entered knows
    sid            TEXT    NOT NULL REFERENCES sandbox_sessions (sid) ON DELETE CASCADE,
    user_id        TEXT    NOT NULL,
    participant_id TEXT    NOT NULL,                     -- as media servers name one stay
    entered_at     INTEGER NOT NULL,
    in_meeting_at  INTEGER,                              -- null on the landing page and in the waiting room
    seen_at        INTEGER NOT NULL,                     -- last sign of life
    left_at        INTEGER,
    left_how       TEXT CHECK (left_how IN ('left', 'replaced', 'removed', 'silent', 'ended')),
    -- Whoever is silent for two minutes is gone (plugnmeet-api.md §9 row 12).
    gone_at        INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(left_at, seen_at + 120000)) VIRTUAL,
    CHECK ((left_at IS NULL) = (left_how IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX sandbox_entries_by_user ON sandbox_entries (sid, user_id);
CREATE INDEX sandbox_entries_online ON sandbox_entries (sid, gone_at);
CREATE INDEX sandbox_entries_in_meeting ON sandbox_entries (sid, gone_at) WHERE in_meeting_at IS NOT NULL;

-- What was broadcast to a session, the newest only.
CREATE TABLE sandbox_messages (
    id       INTEGER NOT NULL PRIMARY KEY,
    sid      TEXT    NOT NULL REFERENCES sandbox_sessions (sid) ON DELETE CASCADE,
    to_users TEXT    CHECK (json_valid(to_users)),       -- user ids, null = everyone
    kind     TEXT    NOT NULL CHECK (kind IN ('chat', 'info', 'warning', 'error')),
    text     TEXT    NOT NULL,
    sent_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX sandbox_messages_by_session ON sandbox_messages (sid, id);
