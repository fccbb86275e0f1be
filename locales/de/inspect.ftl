# Die Linkprüfung.
inspect-title = Link prüfen
inspect-text = Fügen Sie einen Beitrittslink ein, das Token daraus oder eine Einladung: Sie sehen, für wen der Link ist, wie lange er gilt und warum er sich nicht öffnen lässt. Was Sie einfügen, wird einmal angesehen und nirgends aufgehoben.
inspect-field = Link oder Token
inspect-field-hint = Auch eine ganze E-Mail geht. Wer einen Beitrittslink hat, kann ihn benutzen: Zeigen Sie ihn niemandem sonst.
inspect-button = Prüfen
inspect-again = Noch einen prüfen
inspect-shown-before = Das Ergebnis wurde einmal gezeigt und nicht aufgehoben. Fügen Sie den Link noch einmal ein.
inspect-what = Was darin steht
inspect-nav = Link prüfen
inspect-offer = Ein Link lässt sich nicht öffnen?
inspect-offer-link = Prüfen
inspect-new-link = Neuen Link erstellen
inspect-works = Dieser Link funktioniert.
inspect-works-in-one-piece = Dieser Link funktioniert, aber nur in einem Stück: In dem, was Sie eingefügt haben, standen Zeilenumbrüche oder Leerzeichen. Schicken Sie ihn noch einmal ohne sie.
inspect-not-your-room = An diesem Link ist nichts falsch. Er öffnet, solange die Sitzung läuft, für die er erstellt wurde; ob sie läuft, sehen hier nur die Mitglieder ihres Raums. Fragen Sie die Person, von der Sie ihn haben.
inspect-server-silent = An diesem Link ist nichts falsch, aber sein Konferenzserver antwortet nicht, also lässt er sich gerade nicht öffnen. Versuchen Sie es in ein paar Minuten noch einmal; hält es an, sagen Sie der Administration Bescheid.
inspect-unknown-server = An diesem Link scheint nichts falsch, aber ein Konferenzserver hat ihn erstellt, den dieses Portal nicht kennt. Ob er sich öffnen lässt, weiß nur, wer jenen Server betreibt.
inspect-nothing = Darin ist kein Link. Kopieren Sie die ganze Adresse, von https:// an, und fügen Sie sie noch einmal ein.
inspect-no-token = Dieser Link lässt sich nicht öffnen, weil das Zugangstoken fehlt. Kopieren Sie ihn noch einmal ganz, oder bitten Sie um einen neuen.
inspect-invite = Das lässt sich nicht öffnen, weil es wie eine Einladung aussieht und dieses Portal keine mit diesem Code hat. Kopieren Sie es noch einmal ganz, oder fragen Sie die Person, von der Sie es haben.
inspect-invite-of-others = Das ist eine Einladung dieses Portals. Ob sie sich öffnen lässt, sehen hier nur die Mitglieder ihres Raums; öffnen Sie sie, oder fragen Sie die Person, von der Sie sie haben.
inspect-invite-works = Diese Einladung funktioniert.
inspect-invite-server-silent = An dieser Einladung ist nichts falsch, aber ihr Konferenzserver antwortet nicht, also kommt gerade niemand hinein. Versuchen Sie es in ein paar Minuten noch einmal; hält es an, sagen Sie der Administration Bescheid.
inspect-invite-not-yet = Diese Einladung lässt sich noch nicht öffnen: Sie gilt ab { $time }. Warten Sie bis dahin, oder ändern Sie das auf der Seite mit den Einladungen des Raums.
inspect-invite-expired = Diese Einladung lässt sich nicht öffnen, weil sie { $ago } abgelaufen ist. Verlängern Sie sie auf der Seite mit den Einladungen des Raums; ihr Link bleibt derselbe.
inspect-invite-used-up = Diese Einladung lässt niemanden mehr hinein, weil sie so oft benutzt wurde, wie sie darf; wer mit ihr schon drin war, kommt wieder hinein. Erlauben Sie mehr auf der Seite mit den Einladungen des Raums.
inspect-invite-revoked = Diese Einladung lässt sich nicht öffnen, weil sie { $ago } widerrufen wurde. Schicken Sie eine andere: Eine widerrufene öffnet nie wieder.
inspect-invite-archived = Diese Einladung lässt sich nicht öffnen, weil ihr Raum archiviert ist. Stellen Sie den Raum wieder her: Dann öffnet sie wieder.
inspect-invite-waits = Noch hat niemand von der Moderation gestartet: Wer sie jetzt öffnet, wartet bis dahin vor der Tür.
inspect-invite-shut = Die Moderation lässt niemanden mehr in die laufende Sitzung: Wer noch nicht darin war, wartet vor der Tür.
inspect-invite-moderates = Wer sie öffnet, moderiert: Schicken Sie sie niemandem sonst.
inspect-invite-personal = persönliche Einladung
inspect-invite-open = offene Einladung
inspect-invites-link = Einladungen dieses Raums
inspect-fact-kind = Art
inspect-fact-passcode = Kennwort
inspect-fact-uses = Benutzungen
inspect-fact-last = Zuletzt benutzt
inspect-passcode-asked = wird verlangt
inspect-passcode-none = keines
inspect-uses-of = { $count } von { $most }
inspect-own-page = Das ist eine Seite von Roomkey und kein Beitrittslink: Sie lässt nur Leute mit einem Konto hinein. Öffnen Sie dort den Raum und erstellen Sie einen Beitrittslink.
inspect-insecure = Dieser Link lässt sich nicht öffnen, weil er mit http:// beginnt und plugNmeet eine verschlüsselte Verbindung verlangt. Bitten Sie die Administration, die https-Adresse des Konferenzservers einzutragen, und erstellen Sie dann einen neuen.
inspect-too-long = Dieser Link lässt sich nicht öffnen, weil er für einen Konferenzserver zu lang ist. Kürzen Sie die Adressen in seinem Aussehen und erstellen Sie einen neuen.
inspect-cut-off = Dieser Link lässt sich nicht öffnen, weil sein Ende fehlt. Kopieren Sie ihn noch einmal ganz: Manche Programme schneiden lange Links ab.
inspect-damaged = Dieser Link lässt sich nicht öffnen, weil sein Zugangstoken beschädigt ist. Kopieren Sie ihn noch einmal ganz, oder erstellen Sie einen neuen.
inspect-algorithm = Dieser Link lässt sich nicht öffnen, weil sein Zugangstoken nicht so signiert ist, wie plugNmeet es tut. Kein Konferenzserver hat ihn erstellt: Benutzen Sie ihn nicht.
inspect-signature = Dieser Link lässt sich nicht öffnen, weil seine Signatur falsch ist: Er wurde verändert, oder sein Server hat inzwischen ein anderes Secret. Kopieren Sie ihn noch einmal ganz, oder erstellen Sie einen neuen.
inspect-api-key = Dieser Link lässt sich nicht öffnen, weil sein API-Key nicht der seines Konferenzservers ist. Erstellen Sie einen neuen; geht auch der nicht, sagen Sie der Administration Bescheid.
inspect-wrong-place = Dieser Link lässt sich nicht öffnen, weil er an einen anderen Ort führt als { $place }, wo sein Token gilt. Erstellen Sie einen neuen.
inspect-subject = Dieser Link lässt sich nicht öffnen, weil sich die beiden Benutzerkennungen in seinem Token unterscheiden. Kein Konferenzserver erstellt solche Links: Bitten Sie um einen neuen.
inspect-no-room = Dieser Link lässt sich nicht öffnen, weil sein Token keinen Raum nennt. Erstellen Sie einen neuen.
inspect-not-yet-valid = Dieser Link lässt sich noch nicht öffnen (noch { $left }), weil die Uhr seines Konferenzservers der dieses Portals vorausgeht. Bitten Sie die Administration, beide Uhren zu stellen.
inspect-expired = Dieser Link lässt sich nicht öffnen, weil er { $ago } abgelaufen ist. Erstellen Sie einen neuen, oder bitten Sie darum.
inspect-empty-page = Dieser Link öffnet nur eine leere Seite, weil sein Aussehen null ist. Nehmen Sie custom_design heraus, oder erstellen Sie einen neuen.
inspect-dangerous = Öffnen Sie diesen Link nicht, weil sein Aussehen alles auf plugNmeets Seite verändern kann: Jemand hat sich daran zu schaffen gemacht. Erstellen Sie einen neuen, oder bitten Sie darum.
inspect-moved = Dieser Link lässt sich nicht öffnen, weil sein Raum auf einen anderen Konferenzserver umgezogen ist. Erstellen Sie einen neuen.
inspect-over = Dieser Link lässt sich nicht öffnen, weil von seinem Raum keine Sitzung läuft. Erstellen Sie einen neuen: Damit beginnt eine.
inspect-earlier-session = Dieser Link lässt sich nicht öffnen, weil er aus einer früheren Sitzung ist; die laufende hat um { $time } begonnen. Erstellen Sie einen neuen.
inspect-what-else = In drei Fällen kann er doch versagen: Jemand ist unter derselben Benutzerkennung drin, die Sitzung ist voll, oder die Moderation hat diese Person entfernt.
inspect-fact-place = Führt zu
inspect-fact-server = Konferenzserver
inspect-fact-issuer = API-Key
inspect-fact-signature = Signatur
inspect-fact-name = Name
inspect-fact-id = Benutzerkennung
inspect-fact-role = Rolle
inspect-fact-room = Raum
inspect-fact-live = Sitzung
inspect-fact-from = Gültig ab
inspect-fact-until = Gültig bis
inspect-fact-others = Andere Parameter
inspect-server-none = keiner von diesem Portal
inspect-signature-right = richtig
inspect-signature-wrong = falsch
inspect-signature-other = signiert mit { $algorithm }
inspect-signature-unchecked = nicht geprüft: Dieses Portal hat das Secret nicht
inspect-missing = fehlt
inspect-never = endet nie
inspect-beyond = jenseits aller Kalender
inspect-is-over = { $ago } abgelaufen
inspect-last-minute = gerade vorbei, aber Server warten noch eine Minute
inspect-left = noch { $left }
inspect-id-differs = An anderer Stelle im Token ist sie „{ $id }“.
inspect-live-since = { $live }, seit { $time }
inspect-hidden = Er verlangt, die Person zu verbergen; plugNmeet zeigt sie trotzdem.
inspect-app = Er ist für einen Browser in einer App gedacht, der weder Ton noch Bild senden darf.
inspect-token-alone = Das ist ein Token allein. Als Link steht es hinter der Adresse seines Konferenzservers, nach ?access_token=
inspect-mend-entities = In dem, was Sie eingefügt haben, steht &amp; statt &. So geöffnet geht alles nach dem ersten verloren, das Aussehen zum Beispiel.
inspect-mend-encoded = Was Sie eingefügt haben, ist einmal zu oft prozentkodiert. So geöffnet wird sein Aussehen nicht angewendet, oder es ist gar kein Link.
inspect-mend-wrapped = Der Link steckt in einer anderen Adresse, wie E-Mail-Filter sie schreiben. Sie zu öffnen führt zu ihm.
inspect-long = Er hat { $length } Zeichen: Manche E-Mail-Programme brechen so lange Links um.
inspect-design = Aussehen
inspect-design-wrong = Am Aussehen zu berichtigen
inspect-design-old-name = Ein alter Name. Er wirkt noch, wo side_panel_bg_color nicht gesetzt ist; besser steht dieser da.
ago-moment = vor weniger als einer Minute
ago-minutes =
    { $count ->
        [one] vor einer Minute
       *[other] vor { $count } Minuten
    }
ago-hours =
    { $count ->
        [one] vor einer Stunde
       *[other] vor { $count } Stunden
    }
ago-days =
    { $count ->
        [one] vor einem Tag
       *[other] vor { $count } Tagen
    }
