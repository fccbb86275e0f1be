# Gespeicherte Designs.
error-no-such-design = Dieses Design gibt es nicht mehr, oder es ist nicht geteilt. Wählen Sie ein anderes.
error-import-too-long = Das sind mehr als { $limit } kB. Fügen Sie nur das Design oder den Link ein.
error-import-link = Dieser Link enthält kein Design. Kopieren Sie einen aus einem Raum, der ein Design hat.
error-import-nothing = Darin ist kein Design. Fügen Sie das JSON eines Designs oder einen ganzen Beitrittslink ein.
error-import-broken = Das sieht aus wie das JSON eines Designs, aber etwas daran ist kaputt. Kopieren Sie alles, von {"{"} bis {"}"}.
nav-designs = Designs
designs-title = Designs
designs-text = Farben und Logo unter einem Namen. Ändern Sie ein Design einmal, und jeder Raum, der es verwendet, ändert sich mit.
designs-new = Neues Design
designs-own = Ihre Designs
designs-shared = Von anderen geteilt
designs-starting = Vorlagen
designs-starting-text = Fertig und gut lesbar. Beginnen Sie mit einer und machen Sie Ihr eigenes Design daraus.
designs-none-title = Noch kein eigenes Design
designs-none-text = Beginnen Sie mit einer der Vorlagen unten, mit den Farben Ihrer Schule, oder fügen Sie ein Design von anderswo ein. Dann verwenden Sie es für so viele Räume, wie Sie möchten.
designs-search-label = Designs suchen
designs-not-found-title = Nichts gefunden
designs-not-found-text = Kein Design hat „{ $words }“ im Namen.
designs-show-all = Alle Designs zeigen
designs-found = { $count ->
    [one] Ein Design gefunden
   *[other] { $count } Designs gefunden
}
designs-cut = Es werden jeweils nur die ersten { $count } gezeigt. Suchen Sie nach dem Namen, um die anderen zu finden.
designs-back = Alle Designs
design-picture-of = Eine Sitzung mit dem Design „{ $name }“
design-change = Ändern
design-show = Ansehen
design-copy = Kopie anlegen
design-start = Damit beginnen
design-is-shared = Mit allen geteilt
design-shared-by = Geteilt von { $owner }
design-of = { $name } ({ $owner })
design-copy-of = Kopie von { $name }
design-lagoon = Lagune
design-meadow = Wiese
design-plum = Pflaume
design-sunrise = Sonnenaufgang
design-poppy = Mohn
design-midnight = Mitternacht
new-design-heading = Neues Design
design-name = Name des Designs
design-shared = Mit allen teilen
design-shared-hint = Alle, die sich anmelden können, dürfen es verwenden und kopieren. Ändern können nur Sie es.
design-save = Design speichern
design-was-made = Das Design ist gespeichert. Wählen Sie unten, welche Räume es verwenden.
design-save-as = Als Design speichern
design-import = Ein Design von anderswo einfügen
design-import-label = Design oder Beitrittslink
design-import-hint = Das JSON eines Designs oder ein ganzer Beitrittslink. Es füllt die Felder unten und ersetzt, was darin steht. Gespeichert wird noch nichts.
design-import-button = Felder füllen
design-imported = { $count ->
    [0] Nichts davon war zu gebrauchen. Gespeichert ist nichts.
    [one] Ein Wert wurde unten eingetragen. Sehen Sie ihn an, dann speichern Sie.
   *[other] { $count } Werte wurden unten eingetragen. Sehen Sie sie an, dann speichern Sie.
}
design-imported-completed = Ein # wurde ergänzt: { $keys }
design-imported-empty = Ohne Wert: { $keys }
design-imported-ignored = { $count ->
    [one] Ausgelassen:
   *[other] { $count } ausgelassen:
}
design-used = Wo es verwendet wird
design-used-nowhere = Noch nirgends.
design-used-count = { $count ->
    [one] An einer Stelle
   *[other] An { $count } Stellen
}
design-used-invites = { $count ->
    [one] eine Einladung
   *[other] { $count } Einladungen
}
design-used-other-rooms = { $count ->
    [one] Ein Raum von jemand anderem verwendet es.
   *[other] { $count } Räume von anderen verwenden es.
}
design-used-other-invites = { $count ->
    [one] Eine Einladung von jemand anderem verwendet es.
   *[other] { $count } Einladungen von anderen verwenden es.
}
design-used-changes = Was Sie hier speichern, ändert das Aussehen von alldem für alle, die danach beitreten.
design-use = Für Räume verwenden
design-use-hint = Diese Räume haben von jetzt an dieses Design. Ihre eigenen Farben bleiben aufgehoben, falls Sie sie wiederhaben möchten.
design-use-rooms = Räume
design-use-more = Es gibt noch mehr Räume. Für einen anderen wählen Sie das Design auf der Seite dieses Raums.
design-use-nothing = Kreuzen Sie die Räume an, die es verwenden sollen.
design-use-button = Für die angekreuzten Räume verwenden
design-use-done = { $count ->
    [one] Ein Raum verwendet jetzt dieses Design.
   *[other] { $count } Räume verwenden jetzt dieses Design.
}
design-json = Design als JSON
design-json-hint = Genau das, was plugNmeet als custom_design annimmt. Heben Sie es auf, oder verwenden Sie es in einem anderen Portal.
design-json-file = Datei herunterladen
design-delete = Design löschen
design-delete-title = „{ $name }“ löschen?
design-delete-keeps = Dort ändert sich nichts: Diese Räume und Einladungen behalten die Farben als ihre eigenen. Sie ändern sich nur nicht mehr gemeinsam.
design-delete-no-way-back = Es gibt kein Zurück.
design-delete-button = Design löschen
design-deleted = Das Design ist gelöscht. Was es verwendet hat, hat seine Farben behalten.
design-choice-saved = Gespeichertes Design
design-choice-own = Eigene Farben
design-saved = Gespeichertes Design
design-in-use = Zurzeit verwendet: { $name }
design-saved-none = Design wählen
design-saved-hint = Ändert sich das Design, ändert sich auch, was es verwendet. Eine Vorlage wird kopiert und ändert sich nicht mehr.
