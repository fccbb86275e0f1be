# Rooms: list, new, one.
rooms-title = Rooms
room-waiting =
    { $count ->
        [one] One person waits at the door
       *[other] { $count } people wait at the door
    }
rooms-live-count =
    { $count ->
        [0] None of these is live right now.
        [one] One of these is live right now.
       *[other] { $count } of these are live right now.
    }
rooms-new = New room
rooms-empty-title = Your rooms will appear here
rooms-empty-text = A room is a classroom that stays: it has a title, rules for those in it and a look of its own. Make one, start it when you are ready, and give people links to it.
room-live =
    { $people ->
        [0] Live · nobody in
       *[other] Live · { $people } in
    }
room-live-since = since { $time }
room-not-running = Not running
room-unknown = Not known
room-join = Join
room-start = Start
room-own-tab = Opens in a tab of its own
link-for = Link for…
room-tab-title = { $tab }: { $title }
tab-overview = Overview
tab-join-link = Join link
tab-locks = Locks
tab-design = Design
room-link-title = Let somebody in
room-link-text = Type a name and get a link for that person, good for the next ten minutes.
room-link-more = More choices
room-on-sandbox = This room runs on the sandbox: links open a rehearsal room that shows what a person may do. It is not a video call.
room-glance = At a glance
room-fact-locked = Locked
room-fact-design = Design
room-fact-server = Server
room-nothing-locked = nothing
room-no-design = plugNmeet's own
server-sandbox = Sandbox (built in)
new-room-heading = New room
new-room-title = Title
new-room-title-hint = What you and your people call it. Up to 120 characters, in any script.
new-room-button = Create room
error-required = Type something here.
error-line-too-long = This has { $length } characters; { $limit } are possible.
error-line-control = Leave out line breaks, tabs and other control characters.
room-who-is-in = Who is in
room-nobody-in = Nobody is in the meeting right now.
room-more-in =
    { $count ->
        [one] And one more person.
       *[other] And { $count } more people.
    }
room-at-the-door =
    { $count ->
        [one] One more person is at the door or waits to be let in.
       *[other] { $count } more people are at the door or wait to be let in.
    }

door-not-started = The lesson has not started: guests wait.
door-is-shut = Nobody else is let in. Whoever has been in comes back in.
door-shut = Stop letting people in
door-open = Let people in again
door-shut-hint = Moderators come in at any time.
door-who-waits = Who waits
door-waits-since = since { $time }
