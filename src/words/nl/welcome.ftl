# The page on which a site is made without a terminal.

title = Een nieuwe site
intro = Kies wat je al hebt. Je documenten blijven op deze computer en worden niet gewijzigd.
existing = Verder werken aan
profile = Het profiel
profile-help = De beroepskwalificatie, het leerplan of de lijst met leerresultaten: Word, Excel, CSV, CASE …
list = Het is een lijst met leerresultaten
list-help = Alleen als het programma ernaar vraagt (`--format list`): elke regel of rij van het document is dan een leerresultaat.
matrix = De dekkingsmatrix
matrix-help = Het rekenblad waarin staat welke module wat behandelt. Mag ontbreken.
marks = Wat betekenen de tekens?
marks-help = Alleen als het programma ernaar vraagt, bijvoorbeeld: x=geevalueerd
course = De cursusteksten
course-help = De map met de teksten van de modules: Word, markdown of HTML. Mag ontbreken.
name = Naam van de map
name-help = De site komt in een nieuwe map in { $place }.
default-name = Mijn opleiding
site-language = Taal van de site
nothing = Heb je nog niets? Laat alles leeg en begin met een voorbeeld.
make = Maak de site
making = Bezig …
made = De site is gemaakt
failed = De site is niet gemaakt
said = Zo is alles gelezen
show = Toon de site
opening = De site wordt geopend …
folder-name = Geef de map een gewone naam, zonder schuine streep en zonder punt of streepje vooraan. Enkele namen, zoals “con”, houdt Windows voor zichzelf.
folder-link = Deze naam is een snelkoppeling (link) naar een andere plaats. Kies een andere naam.
folder-taken = Die map bestaat al en is niet leeg. Kies een andere naam.
matrix-alone = Een dekkingsmatrix verwijst naar de doelen van een profiel. Kies ook het document van je profiel, of haal de matrix weg.
too-large = Een document is te groot, of er zijn er te veel.
lost = Het programma antwoordt niet meer. Start leerlijn opnieuw.
