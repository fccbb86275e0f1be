-- How somebody reads the portal (NULL: as the browser or the system says), and what ends a sign-in.
ALTER TABLE accounts ADD COLUMN language        TEXT;                        -- en, de
ALTER TABLE accounts ADD COLUMN theme           TEXT CHECK (theme IN ('light', 'dark'));
ALTER TABLE accounts ADD COLUMN time_zone       TEXT;                        -- a name of the tz database
ALTER TABLE accounts ADD COLUMN sign_in_round   INTEGER NOT NULL DEFAULT 1;  -- a sign-in of an earlier round is over
ALTER TABLE accounts ADD COLUMN last_sign_in_at INTEGER;

-- What a browser's session says of its sign-in, to be listed and ended from elsewhere. All NULL while nobody is signed in.
ALTER TABLE sign_ins ADD COLUMN account_id   TEXT    GENERATED ALWAYS AS (json_extract(data, '$.sign_in.account_id')) VIRTUAL;
ALTER TABLE sign_ins ADD COLUMN public_id    TEXT    GENERATED ALWAYS AS (json_extract(data, '$.sign_in.id')) VIRTUAL; -- random; opens nothing
ALTER TABLE sign_ins ADD COLUMN created_at   INTEGER GENERATED ALWAYS AS (json_extract(data, '$.sign_in.signed_in_at')) VIRTUAL;
ALTER TABLE sign_ins ADD COLUMN last_seen_at INTEGER GENERATED ALWAYS AS (json_extract(data, '$.sign_in.seen_at')) VIRTUAL;
ALTER TABLE sign_ins ADD COLUMN browser      TEXT    GENERATED ALWAYS AS (json_extract(data, '$.sign_in.browser')) VIRTUAL; -- families of browser and system, no more
CREATE INDEX sign_ins_by_account ON sign_ins (account_id, expires_at);
