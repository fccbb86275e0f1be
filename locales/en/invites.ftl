# Links that do not die: the list, one of them, and who came in.
tab-invites = Invites
invites-text = Each is a link that stays good: send it once, and it opens this room whenever you let people in.
invites-new = New invite
invites-new-text = An open invite is for a group: everybody with the link types a name. A personal one is for one person, who is known under one name and one id every time.
invites-filter = Which invites
invites-all = All
invites-open = Open
invites-personal = Personal
invites-current = In use
invites-ended = Ended
invites-search = Search
invites-search-label = Search by name or note
invites-pages = More invites
invites-more = Show more
invites-first = Back to the first
invites-show-all = Show all of them
invites-end-title = No more invites
invites-end-text = The list ends before this.
invites-not-found-title = No invite found
invites-not-found-text = None of these invites has “{ $words }” in its name or note. Try fewer words, or look under All.
invites-none-title = No invite yet
invites-none-text = Make an open one for a whole class, or a personal one for each student.
invites-none-personal-title = No personal invite yet
invites-none-personal-text = A personal invite greets one person by name and asks for none: make one for whoever should always be the same person in the room.
invites-none-current-title = No invite opens this room
invites-none-current-text = All of them are expired, used up or revoked. Renew one, or make a new one.
invites-none-ended-title = Nothing has ended
invites-none-ended-text = Expired, used up and revoked invites are kept here, with who used them.
invites-selection = With the ticked ones
invites-tick = Tick { $who }
invites-tick-all = Tick all on this page
invites-tick-none = Tick none
invites-renew = Renew
invites-revoke = Revoke…
invites-revoke-ask = Every copy of these links stops working at once: in mails, in calendars, on paper. There is no way back.
invites-revoke-hint = Whoever is in the meeting stays in. If the link for participants in the share box is among them, the room gets a new one.
invites-revoke-confirm = Revoke the ticked ones
invites-nothing-ticked = Nothing was ticked, so nothing was done. Tick the invites first.
invites-were-revoked = { $count ->
    [0] Nothing was revoked: it had been before.
    [one] One invite is revoked. Its link opens nothing any more.
   *[other] { $count } invites are revoked. Their links open nothing any more.
}
invites-were-renewed = { $count ->
    [0] Nothing was renewed.
    [one] One invite is renewed.
   *[other] { $count } invites are renewed.
}
invites-were-left = { $count ->
    [one] One was left as it is: it is revoked, or lasts longer anyway.
   *[other] { $count } were left as they are: they are revoked, or last longer anyway.
}
invites-back = All invites
invite-open = Open invite
invite-of-participants = Link for participants
invite-of-moderators = Link for moderators
invite-in-share-box = In the share box
invite-link-of = Link: { $who }
invite-valid = Valid
invite-not-yet = Not yet valid
invite-expired = Expired
invite-used-up = Used up
invite-revoked = Revoked
invite-fact-uses = Uses
invite-uses = { $count ->
    [0] none yet
   *[other] { $count }
}
invite-uses-of = { $count } of { $most }
invite-fact-last = Last used
invite-last = { $time } by { $who }, { $browser }
invite-never-used = Never
invite-fact-valid = Validity
invite-no-end = No end
invite-from = From { $time }
invite-until = Until { $time }
invite-until-past = Ended { $time }
invite-from-until = From { $begin } until { $end }
invite-revoked-at = Revoked { $time }
invite-with-passcode = Yes
invite-without-passcode = None
invite-whom = For whom
invite-kind = Kind
invite-kind-open = Open
invite-kind-personal = Personal
invite-kind-hint = Open: anyone with the link, who types a name. Personal: one person. This cannot be changed later.
invite-name-hint = As others will see it. You can correct it later.
invite-user-id-hint = Leave empty: one is made from the name. It stays for as long as the invite, and nobody else in this room has it.
invite-user-id-stays = The invite has been used, so this stays: the person is known by it, also where they were refused.
invite-role-of-share = The links of the share box keep their role. For another one make a new invite.
invite-note = Note
invite-note-hint = For you and the other members of the room. Guests do not see it.
invite-bounds = How long, how often
invite-ends = It ends
invite-ends-usual = As usual
invite-ends-never = Never
invite-ends-at = On a day
invite-ends-usual-hint = As usual: for participants never, for moderators after 30 days.
invite-expires = Ends on
invite-in-zone = In the time zone { $zone }.
invite-not-before = Not before
invite-not-before-hint = Until then the link says when to come back. Leave empty: it opens at once.
invite-max-uses = Maximum uses
invite-max-uses-hint = Each browser counts once, however often it comes back.
invite-passcode = Passcode
invite-passcode-hint = Asked for besides the link. Members of the room can read it here, and invitations print it.
invite-passcode-not-kept = The passcode does not wait while you sign in. If you typed another one, type it again.
invite-gives = What guests bring along
invite-record = Record these webcams
invite-make = Make invite
invite-was-made = The invite is made. Copy its link.
invite-revoked-text = This invite is revoked: its link opens nothing any more, and nothing of it can be changed. Make a new one instead.
invite-change = Change this invite
invite-renew-title = Renew
invite-renew-hint = It ends so much later, from now on, and never sooner than it does already. The link stays the same.
invite-revoke-ask = Every copy of this link stops working at once: in mails, in calendars, on paper. There is no way back.
invite-revoke-participants = This is the link for participants in the share box. Every copy of it stops working at once: in mails, in calendars, on paper. The room gets a new one.
invite-revoke-moderators = This is the link for moderators in the share box. Every copy of it stops working at once: in mails, in calendars, on paper. You can make a new one there.
invite-revoke-confirm = Revoke this invite
invite-carry = Hand it out
invite-qr = QR code
renewal = For how long
renewal-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
renewal-year = A year
renewal-endless = Without end
came-title = Who came in
came-none = Nobody has come in through this invite yet.
came-pages = More guests
came-more = Show more
came-first = Back to the first
came-in = First { $first }, last { $last }, { $browser }
came-once = { $time }, { $browser }
came-refused = Refused
refuse = Refuse…
refuse-title = Refuse { $who }?
refuse-ask = { $who } is put out and stays out of this room, also in later sessions, until you let them in again.
refuse-ask-ids = { $who } stays out of this room from now on, also in later sessions, until you let them in again. In a session where the meeting server gives out user ids, nobody can be put out from here: put them out in the meeting, or end the session.
refuse-honest = Somebody who has just pressed Join holds a link that works for up to ten minutes more. To be sure, end the session too.
refuse-confirm = Refuse
readmit = Let in again
readmitted = They may come in again.
kept-out-out = They are out, and stay out.
kept-out-not-in = They stay out from now on. They were not in.
kept-out-ids = They stay out from now on. Whether they are in still is not known: in this session the meeting server gives out user ids. If they are, put them out in the meeting, or end the session.
kept-out-unknown = They stay out from now on. Whether they are in still is not known: the meeting server did not answer. To be sure, end the session.
room-own-ids = The meeting server gives out user ids in this session, so who came by which invite is not known here. Guests are refused on the page of their invite.
kept-out-since = since { $time }
kept-out-title = Refused guests
kept-out-text = These people stay out of this room, whatever open invite they use in the same browser. A personal invite still lets in whom it is for.
error-passcode-again = Type the passcode once more: it is not kept while something else is put right.
error-passcode-changed = Somebody else has changed the passcode meanwhile. Theirs stands here now.
error-moment = Choose a day and a time, such as 2027-06-30 14:30.
error-moment-skipped = The clocks skip this time on that day. Take { $instead }.
error-moment-past = This is in the past. Choose a time to come.
error-moment-order = It has to end after it begins.
error-moment-far = This is more than a hundred years away. Check the year.
error-user-id-taken = Somebody else in this room has this id. Take another, or leave the field empty.
error-user-id-used = This invite has been used, so its id stays. For another id make a new invite.
error-invite-settled = This cannot be changed once the invite is made. Make a new one instead.
error-invite-revoked = This invite is revoked. Make a new one instead.
