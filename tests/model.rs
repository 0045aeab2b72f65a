//! Literate cases for resolving and counting: each `tests/model/*.md` holds small sites and, below each, its outcome:
//! the profiles, modules, claims and programmes with all names resolved, where links lead, how each item stands in
//! each programme, and the diagnostics. `UPDATE_EXPECT=1 cargo test --test model` writes the outcomes anew. Read them
//! before you commit them.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop where it stands")]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use expect_test::expect_file;
use leerlijn::config::Config;
use leerlijn::coverage::{self, Alignment, Coverage, ProgrammeCoverage};
use leerlijn::diagnostics::{Diagnostic, Place, Report};
use leerlijn::evidence;
use leerlijn::model::{
    self, ClaimId, DocumentId, ItemId, ModuleId, OccasionId, ProfileId, ProgrammeId, Site, Suffix, Target,
};
use leerlijn::sources::{Asset, CONFIG_FILE, CONTENT_FOLDER, SourceFile, Sources};
use leerlijn::syntax::{self, Document, OccasionKind, OtherText};
use leerlijn::text::{Amount, CaptionsMistake, LineIndex, SourcePath};

#[test]
fn every_site_resolves_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/model");
    let mut cases = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut sections = text.split_inclusive("\n~~~~text\n");
        let mut written = String::new();
        let mut input = sections.next().unwrap();
        written.push_str(input);
        for section in sections {
            let (_, rest) = section.split_once("~~~~\n").unwrap();
            write!(written, "{}~~~~\n{rest}", outcome(&sources(input))).unwrap();
            (input, cases) = (rest, cases + 1);
        }
        expect_file![path].assert_eq(&written);
    }
    assert!(cases >= 20, "only {cases} cases were found");
}

/// The files of a case: `~~~~markdown file=content/index.md` and the lines below it. A file of the content without
/// text and without the ending of a page is one that stands beside the pages.
fn sources(case: &str) -> Sources {
    let mut sources = Sources::default();
    let mut blocks = case.split("\n~~~~").skip(1);
    while let (Some(block), Some(_)) = (blocks.next(), blocks.next()) {
        let (info, text) = block.split_once('\n').unwrap_or((block, ""));
        let path = SourcePath::new(info.split_once("file=").unwrap().1);
        if path.as_str().starts_with(CONTENT_FOLDER) && !path.as_str().to_ascii_lowercase().ends_with(".md") {
            let is_captions = path.as_str().ends_with(".vtt") && !text.is_empty();
            let captions = is_captions.then(|| CaptionsMistake::of(text)).flatten();
            let front = OtherText::front(text);
            let (size, stamp, dimensions, font) = (0, 0, None, None);
            sources.insert_asset(Asset { path, size, stamp, dimensions, captions, front, font });
        } else {
            sources.insert(SourceFile::new(path, format!("{text}\n").as_bytes()));
        }
    }
    sources
}

/// The settings, the site, its coverage, and all diagnostics.
fn resolve(sources: &Sources) -> (Site, Coverage, Vec<Diagnostic>) {
    let (config, mut problems) = Config::read(sources.file(&SourcePath::new(CONFIG_FILE)).map(AsRef::as_ref));
    let documents: Vec<Arc<Document>> = sources
        .files_in(CONTENT_FOLDER)
        .map(|file| {
            Arc::new(match file.text.len() > config.page_limit {
                true => syntax::parse_too_long(file, config.page_limit),
                false => syntax::parse(file, config.text_rules()),
            })
        })
        .collect();
    let (site, found) = model::resolve(config, sources, documents);
    problems.extend(site.documents.values().flat_map(|resolved| resolved.document.problems.clone()));
    problems.extend(found);
    let (coverage, found) = coverage::cover(&site);
    problems.extend(found);
    problems.extend(evidence::claimless(&site));
    (site, coverage, problems)
}

fn outcome(sources: &Sources) -> String {
    let (site, coverage, problems) = resolve(sources);
    let mut show = Show { sources, site: &site, out: String::new() };
    site.profiles.ids().for_each(|id| show.profile(id));
    site.modules.ids().for_each(|id| show.module(id));
    site.programmes.ids().for_each(|id| show.programme(id, &coverage));
    site.documents.ids().for_each(|id| show.links(id));
    Report::new(problems).diagnostics().iter().for_each(|problem| show.problem(problem));
    show.out
}

/// What an address says behind the path: ` ?x=2 #week-1`.
fn behind(suffix: &Suffix) -> String {
    let query = if suffix.query.is_empty() { String::new() } else { format!(" {}", suffix.query) };
    if suffix.fragment.is_empty() { query } else { format!("{query} #{}", suffix.fragment) }
}

/// Writes a site as lines of text.
struct Show<'s> {
    sources: &'s Sources,
    site: &'s Site,
    out: String,
}

impl Show<'_> {
    fn line(&mut self, line: &str) {
        writeln!(self.out, "{}", line.trim_end()).unwrap();
    }

    fn place(&self, place: &Place) -> String {
        let text = self.sources.text(&place.file).unwrap_or_default();
        let at = LineIndex::new(text).position(place.span.start as usize);
        format!("{}:{}:{}", place.file, at.line, at.column)
    }

    fn ids(&self, items: &[ItemId]) -> String {
        items.iter().map(|item| format!(" {}", self.site.items[*item].id)).collect()
    }

    fn slug(&self, profile: Option<ProfileId>) -> &str {
        profile.map_or("none", |profile| &self.site.profiles[profile].slug)
    }

    fn profile(&mut self, id: ProfileId) {
        let profile = &self.site.profiles[id];
        self.line(&format!("profile {}: {}", profile.slug, profile.title));
        for competence in &profile.competences {
            let competence = &self.site.competences[*competence];
            let (indicators, knowledge) = (self.ids(&competence.indicators), self.ids(&competence.knowledge));
            self.line(&format!("  competence {} {}", competence.id, competence.title));
            self.line(&format!("    indicators{indicators}"));
            self.line(&format!("    knowledge{knowledge}"));
        }
        for item in &profile.items {
            let item = &self.site.items[*item];
            let line =
                format!("  {} {} {} ({})", item.kind.as_str(), item.id, item.text, self.place(&item.place));
            self.line(&line);
        }
        for gloss in &profile.glossary {
            self.line(&format!("  gloss {} at {:?}", gloss.names.join(", "), gloss.entry));
        }
    }

    fn module(&mut self, id: ModuleId) {
        let module = &self.site.modules[id];
        self.line(&format!("module {}: {} ({})", module.name(), module.title, module.slug));
        if let Some(hours) = module.hours {
            self.line(&format!("  {hours} hours"));
        }
        if let Some(credits) = module.credits {
            self.line(&format!("  {credits} credits"));
        }
        for required in &module.requires {
            self.line(&format!("  requires {}", self.site.modules[*required].name()));
        }
        let (said, likely) = (self.slug(module.profile), self.slug(module.likely_profile));
        self.line(&format!("  profile {said}, likely {likely}"));
        for lesson in &module.lessons {
            let lesson = &self.site.lessons[*lesson];
            let hours = lesson.hours.map(|hours| format!(", {hours} hours")).unwrap_or_default();
            self.line(&format!("  lesson {}{hours}", self.site.document(lesson.document).path));
        }
        for claim in &module.claims {
            self.line(&format!("  claims {}", self.claim(*claim)));
        }
        for occasion in &module.occasions {
            self.line(&format!("  {}", self.occasion(*occasion)));
        }
    }

    fn occasion(&self, id: OccasionId) -> String {
        let occasion = &self.site.occasions[id];
        let document = self.site.document(self.site.document_of(occasion.module, occasion.spot));
        let heading = occasion.spot.heading.map_or("", |heading| document.headings[heading].id.as_str());
        let number = |number: Option<Amount>| number.map_or("none".to_owned(), |number| number.to_string());
        let claims = occasion.claims.iter().map(|claim| {
            let claim = &self.site.claims[*claim];
            let is_inner = claim.occasion != Some(id);
            let (item, level) =
                (&self.site.items[claim.item].id, &self.site.config.scale.levels[claim.level].id);
            format!("{item} {level}{}", if is_inner { " in a part" } else { "" })
        });
        format!(
            "{} {}#{heading} `{}`, hours {}, weight {}: {}",
            occasion.kind.class(),
            document.path,
            occasion.method,
            number(occasion.hours),
            number(occasion.weight),
            claims.collect::<Vec<_>>().join(", ")
        )
    }

    fn claim(&self, id: ClaimId) -> String {
        let claim = &self.site.claims[id];
        let (item, level) = (&self.site.items[claim.item].id, &self.site.config.scale.levels[claim.level].id);
        let document = self.site.document(self.site.document_of(claim.module, claim.spot));
        let heading = claim.spot.heading.map(|heading| format!(" #{}", document.headings[heading].id));
        format!("{item} {level} ({}{})", self.place(&claim.place), heading.unwrap_or_default())
    }

    fn programme(&mut self, id: ProgrammeId, coverage: &Coverage) {
        let programme = &self.site.programmes[id];
        let from =
            programme.document.map_or("made of all modules", |id| self.site.document(id).path.as_str());
        let profile = self.slug(Some(programme.profile)).to_owned();
        self.line(&format!("programme {}: {} to {profile} ({from})", programme.slug, programme.title));
        for term in &programme.terms {
            self.line(&format!("  term `{}`{}", term.title, self.names(&term.modules)));
            for choice in &term.choices {
                let names = self.names(&choice.modules);
                self.line(&format!(
                    "    choice `{}`, {} of {}:{names}",
                    choice.title, choice.pick, choice.of
                ));
            }
        }
        for exemption in &programme.exempt {
            let (item, place) = (&self.site.items[exemption.item].id, self.place(&exemption.place));
            self.line(&format!("  exempt {item}: {} ({place})", exemption.reason));
        }
        for said in &programme.levels {
            let levels = &self.site.config.scale.levels;
            let (level, own) = (&levels[said.level].id, &levels[said.own].id);
            let (module, item) = (self.site.modules[said.module].name(), &self.site.items[said.item].id);
            let place = self.place(&said.place);
            self.line(&format!("  counts {module} as {level} for {item}, not as {own} ({place})"));
        }
        self.coverage(coverage.of(id));
        if self.site.has_occasions(id, &OccasionKind::ALL) {
            self.alignment(coverage.of(id));
        }
    }

    /// How teaching and assessing agree.
    fn alignment(&mut self, coverage: &ProgrammeCoverage) {
        let alignment = Alignment::new(self.site, coverage);
        assert_eq!(alignment.rows.len(), coverage.rows.len());
        for (aligned, row) in alignment.rows.iter().zip(&coverage.rows) {
            let mut line = format!("    aligned {}:", self.site.items[row.item].id);
            if let Some(hours) = aligned.hours {
                write!(line, " {hours} hours,").unwrap();
            }
            write!(line, " introduced in columns {:?}", aligned.introduced).unwrap();
            line += if aligned.is_unweighed { ", unweighed" } else { "" };
            line += if aligned.is_unpractised { ", unpractised" } else { "" };
            self.line(&line);
        }
        for (column, rows) in &alignment.untaught {
            let items: Vec<ItemId> = rows.iter().map(|row| coverage.rows[*row].item).collect();
            self.line(&format!(
                "    column {column} weighs only what it does not teach:{}",
                self.ids(&items)
            ));
        }
        for (column, id) in coverage::assessments(self.site, coverage) {
            self.line(&format!("    assessed in column {column}: {}", self.occasion(id)));
        }
    }

    fn names(&self, modules: &[ModuleId]) -> String {
        modules.iter().map(|module| format!(" {}", self.site.modules[*module].name())).collect()
    }

    fn coverage(&mut self, coverage: &ProgrammeCoverage) {
        let totals = coverage.totals;
        let possible = match totals.possible {
            0 => String::new(),
            number => format!(" {number} possible,"),
        };
        self.line(&format!(
            "  {} items: {} covered,{possible} {} partial, {} missing, {} exempt; {} gaps",
            totals.items,
            totals.covered,
            totals.partial,
            totals.missing,
            totals.exempt,
            totals.gaps()
        ));
        for (at, row) in coverage.rows.iter().enumerate() {
            assert_eq!(coverage.row_of(row.item), Some(at));
            assert_eq!(coverage.status_of(row.item), Some(row.status));
            let mut line = format!("    {} {}", self.site.items[row.item].id, row.status.as_str());
            if let Some(exemption) = row.exemption {
                write!(line, " by exemption {exemption}").unwrap();
            }
            let strongest = coverage.cells.row(at).iter().map(|cell| cell.level).max();
            if row.guaranteed != strongest {
                let level =
                    row.guaranteed.map_or("nothing", |level| &self.site.config.scale.levels[level].id);
                write!(line, ", guaranteed {level}").unwrap();
            }
            self.line(&line);
            for cell in coverage.cells.row(at) {
                let level = &self.site.config.scale.levels[cell.level].id;
                let claims = coverage.cells.claims(cell).iter().map(|claim| self.claim(claim.claim));
                let (column, term) = (cell.column, coverage.terms[cell.column]);
                let claims = claims.collect::<Vec<_>>().join(", ");
                self.line(&format!("      column {column}, term {term}: {level} by {claims}"));
            }
            if let Some(early) = row.early {
                let (assessed, introduced) = (self.claim(early.assessed), self.claim(early.introduced));
                self.line(&format!("      early: {assessed} before {introduced}"));
            }
        }
        for group in coverage::groups(self.site, coverage.profile) {
            let of = group.competence.map_or(group.kind.as_str(), |id| &self.site.competences[id].id);
            let totals = coverage.totals_of(group.items.iter().copied());
            self.line(&format!("    {of}: {} of {} covered", totals.covered, totals.items));
        }
    }

    fn links(&mut self, id: DocumentId) {
        let resolved = &self.site.documents[id];
        for (link, target) in resolved.document.links.iter().zip(&resolved.targets) {
            let Some(target) = target else { continue };
            let target = match target {
                Target::Item(item) => format!("item {}", self.site.items[*item].id),
                Target::Competence(id) => format!("competence {}", self.site.competences[*id].id),
                Target::Module(module) => format!("module {}", self.site.modules[*module].name()),
                Target::Document(page, suffix) => {
                    format!("page {}{}", self.site.document(*page).path, behind(suffix))
                }
                Target::Asset(path, suffix) => format!("file {path}{}", behind(suffix)),
                Target::Made(path, suffix) => format!("page {path}{}", behind(suffix)),
                Target::Address(address) => format!("address {address}"),
            };
            self.line(&format!("{}: {} leads to {target}", resolved.document.path, link.target.value));
        }
    }

    fn problem(&mut self, problem: &Diagnostic) {
        self.line(&format!("{} {}: {}", self.place(&problem.place), problem.code, problem.message.english()));
        for (place, what) in &problem.related {
            self.line(&format!("  {}: {}", self.place(place), what.english()));
        }
        if let Some(help) = &problem.help {
            self.line(&format!("  {}", help.english()));
        }
    }
}
