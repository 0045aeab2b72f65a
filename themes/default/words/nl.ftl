# De woorden van de pagina's zelf. Een site verandert er een door in themes/NAAM/words/nl.ftl dezelfde
# sleutel opnieuw te schrijven. $required is overal het niveau waarop een item gedekt is.

# Hoe een item van een profiel heet: een woord met het, want er staat ook elk, dit en geen enkel voor.
-item = doel
-items = doelen

# Het geraamte van een pagina
skip = Naar de inhoud
nav-main = Hoofdmenu
nav-programme = Opleiding
nav-profile = Profiel
nav-more = Meer
nav-breadcrumbs = Kruimelpad
nav-sequence = Vorige en volgende pagina
nav-footer = Onderaan
dark-scheme = Donkere weergave
previous = Vorige
next = Volgende
contents = Inhoud
menu = Menu
on-this-page = Op deze pagina
to-home = Naar de startpagina

# Wat er is
programmes = Opleidingen
profiles = Profielen
modules = Modules
module = Module
lessons = Lessen
lesson-number = les { $n }
competences = Competenties
competence = Competentie
matrix = Matrix
gaps = Hiaten
matrix-and-gaps = Matrix en hiaten
filter-programmes = Zoek een opleiding of school
term = Periode
where = Waar
level = niveau
kind-competence = Competenties
kind-indicator = Indicatoren
kind-knowledge = Kennis
kind-skill = Vaardigheden
kind-attitude = Attitudes
one-competence = Competentie
one-indicator = Indicator
one-knowledge = Kennis
one-skill = Vaardigheid
one-attitude = Attitude
grade-basic = basiskennis
grade-thorough = grondige kennis
code = code
version = versie
status = status
year = jaar
level-vks = VKS
level-eqf = EQF

# Hoe een item ervoor staat
status-covered = { $required }
status-possible = mogelijk { $required }
status-partial = nog niet { $required }
status-missing = ontbreekt
status-exempt = bewust niet opgenomen

# Aantallen
number-covered = { $required }
number-guaranteed = gegarandeerd { $required }
number-possible = mogelijk, naar keuze
depends-on-choice = naar keuze
number-partial = nog niet { $required }
number-missing = { $n ->
    [one] ontbreekt
   *[other] ontbreken
}
number-exempt = bewust niet opgenomen
number-modules = modules
number-hours = uren
hours = { $n } uur
hours-range = { $least } tot { $most } uur
contact-hours = { $n } uur
number-credits = studiepunten
credits-short = { $n } sp
credits-range = { $least } tot { $most } sp
credits = { $n ->
    [one] { $n } studiepunt
   *[other] { $n } studiepunten
}
counts-otherwise = Telt hier anders
other-levels = Modules die hier anders tellen
other-levels-lead = Voor deze { -items } telt de module in deze opleiding op een ander niveau dan de module zelf zegt.
level-here = In deze opleiding
level-of-module = Volgens de module
prerequisites = Wat eerst komt
requires = Eerst te volgen
requires-late = komt hier pas later
required-by = Nodig voor
teachers = { $n ->
    [one] Leerkracht
   *[other] Leerkrachten
}
meter = { $covered } van { $items } { $items ->
    [one] { -item }
   *[other] { -items }
} { $required }, { $partial } nog niet { $required }, { $missing } { $missing ->
    [one] ontbreekt
   *[other] ontbreken
}
meter-exempt = { $n } bewust niet opgenomen
meter-possible = { $n } naar keuze mogelijk
covered-of = { $covered } van { $items } { $required }
items-per-module = { -items } per module

# Startpagina en opleiding
leads-to = Volgt het profiel
not-covered-yet = Nog in geen enkele module
and-more = en nog { $n } andere
see-matrix = Bekijk de matrix
see-programme = Bekijk de opleiding
see-gaps = { $n ->
    [one] Bekijk het hiaat
   *[other] Bekijk { $n } hiaten
}
learning-path = Leerlijn
learning-path-caption = Per periode: het aantal uren en hoeveel { -items } er op elk niveau aan bod komen
coverage-by-competence = Dekking per competentie
other-modules = Modules buiten een opleiding
all-modules = Alle modules

# Startpagina, naar wie er komt
role-start = Ik wil beginnen
role-start-lead = Wat je leert, hoelang het duurt en hoe de school werkt.
role-study = Ik studeer hier
role-study-lead = Wat er in elke module en elke les gebeurt, en waaraan je werkt.
role-teach = Ik geef hier les
role-teach-lead = In welke module elk { -item } aan bod komt, en wat nog openstaat.
role-inspect = Ik inspecteer
role-inspect-lead = Waar en hoe de opleiding elk { -item } van het profiel evalueert.
gaps-are = { $n ->
    [one] { $n } hiaat
   *[other] { $n } hiaten
}
gaps-are-missing = { $n ->
    [one] { $n } { -item } ontbreekt
   *[other] { $n } { -items } ontbreken
}
gaps-are-partial = { $n ->
    [one] { $n } { -item } komt aan bod, maar wordt nog niet { $required }
   *[other] { $n } { -items } komen aan bod, maar worden nog niet { $required }
}
gaps-are-possible = { $n ->
    [one] { $n } { -item } hangt af van een keuze
   *[other] { $n } { -items } hangen af van een keuze
}

# Matrix
matrix-title = Dekkingsmatrix
matrix-lead = Welke module dekt welke indicator en welke kennis van het profiel
matrix-overview = Met { $items } { -items } en { $modules } modules is deze matrix te groot voor één pagina. Kies een competentie: daar staat bij elk { -item } welke modules het dekken. In Excel en CSV staat de hele matrix.
matrix-caption = Dekkingsmatrix van { $programme }: elke rij is een { -item } van het profiel, elke kolom een module
matrix-corner = Indicator of kennis
choice-of = keuze, { $pick } van de { $of }
pick-of = { $pick } van de { $of }
by-choice = keuzemodule
choice-drafts = { $n ->
    [one] Eén module ervan is nog in voorbereiding.
   *[other] { $n } modules ervan zijn nog in voorbereiding.
}
choice-legend = Keuzemodule: niet iedereen volgt ze. Een { -item } is gegarandeerd { $required } als elke toegelaten keuze het zo ver brengt, en anders mogelijk.
matrix-keys = Met de pijltjestoetsen ga je van cel naar cel.
filters = Filters
jump = Ga naar een competentie
filter-none = Geen enkel { -item } past bij deze filters.
filter-text = Filter op tekst of code
filter-kind = Soort
filter-all = Alles
filter-every-level = Alle niveaus
filter-every-term = Alle periodes
all-levels = Toon alle niveaus
filter-gaps = Enkel hiaten
filter-clear = Filters wissen
filter-shown = { $shown } van { $items } { $items ->
    [one] { -item }
   *[other] { -items }
}
fold = In- of uitklappen
fold-all = Alles inklappen
swap-axes = Rijen en kolommen verwisselen
claims-also = Ook hier, zwakker of even sterk:
back-to-row = Terug naar de matrix
print = Afdrukken

# Dossier
dossier = Dossier
dossier-lead = Dekkingsdossier: waar en hoe de opleiding elk { -item } van het profiel evalueert.
dossier-date = Stand van
dossier-address = Adres
see-dossier = Dossier voor een inspectie

# Hiaten
gaps-title = Hiaten
gaps-lead = Wat nog nodig is om elk { -item } van het profiel { $profile } te dekken.
gaps-none = Geen hiaten: elk { -item } is { $required } of bewust niet opgenomen.
so-far = Nu:
possible-lead = Enkel voor wie dit kiest:
nearest = Past misschien in:
nearest-lead = Bij elk hiaat staan de secties die met het { -item } de meest sprekende woorden delen, met die woorden erbij. Misschien behandelen ze het al.
mentions-it = vermeldt het { -item }
early-title = Te vroeg geëvalueerd
early-lead = Deze { -items } worden geëvalueerd in een periode voor die waarin een module ze aanbrengt.
early-own = (de module zelf zegt: { $level })
early-chosen = (niet iedereen volgt deze module)
exempt-title = Bewust niet opgenomen

# Waarop de dekking steunt
reliance-title = Waarop de dekking steunt
single-title = Wat aan één module hangt
single-lead = Deze { -items } worden maar in één module { $required }. Valt die module weg, dan gaat er een hiaat open.
single-count = { $n ->
    [one] { $n } { -item } hangt aan één module
   *[other] { $n } { -items } hangen aan één module
}
only-here = { $n ->
    [one] { $n } { -item } wordt enkel in deze module { $required }
   *[other] { $n } { -items } worden enkel in deze module { $required }
}
many-title = In { $n } of meer modules { $required }
many-lead = Misschien komt hier tijd vrij voor een hiaat.
many-count = { $n ->
    [one] { $n } { -item } wordt in { $from } of meer modules { $required }
   *[other] { $n } { -items } worden in { $from } of meer modules { $required }
}
spare-title = Modules die geen enkel { -item } als enige dekken
spare-lead = Elk { -item } dat in deze modules { $required } wordt, wordt dat ook in een andere module. Valt één van deze modules weg, dan blijven er evenveel { -items } gedekt. Wat ze op een lager niveau doen, telt hier niet mee.

# Profiel, competentie en item
of-profile = Uit het profiel
with-knowledge = { $n ->
    [one] Met inbegrip van { $n } kenniselement
   *[other] Met inbegrip van { $n } kenniselementen
}
with-skill = { $n ->
    [one] Met inbegrip van { $n } vaardigheid
   *[other] Met inbegrip van { $n } vaardigheden
}
with-attitude = { $n ->
    [one] Met inbegrip van { $n } attitude
   *[other] Met inbegrip van { $n } attitudes
}
with-indicator = { $n ->
    [one] Met inbegrip van { $n } indicator
   *[other] Met inbegrip van { $n } indicatoren
}
with-competence = { $n ->
    [one] Met inbegrip van { $n } andere competentie
   *[other] Met inbegrip van { $n } andere competenties
}
skill-sections = Vaardigheden
journey = De weg door de periodes
mentioned-in = Vermeld in
no-module = Nog geen enkele module dekt dit { -item }.

# Een nieuwe versie van een profiel
revision-title = Van versie { $from } naar versie { $to }
revision-other = Wat er veranderde aan het profiel
revision-changed = Anders verwoord
revision-new = Nieuw
revision-gone = Vervallen
revision-became = Werd:
revision-may-be = Is misschien:
revision-open = { $n ->
    [one] Bij { $n } { -item } van een module is nog niet nagekeken of de dekking klopt met de nieuwe woorden.
   *[other] Bij { $n } { -items } van modules is nog niet nagekeken of de dekking klopt met de nieuwe woorden.
}
to-review = Na te kijken
to-review-lead = De woorden van deze { -items } zijn veranderd nadat de module ze dekte. Kijk na of de dekking nog klopt.

# Begrippenlijst
glossary = Begrippen
glossary-here = Begrippen in deze zin
glossary-letters = Ga naar een letter
see-glossary = { $n ->
    [one] Bekijk het begrip
   *[other] Bekijk de { $n } begrippen
}

# Module en les
covers = Hier werk je aan
section-covers = Hier werk je aan
activity = Leeractiviteit
assessment = Toets
percent = { $n } %
weight = weegt { $n } %
whole-module = de hele module
in-this-module = In deze module

# In teksten
footnotes = Voetnoten
footnote-back = Terug naar de tekst
alert-note = Opmerking
alert-tip = Tip
alert-important = Belangrijk
alert-warning = Waarschuwing
alert-caution = Opgelet
alert-info = Info
alert-todo = Te doen
alert-summary = Samenvatting
alert-example = Voorbeeld
alert-question = Vraag
alert-quote = Citaat
alert-success = Gelukt
alert-danger = Gevaar
alert-error = Fout
task-done = gedaan
task-open = nog te doen
table = Tabel
formula = Formule
captions = ondertitels
transcript = Uitgeschreven tekst
enlarge = groter

# Pagina die er niet is
not-found-title = Deze pagina is er niet
not-found-text = Misschien is ze verplaatst, of staat er een fout in het adres.

# Zoeken
search = Zoeken
search-words = Woorden, een code of een id
search-close = Sluiten
search-none = Niets gevonden. Probeer een ander of een korter woord, de code van een module of het nummer van een { -item }.
search-elsewhere = Of kijk hier:
search-one = 1 resultaat
search-many = # resultaten
search-nearest = Geen pagina bevat al deze woorden. Dit komt het dichtst in de buurt:
search-more = Meer resultaten
search-keys = Zoeken opent met / of Ctrl K. Met de pijltjes loop je door de resultaten, met Enter open je het eerste, met Esc sluit je.
search-failed = De zoekindex kan niet geladen worden.
one-lesson = Les
one-page = Pagina

# Onder aan een pagina
changed = Laatst gewijzigd op
edit = Deze pagina bewerken
date = { $day } { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
} { $year }

# De toegankelijkheidsverklaring, naar het Europese model (Uitvoeringsbesluit (EU) 2018/1523)
accessibility-title = Toegankelijkheidsverklaring
accessibility-aim = { $organisation } wil deze website voor iedereen toegankelijk maken, in overeenstemming met de wetgeving die de Europese richtlijn (EU) 2016/2102 omzet. Deze verklaring geldt voor deze website.
accessibility-conformance = Stand van zaken
accessibility-full = Deze website voldoet volledig aan niveau AA van de Web Content Accessibility Guidelines (WCAG) 2.2.
accessibility-partial = Deze website voldoet gedeeltelijk aan niveau AA van de Web Content Accessibility Guidelines (WCAG) 2.2. Wat nog niet voldoet, staat hieronder.
accessibility-none = Deze website voldoet nog niet aan niveau AA van de Web Content Accessibility Guidelines (WCAG) 2.2. Wat nog niet voldoet, staat hieronder.
accessibility-problems = Wat nog niet toegankelijk is
accessibility-problems-lead = Deze onderdelen voldoen nog niet:
accessibility-prepared = Opstelling van deze verklaring
accessibility-date = Deze verklaring is opgesteld op
accessibility-contact = Feedback en contact
accessibility-contact-lead = Loop je vast op deze website of heb je informatie in een andere vorm nodig? Laat het ons weten via
accessibility-enforcement = Handhaving
accessibility-enforcement-lead = Krijg je geen antwoord of ben je het er niet mee eens, dan kun je terecht bij

# Wanneer een competentie aan bod komt
heat-title = Wanneer elke competentie aan bod komt
heat-lead = Per periode: hoeveel { -items } aan bod komen, en tussen haakjes hoeveel er { $required } worden. De uren van een module zijn gelijk verdeeld over de { -items } die ze dekt, en afgerond.
heat-cell = { $claimed } van { $items } { $items ->
    [one] { -item }
   *[other] { -items }
}, waarvan { $enough } { $required }
heat-none = geen

# Om mee te nemen
take-along = Om mee te nemen
take-single-file = Eén HTML-bestand
take-embed = Insluiten op een andere site
paper-block = Modules { $from } tot { $to } (deel { $number } van { $all })

# The programmes of a profile side by side
comparison = Vergelijking van opleidingen
comparison-lead = { $n } opleidingen die tot het profiel { $profile } leiden, naast elkaar.
comparison-numbers = In cijfers
comparison-table = Elk { -item } in elke opleiding
comparison-different = { $n ->
    [0] Elk { -item } staat in alle opleidingen even ver.
    [one] { $n } { -item } staat niet in alle opleidingen even ver.
   *[other] { $n } { -items } staan niet in alle opleidingen even ver.
}
comparison-only = Alleen de verschillen tonen
comparison-differs = verschilt
comparison-guaranteed = gegarandeerd
comparison-first = Bij elk { -item } staat het hoogste niveau, de eerste periode waarin het aan bod komt, en hoeveel modules eraan werken.
comparison-overview = Deze vergelijking is te groot voor één pagina. De matrix van elke opleiding toont haar niveaus.
see-comparison = Vergelijk de opleidingen
modules-count = { $n ->
    [one] { $n } module
   *[other] { $n } modules
}

# Leren en toetsen
alignment = Leren en toetsen
alignment-lead = Waar elk { -item } van het profiel { $profile } aan bod komt, met welke werkvorm en hoeveel uren, en waar het met welke weging getoetst wordt.
alignment-table = Van aanbrengen tot toetsen
alignment-overview = Dit overzicht is te groot voor één pagina. Het staat in het Excel-bestand van de toetsmatrijs.
alignment-hours = De uren van een leeractiviteit zijn gelijk verdeeld over de { -items } waaraan ze werkt.
assessments = Toetsmatrijs
assessments-lead = Welke toets naar welk { -item } van het profiel { $profile } vraagt. Een getal is de weging van de toets in haar module, in procent.
assessments-caption = Toetsmatrijs van { $programme }: elke rij is een { -item } van het profiel, elke kolom een toets
assessments-overview = Met { $n } toetsen is deze matrijs te groot voor één pagina. In Excel en CSV staat ze volledig.
items-per-assessment = { -items } per toets
number-assessments = toetsen
asked-of = { $asked } van { $items } getoetst
unasked = geen toets
unweighed = geen weging
unweighed-title = Geëvalueerd zonder dat het meetelt
unweighed-lead = Deze { -items } worden { $required }, maar in geen enkele toets met een weging.
unpractised = niet ingeoefend
unpractised-title = Geëvalueerd, maar nergens ingeoefend
unpractised-lead = Deze { -items } worden { $required } zonder dat een module ze eerst laat inoefenen.
untaught-title = Modules die enkel toetsen wat ze zelf niet aanleren
untaught-lead = De volledige weging van deze modules gaat naar { -items } waaraan de module zelf niet werkt. Bij een stage of een geïntegreerde proef kan dat de bedoeling zijn.
repeated-title = Meer dan eens { $level }
repeated-lead = Misschien kan een van deze modules verder bouwen op de andere.
# Concepten en edities
draft = Concept: deze pagina hoort nog niet bij de site.
editions = Edities
edition-old = Dit is de editie { $edition }.
moved = Deze pagina staat nu ergens anders
edition-newest = Naar de editie { $edition }
