# The names in a site that `init` makes.

title = Mein Bildungsgang
