//! Writes the blocks of a course text as the markdown that a person would have written: one line for each paragraph,
//! tight lists, bullets as `-`, tables with their columns below each other, notes at the end. Reading it gives the
//! blocks again; the same blocks give the same bytes.

use crate::import::course::grid;
use crate::import::course::inline::{self, LinePlace};
use crate::import::course::text::{Block, ListBlock, Run};

/// `blocks` as markdown, with those of `notes` that they refer to.
pub fn write(blocks: &[Block], notes: &[Vec<Block>]) -> String {
    let mut writer = Writer::default();
    let mut lines = writer.blocks(blocks);
    let mut at = 0;
    // A note may refer to another one.
    while let Some(note) = writer.notes.get(at).copied() {
        at += 1;
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let text = writer.blocks(notes.get(note).map_or(&[], Vec::as_slice));
        lines.extend(indented(&format!("[^{at}]: "), "    ", text));
    }
    let mut text = lines.join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Writes blocks, and knows which notes they refer to.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// The notes in the order in which they were first referred to.
    pub(super) notes: Vec<usize>,
}

impl Writer {
    /// The lines of `blocks`, with an empty one between two of them.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Vec<String> {
        let mut lines = Vec::new();
        let mut turns = false;
        for (at, block) in blocks.iter().enumerate() {
            // A list right below another one is told apart from it by its sign.
            let follows_list = at > 0
                && matches!((&blocks[at - 1], block), (Block::List(a), Block::List(b)) if a.start.is_some() == b.start.is_some());
            turns = follows_list && !turns;
            let of_block = self.block(block, turns);
            if !lines.is_empty() && !of_block.is_empty() {
                lines.push(String::new());
            }
            lines.extend(of_block);
        }
        lines
    }

    fn block(&mut self, block: &Block, other_sign: bool) -> Vec<String> {
        match block {
            Block::Heading { level, runs } => {
                let words = inline::line(runs, LinePlace::Heading, &mut self.notes);
                vec![format!("{} {words}", "#".repeat(usize::from(*level).clamp(1, 6)))]
            }
            Block::Paragraph(runs) => self.paragraph(runs),
            Block::List(list) => self.list(list, other_sign),
            Block::Quote(blocks) => {
                self.blocks(blocks).iter().map(|line| format!("> {line}").trim_end().to_owned()).collect()
            }
            Block::Code(text) => code(text),
            Block::Grid(grid) => grid::write(grid, self),
            Block::Rule => vec!["---".to_owned()],
        }
    }

    fn paragraph(&mut self, runs: &[Run]) -> Vec<String> {
        inline::line(runs, LinePlace::Paragraph, &mut self.notes).lines().map(str::to_owned).collect()
    }

    fn list(&mut self, list: &ListBlock, other_sign: bool) -> Vec<String> {
        if let (Some(start), Some(kind)) = (list.start, list.numerals.html_type()) {
            return self.lettered(list, start, kind);
        }
        let tight = is_tight(list);
        let mut lines = Vec::new();
        for (at, item) in list.items.iter().enumerate() {
            let sign = match (list.start, other_sign) {
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
                (Some(start), turned) => {
                    let number = u64::from(start) + at as u64;
                    format!("{number}{} ", if turned { ')' } else { '.' })
                }
            };
            let mut inside = self.blocks(item);
            if tight {
                inside.retain(|line| !line.is_empty());
            } else if at > 0 {
                lines.push(String::new());
            }
            if inside.is_empty() {
                inside.push(String::new());
            }
            lines.extend(indented(&sign, &" ".repeat(sign.len()), inside));
        }
        lines
    }

    /// A list with letters or Roman numerals, which markdown does not have: the list is HTML, what stands in it is markdown.
    fn lettered(&mut self, list: &ListBlock, start: u32, kind: char) -> Vec<String> {
        let start = if start == 1 { String::new() } else { format!(" start=\"{start}\"") };
        let mut lines = vec![format!("<ol type=\"{kind}\"{start}>")];
        for item in &list.items {
            lines.extend(["<li>".to_owned(), String::new()]);
            lines.extend(self.blocks(item));
            lines.extend([String::new(), "</li>".to_owned()]);
        }
        lines.push("</ol>".to_owned());
        lines
    }
}

/// Whether no item of `list` needs an empty line: each is a line of text, with tight lists below it.
fn is_tight(list: &ListBlock) -> bool {
    list.items.iter().all(|item| {
        let below = match item.as_slice() {
            [Block::Paragraph(_), below @ ..] => below,
            all => all,
        };
        let is_plain = |list: &ListBlock| list.numerals.html_type().is_none() && is_tight(list);
        below.iter().all(|block| matches!(block, Block::List(list) if is_plain(list)))
    })
}

/// `lines` with `first` before the first of them and `rest` before the others; nothing before an empty line.
fn indented(first: &str, rest: &str, lines: Vec<String>) -> Vec<String> {
    let indent = |(at, line): (usize, String)| match (at, line.is_empty()) {
        (0, _) => format!("{first}{line}").trim_end().to_owned(),
        (_, true) => line,
        (_, false) => format!("{rest}{line}"),
    };
    lines.into_iter().enumerate().map(indent).collect()
}

/// Lines between fences that none of them ends.
fn code(text: &str) -> Vec<String> {
    let longest = text
        .lines()
        .map(|line| line.trim_start())
        .map(|line| line.len() - line.trim_start_matches('`').len());
    let fence = "`".repeat(longest.max().unwrap_or(0).max(2) + 1);
    let mut lines = vec![fence.clone()];
    lines.extend(text.lines().map(|line| line.trim_end().to_owned()));
    lines.push(fence);
    lines
}
