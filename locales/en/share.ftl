# What carries an invite out of the portal.
error-passcode-short = A passcode needs { $least } letters or digits at least.
error-day = There is no such day. Write it as 2027-06-30.
error-time-of-day = There is no such time of day. Write it as 14:30.
copy-invite = Copy invite
share-title = Share
share-participants = Participants
share-participants-wait = Whoever has this link types a name and waits until you start. It stays good: send it once.
share-participants-anyone = Whoever has this link types a name and comes in, also before you: in this room anyone may start. It stays good: send it once.
share-participants-none = There is no link for participants: it was revoked.
share-moderators = Moderators
share-moderators-may = Whoever has this link starts the lesson, comes in whenever they like, mutes and removes people, changes locks and ends the session for everybody. Give it only to those who run the lesson with you.
share-link-participants = Link for participants
share-link-moderators = Link for moderators
share-copy-link = Copy link
share-copy-invitation = Copy invitation
share-calendar = Calendar…
share-screen = Full screen
share-passcode = Passcode:
share-until = Good until { $time }.
share-not-yet = This link opens nothing before { $time }.
share-expired = This link expired on { $time }. Replace it, and give people the new one.
share-used-up = This link has let in as many people as it may. Whoever was among them comes in still.
share-revoked = The link is revoked: every copy of it is dead.
share-made = The link is made.
share-replaced = Here is the new link. Every copy of the old one is dead.
share-qr = QR code
share-qr-label = QR code of the link
share-qr-hint = For paper and screens: the phone's camera opens the link.
share-qr-png = PNG
share-qr-svg = SVG
share-invitation = Invitation text
share-mail = Send by e-mail…
share-change-text = Change the text
share-replace = Replace link…
share-replace-ask = Every copy of this link dies at once: in mails, in calendars, on paper. Whoever waits with it is told so.
share-replace-hint = Whoever is in the meeting stays in. The new link has the same passcode and the same limits.
share-replace-confirm = Replace the link
share-revoke = Revoke…
share-revoke-ask = Every copy of this link dies at once, and no new one is made.
share-revoke-confirm = Revoke the link
share-make = Make the link
share-make-moderators = Make a link for moderators
share-days = Good for
share-no-end = Until I revoke it
share-passcode-field = Passcode
share-passcode-hint = Asked for besides the link, so that a link that goes astray opens nothing. Change it as you like, or leave it empty.
error-invitation-link = Without {"{"}link{"}"} nobody can come. Put it where the link is to stand.
error-invitation-gap = Nothing fills {"{"}{ $name }{"}"}. Take one of the placeholders below.
invitation-usual =
    Hello {"{"}name{"}"},

    you are invited to “{"{"}title{"}"}”.

    When: {"{"}when{"}"}
    Link: {"{"}link{"}"}
    Passcode: {"{"}passcode{"}"}

    Open the link at the time and press Join. You need no account, and nothing to install.
