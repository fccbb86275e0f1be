# What a running session is really like.
took-effect-title = In the running session
took-effect-server = The meeting server took these otherwise than they are set:
took-effect-meeting = Changed in the meeting by a moderator, or by the server:
took-effect-since = Changed here since the session began; the next one begins with it:
took-effect-unknown = Otherwise than in the room's settings:
took-effect-instead = { $session } instead of { $room }
took-effect-on = on
took-effect-off = off
took-effect-minutes =
    { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }
took-effect-other = other than set
took-effect-locked = locked
took-effect-not-locked = not locked
took-effect-note = In the running session: { $value }.
took-effect-note-server = In the running session: { $value }. The meeting server decided so.
took-effect-note-since = In the running session: { $value }. It began before this was changed.
fixed-missing = Not in the running session: the meeting server has switched it off.
join-link-other-locks = In the running session other locks hold than the room's. They are what counts here.
join-link-meeting-locks = In the running session other locks hold than the room's: a moderator has changed them in the meeting, or the server has. They are what counts here.
