//! Measures a matrix of modules and items, by leerlijn and by the tools that trace requirements.
//!
//! Each tool has the same items and the same claims, and makes a page with all of them and what it has for a matrix: a
//! table of needs with their links (sphinx-needs), or the screen of the traceability matrix (StrictDoc). `SPHINX` and
//! `STRICTDOC` name the programs.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::run::{Run, size};
use super::school::{Curriculum, Dialect, Profile, References, School};
use super::table::{self, Row};
use super::{Scratch, floor};

/// Items of one competence.
const GROUP: usize = 10;

/// Measures 200 modules and 300 items for the size 200, and so on.
pub(crate) fn measure(sizes: &[(usize, usize)]) {
    for (modules, turns) in sizes {
        let scratch = Scratch::new(*modules);
        let school = school(*modules);
        let tools = tools(scratch.path(), &school);
        let mut rows: Vec<Row> = tools.iter().map(|tool| Row::new(tool.name)).collect();
        let mut floor = Row::new("writing alone");
        for turn in 0..*turns {
            for (tool, row) in tools.iter().zip(&mut rows) {
                tool.clear(turn);
                row.add(Run::of(tool.command()));
            }
            let to = scratch.path().join(format!("copy-{turn}"));
            floor.add(Run::of(floor::command(&tools[0].output, &to)).told());
        }
        let written: Vec<_> = tools.iter().map(|tool| size(&tool.output)).collect();
        println!("\n### a matrix of {modules} modules and {} items, {turns} turns\n", school.profile.items());
        table::print(&floor, &rows, &written, &[]);
    }
}

/// One programme with three items for every two modules.
fn school(modules: usize) -> School {
    let profile = Profile { competences: modules * 3 / 2 / GROUP, indicators: GROUP, knowledge: 0 };
    School {
        modules,
        profiles: 1,
        profile,
        references: References::Addresses,
        curriculum: Curriculum::Coverage,
    }
}

/// Writes a school the way a tool reads it.
type Write = fn(&Path, &School);

struct Tool {
    name: &'static str,
    program: PathBuf,
    root: PathBuf,
    output: PathBuf,
    arguments: &'static [&'static str],
}

impl Tool {
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(&self.root).args(self.arguments);
        command
    }

    fn clear(&self, turn: usize) {
        if self.output.exists() {
            fs::rename(&self.output, self.root.with_extension(format!("before-{turn}"))).unwrap();
        }
        // Both keep what they parsed beside what they write.
        drop(fs::remove_dir_all(self.root.join("cache")));
    }
}

fn tools(scratch: &Path, school: &School) -> Vec<Tool> {
    let own = Some(PathBuf::from(env!("CARGO_BIN_EXE_leerlijn")));
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
    let all: [(_, _, &[&str], Write); 3] = [
        ("leerlijn", own, &["build", "--output", "written"], |root, school| {
            school.write(Dialect::Leerlijn, root).unwrap();
        }),
        ("sphinx-needs", named("SPHINX"), &["-q", "-E", "-d", "cache", ".", "written"], write_needs),
        ("StrictDoc", named("STRICTDOC"), &["export", ".", "--output-dir", "written"], write_strictdoc),
    ];
    let found = all.into_iter().filter_map(|(name, program, arguments, write)| {
        let root = scratch.join(name);
        let (program, output) = (program?, root.join("written"));
        fs::create_dir_all(&root).unwrap();
        write(&root, school);
        Some(Tool { name, program, root, output, arguments })
    });
    found.collect()
}

/// The items that module `number` claims, as in [`School`].
fn claims(school: &School, number: usize) -> impl Iterator<Item = usize> {
    let items = school.profile.items();
    (0..15).map(move |claim| (number * 7 + claim) % items)
}

fn write_needs(root: &Path, school: &School) {
    fs::write(root.join("conf.py"), "project = 'School'\nextensions = ['sphinx_needs']\n").unwrap();
    let mut text = "School\n======\n\n".to_owned();
    for item in 0..school.profile.items() {
        let _ = write!(text, ".. req:: Item {item} of the profile\n   :id: ITEM_{item}\n\n");
    }
    for module in 0..school.modules {
        let ids: Vec<String> = claims(school, module).map(|item| format!("ITEM_{item}")).collect();
        let links = ids.join(", ");
        let _ = write!(text, ".. spec:: Module {module}\n   :id: MODULE_{module}\n   :links: {links}\n\n");
    }
    text.push_str(".. needtable::\n   :types: req\n   :columns: id, title, incoming\n   :style: table\n");
    fs::write(root.join("index.rst"), text).unwrap();
}

fn write_strictdoc(root: &Path, school: &School) {
    let features = "\"TRACEABILITY_SCREEN\", \"TRACEABILITY_MATRIX_SCREEN\"";
    let settings = format!("[project]\ntitle = \"School\"\nfeatures = [{features}]\n");
    fs::write(root.join("strictdoc.toml"), settings).unwrap();
    let mut items = "[DOCUMENT]\nTITLE: Profile\n\n".to_owned();
    for item in 0..school.profile.items() {
        let _ = write!(
            items,
            "[REQUIREMENT]\nUID: ITEM-{item}\nTITLE: Item {item}\nSTATEMENT: Item {item} of the profile.\n\n"
        );
    }
    fs::write(root.join("profile.sdoc"), items).unwrap();
    let mut modules = "[DOCUMENT]\nTITLE: Modules\n\n".to_owned();
    for module in 0..school.modules {
        let _ = write!(
            modules,
            "[REQUIREMENT]\nUID: MODULE-{module}\nTITLE: Module {module}\nSTATEMENT: Module {module}.\nRELATIONS:\n"
        );
        for item in claims(school, module) {
            let _ = write!(modules, "- TYPE: Parent\n  VALUE: ITEM-{item}\n");
        }
        modules.push('\n');
    }
    fs::write(root.join("modules.sdoc"), modules).unwrap();
}
