//! Purpose: the languages of pages.
//! Input: a language's tag. Output: [`Language`].
//! Invariant: every language here has a file of words in the built-in theme.

/// The languages in which leerlijn has words for its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Language {
    Dutch,
    English,
    French,
    German,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 4] = [Self::Dutch, Self::English, Self::French, Self::German];

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
            Self::French => "fr",
            Self::German => "de",
        }
    }

    /// The language with tag `tag`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The labels of the default scale.
    pub fn level_labels(self) -> [&'static str; 3] {
        match self {
            Self::Dutch => ["aangebracht", "ingeoefend", "geëvalueerd"],
            Self::English => ["introduced", "practised", "assessed"],
            Self::French => ["introduit", "exercé", "évalué"],
            Self::German => ["eingeführt", "geübt", "geprüft"],
        }
    }
}
