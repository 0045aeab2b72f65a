//! The lines of a list in a document as outcomes: those with a code, those at the top of a list, and those below them,
//! which are outcomes of a group, or explain the line above.

use crate::import::code::Scheme;
use crate::import::outcomes::builder::Outcome;
use crate::import::outcomes::outline::OutlineReader;
use crate::import::outcomes::parts::{DocumentPart, PartLine, UncodedSiblings};
use crate::text::Spanned;

impl OutlineReader<'_> {
    pub(super) fn outcomes(&mut self, at: usize) {
        let (parent, kind) = self.place(at);
        let part = &self.parts[at];
        let has_codes = self.has_codes(part) || !self.options.items.is_empty();
        let top = part.lines.iter().filter_map(|line| line.depth).min().unwrap_or(0);
        let groups = !has_codes && self.are_groups(part, top);
        // The outcome that a deeper line explains, and the group of the list that is open.
        let (mut last, mut inner): (Option<usize>, Option<usize>) = (None, None);
        let siblings = UncodedSiblings::new(part, |line| self.coded(line.coded.as_ref()).is_some());
        let has_letters = kind.is_none() && self.has_letters(part);
        let mut nesting = Nesting { parent, has_letters, ..Nesting::default() };
        let mut in_list = false;
        for line in &part.lines {
            let coded = self.coded(line.coded.as_ref());
            let is_top = line.depth.is_some_and(|depth| depth <= top);
            if let Some(coded) = coded {
                let text = Spanned::new(coded.rest.clone(), line.text.span);
                let outcome = Outcome { kind, ..Outcome::new(Some(coded.code.clone()), text) };
                let above = nesting.above(line, &coded.scheme());
                last = Some(self.list.outcome_below(outcome, above));
                nesting.open(line, coded.scheme(), last);
            } else if let Some(node) = self.lettered(line, &nesting) {
                last = Some(node);
            } else if nesting.has_letters && is_numbered(line) {
                last = Some(self.numbered(line, parent));
                nesting.last = last;
            } else if !has_codes && is_top && groups {
                inner = Some(self.list.group(None, line.text.clone(), parent));
                last = inner;
            } else if !has_codes && (is_top || (line.depth.is_some() && groups)) {
                let outcome = Outcome { kind, ..Outcome::new(None, line.text.clone()) };
                last = Some(self.list.outcome(outcome, if groups { inner.or(parent) } else { parent }));
            } else if has_codes && siblings.has(line) {
                if siblings.are_outcomes && self.options.items.is_empty() {
                    self.taken += 1;
                    self.first_taken.get_or_insert_with(|| line.text.clone());
                    let outcome = Outcome { kind, ..Outcome::new(None, line.text.clone()) };
                    last = Some(self.list.outcome(outcome, parent));
                } else {
                    self.uncoded += 1;
                    self.first_uncoded.get_or_insert_with(|| line.text.clone());
                    self.set_behind(line, parent);
                }
            } else if in_list && line.depth.is_none() && !line.is_within {
                // A paragraph behind a list is none of its items.
                self.set_behind(line, parent);
            } else {
                self.explain(line, last, parent, has_codes);
            }
            in_list = line.depth.is_some() || (in_list && coded.is_none());
        }
    }

    /// Takes a line with a letter below the code or the number before it, whose letter it is: `a)` below `RA1` is `RA1.a`.
    fn lettered(&mut self, line: &PartLine, nesting: &Nesting) -> Option<usize> {
        let letter = line.letter.filter(|_| nesting.has_letters)?;
        let above = nesting.last.or(nesting.parent)?;
        let code = self.list.code(above).map(str::to_owned)?;
        let outcome = Outcome::new(Some(format!("{code}.{letter}")), line.text.clone());
        Some(self.list.outcome_below(outcome, Some(above)))
    }

    /// Whether lines with letters stand below most of the numbers or codes of `part`, or are all that it has.
    fn has_letters(&self, part: &DocumentPart) -> bool {
        let (mut tops, mut with_letters, mut is_open, mut letters) = (0, 0, false, 0);
        for line in &part.lines {
            if line.letter.is_some() {
                with_letters += usize::from(std::mem::take(&mut is_open));
                letters += 1;
            } else if is_numbered(line) || self.coded(line.coded.as_ref()).is_some() {
                tops += 1;
                is_open = true;
            }
        }
        letters > 0 && with_letters * 2 >= tops && self.options.items.is_empty()
    }

    /// Takes a line whose number is its code.
    fn numbered(&mut self, line: &PartLine, parent: Option<usize>) -> usize {
        let (code, text) = match &line.coded {
            Some(coded) => (Some(coded.code.clone()), Spanned::new(coded.rest.clone(), line.text.span)),
            None => (None, line.text.clone()),
        };
        self.list.outcome(Outcome::new(code, text), parent)
    }

    /// Keeps a line behind the outcomes of its group.
    fn set_behind(&mut self, line: &PartLine, parent: Option<usize>) {
        match parent {
            Some(parent) => self.list.close(parent, line.text.clone()),
            None => self.definition.push(line.text.clone()),
        }
    }

    /// Whether the lines at the top of a list are groups of those below them: each has several, and is short.
    fn are_groups(&self, part: &DocumentPart, top: u8) -> bool {
        let mut below: Vec<usize> = Vec::new();
        for line in &part.lines {
            match line.depth {
                Some(depth) if depth <= top => below.push(0),
                Some(_) => below.last_mut().into_iter().for_each(|count| *count += 1),
                None => {}
            }
        }
        let is_short = |line: &PartLine| line.text.value.split_whitespace().count() <= 8;
        let tops = || part.lines.iter().filter(|line| line.depth.is_some_and(|depth| depth <= top));
        below.len() >= 2 && below.iter().all(|count| *count >= 2) && tops().all(is_short)
    }

    /// Keeps a line that is no outcome: with the outcome that it explains, else with the group.
    fn explain(&mut self, line: &PartLine, last: Option<usize>, parent: Option<usize>, has_codes: bool) {
        let is_deeper = line.depth.is_some();
        if is_deeper && has_codes {
            self.uncoded += 1;
            self.first_uncoded.get_or_insert_with(|| line.text.clone());
        } else if is_deeper {
            self.details += 1;
        }
        match last.or(parent) {
            Some(node) => self.list.explain(node, line.text.clone()),
            None => self.definition.push(line.text.clone()),
        }
    }
}

/// Whether `line` is an item of a list with a number.
fn is_numbered(line: &PartLine) -> bool {
    line.coded.is_some() && line.depth.is_some() && line.letter.is_none()
}

/// The outcomes with a code that stand above the next line of a list, by how deep they stand.
#[derive(Default)]
struct Nesting {
    /// The group of the whole list.
    parent: Option<usize>,
    open: Vec<(u8, Scheme, usize)>,
    /// The one whose letters follow.
    last: Option<usize>,
    /// Whether letters below a code go on from it.
    has_letters: bool,
}

impl Nesting {
    /// The node below which `line` stands, whose code is of the scheme `own`: codes of one scheme stand side by side, however
    /// deep their lines do, since they tell themselves what stands below what.
    fn above(&mut self, line: &PartLine, own: &Scheme) -> Option<usize> {
        let depth = line.depth.unwrap_or(0);
        self.open.retain(|(other, scheme, _)| *other < depth && scheme != own);
        self.open.last().map(|(_, _, node)| *node).or(self.parent)
    }

    fn open(&mut self, line: &PartLine, scheme: Scheme, node: Option<usize>) {
        self.last = node;
        if let (Some(depth), Some(node)) = (line.depth, node) {
            self.open.push((depth, scheme, node));
        }
    }
}
