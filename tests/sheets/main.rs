//! Coverage sheets in the shapes that schools use, each with the claims that it must give and the sentences that must
//! be said. The workbooks are written here, so each shape can be read where it is tested.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop where it stands")]

mod alike;
mod claims;
mod conservation;
mod denials;
mod heads;
mod letters;
mod losses;
mod newcomers;
mod properties;
mod remarks;
mod renamed;
mod rows;
mod several;
mod shapes;
mod signs;

use std::fmt::Write;

use leerlijn::edit::{Edits, NamedModule, Removal};
use leerlijn::import::matrix::{self, Options, Placed, Said};
use leerlijn::import::spreadsheet::Spreadsheet;
use leerlijn::import::{Answer, Question};
use leerlijn::model::Site;
use leerlijn::pipeline::{self, Pipeline, Snapshot};
use leerlijn::sources::{SourceFile, Sources};
use leerlijn::tabular::Mark;
use leerlijn::text::SourcePath;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

const PROFILE: &str = "+++\ntitle = \"Bakker\"\n+++\n\n## Bakt brood {#c1 .competence}\n\n- Kneedt deeg {#c1.1}\n\
    - Weegt de grondstoffen af {#c1.2}\n- Vormt het deeg tot broden {#c1.3}\n- Bakt het brood gaar {#c1.4}\n\
    - Koelt de broden af {#c1.5}\n- Verpakt de broden {#c1.6}\n- Etiketteert de verpakking {#c1.7}\n\
    - Controleert de oven {#c1.8}\n- Reinigt de werkbank {#c1.9}\n- Versiert taarten met room {#c1.10}\n\n\
    ## Werkt veilig {#c2 .competence}\n\n- Draagt beschermende kledij {#c2.1}\n- Meldt gevaar {#c2.2}\n\n\
    ## Kennis {.knowledge}\n\n- Hygiëne {#k.hygiene}\n";

/// A site with the modules M01 Brood, M02 Gebak and M03 Oven.
fn site(extra: &[(&str, &str)]) -> Snapshot {
    let mut sources = Sources::default();
    let mut put = |path: &str, text: &str| {
        sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
    };
    put("leerlijn.toml", "title = \"S\"\nlanguage = \"nl\"\n");
    put("content/profiles/bakker.md", PROFILE);
    for (code, title) in [("M01", "Brood"), ("M02", "Gebak"), ("M03", "Oven")] {
        let text =
            format!("+++\ntitle = \"{title}\"\ncode = \"{code}\"\n+++\n\n## Les 3: kneden\n\nTekst.\n");
        put(&format!("content/modules/{}.md", code.to_lowercase()), &text);
    }
    extra.iter().for_each(|(path, text)| put(path, text));
    Pipeline::new(pipeline::Options::default()).run(std::sync::Arc::new(sources))
}

/// What came of a sheet.
struct Outcome {
    snapshot: Snapshot,
    placed: Placed,
}

impl Outcome {
    fn of(snapshot: Snapshot, book: &Spreadsheet, options: &Options) -> Self {
        let placed = matrix::place(snapshot.site(), book, options);
        placed.questions.iter().for_each(is_answered_without_a_command);
        Self { snapshot, placed }
    }

    fn site(&self) -> &Site {
        self.snapshot.site()
    }

    /// The claims, such as `M01 c1.1 geevalueerd`, in one line; nothing where nothing may be written.
    fn claims(&self) -> String {
        if !self.placed.questions.is_empty() || !self.placed.conflicts.is_empty() {
            return String::new();
        }
        let mut claims = Vec::new();
        for module in &self.placed.coverage.as_ref().unwrap().modules {
            let name = match &module.module {
                NamedModule::Known(module) => self.site().modules[*module].name().to_owned(),
                NamedModule::New { code, title } => format!("+{code}/{title}"),
            };
            for (item, claim) in &module.claims {
                let level = claim.level.index() + 1;
                claims.push(format!("{name} {} {level}", self.site().items[*item].id));
            }
        }
        claims.join("; ")
    }

    fn edits(&self) -> Edits {
        let coverage = self.placed.coverage.as_ref().unwrap();
        Edits::new(self.site(), self.snapshot.sources(), coverage, Removal::Keep)
    }

    /// Everything that is said.
    fn said(&self) -> String {
        let mut said = String::new();
        for sheet in &self.placed.sheets {
            for line in sheet.lines.iter().chain(&sheet.passed_over) {
                let _ = writeln!(said, "{}: {}", sheet.name, line.english());
            }
        }
        for near in &self.placed.near {
            let _ = writeln!(said, "near {} {} = {}", near.cell, near.text, near.taken_for);
        }
        for module in &self.placed.named_otherwise {
            let _ = writeln!(said, "otherwise {}", module.english());
        }
        for module in &self.placed.renamed {
            let _ = writeln!(said, "renamed {}", module.english());
        }
        for found in &self.placed.unplaced {
            let _ = writeln!(said, "{}", found.line().english().replacen("  ", " ", 1));
        }
        for question in &self.placed.questions {
            let _ = writeln!(said, "? {}; {}", question.text.english(), question.help.english());
        }
        for conflict in &self.placed.conflicts {
            let _ = writeln!(said, "! {}", conflict.english());
        }
        said
    }

    /// Asserts that each of `sentences` is said.
    #[track_caller]
    fn is_said(&self, sentences: &[&str]) {
        for sentence in sentences {
            assert!(self.said().contains(sentence), "\"{sentence}\" is not said:\n{}", self.said());
        }
    }

    /// Asserts the claims, and that each of `sentences` is said.
    #[track_caller]
    fn is(&self, claims: &str, sentences: &[&str]) {
        assert_eq!(self.claims(), claims, "\n{}", self.said());
        self.is_said(sentences);
    }
}

/// Who has no command line is asked by fields: where an option answers a question, so does a field, and what else can be done
/// names no option.
fn is_answered_without_a_command(question: &Question) {
    let has_option = question.help.english().contains("`--");
    assert!(!has_option || question.answer != Answer::Document, "{:?}", question);
    assert!(!question.otherwise.english().contains("`--"), "{:?}", question);
    // What is offered is what the command line takes.
    if let Answer::OneOf(choices) = &question.answer {
        let are_options = |argument: &String| argument.starts_with("--");
        assert!(choices.iter().flat_map(|choice| &choice.arguments).all(are_options), "{:?}", question);
    }
}

/// What came of a sheet with these rows; `|` parts the cells, and a cell `#1.5` is a number.
fn grid(rows: &[&str]) -> Outcome {
    grid_with(rows, &Options::default(), |_| {})
}

fn grid_with(rows: &[&str], options: &Options, change: impl FnOnce(&mut Worksheet)) -> Outcome {
    book(rows, options, &[], |book| change(book.worksheet_from_index(0).unwrap()))
}

fn book(
    rows: &[&str],
    options: &Options,
    extra: &[(&str, &str)],
    change: impl FnOnce(&mut Workbook),
) -> Outcome {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name("Blad1").unwrap(), rows);
    change(&mut workbook);
    let bytes = workbook.save_to_buffer().unwrap();
    Outcome::of(site(extra), &matrix::read(&bytes, "m", None).unwrap(), options)
}

fn fill(sheet: &mut Worksheet, rows: &[&str]) {
    for (row, line) in (0..).zip(rows) {
        for (column, text) in (0..).zip(line.split('|')) {
            let text = text.trim();
            if let Some(number) = text.strip_prefix('#') {
                sheet.write_number(row, column, number.parse::<f64>().unwrap()).unwrap();
            } else if !text.is_empty() {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    }
}

/// What came of a CSV file.
fn csv(text: &str) -> Outcome {
    Outcome::of(site(&[]), &matrix::read(text.as_bytes(), "m", None).unwrap(), &Options::default())
}

/// Options that give marks a meaning: the numbers of levels, from 1.
fn marks(marks: &[(&str, usize)]) -> Options {
    let snapshot = site(&[]);
    let levels: Vec<_> = snapshot.site().config.scale.levels.ids().collect();
    let marks = marks.iter().map(|(mark, level)| ((*mark).to_owned(), Mark::Level(levels[level - 1])));
    Options { marks: marks.collect(), ..Options::default() }
}

fn merged(sheet: &mut Worksheet, area: (u32, u16, u32, u16), text: &str) {
    sheet.merge_range(area.0, area.1, area.2, area.3, text, &Format::new()).unwrap();
}

fn said(items: &[&str], modules: &[&str]) -> Options {
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Options { said: Said { items: own(items), modules: own(modules) }, ..Options::default() }
}
