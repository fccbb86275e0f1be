# Which meeting server a room runs on.
new-room-server = Meeting server
new-room-server-hint = Where its sessions run. It can be moved later.
room-server = Meeting server
room-server-label = Sessions run on
room-server-hint = Another server takes effect from the next session. Links that were made already lead to the old one until they expire.
room-server-move = Move room
room-server-moved = Moved: the next session runs on { $server }.
room-server-live = The room is live on { $server }, and a session cannot be moved. Wait until it is over, or end it now.
room-server-end = End session and move…
room-server-end-confirm = End for everybody and move
room-server-unknown = { $server } does not answer, so nobody knows whether a session runs there. You can move the room all the same; whoever is still in that session stays in it.
error-room-busy = The room has gone live meanwhile, so it was not moved.
room-runs-on = on { $server }
