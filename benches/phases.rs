//! Each phase of a build by itself, with what it allocates: `cargo bench --bench phases`.
//!
//! `phases once PHASE MODULES` runs one phase once, on one thread, in a function of its own, so that a counter of
//! instructions can be switched on for it alone: `benches/growth` does that for N and 4 N modules. The school says all that
//! a curriculum can say; with `coverage` at the end it has coverage and hours alone.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a bench measures"
)]
#![allow(missing_docs, reason = "a bench has no interface")]

#[path = "school/mod.rs"]
mod school;

use std::hint::black_box;
use std::sync::Arc;

use divan::{AllocProfiler, Bencher};
use leerlijn::compare::{Scenario, Side, Statement, compare, succession};
use leerlijn::config::{Config, TextRules};
use leerlijn::coverage::{self, Coverage};
use leerlijn::evidence::{Evidence, LazyEvidence};
use leerlijn::model::{self, ModuleId, Site};
use leerlijn::pipeline::{Options, Pipeline, Snapshot};
use leerlijn::plan::view::{PageView, View};
use leerlijn::plan::{Addresses, Index, OutFile, Pages, Route};
use leerlijn::render::{Renderer, Theme};
use leerlijn::search::{self, IndexReader};
use leerlijn::shell::output::{NotRendered, OutputFolder};
use leerlijn::sources::{CONFIG_FILE, CONTENT_FOLDER, SourceFile, Sources};
use leerlijn::syntax::{self, Document};
use leerlijn::text::SourcePath;
use school::{Curriculum, References, School};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const SIZES: [usize; 2] = [100, 400];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (phase, modules, curriculum) = match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["once", phase, modules] => (*phase, *modules, Curriculum::Whole),
        ["once", phase, modules, "coverage"] => (*phase, *modules, Curriculum::Coverage),
        _ => return divan::main(),
    };
    // One thread, and it is this one: what is counted in this function is all that is done.
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global().unwrap();
    let work = work(phase, School { curriculum, ..School::of(modules.parse().unwrap()) });
    // Once before: what is done a single time is done, and the allocator has tidied up what getting ready left behind,
    // which cost the smallest phase a tenth in one run and nothing in the next.
    work();
    counted(&work);
}

/// Instructions are counted between its start and its end.
#[inline(never)]
fn counted(work: &dyn Fn()) {
    work();
}

/// The work of `phase` on `school`; what it needs of earlier phases is ready.
fn work(phase: &str, school: School) -> Box<dyn Fn()> {
    if phase == "names" {
        let sources = files(School { references: References::Names, ..school });
        let documents = parse(&sources);
        return Box::new(move || drop(black_box(resolve(&sources, documents.clone()))));
    }
    if phase == "diff" {
        return diff(school);
    }
    let sources = files(school);
    if phase == "parse" {
        return Box::new(move || drop(black_box(parse(&sources))));
    }
    let documents = parse(&sources);
    if phase == "resolve" {
        return Box::new(move || drop(black_box(resolve(&sources, documents.clone()))));
    }
    let site = resolve(&sources, documents);
    if phase == "cover" {
        return Box::new(move || drop(black_box(coverage::cover(&site))));
    }
    if phase == "what-if" {
        return what_if(site);
    }
    if phase == "match" {
        return matching(&site);
    }
    if phase == "plan" {
        return Box::new(move || {
            drop(black_box((
                Index::new(&site),
                Addresses::new(&site, &sources, std::iter::empty(), |_| false),
            )))
        });
    }
    if phase == "evidence" {
        let modules: Vec<ModuleId> = site.modules.ids().collect();
        return Box::new(move || drop(black_box(Evidence::new(&site, &modules))));
    }
    let ready = Ready::new(sources, site);
    match phase {
        "view" => Box::new(move || drop(black_box(ready.views()))),
        "search" => Box::new(move || drop(black_box(ready.search()))),
        "render" => {
            let (renderer, views) = (ready.renderer(), ready.views());
            Box::new(move || views.iter().for_each(|(page, view)| drop(black_box(renderer.page(page, view)))))
        }
        "write" => {
            let files = snapshot(school).files().unwrap();
            Box::new(move || write(&files))
        }
        other => panic!("there is no phase {other}"),
    }
}

/// Two versions of a site, from their texts to the comparison.
fn diff(school: School) -> Box<dyn Fn()> {
    let before = Arc::new(files(school));
    let mut after = (*before).clone();
    for file in before.files_in("content/modules").step_by(10) {
        let text = file.text.replacen("assessed", "practised", 1);
        after.insert(SourceFile::new(file.path.clone(), text.as_bytes()));
    }
    let after = Arc::new(after);
    Box::new(move || {
        let mut pipeline = Pipeline::new(Options::default());
        let (old, new) = (pipeline.run(Arc::clone(&before)), pipeline.run(Arc::clone(&after)));
        drop(black_box(compare(old.side(), new.side())));
    })
}

/// One question about a site, from the names to the comparison.
fn what_if(site: Site) -> Box<dyn Fn()> {
    let coverage = coverage::cover(&site).0;
    let first = site.programmes.values().find(|programme| programme.modules().count() > 1).unwrap();
    let (_, without) = first.modules().next().unwrap();
    let (_, moved) = first.modules().last().unwrap();
    let scenario = Scenario {
        without: vec![site.modules[without].name().to_owned()],
        moves: vec![(site.modules[moved].name().to_owned(), "1".to_owned())],
        ..Scenario::default()
    };
    Box::new(move || {
        let other = scenario.apply(&site).unwrap();
        let counted = coverage::cover_otherwise(&other, &site, &coverage);
        let before = Side { site: &site, coverage: &coverage };
        drop(black_box(compare(before, Side { site: &other, coverage: &counted })));
    })
}

/// 400 statements that are matched with 400 others, in another order and each with a word more.
fn matching(site: &Site) -> Box<dyn Fn()> {
    let texts: Vec<&str> = site.items.values().map(|item| item.text.as_str()).cycle().take(400).collect();
    let statement = |text: String| Statement::new(&text, None, None);
    let old: Vec<Statement> =
        texts.iter().enumerate().map(|(at, text)| statement(format!("{text} {at}"))).collect();
    let new: Vec<Statement> =
        texts.iter().enumerate().rev().map(|(at, text)| statement(format!("{text} altijd {at}"))).collect();
    Box::new(move || drop(black_box(succession(&old, &new, |_, _| true))))
}

#[divan::bench(args = [1000], sample_count = 10)]
fn diff_(bencher: Bencher<'_, '_>, modules: usize) {
    bench(bencher, "diff", modules);
}

#[divan::bench(args = [100, 10_000], sample_count = 10)]
fn what_if_(bencher: Bencher<'_, '_>, modules: usize) {
    bench(bencher, "what-if", modules);
}

#[divan::bench(args = [400], sample_count = 10)]
fn match_(bencher: Bencher<'_, '_>, modules: usize) {
    bench(bencher, "match", modules);
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn parse_(bencher: Bencher<'_, '_>, modules: usize) {
    bench(bencher, "parse", modules);
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn resolve_(bencher: Bencher<'_, '_>, modules: usize) {
    bench(bencher, "resolve", modules);
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn evidence(bencher: Bencher<'_, '_>, modules: usize) {
    bench(bencher, "evidence", modules);
}

/// Resolves a school whose texts name modules where others write addresses.
#[divan::bench(args = SIZES, sample_count = 20)]
fn names(bencher: Bencher<'_, '_>, modules: usize) {
    bench(bencher, "names", modules);
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn cover(bencher: Bencher<'_, '_>, modules: usize) {
    bench(bencher, "cover", modules);
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn plan(bencher: Bencher<'_, '_>, modules: usize) {
    bench(bencher, "plan", modules);
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn view(bencher: Bencher<'_, '_>, modules: usize) {
    bench(bencher, "view", modules);
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn search_(bencher: Bencher<'_, '_>, modules: usize) {
    bench(bencher, "search", modules);
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn render(bencher: Bencher<'_, '_>, modules: usize) {
    bench(bencher, "render", modules);
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn write_(bencher: Bencher<'_, '_>, modules: usize) {
    bench(bencher, "write", modules);
}

fn bench(bencher: Bencher<'_, '_>, phase: &str, modules: usize) {
    bencher.bench_local(work(phase, School { curriculum: Curriculum::Whole, ..School::of(modules) }));
}

fn files(school: School) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in school.files(school::Dialect::Leerlijn) {
        sources.insert(SourceFile::new(SourcePath::new(&path), text.as_bytes()));
    }
    sources
}

fn snapshot(school: School) -> Snapshot {
    Pipeline::new(Options::default()).run(Arc::new(files(school)))
}

fn parse(sources: &Sources) -> Vec<Arc<Document>> {
    sources.files_in(CONTENT_FOLDER).map(|file| Arc::new(syntax::parse(file, TextRules::default()))).collect()
}

fn resolve(sources: &Sources, documents: Vec<Arc<Document>>) -> Site {
    let config = Config::read(sources.file(&SourcePath::new(CONFIG_FILE)).map(AsRef::as_ref)).0;
    model::resolve(config, sources, documents).0
}

fn write(files: &[OutFile]) {
    let folder = tempfile::tempdir().unwrap();
    let output = OutputFolder::find(folder.path(), &folder.path().join("output")).unwrap();
    output.write(files, &|_, _| Err(NotRendered), &|| {}).unwrap();
}

/// Everything that pages are made of.
struct Ready {
    sources: Sources,
    site: Site,
    coverage: Coverage,
    addresses: Addresses,
    index: Index,
    evidence: LazyEvidence,
}

impl Ready {
    fn new(sources: Sources, site: Site) -> Self {
        let (coverage, index) = (coverage::cover(&site).0, Index::new(&site));
        let addresses = Addresses::new(&site, &sources, std::iter::empty(), |_| false).0;
        Self { sources, site, coverage, addresses, index, evidence: LazyEvidence::default() }
    }

    fn pages(&self) -> Pages<'_> {
        let Self { sources, site, coverage, addresses, index, evidence } = self;
        Pages { site, coverage, addresses, index, sources, evidence }
    }

    fn views(&self) -> Vec<(PageView, View)> {
        self.addresses.routes().filter_map(|(route, _)| self.pages().page(route)).collect()
    }

    fn search(&self) -> Vec<OutFile> {
        let language = self.site.config.language;
        let reader = IndexReader::new(language);
        let routes: Vec<Route> = self.addresses.routes().map(|(route, _)| route).collect();
        let parts = routes.chunks(search::PAGES_PER_JOB).map(|routes| reader.read(&self.pages(), routes));
        search::files(language, "", parts.collect())
    }

    fn renderer(&self) -> Renderer {
        let theme = Theme::new(&self.site.config.theme, &self.sources).unwrap();
        Renderer::new(&theme, &self.pages().site_view()).ok().unwrap()
    }
}
