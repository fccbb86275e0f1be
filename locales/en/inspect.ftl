# The link doctor.
inspect-title = Check a link
inspect-text = Paste a join link, the token out of one, or an invite: you see whose it is, how long it is good for, and why it would not open. What you paste is looked at once and kept nowhere.
inspect-field = Link or token
inspect-field-hint = A whole mail will do, too. Whoever has a join link can use it: show it to nobody else.
inspect-button = Check
inspect-again = Check another
inspect-shown-before = What was found was shown once and is not kept. Paste the link again.
inspect-what = What is in it
inspect-nav = Check a link
inspect-offer = Somebody's link does not open?
inspect-offer-link = Check it
inspect-new-link = Make a new link
inspect-works = This link works.
inspect-works-in-one-piece = This link works, but only in one piece: line breaks or spaces stood in what you pasted. Send it again without them.
inspect-not-your-room = Nothing is wrong with this link. It opens while the session it was made for is running; whether it is, only members of its room see here. Ask whoever gave it to you.
inspect-server-silent = Nothing is wrong with this link, but its meeting server does not answer, so it does not open right now. Try again in a few minutes; if that goes on, tell your administrator.
inspect-unknown-server = Nothing seems wrong with this link, but it was made by a meeting server that this portal does not know. Whether it opens, only whoever runs that server can say.
inspect-nothing = There is no link in this. Copy the whole address, beginning with https://, and paste it again.
inspect-no-token = This link will not open, because its access token is missing. Copy it again as a whole, or ask for a new one.
inspect-invite = This will not open, because it looks like an invite, and this portal has none of that code. Copy it again as a whole, or ask whoever gave it to you.
inspect-invite-of-others = This is an invite of this portal. Whether it opens, only members of its room see here; open it, or ask whoever gave it to you.
inspect-invite-works = This invite works.
inspect-invite-server-silent = Nothing is wrong with this invite, but its meeting server does not answer, so nobody gets in right now. Try again in a few minutes; if that goes on, tell your administrator.
inspect-invite-not-yet = This invite does not open yet: it is valid from { $time }. Wait until then, or change that on the page of the room’s invites.
inspect-invite-expired = This invite will not open, because it expired { $ago }. Renew it on the page of the room’s invites; its link stays the same.
inspect-invite-used-up = This invite lets in nobody else, because it has been used as often as it may; whoever came in with it comes back in. Allow more uses on the page of the room’s invites.
inspect-invite-revoked = This invite will not open, because it was revoked { $ago }. Send another one: a revoked invite never opens again.
inspect-invite-archived = This invite will not open, because its room is archived. Restore the room: then the invite opens again.
inspect-invite-waits = No moderator has started yet: whoever opens it now waits at the door until one does.
inspect-invite-shut = A moderator lets nobody else into the session that runs: whoever has not been in it waits at the door.
inspect-invite-moderates = It makes whoever opens it a moderator: send it to nobody but them.
inspect-invite-personal = personal invite
inspect-invite-open = open invite
inspect-invites-link = Invites of this room
inspect-fact-kind = Kind
inspect-fact-passcode = Passcode
inspect-fact-uses = Uses
inspect-fact-last = Last used
inspect-passcode-asked = asked for
inspect-passcode-none = none
inspect-uses-of = { $count } of { $most }
inspect-own-page = This is a page of Roomkey, not a join link: it lets in nobody but people with an account here. Open the room in it and make a join link there.
inspect-insecure = This link will not open, because it begins with http://, and plugNmeet wants an encrypted connection. Ask an administrator to set the https address of its meeting server, then make a new link.
inspect-too-long = This link will not open, because it is too long for a meeting server. Shorten the addresses in its design, then make a new link.
inspect-cut-off = This link will not open, because its end is missing. Copy it again as a whole: some programs cut long links off.
inspect-damaged = This link will not open, because its access token is damaged. Copy it again as a whole, or make a new one.
inspect-algorithm = This link will not open, because its access token is not signed as plugNmeet does it. No meeting server made it: do not use it.
inspect-signature = This link will not open, because its signature is wrong: it was changed, or its server has another secret by now. Copy it again as a whole, or make a new one.
inspect-api-key = This link will not open, because its API key is not the one of its meeting server. Make a new link; if that fails too, tell your administrator.
inspect-wrong-place = This link will not open, because it leads to another place than { $place }, where its token is good. Make a new link.
inspect-subject = This link will not open, because the two user ids in its token differ. No meeting server makes such links: ask for a new one.
inspect-no-room = This link will not open, because its token names no room. Make a new one.
inspect-not-yet-valid = This link will not open yet ({ $left } to go), because the clock of its meeting server is ahead of this portal's. Ask an administrator to set both clocks right.
inspect-expired = This link will not open, because it expired { $ago }. Make a new one, or ask for it.
inspect-empty-page = This link opens nothing but an empty page, because its design is null. Take custom_design out of it, or make a new link.
inspect-dangerous = Do not open this link, because its design can change anything on plugNmeet's page: somebody has tampered with it. Make a new one, or ask for it.
inspect-moved = This link will not open, because its room has moved to another meeting server. Make a new link.
inspect-over = This link will not open, because no session of its room is running. Make a new link: that begins one.
inspect-earlier-session = This link will not open, because it is from an earlier session; the one that runs began at { $time }. Make a new link.
inspect-what-else = It can still fail in three cases: somebody is in under the same user id, the session is full, or a moderator has removed this person.
inspect-fact-place = Leads to
inspect-fact-server = Meeting server
inspect-fact-issuer = API key
inspect-fact-signature = Signature
inspect-fact-name = Name
inspect-fact-id = User id
inspect-fact-role = Role
inspect-fact-room = Room
inspect-fact-live = Session
inspect-fact-from = Valid from
inspect-fact-until = Valid until
inspect-fact-others = Other parameters
inspect-server-none = none of this portal's
inspect-signature-right = right
inspect-signature-wrong = wrong
inspect-signature-other = signed with { $algorithm }
inspect-signature-unchecked = not checked: this portal does not hold the secret
inspect-missing = missing
inspect-never = never ends
inspect-beyond = beyond any calendar
inspect-is-over = expired { $ago }
inspect-last-minute = just over, but servers wait one more minute
inspect-left = { $left } left
inspect-id-differs = Elsewhere in the token it is “{ $id }”.
inspect-live-since = { $live }, since { $time }
inspect-hidden = It asks for the person to be hidden; plugNmeet shows them all the same.
inspect-app = It is meant for a browser inside of an app, which may not send sound or pictures.
inspect-token-alone = This is a token alone. As a link it stands behind the address of its meeting server, after ?access_token=
inspect-mend-entities = In what you pasted, &amp; stands where a link has &. Opened like that, everything after the first one is lost, the design for instance.
inspect-mend-encoded = What you pasted is percent-encoded once too often. Opened like that, its design is not applied, or it is no link at all.
inspect-mend-wrapped = The link stands inside of another address, as mail filters write it. Opening that one leads to it.
inspect-long = It has { $length } characters: some mail programs break such long links.
inspect-design = Design
inspect-design-wrong = To be put right in the design
inspect-design-old-name = An old name. It still works where side_panel_bg_color is not set; write that instead.
ago-moment = less than a minute ago
ago-minutes =
    { $count ->
        [one] one minute ago
       *[other] { $count } minutes ago
    }
ago-hours =
    { $count ->
        [one] one hour ago
       *[other] { $count } hours ago
    }
ago-days =
    { $count ->
        [one] one day ago
       *[other] { $count } days ago
    }
