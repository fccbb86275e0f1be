# What carries an invite out of the portal.
error-passcode-short = Ein Kennwort braucht mindestens { $least } Buchstaben oder Ziffern.
error-day = Diesen Tag gibt es nicht. Schreiben Sie ihn wie 2027-06-30.
error-time-of-day = Diese Uhrzeit gibt es nicht. Schreiben Sie sie wie 14:30.
