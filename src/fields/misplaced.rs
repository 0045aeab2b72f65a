//! Moves entries that have landed in another table than their author meant.
//!
//! TOML counts every line below a table's name as part of that table, which authors do not expect:
//!
//! ```text
//! [covers]
//! assessed = ["c4.6"]
//! hours = 40             meant for the page, but TOML puts it into `covers`
//! ```
//!
//! Every entry that is moved is also reported, with the line to change. An entry that could be meant as it stands is
//! left alone.

use std::sync::Arc;

use super::value::ValueKind;
use super::{Fields, Value};
use crate::diagnostics::{Diagnostic, Message, Problems, Reported, count, say};
use crate::text::{Spanned, nearest};

/// Whose keys are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyOwner {
    /// The page whose front matter it is.
    Page,
    /// The site whose settings they are.
    Site,
}

type TableEntry = (Spanned<String>, Value);

impl Fields {
    /// Moves entries with one of `keys`, which are keys of this table, out of the table or tables `below` (by its name, or
    /// by a path such as `coverage.levels`) into this one. A list stays where it is, unless its key is one of `lists`, as
    /// does a key that this table has already.
    pub fn lift(
        &mut self,
        below: &str,
        keys: &[&str],
        lists: &[&str],
        owner: KeyOwner,
        problems: &mut Problems,
    ) {
        for (name, moved) in self.extract(below, keys, lists) {
            let help = match (owner, moved.len()) {
                (KeyOwner::Page, 1) => say!("move this line above the line `{name}`", name),
                (KeyOwner::Page, _) => say!("move these lines above the line `{name}`", name),
                // Above that line another table may go on.
                (KeyOwner::Site, 1) => say!("move this line to the top of the file"),
                (KeyOwner::Site, _) => say!("move these lines to the top of the file"),
            };
            self.take_in(&name, moved, owner, help, problems);
        }
    }

    /// As [`lift`](Self::lift), out of every table whose name is not one of `known`. Where such a table holds nothing else, its
    /// name is the mistake, and it goes.
    pub fn lift_unknown(
        &mut self,
        known: &[&str],
        keys: &[&str],
        lists: &[&str],
        owner: KeyOwner,
        problems: &mut Problems,
    ) {
        let is_unknown = |(key, value): &&TableEntry| {
            let name = key.value.as_str();
            let is_known = known.contains(&name) || keys.contains(&name) || name.contains('.');
            matches!(value.kind, ValueKind::Table(_)) && !is_known
        };
        let names: Vec<String> =
            self.entries.iter().filter(is_unknown).map(|(key, _)| key.value.clone()).collect();
        for unknown in names {
            for (name, moved) in self.extract(&unknown, keys, lists) {
                let is_rest = |(key, value): &TableEntry| {
                    key.value == unknown
                        && matches!(&value.kind, ValueKind::Table(table) if table.entries.is_empty())
                };
                let help = match (self.entries.iter().any(is_rest), moved.len()) {
                    (true, _) => say!("take the line `{name}` out", name),
                    (false, 1) => say!("move this line above the line `{name}`", name),
                    (false, _) => say!("move these lines above the line `{name}`", name),
                };
                self.entries.retain(|entry| !is_rest(entry));
                self.take_in(&name, moved, owner, help, problems);
            }
        }
    }

    /// Takes the entries with one of `keys` out of the table or tables `below`, each with the line that begins its table.
    fn extract(&mut self, below: &str, keys: &[&str], lists: &[&str]) -> Vec<(String, Vec<TableEntry>)> {
        let here: Vec<&str> = keys.iter().copied().filter(|key| !self.has(key)).collect();
        let is_meant = |(key, value): &mut TableEntry| {
            let key = key.value.as_str();
            let is_list = matches!(value.kind, ValueKind::Array(_));
            here.contains(&key) && (!is_list || lists.contains(&key))
        };
        let tables = tables_at(self, below, below).into_iter();
        let moved = tables.map(|(name, table)| (name, table.entries.extract_if(.., is_meant).collect()));
        moved.filter(|(_, moved): &(String, Vec<TableEntry>)| !moved.is_empty()).collect()
    }

    /// Adds entries that stood below the line `name`, and reports them together: they stand there by one mistake.
    fn take_in(
        &mut self,
        name: &str,
        moved: Vec<TableEntry>,
        owner: KeyOwner,
        help: Message,
        problems: &mut Problems,
    ) {
        let names: Vec<&str> = moved.iter().map(|(key, _)| key.value.as_str()).collect();
        let keys = format!("`{}`", names.join("`, `"));
        let message = match owner {
            KeyOwner::Page => count!(
                names.len(),
                "no key of the page stands under `{name}`",
                "{keys} stands under `{name}`, but is a key of the page",
                "{keys} stand under `{name}`, but are keys of the page",
                keys,
                name
            ),
            KeyOwner::Site => count!(
                names.len(),
                "no setting of the whole site stands under `{name}`",
                "{keys} stands under `{name}`, but is a setting of the whole site",
                "{keys} stand under `{name}`, but are settings of the whole site",
                keys,
                name
            ),
        };
        let Some(span) = moved.first().map(|(key, _)| key.span) else { return };
        self.refuse(span, message, help, problems);
        for (key, value) in moved {
            if !self.has(&key.value) {
                self.entries.push((key, value));
            }
        }
    }

    /// The paths of the tables in the table `below`, such as `levels.M05`, and of itself. One whose name has a dot has no
    /// path.
    pub fn tables_in(&self, below: &str) -> Vec<String> {
        let mut paths = vec![below.to_owned()];
        for (_, value) in self.entries.iter().filter(|(key, _)| key.value == below) {
            let ValueKind::Table(table) = &value.kind else { continue };
            let is_table = |value: &Value| matches!(value.kind, ValueKind::Table(_));
            let inner =
                table.entries.iter().filter(|(key, value)| is_table(value) && !key.value.contains('.'));
            paths.extend(inner.map(|(key, _)| format!("{below}.{}", key.value)));
        }
        paths
    }

    /// Moves the entries of this table for which `is_meant` holds into the table `into`, of which they are keys; one that is
    /// not there is made.
    pub fn lower(&mut self, into: &str, is_meant: impl Fn(&str) -> bool, problems: &mut Problems) {
        let moved: Vec<_> = self.entries.extract_if(.., |(key, _)| is_meant(&key.value)).collect();
        self.hand_on(moved, into, problems, |key| {
            say!("`{key}` stands in no table, but is a key of `[{into}]`", key, into)
        });
    }

    /// As [`lower`](Self::lower), of entries that stand in the table `from`.
    pub fn shift(
        &mut self,
        from: &str,
        into: &str,
        is_meant: impl Fn(&str) -> bool,
        problems: &mut Problems,
    ) {
        let of_table = |(_, table): (String, &mut Self)| {
            table.entries.extract_if(.., |(key, _)| is_meant(&key.value)).collect::<Vec<_>>()
        };
        let moved = tables_at(self, from, from).into_iter().flat_map(of_table).collect();
        self.hand_on(moved, into, problems, |key| {
            say!("`{key}` stands under `[{from}]`, but is a key of `[{into}]`", key, from, into)
        });
    }

    /// Puts entries into the table `into`, and reports each with `message`.
    fn hand_on(
        &mut self,
        moved: Vec<TableEntry>,
        into: &str,
        problems: &mut Problems,
        message: impl Fn(&str) -> Message,
    ) {
        let Some(span) = moved.first().map(|(key, _)| key.span) else { return };
        let there = self.entries.iter().find(|(known, _)| known.value == into);
        let there = there.and_then(|(_, value)| match &value.kind {
            ValueKind::Table(table) => Some(table),
            _ => None,
        });
        let (again, moved): (Vec<_>, Vec<_>) =
            moved.into_iter().partition(|(key, _)| there.is_some_and(|table| table.has(&key.value)));
        let of_again = || say!("it stands there already, so take this line out");
        let of_moved = || match there {
            Some(_) => say!("move this line below the line `[{into}]`", into),
            None => say!("move this line to the end of the file, below a line `[{into}]`", into),
        };
        let helps = again.iter().map(|entry| (entry, of_again()));
        for ((key, _), help) in helps.chain(moved.iter().map(|entry| (entry, of_moved()))) {
            self.refuse(key.span, message(&key.value), help, problems);
        }
        match self.entries.iter_mut().find(|(known, _)| known.value == into) {
            Some((_, Value { kind: ValueKind::Table(table), .. })) => table.entries.extend(moved),
            Some(_) => {}
            None => {
                let table =
                    Self { origin: Arc::clone(&self.origin), span, entries: moved, known: Vec::new() };
                let value = Value { span, kind: ValueKind::Table(table), broken: None, written: None };
                self.entries.push((Spanned::new(into.to_owned(), span), value));
            }
        }
    }

    /// Takes out the keys with a value of true or false in the tables below this one, for which `is_one` holds.
    pub fn take_below(&mut self, is_one: impl Fn(&str, bool) -> bool) -> Vec<Spanned<String>> {
        let mut taken = Vec::new();
        let own = |value: &Value| matches!(value.kind, ValueKind::Boolean(_));
        let (kept, mut below) =
            std::mem::take(&mut self.entries).into_iter().partition(|(_, value)| own(value));
        std::mem::swap(&mut self.entries, &mut below);
        take_true(self, &is_one, &mut taken);
        self.entries.extend::<Vec<_>>(kept);
        self.entries.sort_by_key(|(key, _)| key.span);
        taken
    }

    /// Gives the name `meant` to a table whose own name is not among `known`, if that name is near or its lists are
    /// plainly lists of ids.
    pub fn rename(&mut self, meant: &str, known: &[&str], problems: &mut Problems) {
        let is_meant = |(key, value): &mut (Spanned<String>, Value)| {
            let ValueKind::Table(table) = &value.kind else { return false };
            let mut lists = table.entries.iter().filter_map(|(_, value)| value.texts()).peekable();
            let is_near = !nearest(&key.value, [meant]).is_empty();
            !known.contains(&key.value.as_str())
                && lists.peek().is_some()
                && (is_near || lists.all(|list| list.iter().all(|text| is_id(text))))
        };
        let renamed: Vec<_> = self.entries.extract_if(.., is_meant).collect();
        for (key, value) in renamed {
            let message = say!(
                "`[{key}]` is no table of this page; lists of ids stand under `[{meant}]`",
                key = key.value,
                meant
            );
            let help = match self.has(meant) {
                true => say!("move its lines below `[{meant}]`", meant),
                false => say!("write `{code}`", code = format!("[{meant}]")),
            };
            self.refuse(key.span, message, help, problems);
            let ValueKind::Table(table) = &value.kind else { continue };
            match self.entries.iter_mut().find(|(known, _)| known.value == meant) {
                Some((_, Value { kind: ValueKind::Table(there), .. })) => {
                    there.entries.extend(table.entries.clone())
                }
                Some(_) => {}
                None => self.entries.push((Spanned::new(meant.to_owned(), key.span), value)),
            }
        }
    }

    /// Takes out the table or tables at `key`, which only a file of another kind has, and gives its name. With them go the other
    /// `keys` of that kind: they are the same mistake.
    pub fn take_foreign(&mut self, key: &str, keys: &[&str]) -> Option<Spanned<String>> {
        let is_table = |value: &Value| matches!(value.kind, ValueKind::Table(_) | ValueKind::Array(_));
        let is_it = |(known, value): &&TableEntry| known.value == key && is_table(value);
        let name = self.entries.iter().find(is_it)?.0.clone();
        self.entries.retain(|(known, _)| known.value != key && !keys.contains(&known.value.as_str()));
        Some(name)
    }

    /// Takes out each list of texts whose key is not one of `known` and near none, and reports it with `help`.
    pub fn unknown_lists(
        &mut self,
        known: &[&str],
        help: &Message,
        problems: &mut Problems,
    ) -> Option<Reported> {
        if self.origin.is_mixed {
            return None;
        }
        let is_unknown = |(key, value): &mut (Spanned<String>, Value)| {
            value.texts().is_some()
                && !known.contains(&key.value.as_str())
                && nearest(&key.value, known.iter().copied()).is_empty()
        };
        let unknown: Vec<_> = self.entries.extract_if(.., is_unknown).collect();
        let mut first = None;
        for (key, _) in unknown {
            let message = say!("unknown key `{key}`", key = key.value);
            let place = self.place(key.span);
            let problem = Diagnostic::new(self.origin.codes.unknown_key, place, message).help(help.clone());
            first = first.or(Some(problems.push(problem)));
        }
        first
    }
}

/// Takes the entries of `table` and of all tables below it, for which `is_one` holds, into `taken`; a table that has
/// nothing else goes with them.
fn take_true(table: &mut Fields, is_one: &impl Fn(&str, bool) -> bool, taken: &mut Vec<Spanned<String>>) {
    table.entries.retain_mut(|(key, value)| match &mut value.kind {
        ValueKind::Boolean(is) if is_one(&key.value, *is) => {
            taken.push(key.clone());
            false
        }
        ValueKind::Table(below) => {
            let before = taken.len();
            take_true(below, is_one, taken);
            taken.len() == before || !below.entries.is_empty()
        }
        ValueKind::Array(values) => {
            values.iter_mut().filter_map(as_table).for_each(|below| take_true(below, is_one, taken));
            true
        }
        _ => true,
    });
}

/// The table or tables at `path` below `table`, such as `coverage.levels`, each with the line that begins it; `whole` is the
/// path from the top.
fn tables_at<'f>(table: &'f mut Fields, path: &str, whole: &str) -> Vec<(String, &'f mut Fields)> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let mut found = Vec::new();
    for (_, value) in table.entries.iter_mut().filter(|(key, _)| key.value == first) {
        let (name, tables) = match &mut value.kind {
            ValueKind::Table(table) => (format!("[{whole}]"), vec![table]),
            ValueKind::Array(values) => {
                (format!("[[{whole}]]"), values.iter_mut().filter_map(as_table).collect())
            }
            _ => continue,
        };
        for table in tables {
            match rest {
                Some(rest) => found.extend(tables_at(table, rest, whole)),
                None => found.push((name.clone(), table)),
            }
        }
    }
    found
}

fn as_table(value: &mut Value) -> Option<&mut Fields> {
    match &mut value.kind {
        ValueKind::Table(table) => Some(table),
        _ => None,
    }
}

/// Whether `text` has the form of most ids: `c4.6`, `k.ict`, `c4`.
fn is_id(text: &str) -> bool {
    text.contains(|c: char| c == '.' || c.is_ascii_digit()) && !text.contains(char::is_whitespace)
}
