# What carries an invite out of the portal.
error-passcode-short = Ein Kennwort braucht mindestens { $least } Buchstaben oder Ziffern.
error-day = Diesen Tag gibt es nicht. Schreiben Sie ihn wie 2027-06-30.
error-time-of-day = Diese Uhrzeit gibt es nicht. Schreiben Sie sie wie 14:30.
copy-invite = Einladung kopieren
share-title = Teilen
share-participants = Teilnehmende
share-participants-wait = Wer diesen Link hat, gibt einen Namen ein und wartet, bis Sie starten. Er bleibt gültig: Einmal verschicken genügt.
share-participants-anyone = Wer diesen Link hat, gibt einen Namen ein und kommt herein, auch vor Ihnen: In diesem Raum dürfen alle starten. Er bleibt gültig: Einmal verschicken genügt.
share-participants-none = Es gibt keinen Link für Teilnehmende: Er wurde widerrufen.
share-moderators = Moderierende
share-moderators-may = Wer diesen Link hat, startet den Unterricht, kommt jederzeit herein, schaltet andere stumm und entfernt sie, ändert Sperren und beendet die Sitzung für alle. Geben Sie ihn nur denen, die den Unterricht mit Ihnen leiten.
share-link-participants = Link für Teilnehmende
share-link-moderators = Link für Moderierende
share-copy-link = Link kopieren
share-copy-invitation = Einladungstext kopieren
share-calendar = Kalender …
share-screen = Vollbild
share-passcode = Kennwort:
share-until = Gültig bis { $time }.
share-not-yet = Dieser Link öffnet vor { $time } nichts.
share-expired = Dieser Link ist am { $time } abgelaufen. Ersetzen Sie ihn, und geben Sie den neuen weiter.
share-used-up = Dieser Link hat so viele Leute hereingelassen, wie er darf. Wer dabei war, kommt weiterhin herein.
share-revoked = Der Link ist widerrufen: Jede Kopie davon ist tot.
share-made = Der Link ist da.
share-replaced = Hier ist der neue Link. Jede Kopie des alten ist tot.
share-qr = QR-Code
share-qr-label = QR-Code des Links
share-qr-hint = Für Papier und Bildschirm: Die Kamera des Telefons öffnet den Link.
share-qr-png = PNG
share-qr-svg = SVG
share-invitation = Einladungstext
share-mail = Per E-Mail senden …
share-change-text = Text ändern
share-replace = Link ersetzen …
share-replace-ask = Jede Kopie dieses Links ist sofort tot: in Mails, in Kalendern, auf Papier. Wer damit wartet, erfährt es.
share-replace-hint = Wer in der Sitzung ist, bleibt drin. Der neue Link hat dasselbe Kennwort und dieselben Grenzen.
share-replace-confirm = Link ersetzen
share-revoke = Widerrufen …
share-revoke-ask = Jede Kopie dieses Links ist sofort tot, und es entsteht kein neuer.
share-revoke-confirm = Link widerrufen
share-make = Link erstellen
share-make-moderators = Link für Moderierende erstellen
share-days = Gültig für
share-no-end = Bis ich ihn widerrufe
share-passcode-field = Kennwort
share-passcode-hint = Wird zusätzlich zum Link verlangt, damit ein verirrter Link nichts öffnet. Ändern Sie es, oder lassen Sie es leer.
error-invitation-link = Ohne {"{"}link{"}"} kann niemand kommen. Setzen Sie ihn dorthin, wo der Link stehen soll.
error-invitation-gap = {"{"}{ $name }{"}"} wird durch nichts ersetzt. Nehmen Sie einen der Platzhalter unten.
invitation-usual =
    Guten Tag, {"{"}name{"}"},

    Sie sind eingeladen: {"{"}title{"}"}

    Wann: {"{"}when{"}"}
    Link: {"{"}link{"}"}
    Kennwort: {"{"}passcode{"}"}

    Öffnen Sie zur gegebenen Zeit den Link und drücken Sie auf „Beitreten“. Sie brauchen kein Konto und müssen nichts installieren.
