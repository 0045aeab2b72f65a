//! Random sites that are full of text: every kind of block in every kind of file, each with a word of its own, so that a
//! word that is on no page is found. Headings are called as parts of pages are, accents are composed and apart.

use proptest::prelude::*;

use crate::sites::{Dice, Files};

/// Sites without errors, and all the words that their authors wrote.
pub(crate) fn full() -> impl Strategy<Value = (Files, Vec<(String, String)>)> {
    any::<u64>().prop_map(|seed| {
        let mut writer = Writer { dice: Dice::new(seed), ..Writer::default() };
        let mut files = Vec::new();
        for (path, text) in [
            ("content/profiles/p.md", Writer::profile as fn(&mut Writer) -> String),
            ("content/modules/m.md", Writer::module),
            ("content/modules/map/index.md", Writer::module),
            ("content/modules/map/les-1.md", Writer::lesson),
            ("content/programmes/o.md", Writer::programme),
            ("content/index.md", Writer::plain),
            ("content/gids/index.md", Writer::plain),
            ("content/modules/index.md", Writer::plain),
        ] {
            writer.begin(path);
            let text = text(&mut writer);
            files.push((path.to_owned(), text));
        }
        (files, writer.words)
    })
}

/// Words that parts of pages have as ids, and others.
const HEADINGS: [&str; 14] = [
    "Modules",
    "Main",
    "Find",
    "Covers",
    "Lessons",
    "Kennis",
    "Competences",
    "fn 1",
    "Programmes",
    "Glossary",
    "Indicators",
    "Letter a",
    "Термин",
    "🎉",
];
const IDS: [&str; 8] = ["main", "covers", "modules", "fn-1", "fnref-1", "a.b", "lessons", "letter-a"];

#[derive(Default)]
struct Writer {
    dice: Dice,
    path: String,
    /// Each word with the path of its file.
    words: Vec<(String, String)>,
    /// The ids that are used in this file.
    ids: Vec<String>,
    /// The labels of notes to be defined, and all that there are.
    notes: Vec<String>,
    labels: usize,
}

impl Writer {
    fn begin(&mut self, path: &str) {
        path.clone_into(&mut self.path);
        self.ids.clear();
    }

    /// A word that stands nowhere else.
    fn word(&mut self) -> String {
        let number = self.words.len();
        let word = match self.dice.below(4) {
            0 => format!("w\u{e9}{number}x"),
            1 => format!("we\u{301}{number}x"),
            _ => format!("w{number}x"),
        };
        self.words.push((word.clone(), self.path.clone()));
        word
    }

    /// A word, perhaps with a mark of a note behind it.
    fn marked(&mut self) -> String {
        let word = self.word();
        match self.dice.below(6) {
            0 => {
                self.labels += 1;
                let label = format!("n{}", self.labels);
                self.notes.push(label.clone());
                format!("{word}[^{label}]")
            }
            1 if !self.notes.is_empty() => {
                let at = self.dice.below(self.notes.len());
                format!("{word}[^{}]", self.notes[at])
            }
            _ => word,
        }
    }

    /// ` {#id}`, or nothing.
    fn own_id(&mut self) -> Option<String> {
        let id = IDS[self.dice.below(IDS.len())].to_owned();
        if self.dice.below(2) == 0 || self.ids.contains(&id) {
            return None;
        }
        self.ids.push(id.clone());
        Some(id)
    }

    fn heading(&mut self, level: usize) -> String {
        let (marks, title, word) =
            ("#".repeat(level), HEADINGS[self.dice.below(HEADINGS.len())], self.marked());
        let id = self.own_id().map(|id| format!(" {{#{id}}}")).unwrap_or_default();
        let title =
            if self.dice.below(2) == 0 { format!("{title}\n\n{word}") } else { format!("{title} {word}") };
        match title.split_once('\n') {
            Some((title, rest)) => format!("{marks} {title}{id}\n{rest}\n\n"),
            None => format!("{marks} {title}{id}\n\n"),
        }
    }

    /// An element with an id, and a link to it.
    fn anchor(&mut self) -> String {
        let Some(id) = self.own_id() else { return String::new() };
        let (word, link) = (self.word(), self.word());
        match self.dice.below(3) {
            0 => format!("<a id=\"{id}\"></a>{word} [{link}](#{id})\n\n"),
            1 => format!("<a name={id}>{word}</a> [{link}](#{id})\n\n"),
            _ => format!("<div id='{id}'>{word}</div>\n\n[{link}](#{id})\n\n"),
        }
    }

    fn block(&mut self) -> String {
        let mut m = || self.marked();
        let (a, b, c) = (m(), m(), m());
        match self.dice.below(16) {
            0 => format!("{a} *{b}* ~~{c}~~\n\n"),
            1 => format!("> {a}\n>\n> ## {b}\n>\n> - {c}\n\n"),
            2 => format!("- {a}\n  - {b}\n\n    {c}\n\n"),
            3 => format!("1. [ ] {a}\n2. [x] {b}\n\n{c}\n\n"),
            4 => format!("| {a} | {b} |\n|---|---|\n| {c} | |\n\n"),
            5 => {
                let (caption, cell) = (self.marked(), self.word());
                format!(
                    "{a}\n\n<table><caption>{caption}</caption><tr><td>{cell}</td></tr></table>\n\n{b} {c}\n\n"
                )
            }
            6 => {
                let alt = self.word();
                let title = self.word();
                format!("{a} ![{alt}](/gids/a.png \"{title}\") {b} <b>{c}</b>\n\n")
            }
            7 => format!("{a}\n: {b}\n\n  {c}\n\n"),
            8 => {
                let (code, line) = (self.word(), self.word());
                format!("{a} `{code}` {b} {c}\n\n```\n{line}\n```\n\n")
            }
            9 => format!("> [!NOTE]\n> {a} {b}\n\n{c}\n\n"),
            10 => format!("<details><summary>{}</summary>\n\n{a} {b} {c}\n\n</details>\n\n", self.word()),
            11 => format!("<figure><figcaption>{}</figcaption></figure>\n\n{a} {b} {c}\n\n", self.marked()),
            12 => format!("{a} [[c1.1]] [[k.ict|{}]] {b}\n\n{c}\n\n", self.word()),
            13 => format!("{}{a} {b} {c}\n\n", self.anchor()),
            14 => {
                let (alt, note) = (self.word(), self.word());
                format!("![{alt}](/gids/a.png \"{a} {b}^[{note}]\")\n\n{c}\n\n")
            }
            _ => format!("{a} <span title=\"{}\">{b}</span>\n{c}\n\n", self.word()),
        }
    }

    fn blocks(&mut self) -> String {
        (0..self.dice.below(4)).map(|_| self.block()).collect()
    }

    /// The notes that were marked, with some that were not.
    fn notes(&mut self) -> String {
        let mut out = String::new();
        let mut labels = std::mem::take(&mut self.notes);
        if self.dice.below(3) == 0 {
            self.labels += 1;
            labels.push(format!("n{}", self.labels));
        }
        for label in labels {
            let (first, second) = (self.word(), self.word());
            out += &match self.dice.below(3) {
                0 => format!("[^{label}]: {first} {second}\n\n"),
                1 => format!("[^{label}]: {first}\n\n    {second}\n\n"),
                _ => format!("[^{label}]: {first}\n    - {second}\n\n"),
            };
        }
        out
    }

    fn text(&mut self) -> String {
        let mut out = self.blocks();
        for _ in 0..self.dice.below(4) {
            out += &self.heading(2);
            out += &self.blocks();
            if self.dice.below(2) == 0 {
                out += &self.heading(3);
                out += &self.blocks();
            }
        }
        out + &self.notes()
    }

    fn front(&mut self, keys: &str) -> String {
        let (title, summary) = (self.word(), self.word());
        format!("+++\ntitle = \"{title}\"\nsummary = \"{summary}\"\n{keys}+++\n")
    }

    fn plain(&mut self) -> String {
        self.front("") + &self.text()
    }

    fn module(&mut self) -> String {
        let keys = "[covers]\nassessed = [\"c1\", \"c2\", \"k.ict\"]\n";
        self.front(keys) + &self.text()
    }

    fn lesson(&mut self) -> String {
        self.front("") + &self.text()
    }

    fn programme(&mut self) -> String {
        let (term, reason) = (self.word(), self.word());
        let keys = format!(
            "profile = \"p\"\n[[terms]]\ntitle = \"{term}\"\nmodules = [\"m\", \"map\"]\n[exempt]\n\"c1.2\" = \"{reason}\"\n"
        );
        self.front(&keys) + &self.text()
    }

    /// A line of a list, with what stands below it.
    fn line(&mut self, id: &str) -> String {
        let (a, b) = (self.marked(), self.marked());
        match self.dice.below(4) {
            0 => format!("- {a} {id}\n  - {b}\n"),
            1 => format!("- {a} *{b}* {id}\n"),
            2 => format!("- {a} {id}\n\n  {b}\n\n"),
            _ => format!("- [ ] {a}\n  {b} {id}\n"),
        }
    }

    fn profile(&mut self) -> String {
        let mut out = self.front("") + &self.blocks();
        for competence in ["c1", "c2"] {
            out += &format!("## {} {{#{competence} .competence}}\n\n", self.marked());
            out += &self.blocks_without_lists();
            if competence == "c1" {
                out += &(self.line("{#c1.1}") + &self.line("{#c1.2}") + "\n");
            }
            out += &format!("### {} {{.knowledge}}\n\n- [[k.ict]]\n\n", self.marked());
            out += &self.blocks_without_lists();
            for level in [4, 3, 4] {
                if self.dice.below(2) == 0 {
                    out += &self.heading(level);
                    out += &self.blocks();
                }
            }
            if self.dice.below(2) == 0 {
                out += &format!("### {} {{.motor-skills}}\n\n- [[c1.1]]\n", self.word());
                out += &(self.line("") + "\n");
            }
        }
        out += &format!("## {} {{.knowledge}}\n\n", self.marked());
        out += &(self.line("{#k.ict}") + "\n");
        if self.dice.below(2) == 0 {
            out += &format!("## {} {{.glossary}}\n\n{}", self.word(), self.blocks_without_lists());
            out += &format!("- **{}**, **{}**: {}\n", self.word(), self.word(), self.marked());
            out +=
                &format!("- **Letter a**: {}\n\n  {}\n\n- {}\n\n", self.word(), self.marked(), self.word());
        }
        out += &self.heading(2);
        out += &self.blocks();
        out + &self.notes()
    }

    /// Blocks for a section whose lists have a meaning.
    fn blocks_without_lists(&mut self) -> String {
        let (a, b) = (self.marked(), self.marked());
        match self.dice.below(3) {
            0 => format!("{a}\n\n> {b}\n\n"),
            1 => format!("| {a} |\n|---|\n| {b} |\n\n"),
            _ => format!("{}{a} {b}\n\n", self.anchor()),
        }
    }
}
