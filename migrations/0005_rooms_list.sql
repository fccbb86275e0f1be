-- The list of rooms: archived ones, favourites, what was used last, titles to search and sort by.

ALTER TABLE rooms ADD COLUMN archived_at INTEGER;                       -- NULL: in use
-- The title as domain/fold.rs folds it. Empty: to be folded at the next start, since SQL cannot.
ALTER TABLE rooms ADD COLUMN title_folded TEXT NOT NULL DEFAULT '';
CREATE INDEX rooms_to_fold ON rooms (id) WHERE title_folded = '';

ALTER TABLE room_members ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1));
-- When this account last started it, joined it or made a link to it; at first, when it got the room.
ALTER TABLE room_members ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
UPDATE room_members SET used_at = (SELECT created_at FROM rooms WHERE id = room_id);
-- One each for the orders of the list that need no title. Ids of rooms grow with the time they were made at.
CREATE INDEX room_members_by_use ON room_members (account_id, favourite, used_at, room_id);
CREATE INDEX room_members_by_age ON room_members (account_id, favourite, room_id);

-- What an account chose last, to be there again the next time. No row: the usual.
CREATE TABLE room_list_choices (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    filter     TEXT NOT NULL DEFAULT 'all' CHECK (filter IN ('all', 'mine', 'shared', 'archived')),
    sort       TEXT NOT NULL DEFAULT 'used' CHECK (sort IN ('used', 'title', 'newest')),
    template   TEXT NOT NULL DEFAULT 'lesson' CHECK (template IN ('lesson', 'meeting', 'webinar', 'exam'))
) STRICT;
