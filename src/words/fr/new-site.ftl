# The names in a site that `init` makes.

title = Ma formation
first-module = Premier module
second-module = Deuxième module
