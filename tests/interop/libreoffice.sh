#!/usr/bin/env bash
# Opens the exported workbooks in a real spreadsheet program and compares what it sees with what was written.
# Needs a built program (the first argument, else target/release/leerlijn) and LibreOffice Calc. Takes about half
# a minute; `run` beside this installs what is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
leerlijn=$(realpath "${1:-target/release/leerlijn}")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
convert() { # FILTER FOLDER FILE
  soffice -env:UserInstallation="file://$work/user" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1
}

# A site with texts that a spreadsheet would run, and the school of this repository.
cp -r leerlijn.toml content "$work/"
site="$work"
profile="$site/content/profiles/klantcontactmedewerker.md"
printf '\n## Hostile {#c99 .competence}\n\n- =HYPERLINK("x") {#c99.1}\n- +1 {#c99.2}\n- @SUM(1) {#c99.3}\n' >>"$profile"

"$leerlijn" export matrix --root "$site" --format xlsx --out "$work/matrix.xlsx" >/dev/null
"$leerlijn" export matrix --root "$site" --format csv --out "$work/ours.csv" >/dev/null
"$leerlijn" export gaps --root "$site" --format xlsx --out "$work/gaps.xlsx" >/dev/null

# 1. The program shows every mark where it was written.
convert 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,1' "$work/seen" "$work/matrix.xlsx"
marks() { grep -o '[○◐●]' "$1" | wc -l; }
seen=$(find "$work/seen" -name '*.csv' | head -1)
cells=$(grep -oE ';(aangebracht|ingeoefend|geevalueerd)' "$work/ours.csv" | wc -l)
together=$(marks "$seen")
echo "marks written: $cells; shown with those of the terms: $together"
[ "$together" -ge "$cells" ] && [ "$cells" -gt 0 ]

# 2. Hostile texts are texts.
grep -q '=HYPERLINK(""x"")' "$seen" && grep -q '@SUM(1)' "$seen"

# 3. What the program shows, and what it saves anew, says the same: importing it changes nothing.
convert xlsx "$work/saved" "$work/matrix.xlsx"
for file in "$work/matrix.xlsx" "$work/ours.csv" "$work/saved/matrix.xlsx" "$seen"; do
  said=$("$leerlijn" import "$file" --root "$site" --dry-run 2>&1)
  if ! grep -q '^no files: 0 claims new, 0 taken out' <<<"$said"; then
    printf '%s\n%s\n' "$file changed something:" "$said" >&2
    exit 1
  fi
done

# 4. The gaps open as well.
convert 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,1' "$work/gaps" "$work/gaps.xlsx"
grep -q 'c99.1' "$(find "$work/gaps" -name '*.csv' | head -1)"
echo "LibreOffice sees what was written"
