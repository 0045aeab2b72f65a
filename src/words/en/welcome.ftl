# The page on which a site is made without a terminal.

title = A new site
intro = Choose what you have. Your documents stay on this computer and are not changed.
existing = Go on with
profile = The profile
profile-help = The qualification, the curriculum or the list of outcomes: Word, Excel, CSV, CASE …
list = It is a list of outcomes
list-help = Only when the program asks for it (`--format list`): each line or row of the document is an outcome then.
matrix = The coverage matrix
matrix-help = The spreadsheet that says which module covers what. May be left out.
marks = What do the marks mean?
marks-help = Only when the program asks for it, such as: x=assessed
course = The texts of the course
course-help = The folder with the texts of the modules: Word, markdown or HTML. May be left out.
name = Name of the folder
name-help = The site is made in a new folder in { $place }.
default-name = My programme
site-language = Language of the site
nothing = Nothing yet? Leave everything empty and begin with an example.
make = Make the site
making = Working …
made = The site is made
failed = The site is not made
said = How everything was read
show = Show the site
opening = The site is being opened …
folder-name = Give the folder a plain name, without a slash and without a dot or a dash in front. Windows keeps some names for itself, such as “con”.
folder-link = That name is a link to another place. Choose another name.
folder-taken = That folder exists and is not empty. Choose another name.
matrix-alone = A coverage matrix names the items of a profile. Choose the document of your profile too, or take the matrix away.
too-large = A document is too large, or there are too many.
lost = The program does not answer any more. Start leerlijn again.
