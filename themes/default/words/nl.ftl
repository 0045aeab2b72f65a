# De woorden van de pagina's zelf. Een site verandert er een door in themes/NAAM/words/nl.ftl dezelfde
# sleutel opnieuw te schrijven. $required is overal het niveau waarop een item gedekt is.

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
term = Periode
where = Waar
level = niveau
kind-indicator = Indicatoren
kind-knowledge = Kennis
kind-skill = Vaardigheden
kind-attitude = Attitudes
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
status-partial = nog niet { $required }
status-missing = ontbreekt
status-exempt = vrijgesteld

# Aantallen
number-covered = { $required }
number-partial = nog niet { $required }
number-missing = { $n ->
    [one] ontbreekt
   *[other] ontbreken
}
number-exempt = vrijgesteld
number-modules = modules
number-hours = contacturen
hours = { $n } uur
contact-hours = { $n ->
    [one] { $n } contactuur
   *[other] { $n } contacturen
}
meter = { $covered } van { $items } items { $required }, { $partial } nog niet { $required }, { $missing } { $missing ->
    [one] ontbreekt
   *[other] ontbreken
}
covered-of = { $covered } van { $items } { $required }
items-per-module = items per module

# Startpagina en opleiding
leads-to = Leidt tot het profiel
not-covered-yet = Nog in geen enkele module
and-more = en nog { $n } andere
see-matrix = Bekijk de matrix
see-programme = Bekijk de opleiding
see-gaps = { $n ->
    [one] Bekijk het ene hiaat
   *[other] Bekijk { $n } hiaten
}
learning-path = Leerlijn
learning-path-caption = Per periode: contacturen en hoeveel items een module er op elk niveau brengt
coverage-by-competence = Dekking per competentie
other-modules = Modules buiten een opleiding
all-modules = Alle modules

# Matrix
matrix-title = Dekkingsmatrix
matrix-lead = Welke module dekt welke indicator en welke kennis van het profiel
matrix-caption = Dekkingsmatrix van { $programme }: elke rij is een item van het profiel, elke kolom een module
matrix-corner = Indicator of kennis
matrix-keys = Met de pijltjestoetsen ga je van cel naar cel.
filter-text = Filter op tekst of code
filter-kind = Soort
filter-all = Alles
filter-every-level = Elk niveau
filter-every-term = Elke periode
filter-gaps = Enkel hiaten
filter-clear = Filters wissen
filter-shown = { $shown } van { $items } items
fold = In- of uitklappen
fold-all = Alles inklappen
swap-axes = Assen wisselen
print = Afdrukken

# Hiaten
gaps-title = Hiaten
gaps-lead = Wat nog ontbreekt om elk item te dekken van het profiel
gaps-none = Geen hiaten: elk item is { $required } of vrijgesteld.
so-far = Nu:
nearest = Het dichtst bij:
early-title = Te vroeg geëvalueerd
early-lead = Deze items worden geëvalueerd in een periode voor die waarin een module ze aanbrengt.
exempt-title = Vrijgesteld

# Profiel, competentie en item
of-profile = Uit het profiel
with-knowledge = { $n ->
    [one] Met inbegrip van { $n } kenniselement
   *[other] Met inbegrip van { $n } kenniselementen
}
skill-sections = Vaardigheden
mentioned-in = Vermeld in
no-module = Nog geen enkele module dekt dit item.

# Module en les
covers = Dekt
section-covers = Dit deel dekt
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
task-done = gedaan
task-open = nog te doen
table = Tabel
heading-link = Link naar dit deel

# Pagina die er niet is
not-found-title = Deze pagina is er niet
not-found-text = Misschien is ze verplaatst, of staat er een fout in het adres.
