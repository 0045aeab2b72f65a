//! The text of a profile's file once another document is imported over it: what the file has and a document cannot know
//! stays, which is the ids and the glossary.

use super::draft::ProfileDraft;
use super::existing::Existing;
use super::looks::{Looks, is_profile_file, looks};
use super::markdown;
use super::outcomes::Options as ListOptions;
use super::profile_document;
use crate::config::Language;
use crate::diagnostics::{Message, Severity, say};
use crate::sources::SourceFile;
use crate::syntax::ReviewFile;
use crate::text::SourcePath;

/// A new version of a profile.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// The text of the profile's file.
    pub text: String,
    /// How the document was read, and what of it needs a look.
    pub said: Vec<Message>,
}

/// Why a document is no new version of a profile.
#[derive(Debug)]
pub struct NoVersion {
    /// The reason, as a sentence about the document.
    pub message: Message,
    /// What to do about it; none where nothing can be said.
    pub help: Message,
}

impl NewVersion {
    /// The document called `name`, as a new version of the profile in the file `own`, beside which `review` stands, in a site
    /// in `language`. The document may be the file of a profile itself.
    ///
    /// # Errors
    /// When the document holds no profile.
    pub fn read(
        (name, bytes): (&str, &[u8]),
        (own, review): (&[u8], Option<&ReviewFile>),
        language: Language,
    ) -> Result<Self, NoVersion> {
        if is_profile_file(bytes) {
            let text = SourceFile::new(SourcePath::new("profile.md"), bytes).text.to_string();
            return Ok(Self { text, said: Vec::new() });
        }
        let path = SourcePath::new(name);
        let parsed = profile_document::parse_with(&path, bytes, None, &ListOptions::default());
        let (mut problems, draft) = (parsed.imported.diagnostics, parsed.imported.draft);
        let wrong = problems.iter().position(|problem| problem.severity == Severity::Error);
        let wrong = wrong.map(|at| problems.swap_remove(at));
        match (wrong, draft) {
            (None, Some(mut draft)) => {
                draft.site_language = Some(language);
                let text = text_over(&draft, &Existing::new(own), review);
                let problems = problems.into_iter().map(|problem| problem.message);
                Ok(Self { text, said: parsed.reading.into_iter().chain(problems).collect() })
            }
            (Some(wrong), _) => {
                let help = || say!("choose the document with the new version of the profile");
                let file = name;
                match looks(&path, bytes) {
                    Some(Looks::Matrix | Looks::TableOfMarks) => Err(NoVersion {
                        message: say!("{file} looks like a coverage matrix, and like no profile", file),
                        help: help(),
                    }),
                    Some(Looks::CourseText) => Err(NoVersion {
                        message: say!("{file} looks like a text of a course, and like no profile", file),
                        help: help(),
                    }),
                    Some(Looks::Profile | Looks::List) | None => {
                        // Without a terminal nobody can give the options that the help of a question names.
                        let help = match parsed.question {
                            Some(question) => question.otherwise,
                            None => wrong.help.unwrap_or_default(),
                        };
                        Err(NoVersion { message: wrong.message, help })
                    }
                }
            }
            (None, None) => {
                Err(NoVersion { message: say!("the document holds no profile"), help: Message::none() })
            }
        }
    }
}

/// The text of a profile's file once `draft` is imported over `existing`, beside which `review` stands: ids are kept, and
/// so is the glossary.
pub fn text_over(draft: &ProfileDraft, existing: &Existing, review: Option<&ReviewFile>) -> String {
    let mut text = markdown::write(draft, &existing.corrected_ids(review));
    if Existing::new(text.as_bytes()).glossary().is_empty() {
        text.push_str(&existing.glossary());
    }
    text
}
