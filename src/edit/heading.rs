//! Claims at a heading: `## Les 3 {#les-3 assessed=c4.6}`. The attributes that stand there stay as they are.

use std::collections::BTreeMap;

use super::TextEdit;
use crate::syntax::Heading;
use crate::text::{Span, fold_cell, slug};

/// The heading that somebody calls `place`, such as `les 3` for `Les 3: de boze beller`; none where several are.
pub fn called(headings: &[Heading], place: &str) -> Option<usize> {
    let wanted = fold_cell(place);
    let is_it = |heading: &Heading| {
        let own = fold_cell(&heading.text);
        let begins = own.strip_prefix(&wanted).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        !wanted.is_empty() && (begins || heading.id == slug(place))
    };
    let mut found = (0..headings.len()).filter(|at| is_it(&headings[*at]));
    found.next().filter(|_| found.next().is_none())
}

/// The edit that adds claims, names of items by level, behind the words of a heading that end at `end`; none where
/// something stands there that is no block of attributes.
pub(super) fn claim_at(text: &str, end: usize, claims: &BTreeMap<String, Vec<String>>) -> Option<TextEdit> {
    let line_end = text[end..].find(['\r', '\n']).map_or(text.len(), |found| end + found);
    let rest = &text[end..line_end];
    let block = rest.trim();
    let new = |levels: &mut dyn Iterator<Item = (&String, &Vec<String>)>| {
        levels.map(|(level, names)| format!("{level}={}", names.join(","))).collect::<Vec<_>>().join(" ")
    };
    if block.is_empty() {
        let attributes = format!(" {{{}}}", new(&mut claims.iter()));
        return Some(TextEdit { span: Span::at(end), replacement: attributes });
    }
    let inside = block.strip_prefix('{')?.strip_suffix('}')?;
    let mut words: Vec<String> = inside.split(' ').map(str::to_owned).collect();
    let mut left: BTreeMap<&String, &Vec<String>> = claims.iter().collect();
    for word in &mut words {
        let Some((key, value)) = word.split_once('=') else { continue };
        let Some(names) = left.remove(&key.to_owned()) else { continue };
        let joined = names.join(",");
        *word = match value.strip_suffix('"') {
            Some(open) => format!("{key}={open},{joined}\""),
            None => format!("{key}={value},{joined}"),
        };
    }
    if inside.contains('{') {
        return None;
    }
    let others = new(&mut left.into_iter());
    words.extend((!others.is_empty()).then_some(others));
    let start = end + rest.find('{')? + 1;
    Some(TextEdit { span: Span::new(start..start + inside.len()), replacement: words.join(" ") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    fn claimed(text: &str, end: usize, level: &str) -> Option<String> {
        let claims = BTreeMap::from([(level.to_owned(), vec!["c1.1".to_owned()])]);
        claim_at(text, end, &claims).map(|edit| apply(text, &[edit]))
    }

    #[test]
    fn attributes_that_stand_there_stay() {
        assert_eq!(claimed("## Les 3\nText", 8, "assessed").unwrap(), "## Les 3 {assessed=c1.1}\nText");
        assert_eq!(claimed("## Les {#les}\r\n", 6, "assessed").unwrap(), "## Les {#les assessed=c1.1}\r\n");
        assert_eq!(
            claimed("## Les {#les assessed=c2.1 .x}\n", 6, "assessed").unwrap(),
            "## Les {#les assessed=c2.1,c1.1 .x}\n"
        );
        assert_eq!(claimed("## Les ##\n", 6, "assessed"), None);
    }

    #[test]
    fn a_heading_is_called_by_its_first_words() {
        let heading = |text: &str| Heading {
            level: 2,
            id: slug(text).into(),
            has_own_id: false,
            attributes: Span::at(0),
            text: text.to_owned(),
            span: Span::at(0),
        };
        let headings = [heading("Les 3: de boze beller"), heading("Les 30"), heading("Les 4")];
        assert_eq!(called(&headings, "les 3"), Some(0));
        assert_eq!(called(&headings, "les"), None);
        assert_eq!(called(&headings, "week 2"), None);
    }
}
