-- What the sandbox keeps of people, and for how long; what a page may do follows from the token that it entered with.

-- What the token of the stay said, whatever a later one for the same id says.
ALTER TABLE sandbox_entries ADD COLUMN is_moderator INTEGER NOT NULL DEFAULT 0 CHECK (is_moderator IN (0, 1));
UPDATE sandbox_entries SET is_moderator = coalesce(
    (SELECT is_admin FROM sandbox_users AS user WHERE user.sid = sandbox_entries.sid AND user.user_id = sandbox_entries.user_id), 0);

-- Whoever comes and goes often is still found at once.
DROP INDEX sandbox_entries_by_user;
CREATE INDEX sandbox_entries_by_user ON sandbox_entries (sid, user_id, gone_at);
CREATE INDEX sandbox_entries_open ON sandbox_entries (sid, user_id) WHERE left_at IS NULL;

-- People, stays and messages go some time after the end; the session stays in the list of past ones.
ALTER TABLE sandbox_sessions ADD COLUMN knows_people INTEGER NOT NULL DEFAULT 1 CHECK (knows_people IN (0, 1));
CREATE INDEX sandbox_sessions_to_forget ON sandbox_sessions (ended_at) WHERE knows_people = 1;

-- Nobody needs the key of a meeting that is over.
UPDATE sandbox_sessions
    SET metadata = json_remove(metadata, '$.room_features.end_to_end_encryption_features.encryption_key')
    WHERE ended_at IS NOT NULL;
