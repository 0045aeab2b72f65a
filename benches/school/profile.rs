//! A qualification profile of any size. An id is the same in every profile of a school, as `c4.6` is in real ones.

use std::fmt::Write as _;

use super::dialect::Dialect;
use super::random::Random;

/// The size of a profile.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Profile {
    pub(crate) competences: usize,
    /// Indicators of each competence.
    pub(crate) indicators: usize,
    pub(crate) knowledge: usize,
}

impl Profile {
    /// As large as that of the demonstration site.
    pub(crate) const USUAL: Self = Self { competences: 11, indicators: 6, knowledge: 25 };

    /// How many items it has.
    pub(crate) fn items(&self) -> usize {
        self.competences * self.indicators + self.knowledge
    }

    /// The id of item `at`.
    pub(crate) fn id(&self, at: usize) -> String {
        let indicators = self.competences * self.indicators;
        match at.checked_sub(indicators) {
            Some(at) => format!("k.{}", at + 1),
            None => format!("c{}.{}", at / self.indicators + 1, at % self.indicators + 1),
        }
    }

    /// The text of profile `number`.
    pub(super) fn text(&self, dialect: Dialect, number: usize) -> String {
        let mut random = Random::new(number as u64 + 1_000_003);
        let mut text = dialect.head(&format!("Profiel {number}"), "");
        for competence in 0..self.competences {
            let id = format!("c{}", competence + 1);
            let _ = write!(text, "\n## {} {}\n\n", random.sentence(3), dialect.part(&id, Some("competence")));
            for at in 0..self.indicators {
                let id = self.id(competence * self.indicators + at);
                let _ = writeln!(text, "- {}{}", random.sentence(11), dialect.entry(&id));
            }
        }
        if self.knowledge > 0 {
            let _ = write!(text, "\n## Kennis {}\n\n", dialect.part("kennis", Some("knowledge")));
        }
        for at in 0..self.knowledge {
            let id = self.id(self.competences * self.indicators + at);
            let _ = writeln!(text, "- {}{}", random.sentence(6), dialect.entry(&id));
        }
        text
    }
}
