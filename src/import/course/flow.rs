//! Puts paragraphs together to blocks. Word and Google Docs know no lists: they have paragraphs, each with a depth and a
//! number. Those that follow each other become one list here, deeper ones a list in the item above them.

use crate::import::course::text::{Block, ListBlock, Run, RunContent};
use crate::import::numerals::Numerals;

/// Blocks in the making.
#[derive(Debug, Default)]
pub(in crate::import) struct Flow {
    blocks: Vec<Block>,
    lists: Vec<OpenList>,
    /// Whether the last block is a quotation that may go on.
    in_quote: bool,
    /// The words of a paragraph whose end was deleted, so that they belong to the next one.
    pub(in crate::import) waiting: Vec<Run>,
}

#[derive(Debug)]
struct OpenList {
    depth: usize,
    list: ListBlock,
}

impl Flow {
    /// Adds a block that is in no list.
    pub(in crate::import) fn push(&mut self, block: Block) {
        self.close_to(0);
        self.in_quote = false;
        match (block, self.blocks.last_mut()) {
            // Word makes a paragraph of each line of code.
            (Block::Code(further), Some(Block::Code(text))) => {
                text.push('\n');
                text.push_str(&further);
            }
            (block, _) => self.blocks.push(block),
        }
    }

    /// Adds a paragraph of a quotation: Word makes a paragraph of each line of one.
    pub(in crate::import) fn push_quoted(&mut self, paragraph: Block) {
        self.close_to(0);
        match self.blocks.last_mut() {
            Some(Block::Quote(blocks)) if self.in_quote => blocks.push(paragraph),
            _ => self.blocks.push(Block::Quote(vec![paragraph])),
        }
        self.in_quote = true;
    }

    /// Adds a block to the item that is open; where there is none, to the text.
    pub(in crate::import) fn push_in_item(&mut self, block: Block) {
        match self.lists.last_mut().and_then(|open| open.list.items.last_mut()) {
            Some(item) => item.push(block),
            None => self.push(block),
        }
    }

    /// Adds an item `depth` deep; `count` is its number in a numbered list.
    pub(in crate::import) fn push_item(
        &mut self,
        depth: usize,
        count: Option<u32>,
        numerals: Numerals,
        runs: Vec<Run>,
    ) {
        while self.lists.last().is_some_and(|open| open.depth > depth) {
            self.close_last();
        }
        let item = vec![Block::Paragraph(runs)];
        if let Some(open) = self.lists.last_mut().filter(|open| open.depth == depth) {
            let next = open.list.start.map(|start| u64::from(start) + open.list.items.len() as u64);
            if next == count.map(u64::from) && open.list.numerals == numerals {
                open.list.items.push(item);
                return;
            }
            self.close_last();
        }
        self.lists.push(OpenList { depth, list: ListBlock { start: count, numerals, items: vec![item] } });
    }

    /// Adds a list that stands deeper than the one before it, where there is one.
    pub(in crate::import) fn push_deeper(&mut self, list: ListBlock) {
        self.close_to(0);
        match self.blocks.last_mut() {
            Some(Block::List(above)) => match above.items.last_mut() {
                Some(item) => item.push(Block::List(list)),
                None => *above = list,
            },
            _ => self.blocks.push(Block::List(list)),
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.lists.len() > depth {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let Some(closed) = self.lists.pop() else { return };
        let list = Block::List(closed.list);
        match self.lists.last_mut().and_then(|open| open.list.items.last_mut()) {
            Some(item) => item.push(list),
            None => self.blocks.push(list),
        }
    }

    /// Whether nothing was added yet.
    pub(in crate::import) fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.lists.is_empty()
    }

    /// All blocks.
    pub(in crate::import) fn finish(mut self) -> Vec<Block> {
        if !self.waiting.is_empty() {
            let runs = std::mem::take(&mut self.waiting);
            self.push(Block::Paragraph(runs));
        }
        self.close_to(0);
        typed_lists(self.blocks)
    }
}

/// Signs that people type, or that a program left, in place of a bullet.
const BULLETS: &[char] =
    &['•', '·', '▪', '◦', '‣', '●', '○', '■', '□', '➢', '➤', '✓', '✔', '\u{f0b7}', '\u{f0a7}'];

/// Makes lists of paragraphs that begin with a bullet that was typed, and of two or more with dashes or with numbers
/// that go on.
fn typed_lists(blocks: Vec<Block>) -> Vec<Block> {
    let mut made = Vec::new();
    let mut rest = blocks.into_iter().peekable();
    while let Some(block) = rest.next() {
        let Some(first) = typed_sign(&block) else {
            made.push(block);
            continue;
        };
        let mut items = vec![block];
        while let Some(next) =
            rest.next_if(|next| typed_sign(next).is_some_and(|sign| sign.follows(first, items.len())))
        {
            items.push(next);
        }
        let is_sure = matches!(first, TypedSign::Bullet) || items.len() > 1;
        if !is_sure {
            made.append(&mut items);
            continue;
        }
        let start = match first {
            TypedSign::Number(start) => Some(start),
            TypedSign::Bullet | TypedSign::Dash => None,
        };
        made.push(Block::List(ListBlock {
            start,
            numerals: Numerals::Digits,
            items: items.into_iter().map(|item| vec![without_sign(item)]).collect(),
        }));
    }
    made
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TypedSign {
    Bullet,
    Dash,
    Number(u32),
}

impl TypedSign {
    /// Whether it goes on in a list that began with `first` and has `length` items.
    fn follows(self, first: Self, length: usize) -> bool {
        match (first, self) {
            (Self::Number(start), Self::Number(number)) => {
                u64::from(number) == u64::from(start) + length as u64
            }
            (first, sign) => first == sign,
        }
    }
}

fn typed_sign(block: &Block) -> Option<TypedSign> {
    let Block::Paragraph(runs) = block else { return None };
    let RunContent::Words(words) = &runs.first()?.content else { return None };
    let (sign, rest) = words.split_once(char::is_whitespace)?;
    if rest.trim().is_empty() && runs.len() == 1 {
        return None;
    }
    let mut signs = sign.chars();
    match (signs.next()?, signs.as_str()) {
        (sign, "") if BULLETS.contains(&sign) => Some(TypedSign::Bullet),
        ('-' | '–', "") => Some(TypedSign::Dash),
        _ => {
            let number = sign.strip_suffix(['.', ')'])?;
            let is_number =
                (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| number.parse().ok()).flatten().map(TypedSign::Number)
        }
    }
}

fn without_sign(block: Block) -> Block {
    let Block::Paragraph(mut runs) = block else { return block };
    if let Some(Run { content: RunContent::Words(words), .. }) = runs.first_mut()
        && let Some((_, rest)) = words.split_once(char::is_whitespace)
    {
        *words = rest.trim_start().to_owned();
    }
    Block::Paragraph(runs.into_iter().filter(|run| run.content != RunContent::Words(String::new())).collect())
}
