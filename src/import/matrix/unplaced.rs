//! Marks that could not be placed, each with its cells, and in words for a person: those with the same reason in one
//! line, since two hundred lines are read by nobody.

use std::collections::BTreeMap;

use crate::diagnostics::{Message, say};
use crate::import::matrix::report::for_reason;
use crate::import::wording::quoted;

/// So many lines with one reason stand below each other; more of them become one.
const MOST_LINES: usize = 3;
/// So many texts stand as examples in a line that is about several.
const EXAMPLES: usize = 3;

/// Something that could not be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// Its cells.
    pub cell: String,
    /// Its text.
    pub text: String,
    /// The part of the sheet that the reason is about.
    pub subject: Subject,
    /// Why.
    pub why: Message,
}

/// The part of a sheet because of which something could not be placed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The cells themselves.
    Own,
    /// Another cell of their row.
    Cell(String),
    /// Their row or their column, and the text that it has as its name.
    Line(Message, String),
}

impl Unplaced {
    /// The whole of it in one line.
    pub fn line(&self) -> Message {
        let why = match &self.subject {
            Subject::Own => self.why.clone(),
            Subject::Cell(cell) => for_reason(Message::verbatim(cell), &self.why),
            Subject::Line(place, name) => of_line(place, name, &self.why),
        };
        line(&self.cell, &self.text, why)
    }

    /// The words by which a person knows it among others with the same reason.
    fn example(&self) -> &str {
        match &self.subject {
            Subject::Line(_, name) => name,
            Subject::Own | Subject::Cell(_) => &self.text,
        }
    }
}

/// That something has to be looked at in a row or a column with this name because of `why`.
pub(super) fn of_line(place: &Message, name: &str, why: &Message) -> Message {
    if name.is_empty() {
        for_reason(place.clone(), why)
    } else {
        say!("{place} \"{text}\": {why}", place, text = name, why)
    }
}

fn line(cell: &str, text: &str, why: Message) -> Message {
    if text.is_empty() {
        say!("{cell}  {why}", cell, why)
    } else {
        say!("{cell}  \"{text}\": {why}", cell, text, why)
    }
}

/// A line for each of `all`, in their order, but those that say the same in one: where text and reason are equal, and where
/// more than a few have the same reason.
pub fn grouped(all: &[Unplaced]) -> Vec<Message> {
    let mut by_reason: BTreeMap<&Message, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&Unplaced>> = Vec::new();
    for found in all {
        let at = *by_reason.entry(&found.why).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(found),
            None => groups.push(vec![found]),
        }
    }
    groups.iter().flat_map(|group| of_reason(group)).collect()
}

/// The lines of a group with one reason.
fn of_reason(group: &[&Unplaced]) -> Vec<Message> {
    let mut equal: Vec<Vec<&Unplaced>> = Vec::new();
    for found in group {
        let is_same = |other: &&mut Vec<&Unplaced>| {
            let first = other[0];
            first.text == found.text && first.subject == Subject::Own && found.subject == Subject::Own
        };
        // Only the few lines that would be shown are looked through.
        match equal.iter_mut().take(MOST_LINES).find(is_same) {
            Some(same) => same.push(found),
            None => equal.push(vec![found]),
        }
    }
    if equal.len() > MOST_LINES {
        return vec![of_several(group)];
    }
    let of_equal = |same: &Vec<&Unplaced>| match same.as_slice() {
        [one] => one.line(),
        several => line(&cells(several), &several[0].text, several[0].why.clone()),
    };
    equal.iter().map(of_equal).collect()
}

/// One line for all of `group`, with the first of their texts.
fn of_several(group: &[&Unplaced]) -> Message {
    let mut texts: Vec<&str> = Vec::new();
    for text in group.iter().map(|found| found.example()).filter(|text| !text.is_empty()) {
        if texts.last() != Some(&text) {
            texts.push(text);
        }
    }
    let why = &group[0].why;
    let cells = cells(group);
    let first = Message::joined(texts.iter().take(EXAMPLES).map(|text| quoted(text)), ", ");
    let more = texts.len().saturating_sub(EXAMPLES);
    match (texts.is_empty(), more) {
        (true, _) => say!("{cells}  {why}", cells, why),
        (false, 0) => say!("{cells}  {why}: {first}", cells, why, first),
        (false, _) => say!("{cells}  {why}: {first} and {more} more", cells, why, first, more),
    }
}

/// The cells of `group`, with the name of their sheet where it is another than that of those before.
fn cells(group: &[&Unplaced]) -> String {
    let mut sheet = "";
    let mut named = Vec::new();
    for found in group {
        match found.cell.rsplit_once('!') {
            Some((own, cells)) if own == sheet => named.push(cells),
            own => {
                sheet = own.map_or("", |(sheet, _)| sheet);
                named.push(&found.cell);
            }
        }
    }
    named.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(cell: &str, text: &str, subject: Subject, why: &str) -> Unplaced {
        Unplaced { cell: cell.to_owned(), text: text.to_owned(), subject, why: Message::verbatim(why) }
    }

    fn lines(all: &[Unplaced]) -> Vec<String> {
        grouped(all).iter().map(Message::english).collect()
    }

    #[test]
    fn equal_texts_with_one_reason_are_one_line_with_all_cells() {
        let own = |cell, text| found(cell, text, Subject::Own, "no mark");
        let all = [
            own("B!C4", "?"),
            found("B!C5", "x", Subject::Own, "struck"),
            own("B!C7", "?"),
            own("D!A1", "?"),
        ];
        assert_eq!(lines(&all), ["B!C4, C7, D!A1  \"?\": no mark", "B!C5  \"x\": struck"]);
    }

    #[test]
    fn few_rows_have_a_line_each_and_many_one_for_all() {
        let row = |number: usize| {
            let subject = Subject::Line(Message::verbatim(format!("row {number}")), format!("Rij {number}"));
            found(&format!("B!C{number}"), "x", subject, "no item")
        };
        let few: Vec<Unplaced> = (1..=3).map(row).collect();
        assert_eq!(lines(&few)[2], "B!C3  \"x\": row 3 \"Rij 3\": no item");
        let many: Vec<Unplaced> = (1..=200).map(row).collect();
        let [line] = lines(&many).try_into().unwrap_or_else(|lines: Vec<String>| panic!("{lines:?}"));
        assert!(line.starts_with("B!C1, C2, C3, "), "{line}");
        assert!(line.ends_with("C200  no item: \"Rij 1\", \"Rij 2\", \"Rij 3\" and 197 more"), "{line}");
    }
}
