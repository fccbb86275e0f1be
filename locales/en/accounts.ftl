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
sign-in-form-waits = You were signed out meanwhile. What you typed is kept: sign in, and send it again.
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

account-title = Your account
account-you = Profile
account-name = Name
account-name-hint = Others see it in your meetings.
account-language = Language
account-language-browser = As my browser
account-theme = Appearance
account-theme-system = As my system
account-theme-light = Light
account-theme-dark = Dark
account-zone = Time zone
account-zone-hint = All times are shown in it. Leave it empty to follow your browser.
account-zone-hint-browser = All times are shown in it. Leave it empty to follow your browser, which says { $zone }.
account-password-title = Password
account-password-text = A new password signs you out everywhere else.
account-password-current = Current password
account-password-new = New password
account-password-again = New password once more
account-password-button = Change password
account-password-changed = Your password is changed, and you are signed out everywhere else.
account-sign-ins = Where you are signed in
account-sign-ins-text = Something you do not know? Sign it out, and change your password.
account-sign-in-here = this browser
account-sign-in-since = Since { $since } · last seen { $seen }
account-sign-out-others = Sign out everywhere else
account-signed-out = Signed out there.
browser-on = { $browser } on { $system }
browser-unknown = Unknown browser
browser-unknown-on = Unknown browser on { $system }
error-password-again = This is not the same as above.
error-password-wrong = This is not your current password.
error-passcode-wrong = This is not the passcode. Ask whoever sent you the link.
error-zone = There is no such time zone. Its names are like Europe/Berlin.
error-zone-try = There is no such time zone. Try { $suggestion }
