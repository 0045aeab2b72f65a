//! Competency frameworks of Moodle, in the CSV that its own export writes. Columns are known by their names, in the four
//! languages of sites, in any order and number; where the names are others, by the position that Moodle gives them. Rows
//! that Moodle would drop without a word are kept or named. Descriptions are HTML, of which nothing is promised.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{Message, count, say};
use crate::import::draft::ForeignNames;
use crate::import::draft::Imported;
use crate::import::draft::ImportedDocument;
use crate::import::file::moodle_columns::Columns;
use crate::import::file::{Refusal, html};
use crate::import::framework::{Framework, Node, NodeKind, Parent, as_code, as_id, draft};
use crate::import::normalised::Tally;
use crate::import::outline::plain_text::clean_value;
use crate::syntax::Grade;
use crate::tabular::{is_formula, unguard_formula};
use crate::text::{SourcePath, Span, Spanned, collapse_whitespace};

/// The places of the columns in a row, once it is arranged as Moodle arranges it.
mod column {
    pub(super) const PARENT: usize = 0;
    pub(super) const ID: usize = 1;
    pub(super) const NAME: usize = 2;
    pub(super) const DESCRIPTION: usize = 3;
    pub(super) const RULE: usize = 7;
    pub(super) const RELATED: usize = 10;
    pub(super) const IS_FRAMEWORK: usize = 12;
    pub(super) const TAXONOMY: usize = 13;
}

/// A row of the table.
struct CompetencyRow {
    cells: Vec<String>,
    /// Its first line in the file.
    span: Span,
}

/// Reads the framework `text` of `file`.
///
/// # Errors
/// When its columns are not known, or it has not exactly one row for the framework.
pub(super) fn parse(file: &SourcePath, text: &str) -> Result<ImportedDocument, Refusal> {
    let rows = rows(text)?;
    let (whole, competencies): (Vec<&CompetencyRow>, Vec<&CompetencyRow>) =
        rows.iter().partition(|row| cell(row, column::IS_FRAMEWORK) == "1");
    let [whole] = whole[..] else {
        let message = count!(
            whole.len(),
            "this framework has no row that is the framework itself",
            "this framework has 1 row that is the framework itself",
            "this framework has {n} rows that are the framework itself"
        );
        let help = say!("export it from Moodle again; one row has 1 under \"Is framework\"");
        return Err(Refusal::new(message, help));
    };
    let mut parser = FrameworkParser { file, tally: Tally::default(), diagnostics: Vec::new(), rules: 0 };
    let framework = parser.framework(whole, &competencies);
    let Imported { draft, mut diagnostics } = draft(file, framework);
    if draft.is_some() {
        diagnostics.extend(parser.diagnostics);
        diagnostics.extend(parser.tally.diagnostics(file));
    }
    let imported = Imported { draft, diagnostics };
    Ok(ImportedDocument { text: text.to_owned(), ..imported.into() })
}

/// The refusal of a text whose rows are none.
fn damaged() -> Refusal {
    Refusal::damaged(say!("its rows cannot be read"))
}

/// The rows below the names of the columns.
fn rows(text: &str) -> Result<Vec<CompetencyRow>, Refusal> {
    let first = text.lines().next().unwrap_or_default();
    let often = |separator: u8| first.bytes().filter(|byte| *byte == separator).count();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|byte| often(*byte)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(true)
        .from_reader(text.as_bytes());
    let names = reader.headers().map_err(|_| damaged())?;
    let names: Vec<String> = names.iter().map(str::to_owned).collect();
    let columns = Columns::named(&names).or_else(|| Columns::by_position(names.len())).ok_or_else(|| {
        let help = say!("Moodle writes parent id number, id number, short name and so on over its columns; export the framework again, or write these names in the first line");
        Refusal::new(say!("the columns of this framework have other names than Moodle's, and are not its fourteen"), help)
    })?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| damaged())?;
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok());
        let cells: Vec<String> = record.iter().map(|cell| unguard_formula(cell).to_owned()).collect();
        let cells = columns.arranged(&cells);
        rows.push(CompetencyRow { cells, span: first_line(text, start.unwrap_or_default()) });
    }
    Ok(rows)
}

/// The first line with something in it of what `text` has from byte `start` on.
fn first_line(text: &str, start: usize) -> Span {
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.trim_start_matches(['\r', '\n']);
    let start = text.len() - line.len();
    Span::new(start..start + line.lines().next().unwrap_or_default().len())
}

fn cell(row: &CompetencyRow, column: usize) -> &str {
    row.cells.get(column).map_or("", |cell| cell.trim())
}

struct FrameworkParser<'f> {
    file: &'f SourcePath,
    tally: Tally,
    diagnostics: Vec<Diagnostic>,
    /// How many competencies have a rule that completes them.
    rules: usize,
}

impl FrameworkParser<'_> {
    fn framework(&mut self, whole: &CompetencyRow, rows: &[&CompetencyRow]) -> Framework {
        let code = cell(whole, column::ID);
        let description = html::words(cell(whole, column::DESCRIPTION));
        // A title that its column could not hold as it is stands whole above the definition.
        let name = cell(whole, column::NAME);
        let (first, rest) = description.split_once('\n').unwrap_or((&description, ""));
        let (title, definition) = if says_the_whole(name, first) || (is_formula(name) && name == first) {
            (first, rest)
        } else {
            (name, description.as_str())
        };
        let title = self.text(whole, title);
        let definition = definition.lines().map(|line| self.text(whole, line)).collect();
        let taxonomy: Vec<&str> = cell(whole, column::TAXONOMY).split(',').collect();
        let top = match taxonomy[..] {
            ["competency", below, ..] if below != "competency" => NodeKind::Competence,
            _ => NodeKind::Unknown,
        };
        let mut framework = Framework {
            code: Some(code.to_owned()).filter(|code| !code.is_empty()),
            definition,
            ..Framework::new(title)
        };
        let kept = self.nodes(rows, &mut framework);
        let at_id: HashMap<&str, usize> =
            kept.iter().enumerate().map(|(at, row)| (cell(row, column::ID), at)).collect();
        for (at, row) in kept.iter().enumerate() {
            let parent = cell(row, column::PARENT);
            let above = at_id.get(parent).copied();
            if above.is_none() && !parent.is_empty() && parent != code {
                let message = say!("no row has the id number `{parent}` that this one stands below", parent);
                let help = say!("it was put at the top");
                self.report(Code::L703, framework.nodes[at].text.span, message, help);
            }
            framework.nodes[at].parents.push(Parent { node: above, sequence: None });
            for related in cell(row, column::RELATED).split(',').filter(|id| !id.is_empty()) {
                let related = unguard_formula(related).replace("%2C", ",");
                match at_id.get(related.as_str()) {
                    Some(other) => framework.relations.push((at, *other)),
                    None => {
                        let message =
                            say!("no row has the id number `{related}` that this one refers to", related);
                        let span = framework.nodes[at].text.span;
                        self.report(Code::L703, span, message, say!("it is left out"));
                    }
                }
            }
        }
        let has_children: Vec<bool> = children(&framework);
        for (at, node) in framework.nodes.iter_mut().enumerate() {
            let is_top = node.parents.iter().all(|parent| parent.node.is_none());
            // A list of knowledge stands at the top too, and is known by its name.
            let is_list = has_children[at] && crate::tabular::Word::find(&node.text.value).is_some();
            if is_top && !is_list {
                node.kind = top;
            }
        }
        self.left_out();
        framework
    }

    /// Adds a node for each row that has an id number and a name; the answer is those rows.
    fn nodes<'r>(&mut self, rows: &[&'r CompetencyRow], framework: &mut Framework) -> Vec<&'r CompetencyRow> {
        let mut kept: Vec<&CompetencyRow> = Vec::new();
        let mut seen = HashMap::new();
        for row in rows {
            let (id, name) = (cell(row, column::ID), cell(row, column::NAME));
            let text = statement(name, &html::words(cell(row, column::DESCRIPTION)));
            let text = self.text(row, if text.is_empty() { id } else { &text });
            if text.value.is_empty() {
                let help = say!("Moodle would skip it too");
                self.report(Code::L710, text.span, say!("a row without id number and name"), help);
                continue;
            }
            let is_again = !id.is_empty() && seen.insert(id, ()).is_some();
            if is_again {
                let message = say!("the id number `{id}` stands twice", id);
                let help = say!("Moodle would keep the last of them; both are kept here");
                self.report(Code::L703, text.span, message, help);
            }
            self.rules += usize::from(!matches!(cell(row, column::RULE), "" | "0" | "null"));
            framework.nodes.push(node(id, text, is_again));
            kept.push(row);
        }
        kept
    }

    /// `text`, which stands in `row`.
    fn text(&mut self, row: &CompetencyRow, text: &str) -> Spanned<String> {
        Spanned::new(clean_value(text, row.span, &mut self.tally), row.span)
    }

    fn left_out(&mut self) {
        if self.rules > 0 {
            let message = count!(
                self.rules,
                "no rules that complete a competency are left out",
                "1 rule that completes a competency is left out",
                "{n} rules that complete a competency are left out"
            );
            self.report(Code::L710, Span::at(0), message, say!("a profile has no place for these"));
        }
    }

    fn report(&mut self, code: Code, span: Span, message: Message, help: Message) {
        self.diagnostics.push(Diagnostic::new(code, Place::new(self.file, span), message).help(help));
    }
}

/// The competency with the id number `id`, which stood before when `is_again`: then it gets an id of its own.
fn node(id: &str, text: Spanned<String>, is_again: bool) -> Node {
    let is_id = as_id(id).as_deref() == Some(id);
    let name = Some(id.to_owned()).filter(|id| !id.is_empty() && !is_again);
    // The code is what tells the competency again; where the id is the whole of it, it says so already.
    let code = if is_id { None } else { as_code(id) };
    let foreign_names = ForeignNames { id: name, code, references: Vec::new() };
    let (details, parents) = (Vec::new(), Vec::new());
    Node {
        text,
        details,
        closing: Vec::new(),
        foreign_names,
        kind: NodeKind::Unknown,
        grade: Grade::Plain,
        parents,
    }
}

fn children(framework: &Framework) -> Vec<bool> {
    let mut has = vec![false; framework.nodes.len()];
    let parents = framework.nodes.iter().flat_map(|node| &node.parents);
    parents.filter_map(|parent| parent.node).for_each(|parent| has[parent] = true);
    has
}

/// The sentence of a row: its short name, or the description where the name is only the start of it; both
/// where they differ.
fn statement(name: &str, description: &str) -> String {
    let on_one_line = crate::text::collapse_whitespace(description);
    match on_one_line.as_str() {
        "" => name.to_owned(),
        whole if name.is_empty() || name == whole || says_the_whole(name, whole) || is_cut(name, whole) => {
            description.to_owned()
        }
        _ => format!("{name}: {description}"),
    }
}

/// Whether `name` is the start of `text` that Moodle left: it cuts after 100 characters and need not say so, and other
/// programs cut elsewhere.
fn is_cut(name: &str, text: &str) -> bool {
    // Nobody names a text by so much of it; and nothing is lost, since the text begins with the name.
    const LEAST: usize = 60;
    let (start, whole) = (collapse_whitespace(name), text.replace('<', "‹"));
    name.chars().count() >= LEAST && whole.starts_with(&start)
}

/// Whether `name` is the start of `text`, or `text` itself with what a name cannot have replaced.
fn says_the_whole(name: &str, text: &str) -> bool {
    let shown = text.replace('<', "‹");
    let start = name.trim_end_matches(['…', '.']).trim_end();
    let is_start = name.ends_with(['…', '.']) && !start.is_empty() && shown.starts_with(start);
    is_start || (shown == name && shown != text)
}
