#!/usr/bin/env python3
"""Imports one course text as the Word documents that other programs make of it.

usage: course.py LEERLIJN

The text below becomes a document by pandoc, by python-docx and by LibreOffice (of that of python-docx, by way of its own
format); each must give the same markdown, and importing what pandoc made of that markdown must give it again. Needs the
packages in requirements.txt, soffice and pandoc.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import docx

TEXT = """+++
title = "Omgaan met klachten"
+++

Je blijft **rustig**, *ook als* de ander roept.

## Vooraf

- een pen
- papier

Lees het eerst.

1. Lees.
2. Schrijf.

> Wie luistert, hoort meer.

### Schema

| Week | Onderwerp |
|------|-----------|
| 1    | Luisteren |
| 2    | Praten    |

## Nadien

Eerst dit\\
en dan dat.
"""


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        run(program, "init", folder / "site")
        own = python_docx(folder / "python-docx.docx")
        made = [own, libreoffice(own, folder), pandoc(TEXT, folder)]
        for file in made:
            found = imported(program, file, folder)
            assert found == TEXT, f"{file.name} gives another text: {difference(TEXT, found)}"
            print(f"ok: {file.relative_to(folder)} gives the text")


def imported(program, file, folder):
    done = run(program, "import", file, "--as", "page", "--dry-run", "--quiet", "--root", folder / "site")
    return done.stdout


def python_docx(path):
    document = docx.Document()
    document.add_heading("Omgaan met klachten", 0)
    line = document.add_paragraph("Je blijft ")
    line.add_run("rus").bold = True
    line.add_run("tig").bold = True
    line.add_run(", ")
    line.add_run("ook als").italic = True
    line.add_run(" de ander roept.")
    document.add_heading("Vooraf", 1)
    for text, style in (("een pen", "List Bullet"), ("papier", "List Bullet"), ("Lees het eerst.", None)):
        document.add_paragraph(text, style)
    for text in ("Lees.", "Schrijf."):
        document.add_paragraph(text, "List Number")
    document.add_paragraph("Wie luistert, hoort meer.", "Quote")
    document.add_heading("Schema", 2)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for cells in (("Week", "Onderwerp"), ("1", "Luisteren"), ("2", "Praten")):
        row = table.add_row()
        for cell, text in zip(row.cells, cells):
            cell.text = text
    document.add_heading("Nadien", 1)
    line = document.add_paragraph("Eerst dit")
    line.add_run().add_break()
    line.add_run("en dan dat.")
    document.save(path)
    return path


def pandoc(text, folder):
    _, front, body = text.split("+++\n", 2)
    title = front.split('"')[1]
    source = folder / "text.md"
    source.write_text(f"---\ntitle: {title}\n---\n{body}", encoding="utf-8")
    run("pandoc", source, "--shift-heading-level-by=-1", "--output", folder / "pandoc.docx")
    return folder / "pandoc.docx"


def libreoffice(file, folder):
    """`file` as LibreOffice saves it, by way of its own format, so that nothing is passed through."""
    settings = f"-env:UserInstallation=file://{folder}/user"
    for kind in ("odt", "docx"):
        out = folder / f"libreoffice-{kind}"
        run("soffice", settings, "--headless", "--convert-to", kind, "--outdir", out, file)
        file = out / f"{file.stem}.{kind}"
        assert file.is_file(), f"LibreOffice made no {kind}"
    return file


def difference(wanted, found):
    pairs = zip(wanted.splitlines(), found.splitlines())
    return next((f"{a!r} became {b!r}" for a, b in pairs if a != b), "one is longer than the other")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, f"{command[0]} failed: {done.stderr}"
    return done


if __name__ == "__main__":
    main()
