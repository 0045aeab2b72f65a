# The names in a site that `init` makes.

title = Mijn opleiding
first-module = Eerste module
second-module = Tweede module
