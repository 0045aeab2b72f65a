# The names in a site that `init` makes.

title = Mein Lehrgang
first-module = Erstes Modul
second-module = Zweites Modul
