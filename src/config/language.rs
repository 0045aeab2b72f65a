//! The languages that a site's pages can be in.
//!
//! Each language here has a file of words in the built-in theme, named by its tag: `themes/default/words/nl.ftl`. The
//! labels of the default coverage scale stand here and not there, since the names of levels belong to the settings.

/// The languages in which leerlijn has words for its pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Language {
    #[default]
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
