# What guests see: the page of an invite, the wait at the door, after the meeting.
left-title = You have left
left-text = You can close this page. To come back in, open the link that you were given once more.
left-member-text = The room is where you left it.
left-to-room = Back to the room
