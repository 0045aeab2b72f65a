//! A school of any size to measure with, written as each site generator wants it. The same numbers give the same
//! bytes, and every dialect has the same modules with the same headings, lists, tables, footnotes, links and
//! claims. Files are made one by one, so a large school needs no memory.
#![allow(dead_code, unused_imports, reason = "several benches share this file, and none uses all of it")]

mod dialect;
mod random;
mod size;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

pub(crate) use dialect::Dialect;
use random::Random;
pub(crate) use size::{Curriculum, Profile, References, School};

/// Lessons of one module, each a section with a heading of its own.
const LESSONS: usize = 5;
/// Claims of one lesson: 15 for each module.
const CLAIMS: usize = 3;
/// Links of one lesson to other modules, and to items of the profile: 20 for each module.
const LINKS: (usize, usize) = (3, 1);
/// Terms of one programme.
const TERMS: usize = 4;
const LEVELS: [&str; 3] = ["aangebracht", "ingeoefend", "geevalueerd"];

impl School {
    /// Writes it to the folder `root`.
    pub(crate) fn write(&self, dialect: Dialect, root: &Path) -> io::Result<()> {
        for (path, text) in self.files(dialect) {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap_or(root))?;
            fs::write(path, text)?;
        }
        Ok(())
    }

    /// Its files: settings and templates, profiles, programmes, modules.
    pub(crate) fn files(self, dialect: Dialect) -> impl Iterator<Item = (String, String)> {
        let module = move |number| (dialect.module_path(number), self.module(dialect, number));
        let profile = move |number| (dialect.profile_path(number), self.profile(dialect, number));
        let programme =
            move |number| Some((dialect.programme_path(number)?, self.programme(dialect, number)));
        (dialect.settings(&self).into_iter())
            .chain((0..self.profiles).map(profile))
            .chain((0..self.profiles).filter_map(programme))
            .chain((0..self.modules).map(module))
    }

    /// The text of profile `number`.
    fn profile(&self, dialect: Dialect, number: usize) -> String {
        let size = &self.profile;
        let mut random = Random::new(number as u64 + 1_000_003);
        let mut text = dialect.head(&format!("Profiel {number}"), "");
        for competence in 0..size.competences {
            let id = format!("c{}", competence + 1);
            let _ = write!(text, "\n## {} {}\n\n", random.sentence(3), dialect.part(&id, Some("competence")));
            for at in 0..size.indicators {
                let id = size.id(competence * size.indicators + at);
                let _ = writeln!(text, "- {}{}", random.sentence(11), dialect.entry(&id));
            }
        }
        if size.knowledge > 0 {
            let _ = write!(text, "\n## Kennis {}\n\n", dialect.part("kennis", Some("knowledge")));
        }
        for at in 0..size.knowledge {
            let id = size.id(size.competences * size.indicators + at);
            let _ = writeln!(text, "- {}{}", random.sentence(6), dialect.entry(&id));
        }
        text
    }

    fn programme(&self, dialect: Dialect, number: usize) -> String {
        let modules: Vec<usize> = self.taught(number).collect();
        let terms = modules.chunks(modules.len().div_ceil(TERMS).max(1));
        dialect.programme(number, &terms.collect::<Vec<_>>(), self.curriculum)
    }

    fn module(&self, dialect: Dialect, number: usize) -> String {
        let each = self.modules.div_ceil(self.profiles);
        let (profile, at) = (number / each, number % each);
        let items = self.profile.items();
        // What is taught is first introduced, then practised, then assessed, as in a real programme.
        let level = at * LEVELS.len() / each;
        let claimed = |lesson: usize| -> Vec<usize> {
            (0..CLAIMS).map(|claim| (at * 7 + lesson * CLAIMS + claim) % items).collect()
        };
        let mut random = Random::new(number as u64 + 1);
        let all: Vec<usize> = (0..LESSONS).flat_map(claimed).collect();
        let mut text = dialect.module_head(number, profile, self, &all);
        let _ = writeln!(text, "{}.[^bron]\n", random.sentence(24));
        for lesson in 0..LESSONS {
            let heading = format!("Les {}: {}", lesson + 1, random.sentence(4));
            let items: Vec<String> = claimed(lesson).iter().map(|item| self.profile.id(*item)).collect();
            text.push_str(&dialect.lesson(&heading, lesson + 1, LEVELS[level], &items, self.curriculum));
            let _ = write!(text, "\n{}", random.sentence(10));
            for link in 0..LINKS.0 {
                let other = (number + 1 + lesson * LINKS.0 + link) % self.modules;
                let _ =
                    write!(text, " {}, {}", dialect.module_link(other, self.references), random.sentence(5));
            }
            for item in items.iter().take(LINKS.1) {
                let _ = write!(text, " {}", dialect.item_link(profile, item));
            }
            text.push_str(".\n\n");
            for _ in 0..4 {
                let _ = writeln!(text, "- **{}**: {}", random.sentence(2), random.sentence(6));
            }
            text.push('\n');
        }
        text.push_str("| Week | Wat | Waar |\n|---|---|---|\n");
        for week in 1..=6 {
            let _ = writeln!(text, "| {week} | {} | {} |", random.sentence(4), random.sentence(2));
        }
        let _ = write!(text, "\n{}.[^nog]\n\n[^bron]: {}.\n", random.sentence(12), random.sentence(8));
        let _ = writeln!(text, "[^nog]: {}.", random.sentence(8));
        text
    }
}
