# The page on which a site is made without a terminal.

title = Un nouveau site
intro = Choisissez ce que vous avez. Vos documents restent sur cet ordinateur et ne sont pas modifiés.
existing = Continuer avec
profile = Le profil
profile-help = La qualification, le programme ou la liste des acquis : Word, Excel, CSV, CASE …
list = C’est une liste d’acquis
list-help = Seulement si le programme le demande (`--format list`) : chaque ligne du document est alors un acquis.
matrix = La matrice de couverture
matrix-help = Le tableur qui dit quel module couvre quoi. Facultatif.
marks = Que signifient les signes ?
marks-help = Seulement si le programme le demande, par exemple : x=evalue
course = Les textes du cours
course-help = Le dossier avec les textes des modules : Word, markdown ou HTML. Facultatif.
name = Nom du dossier
name-help = Le site est créé dans un nouveau dossier de { $place }.
default-name = Ma formation
site-language = Langue du site
nothing = Rien encore ? Laissez tout vide et commencez par un exemple.
make = Créer le site
making = En cours …
made = Le site est créé
failed = Le site n’est pas créé
said = Comment tout a été lu
show = Afficher le site
opening = Le site s’ouvre …
folder-name = Donnez au dossier un nom simple, sans barre oblique et sans point ni tiret au début. Windows garde quelques noms pour lui, comme « con ».
folder-link = Ce nom est un lien vers un autre endroit. Choisissez un autre nom.
folder-taken = Ce dossier existe et n’est pas vide. Choisissez un autre nom.
matrix-alone = Une matrice de couverture renvoie aux objectifs d’un profil. Choisissez aussi le document de votre profil, ou retirez la matrice.
too-large = Un document est trop grand, ou il y en a trop.
lost = Le programme ne répond plus. Relancez leerlijn.
