# The names in a site that `init` makes.

title = My course
