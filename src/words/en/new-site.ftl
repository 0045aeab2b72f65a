# The names in a site that `init` makes.

title = My course
first-module = First module
second-module = Second module
