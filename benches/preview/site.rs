//! A course of any size to measure with.
//!
//! The same numbers give the same bytes. A module is about 4 kB of text with 13 claims, and mentions other modules as
//! often as items.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use super::random::Random;

/// Modules of one programme.
const PER_PROGRAMME: usize = 100;
/// Claims of one module.
const CLAIMS: usize = 13;
/// Words of one sentence.
const SENTENCE: usize = 12;
/// Bytes of one module.
const BYTES: usize = 4_000;
/// The profile is that of the demonstration site: real ids, and texts as long as they really are.
const PROFILE: &str = include_str!("../../content/profiles/klantcontactmedewerker.md");
const LEVELS: [&str; 3] = ["aangebracht", "ingeoefend", "geevalueerd"];

/// Writes a site of `modules` modules to the new folder `root`.
pub(crate) fn write(root: &Path, modules: usize) -> io::Result<()> {
    for folder in ["profiles", "modules", "programmes"] {
        fs::create_dir_all(root.join("content").join(folder))?;
    }
    fs::write(root.join("leerlijn.toml"), include_str!("../../leerlijn.toml"))?;
    fs::write(root.join("content/profiles/klantcontactmedewerker.md"), PROFILE)?;
    let items = items();
    for number in 0..modules {
        fs::write(root.join(path(number)), module(number, &items))?;
    }
    for (at, first) in (0..modules).step_by(PER_PROGRAMME).enumerate() {
        let taught: Vec<String> = (first..modules.min(first + PER_PROGRAMME))
            .map(|number| format!("\"{}\"", code(number)))
            .collect();
        let text = format!(
            "+++\ntitle = \"Opleiding {at}\"\nprofile = \"klantcontactmedewerker\"\n\n[[terms]]\ntitle = \"Jaar\"\nmodules = [{}]\n+++\n",
            taught.join(", ")
        );
        fs::write(root.join(format!("content/programmes/{}.md", programme_of(first))), text)?;
    }
    Ok(())
}

/// The path of module `number` in its site.
pub(crate) fn path(number: usize) -> String {
    format!("content/modules/{}.md", code(number).to_lowercase())
}

/// The programme that has module `number`.
pub(crate) fn programme_of(number: usize) -> String {
    format!("p{}", number / PER_PROGRAMME)
}

/// The text of module `number`.
pub(crate) fn module(number: usize, items: &[String]) -> String {
    let mut random = Random::new(number as u64 + 1);
    let mut text =
        format!("+++\ntitle = \"Module {number}\"\ncode = \"{}\"\nhours = 40\n\n[covers]\n", code(number));
    let first = random.below(items.len());
    let claimed: Vec<&String> = items.iter().cycle().skip(first).step_by(5).take(CLAIMS).collect();
    for (level, part) in LEVELS.iter().zip(claimed.chunks(CLAIMS.div_ceil(LEVELS.len()))) {
        let ids: Vec<String> = part.iter().map(|id| format!("\"{id}\"")).collect();
        let _ = writeln!(text, "{level} = [{}]", ids.join(", "));
    }
    text.push_str("+++\n");
    let mut lesson = 0;
    while text.len() < BYTES {
        lesson += 1;
        let _ = write!(text, "\n## Les {lesson} {{#les-{lesson}}}\n\n");
        let item = claimed[lesson % claimed.len()];
        let other = code(number.saturating_sub(lesson));
        let _ = writeln!(text, "{} [[{item}]], zoals in [[{other}]].\n", random.sentence(SENTENCE));
        for _ in 0..4 {
            let _ = write!(text, "- {}.\n- **{}**.\n", random.sentence(SENTENCE), random.sentence(SENTENCE));
        }
    }
    text
}

/// The ids of the profile's items.
pub(crate) fn items() -> Vec<String> {
    let ids = PROFILE.lines().filter(|line| line.starts_with("- ")).filter_map(|line| {
        let (_, id) = line.split_once("{#")?;
        Some(id.split(['}', ' ']).next()?.to_owned())
    });
    ids.collect()
}

/// The code of module `number`.
pub(crate) fn code(number: usize) -> String {
    format!("M{number:05}")
}

/// Copies the demonstration site to the new folder `root`.
pub(crate) fn copy_demonstration(root: &Path) -> io::Result<()> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(root)?;
    fs::copy(repository.join("leerlijn.toml"), root.join("leerlijn.toml"))?;
    copy(&repository.join("content"), &root.join("content"))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
