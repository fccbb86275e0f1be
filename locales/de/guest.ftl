# Was Gäste sehen: die Seite einer Einladung, das Warten vor der Tür, nach dem Treffen.
left-title = Sie sind draußen
left-text = Sie können diese Seite schließen. Um wieder hineinzukommen, öffnen Sie noch einmal den Link, den Sie bekommen haben.
left-member-text = Der Raum ist, wo Sie ihn verlassen haben.
left-to-room = Zurück zum Raum
