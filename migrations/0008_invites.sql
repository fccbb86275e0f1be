-- Links that never die, and the guests who use them.

-- What hashes codes, browsers and addresses of guests: one row, made at first start. A key of its own, so that the hashes
-- stay when the key file is exchanged.
CREATE TABLE guest_key (
    only_row   INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    sealed_key BLOB    NOT NULL,                         -- 32 bytes, sealed with the key file
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE invites (
    id              TEXT    NOT NULL PRIMARY KEY,
    room_id         TEXT    NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    share           TEXT    CHECK (share IN ('participants', 'moderators')), -- the one that the room's share box shows
    code_hash       BLOB    NOT NULL UNIQUE,             -- keyed; finds the invite
    sealed_code     BLOB    NOT NULL,                    -- sealed with the key file; shows the link
    role            TEXT    NOT NULL CHECK (role IN ('moderator', 'participant')),
    name            TEXT,                                -- personal: who it is for; NULL: open
    user_id         TEXT,                                -- personal: who that is on the meeting server
    locks           TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(locks)), -- what differs from the room: see StoredLocks
    design          TEXT    CHECK (json_valid(design)),  -- object of the set keys; NULL: the room's
    picture         TEXT,                                -- https address
    language        TEXT,                                -- a code of the client's languages
    record_webcam   INTEGER NOT NULL DEFAULT 1 CHECK (record_webcam IN (0, 1)),
    sealed_passcode BLOB,                                -- sealed with the key file, since invitations print it
    not_before      INTEGER,
    expires_at      INTEGER,
    max_uses        INTEGER CHECK (max_uses > 0),
    note            TEXT    NOT NULL DEFAULT '',
    search_folded   TEXT    NOT NULL DEFAULT '',         -- name and note for searching: see domain::fold
    revoked_at      INTEGER,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    version         INTEGER NOT NULL DEFAULT 1,
    CHECK ((name IS NULL) = (user_id IS NULL)),
    CHECK (share IS NULL OR name IS NULL)
) STRICT;
CREATE INDEX invites_by_room ON invites (room_id, id);
CREATE UNIQUE INDEX invites_by_person ON invites (room_id, user_id) WHERE user_id IS NOT NULL AND revoked_at IS NULL;
CREATE UNIQUE INDEX invites_shared ON invites (room_id, share) WHERE share IS NOT NULL AND revoked_at IS NULL;

-- A browser that has pressed Join on an invite. Its first use counts, however often it comes back.
CREATE TABLE invite_guests (
    invite_id     TEXT    NOT NULL REFERENCES invites (id) ON DELETE CASCADE,
    browser_hash  BLOB    NOT NULL,                      -- keyed, of the browser's cookie
    user_id       TEXT    NOT NULL,                      -- who this is on the meeting server
    name          TEXT    NOT NULL,                      -- as joined
    browser       TEXT    NOT NULL,                      -- families of browser and system, no more
    passcode_hash BLOB,                                  -- keyed, of the passcode that let it in: another one is asked for
    address_hash  BLOB,                                  -- keyed; forgotten after 30 days
    waits_since   INTEGER,                               -- waits to be let in
    reserved_at   INTEGER,                               -- holds a use that is not confirmed: lapses by itself
    first_used_at INTEGER,                               -- the use that counts
    last_used_at  INTEGER,
    last_sid      TEXT,                                  -- the session it was last let into
    seen_at       INTEGER NOT NULL,
    PRIMARY KEY (invite_id, browser_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX invite_guests_by_browser ON invite_guests (browser_hash, seen_at);
CREATE INDEX invite_guests_by_use ON invite_guests (invite_id, last_used_at);
CREATE INDEX invite_guests_by_person ON invite_guests (user_id);
CREATE INDEX invite_guests_counted ON invite_guests (invite_id) WHERE first_used_at IS NOT NULL;
CREATE INDEX invite_guests_reserved ON invite_guests (reserved_at) WHERE reserved_at IS NOT NULL;
CREATE INDEX invite_guests_waiting ON invite_guests (invite_id, waits_since) WHERE waits_since IS NOT NULL;
CREATE INDEX invite_guests_waiting_since ON invite_guests (waits_since) WHERE waits_since IS NOT NULL;
CREATE INDEX invite_guests_unused ON invite_guests (seen_at) WHERE first_used_at IS NULL;
CREATE INDEX invite_guests_by_address ON invite_guests (seen_at) WHERE address_hash IS NOT NULL;

-- Invites with what became of them.
CREATE VIEW invites_seen AS SELECT
    invite.*,
    (SELECT count(*) FROM invite_guests g WHERE g.invite_id = invite.id AND g.first_used_at IS NOT NULL) AS uses,
    last.last_used_at AS last_used_at, last.name AS last_name, last.browser AS last_browser
FROM invites AS invite LEFT JOIN invite_guests AS last ON last.invite_id = invite.id AND last.browser_hash =
    (SELECT g.browser_hash FROM invite_guests g WHERE g.invite_id = invite.id AND g.last_used_at IS NOT NULL
     ORDER BY g.last_used_at DESC LIMIT 1);

-- Whom a room's moderators do not want to see again, by who they are on the meeting server.
CREATE TABLE refused_guests (
    room_id    TEXT    NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    user_id    TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    refused_at INTEGER NOT NULL,
    PRIMARY KEY (room_id, user_id)
) STRICT, WITHOUT ROWID;

-- The browsers that they had come by when they were refused. Kept here, since whoever never came in is forgotten elsewhere.
CREATE TABLE refused_browsers (
    room_id      TEXT NOT NULL,
    user_id      TEXT NOT NULL,
    browser_hash BLOB NOT NULL,                          -- keyed, of the browser's cookie
    PRIMARY KEY (room_id, user_id, browser_hash),
    FOREIGN KEY (room_id, user_id) REFERENCES refused_guests (room_id, user_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX refused_browsers_by_browser ON refused_browsers (room_id, browser_hash);

ALTER TABLE rooms ADD COLUMN started_sid TEXT;           -- the session that a moderator has started
ALTER TABLE rooms ADD COLUMN started_at  INTEGER;        -- when
ALTER TABLE rooms ADD COLUMN shut_sid    TEXT;           -- the session that no more guests are let into

ALTER TABLE accounts ADD COLUMN invitation TEXT;         -- template of the invitation's text; NULL: the usual
-- The zone of the browser that signed in last, as far as it told: for guests whose browser has not told theirs yet.
ALTER TABLE accounts ADD COLUMN browsers_time_zone TEXT;
