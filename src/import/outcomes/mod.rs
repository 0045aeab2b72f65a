//! Lists of outcomes of any country and school: programme outcomes, the knowledge, skills and behaviours of an
//! apprenticeship, a *référentiel*, a *Rahmenlehrplan*, units of competency. They have no form that anybody promises, so
//! they are tried after all the forms that are known, and what comes of it is said before anything is written.
//!
//! A list is a table ([`table`]: a sheet, or a table in a document) or an outline ([`outline`]: headings, bullets, lines
//! with codes). Both fill a framework ([`builder`]), which becomes a draft as those of CASE and Moodle do. Nothing is an
//! outcome that its document does not make one: what is not certain stays as text, is named as not taken, or is asked
//! for ([`NoList::Unclear`]); `--columns` and `--items` of the command line answer.
//!
//! ```text
//! sheet, .docx, HTML, markdown ─→ OutcomeTable ─┐
//! .docx, HTML, markdown, text ──→ Outline ──────┴→ ListBuilder ─→ Framework
//! ```

mod builder;
mod cells;
mod column_facts;
mod column_role;
mod column_words;
mod columns;
mod cut_codes;
mod fact_lines;
mod header;
mod headings;
mod in_document;
mod kinds;
mod label_tables;
mod languages;
mod list_lines;
mod no_list;
mod outline;
mod outline_said;
mod outline_tables;
mod parts;
mod roles;
mod row_outcomes;
mod settle;
mod sheets;
mod table;
pub(in crate::import) mod table_lines;
mod text_words;
mod word_headings;
mod words;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{Message, count, say};
use crate::import::code;
use crate::import::draft::{DocumentText, Imported, SectionDraft};
use crate::import::file::Refusal;
use crate::import::framework;
use crate::import::outcomes::builder::{Counts, ListBuilder};
use crate::import::outcomes::column_role::ColumnRole;
use crate::import::outline::Outline;
use crate::import::question::{Answer, Choice, Question};
use crate::import::spreadsheet::Spreadsheet;
use crate::text::{SourcePath, Span, Spanned};

/// The settings that a person gives for a list of outcomes, to overrule how it looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether it is said to be one.
    pub as_list: bool,
    columns: Vec<(ColumnRole, String)>,
    items: Vec<String>,
}

impl Options {
    /// The options of the command line: columns such as `code=A`, and patterns of codes such as `K*`.
    ///
    /// # Errors
    /// When a column is named without a role that there is.
    pub fn new(as_list: bool, columns: &[String], items: &[String]) -> Result<Self, Refusal> {
        let column = |given: &String| {
            let (role, name) = given.split_once('=').unwrap_or((given, ""));
            let role = ColumnRole::named(role.trim()).filter(|_| !name.trim().is_empty());
            role.map(|role| (role, name.trim().to_owned())).ok_or_else(|| {
                let help = say!("write what a column holds and its letter or its name: `--columns code=A,text=C,group=B`; a column holds code, text, group, kind, level, description, references, knowledge, skills, attitudes or indicators");
                Refusal::new(say!("`{given}` names no column", given), help)
            })
        };
        let columns = columns.iter().map(column).collect::<Result<Vec<_>, _>>()?;
        let items: Vec<String> =
            items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect();
        Ok(Self { as_list: as_list || !columns.is_empty() || !items.is_empty(), columns, items })
    }

    /// Whether an outcome with `code` is among those that are asked for.
    fn takes(&self, code: Option<&str>) -> bool {
        let is_named = |code: &str| self.items.iter().any(|pattern| code::is_named(code, pattern));
        self.items.is_empty() || code.is_some_and(is_named)
    }
}

/// Something that a reader of a list says.
#[derive(Debug, Clone)]
struct Remark {
    code: Code,
    span: Option<Span>,
    message: Message,
    help: Message,
}

impl Remark {
    /// Something that may be an outcome was not taken.
    fn odd(span: Option<Span>, message: Message, help: Message) -> Self {
        Self { code: Code::L703, span, message, help }
    }

    /// Something that is no outcome was left out.
    fn left_out(message: Message, help: Message) -> Self {
        Self { code: Code::L710, span: None, message, help }
    }

    /// Something that is no outcome was kept as text.
    fn kept(span: Option<Span>, message: Message) -> Self {
        Self {
            code: Code::L707,
            span,
            message,
            help: say!("give the lines that are outcomes a bullet or a code"),
        }
    }
}

/// The list as it was read, before it is a draft.
struct OutcomeList {
    title: DocumentText,
    list: ListBuilder,
    definition: Vec<DocumentText>,
    sections: Vec<SectionDraft>,
    /// The headings and the names of columns, which tell the language too.
    headings: Vec<String>,
    said: Vec<Message>,
    remarks: Vec<Remark>,
    is_certain: bool,
}

/// A list of outcomes that became a draft, and how it was read, a line for each.
pub(in crate::import) struct ReadList {
    pub(in crate::import) imported: Imported,
    pub(in crate::import) reading: Vec<Message>,
}

/// A document that may be a list of outcomes.
pub(in crate::import) struct Doubt {
    /// The question, as a mistake of the document.
    pub(in crate::import) diagnostic: Diagnostic,
    pub(in crate::import) question: Question,
}

impl Doubt {
    fn new(file: &SourcePath, question: Question) -> Self {
        let place = Place::new(file, Span::at(0));
        let diagnostic =
            Diagnostic::new(Code::L701, place, question.text.clone()).help(question.help.clone());
        Self { diagnostic, question }
    }
}

/// The list of outcomes that `outline` holds, a document of `file` that is called `name` where it has no title.
///
/// # Errors
/// The question to ask, where it may hold one; none where it does not.
pub(in crate::import) fn of_outline(
    file: &SourcePath,
    outline: &Outline,
    options: &Options,
) -> Result<ReadList, Option<Box<Doubt>>> {
    let found = outline::parse(outline, options).map_err(|no| no.doubt(file, options))?;
    let title = found.title.unwrap_or_else(|| title_of_file(file));
    finish(
        file,
        OutcomeList {
            title,
            list: found.list,
            definition: found.definition,
            sections: found.sections,
            headings: found.headings,
            said: found.said,
            remarks: found.remarks,
            is_certain: found.is_certain,
        },
        options,
    )
}

/// The list of outcomes that the sheets of `spreadsheet` hold, and the text in which the places in messages count.
///
/// # Errors
/// As for [`of_outline`].
pub(in crate::import) fn of_sheets(
    file: &SourcePath,
    spreadsheet: &Spreadsheet,
    options: &Options,
) -> (String, Result<ReadList, Option<Box<Doubt>>>) {
    let (text, found) = sheets::parse(spreadsheet, options);
    let list = found.map_err(|no| no.doubt(file, options)).and_then(|found| {
        let title = found.title.unwrap_or_else(|| title_of_file(file));
        let list = OutcomeList {
            title,
            list: found.list,
            definition: found.definition,
            sections: Vec::new(),
            headings: found.headings,
            said: found.said,
            remarks: found.remarks,
            is_certain: found.is_certain,
        };
        finish(file, list, options)
    });
    (text, list)
}

impl Options {
    /// The remark on each pattern that fits none of `codes`.
    fn unfit(&self, codes: &[&str]) -> Vec<Remark> {
        let fits = |pattern: &&String| codes.iter().any(|code| code::is_named(code, pattern));
        let unfit = self.items.iter().filter(|pattern| !fits(pattern));
        let said = unfit.map(|pattern| {
            Remark::left_out(
                say!("no code fits `{pattern}`", pattern),
                say!("write the codes as the document has them"),
            )
        });
        said.collect()
    }
}

/// The title of a list that has none: the name of its file.
fn title_of_file(file: &SourcePath) -> DocumentText {
    let name = file.as_str().rsplit('/').next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    Spanned::new(name.replace(['_', '-'], " ").trim().to_owned(), Span::at(0))
}

fn finish(file: &SourcePath, found: OutcomeList, options: &Options) -> Result<ReadList, Option<Box<Doubt>>> {
    let unfit = options.unfit(&found.list.codes());
    let (mut framework, counts) = found.list.finish(found.title, &found.headings);
    if counts.outcomes < 2 && !options.as_list {
        let is_one = counts.outcomes == 1 && found.is_certain;
        return Err(is_one.then(|| Box::new(asked(file, &counts))));
    }
    if !found.is_certain && !options.as_list {
        return Err(Some(Box::new(asked(file, &counts))));
    }
    framework.definition = found.definition;
    framework.sections = found.sections;
    let mut reading = vec![say!("read as a list of outcomes: {counts}", counts = in_words(&counts))];
    reading.extend(found.said);
    if counts.counted_anew > 0 {
        reading.push(count!(
            counts.counted_anew,
            "{n} codes count anew in each group: they are kept, and each outcome gets an id of its own",
            "1 code counts anew in each group: it is kept, and each outcome gets an id of its own",
            "{n} codes count anew in each group: they are kept, and each outcome gets an id of its own"
        ));
    }
    let title = framework.title.clone();
    let mut imported = framework::draft(file, framework);
    if imported.draft.is_some() {
        let place = |remark: &Remark| Place::new(file, remark.span.unwrap_or(title.span));
        let said = found.remarks.iter().chain(&unfit).map(|remark| {
            Diagnostic::new(remark.code, place(remark), remark.message.clone()).help(remark.help.clone())
        });
        imported.diagnostics.extend(said);
    }
    Ok(ReadList { imported, reading })
}

/// The question whether a document with lists, but no word of outcomes, is one.
fn asked(file: &SourcePath, counts: &Counts) -> Doubt {
    let counts = in_words(counts);
    let message = say!("this document has {counts}, but nothing says that these are outcomes", counts);
    let help = say!(
        "if it is a list of outcomes, import it with `--format list`; if it holds a qualification profile, its headings are not known"
    );
    let is_list = Choice::new(say!("these are outcomes"), vec!["--format=list".to_owned()]);
    Doubt::new(file, Question::new(message, help, Answer::OneOf(vec![is_list])))
}

/// `5 groups with 30 outcomes: 12 knowledge, 18 skills; 30 have a code`.
fn in_words(counts: &Counts) -> Message {
    let outcomes = count!(counts.outcomes, "0 outcomes", "1 outcome", "{n} outcomes");
    let kinds = counts.kinds.iter().map(|(kind, count)| kind.counted(*count));
    let kinds = Message::joined(kinds, ", ");
    let outcomes = if kinds.is_none() { outcomes } else { say!("{outcomes} ({kinds})", outcomes, kinds) };
    let whole = if counts.groups == 0 {
        outcomes
    } else {
        count!(
            counts.groups,
            "{n} groups with {outcomes}",
            "1 group with {outcomes}",
            "{n} groups with {outcomes}",
            outcomes
        )
    };
    if counts.coded == counts.outcomes && counts.coded > 0 {
        return say!("{whole}, each with its code", whole);
    }
    count!(
        counts.coded,
        "{whole}, none has a code",
        "{whole}, 1 has a code",
        "{whole}, {n} have a code",
        whole
    )
}
