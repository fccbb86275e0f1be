# Set-up, sign-in.
account-email = E-mail
account-password = Password
set-up-title = Set up Roomkey
set-up-intro = The first account is the administrator's. You get a room to try things out in.
set-up-name = Your name
set-up-name-hint = Others see it in your meetings.
set-up-password-hint = At least 12 characters. A few words in a row are good.
set-up-button = Create account
set-up-wrong-code = This address has no valid set-up code. Open the one that Roomkey printed in the terminal when it started; starting it again prints a new one.
sign-in-title = Sign in
sign-in-button = Sign in
sign-in-set-up-first = Roomkey is not set up yet. Open the set-up address that it printed in the terminal when it started.
sign-out = Sign out
first-room-title = My classroom

error-email-taken = There is an account with this e-mail address already.
error-email-no-at = An e-mail address has an @, as in ann@school.example.
error-email-local-part = Something is wrong before the @.
error-email-domain = Something is wrong after the @.
error-password-short = This password has { $length } characters; it needs { $limit } or more.
error-password-long = This password is longer than { $limit } bytes.
error-password-common = This password is on the list of common ones that attackers try first. Take another.
error-sign-in-wrong = E-mail or password is wrong.
error-slow-down =
    { $seconds ->
        [one] Too many attempts. Try again in one second.
       *[other] Too many attempts. Try again in { $seconds } seconds.
    }
