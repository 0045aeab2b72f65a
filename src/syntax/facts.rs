//! The facts of a module in its front matter: credits, the modules that go before it, its teachers, and whatever else a
//! school wants to show.
//!
//! ```text
//! credits = 6
//! requires = ["M03"]
//! teachers = ["Els Peeters"]
//!
//! [facts]
//! Lokaal = "2.10"
//! ```
//!
//! The names below `[facts]` are the school's own, so they stand in the order of the file and mean nothing to the program.

use crate::diagnostics::{Problems, say};
use crate::fields::{Field, Fields, Gathered};
use crate::text::{Amount, Span, Spanned, is_control, trimmed};

/// The table of the facts that are a school's own.
pub(super) const FACTS: &str = "facts";

/// The facts of a module, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactsDoc {
    /// Study points.
    pub credits: Field<Spanned<Amount>>,
    /// The names of the modules that go before it.
    pub requires: Vec<Spanned<String>>,
    /// Who teaches it.
    pub teachers: Vec<Spanned<String>>,
    /// The facts that are a school's own: name and value, in the order of the file.
    pub others: Vec<(Spanned<String>, Spanned<String>)>,
}

impl FactsDoc {
    /// Takes the keys of the facts from the front matter of a module.
    pub(super) fn take(front: &mut Fields, problems: &mut Problems) -> Self {
        let credits = front.amount("credits", problems);
        let requires = front.strings("requires", problems).read;
        let teachers = front.strings("teachers", problems).read;
        let teachers = teachers.into_iter().filter(|teacher| !teacher.value.is_empty()).collect();
        let others = Gathered::from(front.table(FACTS, problems));
        let others = others.flat_map(|table| others_of(table, problems)).read;
        Self { credits, requires, teachers, others }
    }

    /// The names of those who teach it.
    pub fn teachers(&self) -> Vec<String> {
        self.teachers.iter().map(|teacher| teacher.value.clone()).collect()
    }

    /// The keys that it has, each with a place in the file.
    pub fn keys(&self) -> impl Iterator<Item = (&'static str, Span)> {
        let lists = [("requires", self.requires.first()), ("teachers", self.teachers.first())];
        let lists = lists.into_iter().filter_map(|(key, first)| Some((key, first?.span)));
        let credits = self.credits.read().map(|credits| ("credits", credits.span));
        let others = self.others.first().map(|(name, _)| ("[facts]", name.span));
        credits.into_iter().chain(lists).chain(others)
    }
}

fn others_of(table: Fields, problems: &mut Problems) -> Gathered<(Spanned<String>, Spanned<String>)> {
    let is_nameless =
        |name: &&Spanned<String>| trimmed(&name.value).is_empty() || name.value.contains(is_control);
    let nameless: Vec<Span> = table.keys().filter(is_nameless).map(|name| name.span).collect();
    for span in &nameless {
        let message = say!("a fact has a name of letters, which the page shows");
        table.refuse(*span, message, say!("write a name before the `=`, such as `Lokaal`"), problems);
    }
    let mut others = table.into_texts(problems);
    others.read.retain(|(name, value)| !value.value.is_empty() && !nameless.contains(&name.span));
    others
}
