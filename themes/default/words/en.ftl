# The pages' own words. A site changes one by writing its key again in themes/NAME/words/en.ftl.
# $required is everywhere the level at which an item counts as covered.

# The frame of a page
skip = Skip to content
nav-main = Main menu
nav-programme = Programme
nav-profile = Profile
nav-more = More
nav-breadcrumbs = Breadcrumbs
nav-sequence = Previous and next page
nav-footer = Footer
dark-scheme = Dark appearance
previous = Previous
next = Next
on-this-page = On this page
to-home = Go to the home page

# What there is
programmes = Programmes
profiles = Profiles
modules = Modules
module = Module
lessons = Lessons
lesson-number = lesson { $n }
competences = Competences
competence = Competence
matrix = Matrix
gaps = Gaps
term = Term
where = Where
level = level
kind-indicator = Indicators
kind-knowledge = Knowledge
kind-skill = Skills
kind-attitude = Attitudes
one-indicator = Indicator
one-knowledge = Knowledge
one-skill = Skill
one-attitude = Attitude
grade-basic = basic knowledge
grade-thorough = thorough knowledge
code = code
version = version
status = status
year = year
level-vks = VKS
level-eqf = EQF

# How an item stands
status-covered = { $required }
status-partial = not yet { $required }
status-missing = missing
status-exempt = exempt

# Counts
number-covered = { $required }
number-partial = not yet { $required }
number-missing = { $n ->
    [one] missing
   *[other] missing
}
number-exempt = exempt
number-modules = modules
number-hours = contact hours
hours = { $n } h
contact-hours = { $n ->
    [one] { $n } contact hour
   *[other] { $n } contact hours
}
meter = { $covered } of { $items } items { $required }, { $partial } not yet { $required }, { $missing } missing
covered-of = { $covered } of { $items } { $required }
items-per-module = items per module

# Home page and programme
leads-to = Leads to the profile
not-covered-yet = In no module yet
and-more = and { $n } more
see-matrix = See the matrix
see-programme = See the programme
see-gaps = { $n ->
    [one] See the one gap
   *[other] See { $n } gaps
}
learning-path = Learning path
learning-path-caption = By term: contact hours, and how many items some module brings to each level
coverage-by-competence = Coverage by competence
other-modules = Modules outside a programme
all-modules = All modules

# Matrix
matrix-title = Coverage matrix
matrix-lead = Which module covers which indicator and which knowledge of the profile
matrix-caption = Coverage matrix of { $programme }: each row is an item of the profile, each column a module
matrix-corner = Indicator or knowledge
matrix-keys = The arrow keys move from cell to cell.
filter-text = Filter by text or code
filter-kind = Kind
filter-all = All
filter-every-level = Every level
filter-every-term = Every term
filter-gaps = Gaps only
filter-clear = Clear filters
filter-shown = { $shown } of { $items } items
fold = Fold or unfold
fold-all = Fold all
swap-axes = Swap axes
print = Print

# Gaps
gaps-title = Gaps
gaps-lead = What is still needed to cover every item of the profile
gaps-none = No gaps: every item is { $required } or exempt.
so-far = So far:
nearest = Nearest:
early-title = Assessed too early
early-lead = These items are assessed in a term before the one in which a module introduces them.
exempt-title = Exempt

# Profile, competence and item
of-profile = From the profile
with-knowledge = { $n ->
    [one] Including { $n } piece of knowledge
   *[other] Including { $n } pieces of knowledge
}
skill-sections = Skills
mentioned-in = Mentioned in
no-module = No module covers this item yet.

# Module and lesson
covers = Covers
section-covers = This section covers
whole-module = the whole module
in-this-module = In this module

# In texts
footnotes = Footnotes
footnote-back = Back to the text
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
task-done = done
task-open = to do
table = Table
heading-link = Link to this section

# The page that is not there
not-found-title = This page does not exist
not-found-text = It may have moved, or there is a mistake in the address.
