#!/usr/bin/env python3
"""Imports one profile as the Word documents that other programs make of it.

usage: word.py LEERLIJN

The official text of a profile becomes a document by python-docx, by pandoc and by LibreOffice; each must be imported
as the very profile that the text gives. What the same programs write that is no Word document (an old .doc, a PDF, a
document with a password …) must be refused with a sentence that says what to do. Needs the packages in
requirements.txt, soffice and pandoc.
"""

import html
import io
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
import msoffcrypto

SEED = Path(__file__).parent.parent / "import/klantcontactmedewerker.txt"
# What LibreOffice writes, and what is to be said about it.
REFUSED = {
    "doc": "save it as a Word document (.docx)",
    "pdf": "save it as a Word document (.docx)",
    "odt": "save it as a Word document (.docx)",
    "rtf": "save it as a Word document (.docx)",
}


def main():
    program = Path(sys.argv[1]).resolve()
    lines = SEED.read_text(encoding="utf-8").split("\n")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        wanted = profile(program, SEED, folder)
        made = [python_docx(lines, folder), in_tables(lines, folder), pandoc(lines, folder)]
        made.append(libreoffice(made[0], "docx", folder))
        for file in made:
            found = profile(program, file, folder)
            assert found == wanted, f"{file.name} gives another profile than the text: {difference(wanted, found)}"
            print(f"ok: {file.relative_to(folder)} gives the profile of the text")
        for kind, advice in REFUSED.items():
            refused(program, libreoffice(made[0], kind, folder), advice, folder)
        refused(program, locked(made[0], folder), "take the password off", folder)


def profile(program, file, folder):
    out = folder / "profile.md"
    out.unlink(missing_ok=True)
    run(program, "import", file, "--out", out, "--quiet")
    return out.read_text(encoding="utf-8")


def refused(program, file, advice, folder):
    out = folder / "refused.md"
    done = subprocess.run([program, "import", file, "--out", out], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and not out.exists(), f"{file.name} was not refused"
    assert done.stderr.count("error") == 1 and advice in done.stderr, f"{file.name}: {done.stderr}"
    print(f"ok: {file.name} is refused: {done.stderr.splitlines()[0]}")


def python_docx(lines, folder):
    """Bullets in turn in a style of Word's own and in one that is based on it."""
    document = docx.Document()
    own = document.styles.add_style("Opsomming van de school", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["List Bullet"]
    for number, line in enumerate(lines):
        bullet = line.startswith("·")
        style = (own if number % 2 else "List Bullet") if bullet else None
        document.add_paragraph(line.lstrip("·").strip("\t ") if bullet else line, style)
    return saved(document, folder / "python-docx.docx")


def in_tables(lines, folder):
    """The competences in a table of one column, a cell for each, as some profiles have them."""
    document = docx.Document()
    table, cell = None, None
    for line in lines:
        if line.startswith("Competentie "):
            table = table or document.add_table(rows=0, cols=1)
            cell = table.add_row().cells[0]
        elif cell is not None and line.strip() in ("Kennis", "Vaardigheden", "OMGEVINGSCONTEXT", "Basiskennis"):
            cell = None
        bullet = line.startswith("·")
        place = document if cell is None else cell
        place.add_paragraph(line.lstrip("·").strip("\t ") if bullet else line, "List Bullet" if bullet else None)
    return saved(document, folder / "tables.docx")


def saved(document, path):
    document.save(path)
    return path


def pandoc(lines, folder):
    text = folder / "profile.html"
    text.write_text("<!DOCTYPE html><meta charset=utf-8>" + "".join(as_html(lines)), encoding="utf-8")
    run("pandoc", text, "--from", "html", "--output", folder / "pandoc.docx")
    return folder / "pandoc.docx"


def as_html(lines):
    in_list = False
    for line in lines:
        bullet = line.startswith("·")
        if bullet != in_list:
            yield "<ul>" if bullet else "</ul>"
            in_list = bullet
        tag = "li" if bullet else "p"
        if line.strip():
            yield f"<{tag}>{html.escape(line.lstrip('·').strip())}</{tag}>"
    if in_list:
        yield "</ul>"


def libreoffice(file, kind, folder):
    """`file` as LibreOffice saves it; a .docx by way of its own format, so that nothing is passed through."""
    if kind == "docx":
        file = libreoffice(file, "odt", folder)
    out = folder / "libreoffice"
    settings = f"-env:UserInstallation=file://{folder}/user"
    run("soffice", settings, "--headless", "--convert-to", kind, "--outdir", out, file)
    made = out / f"{file.stem}.{kind}"
    assert made.is_file(), f"LibreOffice made no {kind}"
    return made


def locked(file, folder):
    path = folder / "locked.docx"
    with path.open("wb") as out:
        msoffcrypto.OfficeFile(io.BytesIO(file.read_bytes())).encrypt("geheim", out)
    return path


def difference(wanted, found):
    pairs = zip(wanted.splitlines(), found.splitlines())
    return next((f"{a!r} became {b!r}" for a, b in pairs if a != b), "one is longer than the other")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, f"{command[0]} failed: {done.stderr}"


if __name__ == "__main__":
    main()
