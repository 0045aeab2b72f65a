//! Reads sheets in which every row says by itself what is covered: `Module | Indicator | Level`, a row for each claim;
//! modules with the ids of their items, in a column for each level or in one; items with the codes of the modules that
//! cover them. A column is known by what stands in it, and its heading says what that means: the name of a level, or
//! that it names items or modules. Where no level is said, a heading such as "Prerequisites" would make claims that
//! nobody made, so headings that are not known are asked.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Message, count, say};
use crate::import::matrix::claim_rows::{ClaimRows, Content, RowColumn};
use crate::import::matrix::denial::{self, Denial, is_sign};
use crate::import::matrix::layout::{ColumnRole, MatrixTable, SheetLayout};
use crate::import::matrix::legend;
use crate::import::matrix::marks::may_be_mark;
use crate::import::matrix::parts;
use crate::import::matrix::row_body::has_heads;
use crate::import::matrix::row_heads::{
    OTHER_HEADS, has_word, is_code_head, is_item_head, is_level_head, is_module_head, names_level,
};
use crate::import::matrix::row_lists::are_interleaved;
use crate::import::matrix::row_names::{marked_parts, names};
use crate::import::matrix::sheet_parser::SheetParser;
use crate::import::matrix::vocabulary::{
    is_about_modules, is_about_numbers, is_code, is_letter, is_note, is_room, is_term, is_total,
};
use crate::import::question::{Answer, Question};
use crate::import::spreadsheet::Sheet;
use crate::import::wording::quoted;
use crate::tabular::{Mark, Word};
use crate::text::fold_cell;

impl SheetParser<'_, '_> {
    /// The rows of `sheet` that say claims, where it has more of them than `other` has marks, or headings for all that a
    /// claim says.
    pub(super) fn claim_rows(&self, sheet: &Sheet, other: Option<&SheetLayout>) -> Option<ClaimRows> {
        let marks = other.map_or(0, |other| self.marks_of(other));
        let is_full = marks >= sheet.height().max(sheet.width());
        let ways = [sheet.clone(), sheet.clone().turned()].into_iter();
        let ways = ways.filter(|sheet| !is_full || has_heads(sheet));
        let is_it = |(count, rows): &(usize, ClaimRows)| *count > marks || rows.is_headed_throughout();
        ways.filter_map(|sheet| self.rows_of(sheet)).find(is_it).map(|(_, rows)| rows)
    }

    /// How many marks a reading has beside items, below modules that are known or have codes.
    fn marks_of(&self, reading: &SheetLayout) -> usize {
        let of_table = |table: &MatrixTable| {
            let modules = table.columns.iter().filter(|(_, role)| match role {
                ColumnRole::Module { name, .. } => {
                    self.modules.is_module(&name.code)
                        || is_code(&name.code)
                        || self.modules.is_exactly(&name.title)
                }
                ColumnRole::PassedOver { .. } => false,
            });
            let columns: Vec<usize> = modules.map(|(column, _)| *column).collect();
            let rows =
                table.body.clone().filter(|row| reading.labels.is_item(&reading.sheet, self.items, *row));
            rows.flat_map(|row| columns.iter().map(move |column| (row, *column)))
                .filter(|(row, column)| may_be_mark(self.marks, reading.sheet.text(*row, *column)))
                .count()
        };
        reading.tables.iter().map(of_table).sum()
    }

    fn rows_of(&self, sheet: Sheet) -> Option<(usize, ClaimRows)> {
        let numbers = self.numbered_items(&sheet);
        let is_of_module = self.is_of_module(&sheet);
        let (count, body) = self.claiming_rows(&sheet, numbers, is_of_module)?;
        let mut rows = ClaimRows {
            numbers,
            sheet,
            columns: BTreeMap::new(),
            body,
            of_competences: BTreeSet::new(),
            letters: Vec::new(),
            denied: None,
            is_of_module,
            questions: Vec::new(),
        };
        self.titles(&mut rows);
        let is_competence = |column: &usize| self.items.competence(&rows.head(*column)).is_some();
        rows.of_competences = (0..rows.sheet.width()).filter(is_competence).collect();
        rows.letters =
            (0..rows.sheet.width()).map(|column| rows.head(column)).filter(|head| is_letter(head)).collect();
        let mut of_column: BTreeMap<usize, (String, Content)> = (0..rows.sheet.width())
            .filter_map(|column| Some((column, (rows.head(column), self.content_of(&rows, column)?))))
            .collect();
        titles_beside_codes(&mut of_column);
        let levels: Vec<String> = of_column
            .values()
            .filter(|(head, content)| {
                *content != Content::Other && (is_letter(head) || parts::may_be_level(self.config, head))
            })
            .map(|(head, _)| head.clone())
            .collect();
        let shown: Vec<&str> = levels.iter().map(String::as_str).collect();
        let are_levels = !levels.is_empty() && parts::are_levels(self.config, &shown);
        let is_level = |head: &str| {
            names_level(self.config, head) || (are_levels && shown.contains(&head)) || self.given_level(head)
        };
        for (column, (head, content)) in of_column {
            let role = self.row_column(&head, content, is_level(&head));
            rows.columns.insert(column, (head, role));
        }
        let is_it = rows.settle();
        self.ask_module_columns(&mut rows);
        is_it.then_some((count, rows))
    }

    /// Asks which level each of several columns of modules is, whose headings differ and which name different modules of a row:
    /// the one that is responsible, and those that support it.
    fn ask_module_columns(&self, rows: &mut ClaimRows) {
        let columns = rows.of_role(&RowColumn::Modules);
        let heads: BTreeSet<String> = columns.iter().map(|column| fold_cell(rows.heading(*column))).collect();
        let differ = |row: usize| {
            let texts =
                columns.iter().map(|column| rows.sheet.text(row, *column)).filter(|text| !text.is_empty());
            let texts: Vec<&str> =
                texts.filter(|text| self.modules.is_module(text) || self.modules.are_listed(text)).collect();
            texts.windows(2).any(|pair| !self.modules.are_same(pair[0], pair[1]))
        };
        let is_open = heads.len() > 1 && !heads.contains("") && rows.of_role(&RowColumn::Marks).is_empty();
        if !is_open || !rows.body.clone().any(differ) {
            return;
        }
        let named: Vec<Message> = columns.iter().map(|column| quoted(rows.heading(*column))).collect();
        let pairs: Vec<String> =
            columns.iter().map(|column| format!("{}=…", rows.heading(*column))).collect();
        let text = say!(
            "several columns of the sheet {name} name modules, and nothing says whether they cover the items alike: {columns}",
            name = rows.sheet.name,
            columns = Message::joined(named, ", ")
        );
        let otherwise = say!("hide the columns that do not count");
        let help = say!(
            "say which level each is: `--marks \"{pairs}\"`; or {otherwise}",
            pairs = pairs.join(","),
            otherwise = &otherwise
        );
        let answer = Answer::levels(columns.iter().map(|column| rows.heading(*column)));
        rows.questions.push(Question::new(text, help, answer).otherwise(otherwise));
    }

    /// Whether a sheet is about the module whose name it has, as far as its cells name none.
    fn is_of_module(&self, sheet: &Sheet) -> bool {
        let mut places =
            (0..sheet.height()).flat_map(|row| (0..sheet.width()).map(move |column| (row, column)));
        let is_name = self.modules.is_exactly(&sheet.name) || self.modules.is_next_code(&sheet.name);
        is_name
            && !places.any(|(row, column)| {
                let text = sheet.text(row, column);
                self.modules.is_module(text) && !self.modules.are_same(text, &sheet.name)
            })
    }

    /// Whether a person said which level a heading is.
    fn given_level(&self, head: &str) -> bool {
        self.given.iter().any(|(given, _)| fold_cell(given) == fold_cell(head))
    }

    /// Reads the titles above the rows.
    fn titles(&self, rows: &mut ClaimRows) {
        for row in 0..rows.body.start {
            for column in 0..rows.sheet.width() {
                let text = rows.sheet.text(row, column);
                let is_again = column > 0 && rows.sheet.is_merged((row, column), (row, column - 1));
                // The headings of the columns are looked at one by one.
                let is_legend = column > 0 && is_sign(rows.sheet.text(row, column - 1));
                let is_title = !is_again && !is_legend && row + 1 < rows.body.start;
                match denial::of_title(text).filter(|_| is_title && !self.modules.is_exactly(text)) {
                    Some(Denial::Certain) => rows.denied = Some(text.to_owned()),
                    Some(Denial::Perhaps) => rows.questions.push(Question::of_document(
                        say!(
                            "{cell} says \"{text}\": is what stands below it covered?",
                            cell = rows.sheet.address(row, column),
                            text
                        ),
                        say!("take that title out where it is; if not, there is nothing to import"),
                    )),
                    None => {}
                }
            }
        }
    }

    fn row_column(&self, head: &str, content: Content, is_level: bool) -> RowColumn {
        let passed = |why: Message| RowColumn::PassedOver { why, is_named: false };
        if denial::of_heading(head) == Some(Denial::Certain) && !self.given_level(head) {
            return RowColumn::PassedOver { why: denial::why(head), is_named: content != Content::Other };
        }
        let is_given_nothing =
            |(given, mark): &(String, Mark)| *mark == Mark::Nothing && fold_cell(given) == fold_cell(head);
        if self.given.iter().any(is_given_nothing) {
            return passed(say!("it says something else of its row"));
        }
        if is_level && content != Content::Other {
            return RowColumn::OfLevel(content);
        }
        let is_word = matches!(
            Word::find(head),
            Some(Word::Claimed | Word::Nearest | Word::Reason | Word::Remark | Word::Status | Word::Kind)
        );
        let is_other = has_word(head, OTHER_HEADS);
        // `Verantwoordelijke module` names one.
        let names_modules = content == Content::Modules && is_about_modules(head);
        if is_word
            || is_other
            || ((is_note(head) || is_room(head)) && !names_modules)
            || is_total(head)
            || (is_about_numbers(head) && !is_term(head))
        {
            return passed(say!("it says something else of its row"));
        }
        match content {
            Content::Modules => RowColumn::Modules,
            Content::Items => RowColumn::Items,
            _ if is_level_head(head) => RowColumn::Marks,
            Content::Marks => RowColumn::Marks,
            Content::Other => passed(say!("it names no items, modules or levels")),
        }
    }

    /// The content of most cells of a column, or that of some which its heading announces; none for an empty one. A
    /// column of dashes alone, or one for levels that nobody filled in, is one of marks: no row says by it that it covers
    /// something.
    fn content_of(&self, rows: &ClaimRows, column: usize) -> Option<Content> {
        let mut counts = [0_usize; 4];
        let mut has_dashes = false;
        for row in rows.body.clone() {
            let text = rows.sheet.text(row, column);
            // A dash says that there is none.
            if matches!(self.marks.find(text), Some(Mark::Nothing)) {
                has_dashes = true;
            } else if !text.is_empty() && !is_a_head(text) {
                counts[self.kind_at(&rows.sheet, (row, column), rows.numbers) as usize] += 1;
            }
        }
        let all: usize = counts.iter().sum();
        let head = rows.head(column);
        if all == 0 {
            return (has_dashes || is_level_head(&head)).then_some(Content::Marks);
        }
        let kinds = [Content::Modules, Content::Items, Content::Marks];
        let is_announced = |kind: &Content| match kind {
            Content::Modules => is_module_head(&head),
            Content::Items => is_item_head(&head),
            Content::Marks | Content::Other => false,
        };
        let announced = kinds.into_iter().find(|kind| {
            let rest = all - counts[*kind as usize] - counts[Content::Other as usize];
            !head.is_empty() && is_announced(kind) && counts[*kind as usize] > rest
        });
        let most = kinds.into_iter().find(|kind| counts[*kind as usize] * 2 > all).or(announced);
        Some(most.unwrap_or(Content::Other))
    }

    /// The column whose numbers name items, in a sheet where nothing else does: one with a heading for items, of which
    /// most cells are numbers of them, such as 1.2 for `c1.2`.
    fn numbered_items(&self, sheet: &Sheet) -> Option<usize> {
        let rows = || 0..sheet.height();
        let mut columns = 0..sheet.width();
        if columns.clone().any(|column| rows().any(|row| self.names_items(sheet.text(row, column)))) {
            return None;
        }
        columns.find(|column| {
            let head = rows().find(|row| {
                let text = sheet.text(*row, *column);
                !text.is_empty() && is_item_head(text)
            });
            let cells = rows().skip_while(|row| Some(*row) != head).skip(1);
            let cells: Vec<&str> =
                cells.map(|row| sheet.text(row, *column)).filter(|t| !t.is_empty()).collect();
            let numbers = cells.iter().filter(|text| self.items.is_number(text)).count();
            head.is_some() && numbers * 2 > cells.len()
        })
    }

    pub(super) fn kind_at(
        &self,
        sheet: &Sheet,
        (row, column): (usize, usize),
        numbers: Option<usize>,
    ) -> Content {
        let text = sheet.text(row, column);
        if numbers == Some(column) && self.items.is_number(text) {
            return Content::Items;
        }
        self.kind(text)
    }

    fn kind(&self, text: &str) -> Content {
        if text.is_empty() {
            Content::Other
        } else if self.names_items(text) || (self.items.has_number_of(text) && !self.modules.is_module(text))
        {
            Content::Items
        } else if names(self.modules, self.marks, text).is_some() {
            Content::Modules
        } else if may_be_mark(self.marks, text) || legend::level_named(self.config, text).is_some() {
            Content::Marks
        } else {
            Content::Other
        }
    }

    fn names_items(&self, text: &str) -> bool {
        let is_one = |text: &str| {
            self.items.is_id(text) || self.items.is_text(text) || self.items.competence(text).is_some()
        };
        let is_unknown = !text.contains(char::is_whitespace)
            && self.items.looks_like_an_id(text)
            && !self.modules.is_module(text);
        is_one(text) || is_unknown || marked_parts(text).iter().all(|named| is_one(named.name))
    }
}

/// Whether a text is a word that heads columns: where the rows begin too high up, it stands among them.
fn is_a_head(text: &str) -> bool {
    is_level_head(text) || Word::find(text).is_some_and(Word::heads_column)
}

/// Takes a column of titles beside the one of the modules' codes for modules too, so that a new module has both.
fn titles_beside_codes(columns: &mut BTreeMap<usize, (String, Content)>) {
    let modules: Vec<usize> =
        columns.iter().filter(|(_, (_, content))| *content == Content::Modules).map(|(at, _)| *at).collect();
    let [one] = modules.as_slice() else { return };
    for column in [one + 1, one.wrapping_sub(1)] {
        if let Some((head, content)) = columns.get_mut(&column)
            && *content == Content::Other
            && is_about_modules(head)
        {
            *content = Content::Modules;
            return;
        }
    }
}

impl ClaimRows {
    /// Whether headings say of three columns that modules, items and levels stand in them.
    fn is_headed_throughout(&self) -> bool {
        let has = |role: &RowColumn, is_head: fn(&str) -> bool| {
            let heads = self.of_role(role).into_iter().map(|column| self.heading(column));
            heads.into_iter().any(|head| !head.is_empty() && is_head(head))
        };
        has(&RowColumn::Modules, is_module_head)
            && has(&RowColumn::Items, is_item_head)
            && has(&RowColumn::Marks, is_level_head)
    }

    /// Settles which of the columns say the claims; gives whether there are any.
    fn settle(&mut self) -> bool {
        let has_code_head = |column: &usize| {
            let beside = [column + 1, column.wrapping_sub(1)];
            is_code_head(self.heading(*column)) && beside.iter().any(|at| is_module_head(self.heading(*at)))
        };
        let codes: Vec<usize> = self.of_role(&RowColumn::Modules).into_iter().filter(has_code_head).collect();
        self.prefer(&RowColumn::Modules, is_module_head, &codes);
        self.prefer(&RowColumn::Items, is_item_head, &[]);
        let (modules, items) = (self.of_role(&RowColumn::Modules), self.of_role(&RowColumn::Items));
        if are_interleaved(&modules, &items) {
            return false;
        }
        let (level_modules, level_items) = (self.of_levels(Content::Modules), self.of_levels(Content::Items));
        let has_levels = match (modules.is_empty(), items.is_empty()) {
            (false, true) if !level_items.is_empty() => true,
            (true, false) if !level_modules.is_empty() => true,
            (true, false) if self.is_of_module => !self.of_levels(Content::Marks).is_empty(),
            (false, false) if level_items.is_empty() && level_modules.is_empty() => {
                !self.of_levels(Content::Marks).is_empty()
            }
            // Both are named already, so a list below a level would say it of another one.
            (false, false) => return false,
            _ => return false,
        };
        self.settle_marks(has_levels);
        if self.is_of_module && !has_levels && self.of_role(&RowColumn::Marks).is_empty() {
            return !self.questions.is_empty();
        }
        let has_inline = !self.mark_cells().is_empty();
        let is_said = has_levels
            || has_inline
            || !self.of_role(&RowColumn::Marks).is_empty()
            || !self.questions.is_empty();
        if !is_said {
            self.ask_headings(&modules, &items);
        }
        true
    }

    /// Passes over the columns of a role whose heading does not say that they have it, where another's does; but for those
    /// of `besides`.
    fn prefer(&mut self, role: &RowColumn, is_head: fn(&str) -> bool, besides: &[usize]) {
        let all = self.of_role(role).into_iter().filter(|column| !besides.contains(column));
        let is_headed = |column: &usize| self.columns.get(column).is_some_and(|(head, _)| is_head(head));
        let (headed, others): (Vec<usize>, Vec<usize>) = all.partition(is_headed);
        if !headed.is_empty() {
            others.into_iter().for_each(|column| {
                self.pass_over(column, say!("its heading says something else of its row"))
            });
        }
    }

    /// Which column of marks says the level of a row.
    fn settle_marks(&mut self, has_levels: bool) {
        let marks = self.of_role(&RowColumn::Marks);
        let is_headed = |column: &usize| {
            self.columns.get(column).is_some_and(|(head, _)| head.is_empty() || is_level_head(head))
        };
        let (headed, others): (Vec<usize>, Vec<usize>) = marks.into_iter().partition(is_headed);
        if has_levels {
            for column in headed.into_iter().chain(others) {
                self.pass_over(column, say!("other columns say the levels"));
            }
            return;
        }
        let name = |column: &usize| {
            let head = self.heading(*column);
            Message::joined([Message::verbatim(self.sheet.column_name(*column)), quoted(head)], " ")
        };
        let open: Vec<Message> = match (headed.as_slice(), others.as_slice()) {
            ([_], _) | ([], []) => Vec::new(),
            ([], several) | (several, _) => several.iter().map(name).collect(),
        };
        if open.is_empty() {
            others
                .into_iter()
                .for_each(|column| self.pass_over(column, say!("another column says the levels")));
        } else {
            self.questions.push(Question::of_document(
                count!(
                    open.len(),
                    "the rows of the sheet {name} name modules and items, and nothing says whether {open} are their level",
                    "the rows of the sheet {name} name modules and items, and nothing says whether {open} is their level",
                    "the rows of the sheet {name} name modules and items, and nothing says whether {open} are their level",
                    name = self.sheet.name,
                    open = Message::joined(open, ", ")
                ),
                say!("write `Niveau` above the column of the levels, and hide the others"),
            ));
        }
    }

    /// Asks about headings that do not say that their column names what is covered.
    fn ask_headings(&mut self, modules: &[usize], items: &[usize]) {
        let head = |column: &usize| self.heading(*column);
        let unclear = modules.iter().filter(|column| !is_module_head(head(column))).chain(
            items
                .iter()
                .filter(|column| !is_item_head(head(column)) && !self.of_competences.contains(column)),
        );
        let unclear: Vec<Message> = unclear
            .map(|column| {
                Message::joined(
                    [Message::verbatim(self.sheet.column_name(*column)), quoted(head(column))],
                    " ",
                )
            })
            .collect();
        if !unclear.is_empty() {
            self.questions.push(Question::of_document(
                say!(
                    "the rows of the sheet {name} name modules and items, and nothing says that they cover them: column {unclear}",
                    name = self.sheet.name,
                    unclear = Message::joined(unclear, ", ")
                ),
                say!("write `Module` and `Item` above the columns of the modules and of the items that they cover, or the name of a level"),
            ));
        }
    }
}
