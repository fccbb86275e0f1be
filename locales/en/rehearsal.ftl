# The rehearsal room.
rehearsal-name = Rehearsal room
rehearsal-title = Rehearsal: { $title }
rehearsal-no-call = This is not a video call. It is what this link would give on a meeting server: who the person is, what they may do, how the meeting looks.
rehearsal-locks = What { $name } may do
rehearsal-who = Who joins
rehearsal-fact-name = Name
rehearsal-fact-role = Role
rehearsal-fact-id = User id
rehearsal-fact-language = Language
rehearsal-presenter = Presents, so can always draw on the whiteboard.
rehearsal-hidden = Asked to be hidden; plugNmeet shows the person all the same.
rehearsal-waits = Waits until a moderator lets them in.
rehearsal-not-recorded = This camera stays out of cloud recordings.
rehearsal-window = How the meeting looks
rehearsal-no-design = This link brings no design: plugNmeet's own look.
rehearsal-light-only = Light mode. In dark mode plugNmeet applies no colour of a design.
rehearsal-style-sheet = The link also names a style sheet, which is not loaded here:
rehearsal-pictures = Pictures
rehearsal-show-pictures = Show pictures
rehearsal-logo = Logo
rehearsal-background = Background image
rehearsal-profile = Profile picture
rehearsal-ignored = Not applied
rehearsal-refused-title = This link does not open
rehearsal-refused-next = Ask whoever gave it to you for a new one. Links work for about ten minutes.
rehearsal-asks-for-key = The real page would ask for the key of the end-to-end encryption first.
rehearsal-door = At the door
rehearsal-door-open = Enter to be in the session: others see you, and you count as one of the people in it.
rehearsal-door-waits = This session has a waiting room: after entering you wait until a moderator lets you in.
rehearsal-enter = Enter
rehearsal-enter-again = Enter again
rehearsal-leave = Leave
rehearsal-in = You are in
rehearsal-waiting = You are in the waiting room
rehearsal-waiting-words = A moderator will let you in.
rehearsal-who-is-in =
    { $count ->
        [one] In the session: one person
       *[other] In the session: { $count } people
    }
rehearsal-who-waits =
    { $count ->
        [one] One person is waiting
       *[other] { $count } people are waiting
    }
rehearsal-oneself = (you)
rehearsal-admit = Let in
rehearsal-admit-everyone = Let everyone in
rehearsal-remove = Remove
rehearsal-remove-and-block = Remove and block
rehearsal-messages = Messages
rehearsal-message-chat = Chat
rehearsal-message-info = Notification
rehearsal-message-warning = Warning
rehearsal-message-error = Error
rehearsal-client-says = plugNmeet's own page says:
rehearsal-try-again = Try again
rehearsal-next-duplicate = Leave there first. A window that was closed without leaving counts as gone after two minutes. A new link for this user id throws the other one out.
rehearsal-next-blocked = The block holds for this session. Ask a moderator; the next session opens to you again.
rehearsal-next-full = Try again when somebody has left.
rehearsal-next-unchecked = Try again in a moment.
rehearsal-left-title = You have left
rehearsal-left = The session goes on without you.
rehearsal-out-title = You are no longer in the session
rehearsal-silent = Nothing was heard of this page for two minutes, and your place was taken.
rehearsal-replaced = Somebody has asked for a new link for your user id. That throws out whoever is in with the one before.
rehearsal-removed = A moderator has removed you.
rehearsal-over-title = The session has ended
rehearsal-over-asked = A moderator or a program has ended it.
rehearsal-over-duration = The time that was set for it is over.
rehearsal-over-departed = Everybody had left the meeting.
rehearsal-over-empty = Nobody came in time.
rehearsal-over-leads-to = The room sends people on to another page. plugNmeet goes there by itself after three seconds.
rehearsal-over-go = Go there
rehearsal-over-next = You can close this window. For the next session you need a new link.
token-missing = This address is not a complete join link: it has no access token.
token-malformed = This link is damaged: perhaps part of it is missing.
token-algorithm = The access token is signed in a way that the server does not take.
token-signature = The signature of the access token is wrong.
token-issuer = The access token was made with another API key.
token-subject = Subject and user id of the access token differ.
token-not-yet-valid = The access token is not valid yet: the clocks disagree.
token-expired = This link has expired.
token-room-ended = The session has ended, or was never started.
token-unknown-user = The access token is from an earlier session of this room.
token-duplicate = Somebody with this user id is in this session already: perhaps you, in another window.
token-blocked = A moderator has removed you from this session.
token-full = The session is full.
token-unchecked = The access token could not be checked right now.
ignored-not-json = This is not JSON; plugNmeet ignores it too.
ignored-null = This is null; plugNmeet would show an empty page.
ignored-no-object = This is not a JSON object, so there is nothing in it.
ignored-unknown-key = plugNmeet knows no such key.
ignored-no-text = The value is no text.
ignored-other-name = plugNmeet knows no such key; it reads { $key }.
ignored-dangerous = Dangerous: with these characters the value can change anything on plugNmeet's page.
rehearsal-back = To your rooms
