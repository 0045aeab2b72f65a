//! For whom a site is: the setting `audience`, by which the first page leads its readers on.

use crate::diagnostics::{Problems, did_you_mean, say};
use crate::fields::Fields;
use crate::text::nearest;

/// Someone who comes to the site, by what brings them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Audience {
    Start,
    Study,
    Teach,
    Inspect,
}

impl Audience {
    /// Every audience, in the order in which the first page has them if the settings say nothing else.
    pub const ALL: [Self; 4] = [Self::Start, Self::Study, Self::Teach, Self::Inspect];

    /// Its name in the settings and in templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Study => "study",
            Self::Teach => "teach",
            Self::Inspect => "inspect",
        }
    }
}

/// Reads the setting; without it a site is for everyone.
pub(super) fn read_audience(table: &mut Fields, problems: &mut Problems) -> Vec<Audience> {
    if !table.has("audience") {
        return Audience::ALL.to_vec();
    }
    let mut audience = Vec::new();
    for name in table.strings("audience", problems).read {
        let known = Audience::ALL.into_iter().find(|known| known.as_str() == name.value);
        match known {
            Some(known) if audience.contains(&known) => {}
            Some(known) => audience.push(known),
            None => {
                let near = nearest(&name.value, Audience::ALL.map(Audience::as_str));
                let otherwise = say!("the audiences are start, study, teach and inspect");
                let message = say!("there is no audience `{name}`", name = name.value);
                table.refuse(name.span, message, did_you_mean(&near, otherwise), problems);
            }
        }
    }
    audience
}
