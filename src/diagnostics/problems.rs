//! The mistakes of one file while it is read, and the proof that one of them was said.
//!
//! A mistake is rarely alone: a profile whose items cannot be read makes every claim on them look wrong. The author is to
//! hear of the first mistake and not of the others, so anything that was not read carries the proof that this was said:
//!
//! ```text
//! Fields::number("hours")     Field::Absent             no such key
//!                             Field::Read(40)
//!                             Field::Broken(reported)   a diagnostic is in the list; nothing follows from the key
//! ```
//!
//! A [`Reported`] comes out of [`Problems::push`] and from nowhere else, and nothing is ever taken out of [`Problems`].
//! So a value cannot be broken in silence, and a check that meets one has no reason to speak.

use super::{Code, Diagnostic};

/// The proof that a mistake was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported {
    code: Code,
    /// Which one of its list it is.
    at: usize,
}

impl Reported {
    /// The code of the mistake.
    pub fn code(self) -> Code {
        self.code
    }
}

/// The mistakes found so far, to which others are added.
#[derive(Debug, Clone, Default)]
pub struct Problems(Vec<Diagnostic>);

impl Problems {
    /// Reports `problem`.
    pub fn push(&mut self, problem: Diagnostic) -> Reported {
        let reported = Reported { code: problem.code, at: self.0.len() };
        self.0.push(problem);
        reported
    }

    /// Says `better` in place of `earlier`, if that is in this list and stands within the place of `better`: the
    /// reader of a value knows more of it than the reader of its characters. Any other stays, and `better` beside it.
    pub fn restate(&mut self, earlier: Reported, better: Diagnostic) -> Reported {
        let is_within = |said: &&mut Diagnostic| {
            let (said, place) = (&said.place, &better.place);
            said.file == place.file && (place.span.start..=place.span.end).contains(&said.span.start)
        };
        match self.0.get_mut(earlier.at).filter(is_within) {
            Some(said) => {
                let reported = Reported { code: better.code, at: earlier.at };
                *said = better;
                reported
            }
            None => self.push(better),
        }
    }

    /// All of them, in the order in which they were found.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }
}

impl Extend<Diagnostic> for Problems {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, problems: T) {
        self.0.extend(problems);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Message, Place};
    use crate::text::{SourcePath, Span};

    #[test]
    fn a_mistake_is_said_better_where_it_stands_and_not_elsewhere() {
        let at = |code, range: std::ops::Range<usize>| {
            Diagnostic::new(
                code,
                Place::new(&SourcePath::new("a.md"), Span::new(range)),
                Message::verbatim("wrong"),
            )
        };
        let mut problems = Problems::default();
        let characters = problems.push(at(Code::L101, 8..9));
        let value = problems.restate(characters, at(Code::L104, 8..20));
        assert_eq!(value.code(), Code::L104);
        problems.restate(characters, at(Code::L104, 30..40));
        let codes: Vec<_> =
            problems.into_vec().into_iter().map(|said| (said.code, said.place.span.start)).collect();
        assert_eq!(codes, [(Code::L104, 8), (Code::L104, 30)]);
    }
}
