# Gespeicherte Designs.
error-no-such-design = Dieses Design gibt es nicht mehr, oder es ist nicht geteilt. Wählen Sie ein anderes.
error-import-too-long = Das sind mehr als { $limit } kB. Fügen Sie nur das Design oder den Link ein.
error-import-link = Dieser Link enthält kein Design. Kopieren Sie einen aus einem Raum, der ein Design hat.
error-import-nothing = Darin ist kein Design. Fügen Sie das JSON eines Designs oder einen ganzen Beitrittslink ein.
error-import-broken = Das sieht aus wie das JSON eines Designs, aber etwas daran ist kaputt. Kopieren Sie alles, von {"{"} bis {"}"}.
