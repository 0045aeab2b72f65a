# The strip and the panel beside a page in the live preview.

preview = Vorschau
coverage = { $covered } von { $items } Einträgen { $required }
gaps = Lücken: { $gaps }
change = Letztes Speichern: { $changes }
change-gaps = Lücken { $n }
errors = Fehler: { $n }
warnings = Warnungen: { $n }
stale = Wegen eines Fehlers stehen diese Seiten noch so da wie vorher.
problems = Was nicht stimmt
more = und { $n } weitere; `leerlijn check` zeigt sie alle
line = Zeile { $line }
help = Hilfe
close = Schließen
open-file = Öffnen
open-file-title = { $place } im Programm für solche Dateien öffnen
copy = Pfad kopieren
copied = Kopiert
open-failed = Die Datei konnte nicht geöffnet werden.
lost = Die Vorschau ist beendet. Starten Sie sie wieder mit `leerlijn serve`.
no-page = Es gibt noch keine Seite zu zeigen. Sie erscheint von selbst, sobald die Fehler behoben sind.
