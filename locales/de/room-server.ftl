# Auf welchem Konferenzserver ein Raum läuft.
new-room-server = Konferenzserver
new-room-server-hint = Hier laufen seine Sitzungen. Er kann später umziehen.
room-server = Konferenzserver
room-server-label = Sitzungen laufen auf
room-server-hint = Ein anderer Server gilt ab der nächsten Sitzung. Schon erstellte Links führen zum bisherigen, bis sie ablaufen.
room-server-move = Raum umziehen
room-server-moved = Umgezogen: Die nächste Sitzung läuft auf { $server }.
room-server-live = Der Raum läuft gerade auf { $server }, und eine Sitzung kann nicht umziehen. Warten Sie, bis sie zu Ende ist, oder beenden Sie sie jetzt.
room-server-end = Sitzung beenden und umziehen …
room-server-end-confirm = Für alle beenden und umziehen
room-server-unknown = { $server } antwortet nicht; ob dort eine Sitzung läuft, weiß niemand. Umziehen kann der Raum trotzdem; wer noch in der Sitzung ist, bleibt darin.
error-room-busy = Der Raum ist inzwischen gestartet worden und deshalb nicht umgezogen.
room-runs-on = auf { $server }
