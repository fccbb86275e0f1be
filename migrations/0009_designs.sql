-- Designs as things of their own: rooms and invites use them by reference.

CREATE TABLE designs (
    id          TEXT    NOT NULL PRIMARY KEY,
    owner_id    TEXT    NOT NULL REFERENCES accounts (id),
    name        TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    name_folded TEXT    NOT NULL,                        -- for searching and sorting: see domain::fold
    shared      INTEGER NOT NULL CHECK (shared IN (0, 1)), -- everybody who is signed in may use it
    design      TEXT    NOT NULL CHECK (json_valid(design)), -- object of the set keys
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    version     INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX designs_by_owner ON designs (owner_id, name_folded, id);
CREATE INDEX designs_shared ON designs (name_folded, id) WHERE shared = 1;

-- NULL: the room's own colours, in `design`. These stay there while a saved design is used, for when it is not any more.
ALTER TABLE rooms ADD COLUMN design_id TEXT REFERENCES designs (id);
CREATE INDEX rooms_by_design ON rooms (design_id) WHERE design_id IS NOT NULL;
-- NULL: what `design` says.
ALTER TABLE invites ADD COLUMN design_id TEXT REFERENCES designs (id);
CREATE INDEX invites_by_design ON invites (design_id) WHERE design_id IS NOT NULL;

-- Invites with what became of them, and the saved design that they use.
DROP VIEW invites_seen;
CREATE VIEW invites_seen AS SELECT
    invite.*,
    saved.name AS saved_name, saved.design AS saved_design,
    (SELECT count(*) FROM invite_guests g WHERE g.invite_id = invite.id AND g.first_used_at IS NOT NULL) AS uses,
    last.last_used_at AS last_used_at, last.name AS last_name, last.browser AS last_browser
FROM invites AS invite LEFT JOIN invite_guests AS last ON last.invite_id = invite.id AND last.browser_hash =
    (SELECT g.browser_hash FROM invite_guests g WHERE g.invite_id = invite.id AND g.last_used_at IS NOT NULL
     ORDER BY g.last_used_at DESC LIMIT 1)
LEFT JOIN designs AS saved ON saved.id = invite.design_id;
