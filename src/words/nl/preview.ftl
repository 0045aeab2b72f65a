# The strip and the panel beside a page in the live preview.

preview = Voorbeeld
coverage = { $covered } van { $items } items { $required }
gaps = hiaten: { $gaps }
change = Laatste bewaring: { $changes }
change-gaps = hiaten { $n }
errors = Fouten: { $n }
warnings = Waarschuwingen: { $n }
stale = Door een fout staan deze pagina’s nog zoals ze daarvoor waren.
problems = Wat er fout is
more = en nog { $n }; `leerlijn check` toont ze allemaal
line = regel { $line }
help = Hulp
close = Sluiten
open-file = Openen
open-file-title = Open { $place } in het programma voor zulke bestanden
copy = Pad kopiëren
copied = Gekopieerd
open-failed = Het bestand kon niet worden geopend.
lost = Het voorbeeld is gestopt. Start het opnieuw met `leerlijn serve`.
no-page = Er is nog geen pagina om te tonen. Ze verschijnt vanzelf zodra de fouten weg zijn.
