//! The closed list of everything that can be wrong.
//!
//! The table at the end of `codes!` has a line for each code: its [`Severity`], its [`Cause`] and its title. A new check
//! begins with a line there; the compiler and the tests then ask for the rest, a page in `docs/diagnostics` among them. A code keeps
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

/// The part of the content that a mistake follows from, so that it comes and goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// What a file says and how: a name, a link, a value, a setting.
    Text,
    /// What is claimed, by whom and in which order. Whoever changes a claim or a term gets such a warning as a
    /// consequence, and means it or not; the text itself is as it should be.
    Coverage,
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

            /// The mistake in a few words, for whoever shows them in a language.
            pub fn message(self) -> Message {
                match self { $(Self::$code => Message::sentence($title, None, Vec::new())),* }
            }

            /// How bad it is where the site's settings do not say otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity),* }
            }

            /// The part of the content that it follows from.
            pub fn cause(self) -> Cause {
                match self { $(Self::$code => Cause::$cause),* }
            }
        }
    };
}

codes! {
    L001 Error   Text     "leerlijn.toml cannot be read as TOML"
    L002 Warning Text     "unknown key in leerlijn.toml"
    L003 Error   Text     "a setting has a value that it cannot have"
    L004 Error   Text     "a file is not UTF-8 text"
    L005 Error   Text     "two files make the same page"
    L006 Error   Text     "a name that a file of the site cannot have"
    L007 Warning Text     "a text or a document that is no page"
    L008 Error   Text     "a page is longer than a page can be"
    L009 Warning Text     "a copy that was left by a conflict"
    L010 Error   Text     "the site asks for a newer version of the program"
    L011 Warning Text     "a folder of the content has nearly the name of one with a meaning"

    L101 Error   Text     "front matter cannot be read as TOML"
    L102 Error   Text     "front matter is not closed"
    L103 Warning Text     "unknown key in front matter"
    L104 Error   Text     "a key has a value that it cannot have"
    L105 Error   Text     "a key that must be there is missing"
    L106 Error   Text     "an id stands twice in one file"
    L107 Warning Text     "an attribute is not understood"
    L108 Warning Text     "what was meant as markup is only text"
    L109 Warning Text     "markup that is left out of the page"
    L110 Warning Text     "a mark of a footnote without its note"
    L111 Warning Text     "a footnote that no page shows"
    L112 Warning Text     "an id that the page has already"
    L113 Warning Text     "a heading, an item, a note or a link without words"
    L114 Warning Text     "a row of a table has more cells than its head"
    L115 Warning Text     "something that begins and is not ended"
    L120 Warning Text     "a formula that cannot be read"
    L121 Note    Text     "the short name of an emoji is only text"
    L122 Note    Text     "a drawing that is shown as its text"
    L124 Error   Text     "a page that asks in the words of another program not to be published"
    L125 Note    Text     "a draft is left out of the site"

    L201 Error   Text     "an id stands twice in one profile"
    L202 Error   Text     "an item has no id"
    L203 Error   Text     "a competence has no id"
    L204 Error   Text     "a profile refers to an item that it does not have"
    L205 Error   Text     "an id has a form that cannot be referred to"
    L206 Warning Text     "unknown class of section"
    L207 Warning Text     "a profile without items"
    L208 Error   Text     "unknown grade of knowledge"
    L209 Warning Text     "a line of a glossary does not say what it explains"
    L210 Warning Text     "a word of a glossary without an explanation"
    L211 Error   Text     "a word stands twice in one glossary"

    L301 Error   Text     "a claim names an unknown item"
    L302 Error   Text     "a claim names an unknown level"
    L303 Error   Text     "unknown profile"
    L304 Error   Text     "it is not clear which profile is meant"
    L305 Error   Text     "two modules have the same code"
    L306 Warning Coverage "a module is in no programme"
    L307 Warning Coverage "the text mentions an item that the module does not claim"
    L308 Warning Coverage "a claim on an item that the text never mentions"
    L309 Warning Coverage "a module claims nothing"
    L310 Warning Text     "an item is claimed twice in one place at one level"
    L311 Warning Text     "a lesson page has a key that belongs to its module"
    L312 Warning Text     "two modules have one name"
    L320 Error   Text     "a module requires an unknown module"
    L321 Error   Text     "modules require each other in a circle"
    L322 Note    Text     "a module requires one that is a draft"
    L330 Error   Text     "hours or a weight of a section that is no number"
    L331 Warning Text     "the weights of a module's assessments do not add up to 100"
    L332 Warning Text     "the sections take more hours than there are"
    L333 Warning Coverage "an assessment that says of no item that it assesses it"

    L401 Error   Text     "a programme names an unknown module"
    L402 Error   Text     "a module stands twice in one programme"
    L403 Error   Text     "an exemption names an unknown item"
    L404 Error   Text     "an exemption without a reason"
    L405 Warning Coverage "an exempt item is assessed all the same"
    L406 Warning Coverage "an item is assessed before it is introduced"
    L407 Warning Coverage "a programme without modules"
    L408 Warning Coverage "a module in a programme claims nothing of its profile"
    L409 Warning Coverage "a gap in the coverage"
    L410 Warning Text     "a reason of an exemption that no page shows"
    L420 Note    Text     "a programme names a module that is a draft"
    L430 Warning Text     "a claim from before the words of its item changed"
    L431 Warning Text     "a review names what is not there"
    L432 Error   Text     "a review cannot be read"
    L440 Warning Coverage "a module is taught before one that it requires"
    L441 Note    Coverage "a programme does not have a module that one of its modules requires"
    L450 Error   Text     "a choice that nobody can make"
    L460 Error   Text     "a programme counts a module for what it does not claim"
    L461 Error   Text     "an item with two levels for one module in one programme"
    L462 Warning Coverage "a level in a programme that is the module's own"

    L501 Error   Text     "a link to a file that does not exist"
    L502 Error   Text     "a link to a heading that does not exist"
    L503 Error   Text     "an unknown name between double brackets"
    L504 Error   Text     "a link that leaves the content folder"
    L505 Error   Text     "a link of a kind that a page may not have"
    L506 Warning Text     "a picture without alternative text"
    L507 Warning Text     "a heading that skips a level"
    L508 Warning Text     "a page to which no page leads"
    L509 Warning Text     "a picture that browsers do not show"
    L510 Error   Text     "a link without an address"
    L520 Warning Text     "a film without captions"
    L521 Warning Text     "a sound without a transcript"
    L522 Warning Text     "a film or sound that browsers do not play"
    L530 Error   Text     "a link to a draft"
    L540 Error   Text     "an old address that is taken"
    L541 Error   Text     "an old address that leads nowhere"

    L601 Error   Text     "a template cannot be read"
    L602 Error   Text     "a template failed while it made a page"
    L603 Error   Text     "unknown theme"
    L604 Error   Text     "a file of words cannot be read"
    L605 Warning Text     "a word that no page asks for"

    L701 Error   Text     "the document is no profile"
    L702 Note    Text     "white space was normalised"
    L703 Warning Text     "something in the document looks odd"
    L704 Warning Text     "a skill line is no indicator of any competence"
    L705 Warning Text     "a competence refers to knowledge that the list of knowledge does not have"
    L706 Warning Text     "a competence's number is not the next one"
    L707 Note    Text     "text without a known heading is kept as it stands"
    L708 Error   Text     "the file cannot be read"
    L709 Note    Text     "the text is in an older encoding"
    L710 Note    Text     "a part of the document is left out"
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
