# The page on which a site is made without a terminal.

title = Eine neue Website
intro = Wählen Sie, was Sie haben. Ihre Dokumente bleiben auf diesem Computer und werden nicht geändert.
existing = Weiterarbeiten an
profile = Das Profil
profile-help = Die Qualifikation, der Lehrplan oder die Liste der Lernergebnisse: Word, Excel, CSV, CASE …
list = Es ist eine Liste von Lernergebnissen
list-help = Nur wenn das Programm danach fragt (`--format list`): dann ist jede Zeile des Dokuments ein Lernergebnis.
matrix = Die Abdeckungsmatrix
matrix-help = Die Tabelle, die sagt, welches Modul was abdeckt. Kann fehlen.
marks = Was bedeuten die Zeichen?
marks-help = Nur wenn das Programm danach fragt, zum Beispiel: x=geprueft
course = Die Kurstexte
course-help = Der Ordner mit den Texten der Module: Word, Markdown oder HTML. Kann fehlen.
name = Name des Ordners
name-help = Die Website entsteht in einem neuen Ordner in { $place }.
default-name = Mein Bildungsgang
site-language = Sprache der Website
nothing = Noch nichts da? Lassen Sie alles leer und beginnen Sie mit einem Beispiel.
make = Website erstellen
making = Läuft …
made = Die Website ist erstellt
failed = Die Website ist nicht erstellt
said = So wurde alles gelesen
show = Website zeigen
opening = Die Website wird geöffnet …
folder-name = Geben Sie dem Ordner einen einfachen Namen, ohne Schrägstrich und ohne Punkt oder Strich am Anfang. Einige Namen wie „con“ behält Windows für sich.
folder-link = Dieser Name ist eine Verknüpfung (Link) zu einem anderen Ort. Wählen Sie einen anderen Namen.
folder-taken = Diesen Ordner gibt es schon, und er ist nicht leer. Wählen Sie einen anderen Namen.
matrix-alone = Eine Abdeckungsmatrix verweist auf die Ziele eines Profils. Wählen Sie auch das Dokument Ihres Profils, oder nehmen Sie die Matrix weg.
too-large = Ein Dokument ist zu groß, oder es sind zu viele.
lost = Das Programm antwortet nicht mehr. Starten Sie leerlijn neu.
