//! The closed list of everything that can be wrong.
//!
//! The table at the end of `codes!` has a line for each code: its [`Severity`] and its title. A new check begins with a
//! line there; the compiler and the tests then ask for the rest, a page in `docs/diagnostics` among them. A code keeps
//! its number and meaning for ever, since authors name it in their settings.

use std::fmt;
use std::str::FromStr;

use super::Message;

/// How bad a mistake is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site cannot be built as the author means it.
    Error,
    /// The site is built, and something in it is probably not meant.
    Warning,
    /// Something worth knowing; never counted against a site.
    Note,
}

impl Severity {
    /// The word for it: `error`, `warning` or `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($code:ident $severity:ident $title:literal)*) => {
        /// A mistake that leerlijn knows, such as `L301`. Hundreds go by subject: 0 files and settings,
        /// 1 front matter and markdown, 2 profiles, 3 modules and claims, 4 programmes, 5 links and
        /// pages, 6 themes, 7 imported documents.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $title] $code),* }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// The code as written: `L301`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$code => stringify!($code)),* }
            }

            /// The mistake in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$code => $title),* }
            }

            /// The mistake in a few words, for whoever shows them in a language.
            pub fn message(self) -> Message {
                match self { $(Self::$code => Message::sentence($title, None, Vec::new())),* }
            }

            /// How bad it is where the site's settings do not say otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity),* }
            }
        }
    };
}

codes! {
    L001 Error   "leerlijn.toml cannot be read as TOML"
    L002 Warning "unknown key in leerlijn.toml"
    L003 Error   "a setting has a value that it cannot have"
    L004 Error   "a file is not UTF-8 text"
    L005 Error   "two files make the same page"
    L006 Error   "a name that a file of the site cannot have"
    L007 Warning "a file among the modules, profiles and programmes is no page"
    L008 Error   "a page is longer than a page can be"
    L009 Warning "a copy that was left by a conflict"
    L010 Error   "the site asks for a newer version of the program"
    L011 Warning "a folder of the content has nearly the name of one with a meaning"

    L101 Error   "front matter cannot be read as TOML"
    L102 Error   "front matter is not closed"
    L103 Warning "unknown key in front matter"
    L104 Error   "a key has a value that it cannot have"
    L105 Error   "a key that must be there is missing"
    L106 Error   "an id stands twice in one file"
    L107 Warning "an attribute is not understood"
    L108 Warning "what was meant as markup is only text"
    L109 Warning "markup that is left out of the page"
    L110 Warning "a mark of a footnote without its note"
    L111 Warning "a footnote that no page shows"
    L112 Warning "an id that the page has already"
    L113 Warning "a heading or an item without words"
    L114 Warning "a row of a table has more cells than its head"
    L115 Warning "an element that is not ended in its section of a profile"
    L120 Warning "a formula that cannot be read"
    L121 Note    "the short name of an emoji is only text"
    L122 Note    "a drawing that is shown as its text"
    L124 Error   "a page that asks in the words of another program not to be published"
    L125 Note    "a draft is left out of the site"

    L201 Error   "an id stands twice in one profile"
    L202 Error   "an item has no id"
    L203 Error   "a competence has no id"
    L204 Error   "a profile refers to an item that it does not have"
    L205 Error   "an id has a form that cannot be referred to"
    L206 Warning "unknown class of section"
    L207 Warning "a profile without items"
    L208 Error   "unknown grade of knowledge"
    L209 Warning "a line of a glossary does not say what it explains"
    L210 Warning "a word of a glossary without an explanation"
    L211 Error   "a word stands twice in one glossary"

    L301 Error   "a claim names an unknown item"
    L302 Error   "a claim names an unknown level"
    L303 Error   "unknown profile"
    L304 Error   "it is not clear which profile is meant"
    L305 Error   "two modules have the same code"
    L306 Warning "a module is in no programme"
    L307 Warning "the text mentions an item that the module does not claim"
    L308 Warning "a claim on an item that the text never mentions"
    L309 Warning "a module claims nothing"
    L310 Warning "an item is claimed twice in one place at one level"
    L311 Warning "a lesson page has a key that belongs to its module"
    L312 Warning "two modules have one name"
    L320 Error   "a module requires an unknown module"
    L321 Error   "modules require each other in a circle"
    L322 Note    "a module requires one that is a draft"
    L330 Error   "hours or a weight of a section that is no number"
    L331 Warning "the weights of a module's assessments do not add up to 100"
    L332 Warning "the sections take more hours than there are"
    L333 Warning "an assessment that says of no item that it assesses it"

    L401 Error   "a programme names an unknown module"
    L402 Error   "a module stands twice in one programme"
    L403 Error   "an exemption names an unknown item"
    L404 Error   "an exemption without a reason"
    L405 Warning "an exempt item is assessed all the same"
    L406 Warning "an item is assessed before it is introduced"
    L407 Warning "a programme without modules"
    L408 Warning "a module in a programme claims nothing of its profile"
    L409 Warning "a gap in the coverage"
    L410 Warning "a reason of an exemption that no page shows"
    L420 Note    "a programme names a module that is a draft"
    L430 Warning "a claim from before the words of its item changed"
    L431 Warning "a review names what is not there"
    L432 Error   "a review cannot be read"
    L440 Warning "a module is taught before one that it requires"
    L441 Note    "a programme does not have a module that one of its modules requires"
    L450 Error   "a choice that nobody can make"

    L501 Error   "a link to a file that does not exist"
    L502 Error   "a link to a heading that does not exist"
    L503 Error   "an unknown name between double brackets"
    L504 Error   "a link that leaves the content folder"
    L505 Error   "a link of a kind that a page may not have"
    L506 Warning "a picture without alternative text"
    L507 Warning "a heading that skips a level"
    L508 Warning "a page to which no page leads"
    L509 Warning "a picture that browsers do not show"
    L510 Error   "a link without an address"
    L520 Warning "a film without captions"
    L521 Warning "a sound without a transcript"
    L522 Warning "a film or sound that browsers do not play"
    L530 Error   "a link to a draft"
    L540 Error   "an old address that is taken"
    L541 Error   "an old address that leads nowhere"

    L601 Error   "a template cannot be read"
    L602 Error   "a template failed while it made a page"
    L603 Error   "unknown theme"
    L604 Error   "a file of words cannot be read"

    L701 Error   "the document is no profile"
    L702 Note    "white space was normalised"
    L703 Warning "something in the document looks odd"
    L704 Warning "a skill line is no indicator of any competence"
    L705 Warning "a competence refers to knowledge that the list of knowledge does not have"
    L706 Warning "a competence's number is not the next one"
    L707 Note    "text without a known heading is kept as it stands"
    L708 Error   "the file cannot be read"
    L709 Note    "the text is in an older encoding"
    L710 Note    "a part of the document is left out"
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownCode;

impl FromStr for Code {
    type Err = UnknownCode;

    /// Reads `L301`, in either case.
    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let known = Self::ALL.iter().find(|code| code.as_str().eq_ignore_ascii_case(text));
        known.copied().ok_or(UnknownCode)
    }
}
