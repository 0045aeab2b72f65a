# The strip and the panel beside a page in the live preview.

preview = Preview
coverage = { $covered } of { $items } items { $required }
gaps = gaps: { $gaps }
change = Last save: { $changes }
change-gaps = gaps { $n }
errors = Errors: { $n }
warnings = Warnings: { $n }
stale = Because of an error, these pages are as they were before it.
problems = What is wrong
more = and { $n } more; `leerlijn check` lists them all
line = line { $line }
help = Help
close = Close
open-file = Open
open-file-title = Open { $place } in the program for such files
copy = Copy path
copied = Copied
open-failed = The file could not be opened.
lost = The preview has ended. Start it again with `leerlijn serve`.
no-page = There is no page to show yet. It appears by itself as soon as the errors are gone.
