//! The file beside a profile that says what its last new version changed, and which claims have to be looked at since:
//! `content/profiles/NAME.review.toml`.
//!
//! An import writes it and people correct it. All of it stands in names that last, one line for each, so that two
//! branches merge. The words before are kept here, since the profile has only those of today.

use std::fmt::Write as _;

use crate::config::Language;
use crate::diagnostics::{Code, Problems, say};
use crate::fields::{FieldCodes, Fields};
use crate::sources::SourceFile;
use crate::text::{SourcePath, Span, Spanned, toml_string};
use crate::words::translate;

/// How the name of a review's file ends.
pub const REVIEW_ENDING: &str = ".review.toml";

const CODES: FieldCodes = FieldCodes { syntax: Code::L432, unknown_key: Code::L431, value: Code::L432 };

/// The changes of a new version of a profile, and the claims that were made before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewFile {
    /// The version before; empty where the profile says none.
    pub from: String,
    /// The version now.
    pub to: String,
    /// The ids of the lines that are new.
    pub new: Vec<Spanned<String>>,
    /// The ids of lines that read otherwise, with their words before.
    pub changed: Vec<(Spanned<String>, Spanned<String>)>,
    /// The ids of lines that are gone, with their words. No other line gets one of these ids.
    pub gone: Vec<(Spanned<String>, Spanned<String>)>,
    /// For lines that are gone, the ids of those that they were split into, or became a part of.
    pub became: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
    /// For lines that are gone, the id of the one that each may be now.
    pub undecided: Vec<(Spanned<String>, Spanned<String>)>,
    /// For lines the old id that they are, as a person says, or nothing for one that is of its own; the next import gives
    /// them that id, or another one.
    pub same: Vec<(Spanned<String>, Spanned<String>)>,
    /// For lines that read otherwise, the modules whose claims nobody has looked at since.
    pub open: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
}

/// Where the review of the profile in the file `profile` stands.
pub fn review_path(profile: &SourcePath) -> SourcePath {
    let path = profile.as_str();
    let dot = path.rfind('.').filter(|dot| !path[*dot..].contains('/')).unwrap_or(path.len());
    SourcePath::new(&format!("{}{REVIEW_ENDING}", &path[..dot]))
}

impl ReviewFile {
    /// Parses `file`; its mistakes go to `problems`.
    pub fn parse(file: &SourceFile, problems: &mut Problems) -> Self {
        let mut table = Fields::parse(&file.path, &file.text, 0, CODES, problems);
        let mut text = |table: &mut Fields, key: &'static str| -> String {
            table.string(key, problems).or_empty().value
        };
        let (from, to) = (text(&mut table, "from"), text(&mut table, "to"));
        let new = table.strings("new", problems).read;
        let mut texts = |table: &mut Fields, key: &'static str| {
            table
                .table(key, problems)
                .into_read()
                .map(|table| table.into_strings(problems).read)
                .unwrap_or_default()
        };
        let changed = texts(&mut table, "changed");
        let gone = texts(&mut table, "gone");
        let undecided = texts(&mut table, "undecided");
        let same = texts(&mut table, "same");
        let mut lists = |table: &mut Fields, key: &'static str| {
            table
                .table(key, problems)
                .into_read()
                .map(|table| table.into_string_lists(problems).read)
                .unwrap_or_default()
        };
        let became = lists(&mut table, "became");
        let open = lists(&mut table, "open");
        table.finish(problems);
        Self { from, to, new, changed, gone, became, undecided, same, open }
    }

    /// Whether it says nothing of any line.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.gone.is_empty() && self.open.is_empty()
    }

    /// The words of line `id` before; none where they are those of today, or where there was no such line.
    pub fn before(&self, id: &str) -> Option<&str> {
        let mut texts = self.changed.iter().chain(&self.gone);
        texts.find(|(known, _)| known.value == id).map(|(_, text)| text.value.as_str())
    }

    /// Whether claims on line `id` are still to be looked at.
    pub fn is_open(&self, id: &str) -> bool {
        self.open.iter().any(|(known, modules)| known.value == id && !modules.is_empty())
    }

    /// The file, with a word on what each part is in `language`, which is that of the site.
    pub fn to_toml(&self, language: Language) -> String {
        let mut text = format!("from = {}\nto = {}\n", toml_string(&self.from), toml_string(&self.to));
        if !self.new.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "new = {}", list(&self.new));
        }
        let texts = |rows: &[(Spanned<String>, Spanned<String>)]| -> Vec<(String, String)> {
            rows.iter().map(|(key, value)| (key.value.clone(), toml_string(&value.value))).collect()
        };
        let lists = |rows: &[(Spanned<String>, Vec<Spanned<String>>)]| -> Vec<(String, String)> {
            let rows = rows.iter().filter(|(_, names)| !names.is_empty());
            rows.map(|(key, names)| (key.value.clone(), list(names))).collect()
        };
        let parts = [
            (
                "changed",
                say!("the words before; if it is another line: \"id\" = \"\" below [same]"),
                texts(&self.changed),
            ),
            ("gone", say!("the words before; no other line gets these ids"), texts(&self.gone)),
            ("became", say!("what became of lines that are gone"), lists(&self.became)),
            (
                "undecided",
                say!("may be that line now; if it is: \"new\" = \"old\" below [same]"),
                texts(&self.undecided),
            ),
            ("same", say!("the next import gives the new line its old id"), texts(&self.same)),
            ("open", say!("claims from before the words changed: look at each"), lists(&self.open)),
        ];
        for (name, about, rows) in parts {
            if rows.is_empty() {
                continue;
            }
            let _ = writeln!(text, "\n[{name}]  # {}", translate(&about, language));
            for (key, value) in rows {
                let _ = writeln!(text, "{} = {value}", toml_string(&key));
            }
        }
        text
    }
}

fn list(names: &[Spanned<String>]) -> String {
    let names: Vec<String> = names.iter().map(|name| toml_string(&name.value)).collect();
    format!("[{}]", names.join(", "))
}

/// `text` where no file has it yet.
pub fn unplaced(text: &str) -> Spanned<String> {
    Spanned::new(text.to_owned(), Span::at(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let line = |id: &str| unplaced(id);
        let review = ReviewFile {
            from: "2".to_owned(),
            to: "3".to_owned(),
            new: vec![line("c2.12")],
            changed: vec![(line("c4.6"), line("Zegt \"neen\" # beleefd"))],
            gone: vec![(line("c2.9"), line("Verwijst door"))],
            became: vec![(line("c2.9"), vec![line("c2.5"), line("c2.12")])],
            undecided: vec![(line("c2.8"), line("c2.12"))],
            same: vec![(line("c2.12"), line("c2.8"))],
            open: vec![(line("c4.6"), vec![line("M05"), line("M06")])],
        };
        for language in Language::ALL {
            let text = review.to_toml(language);
            let file = SourceFile::new(SourcePath::new("content/profiles/a.review.toml"), text.as_bytes());
            let mut problems = Problems::default();
            let read = ReviewFile::parse(&file, &mut problems);
            assert_eq!((read.to_toml(language), problems.into_vec()), (text, Vec::new()));
            assert_eq!(read.before("c4.6"), Some("Zegt \"neen\" # beleefd"));
            assert!(read.is_open("c4.6") && !read.is_open("c2.9"));
        }
    }

    #[test]
    fn a_review_explains_its_parts_in_the_language_of_the_site() {
        let open = vec![(unplaced("c4.6"), vec![unplaced("M05")])];
        let review = ReviewFile { open, ..ReviewFile::default() };
        let text = review.to_toml(Language::Dutch);
        assert!(
            text.contains("\n[open]  # dekkingen van voor de woorden wijzigden: kijk ze een voor een na\n"),
            "{text}"
        );
    }

    #[test]
    fn a_review_stands_beside_its_profile() {
        for (profile, review) in [
            ("content/profiles/a.b.md", "content/profiles/a.b.review.toml"),
            ("content/profiles/x/index.md", "content/profiles/x/index.review.toml"),
        ] {
            assert_eq!(review_path(&SourcePath::new(profile)).as_str(), review);
        }
    }
}
