//! What an import asks, for the page on which a site is made without a terminal: the page has a field for each question, so
//! they are written to a file for it.

use std::path::Path;

use crate::diagnostics::{Message, say};
use crate::import::matrix::Placed;
use crate::import::{Answer, Choice, Question};
use crate::model::Site;
use crate::shell;
use crate::shell::preview::{Asked, AskedChoice, AskedField, AskedLevel, AskedQuestion};

use super::super::failure::Failure;
use super::super::terminal::Terminal;

/// Writes to `path` what is asked about the matrix, and what somebody may say of it besides.
pub(super) fn note_matrix(
    path: &Path,
    site: &Site,
    placed: &Placed,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let mut questions: Vec<Question> = placed.questions.clone();
    let unknown = placed.marks.iter().filter(|(_, (meaning, _))| meaning.is_none());
    // These are texts of cells, which are the same in every language.
    let unknown: Vec<String> = unknown.map(|(text, _)| text.english()).collect();
    if !unknown.is_empty() {
        let text = say!("these texts in cells were not taken for marks");
        questions.push(Question { text, ..of_answer(Answer::Levels(unknown)) });
    }
    if !placed.marked_as_whole.is_empty() {
        let ids = placed.marked_as_whole.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let text = say!("marks stand beside whole competences, and not beside their items: {ids}", ids);
        let label = say!("such a mark counts for each item of the competence");
        let whole = Choice { label, arguments: vec!["--whole-competences".to_owned()] };
        questions.push(Question { text, ..of_answer(Answer::OneOf(vec![whole])) });
    }
    let levels = site.config.scale.levels.values();
    let levels = levels.map(|level| AskedLevel { id: level.id.clone(), label: level.label.clone() });
    note(path, &questions, levels.collect(), terminal)
}

/// Writes to `path` what is asked about a document with a profile.
pub(super) fn note_profile(path: &Path, question: &Question, terminal: &Terminal) -> Result<(), Failure> {
    note(path, std::slice::from_ref(question), Vec::new(), terminal)
}

fn of_answer(answer: Answer) -> Question {
    Question { text: Message::none(), help: Message::none(), answer, otherwise: Message::none() }
}

fn note(
    path: &Path,
    questions: &[Question],
    levels: Vec<AskedLevel>,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let questions = questions.iter().map(|question| on_page(question, terminal)).collect();
    let text = serde_json::to_vec(&Asked { questions, levels }).map_err(std::io::Error::from)?;
    Ok(shell::replace(path, text)?)
}

/// `question` with the fields that the page has for it.
fn on_page(question: &Question, terminal: &Terminal) -> AskedQuestion {
    let mut asked = AskedQuestion {
        text: terminal.told(terminal.line(&question.text)),
        otherwise: terminal.told(terminal.line(&question.otherwise)),
        ..AskedQuestion::default()
    };
    match &question.answer {
        Answer::Document => {}
        // An option takes several marks, with a comma between them.
        Answer::Levels(marks) => {
            asked.marks = marks.iter().filter(|mark| !mark.contains([',', '='])).cloned().collect();
        }
        Answer::OneOf(choices) => {
            let choices = choices.iter().map(|choice| AskedChoice {
                label: terminal.told(choice.label.clone()),
                arguments: choice.arguments.clone(),
            });
            asked.choices = choices.collect();
        }
        Answer::Texts(fields) => {
            let fields = fields.iter().map(|field| AskedField {
                label: terminal.told(field.label.clone()),
                argument: field.argument.clone(),
                likely: field.likely.clone(),
            });
            asked.fields = fields.collect();
        }
    }
    asked
}
