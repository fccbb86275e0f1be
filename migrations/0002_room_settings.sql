-- What a room's sessions are like, beside locks and design: a JSON object, see domain/settings.rs. What is missing is a
-- meeting server's default.
ALTER TABLE rooms ADD COLUMN settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings));
