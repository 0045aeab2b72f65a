"""Two sites that differ in everything that a comparison tells, and whether a schema is used in all of its parts."""

PROFILE = """+++
title = "{title}"
code = "BK-1"
version = "{version}"
+++

## {cooks} {{#c1 .competence code=bkc1}}

{c1}

## Serveert {{#c2 .competence}}

{c2}

## Kennis {{.knowledge}}

- Kruiden {{#k.kruiden grade={grade}}}
"""

SCALE = """title = "School"

[coverage]
required = "{required}"
levels = [{{ id = "gezien", label = "gezien" }}, {{ id = "geoefend", label = "geoefend" }}, {{ id = "getoetst", label = "getoetst" }}]
"""

MODULE = """+++
title = "{title}"
code = "{code}"
{facts}
[covers]
{covers}
+++

{text}
"""


def module(code, title, covers, facts="", text=""):
    return MODULE.format(code=code, title=title, covers=covers, facts=facts, text=text)


PROGRAMME = """+++
title = "{title}"
profile = "kok"
[[terms]]
title = "Herfst"
modules = {autumn}
[[terms]]
title = "{second}"
modules = {rest}
[[terms.choice]]
title = "Keuze"
pick = 1
modules = {choice}
{levels}+++
"""

BEFORE = {
    "leerlijn.toml": SCALE.format(required="getoetst"),
    "content/profiles/kok.md": PROFILE.format(
        title="Kok", version="2", cooks="Kookt", grade="basic",
        c1="- Roert de soep {#c1.1}\n- Proeft de saus {#c1.2}\n- Bakt brood {#c1.3}\n- Snijdt groenten {#c1.4}\n- Fileert vis {#c1.5}",
        c2="- Dekt de tafel {#c2.1}",
    ),
    "content/profiles/bakker.md": "+++\ntitle = \"Bakker\"\n+++\n\n## Bakt {#b1 .competence}\n\n- Kneedt {#b1.1}\n",
    "content/modules/m1.md": module(
        "M1", "Soep", 'getoetst = ["c1.1", "c1.3"]\ngeoefend = ["c1.5"]',
        'hours = 20\ncredits = 3\nteachers = ["An"]\n[facts]\nLokaal = "B1"\n',
        "## Proef {#proef .assessment method=gesprek hours=1 weight=100 getoetst=c1.2}",
    ),
    "content/modules/m2.md": module(
        "M2", "Saus", 'gezien = ["c1.2"]\ngetoetst = ["c1.4", "c1.5"]', 'requires = ["M1"]\n'
    ),
    "content/modules/m3.md": module("M3", "Vis", 'getoetst = ["c2.1"]', "hours = 8\n"),
    "content/modules/m4.md": module("M4", "Wild", 'geoefend = ["c2.1"]', "hours = 12\n"),
    "content/modules/m5.md": module("M5", "Weg", 'getoetst = ["c1.3"]'),
    "content/modules/m6/index.md": module("M6", "Lessen", 'gezien = ["k.kruiden"]'),
    "content/modules/m6/01-les.md": "+++\ntitle = \"Les\"\n+++\n\n## Oefenen {#oefenen .activity method=oefening hours=2 geoefend=k.kruiden}\n",
    "content/programmes/dag.md": PROGRAMME.format(
        title="Dag", autumn='["M1", "M5", "M6"]', second="Winter", rest='["M2"]', choice='["M3", "M4"]',
        levels='[levels.M1]\ngeoefend = ["c1.1"]\n',
    ),
    "content/programmes/oud.md": '+++\ntitle = "Oud"\nprofile = "kok"\n[[terms]]\nmodules = ["M1"]\n+++\n',
    "content/programmes/wissel.md": '+++\ntitle = "Wissel"\nprofile = "kok"\n[[terms]]\nmodules = ["M1"]\n+++\n',
}

AFTER = BEFORE | {
    "leerlijn.toml": SCALE.format(required="geoefend"),
    "content/profiles/kok.md": PROFILE.format(
        title="Kok op niveau", version="3", cooks="Kookt gezond", grade="thorough",
        c1="- Roert de soep {#c1.1}\n- Proeft en kruidt elke saus {#c1.2}\n- Bakt brood {#c1.3}\n- Snijdt groenten. {#c1.4}",
        c2="- Dekt de tafel {#c2.1}\n- Fileert vis {#c1.5}\n- Ruimt de tafel af {#c2.2}",
    ),
    "content/modules/m1.md": module(
        "M1", "Soep", 'getoetst = ["c1.1"]\ngeoefend = ["c1.5"]',
        'hours = 24\ncredits = 4\nteachers = ["An", "Bo"]\n[facts]\nLokaal = "B2"\n',
        "## Proef {#proef .assessment method=opdracht hours=2 weight=60 getoetst=c1.2}\n\n"
        "## Examen {#examen .assessment method=gesprek weight=40 getoetst=c1.1}",
    ),
    "content/modules/m2.md": module("M2", "Saus", 'getoetst = ["c1.2", "c1.4"]\ngezien = ["c1.5"]', 'requires = ["M3"]\n'),
    "content/modules/m3.md": module("M3", "Vis", 'getoetst = ["c2.1"]', "hours = 10\n"),
    "content/modules/m6/01-les.md": "+++\ntitle = \"Les\"\n+++\n\n## Oefenen {#oefenen .activity method=proef hours=3 gezien=k.kruiden}\n",
    "content/modules/m7.md": module("M7", "Nieuw", 'gezien = ["c2.2"]', "credits = 2\n"),
    "content/programmes/dag.md": PROGRAMME.format(
        title="Dagopleiding", autumn='["M1", "M6", "M7"]', second="Voorjaar", rest='["M3"]', choice='["M2", "M4"]',
        levels='[levels.M1]\ngezien = ["c1.1"]\n[levels.M2]\ngeoefend = ["c1.4"]\n',
    ),
    "content/programmes/nieuw.md": '+++\ntitle = "Nieuw"\nprofile = "kok"\n[[terms]]\nmodules = ["M7"]\n+++\n',
    "content/programmes/wissel.md": '+++\ntitle = "Wissel"\nprofile = "bakker"\n[[terms]]\nmodules = ["M1"]\n+++\n',
}
for gone in ("content/modules/m5.md", "content/programmes/oud.md"):
    del AFTER[gone]


def write(files, folder):
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def unused(schema, values):
    """The parts of `schema` of which no value has anything but nothing: keys without a value, lists without an element."""
    return sorted(_unused(schema, values, schema, ""))


def _unused(schema, values, root, path):
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    forms = schema.get("anyOf", [schema])
    said = [value for value in values if value is not None]
    if not said:
        yield path
        return
    for form in forms:
        while "$ref" in form:
            form = root["$defs"][form["$ref"].removeprefix("#/$defs/")]
        for key, part in form.get("properties", {}).items():
            own = [value[key] for value in said if isinstance(value, dict) and key in value]
            yield from _unused(part, own, root, f"{path}/{key}")
        if "items" in form:
            own = [element for value in said if isinstance(value, list) for element in value]
            yield from _unused(form["items"], own, root, f"{path}[]")
