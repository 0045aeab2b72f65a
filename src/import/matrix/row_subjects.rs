//! Finds the modules and the items that the cells of a row name. Cells that name none, or of which nobody knows which they
//! mean, are listed, and their row claims nothing.

use crate::diagnostics::{Message, say};
use crate::edit::NamedModule;
use crate::import::matrix::denial;
use crate::import::matrix::items::Items;
use crate::import::matrix::marks::is_place;
use crate::import::matrix::mentions::mentioned;
use crate::import::matrix::module_names::{ColumnName, parted, without_choice};
use crate::import::matrix::modules::HeaderMeaning;
use crate::import::matrix::place::Near;
use crate::import::matrix::place_rows::{Named, RowPlacer};
use crate::import::matrix::row_meaning::RowMeaning;
use crate::import::matrix::row_names::{Naming, marked_parts, meaning, names};
use crate::import::matrix::vocabulary::is_code;
use crate::import::spreadsheet::CellValue;
use crate::model::{ItemId, Module};
use crate::tabular::{Mark, Word};
use crate::text::fold_cell;

/// Cells that name items together, and the mark behind their names.
type NamingCells<'t> = (Vec<(&'t str, CellValue)>, Option<&'t str>);

/// Why a cell that is called `name`, with `title` behind the code, may not say that the module `known` covers anything: `M03?`,
/// `(M02)`, `M02 deels`, `M01: nog te doen`.
fn doubt(known: &Module, name: &str, title: &str) -> Option<Message> {
    let name = name.trim();
    let asks = |text: &str| text.contains(['?', '!']);
    let is_in_brackets = name.starts_with(['(', '[']) && name.ends_with([')', ']']);
    let is_title = fold_cell(title) == fold_cell(&known.title) || is_place(title);
    // A title begins with a capital, or is the one that is known.
    let takes_back = || denial::of_addition(title) || title.starts_with(char::is_lowercase);
    // `M01 +`, `M01*`: a sign with the name may be a mark.
    let is_sign = |letter: char| !letter.is_alphanumeric() && !"()[]:.,;'\"’”“‘•·".contains(letter);
    let has_sign = |name: &str| name.starts_with(is_sign) || name.ends_with(is_sign);
    let is_doubtful = (asks(name) && !asks(&known.title))
        || (has_sign(name) && !has_sign(&known.title) && !has_sign(&known.code))
        || is_in_brackets
        || (!title.is_empty() && !is_title && takes_back());
    is_doubtful.then(|| {
        say!("what stands with the name may take it back; leave the name by itself, or write a level in brackets behind it")
    })
}

/// Whether words of a cell may be about everything that it names: `c1.1, c1.2 (beide niet)`.
fn speaks_of_all(text: &str) -> bool {
    const ALL: &[&str] =
        &["beide", "alle", "allemaal", "alles", "both", "all", "tous", "toutes", "deux", "beides"];
    text.split(|c: char| !c.is_alphanumeric()).any(|word| ALL.contains(&word.to_lowercase().as_str()))
}

/// Whether the first word of a text is the id of an item, or is built as one.
fn begins_with_an_id(items: &Items<'_>, text: &str) -> bool {
    let first = text.trim_start_matches(['(', '[', '-', '•', ' ']).split_whitespace().next().unwrap_or("");
    let first = first.trim_end_matches([')', ']', '?', '!', '*', ',', '.']);
    items.id(first).is_some() || items.looks_like_an_id(first) || items.competence(first).is_some()
}

impl RowPlacer<'_, '_> {
    /// The module whose name the sheet has.
    pub(super) fn of_sheet(&mut self) -> Option<Vec<Named<usize>>> {
        let name = self.rows.sheet.name.clone();
        let target = self.target(&name, &name).ok()?;
        Some(vec![Named { name: target, mark: None }])
    }

    /// Whether a cell names something: it is not empty, and no dash that says so.
    fn is_filled(&self, row: usize, column: usize) -> bool {
        let text = self.rows.sheet.text(row, column);
        !text.is_empty() && self.placer.marks.find(text) != Some(Mark::Nothing)
    }

    /// The modules that the cells of a row in these columns name; nothing where they are empty. What is not understood
    /// is listed.
    pub(super) fn modules_of(
        &mut self,
        row: usize,
        columns: &[usize],
    ) -> Result<Option<Vec<Named<usize>>>, ()> {
        let rows = self.rows;
        let mut found: Vec<Named<usize>> = Vec::new();
        let filled: Vec<usize> =
            columns.iter().copied().filter(|column| self.is_filled(row, *column)).collect();
        if let Some((column, name)) = self.code_and_title(row, &filled) {
            let target = self.target(&name, &rows.sheet.address(row, column));
            return match target {
                Ok(target) => Ok(Some(vec![Named { name: target, mark: None }])),
                Err(why) => {
                    let cell = rows.sheet.short_address(row, column);
                    self.unread(row, None, None, say!("{cell}: \"{name}\": {why}", cell, name, why));
                    Err(())
                }
            };
        }
        for column in &filled {
            let text = rows.sheet.text(row, *column);
            let address = rows.sheet.address(row, *column);
            let is_struck = rows.sheet.cell(row, *column).struck;
            let Some(names) = names(self.modules, &self.placer.marks, text).filter(|_| !is_struck) else {
                let why = if is_struck {
                    say!("it is struck through")
                } else {
                    say!("no module of the site is called so")
                };
                self.unread_cell(row, *column, why);
                return Err(());
            };
            for Naming { name, mark } in names {
                match self.target(name, &address) {
                    Ok(target)
                        if found
                            .iter()
                            .any(|known| known.name == target && known.mark.as_deref() == mark) => {}
                    Ok(target) => found.push(Named { name: target, mark: mark.map(str::to_owned) }),
                    Err(why) => {
                        let cell = rows.sheet.short_address(row, *column);
                        self.unread(row, None, None, say!("{cell}: \"{name}\": {why}", cell, name, why));
                        return Err(());
                    }
                }
            }
        }
        Ok((!found.is_empty()).then_some(found))
    }

    /// The code and the title of one module that stand in two cells, as one name; and the column of the code.
    fn code_and_title(&self, row: usize, filled: &[usize]) -> Option<(usize, String)> {
        let [one, other] = filled else { return None };
        let sheet = &self.rows.sheet;
        let is_struck = |column: &usize| sheet.cell(row, *column).struck;
        let is_code = |column: &usize| {
            let text = sheet.text(row, *column);
            is_code(text) || self.modules.is_code(text)
        };
        let (code, title) = match (is_code(one), is_code(other)) {
            (true, false) => (one, other),
            (false, true) => (other, one),
            (true, true) | (false, false) => return None,
        };
        let other = sheet.text(row, *title);
        if self.modules.are_listed(other) || self.modules.coded(other).is_some() {
            return None;
        }
        let name = format!("{} {other}", sheet.text(row, *code));
        (!is_struck(code) && !is_struck(title)).then_some((*code, name))
    }

    /// Whether a title is known only without the words that say how a module is taken, where another cell names that module without
    /// them: `Gebak (keuze)` and `Gebak` are two modules then.
    fn may_be_another(&self, title: &str) -> bool {
        let sheet = &self.rows.sheet;
        let (own, bare) = (fold_cell(title), without_choice(title).map(fold_cell));
        let columns = || self.rows.columns.keys().copied();
        let mut cells = self.rows.body.clone().flat_map(|row| columns().map(move |column| (row, column)));
        self.modules.is_by_choice(title)
            && cells.any(|(row, column)| {
                let text = parted(sheet.text(row, column)).1;
                match &bare {
                    Some(bare) => *bare == fold_cell(text),
                    None => without_choice(text).is_some_and(|other| fold_cell(other) == own),
                }
            })
    }

    /// The target of the module that is called `name`.
    fn target(&mut self, name: &str, address: &str) -> Result<usize, Message> {
        if let Some(known) = self.targets.get(name) {
            return known.clone();
        }
        let (code, title) = parted(self.modules.without_word(name));
        let title = if code == title.trim_end_matches([':', '.']) { "" } else { title };
        let module = match self.modules.meaning(code, title, "") {
            HeaderMeaning::Known(_) if code.is_empty() && self.may_be_another(title) => Err(say!(
                "other cells have this name without the word behind it, so this one may be a module of its own; write its code"
            )),
            HeaderMeaning::Known(module) => match doubt(&self.placer.site.modules[module], name, title) {
                Some(why) => Err(why),
                None => {
                    self.placer.note_name(module, address, code, title);
                    Ok(NamedModule::Known(module))
                }
            },
            HeaderMeaning::Near(module, score) => {
                let known = &self.placer.site.modules[module];
                let taken_for = Word::module_name(&known.code, &known.title);
                self.placer.placed.near.push(Near {
                    text: name.to_owned(),
                    cell: address.to_owned(),
                    taken_for,
                    score,
                });
                Ok(NamedModule::Known(module))
            }
            HeaderMeaning::Unsure(why) => Err(why),
            HeaderMeaning::New if is_code(code) && (!title.is_empty() || !self.modules.is_foreign(code)) => {
                Ok(self.placer.new_module(&ColumnName {
                    code: code.to_owned(),
                    title: title.to_owned(),
                    ..ColumnName::default()
                }))
            }
            HeaderMeaning::New => Err(say!("the site has no module of that name")),
        };
        let target = module.map(|module| self.placer.take_target(module, ""));
        self.targets.insert(name.to_owned(), target.clone());
        target
    }

    /// The items that the cells of a row in these columns name; nothing where they are empty. What is not understood is
    /// listed.
    pub(super) fn items_of(
        &mut self,
        row: usize,
        columns: &[usize],
    ) -> Result<Option<Vec<Named<ItemId>>>, ()> {
        let filled: Vec<usize> =
            columns.iter().copied().filter(|column| self.is_filled(row, *column)).collect();
        let Some(first) = filled.first() else { return Ok(None) };
        if self.are_lists {
            return self.listed_items(row, &filled);
        }
        let found = match (self.items_in(row, &filled), filled.as_slice()) {
            (Err(why), [one]) => self.parts_of(row, *one).ok_or(why),
            (found, _) => found,
        };
        found.map(Some).map_err(|why| self.unread_cell(row, *first, why))
    }

    /// The items of the parts of a cell that are understood, where another part begins with an id as well: `c1.1, c1.2?`. That
    /// one is listed, and so is what stands behind words that may be about all that follows, such as `niet: c1.1, c1.2`.
    fn parts_of(&mut self, row: usize, column: usize) -> Option<Vec<Named<ItemId>>> {
        let rows = self.rows;
        let text = rows.sheet.text(row, column);
        let parts = marked_parts(text);
        if parts.len() < 2 || speaks_of_all(text) || rows.sheet.cell(row, column).struck {
            return None;
        }
        let (mut found, mut open): (Vec<Named<ItemId>>, Vec<(&str, Message)>) = (Vec::new(), Vec::new());
        let mut is_cut = false;
        for part in parts {
            let items = &mut self.placer.items;
            let mut why = say!("this part of the cell is not understood, so only the others count");
            let named = match meaning(items, &[(part.name, CellValue::Text)]) {
                RowMeaning::Item(item) if !is_cut => Some(vec![item]),
                RowMeaning::Items(several) if !is_cut => Some(several),
                RowMeaning::Competence(competence) => {
                    let known = &self.placer.site.competences[competence];
                    why =
                        say!("it names the whole competence {id}, and not each of its items", id = known.id);
                    self.placer.whole_competences.then(|| known.indicators.clone()).filter(|_| !is_cut)
                }
                _ => None,
            };
            if let Some(named) = named {
                let mark = part.mark.map(str::to_owned);
                found.extend(named.into_iter().map(|name| Named { name, mark: mark.clone() }));
                continue;
            }
            // Words alone may take the whole cell back.
            let mentioned = mentioned(items, part.name);
            if mentioned.is_empty()
                && !items.looks_like_an_id(part.name)
                && items.competence(part.name).is_none()
            {
                return None;
            }
            is_cut |= !begins_with_an_id(items, part.name);
            self.doubtful.extend(mentioned);
            open.push((part.name, why));
        }
        if found.is_empty() {
            self.doubtful.clear();
            return None;
        }
        for (part, why) in open {
            self.placer.unplaced(rows.sheet.address(row, column), part, why);
        }
        Some(found)
    }

    /// The items of a list, each in a cell of its own. A cell that is not understood is listed by itself, and the others
    /// count.
    fn listed_items(&mut self, row: usize, filled: &[usize]) -> Result<Option<Vec<Named<ItemId>>>, ()> {
        let mut found: Vec<Named<ItemId>> = Vec::new();
        let mut open: Vec<(usize, Message)> = Vec::new();
        for column in filled {
            match self.items_in(row, &[*column]) {
                Ok(items) => {
                    let new: Vec<_> = items.into_iter().filter(|item| !found.contains(item)).collect();
                    found.extend(new);
                }
                Err(why) => open.push((*column, why)),
            }
        }
        // What else stands in a row without any item is lost with it.
        if let ([], [(column, why)]) = (found.as_slice(), open.as_slice()) {
            self.unread_cell(row, *column, why.clone());
            return Err(());
        }
        for (column, why) in open {
            let sheet = &self.rows.sheet;
            self.placer.unplaced(sheet.address(row, column), sheet.text(row, column), why);
        }
        if found.is_empty() { Err(()) } else { Ok(Some(found)) }
    }

    /// The items that the filled cells of a row in these columns name together, or why none.
    fn items_in(&mut self, row: usize, filled: &[usize]) -> Result<Vec<Named<ItemId>>, Message> {
        let rows = self.rows;
        let cell = |column: &usize| (rows.sheet.text(row, *column), rows.sheet.cell(row, *column).value);
        let texts: Vec<(&str, CellValue)> = filled.iter().map(cell).collect();
        let marked = texts.first().map(|(text, _)| marked_parts(text)).unwrap_or_default();
        let parts: Vec<NamingCells<'_>> = if texts.len() == 1 && marked.iter().any(|part| part.mark.is_some())
        {
            marked.iter().map(|part| (vec![(part.name, CellValue::Text)], part.mark)).collect()
        } else {
            vec![(texts.clone(), None)]
        };
        let mut found = Vec::new();
        for (texts, mark) in parts {
            let mark = mark.map(str::to_owned);
            if filled.iter().any(|column| rows.sheet.cell(row, *column).struck) {
                return Err(say!("it is struck through"));
            }
            let items = self.meant(row, filled.first().copied().unwrap_or(0), &texts)?;
            found.extend(items.into_iter().map(|name| Named { name, mark: mark.clone() }));
        }
        Ok(found)
    }

    /// The items that texts mean together, or why none.
    fn meant(
        &mut self,
        row: usize,
        column: usize,
        cells: &[(&str, CellValue)],
    ) -> Result<Vec<ItemId>, Message> {
        let site = self.placer.site;
        let texts: Vec<&str> = cells.iter().map(|(text, _)| *text).collect();
        match meaning(&mut self.placer.items, cells) {
            RowMeaning::Item(item) => Ok(vec![item]),
            RowMeaning::Items(items) => Ok(items),
            RowMeaning::Near(item, score) => {
                let known = &site.items[item];
                let taken_for = format!("{} {}", known.id, known.text);
                let cell = self.rows.sheet.address(row, column);
                self.placer.placed.near.push(Near { text: texts.join(" "), cell, taken_for, score });
                Ok(vec![item])
            }
            RowMeaning::Competence(competence) if self.placer.whole_competences => {
                Ok(site.competences[competence].indicators.clone())
            }
            RowMeaning::Competence(competence) => {
                let id = &site.competences[competence].id;
                self.placer.placed.marked_as_whole.insert(id.clone());
                Err(say!("it names the whole competence {id}, and not each of its items", id))
            }
            RowMeaning::Conflict { id, text } => Err(say!(
                "the id is that of {id}, the text that of {text}",
                id = site.items[id].id,
                text = site.items[text].id
            )),
            RowMeaning::Unsure(why) => {
                self.placer.ask_range(&texts, &self.rows.sheet.address(row, column));
                Err(why)
            }
            RowMeaning::Nothing => Err(say!("it names no item")),
        }
    }
}
