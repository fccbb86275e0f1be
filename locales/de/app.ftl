# Rahmen, Knöpfe, was schiefging.
app-name = Roomkey
window-title = { $page } · Roomkey
skip-to-main = Zum Inhalt springen
nav-main = Hauptmenü
nav-rooms = Räume
nav-room = Raum
nav-account = { $initials }: Ihr Konto, { $name }
save = Speichern
saved = Gespeichert.
cancel = Abbrechen
copy = Kopieren
copied = Kopiert
copy-failed = Markiert: jetzt kopieren
go-home = Zur Startseite
list-comma = {", "}
list-and = { $items } und { $last }
list-or = { $items } oder { $last }
form-wrong-count =
    { $count ->
        [one] Ein Feld braucht noch einen Blick.
       *[other] { $count } Felder brauchen noch einen Blick.
    }
not-found-title = Hier ist nichts
not-found-text = Diese Adresse führt nirgendwohin oder zu etwas, das Ihnen nicht gehört. Prüfen Sie, ob ein Teil fehlt, oder fangen Sie von vorn an.
no-invite-title = Diese Einladung gibt es nicht
no-invite-text = Keine Einladung dieses Portals hat diesen Code. Vergleichen Sie den Link mit dem, den Sie bekommen haben: Sein Code hat zwölf Buchstaben und Ziffern. Ist er derselbe, bitten Sie die Person, von der Sie ihn haben, um einen neuen.
no-invite-slowed =
    { $minutes ->
        [one] Aus Ihrem Netz kamen zu viele falsche Codes: Eine Minute lang werden falsche abgewiesen. Ein richtiger Link öffnet trotzdem.
       *[other] Aus Ihrem Netz kamen zu viele falsche Codes: { $minutes } Minuten lang werden falsche abgewiesen. Ein richtiger Link öffnet trotzdem.
    }
crowded-title = Es sind schon sehr viele da
crowded-text =
    { $minutes ->
        [one] Mit diesem Link sind so viele neue Gäste gekommen, dass gerade niemand mehr hineinkommt. Gehen Sie in einer Minute zurück und drücken Sie noch einmal: Ihre Eingaben stehen noch da. Wer schon drin war, kommt trotzdem hinein.
       *[other] Mit diesem Link sind so viele neue Gäste gekommen, dass gerade niemand mehr hineinkommt. Gehen Sie in { $minutes } Minuten zurück und drücken Sie noch einmal: Ihre Eingaben stehen noch da. Wer schon drin war, kommt trotzdem hinein.
    }
fault-title = Etwas ist schiefgegangen
fault-text = Das liegt an uns, nicht an Ihnen, und ist notiert. Gehen Sie zurück und versuchen Sie es noch einmal; bleibt es dabei, nennen Sie Ihrer Administration diese Fehlernummer: { $reference }
refused-title = Dieses Formular wurde nicht angenommen
refused-text = Es kam von einer anderen Website, war zu lang oder wurde unterwegs beschädigt. Nichts wurde geändert. Gehen Sie zurück, laden Sie die Seite neu und senden Sie es noch einmal.
busy = Gerade melden sich viele an. Versuchen Sie es in ein paar Sekunden noch einmal.
form-wrong-first = Zum ersten
day = { $day }. { $month } { $year }
day-and-clock = { $day }, { $time }
month-january = Januar
month-february = Februar
month-march = März
month-april = April
month-may = Mai
month-june = Juni
month-july = Juli
month-august = August
month-september = September
month-october = Oktober
month-november = November
month-december = Dezember
nav-your-account = Ihr Konto
form-interrupted = Sie wurden inzwischen abgemeldet. Noch ist nichts gespeichert: prüfen Sie es und senden Sie es noch einmal.
only-here = Links funktionieren nur auf diesem Rechner. Damit andere sie öffnen können, setzt, wer Roomkey betreibt,
only-here-do = auf die Adresse, unter der sie es erreichen.
span-seconds = { $count ->
    [one] { $count } Sekunde
   *[other] { $count } Sekunden
}
span-minutes = { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
}
span-hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
span-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
