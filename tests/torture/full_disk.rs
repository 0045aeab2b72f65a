//! A disk that fills up in the middle of a build, at many different moments; and one without room for the files that a
//! command writes for a person.

use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Fills a disk of 6 MB up to `room` kilobytes, and builds a site that has changed on every page.
const SCRIPT: &str = r#"
set -e
mount -t tmpfs -o size=6m none disk
cd disk
mkdir -p site/content
printf 'title = "Proef"\n' > site/leerlijn.toml
for n in $(seq 60); do printf '# P%s\n\noud\n' $n > site/content/p$n.md; done
"$LEERLIJN" build --quiet --root site
cp -r site/output before
sed -i s/oud/nieuw/ site/content/*.md
for room in $(seq 4 24 1200); do
  head -c "$(($(df --output=avail -k . | tail -n 1) - room))"k /dev/zero > filler
  if "$LEERLIJN" build --quiet --root site 2> said; then
    echo "room for the new site"
    rm -r site/output
    cp -r before site/output
  else
    grep -q 'the disk is full' said || { echo "another error:"; cat said; }
    diff -r before site/output > differs && echo "the old site stands" || { echo "harmed:"; head -n 5 differs; }
    [ "$(ls -A site | grep -v -e content -e output$ -e leerlijn.toml | wc -l)" = 0 ] || ls -A site
  fi
  rm -f filler
done
"$LEERLIJN" build --quiet --root site && grep -q nieuw site/output/p1/index.html && echo "built when there was room again"
"#;

/// Commands that write files for a person, on a disk with room for nothing, and then with room.
const NEW_FILES: &str = r#"
mount -t tmpfs -o size=1m none disk
cd disk
mkdir -p site/content done/content/profiles
printf 'title = "Proef"\n' > site/leerlijn.toml
cp site/leerlijn.toml done
printf '+++\ntitle = "Kok"\n+++\n\n## Koken {#c1 .competence}\n\n- Snijdt groenten {#c1.1}\n' > done/content/profiles/kok.md
"$LEERLIJN" export profile --format json --root done > ../kok.json
printf '# Thuis\n' > site/content/index.md
cp site/content/index.md old.json
try() { "$LEERLIJN" "$@" > ../said 2>&1 || grep -m 1 error ../said; }
all() {
  try init school
  for kind in profile module programme; do try new $kind "Naam $kind" --root site; done
  try import ../kok.json --root site
  try export profile --format json --root done --out old.json --force
}
cat /dev/zero > filler 2> ../full
echo "-- without room"
all
find . -type f ! -name filler -printf '%p %s\n' | sort
rm filler
echo "-- with room"
all
find . -type f | sort
find . -type f -empty
"#;

#[test]
fn new_files_on_a_full_disk_are_not_begun() {
    let said = match on_a_small_disk(NEW_FILES) {
        Ok(said) => said,
        Err(skipped) => return println!("{skipped}"),
    };
    expect_test::expect![[r#"
        -- without room
        error: school/.gitignore cannot be written: the disk is full
        error: site/content/profiles/naam-profile.md cannot be written: the disk is full
        error: site/content/modules/m01-naam-module.md cannot be written: the disk is full
        error: site/content/programmes/naam-programme.md cannot be written: the disk is full
        error: site/content/profiles/kok.md cannot be written: the disk is full
        error: old.json cannot be written: the disk is full
        ./done/content/profiles/kok.md 77
        ./done/leerlijn.toml 16
        ./old.json 8
        ./site/content/index.md 8
        ./site/leerlijn.toml 16
        -- with room
        ./done/content/profiles/kok.md
        ./done/leerlijn.toml
        ./old.json
        ./school/.gitignore
        ./school/content/index.md
        ./school/content/modules/m01-bezoekers.md
        ./school/content/modules/m02-telefoon.md
        ./school/content/profiles/onthaalmedewerker.md
        ./school/content/programmes/opleiding.md
        ./school/leerlijn.toml
        ./site/.import.leerlijn-undo
        ./site/content/index.md
        ./site/content/modules/m01-naam-module.md
        ./site/content/profiles/kok.md
        ./site/content/profiles/naam-profile.md
        ./site/content/programmes/naam-programme.md
        ./site/leerlijn.toml
    "#]]
    .assert_eq(&said);
}

#[test]
fn a_disk_that_fills_up_keeps_the_old_site() {
    let said = match on_a_small_disk(SCRIPT) {
        Ok(said) => said,
        Err(skipped) => return println!("{skipped}"),
    };
    let times = |line: &str| said.lines().filter(|said| *said == line).count();
    let (kept, written) = (times("the old site stands"), times("room for the new site"));
    println!("{kept} full disks kept the old site, {written} had room for the new one");
    assert_eq!(kept + written, 50, "{said}");
    assert!(kept > 5 && written > 5, "{said}");
    assert_eq!(times("built when there was room again"), 1, "{said}");
}

/// What `script` says, which may mount a disk of its own at `disk`.
///
/// # Errors
/// That nobody may mount one here.
fn on_a_small_disk(script: &str) -> Result<String, String> {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("disk")).unwrap();
    let unshared = |script: &str| {
        Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", script])
            .current_dir(folder.path())
            .env("LEERLIJN", env!("CARGO_BIN_EXE_leerlijn"))
            .env("LC_ALL", "en_GB.UTF-8")
            .stdin(Stdio::null())
            .output()
    };
    let may_mount = unshared("mount -t tmpfs -o size=1m none disk");
    if !may_mount.as_ref().is_ok_and(|tried| tried.status.success()) {
        // `cargo test` shows this only with --nocapture; `.ci/run` runs it so.
        return Err(format!(
            "SKIPPED: this system lets nobody mount a small disk, so no full disk was tried: {may_mount:?}"
        ));
    }
    let output = unshared(script).unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    Ok(said)
}
