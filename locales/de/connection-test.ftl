# „Verbindung testen“: was jeder Schritt ansieht, was er sah, was zu tun ist.
test-step-name = Name
test-step-connection = Verbindung
test-step-health = plugNmeet
test-step-key = API-Key und Secret
test-step-clock = Uhren
test-step-join-address = Beitrittsadresse
test-step-round-trip = Geschwindigkeit
test-passed = Bestanden
test-noted = Bestanden, mit Hinweis
test-failed = Nicht bestanden
test-not-reached = Nicht erreicht
test-needs = Zuerst muss „{ $step }“ bestanden sein.
test-out-of-time = Die Zeit für die Prüfung war vorher um.
test-out-of-time-advice = Der Server antwortet zu langsam. Beheben Sie, was darüber steht, sehen Sie nach der Last von Server und Netz, und prüfen Sie dann noch einmal.
test-resolved = { $host } führt zu { $addresses }.
test-no-name = Die Adresse enthält { $address } selbst: Es gibt keinen Namen nachzuschlagen.
test-certified = { $days ->
    [0] Das Zertifikat endet heute: { $until }.
    [one] Das Zertifikat gilt noch einen Tag, bis { $until }.
   *[other] Das Zertifikat gilt noch { $days } Tage, bis { $until }.
}
test-certified-advice = Erneuern Sie es vorher; danach kommt niemand mehr hinein. Zertifikate von Let's Encrypt erneuern sich viel früher von selbst: Sehen Sie nach, warum dieses nicht.
test-connected = Eine Verbindung kommt zustande.
test-not-encrypted = Eine Verbindung kommt zustande, ohne Verschlüsselung.
test-not-encrypted-advice = Unterwegs können andere mitlesen, was gesagt wird, und es wiederholen. Auf einem einzigen Rechner oder in einem abgeschlossenen Netz mag das gehen; überall sonst geben Sie dem Server ein Zertifikat und eine https-Adresse. Browser brauchen für Kamera und Mikrofon ohnehin https.
test-speaks-http = Die Adresse sagt https, aber an Port { $port } spricht der Server ohne Verschlüsselung.
test-speaks-http-advice = Gibt es für https einen anderen Port (meist 443)? Dann geben Sie diesen an. Hat der Server noch kein Zertifikat, richten Sie eines ein; bis dahin fängt die Adresse mit http:// an.
test-speaks-https = Die Adresse sagt http, aber an Port { $port } will der Server eine verschlüsselte Verbindung.
test-speaks-https-advice = Ändern Sie die Adresse so, dass sie mit https:// anfängt.
test-healthy = Dort ist ein plugNmeet-Server, und es geht ihm gut.
test-unwell = Dort ist ein plugNmeet-Server, aber es geht ihm nicht gut. Er sagt: { $words }
test-unwell-advice = Sehen Sie auf dem Server nach, ob Datenbank, Redis und NATS laufen, und dann ins Protokoll von plugNmeet. In seiner Konfiguration steht, wo es die drei erwartet.
test-accepted = { $sessions ->
    [0] Der Server nimmt beide an. Dort läuft keine Sitzung.
    [one] Der Server nimmt beide an. Dort läuft eine Sitzung.
   *[other] Der Server nimmt beide an. Dort laufen { $sessions } Sitzungen.
}
test-secret-short = Der Server nimmt beide an, aber das Secret hat nur { $bytes } Bytes: Damit entstehen keine Beitrittslinks.
test-secret-short-advice = plugNmeet braucht mindestens 32. Schreiben Sie ein längeres client.secret in seine Konfiguration, starten Sie es neu und geben Sie das neue Secret dann hier ein.
test-refused = Der Server nimmt beide an, hat aber nicht gesagt, welche Sitzungen laufen. Er sagt: { $words }
test-refused-advice = Sehen Sie ins Protokoll von plugNmeet: Meist liegt es an der Datenbank.
test-clocks-agree = { $seconds ->
    [0] Sie stimmen auf die Sekunde überein.
    [one] Sie stimmen bis auf eine Sekunde überein.
   *[other] Sie stimmen bis auf { $seconds } Sekunden überein.
}
test-clock-ahead = Die Uhr des Servers geht gegenüber der von Roomkey um { $span } vor.
test-clock-behind = Die Uhr des Servers geht gegenüber der von Roomkey um { $span } nach.
test-clocks-advice = Eine von beiden geht falsch: Lassen Sie beide Rechner ihre Uhr nach dem Netz stellen (timedatectl zeigt, ob sie es tun). Ein Beitrittslink sagt, von wann bis wann er gilt; gehen die Uhren so weit auseinander, sind angezeigte Zeiten falsch, und Links versagen, die gehen sollten.
test-no-time = Der Server sagt nicht, wie spät es ist.
test-no-time-advice = Vergleichen Sie von Hand: „date -u“ auf beiden Rechnern. Mehr als 30 Sekunden sind zu viel.
test-serves-client = Dort gibt es den Webclient, mit genau den Dateien, die der Server nennt.
test-serves-unencrypted = Dort gibt es den Webclient, mit genau den Dateien, die der Server nennt, aber ohne Verschlüsselung.
test-serves-unencrypted-advice = Außer auf localhost startet der plugNmeet-Client so nicht: Er sagt „Secure Connection Required“. Geben Sie der Beitrittsadresse ein Zertifikat und https, bevor jemand beitritt.
test-other-version = Dort gibt es einen plugNmeet-Client, aber mit anderen Dateien, als der Server nennt: eine andere Version.
test-other-version-advice = Bringen Sie Server und Client auf dieselbe Version. Sind sie es schon, leeren Sie den Cache, der dazwischen steht.
test-nothing-to-compare = Dort gibt es einen plugNmeet-Client. Der Server hat selbst keinen, mit dem man ihn vergleichen könnte.
test-nothing-to-compare-advice = Das ist richtig, wenn der Client getrennt vom Server liegt. Halten Sie beide auf derselben Version.
test-took = Eine Antwort braucht { $millis } ms.
test-took-least = Eine Antwort braucht weniger als 1 ms.
test-took-advice = Das ist lang: Für einen Beitrittslink braucht es zwei oder drei davon. Sehen Sie nach der Last des Servers und nach dem Netz dazwischen.

# Was antwortet und kein Konferenzserver ist.
test-answer-page = Es antwortet eine Webseite: „{ $words }“
test-answer-page-untitled = Es antwortet eine Webseite ohne Titel
test-answer-json = Es antwortet ein anderes Programm: { $words }
test-answer-text = Die Antwort ist: { $words }
test-answer-nothing = Die Antwort ist leer
test-answer-leads = Die Antwort führt weiter zu { $words }
test-answer-status = { $answer } (Status { $status }).
test-answer-status-from = { $answer } (Status { $status }, von { $software }).
test-answer-leads-advice = Roomkey geht nicht mit, weil eine unterschriebene Anfrage nirgendwo sonst landen darf. Ist Ihr Server dort, geben Sie jene Adresse ein.
test-answer-gateway-advice = Ein Reverse-Proxy antwortet, findet aber niemanden hinter sich. Starten Sie plugNmeet, oder berichtigen Sie, wohin der Proxy Anfragen weitergibt.
test-health-not-found-advice = { $address } sollte das Wort „Healthy“ zeigen. Prüfen Sie den Port und den Pfad: Fehlt einer, oder ist einer zu viel? Ein Reverse-Proxy muss das an plugNmeet weitergeben.
test-health-log-in-advice = Etwas davor will, dass man sich anmeldet, oder lässt nur manche hinein: ein Proxy oder eine Firewall. Lassen Sie Roomkey zu /healthCheck und zu allem unter /auth durch; diese Anfragen sind unterschrieben.
test-health-other-advice = Das ist nicht plugNmeet. Geben Sie die Adresse ein, unter der /healthCheck das Wort „Healthy“ zeigt. Liegt hier nur der Webclient, gehört sie in die Beitrittsadresse.
test-key-advice = /healthCheck führt zu plugNmeet, /auth aber nicht. Der Reverse-Proxy muss auch alles unter /auth dorthin weitergeben, unverändert, mit den Kopfzeilen API-KEY und HASH-SIGNATURE.
test-join-leads-advice = Browser gehen nicht mit, wenn ein Formular von Roomkey anderswo endet. Geben Sie die Adresse, zu der es führt, als Beitrittsadresse ein.
test-join-not-found-advice = Dort gibt es keinen Webclient. Liegt er anderswo, geben Sie jene Adresse als Beitrittsadresse ein; sonst sehen Sie nach, wohin client.path in der Konfiguration von plugNmeet zeigt.
test-join-log-in-advice = Vor einer Konferenz müssten sich dort alle anmelden. Lassen Sie alle zur Beitrittsadresse durch: Ihre Links tragen ein Token.
test-join-other-advice = Das ist nicht der plugNmeet-Client. Liegt er anderswo oder unter einem Pfad, geben Sie jene Adresse als Beitrittsadresse ein; sonst sehen Sie nach, ob der Reverse-Proxy dorthin führt.

# Was zwischen Roomkey und einem Server nicht stimmt.
test-fault-name = Kein Nameserver kennt { $host }.
test-fault-name-advice = Prüfen Sie die Schreibweise. Ein neuer Name braucht bis zu einigen Stunden, bis er bekannt ist; „getent hosts { $host }“ auf dem Rechner von Roomkey zeigt, wann es so weit ist.
test-fault-forbidden = { $host } führt zu einer Adresse, an der Roomkey niemanden fragt: Sie gehört zur Netzwerkkarte des Rechners oder zu seiner Cloud.
test-fault-forbidden-advice = Geben Sie die Adresse ein, unter der andere Rechner den Server erreichen, und sehen Sie nach, wohin sein Name führt.
test-fault-refused = Der Rechner ist da, aber an Port { $port } hört niemand zu.
test-fault-refused-advice = Prüfen Sie den Port. Stimmt er, starten Sie plugNmeet oder den Reverse-Proxy davor.
test-fault-unreachable = Von hier führt kein Weg zu { $host }.
test-fault-unreachable-advice = Prüfen Sie die Adresse, und ob der Rechner von Roomkey einen Weg in jenes Netz hat: Kabel, VPN, Firewall.
test-fault-connect-timeout = Keine Verbindung zu Port { $port } in drei Sekunden.
test-fault-connect-timeout-advice = Meist verwirft sie eine Firewall: Lassen Sie den Rechner von Roomkey zu Port { $port } durch. Sonst ist es nicht die Adresse des Servers.
test-fault-expired = Das Zertifikat ist abgelaufen oder gilt noch nicht.
test-fault-expired-advice = Erneuern Sie es. Gilt es nach seinen Daten, geht die Uhr auf dem Rechner von Roomkey falsch.
test-fault-certificate-name = Das Zertifikat ist für einen anderen Namen als { $host }.
test-fault-certificate-name-advice = Geben Sie den Namen ein, für den das Zertifikat gilt, oder besorgen Sie eines für { $host }.
test-fault-untrusted = Niemand, dem der Rechner von Roomkey vertraut, hat das Zertifikat unterschrieben: Es ist selbst unterschrieben, oder ein Glied seiner Kette fehlt.
test-fault-untrusted-advice = Besorgen Sie eines, dem Browser vertrauen, zum Beispiel von Let's Encrypt, und lassen Sie den Server die ganze Kette senden (fullchain.pem). Eine eigene Zertifizierungsstelle muss der Rechner von Roomkey kennen, und der aller anderen auch.
test-fault-tls = An Port { $port } kommt keine verschlüsselte Verbindung zustande.
test-fault-tls-advice = Ist das der Port für https? Der Server muss TLS 1.2 oder 1.3 anbieten und ein Zertifikat für { $host } haben.
test-fault-timeout = Die Frage wurde angenommen, aber die Antwort kam nicht rechtzeitig.
test-fault-timeout-advice = Der Server, oder was er braucht, ist überlastet oder hängt: Sehen Sie in sein Protokoll, starten Sie ihn neu und prüfen Sie noch einmal.
test-fault-broken = Die Verbindung endete vor der Antwort.
test-fault-broken-advice = Sehen Sie in die Protokolle von plugNmeet und Reverse-Proxy. Wurde der Server gerade neu gestartet, prüfen Sie noch einmal; sonst auch den Port.
test-fault-no-http = Was an Port { $port } zuhört, ist kein Webserver.
test-fault-no-http-advice = Prüfen Sie den Port: LiveKit, NATS, Redis und die Datenbank haben andere als plugNmeet.
test-fault-key = Der Server kennt diesen API-Key nicht.
test-fault-key-advice = Übernehmen Sie client.api_key aus der Konfiguration von plugNmeet, Zeichen für Zeichen, wie er dort steht.
test-fault-signature = Der Server kennt den API-Key, hat aber ein anderes Secret.
test-fault-signature-advice = Übernehmen Sie client.secret aus der Konfiguration von plugNmeet, ohne Anführungszeichen oder Leerzeichen darum. Wurde es dort geändert, muss plugNmeet neu starten, bevor es gilt.
test-fault-unauthorised = Der Server hat uns zu nichts eingelassen. Er sagt: { $words }
test-fault-unauthorised-advice = Steht ein Reverse-Proxy davor, muss er die Kopfzeilen API-KEY und HASH-SIGNATURE weitergeben und Inhalte lassen, wie sie sind.
test-fault-other = Eine solche Antwort gibt kein plugNmeet-Server.
test-fault-other-advice = Prüfen Sie Adresse und Port, und ob ein Proxy dazwischen Antworten verändert.

# Das Ganze.
test-works = Dieser Server funktioniert.
test-works-noted = Dieser Server funktioniert. Lesen Sie die Hinweise unten.
test-fails = Dieser Server ist so noch nicht zu gebrauchen. Beheben Sie zuerst „{ $step }“.
test-broke-off = Die Prüfung brach ab, aus einem Grund, der bei Roomkey liegt und in seinem Protokoll steht. Prüfen Sie noch einmal.

# Die Seite.
test-title = Verbindung testen: { $server }
test-again = Noch einmal testen
test-intro = Sieht sich alles einmal an, was stimmen muss, bevor Räume diesen Server benutzen können: { $steps }. Auf dem Server ändert sich nichts. Es dauert einige Sekunden, höchstens 20.
test-running = { $server } wird getestet …
test-waiting = wartet
test-wait = Das ganze Ergebnis zeigen, wenn es da ist
test-back = Zurück zum Server
test-progress = Schritt { $number } von { $of }: { $step } …

# Wie es einem Server geht, auf den Seiten der Administration.
state-unknown = Noch nicht gefragt
state-up = Antwortet
state-down = Nicht zu gebrauchen seit { $time }
state-checked = geprüft { $ago }
