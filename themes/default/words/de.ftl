# Die Wörter der Seiten selbst. Eine Website ändert eines, indem sie den Schlüssel in
# themes/NAME/words/de.ftl neu schreibt. $required ist überall die Stufe, ab der ein Ziel abgedeckt ist.

# Wie ein Ziel eines Profils heißt: ein Wort mit „das“, in der Mehrzahl auch im Dativ.
-item = Ziel
-items = Ziele
-items-dative = Zielen

# Der Rahmen einer Seite
skip = Zum Inhalt
nav-main = Hauptmenü
nav-programme = Bildungsgang
nav-profile = Profil
nav-more = Mehr
nav-breadcrumbs = Brotkrümelnavigation
nav-sequence = Vorige und nächste Seite
nav-footer = Fußzeile
dark-scheme = Dunkle Darstellung
previous = Zurück
next = Weiter
contents = Inhalt
menu = Menü
on-this-page = Auf dieser Seite
to-home = Zur Startseite

# Was es gibt
programmes = Bildungsgänge
profiles = Profile
modules = Module
module = Modul
lessons = Lektionen
lesson-number = Lektion { $n }
competences = Kompetenzen
competence = Kompetenz
matrix = Matrix
gaps = Lücken
matrix-and-gaps = Matrix und Lücken
filter-programmes = Bildungsgang oder Schule suchen
term = Abschnitt
where = Wo
level = Stufe
kind-competence = Kompetenzen
kind-indicator = Indikatoren
kind-knowledge = Kenntnisse
kind-skill = Fertigkeiten
kind-attitude = Haltungen
one-competence = Kompetenz
one-indicator = Indikator
one-knowledge = Kenntnis
one-skill = Fertigkeit
one-attitude = Haltung
grade-basic = Grundkenntnis
grade-thorough = vertiefte Kenntnis
code = Code
version = Version
status = Status
year = Jahr
level-vks = VKS
level-eqf = EQR

# Wie ein Ziel steht
status-covered = { $required }
status-possible = möglicherweise { $required }
status-partial = noch nicht { $required }
status-missing = fehlt
status-exempt = bewusst nicht aufgenommen

# Zahlen
number-covered = { $required }
number-guaranteed = sicher { $required }
number-possible = möglich, je nach Wahl
depends-on-choice = je nach Wahl
number-partial = noch nicht { $required }
number-missing = { $n ->
    [one] fehlt
   *[other] fehlen
}
number-exempt = bewusst nicht aufgenommen
number-modules = Module
number-hours = Stunden
hours = { $n } Std.
hours-range = { $least } bis { $most } Std.
contact-hours = { $n ->
    [one] { $n } Stunde
   *[other] { $n } Stunden
}
number-credits = Leistungspunkte
credits-short = { $n } LP
credits-range = { $least } bis { $most } LP
credits = { $n ->
    [one] { $n } Leistungspunkt
   *[other] { $n } Leistungspunkte
}
counts-otherwise = Zählt hier anders
other-levels = Module, die hier anders zählen
other-levels-lead = Für diese { -items } zählt das Modul in diesem Bildungsgang auf einer anderen Stufe als der eigenen.
level-here = In diesem Bildungsgang
level-of-module = Im Modul selbst
prerequisites = Was zuerst kommt
requires = Zuerst zu belegen
requires-late = kommt hier erst später
required-by = Nötig für
teachers = { $n ->
    [one] Lehrkraft
   *[other] Lehrkräfte
}
meter = { $covered } von { $items } { $items ->
    [one] { -item }
   *[other] { -items-dative }
} { $required }, { $partial } noch nicht { $required }, { $missing } { $missing ->
    [one] fehlt
   *[other] fehlen
}
meter-exempt = { $n } bewusst nicht aufgenommen
meter-possible = { $n } je nach Wahl möglich
covered-of = { $covered } von { $items } { $required }
items-per-module = { -items } pro Modul

# Startseite und Bildungsgang
leads-to = Folgt dem Profil
not-covered-yet = Noch in keinem Modul
and-more = und { $n } weitere
see-matrix = Zur Matrix
see-programme = Zum Bildungsgang
see-gaps = { $n ->
    [one] Zur Lücke
   *[other] Zu den { $n } Lücken
}
learning-path = Lernweg
learning-path-caption = Je Abschnitt: Stunden und wie viele { -items } ein Modul auf jede Stufe bringt
coverage-by-competence = Abdeckung je Kompetenz
other-modules = Module außerhalb eines Bildungsgangs
all-modules = Alle Module

# Startseite, je nachdem, wer kommt
role-start = Ich möchte beginnen
role-start-lead = Was man lernt, wie lange es dauert und wie die Schule arbeitet.
role-study = Ich lerne hier
role-study-lead = Was in jedem Modul und in jeder Lektion geschieht und woran gearbeitet wird.
role-teach = Ich unterrichte hier
role-teach-lead = Welches Modul an welchem { -item } arbeitet und was noch offen ist.
role-inspect = Ich inspiziere
role-inspect-lead = Wo und wie der Bildungsgang jedes { -item } des Profils prüft.
gaps-are = { $n ->
    [one] { $n } Lücke
   *[other] { $n } Lücken
}
gaps-are-missing = { $n ->
    [one] { $n } { -item } fehlt
   *[other] { $n } { -items } fehlen
}
gaps-are-partial = { $n ->
    [one] { $n } { -item } kommt vor, ist aber noch nicht { $required }
   *[other] { $n } { -items } kommen vor, sind aber noch nicht { $required }
}
gaps-are-possible = { $n ->
    [one] { $n } { -item } hängt von einer Wahl ab
   *[other] { $n } { -items } hängen von einer Wahl ab
}

# Matrix
matrix-title = Abdeckungsmatrix
matrix-lead = Welches Modul deckt welchen Indikator und welche Kenntnis des Profils ab
matrix-overview = Mit { $items } { -items-dative } und { $modules } Modulen ist diese Matrix zu groß für eine Seite. Wählen Sie eine Kompetenz: Ihre Seite zeigt für jedes { -item }, welche Module es abdecken. Excel und CSV enthalten die ganze Matrix.
matrix-caption = Abdeckungsmatrix von { $programme }: jede Zeile ist ein { -item } des Profils, jede Spalte ein Modul
matrix-corner = Indikator oder Kenntnis
choice-of = Wahl, { $pick } von { $of }
pick-of = { $pick } von { $of }
by-choice = Wahlmodul
choice-drafts = { $n ->
    [one] Ein Modul davon ist noch in Vorbereitung.
   *[other] { $n } Module davon sind noch in Vorbereitung.
}
choice-legend = Wahlmodul: Nicht alle belegen es. Ein { -item } ist sicher { $required }, wenn jede erlaubte Wahl dahin führt, sonst ist es möglich.
matrix-keys = Mit den Pfeiltasten geht es von Zelle zu Zelle.
filters = Filter
jump = Zu einer Kompetenz
filter-none = Kein { -item } passt zu diesen Filtern.
filter-text = Nach Text oder Code filtern
filter-kind = Art
filter-all = Alles
filter-every-level = Alle Stufen
filter-every-term = Alle Abschnitte
all-levels = Alle Stufen zeigen
filter-gaps = Nur Lücken
filter-clear = Filter löschen
filter-shown = { $shown } von { $items } { $items ->
    [one] { -item }
   *[other] { -items-dative }
}
fold = Ein- oder ausklappen
fold-all = Alles einklappen
swap-axes = Zeilen und Spalten tauschen
claims-also = Auch hier, schwächer oder gleich stark:
back-to-row = Zurück zur Matrix
print = Drucken

# Dossier
dossier = Dossier
dossier-lead = Abdeckungsdossier: wo und wie der Bildungsgang jedes { -item } des Profils prüft.
dossier-date = Stand
dossier-address = Adresse
see-dossier = Dossier für eine Inspektion

# Lücken
gaps-title = Lücken
gaps-lead = Was noch fehlt, um jedes { -item } aus dem Profil { $profile } abzudecken.
gaps-none = Keine Lücken: jedes { -item } ist { $required } oder bewusst nicht aufgenommen.
so-far = Bisher:
possible-lead = Nur wer dies wählt:
nearest = Passt am ehesten zu:
nearest-lead = Bei jeder Lücke stehen die Textabschnitte, die mit dem { -item } die aussagekräftigsten Wörter teilen, und diese Wörter. Vielleicht behandeln sie es schon.
mentions-it = erwähnt das { -item }
early-title = Zu früh geprüft
early-lead = Diese { -items } werden in einem Abschnitt geprüft, der vor dem liegt, in dem ein Modul sie einführt.
early-own = (das Modul selbst sagt: { $level })
early-chosen = (nicht alle belegen dieses Modul)
exempt-title = Bewusst nicht aufgenommen

# Worauf die Abdeckung beruht
reliance-title = Worauf die Abdeckung beruht
single-title = Hängt an einem einzigen Modul
single-lead = Nur ein einziges Modul bringt jedes dieser { -items } auf die Stufe „{ $required }“. Fällt es weg, entsteht eine Lücke.
single-count = { $n ->
    [one] { $n } { -item } hängt an einem einzigen Modul
   *[other] { $n } { -items } hängen an einem einzigen Modul
}
only-here = { $n ->
    [one] { $n } { -item } erreicht die Stufe „{ $required }“ nur in diesem Modul
   *[other] { $n } { -items } erreichen die Stufe „{ $required }“ nur in diesem Modul
}
many-title = In { $n } oder mehr Modulen auf der Stufe „{ $required }“
many-lead = Hier wird vielleicht Zeit für eine Lücke frei.
many-count = { $n ->
    [one] { $n } { -item } erreicht die Stufe „{ $required }“ in { $from } oder mehr Modulen
   *[other] { $n } { -items } erreichen die Stufe „{ $required }“ in { $from } oder mehr Modulen
}
spare-title = Module, die kein { -item } allein abdecken
spare-lead = Jedes { -item }, das eines dieser Module auf die Stufe „{ $required }“ bringt, erreicht sie auch in einem anderen Modul. Fällt eines von ihnen weg, bleiben ebenso viele { -items } abgedeckt. Was sie auf einer niedrigeren Stufe tun, zählt hier nicht.

# Profil, Kompetenz und Element
of-profile = Aus dem Profil
with-knowledge = { $n ->
    [one] Einschließlich { $n } Kenntnis
   *[other] Einschließlich { $n } Kenntnissen
}
with-skill = { $n ->
    [one] Einschließlich { $n } Fertigkeit
   *[other] Einschließlich { $n } Fertigkeiten
}
with-attitude = { $n ->
    [one] Einschließlich { $n } Haltung
   *[other] Einschließlich { $n } Haltungen
}
with-indicator = { $n ->
    [one] Einschließlich { $n } Indikator
   *[other] Einschließlich { $n } Indikatoren
}
with-competence = { $n ->
    [one] Einschließlich { $n } weiterer Kompetenz
   *[other] Einschließlich { $n } weiteren Kompetenzen
}
skill-sections = Fertigkeiten
journey = Der Weg durch die Abschnitte
mentioned-in = Erwähnt in
no-module = Noch kein Modul deckt dieses { -item } ab.

# Eine neue Fassung eines Profils
revision-title = Von Version { $from } zu Version { $to }
revision-other = Was sich am Profil geändert hat
revision-changed = Anders formuliert
revision-new = Neu
revision-gone = Entfallen
revision-became = Wurde zu:
revision-may-be = Ist vielleicht:
revision-open = { $n ->
    [one] Bei { $n } { -item } eines Moduls hat noch niemand geprüft, ob die Abdeckung zum neuen Wortlaut passt.
   *[other] Bei { $n } { -items-dative } von Modulen hat noch niemand geprüft, ob die Abdeckung zum neuen Wortlaut passt.
}
to-review = Durchzusehen
to-review-lead = Der Wortlaut dieser { -items } hat sich geändert, nachdem das Modul sie abgedeckt hat. Prüfen Sie, ob die Abdeckung noch stimmt.

# Glossar
glossary = Glossar
glossary-here = Begriffe in diesem Satz
glossary-letters = Zu einem Buchstaben
see-glossary = { $n ->
    [one] Den Begriff ansehen
   *[other] Alle { $n } Begriffe ansehen
}

# Modul und Lektion
covers = Daran arbeiten Sie hier
section-covers = Daran arbeiten Sie hier
activity = Lernaktivität
assessment = Prüfung
percent = { $n } %
weight = Gewichtung { $n } %
whole-module = das ganze Modul
in-this-module = In diesem Modul

# In Texten
footnotes = Fußnoten
footnote-back = Zurück zum Text
alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht
alert-info = Info
alert-todo = Zu erledigen
alert-summary = Zusammenfassung
alert-example = Beispiel
alert-question = Frage
alert-quote = Zitat
alert-success = Geschafft
alert-danger = Gefahr
alert-error = Fehler
task-done = erledigt
task-open = offen
table = Tabelle
formula = Formel
captions = Untertitel
transcript = Abschrift
enlarge = größer

# Die Seite, die es nicht gibt
not-found-title = Diese Seite gibt es nicht
not-found-text = Vielleicht wurde sie verschoben, oder die Adresse enthält einen Fehler.

# Suche
search = Suchen
search-words = Wörter, ein Code oder eine Kennung
search-close = Schließen
search-none = Nichts gefunden. Versuchen Sie ein anderes oder ein kürzeres Wort, den Code eines Moduls oder eine Nummer wie c4.6.
search-elsewhere = Oder sehen Sie hier nach:
search-one = 1 Ergebnis
search-many = # Ergebnisse
search-nearest = Keine Seite enthält alle diese Wörter. Am nächsten kommen:
search-more = Mehr Ergebnisse
search-keys = Die Suche öffnet sich mit / oder Strg K. Pfeiltasten führen durch die Ergebnisse, Enter öffnet das erste, Esc schließt.
search-failed = Der Suchindex kann nicht geladen werden.
one-lesson = Lektion
one-page = Seite

# Am Fuß einer Seite
changed = Zuletzt geändert am
edit = Diese Seite bearbeiten
date = { $day }. { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
} { $year }

# Die Erklärung zur Barrierefreiheit, nach dem europäischen Muster (Durchführungsbeschluss (EU) 2018/1523)
accessibility-title = Erklärung zur Barrierefreiheit
accessibility-aim = { $organisation } will diese Website für alle zugänglich machen, im Einklang mit dem Recht, das die Richtlinie (EU) 2016/2102 umsetzt. Diese Erklärung gilt für diese Website.
accessibility-conformance = Stand der Vereinbarkeit
accessibility-full = Diese Website ist mit Stufe AA der Web Content Accessibility Guidelines (WCAG) 2.2 vollständig vereinbar.
accessibility-partial = Diese Website ist mit Stufe AA der Web Content Accessibility Guidelines (WCAG) 2.2 teilweise vereinbar. Was noch nicht vereinbar ist, steht unten.
accessibility-none = Diese Website ist mit Stufe AA der Web Content Accessibility Guidelines (WCAG) 2.2 noch nicht vereinbar. Was noch nicht vereinbar ist, steht unten.
accessibility-problems = Nicht barrierefreie Inhalte
accessibility-problems-lead = Diese Teile sind noch nicht vereinbar:
accessibility-prepared = Erstellung dieser Erklärung
accessibility-date = Diese Erklärung stammt vom
accessibility-contact = Rückmeldung und Kontakt
accessibility-contact-lead = Kommen Sie auf dieser Website nicht weiter, oder brauchen Sie eine Information in anderer Form? Schreiben Sie uns:
accessibility-enforcement = Durchsetzung
accessibility-enforcement-lead = Erhalten Sie keine Antwort oder sind Sie damit nicht einverstanden, wenden Sie sich an

# Wann eine Kompetenz behandelt wird
heat-title = Wann jede Kompetenz behandelt wird
heat-lead = Je Abschnitt: wie viele { -items } behandelt werden, und in Klammern, wie viele auf der Stufe „{ $required }“. Die Stunden eines Moduls sind gleichmäßig auf die { -items } verteilt, die es abdeckt, und gerundet.
heat-cell = { $claimed } von { $items } { $items ->
    [one] { -item }
   *[other] { -items-dative }
}, davon { $enough } auf der Stufe „{ $required }“
heat-none = keine

# Zum Mitnehmen
take-along = Zum Mitnehmen
take-single-file = Eine HTML-Datei
take-embed = Auf einer anderen Website einbetten
paper-block = Module { $from } bis { $to } (Teil { $number } von { $all })

# The programmes of a profile side by side
comparison = Vergleich der Bildungsgänge
comparison-lead = { $n } Bildungsgänge, die zum Profil { $profile } führen, nebeneinander.
comparison-numbers = In Zahlen
comparison-table = Jedes { -item } in jedem Bildungsgang
comparison-different = { $n ->
    [0] Jedes { -item } steht in allen Bildungsgängen gleich.
    [one] { $n } { -item } steht nicht in allen Bildungsgängen gleich.
   *[other] { $n } { -items } stehen nicht in allen Bildungsgängen gleich.
}
comparison-only = Nur die Unterschiede zeigen
comparison-differs = verschieden
comparison-guaranteed = gesichert
comparison-first = Bei jedem { -item } stehen die höchste Stufe, der erste Abschnitt, in dem es vorkommt, und wie viele Module daran arbeiten.
comparison-overview = Dieser Vergleich ist zu groß für eine Seite. Die Matrix jedes Bildungsgangs zeigt seine Stufen.
see-comparison = Die Bildungsgänge vergleichen
modules-count = { $n ->
    [one] { $n } Modul
   *[other] { $n } Module
}

# Lernen und prüfen
alignment = Lernen und prüfen
alignment-lead = Wo jedes { -item } des Profils { $profile } behandelt wird, mit welcher Methode und in wie vielen Stunden, und wo es mit welcher Gewichtung geprüft wird.
alignment-table = Vom Einführen bis zum Prüfen
alignment-overview = Diese Übersicht ist zu groß für eine Seite. Sie steht in der Excel-Datei der Prüfungsmatrix.
alignment-hours = Die Stunden einer Lernaktivität sind gleichmäßig auf die { -items } verteilt, an denen sie arbeitet.
assessments = Prüfungsmatrix
assessments-lead = Welche Prüfung nach welchem { -item } des Profils { $profile } fragt. Eine Zahl ist die Gewichtung der Prüfung in ihrem Modul, in Prozent.
assessments-caption = Prüfungsmatrix von { $programme }: Jede Zeile ist ein { -item } des Profils, jede Spalte eine Prüfung
assessments-overview = Mit { $n } Prüfungen ist diese Matrix zu groß für eine Seite. Excel und CSV enthalten sie ganz.
items-per-assessment = { -items } pro Prüfung
number-assessments = Prüfungen
asked-of = { $asked } von { $items } geprüft
unasked = keine Prüfung
unweighed = ohne Gewichtung
unweighed-title = Geprüft, ohne zu zählen
unweighed-lead = Diese { -items } werden { $required }, aber in keiner Prüfung mit Gewichtung.
unpractised = nicht geübt
unpractised-title = Geprüft, aber nirgends geübt
unpractised-lead = Diese { -items } werden { $required }, ohne dass ein Modul sie vorher üben lässt.
untaught-title = Module, die nur prüfen, was sie nicht lehren
untaught-lead = Die ganze Gewichtung dieser Module liegt auf { -items-dative }, an denen das Modul selbst nicht arbeitet. Bei einem Praktikum oder einer Abschlussprüfung kann das gewollt sein.
repeated-title = Mehr als einmal { $level }
repeated-lead = Vielleicht kann eines dieser Module auf einem anderen aufbauen.
# Entwürfe und Ausgaben
draft = Entwurf: Diese Seite gehört noch nicht zur Website.
editions = Ausgaben
edition-old = Dies ist die Ausgabe { $edition }.
moved = Diese Seite ist umgezogen
edition-newest = Zur Ausgabe { $edition }
