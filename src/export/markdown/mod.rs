//! A site for programs that read texts: `llms.txt`, which lists its pages, and beside each page that people wrote the same
//! as markdown. `modules/m05/index.html` has its own beside it as `modules/m05/index.html.md`, which is the name that
//! <https://llmstxt.org> gives it.
//!
//! The words are those of the page: its text goes from HTML to markdown (`text.rs`), so a comment or a line that no page
//! shows is not in it either. Beside the text stand the facts that the page has in tables and lists: the items that a
//! module claims, the modules of a programme, the competences and items of a profile. A programme's matrix and its gaps are
//! there as well (`coverage.rs`).

mod coverage;
mod index;
mod text;

pub use index::llms_txt;

use self::text::MarkdownText;
use super::module_table;
use super::phrases;
use crate::config::Config;
use crate::plan::view::{
    BodyPart, BodyView, CompetenceSummary, CoverGroup, ItemRef, LessonLink, ModuleRef, ModuleView,
    OtherLevel, PageKind, PageView, ProfileView, ProgrammeView, SectionPart, TermModule, View,
};
use crate::tabular::Word;
use crate::text::{Amount, escape_markdown_line};

/// The page `page` with the view `view` as markdown; none for a page that only gathers what others have, such as a glossary.
pub fn page_markdown(config: &Config, page: &PageView, view: &View) -> Option<String> {
    let mut writer = PageWriter { config, root: &page.root, text: MarkdownText::new() };
    writer.head(page, &page_title(config, view.kind(), &page.name.code, &page.title));
    match view {
        View::Home(view) => {
            writer.body(&view.body);
            for card in &view.programmes {
                writer.line(&writer.link(&card.programme.title, &card.programme.path));
            }
        }
        View::Programme(view) => writer.programme(view),
        View::Profile(view) => writer.profile(view),
        View::Modules(view) => writer.body(&view.body),
        View::Module(view) => writer.module(view),
        View::Lesson(view) => {
            writer.covers(&view.unplaced);
            writer.body(&view.body);
        }
        View::Text(view) => {
            writer.body(&view.body);
            for page in &view.children {
                writer.line(&writer.link(&page.title, &page.path));
            }
        }
        View::Matrix(view) => writer.matrix(view),
        View::Gaps(view) => writer.gaps(view),
        View::Embed(_)
        | View::Dossier(_)
        | View::Alignment(_)
        | View::Assessments(_)
        | View::Comparison(_)
        | View::Glossary(_)
        | View::Competence(_)
        | View::Item(_)
        | View::Accessibility(_)
        | View::NotFound {} => return None,
    }
    Some(writer.text.finish())
}

/// The title of a page as it stands alone: with its code, and for the coverage of a programme with the word for it.
fn page_title(config: &Config, kind: PageKind, code: &str, title: &str) -> String {
    let title = format!("{code} {title}");
    let title = title.trim();
    match kind {
        PageKind::Matrix => format!("{title}: {}", Word::Matrix.text(config.language)),
        PageKind::Gaps => format!("{title}: {}", Word::Gaps.text(config.language)),
        _ => title.to_owned(),
    }
}

/// Writes the markdown of one page.
struct PageWriter<'p> {
    config: &'p Config,
    /// The way from the page to the site's root.
    root: &'p str,
    text: MarkdownText,
}

impl PageWriter<'_> {
    fn head(&mut self, page: &PageView, title: &str) {
        self.text.block(&format!("# {}", escape_markdown_line(title)));
        if !page.description.is_empty() {
            self.text.block(&format!("> {}", escape_markdown_line(&page.description)));
        }
        if !page.canonical.is_empty() {
            self.text.block(&format!("<{}>", page.canonical));
        }
    }

    fn programme(&mut self, view: &ProgrammeView) {
        self.line(&self.link(&view.card.profile.title, &view.card.profile.path));
        self.body(&view.body);
        for term in &view.terms {
            if !term.title.is_empty() {
                self.text.block(&format!("## {}", escape_markdown_line(&term.title)));
            }
            self.modules(&term.modules);
            for choice in &term.choices {
                let (pick, of) = (choice.choice.pick, choice.choice.of);
                self.text.block(&format!("{} ({pick}/{of})", escape_markdown_line(&choice.choice.title)));
                self.modules(&choice.modules);
            }
        }
        self.levels(&view.levels);
    }

    /// The modules that count at other levels in a programme than their own.
    fn levels(&mut self, levels: &[(ModuleRef, Vec<OtherLevel>)]) {
        if levels.is_empty() {
            return;
        }
        let language = self.config.language;
        self.text.block(&format!("## {}", phrases::COUNT_OTHERWISE.text(language)));
        for (module, others) in levels {
            for ((level, own), items) in phrases::by_level(others) {
                let module = self.module_link(module);
                let counts = phrases::COUNTS_AS.text(language);
                let (level, own) =
                    (phrases::level_label(self.config, level), phrases::own_level(self.config, own));
                let (level, own) = (escape_markdown_line(level), escape_markdown_line(&own));
                self.text.block(&format!("{module} {counts} **{level}** ({own})"));
                let lines: Vec<String> = items.into_iter().map(|item| self.item_line(item)).collect();
                self.text.block(&lines.join("\n"));
            }
        }
    }

    fn modules(&mut self, modules: &[TermModule]) {
        let lines = modules.iter().map(|module| {
            let link = self.module_link(&module.module);
            if module.summary.is_empty() {
                format!("- {link}")
            } else {
                format!("- {link}: {}", escape_markdown_line(&module.summary))
            }
        });
        let list = lines.collect::<Vec<_>>().join("\n");
        self.text.block(&list);
    }

    fn profile(&mut self, view: &ProfileView) {
        self.body(&view.body);
        for competence in &view.competences {
            self.competence(competence);
        }
        for section in &view.sections {
            let level = "#".repeat(usize::from(section.level));
            self.text.block(&format!("{level} {}", escape_markdown_line(&section.title)));
            self.parts(&section.parts);
        }
        self.body(&view.notes);
    }

    fn competence(&mut self, competence: &CompetenceSummary) {
        let link = self.link(&format!("{} {}", competence.id, competence.title), &competence.path);
        self.text.block(&format!("## {link}"));
        let referred = competence.referred.iter().flat_map(|(_, items)| items);
        let items: Vec<String> =
            competence.indicators.iter().chain(referred).map(|item| self.item_line(item)).collect();
        self.text.block(&items.join("\n"));
    }

    fn parts(&mut self, parts: &[SectionPart]) {
        for part in parts {
            self.body(&part.body);
            let items: Vec<String> = part.items.iter().map(|(item, _)| self.item_line(item)).collect();
            self.text.block(&items.join("\n"));
        }
    }

    fn module(&mut self, view: &ModuleView) {
        let ModuleRef { hours, credits, .. } = &view.module;
        let requires: Vec<String> = view.requires.iter().map(|module| self.module_link(module)).collect();
        let amount = |number: &Option<Amount>| number.map(|number| phrases::amount(self.config, number));
        let facts = [
            (module_table::HOURS, amount(hours).unwrap_or_default()),
            (module_table::CREDITS, amount(credits).unwrap_or_default()),
            (module_table::REQUIRES, requires.join(", ")),
            (module_table::TEACHERS, escape_markdown_line(&view.teachers.join(", "))),
        ];
        let own = view.facts.iter().map(|fact| (fact.name.as_str(), escape_markdown_line(&fact.value)));
        let language = self.config.language;
        let facts = facts.iter().map(|(fact, value)| (fact.text(language), value.clone())).chain(own);
        let lines = facts.filter(|(_, value)| !value.is_empty());
        let lines = lines.map(|(name, value)| format!("- {}: {value}", escape_markdown_line(name)));
        let list = lines.collect::<Vec<_>>().join("\n");
        self.text.block(&list);
        self.covers(&view.unplaced);
        self.body(&view.body);
        if !view.lists_lessons {
            self.lessons(&view.lessons);
        }
    }

    fn lessons(&mut self, lessons: &[LessonLink]) {
        let lines = lessons.iter().map(|lesson| format!("- {}", self.link(&lesson.title, &lesson.path)));
        let list = lines.collect::<Vec<_>>().join("\n");
        self.text.block(&list);
    }

    /// The items that a page claims as a whole, by level.
    fn covers(&mut self, groups: &[CoverGroup]) {
        for group in groups {
            let items: Vec<&ItemRef> = group.items.iter().map(|item| &item.item).collect();
            self.claims(group.level, &items);
        }
    }

    fn claims(&mut self, level: usize, items: &[&ItemRef]) {
        let label = phrases::level_label(self.config, level);
        let lines: Vec<String> = items.iter().map(|item| self.item_line(item)).collect();
        self.text.block(&format!("**{}**", escape_markdown_line(label)));
        self.text.block(&lines.join("\n"));
    }

    /// An author's text.
    fn body(&mut self, body: &BodyView) {
        for part in &body.parts {
            match part {
                BodyPart::Html(html) => self.text.read(html),
                // The words are the theme's: the names of kinds of alerts and notes, which markdown has signs for.
                BodyPart::Word(_) => {}
                BodyPart::Occasion(occasion) => {
                    let manner = phrases::manner(self.config, occasion);
                    self.text.block(&escape_markdown_line(&manner));
                }
                BodyPart::Claims(groups) => {
                    for group in groups {
                        let items: Vec<&ItemRef> = group.items.iter().collect();
                        self.claims(group.level, &items);
                    }
                }
            }
        }
    }

    fn line(&mut self, markdown: &str) {
        self.text.block(markdown);
    }

    fn item_line(&self, item: &ItemRef) -> String {
        let text = escape_markdown_line(&item.text);
        format!("- {}: {text}", self.link(&item.id, &item.path))
    }

    fn module_link(&self, module: &ModuleRef) -> String {
        self.link(&phrases::module_name(module), &module.path)
    }

    /// A link to the page at `path`, from the site's root.
    fn link(&self, title: &str, path: &str) -> String {
        format!("[{}]({}{path})", escape_markdown_line(title), self.root)
    }
}
