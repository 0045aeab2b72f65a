# Les mots des pages elles-mêmes. Un site en change un en réécrivant sa clé dans themes/NOM/words/fr.ftl.
# $required est partout le niveau auquel un élément est couvert.

# Le nom d’un élément du profil : masculin, et il commence par une voyelle (l’, d’, cet).
-item = objectif
-items = objectifs

# Le cadre d'une page
skip = Aller au contenu
nav-main = Menu principal
nav-programme = Formation
nav-profile = Profil
nav-more = Plus
nav-breadcrumbs = Fil d’Ariane
nav-sequence = Page précédente et page suivante
nav-footer = Pied de page
dark-scheme = Affichage sombre
previous = Précédent
next = Suivant
contents = Sommaire
menu = Menu
on-this-page = Sur cette page
to-home = Aller à la page d’accueil

# Ce qu'il y a
programmes = Formations
profiles = Profils
modules = Modules
module = Module
lessons = Leçons
lesson-number = leçon { $n }
competences = Compétences
competence = Compétence
matrix = Matrice
gaps = Lacunes
matrix-and-gaps = Matrice et lacunes
filter-programmes = Chercher une formation ou une école
term = Période
where = Où
level = niveau
kind-competence = Compétences
kind-indicator = Indicateurs
kind-knowledge = Savoirs
kind-skill = Aptitudes
kind-attitude = Attitudes
one-competence = Compétence
one-indicator = Indicateur
one-knowledge = Savoir
one-skill = Aptitude
one-attitude = Attitude
grade-basic = savoir de base
grade-thorough = savoir approfondi
code = code
version = version
status = statut
year = année
level-vks = VKS
level-eqf = CEC

# L'état d'un élément
status-covered = { $required }
status-possible = peut-être { $required }
status-partial = pas encore { $required }
status-missing = absent
status-exempt = volontairement non repris

# Nombres
number-covered = { $required }
number-guaranteed = garanti { $required }
number-possible = possible, selon le choix
depends-on-choice = selon le choix
number-partial = pas encore { $required }
number-missing = { $n ->
    [one] absent
   *[other] absents
}
number-exempt = volontairement non repris
number-modules = modules
number-hours = heures
hours = { $n } h
hours-range = { $least } à { $most } h
contact-hours = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
}
number-credits = crédits
credits-short = { $n } cr.
credits-range = { $least } à { $most } cr.
credits = { $n ->
    [one] { $n } crédit
   *[other] { $n } crédits
}
counts-otherwise = Compte autrement ici
other-levels = Modules qui comptent autrement ici
other-levels-lead = Pour ces { -items }, le module compte dans cette formation à un autre niveau que celui qu’il indique lui-même.
level-here = Dans cette formation
level-of-module = Selon le module
prerequisites = L’ordre des modules
requires = À suivre d’abord
requires-late = ne vient que plus tard ici
required-by = Nécessaire pour
teachers = { $n ->
    [one] Enseignant
   *[other] Enseignants
}
meter = { $covered } { $covered ->
    [one] { -item }
   *[other] { -items }
} sur { $items } : { $required } ; { $partial } : pas encore { $required } ; { $missing } { $missing ->
    [one] absent
   *[other] absents
}
meter-exempt = { $n } volontairement non repris
meter-possible = { $n } possible selon le choix
covered-of = { $covered } sur { $items } : { $required }
items-per-module = { -items } par module

# Accueil et formation
leads-to = Suit le profil
not-covered-yet = Dans aucun module pour l’instant
and-more = et { $n } de plus
see-matrix = Voir la matrice
see-programme = Voir la formation
see-gaps = { $n ->
    [one] Voir la lacune
   *[other] Voir { $n } lacunes
}
learning-path = Parcours
learning-path-caption = Par période : heures et nombre d’{ -items } qu’un module amène à chaque niveau
coverage-by-competence = Couverture par compétence
other-modules = Modules hors formation
all-modules = Tous les modules

# Page d’accueil, selon qui la lit
role-start = Je veux commencer
role-start-lead = Ce que vous apprenez, la durée et le fonctionnement de l’école.
role-study = J’étudie ici
role-study-lead = Ce qui se passe dans chaque module et chaque leçon, et ce que vous y travaillez.
role-teach = J’enseigne ici
role-teach-lead = Quel module travaille chaque { -item }, et ce qui reste ouvert.
role-inspect = J’inspecte
role-inspect-lead = Où et comment la formation évalue chaque { -item } du profil.
gaps-are = { $n ->
    [one] { $n } lacune
   *[other] { $n } lacunes
}
gaps-are-missing = { $n ->
    [one] { $n } { -item } manque
   *[other] { $n } { -items } manquent
}
gaps-are-partial = { $n ->
    [one] { $n } { -item } est abordé, mais pas encore au niveau « { $required } »
   *[other] { $n } { -items } sont abordés, mais pas encore au niveau « { $required } »
}
gaps-are-possible = { $n ->
    [one] { $n } { -item } dépend d’un choix
   *[other] { $n } { -items } dépendent d’un choix
}

# Matrice
matrix-title = Matrice de couverture
matrix-lead = Quel module couvre quel indicateur et quel savoir du profil
matrix-overview = Avec { $items } { -items } et { $modules } modules, cette matrice est trop grande pour une page. Choisissez une compétence : sa page montre pour chaque { -item } les modules qui le couvrent. Excel et CSV contiennent toute la matrice.
matrix-caption = Matrice de couverture de { $programme } : chaque ligne est un { -item } du profil, chaque colonne un module
matrix-corner = Indicateur ou savoir
choice-of = au choix, { $pick } sur { $of }
pick-of = { $pick } sur { $of }
by-choice = module au choix
choice-drafts = { $n ->
    [one] Un de ces modules est encore en préparation.
   *[other] { $n } de ces modules sont encore en préparation.
}
choice-legend = Module au choix : tout le monde ne le suit pas. Un { -item } est garanti { $required } si tous les choix permis y mènent, sinon il est possible.
matrix-keys = Les flèches du clavier mènent d’une cellule à l’autre.
filters = Filtres
jump = Aller à une compétence
filter-none = Aucun { -item } ne correspond à ces filtres.
filter-text = Filtrer par texte ou code
filter-kind = Type
filter-all = Tout
filter-every-level = Tous les niveaux
filter-every-term = Toutes les périodes
all-levels = Afficher tous les niveaux
filter-gaps = Lacunes seulement
filter-clear = Effacer les filtres
filter-shown = { -items } : { $shown } sur { $items }
fold = Replier ou déplier
fold-all = Tout replier
swap-axes = Intervertir lignes et colonnes
claims-also = Aussi ici, au même niveau ou en dessous :
back-to-row = Retour à la matrice
print = Imprimer

# Dossier
dossier = Dossier
dossier-lead = Dossier de couverture : où et comment la formation évalue chaque { -item } du profil.
dossier-date = État au
dossier-address = Adresse
see-dossier = Dossier pour une inspection

# Lacunes
gaps-title = Lacunes
gaps-lead = Ce qui manque encore pour couvrir chaque { -item } du profil { $profile }.
gaps-none = Aucune lacune : chaque { -item } est { $required } ou volontairement non repris.
so-far = Pour l’instant :
possible-lead = Seulement pour qui choisit :
nearest = Modules les plus proches :
nearest-lead = Pour chaque lacune sont citées les sections qui partagent avec l’{ -item } les mots les plus parlants, suivies de ces mots. Peut-être l’abordent-elles déjà.
mentions-it = mentionne l’{ -item }
early-title = Évalué trop tôt
early-lead = Ces { -items } sont évalués dans une période antérieure à celle où un module les introduit.
early-own = (le module lui-même dit : { $level })
early-chosen = (tout le monde ne suit pas ce module)
exempt-title = Volontairement non repris

# Sur quoi repose la couverture
reliance-title = Sur quoi repose la couverture
single-title = Ce qui dépend d’un seul module
single-lead = Un seul module amène chacun de ces { -items } au niveau « { $required } ». Sans ce module, il y a une lacune.
single-count = { $n ->
    [one] { $n } { -item } dépend d’un seul module
   *[other] { $n } { -items } dépendent d’un seul module
}
only-here = { $n ->
    [one] { $n } { -item } n’atteint le niveau « { $required } » que dans ce module
   *[other] { $n } { -items } n’atteignent le niveau « { $required } » que dans ce module
}
many-title = Au niveau « { $required } » dans { $n } modules ou plus
many-lead = Il y a peut-être ici du temps à libérer pour combler une lacune.
many-count = { $n ->
    [one] { $n } { -item } atteint le niveau « { $required } » dans { $from } modules ou plus
   *[other] { $n } { -items } atteignent le niveau « { $required } » dans { $from } modules ou plus
}
spare-title = Modules qui ne sont seuls à couvrir aucun { -item }
spare-lead = Chaque { -item } que l’un de ces modules amène au niveau « { $required } » l’atteint aussi dans un autre module. Sans l’un d’eux, autant d’{ -items } restent couverts. Ce qu’ils font à un niveau inférieur ne compte pas ici.

# Profil, compétence et élément
of-profile = Du profil
with-knowledge = { $n ->
    [one] Y compris { $n } savoir
   *[other] Y compris { $n } savoirs
}
with-skill = { $n ->
    [one] Y compris { $n } aptitude
   *[other] Y compris { $n } aptitudes
}
with-attitude = { $n ->
    [one] Y compris { $n } attitude
   *[other] Y compris { $n } attitudes
}
with-indicator = { $n ->
    [one] Y compris { $n } indicateur
   *[other] Y compris { $n } indicateurs
}
with-competence = { $n ->
    [one] Y compris { $n } autre compétence
   *[other] Y compris { $n } autres compétences
}
skill-sections = Aptitudes
journey = Le parcours à travers les périodes
mentioned-in = Mentionné dans
no-module = Aucun module ne couvre encore cet { -item }.

# Une nouvelle version d’un profil
revision-title = De la version { $from } à la version { $to }
revision-other = Ce qui a changé dans le profil
revision-changed = Formulés autrement
revision-new = Nouveaux
revision-gone = Supprimés
revision-became = Devenu :
revision-may-be = Peut-être :
revision-open = { $n ->
    [one] Pour { $n } { -item } d’un module, personne n’a encore vérifié si la couverture correspond à la nouvelle formulation.
   *[other] Pour { $n } { -items } de modules, personne n’a encore vérifié si la couverture correspond à la nouvelle formulation.
}
to-review = À revoir
to-review-lead = La formulation de ces { -items } a changé après que le module les a couverts. Vérifiez si la couverture est toujours juste.

# Glossaire
glossary = Glossaire
glossary-here = Termes de cette phrase
glossary-letters = Aller à une lettre
see-glossary = { $n ->
    [one] Voir le terme
   *[other] Voir les { $n } termes
}

# Module et leçon
covers = Ici, vous travaillez
section-covers = Ici, vous travaillez
activity = Activité d’apprentissage
assessment = Évaluation
percent = { $n } %
weight = pondération { $n } %
whole-module = le module entier
in-this-module = Dans ce module

# Dans les textes
footnotes = Notes
footnote-back = Retour au texte
alert-note = Remarque
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention
alert-info = Info
alert-todo = À faire
alert-summary = Résumé
alert-example = Exemple
alert-question = Question
alert-quote = Citation
alert-success = Réussi
alert-danger = Danger
alert-error = Erreur
task-done = fait
task-open = à faire
table = Tableau
formula = Formule
captions = sous-titres
transcript = Transcription
enlarge = agrandir

# La page qui n'existe pas
not-found-title = Cette page n’existe pas
not-found-text = Elle a peut-être été déplacée, ou l’adresse contient une erreur.

# Recherche
search = Rechercher
search-words = Des mots, un code ou un identifiant
search-close = Fermer
search-none = Aucun résultat. Essayez un autre mot ou un mot plus court, le code d’un module ou le numéro d’un { -item }.
search-elsewhere = Ou regardez ici :
search-one = 1 résultat
search-many = # résultats
search-nearest = Aucune page ne contient tous ces mots. Les plus proches :
search-more = Plus de résultats
search-keys = La recherche s’ouvre avec / ou Ctrl K. Les flèches parcourent les résultats, Entrée ouvre le premier, Échap ferme.
search-failed = L’index de recherche ne peut pas être chargé.
one-lesson = Leçon
one-page = Page

# Au bas d'une page
changed = Dernière modification le
edit = Modifier cette page
date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
} { $year }

# La déclaration d'accessibilité, selon le modèle européen (décision d'exécution (UE) 2018/1523)
accessibility-title = Déclaration d’accessibilité
accessibility-aim = { $organisation } veut rendre ce site accessible à tous, conformément à la loi qui transpose la directive (UE) 2016/2102. Cette déclaration s’applique à ce site.
accessibility-conformance = État de conformité
accessibility-full = Ce site est entièrement conforme au niveau AA des Web Content Accessibility Guidelines (WCAG) 2.2.
accessibility-partial = Ce site est partiellement conforme au niveau AA des Web Content Accessibility Guidelines (WCAG) 2.2. Ce qui n’est pas encore conforme figure ci-dessous.
accessibility-none = Ce site n’est pas encore conforme au niveau AA des Web Content Accessibility Guidelines (WCAG) 2.2. Ce qui n’est pas encore conforme figure ci-dessous.
accessibility-problems = Contenu non accessible
accessibility-problems-lead = Ces parties ne sont pas encore conformes :
accessibility-prepared = Établissement de cette déclaration
accessibility-date = Cette déclaration a été établie le
accessibility-contact = Retour d’information et contact
accessibility-contact-lead = Vous êtes bloqué sur ce site ou vous avez besoin d’une information sous une autre forme ? Écrivez-nous :
accessibility-enforcement = Procédure permettant d’assurer le respect des dispositions
accessibility-enforcement-lead = Sans réponse de notre part, ou si elle ne vous convient pas, vous pouvez vous adresser à

# Quand une compétence est abordée
heat-title = Quand chaque compétence est abordée
heat-lead = Par période : combien d’{ -items } sont abordés et, entre parenthèses, combien au niveau « { $required } ». Les heures d’un module sont réparties également entre les { -items } qu’il couvre, et arrondies.
heat-cell = { $claimed } { $claimed ->
    [one] { -item }
   *[other] { -items }
} sur { $items }, dont { $enough } au niveau « { $required } »
heat-none = aucun

# À emporter
take-along = À emporter
take-single-file = Un seul fichier HTML
take-embed = Intégrer dans un autre site
paper-block = Modules { $from } à { $to } (partie { $number } sur { $all })

# The programmes of a profile side by side
comparison = Comparaison des formations
comparison-lead = { $n } formations qui mènent au profil { $profile }, côte à côte.
comparison-numbers = En chiffres
comparison-table = Chaque { -item } dans chaque formation
comparison-different = { $n ->
    [0] Chaque { -item } en est au même point dans toutes les formations.
    [one] { $n } { -item } n’en est pas au même point dans toutes les formations.
   *[other] { $n } { -items } n’en sont pas au même point dans toutes les formations.
}
comparison-only = Ne montrer que les différences
comparison-differs = diffère
comparison-guaranteed = garanti
comparison-first = Chaque { -item } est donné avec son niveau le plus élevé, la première période où il est travaillé et le nombre de modules qui le travaillent.
comparison-overview = Cette comparaison est trop grande pour une page. La matrice de chaque formation montre ses niveaux.
see-comparison = Comparer les formations
modules-count = { $n ->
    [one] { $n } module
   *[other] { $n } modules
}

# Apprendre et évaluer
alignment = Apprendre et évaluer
alignment-lead = Où chaque { -item } du profil { $profile } est travaillé, avec quelle méthode et en combien d’heures, et où il est évalué, avec quelle pondération.
alignment-table = De l’introduction à l’évaluation
alignment-overview = Cet aperçu est trop grand pour une page. Il se trouve dans le fichier Excel de la matrice d’évaluation.
alignment-hours = Les heures d’une activité d’apprentissage sont réparties à parts égales entre les { -items } qu’elle travaille.
assessments = Matrice d’évaluation
assessments-lead = Quelle évaluation porte sur quel { -item } du profil { $profile }. Un nombre est la pondération de l’évaluation dans son module, en pour cent.
assessments-caption = Matrice d’évaluation de { $programme } : chaque ligne est un { -item } du profil, chaque colonne une évaluation
assessments-overview = Avec { $n } évaluations, cette matrice est trop grande pour une page. Excel et CSV la contiennent en entier.
items-per-assessment = { -items } par évaluation
number-assessments = évaluations
asked-of = évalués : { $asked } sur { $items }
unasked = aucune évaluation
unweighed = sans pondération
unweighed-title = Évalué sans compter
unweighed-lead = Ces { -items } atteignent le niveau « { $required } », mais dans aucune évaluation pondérée.
unpractised = pas exercé
unpractised-title = Évalué, mais exercé nulle part
unpractised-lead = Ces { -items } atteignent le niveau « { $required } » sans qu’un module les exerce d’abord.
untaught-title = Modules qui n’évaluent que ce qu’ils n’enseignent pas
untaught-lead = Toute la pondération de ces modules porte sur des { -items } que le module ne travaille pas lui-même. Pour un stage ou une épreuve intégrée, cela peut être voulu.
repeated-title = { $level } plus d’une fois
repeated-lead = Un de ces modules peut peut-être s’appuyer sur un autre.
# Brouillons et éditions
draft = Brouillon : cette page ne fait pas encore partie du site.
editions = Éditions
edition-old = Ceci est l’édition { $edition }.
moved = Cette page a changé d’adresse
edition-newest = Vers l’édition { $edition }
