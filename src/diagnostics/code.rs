//! The closed list of everything that can be wrong.
//!
//! The table at the end of `codes!` has a line for each code: its [`Severity`], which unread file may be its only
//! cause ([`UnreadCause`]), and its title. A new check begins with a line there; the compiler and the tests then ask
//! for the rest, a page in `docs/diagnostics` among them. A code keeps its number and meaning for ever, since authors
//! name it in their settings.

use std::fmt;
use std::str::FromStr;

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

/// The files whose front matter, if it could not be read, may be the only cause of a mistake. Such a mistake is not
/// reported beside the one that caused it: an author who forgets a quotation mark wants to hear of that alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnreadCause {
    /// None: the mistake stands by itself.
    Nothing,
    /// The file in which it is found, and for a module its lesson pages: what is missing there may be in the part
    /// that was not read.
    OwnFile,
    /// Its own file or any programme: the module may be named there.
    Programmes,
    /// Any profile: the item may be defined there.
    Profiles,
    /// Any module without a known code: it may have the code that is missed.
    ModuleCodes,
    /// Any profile, or any module without a known code: the name may be either's.
    Names,
    /// Any module: it may claim the item.
    Modules,
}

macro_rules! codes {
    ($($code:ident $severity:ident $cause:ident $title:literal)*) => {
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

            /// How bad it is where the site's settings do not say otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity),* }
            }

            /// Which file that could not be read may be its only cause.
            pub fn unread_cause(self) -> UnreadCause {
                match self { $(Self::$code => UnreadCause::$cause),* }
            }
        }
    };
}

codes! {
    L001 Error   Nothing     "leerlijn.toml cannot be read as TOML"
    L002 Warning Nothing     "unknown key in leerlijn.toml"
    L003 Error   Nothing     "a setting has a value that it cannot have"
    L004 Error   Nothing     "a file is not UTF-8 text"
    L005 Error   Nothing     "two files make the same page"
    L006 Error   Nothing     "a name that a file of the site cannot have"
    L007 Warning Nothing     "a file among the modules, profiles and programmes is no page"
    L008 Error   Nothing     "a page is longer than a page can be"
    L009 Warning Nothing     "a copy that was left by a conflict"

    L101 Error   Nothing     "front matter cannot be read as TOML"
    L102 Error   Nothing     "front matter is not closed"
    L103 Warning Nothing     "unknown key in front matter"
    L104 Error   Nothing     "a key has a value that it cannot have"
    L105 Error   Nothing     "a key that must be there is missing"
    L106 Error   Nothing     "an id stands twice in one file"
    L107 Warning Nothing     "an attribute is not understood"
    L108 Warning Nothing     "what was meant as markup is only text"
    L109 Warning Nothing     "markup that is left out of the page"
    L110 Warning Nothing     "a mark of a footnote without its note"
    L111 Warning Nothing     "a footnote that no page shows"
    L112 Warning Nothing     "an id that the page has already"
    L113 Warning Nothing     "a heading or an item without words"
    L114 Warning Nothing     "a row of a table has more cells than its head"
    L115 Warning Nothing     "an element that is not ended in its section of a profile"
    L120 Warning Nothing     "a formula that cannot be read"
    L121 Note    Nothing     "the short name of an emoji is only text"
    L122 Note    Nothing     "a drawing that is shown as its text"
    L124 Error   Nothing     "a page that asks in the words of another program not to be published"
    L125 Note    Nothing     "a draft is left out of the site"

    L201 Error   Nothing     "an id stands twice in one profile"
    L202 Error   Nothing     "an item has no id"
    L203 Error   Nothing     "a competence has no id"
    L204 Error   Nothing     "a profile refers to an item that it does not have"
    L205 Error   Nothing     "an id has a form that cannot be referred to"
    L206 Warning Nothing     "unknown class of section"
    L207 Warning OwnFile     "a profile without items"
    L208 Error   Nothing     "unknown grade of knowledge"
    L209 Warning Nothing     "a line of a glossary does not say what it explains"
    L210 Warning Nothing     "a word of a glossary without an explanation"
    L211 Error   Nothing     "a word stands twice in one glossary"

    L301 Error   Profiles    "a claim names an unknown item"
    L302 Error   Nothing     "a claim names an unknown level"
    L303 Error   Nothing     "unknown profile"
    L304 Error   Programmes  "it is not clear which profile is meant"
    L305 Error   Nothing     "two modules have the same code"
    L306 Warning Programmes  "a module is in no programme"
    L307 Warning OwnFile     "the text mentions an item that the module does not claim"
    L308 Warning OwnFile     "a claim on an item that the text never mentions"
    L309 Warning OwnFile     "a module claims nothing"
    L310 Warning Nothing     "an item is claimed twice in one place"
    L311 Warning Nothing     "a lesson page has a key that belongs to its module"
    L312 Warning Nothing     "two modules have one name"

    L401 Error   ModuleCodes "a programme names an unknown module"
    L402 Error   Nothing     "a module stands twice in one programme"
    L403 Error   Profiles    "an exemption names an unknown item"
    L404 Error   Nothing     "an exemption without a reason"
    L405 Warning Nothing     "an exempt item is assessed all the same"
    L406 Warning Modules     "an item is assessed before it is introduced"
    L407 Warning OwnFile     "a programme without modules"
    L408 Warning Modules     "a module in a programme claims nothing of its profile"
    L409 Warning Modules     "a gap in the coverage"
    L410 Warning Nothing     "a reason of an exemption that no page shows"
    L420 Note    Nothing     "a programme names a module that is a draft"

    L501 Error   Nothing     "a link to a file that does not exist"
    L502 Error   Nothing     "a link to a heading that does not exist"
    L503 Error   Names       "an unknown name between double brackets"
    L504 Error   Nothing     "a link that leaves the content folder"
    L505 Error   Nothing     "a link of a kind that a page may not have"
    L506 Warning Nothing     "a picture without alternative text"
    L507 Warning Nothing     "a heading that skips a level"
    L508 Warning Nothing     "a page to which no page leads"
    L509 Warning Nothing     "a picture that browsers do not show"
    L510 Error   Nothing     "a link without an address"
    L520 Warning Nothing     "a film without captions"
    L521 Warning Nothing     "a sound without a transcript"
    L522 Warning Nothing     "a film or sound that browsers do not play"
    L530 Error   Nothing     "a link to a draft"

    L601 Error   Nothing     "a template cannot be read"
    L602 Error   Nothing     "a template failed while it made a page"
    L603 Error   Nothing     "unknown theme"
    L604 Error   Nothing     "a file of words cannot be read"

    L701 Error   Nothing     "the document is no profile"
    L702 Note    Nothing     "white space was normalised"
    L703 Warning Nothing     "something in the document looks odd"
    L704 Warning Nothing     "a skill line is no indicator of any competence"
    L705 Warning Nothing     "a competence refers to knowledge that the list of knowledge does not have"
    L706 Warning Nothing     "a competence's number is not the next one"
    L707 Note    Nothing     "text without a known heading is kept as it stands"
    L708 Error   Nothing     "the file cannot be read"
    L709 Note    Nothing     "the text is in an older encoding"
    L710 Note    Nothing     "a part of the document is left out"
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
