# Frames, buttons, what went wrong.
app-name = Roomkey
window-title = { $page } · Roomkey
skip-to-main = Skip to content
nav-main = Main
nav-rooms = Rooms
nav-room = Room
nav-account = { $initials }: your account, { $name }
save = Save
saved = Saved.
cancel = Cancel
copy = Copy
copied = Copied
copy-failed = Selected: copy it now
go-home = Go to the start page
list-comma = {", "}
list-and = { $items } and { $last }
list-or = { $items } or { $last }
form-wrong-count =
    { $count ->
        [one] One field needs another look.
       *[other] { $count } fields need another look.
    }
not-found-title = Nothing here
not-found-text = This address leads nowhere, or to something that is not yours. Check it for a missing part, or start again.
no-invite-title = No such invite
no-invite-text = No invite of this portal has this code. Compare the link with what you were given: its code has twelve letters and digits. If it is the same, ask whoever gave it to you for a new one.
no-invite-slowed =
    { $minutes ->
        [one] Too many wrong codes came from your network: for a minute wrong ones are turned away. A right link opens all the same.
       *[other] Too many wrong codes came from your network: for { $minutes } minutes wrong ones are turned away. A right link opens all the same.
    }
crowded-title = Very many are here already
crowded-text =
    { $minutes ->
        [one] So many new people have come with this link that nobody else is let in just now. Go back in a minute and press the button again: what you typed is still there. Whoever was in before comes in all the same.
       *[other] So many new people have come with this link that nobody else is let in just now. Go back in { $minutes } minutes and press the button again: what you typed is still there. Whoever was in before comes in all the same.
    }
fault-title = Something went wrong
fault-text = It is our fault, not yours, and it is noted. Go back and try once more; if it keeps happening, tell your administrator this reference: { $reference }
refused-title = This form was not accepted
refused-text = It came from another site, was too long, or was damaged on the way. Nothing was changed. Go back, reload the page and send it again.
busy = Many people are signing in right now. Try again in a few seconds.
form-wrong-first = Go to the first
day = { $day } { $month } { $year }
day-and-clock = { $day }, { $time }
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December
nav-your-account = Your account
form-interrupted = You were signed out meanwhile. Nothing was saved yet: check and send again.
only-here = Links work on this machine only. So that others can open them, whoever runs Roomkey sets
only-here-do = to the address they reach it at.
span-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
span-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
span-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
