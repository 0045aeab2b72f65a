//! A disk that fills up in the middle of a build, at many different moments.

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

#[test]
fn a_disk_that_fills_up_keeps_the_old_site() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("disk")).unwrap();
    let unshared = |script: &str| {
        Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", script])
            .current_dir(folder.path())
            .env("LEERLIJN", env!("CARGO_BIN_EXE_leerlijn"))
            .stdin(Stdio::null())
            .output()
    };
    let may_mount = unshared("mount -t tmpfs -o size=1m none disk");
    if !may_mount.as_ref().is_ok_and(|tried| tried.status.success()) {
        // `cargo test` shows this only with --nocapture; `.ci/run` runs it so.
        println!(
            "SKIPPED: this system lets nobody mount a small disk, so no full disk was tried: {may_mount:?}"
        );
        return;
    }
    let output = unshared(SCRIPT).unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let times = |line: &str| said.lines().filter(|said| *said == line).count();
    let (kept, written) = (times("the old site stands"), times("room for the new site"));
    println!("{kept} full disks kept the old site, {written} had room for the new one");
    assert_eq!(kept + written, 50, "{said}");
    assert!(kept > 5 && written > 5, "{said}");
    assert_eq!(times("built when there was room again"), 1, "{said}");
}
