//! The settings of a site, read from `leerlijn.toml`.
//!
//! [`Config::read`] returns the settings together with the mistakes in the file. The settings are usable whatever the
//! file says: a setting that is left out or wrong has its default, a site without the file has nothing but defaults,
//! and the coverage scale always has at least one level, one of which is the required one. The layers above therefore
//! never ask whether the settings were read well. Whether a theme or a picture that the settings name exists is not
//! known here.

mod accessibility;
mod address;
mod audience;
mod editions;
mod language;
mod scale;
mod severities;
mod version;

pub use accessibility::{Accessibility, Conformance};
pub use address::is_site_address;
pub use audience::Audience;
pub use editions::{Edition, NewestEdition};
pub use language::Language;
pub use scale::{Level, LevelId, SECTION_KEYS, Scale};

use crate::diagnostics::{Code, Diagnostic, Problems, Severity, say};
use crate::fields::{Field, FieldCodes, Fields, KeyOwner};
use crate::sources::{CONTENT_FOLDER, SourceFile};
use crate::text::{SourcePath, Spanned};

const CODES: FieldCodes = FieldCodes { syntax: Code::L001, unknown_key: Code::L002, value: Code::L003 };

/// The size of a page, in bytes, up to which it is read if the settings say nothing else. Parsing takes a hundred
/// times as much memory.
const PAGE_LIMIT: usize = 4_000_000;

/// Mistakes that are only reported when the site asks for it, since many sites have them on purpose.
const OFF_UNLESS_ASKED: &[Code] = &[Code::L308, Code::L409];

/// The settings that stand in no table, above the first one.
const KEYS: &[&str] = &[
    "leerlijn",
    "title",
    "language",
    "base_url",
    "edit_url",
    "theme",
    "image",
    "raw_html",
    "typography",
    "audience",
    "page_limit",
    "edition",
    "open_data",
];

/// The tables of the settings with their keys; those of `diagnostics` are codes. None of them is the name of a setting that
/// stands in no table.
const TABLES: &[(&str, &[&str])] = &[
    ("coverage", &["required", "levels"]),
    ("accessibility", &["organisation", "conformance", "date", "contact", "problems", "enforcement"]),
    ("diagnostics", &[]),
];

/// How markup that authors write by hand is treated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RawHtml {
    /// Harmless markup is kept, the rest is taken out.
    #[default]
    Safe,
    /// It stays as it is: every author of the site is trusted with everything that a page can do.
    All,
}

/// Whether a text is set as its language writes it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TypographySetting {
    /// Quotation marks, dashes and spaces are those of the language.
    #[default]
    Smart,
    /// They stay as they are typed.
    Plain,
}

/// The settings on which it depends what an author's text becomes. They are few and small, so that a parsed text can
/// be kept together with them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextRules {
    /// How markup that authors write by hand is treated.
    pub raw_html: RawHtml,
    /// The language of a page that does not say its own.
    pub language: Language,
    /// Whether a text is set as its language writes it.
    pub typography: TypographySetting,
}

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
    /// How markup that authors write by hand is treated.
    pub raw_html: RawHtml,
    /// Whether texts are set as their language writes them.
    pub typography: TypographySetting,
    /// For whom the site is, in the order in which its first page leads them on.
    pub audience: Vec<Audience>,
    /// Where a source file can be edited: its path is put behind this; empty when that is not offered.
    pub edit_url: String,
    /// The picture by which other sites show a link to this one: a file below `content`; empty for none.
    pub image: Spanned<String>,
    /// The greatest size of a page in bytes.
    pub page_limit: usize,
    /// The content of the accessibility statement; none when the site has no statement.
    pub accessibility: Option<Accessibility>,
    /// Whether the site offers its content to other programs: as JSON, and each text as markdown.
    pub open_data: bool,
    /// The name of this edition of the site; empty where it has no editions.
    pub edition: String,
    /// The earlier editions, as they are listed.
    pub editions: Vec<Edition>,
    /// The newest edition, where this site is built as an earlier one.
    pub newest: Option<NewestEdition>,
    severities: Vec<(Code, Option<Severity>)>,
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
            scale: Scale::new(scale::default_levels(language), None),
            raw_html: RawHtml::Safe,
            typography: TypographySetting::Smart,
            audience: Audience::ALL.to_vec(),
            edit_url: String::new(),
            image: Spanned::new(String::new(), crate::text::Span::default()),
            page_limit: PAGE_LIMIT,
            accessibility: None,
            open_data: true,
            edition: String::new(),
            editions: Vec::new(),
            newest: None,
            severities: Vec::new(),
        }
    }

    /// Reads the settings; without a file they are the defaults.
    pub fn read(file: Option<&SourceFile>) -> (Self, Vec<Diagnostic>) {
        let Some(file) = file else { return (Self::default(), Vec::new()) };
        let mut problems = Problems::default();
        let mut table = Fields::parse(&file.path, &file.text, 0, CODES, &mut problems);
        set_right(&mut table, &mut problems);
        version::check(&mut table, &mut problems);
        let title = table.string("title", &mut problems).into_read();
        let language = read_language(&mut table, &mut problems).unwrap_or(Language::Dutch);
        let mut config = Self::with_language(language);
        if let Some(title) = title {
            config.title = title.value;
        }
        if let Field::Read(url) = table.string("base_url", &mut problems) {
            config.base_url = address::read_site_address(&table, &url, &mut problems);
        }
        if let Field::Read(url) = table.string("edit_url", &mut problems) {
            let url = address::read_page_address(&table, url, &mut problems);
            url.trim_end_matches('/').clone_into(&mut config.edit_url);
        }
        if let Field::Read(image) = table.string("image", &mut problems) {
            config.image = image;
        }
        config.raw_html = read_raw_html(&mut table, &mut problems);
        config.typography = read_typography(&mut table, &mut problems);
        config.audience = audience::read_audience(&mut table, &mut problems);
        config.page_limit = read_page_limit(&mut table, &mut problems);
        if let Field::Read(open) = table.boolean("open_data", &mut problems) {
            config.open_data = open.value;
        }
        if let Field::Read(theme) = table.string("theme", &mut problems) {
            config.theme = theme;
        }
        match table.table("coverage", &mut problems) {
            Field::Read(coverage) => config.scale = scale::read_scale(coverage, language, &mut problems),
            Field::Broken(reported) => config.scale.lost = Some(reported),
            Field::Absent => {}
        }
        config.accessibility = table
            .table("accessibility", &mut problems)
            .into_read()
            .map(|statement| accessibility::read_statement(statement, &mut problems));
        if let Field::Read(severities) = table.table("diagnostics", &mut problems) {
            config.severities = severities::read_severities(severities, &mut problems);
        }
        (config.edition, config.editions) = editions::read_editions(&mut table, &mut problems);
        table.finish(&mut problems);
        (config, problems.into_vec())
    }

    /// The same settings with another `base_url`, as given on the command line.
    #[must_use]
    pub fn with_base_url(mut self, url: &str) -> Self {
        self.base_url = url.trim_end_matches('/').to_owned();
        self
    }

    /// The same settings for a site that is an earlier edition than `newest`, at the address that this lists for it.
    #[must_use]
    pub fn with_newest(mut self, newest: NewestEdition) -> Self {
        let listed = newest.editions.iter().find(|edition| edition.title == newest.shown);
        if let Some(edition) = listed {
            self.base_url.clone_from(&edition.address);
        }
        self.newest = Some(newest);
        self
    }

    /// The rules by which this site's texts become markup.
    pub fn text_rules(&self) -> TextRules {
        TextRules { raw_html: self.raw_html, language: self.language, typography: self.typography }
    }

    /// The file of the site's picture.
    pub fn image_file(&self) -> Option<SourcePath> {
        let name = Some(self.image.value.as_str()).filter(|name| !name.is_empty())?;
        SourcePath::resolve(CONTENT_FOLDER, name)
    }

    /// The severity of `code` on this site; `None` when the site has turned it off. Errors always stay errors: the
    /// settings refuse anything else.
    pub fn severity(&self, code: Code) -> Option<Severity> {
        let set = self.severities.iter().rev().find(|(known, _)| *known == code);
        match set {
            Some((_, severity)) => *severity,
            None if OFF_UNLESS_ASKED.contains(&code) => None,
            None => Some(code.severity()),
        }
    }
}

/// Moves settings that ended up in another table than their author meant, and reports them.
fn set_right(table: &mut Fields, problems: &mut Problems) {
    // The title of a level may be meant as its label.
    let keys: Vec<&str> = KEYS.iter().copied().filter(|key| *key != "title").collect();
    table.lift("coverage.levels", &keys, &[], KeyOwner::Site, problems);
    for (name, keys) in TABLES {
        table.lift(name, KEYS, &[], KeyOwner::Site, problems);
        let is_code = |key: &str| *name == "diagnostics" && key.parse::<Code>().is_ok();
        table.lower(name, |key| keys.contains(&key) || is_code(key), problems);
        for (other, own) in TABLES.iter().filter(|(other, _)| other != name) {
            let is_meant = |key: &str| !own.contains(&key) && (keys.contains(&key) || is_code(key));
            table.shift(other, name, is_meant, problems);
        }
    }
    table.lift("editions", &keys, &[], KeyOwner::Site, problems);
    let known: Vec<&str> = TABLES.iter().map(|(name, _)| *name).chain(["editions"]).collect();
    table.lift_unknown(&known, KEYS, &["audience"], KeyOwner::Site, problems);
}

fn read_language(table: &mut Fields, problems: &mut Problems) -> Option<Language> {
    let tag = table.string("language", problems).into_read()?;
    let language = Language::from_tag(&tag.value);
    if language.is_none() {
        let message = say!("there are no words for the language `{tag}`", tag = tag.value);
        table.refuse(tag.span, message, say!("the languages are nl, en, fr and de"), problems);
    }
    language
}

fn read_raw_html(table: &mut Fields, problems: &mut Problems) -> RawHtml {
    let Field::Read(choice) = table.string("raw_html", problems) else { return RawHtml::Safe };
    match choice.value.as_str() {
        "safe" => RawHtml::Safe,
        "all" => RawHtml::All,
        other => {
            let message = say!("`raw_html` cannot be `{other}`", other);
            let help =
                say!("write \"safe\", or \"all\" when every author of the site may run scripts in its pages");
            table.refuse(choice.span, message, help, problems);
            RawHtml::Safe
        }
    }
}

fn read_typography(table: &mut Fields, problems: &mut Problems) -> TypographySetting {
    let Field::Read(choice) = table.string("typography", problems) else { return TypographySetting::Smart };
    match choice.value.as_str() {
        "smart" => TypographySetting::Smart,
        "plain" => TypographySetting::Plain,
        other => {
            let message = say!("`typography` cannot be `{other}`", other);
            let help = say!("write \"smart\", or \"plain\" when texts stay as they are typed");
            table.refuse(choice.span, message, help, problems);
            TypographySetting::Smart
        }
    }
}

/// Reads a size such as `"4 MB"`.
fn read_page_limit(table: &mut Fields, problems: &mut Problems) -> usize {
    let Field::Read(size) = table.string("page_limit", problems) else { return PAGE_LIMIT };
    let bytes = size.value.trim().split_once(' ').and_then(|(number, unit)| {
        let unit = match unit.trim() {
            "bytes" => 1,
            "kB" | "KB" | "ko" => 1_000,
            "MB" | "Mo" => 1_000_000,
            _ => return None,
        };
        number.parse::<usize>().ok()?.checked_mul(unit)
    });
    bytes.unwrap_or_else(|| {
        let message = say!("`{size}` is no size of a page", size = size.value);
        table.refuse(
            size.span,
            message,
            say!("write a whole number and kB or MB, such as \"4 MB\""),
            problems,
        );
        PAGE_LIMIT
    })
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
            problems
                .into_iter()
                .map(|problem| format!("{} {}", problem.code, problem.message.english()))
                .collect(),
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
    fn a_setting_below_a_table_is_read_where_it_was_meant() {
        for (table, _) in TABLES {
            let (config, problems) = read(&format!("[{table}]\ntitle = \"T\"\nlanguage = \"fr\"\n"));
            let said = format!(
                "L003 `title`, `language` stand under `[{table}]`, but are settings of the whole site"
            );
            assert_eq!(problems[0], said, "{table}");
            assert_eq!((config.title.as_str(), config.language), ("T", Language::French), "{table}");
        }
    }

    #[test]
    fn a_setting_behind_the_last_level_is_one_of_the_site() {
        let (config, problems) = read("[[coverage.levels]]\nid = \"a\"\ntheme = \"school\"\ntitle = \"A\"\n");
        assert_eq!(
            problems,
            [
                "L003 `theme` stands under `[[coverage.levels]]`, but is a setting of the whole site",
                "L002 unknown key `title`"
            ]
        );
        assert_eq!(config.theme.value, "school");
    }

    #[test]
    fn a_setting_without_its_table_is_read_as_one_of_it() {
        let levels =
            "levels = [{ id = \"zwak\" }, { id = \"sterk\" }]\nrequired = \"zwak\"\nL306 = \"off\"\n";
        let (config, problems) = read(levels);
        let said =
            |key: &str, table: &str| format!("L003 `{key}` stands in no table, but is a key of `[{table}]`");
        assert_eq!(
            problems,
            [said("levels", "coverage"), said("required", "coverage"), said("L306", "diagnostics")]
        );
        assert_eq!((config.scale.levels.len(), config.scale.required.index()), (2, 0));
        assert_eq!(config.severity(Code::L306), None);
        let (config, problems) = read("contact = \"a@b.be\"\n[accessibility]\ndate = \"2026-11-20\"\n");
        assert_eq!(problems, [said("contact", "accessibility")]);
        assert_eq!(config.accessibility.map(|statement| statement.contact).as_deref(), Some("a@b.be"));
    }

    #[test]
    fn every_setting_without_a_table_is_among_those_that_are_moved() {
        let text = KEYS.iter().fold("[coverage]\n".to_owned(), |text, key| text + key + " = \"\"\n");
        let (_, problems) = read(&text);
        assert!(problems.iter().all(|problem| !problem.starts_with("L002")), "{problems:?}");
        let keys = read("nothing_of_that_name = 1\n[coverage]\n").1;
        assert_eq!(keys.len(), 1, "{keys:?}");
    }

    #[test]
    fn a_site_is_for_everyone_unless_it_says_for_whom() {
        assert_eq!(read("").0.audience, Audience::ALL);
        assert_eq!(read("audience = []\n").0.audience, []);
        let (config, problems) = read("audience = [\"teach\", \"study\", \"teach\"]\n");
        assert_eq!((config.audience, problems), (vec![Audience::Teach, Audience::Study], Vec::new()));
        let (config, problems) = read("audience = [\"inspekt\", \"study\"]\n");
        assert_eq!(config.audience, [Audience::Study]);
        assert_eq!(problems, ["L003 there is no audience `inspekt`"]);
    }

    #[test]
    fn a_size_has_a_number_and_a_unit() {
        assert_eq!(read("page_limit = \"20 MB\"\n").0.page_limit, 20_000_000);
        assert_eq!(read("page_limit = \"50 kB\"\n").0.page_limit, 50_000);
        for wrong in ["20", "20MB", "1,5 MB", "-1 MB", "20 TB", "99999999999999999999 MB"] {
            let (config, problems) = read(&format!("page_limit = \"{wrong}\"\n"));
            assert_eq!(config.page_limit, PAGE_LIMIT);
            assert_eq!(problems, [format!("L003 `{wrong}` is no size of a page")]);
        }
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
