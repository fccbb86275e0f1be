# Wie eine laufende Sitzung wirklich ist.
took-effect-title = In der laufenden Sitzung
took-effect-server = Das hat der Konferenzserver anders gemacht als eingestellt:
took-effect-meeting = In der Sitzung von einer Moderatorin oder einem Moderator geändert, oder vom Server:
took-effect-since = Hier geändert, seit die Sitzung begonnen hat; die nächste beginnt damit:
took-effect-unknown = Anders als in den Einstellungen des Raums:
took-effect-instead = { $session } statt { $room }
took-effect-on = an
took-effect-off = aus
took-effect-minutes =
    { $minutes ->
        [one] eine Minute
       *[other] { $minutes } Minuten
    }
took-effect-other = anders als eingestellt
took-effect-locked = gesperrt
took-effect-not-locked = nicht gesperrt
took-effect-note = In der laufenden Sitzung: { $value }.
took-effect-note-server = In der laufenden Sitzung: { $value }. So hat es der Konferenzserver entschieden.
took-effect-note-since = In der laufenden Sitzung: { $value }. Sie hat vor der Änderung begonnen.
fixed-missing = Nicht in der laufenden Sitzung: Der Konferenzserver hat es abgeschaltet.
join-link-other-locks = In der laufenden Sitzung gelten andere Sperren als die des Raums. Sie zählen hier.
join-link-meeting-locks = In der laufenden Sitzung gelten andere Sperren als die des Raums: Jemand mit Moderationsrechten hat sie dort geändert, oder der Server. Sie zählen hier.
