//! Runs the script of a case with `sh`, and gives what the program said and how each command ended.
//!
//! Every case has a site of its own, and the same limits.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// What a process of a case may allocate, in kilobytes.
const MOST_MEMORY: u32 = 700_000;

/// How many lines of an outcome are kept.
const LINES: usize = 24;

/// What every script begins with. `as_user` and `without_threads` are for what an administrator's rights would hide.
/// Each says how a command ended, where that is not well.
const PRELUDE: &str = r#"
ulimit -c 0
repeat() { yes -- "$2" | head -n "$1" | tr -d '\n'; }
lines() { yes -- "$2" | head -n "$1"; }
numbered() { seq 1 "$1" | while read -r n; do printf "$2\n" "$n"; done; }
leerlijn() {
  (ulimit -t 60; ulimit -d "$MOST_MEMORY"; exec "$LEERLIJN" "$@") || echo "[$?]"
}
as_user() {
  if [ "$(id -u)" = 0 ]; then
    chown -R 65534 "$CASE"
    (ulimit -t 60; ulimit -d "$MOST_MEMORY"; exec setpriv --reuid=65534 --regid=65534 --clear-groups "$LEERLIJN" "$@") || echo "[$?]"
  else
    leerlijn "$@"
  fi
}
# A system counts the threads of an account, and never refuses one to an administrator. Other cases run meanwhile.
without_threads() {
  if [ "$(id -u)" = 0 ]; then
    chown -R "$((100000 + $$))" "$CASE"
    setpriv --reuid="$((100000 + $$))" --regid=65534 --clear-groups prlimit --nproc="${MOST_THREADS:-1}" "$LEERLIJN" "$@" || echo "[$?]"
  else
    unshare --user prlimit --nproc="${MOST_THREADS:-1}" "$LEERLIJN" "$@" || echo "[$?]"
  fi
}
"#;

/// Runs `text` and gives what was said.
pub(crate) fn run(name: &str, text: &str) -> String {
    let folder = TempDir::new().unwrap();
    let case = folder.path().canonicalize().unwrap();
    make_site(&case.join("site"));
    let output = Command::new("timeout")
        .args(["600", "sh", "-c", &format!("{PRELUDE}\nexec 2>&1\n{text}")])
        .current_dir(case.join("site"))
        .env("LEERLIJN", env!("CARGO_BIN_EXE_leerlijn"))
        .env("LC_ALL", "en_GB.UTF-8")
        // Perl complains of a locale that a machine does not have.
        .env("PERL_BADLANG", "0")
        .env("CASE", &case)
        .env("HOME", case.join("home"))
        .env("MOST_MEMORY", MOST_MEMORY.to_string())
        .env("RAYON_NUM_THREADS", "2")
        .env_remove("GITHUB_WORKSPACE")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_ne!(output.status.code(), Some(124), "{name} hangs");
    for sign in
        ["panicked", "overflowed its stack", "memory allocation", "[101]", "[134]", "[137]", "[139]", "[152]"]
    {
        assert!(!said.contains(sign), "{name} breaks it: {said}");
    }
    shortened(&said.replace(case.to_str().unwrap(), "…"))
}

fn make_site(root: &Path) {
    std::fs::create_dir_all(root.join("content")).unwrap();
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(root.parent().unwrap(), open).unwrap();
    std::fs::create_dir(root.parent().unwrap().join("home")).unwrap();
    let put = |path: &str, text: &str| std::fs::write(PathBuf::from(root).join(path), text).unwrap();
    put("leerlijn.toml", "title = \"Proef\"\n");
    put("content/index.md", "# Thuis\n");
}

/// `said` without what differs from run to run, and without the middle of long lines and outcomes.
fn shortened(said: &str) -> String {
    let lines: Vec<String> = said.lines().map(shortened_line).collect();
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        if lines.len() > LINES && number == LINES / 2 {
            text.push_str(&format!("… {} lines …\n", lines.len() - LINES));
        }
        if lines.len() <= LINES || number < LINES / 2 || number >= lines.len() - LINES / 2 {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn shortened_line(line: &str) -> String {
    let line = match (line.rfind(" in "), line.rfind(" s. Files: ")) {
        // How many files a site has changes with its theme.
        (Some(start), Some(end)) if start < end => format!("{} in … s.", &line[..start]),
        _ => line.trim_end().to_owned(),
    };
    // A control character, or a mark that is not to be seen, would not survive an editor.
    let line = line.replace(|c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c), "�");
    let count = line.chars().count();
    if count <= 200 {
        return line;
    }
    let start: String = line.chars().take(120).collect();
    format!("{start} … {} characters", count - 120)
}
