//! Changes the block of attributes behind a heading, as in `## Les 3 {#les-3 assessed=c4.6,c2.6}`. Only the claims that were
//! asked for change; the id, the classes, the other keys, their order and their quotation marks stay. A heading without a
//! block gets one behind its words, and a block that has nothing left is taken away.

use std::collections::BTreeMap;
use std::ops::Range;

use super::front::insertion;
use super::toml_list::merged;
use super::{EditError, TextEdit};
use crate::syntax::{Attributes, OCCASION_KEYS, SEPARATORS};
use crate::text::{Span, Spanned};

/// Signs that people write round names, besides the quotation marks of the format, which are no part of what they enclose.
const QUOTES: [char; 8] = ['\'', '"', '‘', '’', '“', '”', '„', '`'];

/// The change of the claims in the attributes of one heading.
#[derive(Debug, Default)]
pub(super) struct BlockChange {
    /// Names by where they stand, with those that come in their place; none to take one out.
    pub(super) replace: BTreeMap<Span, Vec<String>>,
    /// Names that are new, by their levels.
    pub(super) add: BTreeMap<String, Vec<String>>,
}

/// The edits that make `change` in the attributes at `span` of `text`.
///
/// `anchor` is the id of the heading, or nothing for a title. A heading gets it where it is needed: the last signs of
/// `## C# {assessed=c1}` would mean the end of the heading without a block behind them.
///
/// # Errors
/// When names stand in quotation marks that are none of the format, as in `{assessed='c1 c2'}`: where they end is not known.
pub(super) fn change_block(
    text: &str,
    span: Span,
    anchor: &str,
    mut change: BlockChange,
) -> Result<Vec<TextEdit>, EditError> {
    let Some(attributes) = Attributes::at(text, span) else {
        let pairs = pairs(&change.add);
        return Ok(if pairs.is_empty() {
            Vec::new()
        } else {
            vec![insertion(span.range().start, format!(" {{{pairs}}}"))]
        });
    };
    let is_quoted = |(level, names): &&(Spanned<String>, Spanned<String>)| {
        !OCCASION_KEYS.contains(&level.value.as_str()) && names.value.contains(QUOTES)
    };
    if let Some((level, _)) = attributes.pairs.iter().find(is_quoted) {
        return Err(EditError::Elsewhere(level.span.range().start));
    }
    let mut edits = Vec::new();
    let mut emptied: Vec<&(Spanned<String>, Spanned<String>)> = Vec::new();
    for pair in &attributes.pairs {
        let (level, names) = pair;
        if OCCASION_KEYS.contains(&level.value.as_str()) {
            continue;
        }
        let new = changed_names(
            text,
            names.span,
            &change.replace,
            change.add.remove(&level.value).unwrap_or_default(),
        );
        if new.is_empty() {
            emptied.push(pair);
        } else if new != text[names.span.range()] {
            edits.extend(super::difference(&text[names.span.range()], &new, names.span.range().start));
        }
    }
    // A claim that gets another level changes it where it stands.
    let changed = emptied.len().min(change.add.len());
    for (level, names) in emptied.drain(..changed) {
        let Some((new_level, new_names)) = change.add.pop_first() else { continue };
        let new = [(level.span, new_level), (names.span, new_names.join(","))];
        edits.extend(new.map(|(span, replacement)| TextEdit { span, replacement }));
    }
    if !change.add.is_empty() {
        let end = text[..span.range().end - 1].trim_end().len();
        edits.push(insertion(end, format!(" {}", pairs(&change.add))));
    }
    let others = attributes.id.iter().len() + attributes.classes.len() + attributes.unknown.len();
    if others + attributes.pairs.len() == emptied.len() && edits.is_empty() {
        let start = text[..span.range().start].trim_end_matches([' ', '\t']).len();
        let is_needed = text[..start].ends_with('#') && !anchor.is_empty();
        let (start, replacement) =
            if is_needed { (span.range().start, format!("{{#{anchor}}}")) } else { (start, String::new()) };
        return Ok(vec![TextEdit { span: Span::new(start..span.range().end), replacement }]);
    }
    edits.extend(removals(text, span, emptied));
    Ok(merged(edits))
}

/// The edits that take the pairs `gone` out of the attributes at `span`.
fn removals(text: &str, span: Span, gone: Vec<&(Spanned<String>, Spanned<String>)>) -> Vec<TextEdit> {
    // Where the words begin that are behind the brace and behind those that go.
    let mut first = span.range().start + 1;
    let mut edits = Vec::new();
    for (level, names) in gone {
        let range = pair_range(text, level.span, names.span);
        let spaces = text[range.end..].len() - text[range.end..].trim_start().len();
        let range = if text[first..range.start].trim().is_empty() {
            first = range.end + spaces;
            range.start..first
        } else {
            text[..range.start].trim_end().len()..range.end
        };
        edits.push(TextEdit { span: Span::new(range), replacement: String::new() });
    }
    edits
}

/// The range of a pair, with the quotation marks around its names.
fn pair_range(text: &str, level: Span, names: Span) -> Range<usize> {
    let (start, end) = (level.range().start, names.range().end);
    let is_quoted = text[..names.range().start].ends_with('"') && text[end..].starts_with('"');
    start..end + usize::from(is_quoted)
}

/// `level=names` for each level.
fn pairs(levels: &BTreeMap<String, Vec<String>>) -> String {
    let pairs: Vec<String> =
        levels.iter().map(|(level, names)| format!("{level}={}", names.join(","))).collect();
    pairs.join(" ")
}

/// The list of names at `span` of `text` after a change.
fn changed_names(text: &str, span: Span, replace: &BTreeMap<Span, Vec<String>>, add: Vec<String>) -> String {
    let list = &text[span.range()];
    let comma = if list.contains(", ") { ", " } else { "," };
    let mut at = span.range().start;
    // Of each part the sign before it, which goes with it.
    let mut signs = list.matches(SEPARATORS);
    let mut sign = "";
    let mut parts: Vec<(&str, String)> = Vec::new();
    let mut is_first_gone = false;
    for part in list.split(SEPARATORS) {
        let name = part.trim();
        let start = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        let new = replace.get(&Span::new(start..start + name.len()));
        match new.filter(|_| !name.is_empty()) {
            None => parts.push((sign, part.to_owned())),
            Some(new) if new.is_empty() => is_first_gone |= parts.is_empty(),
            Some(new) => {
                let (before, after) = part.split_once(name).unwrap_or(("", ""));
                parts.push((sign, format!("{before}{}{after}", new.join(comma))));
            }
        }
        sign = signs.next().unwrap_or_default();
    }
    if let Some((sign, first)) = parts.first_mut() {
        *sign = "";
        if is_first_gone {
            *first = first.trim_start().to_owned();
        }
    }
    let mut new: String = parts.iter().flat_map(|(sign, part)| [*sign, part.as_str()]).collect();
    for name in add {
        if !new.trim().is_empty() {
            new.push_str(comma);
        }
        new.push_str(&name);
    }
    new
}
