# Der Proberaum.
rehearsal-name = Proberaum
rehearsal-title = Probe: { $title }
rehearsal-no-call = Das ist keine Videokonferenz. Es ist, was dieser Link auf einem Konferenzserver ergäbe: wer die Person ist, was sie darf, wie die Sitzung aussieht.
rehearsal-locks = Was { $name } darf
rehearsal-who = Wer beitritt
rehearsal-fact-name = Name
rehearsal-fact-role = Rolle
rehearsal-fact-id = Benutzerkennung
rehearsal-fact-language = Sprache
rehearsal-presenter = Präsentiert, kann also immer auf dem Whiteboard zeichnen.
rehearsal-hidden = Wollte verborgen sein; plugNmeet zeigt die Person trotzdem.
rehearsal-waits = Wartet, bis die Moderation sie hereinlässt.
rehearsal-not-recorded = Diese Kamera bleibt aus Cloud-Aufzeichnungen heraus.
rehearsal-window = Wie die Sitzung aussieht
rehearsal-no-design = Dieser Link bringt kein Aussehen mit: das von plugNmeet.
rehearsal-light-only = Heller Modus. Im dunklen Modus wendet plugNmeet keine Farbe eines Aussehens an.
rehearsal-style-sheet = Der Link nennt auch ein Stylesheet, das hier nicht geladen wird:
rehearsal-pictures = Bilder
rehearsal-show-pictures = Bilder zeigen
rehearsal-logo = Logo
rehearsal-background = Hintergrundbild
rehearsal-profile = Profilbild
rehearsal-ignored = Nicht angewendet
rehearsal-refused-title = Dieser Link lässt sich nicht öffnen
rehearsal-refused-next = Bitten Sie die Person, von der Sie ihn haben, um einen neuen. Links gelten etwa zehn Minuten.
rehearsal-asks-for-key = Die echte Seite würde zuerst nach dem Schlüssel der Ende-zu-Ende-Verschlüsselung fragen.
rehearsal-door = Vor der Tür
rehearsal-door-open = Treten Sie ein, um in der Sitzung zu sein: Andere sehen Sie, und Sie zählen mit.
rehearsal-door-waits = Diese Sitzung hat einen Warteraum: Nach dem Eintreten warten Sie, bis die Moderation Sie hereinlässt.
rehearsal-enter = Eintreten
rehearsal-enter-again = Wieder eintreten
rehearsal-leave = Verlassen
rehearsal-in = Sie sind drin
rehearsal-waiting = Sie sind im Warteraum
rehearsal-waiting-words = Bitte warten Sie, bis die Moderation Sie hereinlässt.
rehearsal-who-is-in =
    { $count ->
        [one] In der Sitzung: eine Person
       *[other] In der Sitzung: { $count } Personen
    }
rehearsal-who-waits =
    { $count ->
        [one] Eine Person wartet
       *[other] { $count } Personen warten
    }
rehearsal-oneself = (Sie)
rehearsal-admit = Hereinlassen
rehearsal-admit-everyone = Alle hereinlassen
rehearsal-remove = Entfernen
rehearsal-remove-and-block = Entfernen und sperren
rehearsal-messages = Nachrichten
rehearsal-message-chat = Chat
rehearsal-message-info = Hinweis
rehearsal-message-warning = Warnung
rehearsal-message-error = Fehler
rehearsal-client-says = plugNmeets eigene Seite sagt:
rehearsal-try-again = Noch einmal versuchen
rehearsal-next-duplicate = Verlassen Sie die Sitzung erst dort. Ein Fenster, das ohne Verlassen geschlossen wurde, zählt nach zwei Minuten nicht mehr. Ein neuer Link für diese Benutzerkennung wirft den anderen hinaus.
rehearsal-next-blocked = Die Sperre gilt für diese Sitzung. Fragen Sie die Moderation; die nächste Sitzung steht Ihnen wieder offen.
rehearsal-next-full = Versuchen Sie es noch einmal, wenn jemand gegangen ist.
rehearsal-next-unchecked = Versuchen Sie es gleich noch einmal.
rehearsal-left-title = Sie haben die Sitzung verlassen
rehearsal-left = Sie geht ohne Sie weiter.
rehearsal-out-title = Sie sind nicht mehr in der Sitzung
rehearsal-silent = Von dieser Seite war zwei Minuten lang nichts zu hören, und Ihr Platz wurde vergeben.
rehearsal-replaced = Jemand hat einen neuen Link für Ihre Benutzerkennung angefordert. Das wirft hinaus, wer mit dem vorigen drin ist.
rehearsal-removed = Die Moderation hat Sie entfernt.
rehearsal-over-title = Die Sitzung ist zu Ende
rehearsal-over-asked = Die Moderation oder ein Programm hat sie beendet.
rehearsal-over-duration = Die Zeit, die für sie vorgesehen war, ist um.
rehearsal-over-departed = Alle hatten die Sitzung verlassen.
rehearsal-over-empty = Niemand ist rechtzeitig gekommen.
rehearsal-over-leads-to = Der Raum schickt alle auf eine andere Seite weiter. plugNmeet geht nach drei Sekunden von selbst dorthin.
rehearsal-over-go = Dorthin gehen
rehearsal-over-next = Sie können dieses Fenster schließen. Für die nächste Sitzung brauchen Sie einen neuen Link.
token-missing = Diese Adresse ist kein vollständiger Beitrittslink: Ihr fehlt das Zugangstoken.
token-malformed = Dieser Link ist beschädigt: Vielleicht fehlt ein Teil.
token-algorithm = Das Zugangstoken ist auf eine Art signiert, die der Server nicht annimmt.
token-signature = Die Signatur des Zugangstokens ist falsch.
token-issuer = Das Zugangstoken wurde mit einem anderen API-Key erstellt.
token-subject = Inhaber und Benutzerkennung des Zugangstokens sind verschieden.
token-not-yet-valid = Das Zugangstoken gilt noch nicht: Die Uhren gehen verschieden.
token-expired = Dieser Link ist abgelaufen.
token-room-ended = Die Sitzung ist zu Ende oder hat nie begonnen.
token-unknown-user = Das Zugangstoken stammt aus einer früheren Sitzung dieses Raums.
token-duplicate = Unter dieser Benutzerkennung ist schon jemand in dieser Sitzung: vielleicht Sie selbst, in einem anderen Fenster.
token-blocked = Die Moderation hat Sie aus dieser Sitzung ausgeschlossen.
token-full = Die Sitzung ist voll.
token-unchecked = Das Zugangstoken konnte gerade nicht geprüft werden.
ignored-not-json = Das Ganze ist kein JSON: plugNmeet beachtet es auch nicht.
ignored-null = Das Ganze ist null: plugNmeet würde eine leere Seite zeigen.
ignored-no-object = Das Ganze ist kein JSON-Objekt, also steht nichts darin.
ignored-unknown-key = plugNmeet kennt keinen solchen Schlüssel.
ignored-no-text = Der Wert ist kein Text.
ignored-other-name = plugNmeet kennt keinen solchen Schlüssel; es liest { $key }.
ignored-dangerous = Gefährlich: Mit diesen Zeichen kann der Wert alles auf plugNmeets Seite verändern.
rehearsal-back = Zu Ihren Räumen
