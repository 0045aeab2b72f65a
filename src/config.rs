//! Purpose: the settings of a site, `leerlijn.toml`.
//! Input: the settings file, or none. Output: [`Config`] and what is wrong with the file.
//! Invariant: a [`Config`] is always usable: the scale has at least one level and `required` is one of
//! them; what the file leaves out, or says wrongly, has its default.

use crate::diagnostics::{Code, Diagnostic, Severity, did_you_mean};
use crate::fields::{Table, TableCodes};
use crate::ids::{Arena, Id};
use crate::sources::SourceFile;
use crate::text::{Spanned, nearest};

const CODES: TableCodes = TableCodes { syntax: Code::L001, unknown_key: Code::L002, value: Code::L003 };

/// A mistake that is only reported when the site asks for it, since many sites are right to have it.
const OFF_UNLESS_ASKED: &[Code] = &[Code::L308];

/// The settings of a site.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's title.
    pub title: String,
    /// The language of the pages' own words.
    pub language: Language,
    /// Where the site will stand, without a slash at the end; empty when that is not known.
    pub base_url: String,
    /// The folder in `themes` whose files shadow the built-in theme's.
    pub theme: Spanned<String>,
    /// The coverage scale.
    pub scale: Scale,
    severities: Vec<(Code, Option<Severity>)>,
}

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

/// One step of the coverage scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The id that claims use.
    pub id: String,
    /// The word that people read.
    pub label: String,
    /// The character that stands for it in plain text.
    pub symbol: String,
}

/// A level, by its place on the scale; the greater is the stronger.
pub type LevelId = Id<Level>;

/// The coverage scale of a site.
#[derive(Debug, Clone)]
pub struct Scale {
    /// The levels, weakest first; never empty.
    pub levels: Arena<Level>,
    /// The level at which an item counts as covered.
    pub required: LevelId,
}

impl Scale {
    /// The level with id `id`.
    pub fn level(&self, id: &str) -> Option<LevelId> {
        self.levels.iter().find(|(_, level)| level.id == id).map(|(found, _)| found)
    }

    fn new(levels: Vec<Level>, required: Option<usize>) -> Self {
        let mut arena = Arena::default();
        let ids: Vec<LevelId> = levels.into_iter().map(|level| arena.push(level)).collect();
        let required = ids[required.unwrap_or(ids.len() - 1)];
        Self { levels: arena, required }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self::with_language(Language::Dutch)
    }
}

impl Config {
    fn with_language(language: Language) -> Self {
        Self {
            title: "leerlijn".to_owned(),
            language,
            base_url: String::new(),
            theme: Spanned::new("default".to_owned(), crate::text::Span::default()),
            scale: Scale::new(default_levels(language), None),
            severities: Vec::new(),
        }
    }

    /// Reads the settings; without a file they are the defaults.
    pub fn read(file: Option<&SourceFile>) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let Some(file) = file else { return (Self::default(), problems) };
        let mut table = Table::parse(&file.path, &file.text, 0, CODES, &mut problems);
        let language = read_language(&mut table, &mut problems).unwrap_or(Language::Dutch);
        let mut config = Self::with_language(language);
        if let Some(title) = table.string("title", &mut problems) {
            config.title = title.value;
        }
        if let Some(url) = table.string("base_url", &mut problems) {
            config.base_url = read_base_url(&table, &url, &mut problems);
        }
        if let Some(theme) = table.string("theme", &mut problems) {
            config.theme = theme;
        }
        if let Some(coverage) = table.table("coverage", &mut problems) {
            config.scale = read_scale(coverage, language, &mut problems);
        }
        if let Some(severities) = table.table("diagnostics", &mut problems) {
            config.severities = read_severities(severities, &mut problems);
        }
        table.finish(&["title", "language", "base_url", "theme", "coverage", "diagnostics"], &mut problems);
        (config, problems)
    }

    /// The same settings with another `base_url`, as given on the command line.
    #[must_use]
    pub fn with_base_url(mut self, url: &str) -> Self {
        self.base_url = url.trim_end_matches('/').to_owned();
        self
    }

    /// How bad `code` is on this site; `None` when the site does not want to hear of it.
    /// What is an error stays one: a site with errors cannot be built as its author means it.
    pub fn severity(&self, code: Code) -> Option<Severity> {
        let set = self.severities.iter().rev().find(|(known, _)| *known == code);
        match set {
            Some((_, severity)) => *severity,
            None if OFF_UNLESS_ASKED.contains(&code) => None,
            None => Some(code.severity()),
        }
    }
}

fn default_levels(language: Language) -> Vec<Level> {
    let ids = ["introduced", "practised", "assessed"];
    let symbols = ["○", "◐", "●"];
    let labels = language.level_labels();
    (0..3)
        .map(|at| Level {
            id: ids[at].to_owned(),
            label: labels[at].to_owned(),
            symbol: symbols[at].to_owned(),
        })
        .collect()
}

fn read_language(table: &mut Table, problems: &mut Vec<Diagnostic>) -> Option<Language> {
    let tag = table.string("language", problems)?;
    let language = Language::from_tag(&tag.value);
    if language.is_none() {
        let message = format!("there are no words for the language `{}`", tag.value);
        table.refuse(tag.span, message, "the languages are nl, en, fr and de".to_owned(), problems);
    }
    language
}

fn read_base_url(table: &Table, url: &Spanned<String>, problems: &mut Vec<Diagnostic>) -> String {
    let address = url.value.trim_end_matches('/');
    if !address.is_empty() && !address.starts_with("https://") && !address.starts_with("http://") {
        let message = format!("`{}` is no address of a site", url.value);
        let help = "write it whole, such as \"https://www.school.be/opleidingen\", or leave it empty";
        table.refuse(url.span, message, help.to_owned(), problems);
        return String::new();
    }
    address.to_owned()
}

fn read_scale(mut table: Table, language: Language, problems: &mut Vec<Diagnostic>) -> Scale {
    let required = table.string("required", problems);
    let levels = match table.tables("levels", problems) {
        Some(levels) => read_levels(levels, problems),
        None => default_levels(language),
    };
    let levels = if levels.is_empty() { default_levels(language) } else { levels };
    let at = required.and_then(|required| {
        let at = levels.iter().position(|level| level.id == required.value);
        if at.is_none() {
            let known = levels.iter().map(|level| level.id.as_str());
            let all = format!("the levels are {}", known.clone().collect::<Vec<_>>().join(", "));
            let help = did_you_mean(&nearest(&required.value, known), &all);
            let message = format!("`{}` is no level of the scale", required.value);
            table.refuse(required.span, message, help, problems);
        }
        at
    });
    table.finish(&["required", "levels"], problems);
    Scale::new(levels, at)
}

fn read_levels(tables: Vec<Table>, problems: &mut Vec<Diagnostic>) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for mut table in tables {
        let id = table.string("id", problems);
        let label = table.string("label", problems).map(|label| label.value);
        let symbol = table.string("symbol", problems).map(|symbol| symbol.value);
        match id {
            None => {
                let help = "give it one, such as { id = \"geevalueerd\", label = \"geëvalueerd\" }";
                table.refuse(table.span, "a level has no `id`".to_owned(), help.to_owned(), problems);
            }
            Some(id) if levels.iter().any(|level| level.id == id.value) => {
                let message = format!("the level `{}` stands twice in the scale", id.value);
                table.refuse(id.span, message, "give each level an id of its own".to_owned(), problems);
            }
            Some(id) => {
                let label = label.unwrap_or_else(|| id.value.clone());
                let symbol = symbol.unwrap_or_else(|| "●".to_owned());
                levels.push(Level { id: id.value, label, symbol });
            }
        }
        table.finish(&["id", "label", "symbol"], problems);
    }
    levels
}

fn read_severities(table: Table, problems: &mut Vec<Diagnostic>) -> Vec<(Code, Option<Severity>)> {
    let copy = table.clone();
    let mut severities = Vec::new();
    for (key, value) in table.into_strings(problems) {
        let Ok(code) = key.value.parse::<Code>() else {
            let near = nearest(&key.value, Code::ALL.iter().map(|code| code.as_str()));
            let help = did_you_mean(&near, "`leerlijn explain` lists the codes");
            copy.refuse(key.span, format!("`{}` is no code", key.value), help, problems);
            continue;
        };
        let severity = match value.value.as_str() {
            "off" => None,
            "note" => Some(Severity::Note),
            "warning" => Some(Severity::Warning),
            "error" => Some(Severity::Error),
            other => {
                let help = "it can be \"off\", \"note\", \"warning\" or \"error\"".to_owned();
                copy.refuse(value.span, format!("`{other}` is no severity"), help, problems);
                continue;
            }
        };
        if code.severity() == Severity::Error && severity != Some(Severity::Error) {
            let help = "only warnings and notes can be set; take this line out".to_owned();
            copy.refuse(key.span, format!("{code} is an error and stays one"), help, problems);
            continue;
        }
        severities.push((code, severity));
    }
    severities
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourcePath;

    fn read(text: &str) -> (Config, Vec<String>) {
        let file = SourceFile::new(SourcePath::new("leerlijn.toml"), text.as_bytes());
        let (config, problems) = Config::read(Some(&file));
        (
            config,
            problems.into_iter().map(|problem| format!("{} {}", problem.code, problem.message)).collect(),
        )
    }

    #[test]
    fn the_scale_is_in_the_language_of_the_site_unless_it_is_given() {
        let (config, problems) = read("language = \"en\"\n");
        assert_eq!(problems, [""; 0]);
        assert_eq!(config.scale.levels[config.scale.required].label, "assessed");
    }

    #[test]
    fn a_wrong_setting_is_reported_and_has_its_default() {
        let (config, problems) =
            read("titel = \"x\"\nbase_url = \"school.be\"\n[coverage]\nrequired = \"asessed\"\n");
        assert_eq!(
            problems,
            [
                "L003 `school.be` is no address of a site",
                "L003 `asessed` is no level of the scale",
                "L002 unknown key `titel`"
            ]
        );
        assert_eq!(config.base_url, "");
        assert_eq!(config.scale.required.index(), 2);
    }

    #[test]
    fn warnings_can_be_set_and_errors_cannot() {
        let (config, problems) = read("[diagnostics]\nL307 = \"off\"\nL308 = \"warning\"\nL301 = \"off\"\n");
        assert_eq!(problems, ["L003 L301 is an error and stays one"]);
        assert_eq!(config.severity(Code::L307), None);
        assert_eq!(config.severity(Code::L308), Some(Severity::Warning));
        assert_eq!(Config::default().severity(Code::L308), None);
    }
}
