# Konferenzserver, für Administratoren.
nav-servers = Server
servers-title = Konferenzserver
servers-add = Server hinzufügen
servers-removed = Der Konferenzserver ist entfernt.
servers-gone = Diesen Server gibt es nicht mehr: Jemand hat ihn entfernt.
servers-default-set = Neue Räume beginnen von jetzt an dort, wo es unten steht.
servers-empty-title = Noch kein Konferenzserver
servers-empty-what = Ein Konferenzserver ist eine plugNmeet-Installation. Roomkey verwaltet die Räume und macht die Links; die Videokonferenzen selbst laufen dort.
servers-empty-how = Sie brauchen die Adresse sowie api_key und secret, die in der config.yaml von plugNmeet unter „client:“ stehen. Ob es geht, sagt Roomkey Ihnen dann.
servers-empty-sandbox = Bis dahin laufen alle Räume in der Sandbox; deren Links öffnen einen Proberaum ohne Video.
servers-sandbox-text = Eingebaut, zum Ausprobieren: Die Links öffnen einen Proberaum und keine Videokonferenz.
servers-rooms =
    { $count ->
        [0] Keine Räume
        [one] Ein Raum
       *[other] { $count } Räume
    }
servers-default = Neue Räume beginnen hier
servers-make-default = Neue Räume hier beginnen
servers-secret-waits = Neues Secret noch nicht in Gebrauch
servers-test = Verbindung testen
new-server-title = Konferenzserver hinzufügen
new-server-button = Server hinzufügen
server-name = Name
server-name-hint = So sehen ihn alle, die wählen, wo ein Raum läuft.
server-url = Adresse
server-url-hint = Wo plugNmeet antwortet, wie im Browser. Ohne /auth am Ende.
server-private-note = Diese Adresse liegt auf diesem Rechner oder im eigenen Netz. Für Roomkey ist das in Ordnung; achten Sie darauf, dass Gäste die Beitrittsadresse erreichen.
server-http-note = Diese Adresse ist nicht verschlüsselt. Unterwegs kann mitgelesen werden, und Browser geben die Kamera nur über https frei (oder auf dem Rechner selbst).
server-join-url = Beitrittsadresse
server-join-url-hint = Nur wenn die Seite, die alle öffnen, woanders liegt. Leer: die Adresse oben.
server-api-key = API-Key
server-api-key-hint = „api_key“ unter „client:“ in der config.yaml von plugNmeet.
server-secret = Secret
server-secret-hint = „secret“ an derselben Stelle, mindestens 32 Bytes (Buchstaben oder Ziffern). Es wird verschlüsselt gespeichert und nie wieder angezeigt.
server-where-title = Wo das steht
server-where-text = Auf dem plugNmeet-Server in der config.yaml (oft /opt/plugNmeet/config.yaml):
server-where-then = Wer das Secret hat, kann dort jede Konferenz starten und beenden: Kopieren Sie es direkt aus der Datei.
server-added = Der Server ist hinzugefügt. Dieser Test zeigt, ob Räume ihn nutzen können:
server-saved = Gespeichert. Dieser Test zeigt, ob Räume den Server so nutzen können:
server-description = Der Server
server-secret-again = Secret, noch einmal
server-secret-again-hint = Nur wenn sich die Adresse ändert (es wird mit ihr gespeichert), oder um eine Beitrittsadresse auf einem anderen Rechner zu bestätigen. Sind API-Key und Secret beide neu: zuerst hier den Key, dann unter „Neues Secret“ das Secret.
server-new-secret = Neues Secret
server-new-secret-text = Setzen Sie das neue Secret zuerst in der config.yaml von plugNmeet und starten Sie plugNmeet neu; dann geben Sie es hier ein. Roomkey testet damit den Server; bis er besteht, bleibt das alte in Gebrauch.
server-new-secret-label = Das neue Secret
server-new-secret-button = Testen und verwenden
server-secret-waits = Ein neues Secret ist gespeichert, aber der Server hat den Test damit nicht bestanden. Das alte ist weiter in Gebrauch.
server-secret-try = Noch einmal versuchen
server-secret-forget = Das neue vergessen
server-secret-taken = Der Server hat den Test mit dem neuen Secret bestanden. Es ist jetzt in Gebrauch, das alte ist gelöscht.
server-secret-forgotten = Vergessen. Das alte Secret bleibt in Gebrauch.
error-secret-not-passed = Das neue Secret ist nicht in Gebrauch: { $words }
error-server-changed = Jemand anderes hat diesen Server geändert, seit die Seite geöffnet wurde. Es ist nichts gespeichert und nichts ausprobiert: Sehen Sie sich an, wie er jetzt ist, und geben Sie das Secret noch einmal ein, wenn es noch zu ihm gehört.
server-other-secret-label = Stattdessen ein anderes
server-more = Weiteres
server-is-default = Neue Räume beginnen auf diesem Server. Um das zu ändern, wählen Sie in der Liste einen anderen.
server-make-default-hint = Für jeden Raum lässt sich weiterhin ein anderer Server wählen. Vorhandene Räume bleiben, wo sie sind.
server-remove = Entfernen …
server-remove-hint = Fragt vorher, wohin die Räume gehen.
remove-server-title = { $name } entfernen?
remove-server-goes = Roomkey vergisst Adressen, API-Key und Secret. Auf dem Server selbst ändert sich nichts.
remove-server-default = Neue Räume beginnen dann in der Sandbox, bis Sie einen anderen Server wählen.
remove-server-rooms =
    { $count ->
        [one] Ein Raum läuft dort. Er muss vorher umziehen:
       *[other] { $count } Räume laufen dort. Sie müssen vorher umziehen:
    }
remove-server-moving-links = Schon erstellte Links führen zu diesem Server, bis sie ablaufen.
remove-server-moving-live = Eine Sitzung, die dort gerade läuft, läuft weiter; sie wird nicht beendet und hier nicht mehr angezeigt.
remove-server-moving-next = Die nächste Sitzung jedes Raums beginnt auf dem anderen Server.
remove-server-to = Umziehen nach
remove-server-move-button = Räume umziehen und Server entfernen
remove-server-button = Server entfernen
error-server-scheme = Die Adresse muss mit https:// (oder http://) anfangen.
error-server-scheme-try = Die Adresse muss mit https:// (oder http://) anfangen. Versuchen Sie { $suggestion }
error-server-auth = Lassen Sie /auth weg: Roomkey fügt es bei jedem Aufruf an.
error-server-auth-try = Lassen Sie /auth weg: Roomkey fügt es bei jedem Aufruf an. Versuchen Sie { $suggestion }
error-server-user-info = Name oder Passwort vor dem Host gehören nicht hierher und wurden entfernt. Sehen Sie die Adresse an und drücken Sie noch einmal auf den Knopf.
error-server-health = Lassen Sie /healthCheck weg: Roomkey fragt selbst danach.
error-server-health-try = Lassen Sie /healthCheck weg: Roomkey fragt selbst danach. Versuchen Sie { $suggestion }
error-server-query = Was ab dem ? oder # stand, gehört nicht hierher und wurde entfernt. Sehen Sie die Adresse an und drücken Sie noch einmal auf den Knopf.
error-server-query-try = Was ab dem ? oder # stand, gehört nicht hierher und wurde entfernt. Sehen Sie die Adresse an und drücken Sie noch einmal auf den Knopf. Vielleicht ist es { $suggestion }
error-server-forbidden = Unter dieser Adresse kann kein Konferenzserver sein: Sie gehört dem Netz selbst. Geben Sie den Namen des Servers an oder seine eigene Adresse.
error-api-key-character = „{ $character }“ kann nicht in einem API-Key stehen: nur Buchstaben, Ziffern und Zeichen ohne Akzente, keine Leerzeichen.
error-secret-too-short = Dieses Secret hat { $length } Bytes; um Links zu machen, braucht plugNmeet mindestens { $limit }. Setzen Sie in der config.yaml ein längeres und verwenden Sie es hier.
error-secret-too-long = Dieses Secret hat { $length } Bytes; möglich sind { $limit }. Vielleicht wurde mehr kopiert als das Secret.
error-secret-control = Es enthält einen Zeilenumbruch oder ein Steuerzeichen: Kopieren Sie nur das Secret.
error-secret-quoted = Die Anführungszeichen darum wurden mitkopiert: Lassen Sie sie weg.
error-secret-again = Zur Sicherheit wurde das Secret nicht behalten: Geben Sie es noch einmal ein.
error-secret-needed = Die Adresse ist eine andere: Geben Sie das Secret ein, das zu ihr gehört. (Sonst könnte, wer die Adresse ändert, signierte Anfragen sammeln.)
error-secret-confirms = Die Beitrittsadresse liegt auf einem anderen Rechner, und jeder Link würde dorthin führen. Geben Sie zur Bestätigung das Secret ein, das in Gebrauch ist.
error-secret-alone = Die Adresse ist wie zuvor. Ein neues Secret wird unter „Neues Secret“ gesetzt; dort wird es ausprobiert, bevor es gilt. Einen neuen API-Key speichern Sie vorher, ohne das Secret.
error-server-name-sandbox = So heißt die eingebaute Sandbox. Wählen Sie einen anderen Namen.
error-server-name-taken = Ein anderer Server heißt schon so. Wählen Sie einen anderen Namen.
error-server-in-use =
    { $rooms ->
        [one] Dort läuft inzwischen ein Raum: Wählen Sie, wohin er geht.
       *[other] Dort laufen inzwischen { $rooms } Räume: Wählen Sie, wohin sie gehen.
    }
