# Links, die nicht sterben: die Liste, einer davon, und wer hereinkam.
tab-invites = Einladungen
invites-text = Jede ist ein Link, der gültig bleibt: einmal verschickt, öffnet er diesen Raum, wann immer Sie Leute hereinlassen.
invites-new = Neue Einladung
invites-new-text = Eine offene Einladung ist für eine Gruppe: Wer den Link hat, gibt einen Namen ein. Eine persönliche ist für einen Menschen, der jedes Mal denselben Namen und dieselbe Kennung hat.
invites-filter = Welche Einladungen
invites-all = Alle
invites-open = Offene
invites-personal = Persönliche
invites-current = In Gebrauch
invites-ended = Beendete
invites-search = Suchen
invites-search-label = Nach Name oder Notiz suchen
invites-pages = Weitere Einladungen
invites-more = Mehr zeigen
invites-first = Zurück zu den ersten
invites-show-all = Alle zeigen
invites-end-title = Keine weiteren Einladungen
invites-end-text = Die Liste endet vorher.
invites-not-found-title = Keine Einladung gefunden
invites-not-found-text = Keine dieser Einladungen hat „{ $words }“ im Namen oder in der Notiz. Versuchen Sie es mit weniger Wörtern oder unter „Alle“.
invites-none-title = Noch keine Einladung
invites-none-text = Erstellen Sie eine offene für eine ganze Klasse oder eine persönliche für jeden Einzelnen.
invites-none-personal-title = Noch keine persönliche Einladung
invites-none-personal-text = Eine persönliche Einladung begrüßt einen Menschen mit Namen und fragt nach keinem: für alle, die im Raum immer dieselbe Person sein sollen.
invites-none-current-title = Keine Einladung öffnet diesen Raum
invites-none-current-text = Alle sind abgelaufen, aufgebraucht oder widerrufen. Verlängern Sie eine oder erstellen Sie eine neue.
invites-none-ended-title = Nichts ist beendet
invites-none-ended-text = Abgelaufene, aufgebrauchte und widerrufene Einladungen bleiben hier stehen, mit denen, die sie benutzt haben.
invites-selection = Mit den angekreuzten
invites-tick = { $who } ankreuzen
invites-tick-all = Alle auf dieser Seite ankreuzen
invites-tick-none = Keine ankreuzen
invites-renew = Verlängern
invites-revoke = Widerrufen …
invites-revoke-ask = Jede Kopie dieser Links gilt sofort nicht mehr: in E-Mails, in Kalendern, auf Papier. Es gibt keinen Weg zurück.
invites-revoke-hint = Wer in der Sitzung ist, bleibt darin. Ist der Link für Teilnehmende aus dem Teilen-Feld darunter, bekommt der Raum einen neuen.
invites-revoke-confirm = Angekreuzte widerrufen
invites-nothing-ticked = Es war nichts angekreuzt, also ist nichts geschehen. Kreuzen Sie zuerst Einladungen an.
invites-were-revoked = { $count ->
    [0] Nichts wurde widerrufen: Es war schon geschehen.
    [one] Eine Einladung ist widerrufen. Ihr Link öffnet nichts mehr.
   *[other] { $count } Einladungen sind widerrufen. Ihre Links öffnen nichts mehr.
}
invites-were-renewed = { $count ->
    [0] Nichts wurde verlängert.
    [one] Eine Einladung ist verlängert.
   *[other] { $count } Einladungen sind verlängert.
}
invites-were-left = { $count ->
    [one] Eine blieb, wie sie ist: Sie ist widerrufen oder gilt ohnehin länger.
   *[other] { $count } blieben, wie sie sind: Sie sind widerrufen oder gelten ohnehin länger.
}
invites-back = Alle Einladungen
invite-open = Offene Einladung
invite-of-participants = Link für Teilnehmende
invite-of-moderators = Link für die Moderation
invite-in-share-box = Im Teilen-Feld
invite-link-of = Link: { $who }
invite-valid = Gültig
invite-not-yet = Noch nicht gültig
invite-expired = Abgelaufen
invite-used-up = Aufgebraucht
invite-revoked = Widerrufen
invite-fact-uses = Benutzt
invite-uses = { $count ->
    [0] noch nicht
   *[other] { $count }
}
invite-uses-of = { $count } von { $most }
invite-fact-last = Zuletzt benutzt
invite-last = { $time } von { $who }, { $browser }
invite-never-used = Nie
invite-fact-valid = Gültigkeit
invite-no-end = Ohne Ende
invite-from = Ab { $time }
invite-until = Bis { $time }
invite-until-past = Beendet { $time }
invite-from-until = Ab { $begin } bis { $end }
invite-revoked-at = Widerrufen { $time }
invite-with-passcode = Ja
invite-without-passcode = Keines
invite-whom = Für wen
invite-kind = Art
invite-kind-open = Offen
invite-kind-personal = Persönlich
invite-kind-hint = Offen: alle, die den Link haben und einen Namen eingeben. Persönlich: ein Mensch. Das lässt sich später nicht ändern.
invite-name-hint = So, wie andere ihn sehen. Sie können ihn später berichtigen.
invite-user-id-hint = Leer lassen: Sie wird aus dem Namen gemacht. Sie bleibt, solange es die Einladung gibt, und niemand sonst in diesem Raum hat sie.
invite-user-id-stays = Die Einladung wurde benutzt, darum bleibt dies: Daran erkennt man den Menschen, auch wenn er abgewiesen wurde.
invite-role-of-share = Die Links im Teilen-Feld behalten ihre Rolle. Für eine andere erstellen Sie eine neue Einladung.
invite-note = Notiz
invite-note-hint = Für Sie und die anderen Mitglieder des Raums. Gäste sehen sie nicht.
invite-bounds = Wie lange, wie oft
invite-ends = Sie endet
invite-ends-usual = Wie üblich
invite-ends-never = Nie
invite-ends-at = An einem Tag
invite-ends-usual-hint = Wie üblich: für Teilnehmende nie, für die Moderation nach 30 Tagen.
invite-expires = Endet am
invite-in-zone = In der Zeitzone { $zone }.
invite-not-before = Nicht vor
invite-not-before-hint = Bis dahin sagt der Link, wann man wiederkommen soll. Leer lassen: Er öffnet sofort.
invite-max-uses = Wie oft höchstens
invite-max-uses-hint = Jeder Browser zählt einmal, wie oft er auch wiederkommt.
invite-passcode = Kennwort
invite-passcode-hint = Wird zusätzlich zum Link verlangt. Mitglieder des Raums können es hier lesen, und Einladungstexte nennen es.
invite-passcode-not-kept = Das Kennwort wartet nicht, während Sie sich anmelden. Haben Sie ein anderes eingegeben, geben Sie es noch einmal ein.
invite-gives = Was Gäste mitbringen
invite-record = Diese Webcams aufzeichnen
invite-make = Einladung erstellen
invite-was-made = Die Einladung ist erstellt. Kopieren Sie ihren Link.
invite-revoked-text = Diese Einladung ist widerrufen: Ihr Link öffnet nichts mehr, und nichts daran lässt sich ändern. Erstellen Sie stattdessen eine neue.
invite-change = Diese Einladung ändern
invite-renew-title = Verlängern
invite-renew-hint = Sie endet um so viel später, von jetzt an gerechnet, und nie früher als ohnehin. Der Link bleibt derselbe.
invite-revoke-ask = Jede Kopie dieses Links gilt sofort nicht mehr: in E-Mails, in Kalendern, auf Papier. Es gibt keinen Weg zurück.
invite-revoke-participants = Dies ist der Link für Teilnehmende aus dem Teilen-Feld. Jede Kopie davon gilt sofort nicht mehr: in E-Mails, in Kalendern, auf Papier. Der Raum bekommt einen neuen.
invite-revoke-moderators = Dies ist der Link für die Moderation aus dem Teilen-Feld. Jede Kopie davon gilt sofort nicht mehr: in E-Mails, in Kalendern, auf Papier. Sie können dort einen neuen erstellen.
invite-revoke-confirm = Diese Einladung widerrufen
invite-carry = Weitergeben
invite-qr = QR-Code
renewal = Wie lange
renewal-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
renewal-year = Ein Jahr
renewal-endless = Ohne Ende
came-title = Wer hereinkam
came-none = Durch diese Einladung ist noch niemand hereingekommen.
came-pages = Weitere Gäste
came-more = Mehr zeigen
came-first = Zurück zu den ersten
came-in = Zuerst { $first }, zuletzt { $last }, { $browser }
came-once = { $time }, { $browser }
came-refused = Abgewiesen
refuse = Abweisen …
refuse-title = { $who } abweisen?
refuse-ask = { $who } wird hinausgesetzt und bleibt diesem Raum fern, auch in späteren Sitzungen, bis Sie es wieder erlauben.
refuse-ask-ids = { $who } bleibt diesem Raum von jetzt an fern, auch in späteren Sitzungen, bis Sie es wieder erlauben. Aus einer Sitzung, in der der Konferenzserver die Benutzerkennungen vergibt, kann von hier aus niemand hinausgesetzt werden: Tun Sie das in der Konferenz, oder beenden Sie die Sitzung.
refuse-honest = Wer eben auf „Beitreten“ gedrückt hat, hat einen Link, der noch bis zu zehn Minuten gilt. Um sicher zu sein, beenden Sie auch die Sitzung.
refuse-confirm = Abweisen
readmit = Wieder hereinlassen
readmitted = Sie dürfen wieder herein.
kept-out-out = Sie sind draußen und bleiben es.
kept-out-not-in = Sie bleiben von jetzt an draußen. Sie waren nicht darin.
kept-out-ids = Sie bleiben von jetzt an draußen. Ob sie noch darin sind, ist nicht bekannt: In dieser Sitzung vergibt der Konferenzserver die Benutzerkennungen. Falls ja, setzen Sie sie in der Konferenz hinaus, oder beenden Sie die Sitzung.
kept-out-unknown = Sie bleiben von jetzt an draußen. Ob sie noch darin sind, ist nicht bekannt: Der Konferenzserver hat nicht geantwortet. Um sicher zu sein, beenden Sie die Sitzung.
room-own-ids = In dieser Sitzung vergibt der Konferenzserver die Benutzerkennungen. Darum ist hier nicht bekannt, wer durch welche Einladung kam. Gäste werden auf der Seite ihrer Einladung abgewiesen.
kept-out-since = seit { $time }
kept-out-title = Abgewiesene Gäste
kept-out-text = Diese Leute bleiben diesem Raum fern, welche offene Einladung auch immer sie im selben Browser benutzen. Eine persönliche Einladung lässt weiterhin herein, für wen sie ist.
error-passcode-again = Geben Sie das Kennwort noch einmal ein: Es wird nicht aufbewahrt, während etwas anderes berichtigt wird.
error-passcode-changed = Jemand anderes hat das Kennwort inzwischen geändert. Hier steht jetzt das neue.
error-moment = Wählen Sie Tag und Uhrzeit, zum Beispiel 2027-06-30 14:30.
error-moment-skipped = Die Uhren überspringen diese Zeit an dem Tag. Nehmen Sie { $instead }.
error-moment-past = Das liegt in der Vergangenheit. Wählen Sie eine Zeit, die noch kommt.
error-moment-order = Sie muss nach ihrem Anfang enden.
error-moment-far = Das ist mehr als hundert Jahre hin. Prüfen Sie das Jahr.
error-user-id-taken = Jemand anderes in diesem Raum hat diese Kennung. Nehmen Sie eine andere oder lassen Sie das Feld leer.
error-user-id-used = Diese Einladung wurde benutzt, darum bleibt ihre Kennung. Für eine andere erstellen Sie eine neue Einladung.
error-invite-settled = Das lässt sich nicht mehr ändern, wenn die Einladung erstellt ist. Erstellen Sie stattdessen eine neue.
error-invite-revoked = Diese Einladung ist widerrufen. Erstellen Sie stattdessen eine neue.
