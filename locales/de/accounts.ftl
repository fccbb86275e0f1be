# Einrichten, Anmelden.
account-email = E-Mail
account-password = Passwort
set-up-title = Roomkey einrichten
set-up-intro = Das erste Konto gehört der Administration. Sie bekommen gleich einen Raum zum Ausprobieren.
set-up-name = Ihr Name
set-up-name-hint = Andere sehen ihn in Ihren Sitzungen.
set-up-password-hint = Mindestens 12 Zeichen. Ein paar Wörter hintereinander sind gut.
set-up-button = Konto anlegen
set-up-wrong-code = Diese Adresse enthält keinen gültigen Einrichtungscode. Öffnen Sie die, die Roomkey beim Start im Terminal ausgegeben hat; ein neuer Start gibt eine neue aus.
sign-in-title = Anmelden
sign-in-button = Anmelden
sign-in-set-up-first = Roomkey ist noch nicht eingerichtet. Öffnen Sie die Einrichtungsadresse, die beim Start im Terminal ausgegeben wurde.
sign-in-form-waits = Sie wurden inzwischen abgemeldet. Was Sie eingegeben haben, ist noch da: melden Sie sich an, und senden Sie es noch einmal.
sign-out = Abmelden
first-room-title = Mein Klassenzimmer

error-email-taken = Zu dieser E-Mail-Adresse gibt es schon ein Konto.
error-email-no-at = Eine E-Mail-Adresse hat ein @, wie in ann@schule.example.
error-email-local-part = Vor dem @ stimmt etwas nicht.
error-email-domain = Nach dem @ stimmt etwas nicht.
error-password-short = Dieses Passwort hat { $length } Zeichen; es braucht { $limit } oder mehr.
error-password-long = Dieses Passwort ist länger als { $limit } Bytes.
error-password-common = Dieses Passwort steht auf der Liste der häufigen, die Angreifer zuerst probieren. Nehmen Sie ein anderes.
error-sign-in-wrong = E-Mail oder Passwort ist falsch.
error-slow-down =
    { $seconds ->
        [one] Zu viele Versuche. Versuchen Sie es in einer Sekunde noch einmal.
       *[other] Zu viele Versuche. Versuchen Sie es in { $seconds } Sekunden noch einmal.
    }

account-title = Ihr Konto
account-you = Profil
account-name = Name
account-name-hint = Andere sehen ihn in Ihren Sitzungen.
account-language = Sprache
account-language-browser = Wie mein Browser
account-theme = Darstellung
account-theme-system = Wie mein System
account-theme-light = Hell
account-theme-dark = Dunkel
account-zone = Zeitzone
account-zone-hint = In ihr stehen alle Zeiten. Leer gilt, was Ihr Browser sagt.
account-zone-hint-browser = In ihr stehen alle Zeiten. Leer gilt, was Ihr Browser sagt, jetzt { $zone }.
account-password-title = Passwort
account-password-text = Ein neues Passwort meldet Sie überall sonst ab.
account-password-current = Jetziges Passwort
account-password-new = Neues Passwort
account-password-again = Neues Passwort noch einmal
account-password-button = Passwort ändern
account-password-changed = Ihr Passwort ist geändert, und Sie sind überall sonst abgemeldet.
account-sign-ins = Wo Sie angemeldet sind
account-sign-ins-text = Etwas davon kennen Sie nicht? Melden Sie es ab, und ändern Sie Ihr Passwort.
account-sign-in-here = dieser Browser
account-sign-in-since = Seit { $since } · zuletzt gesehen { $seen }
account-sign-out-others = Überall sonst abmelden
account-signed-out = Dort abgemeldet.
browser-on = { $browser } unter { $system }
browser-unknown = Unbekannter Browser
browser-unknown-on = Unbekannter Browser unter { $system }
error-password-again = Das ist nicht dasselbe wie oben.
error-password-wrong = Das ist nicht Ihr jetziges Passwort.
error-passcode-wrong = Das ist nicht das Kennwort. Fragen Sie die Person, von der Sie den Link haben.
error-zone = Diese Zeitzone gibt es nicht. Ihre Namen sind wie Europe/Berlin.
error-zone-try = Diese Zeitzone gibt es nicht. Versuchen Sie { $suggestion }
