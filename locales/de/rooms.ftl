# Räume: Liste, neu, einer.
rooms-title = Räume
room-waiting =
    { $count ->
        [one] Eine Person wartet vor der Tür
       *[other] { $count } Personen warten vor der Tür
    }
rooms-live-count =
    { $count ->
        [0] Davon läuft gerade keiner.
        [one] Davon läuft gerade einer.
       *[other] Davon laufen gerade { $count }.
    }
rooms-new = Neuer Raum
rooms-empty-title = Hier erscheinen Ihre Räume
rooms-empty-text = Ein Raum ist ein Klassenzimmer, das bleibt: Er hat einen Titel, Regeln für alle darin und sein eigenes Aussehen. Legen Sie einen an, starten Sie ihn, wenn Sie so weit sind, und geben Sie Links dorthin weiter.
room-live =
    { $people ->
        [0] Läuft · niemand drin
       *[other] Läuft · { $people } drin
    }
room-live-since = seit { $time }
room-not-running = Läuft nicht
room-unknown = Nicht bekannt
room-join = Beitreten
room-start = Starten
room-own-tab = Öffnet sich in einem eigenen Tab
link-for = Link für …
room-tab-title = { $tab }: { $title }
tab-overview = Überblick
tab-join-link = Beitrittslink
tab-locks = Sperren
tab-design = Aussehen
room-link-title = Jemanden hereinlassen
room-link-text = Geben Sie einen Namen ein und Sie bekommen einen Link für diese Person, gültig für die nächsten zehn Minuten.
room-link-more = Mehr Auswahl
room-on-sandbox = Dieser Raum läuft in der Sandbox: Links öffnen einen Proberaum, der zeigt, was eine Person darf. Es ist keine Videokonferenz.
room-glance = Auf einen Blick
room-fact-locked = Gesperrt
room-fact-design = Aussehen
room-fact-server = Server
room-nothing-locked = nichts
room-no-design = das von plugNmeet
server-sandbox = Sandbox (eingebaut)
new-room-heading = Neuer Raum
new-room-title = Titel
new-room-title-hint = So nennen Sie und Ihre Leute ihn. Bis zu 120 Zeichen, in jeder Schrift.
new-room-button = Raum anlegen
error-required = Geben Sie hier etwas ein.
error-line-too-long = Das sind { $length } Zeichen; möglich sind { $limit }.
error-line-control = Lassen Sie Zeilenumbrüche, Tabulatoren und andere Steuerzeichen weg.
room-who-is-in = Wer drin ist
room-nobody-in = Gerade ist niemand in der Sitzung.
room-more-in =
    { $count ->
        [one] Und eine weitere Person.
       *[other] Und { $count } weitere Personen.
    }
room-at-the-door =
    { $count ->
        [one] Eine weitere Person steht vor der Tür oder wartet auf Einlass.
       *[other] { $count } weitere Personen stehen vor der Tür oder warten auf Einlass.
    }

door-not-started = Der Unterricht hat nicht begonnen: Gäste warten.
door-is-shut = Es wird niemand mehr hereingelassen. Wer schon drin war, kommt wieder hinein.
door-shut = Niemanden mehr hereinlassen
door-open = Wieder alle hereinlassen
door-shut-hint = Die Moderation kommt jederzeit hinein.
door-who-waits = Wer wartet
door-waits-since = seit { $time }
