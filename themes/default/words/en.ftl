# The pages' own words. A site changes one by writing its key again in themes/NAME/words/en.ftl.
# $required is everywhere the level at which an item counts as covered.

# What an item of a profile is called. It begins with a vowel, as “an” stands before it.
-item = item
-items = items

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
contents = Contents
menu = Menu
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
matrix-and-gaps = Matrix and gaps
filter-programmes = Find a programme or school
term = Term
where = Where
level = level
kind-competence = Competences
kind-indicator = Indicators
kind-knowledge = Knowledge
kind-skill = Skills
kind-attitude = Attitudes
one-competence = Competence
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
status-possible = possibly { $required }
status-partial = not yet { $required }
status-missing = missing
status-exempt = exempt

# Counts
number-covered = { $required }
number-guaranteed = guaranteed { $required }
number-possible = possible, by choice
depends-on-choice = by choice
number-partial = not yet { $required }
number-missing = { $n ->
    [one] missing
   *[other] missing
}
number-exempt = exempt
number-modules = modules
number-hours = hours
hours = { $n } h
hours-range = { $least } to { $most } h
contact-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
number-credits = credits
credits-short = { $n } cr
credits-range = { $least } to { $most } cr
credits = { $n ->
    [one] { $n } credit
   *[other] { $n } credits
}
counts-otherwise = Counts differently here
other-levels = Modules that count differently here
other-levels-lead = For these { -items } the module counts in this programme at another level than its own.
level-here = In this programme
level-of-module = In the module
prerequisites = What comes first
requires = To be done first
requires-late = comes only later here
required-by = Needed for
teachers = { $n ->
    [one] Teacher
   *[other] Teachers
}
meter = { $covered } of { $items } { $items ->
    [one] { -item }
   *[other] { -items }
} { $required }, { $partial } not yet { $required }, { $missing } missing
meter-exempt = { $n } exempt
meter-possible = { $n } possible by choice
covered-of = { $covered } of { $items } { $required }
items-per-module = { -items } per module

# Home page and programme
leads-to = Follows the profile
not-covered-yet = In no module yet
and-more = and { $n } more
see-matrix = See the matrix
see-programme = See the programme
see-gaps = { $n ->
    [one] See the gap
   *[other] See { $n } gaps
}
learning-path = Learning path
learning-path-caption = By term: hours, and how many { -items } some module brings to each level
coverage-by-competence = Coverage by competence
other-modules = Modules outside a programme
all-modules = All modules

# Home, by who comes
role-start = I want to start
role-start-lead = What you learn, how long it takes and how the school works.
role-study = I study here
role-study-lead = What happens in each module and lesson, and what you work on.
role-teach = I teach here
role-teach-lead = Which module works on each { -item }, and what is still open.
role-inspect = I inspect
role-inspect-lead = Where and how the programme assesses each { -item } of the profile.
gaps-are = { $n ->
    [one] { $n } gap
   *[other] { $n } gaps
}
gaps-are-missing = { $n ->
    [one] { $n } { -item } is missing
   *[other] { $n } { -items } are missing
}
gaps-are-partial = { $n ->
    [one] { $n } { -item } is worked on but not yet { $required }
   *[other] { $n } { -items } are worked on but not yet { $required }
}
gaps-are-possible = { $n ->
    [one] { $n } { -item } hangs on a choice
   *[other] { $n } { -items } hang on a choice
}

# Matrix
matrix-title = Coverage matrix
matrix-lead = Which module covers which indicator and which knowledge of the profile
matrix-overview = With { $items } { -items } and { $modules } modules this matrix is too large for one page. Choose a competence: its page shows for each { -item } which modules cover it. Excel and CSV have the whole matrix.
matrix-caption = Coverage matrix of { $programme }: each row is an { -item } of the profile, each column a module
matrix-corner = Indicator or knowledge
choice-of = choice, { $pick } of { $of }
pick-of = { $pick } of { $of }
by-choice = by choice
choice-drafts = { $n ->
    [one] One module of it is still being prepared.
   *[other] { $n } modules of it are still being prepared.
}
choice-legend = A module of a choice, which not everyone takes. An { -item } is guaranteed to be { $required } where every allowed choice brings it there, and else it is possible.
matrix-keys = The arrow keys move from cell to cell.
filters = Filters
jump = Go to a competence
filter-none = No { -item } fits these filters.
filter-text = Filter by text or code
filter-kind = Kind
filter-all = All
filter-every-level = Every level
filter-every-term = Every term
all-levels = Show all levels
filter-gaps = Gaps only
filter-clear = Clear filters
filter-shown = { $shown } of { $items } { $items ->
    [one] { -item }
   *[other] { -items }
}
fold = Fold or unfold
fold-all = Fold all
swap-axes = Swap axes
claims-also = Also here, weaker or as strong:
back-to-row = Back to the matrix
print = Print

# Dossier
dossier = Dossier
dossier-lead = Coverage dossier: where and how the programme assesses each { -item } of the profile.
dossier-date = As of
dossier-address = Address
see-dossier = Dossier for an inspection

# Gaps
gaps-title = Gaps
gaps-lead = What is still needed to cover every { -item } of the profile { $profile }.
gaps-none = No gaps: every { -item } is { $required } or exempt.
so-far = So far:
possible-lead = Only for those who choose:
nearest = May fit in:
nearest-lead = Each gap names the sections that share the most telling words with the { -item }, and these words. They may teach it already.
mentions-it = mentions the { -item }
early-title = Assessed too early
early-lead = These { -items } are assessed in a term before the one in which a module introduces them.
early-own = (the module itself says: { $level })
early-chosen = (not everyone takes this module)
exempt-title = Exempt

# What the coverage rests on
reliance-title = What the coverage rests on
single-title = Resting on one module
single-lead = Only one module brings each of these { -items } to { $required }. Without that module there is a gap.
single-count = { $n ->
    [one] { $n } { -item } hangs on one module
   *[other] { $n } { -items } hang on one module
}
only-here = { $n ->
    [one] { $n } { -item } is { $required } in this module alone
   *[other] { $n } { -items } are { $required } in this module alone
}
many-title = { $required } in { $n } or more modules
many-lead = There may be time here that could close a gap.
many-count = { $n ->
    [one] { $n } { -item } is { $required } in { $from } or more modules
   *[other] { $n } { -items } are { $required } in { $from } or more modules
}
spare-title = Modules that cover no { -item } alone
spare-lead = Each { -item } that is { $required } in one of these modules is so in another one too. Without one of them as many { -items } stay covered. What they do at a lower level does not count here.

# Profile, competence and item
of-profile = From the profile
with-knowledge = { $n ->
    [one] Including { $n } piece of knowledge
   *[other] Including { $n } pieces of knowledge
}
with-skill = { $n ->
    [one] Including { $n } skill
   *[other] Including { $n } skills
}
with-attitude = { $n ->
    [one] Including { $n } attitude
   *[other] Including { $n } attitudes
}
with-indicator = { $n ->
    [one] Including { $n } indicator
   *[other] Including { $n } indicators
}
with-competence = { $n ->
    [one] Including { $n } other competence
   *[other] Including { $n } other competences
}
skill-sections = Skills
journey = The way through the terms
mentioned-in = Mentioned in
no-module = No module covers this { -item } yet.

# A new version of a profile
revision-title = From version { $from } to version { $to }
revision-other = What changed in the profile
revision-changed = Worded otherwise
revision-new = New
revision-gone = Gone
revision-became = Became:
revision-may-be = May be:
revision-open = { $n ->
    [one] For { $n } { -item } of a module nobody has checked yet whether the coverage fits the new words.
   *[other] For { $n } { -items } of modules nobody has checked yet whether the coverage fits the new words.
}
to-review = To be reviewed
to-review-lead = The words of these { -items } changed after the module covered them. Check whether the coverage still holds.

# Glossary
glossary = Glossary
glossary-here = Words in this sentence
glossary-letters = Go to a letter
see-glossary = { $n ->
    [one] See the word
   *[other] See all { $n } words
}

# Module and lesson
covers = What you work on here
section-covers = What you work on here
activity = Learning activity
assessment = Assessment
percent = { $n }%
weight = weight { $n }%
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
alert-info = Info
alert-todo = To do
alert-summary = Summary
alert-example = Example
alert-question = Question
alert-quote = Quote
alert-success = Success
alert-danger = Danger
alert-error = Error
task-done = done
task-open = to do
table = Table
formula = Formula
captions = captions
transcript = Transcript
enlarge = larger

# The page that is not there
not-found-title = This page does not exist
not-found-text = It may have moved, or there is a mistake in the address.

# Search
search = Search
search-words = Words, a code or an id
search-close = Close
search-none = Nothing found. Try another or a shorter word, the code of a module or the number of an { -item }.
search-elsewhere = Or look here:
search-one = 1 result
search-many = # results
search-nearest = No page has all these words. Closest matches:
search-more = More results
search-keys = Search opens with / or Ctrl K. Arrow keys move through the results, Enter opens the first, Esc closes.
search-failed = The search index cannot be loaded.
one-lesson = Lesson
one-page = Page

# At the foot of a page
changed = Last changed on
edit = Edit this page
date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }

# The accessibility statement, after the European model (Implementing Decision (EU) 2018/1523)
accessibility-title = Accessibility statement
accessibility-aim = { $organisation } wants everybody to be able to use this website, in accordance with the law that transposes Directive (EU) 2016/2102. This statement applies to this website.
accessibility-conformance = Compliance status
accessibility-full = This website is fully compliant with level AA of the Web Content Accessibility Guidelines (WCAG) 2.2.
accessibility-partial = This website is partially compliant with level AA of the Web Content Accessibility Guidelines (WCAG) 2.2. What does not comply yet is listed below.
accessibility-none = This website is not yet compliant with level AA of the Web Content Accessibility Guidelines (WCAG) 2.2. What does not comply yet is listed below.
accessibility-problems = Content that is not accessible
accessibility-problems-lead = These parts do not comply yet:
accessibility-prepared = Preparation of this statement
accessibility-date = This statement was prepared on
accessibility-contact = Feedback and contact
accessibility-contact-lead = Are you stuck on this website, or do you need information in another form? Tell us at
accessibility-enforcement = Enforcement
accessibility-enforcement-lead = If you get no answer, or do not agree with it, you can turn to

# When a competence is taught
heat-title = When each competence is taught
heat-lead = By term: how many { -items } are taught, and in brackets how many are { $required }. A module's hours are divided evenly among the { -items } that it covers, and rounded.
heat-cell = { $claimed } of { $items } { $items ->
    [one] { -item }
   *[other] { -items }
}, { $enough } of them { $required }
heat-none = none

# To take along
take-along = To take along
take-single-file = One HTML file
take-embed = Embed on another site
paper-block = Modules { $from } to { $to } (part { $number } of { $all })

# The programmes of a profile side by side
comparison = Comparison of programmes
comparison-lead = { $n } programmes that lead to the profile { $profile }, side by side.
comparison-numbers = In numbers
comparison-table = Each { -item } in each programme
comparison-different = { $n ->
    [0] Every { -item } stands the same in all programmes.
    [one] { $n } { -item } does not stand the same in all programmes.
   *[other] { $n } { -items } do not stand the same in all programmes.
}
comparison-only = Show only the differences
comparison-differs = differs
comparison-guaranteed = guaranteed
comparison-first = Each { -item } has its highest level, the first term in which it is taught, and how many modules work on it.
comparison-overview = This comparison is too large for one page. The matrix of each programme shows its levels.
see-comparison = Compare the programmes
modules-count = { $n ->
    [one] { $n } module
   *[other] { $n } modules
}

# Learning and assessment
alignment = Learning and assessment
alignment-lead = Where each { -item } of the profile { $profile } is learned, with which method and how many hours, and where it is assessed with what weight.
alignment-table = From introduction to assessment
alignment-overview = This overview is too large for one page. It is in the Excel file of the assessment map.
alignment-hours = The hours of a learning activity are parted evenly over the { -items } that it works on.
assessments = Assessment map
assessments-lead = Which assessment asks for which { -item } of the profile { $profile }. A number is the weight of the assessment in its module, in percent.
assessments-caption = Assessment map of { $programme }: each row is an { -item } of the profile, each column an assessment
assessments-overview = With { $n } assessments this map is too large for one page. Excel and CSV have all of it.
items-per-assessment = { -items } per assessment
number-assessments = assessments
asked-of = { $asked } of { $items } assessed
unasked = no assessment
unweighed = no weight
unweighed-title = Assessed without counting
unweighed-lead = These { -items } are { $required }, but in no assessment that has a weight.
unpractised = not practised
unpractised-title = Assessed, but practised nowhere
unpractised-lead = These { -items } are { $required } without any module letting students practise them first.
untaught-title = Modules that assess only what they do not teach
untaught-lead = The whole weight of these modules is on { -items } that the module itself does not work on. For a work placement or a final examination that may be meant.
repeated-title = { $level } more than once
repeated-lead = Perhaps one of these modules can build on another.
# Drafts and editions
draft = Draft: this page is not yet a part of the site.
editions = Editions
edition-old = This is the edition { $edition }.
moved = This page has moved
edition-newest = Go to the edition { $edition }
