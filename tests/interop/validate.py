#!/usr/bin/env python3
"""Holds the exports of a site against the schemas of the systems that they are for.

usage: validate.py LEERLIJN SITE

LEERLIJN is the program, SITE the folder of a site with at least one profile. Fails on the first export
that a schema does not accept, and says why. Needs the packages in requirements.txt.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pyshacl
import rdflib
import differing
from jsonschema import Draft201909Validator, Draft202012Validator, FormatChecker

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BASE = "https://school.example/academie"


def main():
    program, site = sys.argv[1:3]
    case = json.loads((HERE / "schemas/case-v1p1-cfpackage.schema.json").read_text())
    case = Draft201909Validator(case, format_checker=FormatChecker())
    own = json.loads((ROOT / "docs/schema/site-1.json").read_text())
    Draft202012Validator.check_schema(own)
    own = Draft202012Validator(own, format_checker=FormatChecker())

    whole = json.loads(export(program, site, "matrix", "json"))
    check("the whole site as JSON", own, whole)
    for profile in (profile["id"] for profile in whole["profiles"]):
        named = ["--profile", profile]
        check(f"{profile} as JSON", own, json.loads(export(program, site, "profile", "json", *named)))
        check(f"{profile} as CASE", case, json.loads(export(program, site, "profile", "case", *named)))
        elm(f"{profile} for the European Learning Model", export(program, site, "profile", "elm", *named))
    differences(program, site)
    for programme in (programme["id"] for programme in whole["programmes"]):
        named = ["--programme", programme]
        check(f"{programme} as CASE", case, json.loads(export(program, site, "matrix", "case", *named)))
    files_of_the_site(program, site, case)
    levels(program)


def differences(program, site):
    """What differs between a site and an empty one, and between two that differ in everything, either way round."""
    schema = json.loads((ROOT / "docs/schema/diff-1.json").read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    with tempfile.TemporaryDirectory() as folder:
        empty, before, after = (Path(folder) / name for name in ("empty", "before", "after"))
        (empty / "content").mkdir(parents=True)
        differing.write(differing.BEFORE, before)
        differing.write(differing.AFTER, after)
        found = []
        for ends in ([empty, site], [site, empty], [before, after], [after, before]):
            ends = [str(Path(end).absolute()) for end in ends]
            found.append(json.loads(run(program, "diff", *ends, "--root", site, "--format", "json")))
            check("a difference as JSON", validator, found[-1])
        supposed = ("--without", "M2", "--required", "getoetst", "--format", "json")
        found.append(json.loads(run(program, "what-if", "--root", str(after), *supposed)))
        check("what a supposition changes as JSON", validator, found[-1])
    unused = differing.unused(schema, found)
    assert not unused, f"no difference shows {unused}"
    # A schema that lets everything pass proves nothing.
    for path in (["programmes", 0], ["profiles", 0, "items", 0], ["modules", 0, "facts"]):
        spoiled = json.loads(json.dumps(found[2]))
        place = spoiled
        for step in path:
            place = place[step]
        place["other"] = 1
        assert not validator.is_valid(spoiled), path


def levels(program):
    """Levels for which no address of the Union's list is known give a valid qualification too."""
    levels = [f"vks = {level}" for level in range(1, 9)] + ["nlqf = 4, eqf = 4"]
    for level in levels:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "content/profiles").mkdir(parents=True)
            (Path(folder) / "leerlijn.toml").write_text('title = "School"\n')
            (Path(folder) / "content/profiles/kok.md").write_text(
                f'+++\ntitle = "Kok"\nlevel = {{ {level} }}\n+++\n\n## Kookt {{#c1 .competence}}\n\n- Roert {{#c1.1}}\n'
            )
            elm(f"a profile with {level}", export(program, folder, "profile", "elm"))


def files_of_the_site(program, site, case):
    """The files that a built site offers, with the address that makes their URIs whole."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        run(program, "build", "--root", site, "--output", str(output), "--base-url", BASE)
        service = output / "ims/case/v1p1"
        documents = json.loads((service / "CFDocuments").read_text())["CFDocuments"]
        for document in documents:
            assert document["uri"].startswith(BASE), document["uri"]
            package = json.loads((service / "CFPackages" / document["identifier"]).read_text())
            check(f"CFPackages/{document['identifier']}", case, package)
            for item in package["CFItems"]:
                page = output / item["uri"].removeprefix(BASE + "/") / "index.html"
                assert page.is_file(), f"{item['uri']} is no page"
        for file in output.glob("profiles/*/elm.jsonld"):
            elm(str(file.relative_to(output)), file.read_text())
        blocks = 0
        for page in output.rglob("*.html"):
            for block in page.read_text().split('<script type="application/ld+json">')[1:]:
                data = json.loads(block.split("</script>")[0])
                assert data["@context"] == "https://schema.org", page
                blocks += 1
        print(f"ok: {len(documents)} CASE documents and {blocks} blocks of schema.org in the site")


def elm(name, text):
    data = rdflib.Graph().parse(data=text, format="json-ld")
    shapes = rdflib.Graph().parse(HERE / "schemas/LOQ-constraints.ttl")
    conforms, _, report = pyshacl.validate(data, shacl_graph=shapes)
    assert conforms, f"{name}: {report}"
    assert len(data) > 10, f"{name} says nothing"
    print(f"ok: {name}")


def check(name, validator, value):
    errors = [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(value)]
    assert not errors, f"{name}: {errors[:3]}"
    print(f"ok: {name}")


def export(program, site, what, form, *options):
    return run(program, "export", what, "--root", site, "--format", form, "--quiet", *options)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
