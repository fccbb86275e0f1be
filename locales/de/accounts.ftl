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
