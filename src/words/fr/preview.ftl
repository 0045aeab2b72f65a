# The strip and the panel beside a page in the live preview.

preview = Aperçu
coverage = { $covered } éléments sur { $items } { $required }
gaps = lacunes : { $gaps }
change = Dernier enregistrement : { $changes }
change-gaps = lacunes { $n }
errors = Erreurs : { $n }
warnings = Avertissements : { $n }
stale = À cause d’une erreur, ces pages restent telles qu’elles étaient avant.
problems = Ce qui ne va pas
more = et { $n } de plus ; `leerlijn check` les montre tous
line = ligne { $line }
help = Aide
close = Fermer
open-file = Ouvrir
open-file-title = Ouvrir { $place } dans le programme pour ces fichiers
copy = Copier le chemin
copied = Copié
open-failed = Le fichier n’a pas pu être ouvert.
lost = L’aperçu est arrêté. Relancez-le avec `leerlijn serve`.
no-page = Il n’y a pas encore de page à montrer. Elle apparaîtra dès que les erreurs auront disparu.
