//! A page that is open in a browser, and how it stands at a moment.

use super::changes::PageEffect;
use super::inject::mark;
use super::moment::{Answer, Moment};
use super::status::Status;

/// A page as its script describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPage {
    /// The mark of the bytes that are shown.
    pub shown: String,
    /// The number of the moment at which they were rendered.
    pub moment: u64,
}

/// How an open page stands at a moment.
#[derive(Debug, PartialEq, Eq)]
pub struct PageState {
    /// The mark of the bytes that would be shown now.
    pub shown: String,
    /// The status beside the page, as JSON.
    pub status: String,
    /// The step by which the page becomes up to date.
    pub effect: Option<PageEffect>,
}

impl OpenPage {
    /// How the page at `path`, an address without its first slash, stands at `moment`; and whether a mistake in a
    /// template was found that nobody knew of.
    pub fn state(&self, moment: &Moment, path: &str) -> (PageState, bool) {
        let found = moment.answer(path);
        let (file, html) = match found.answer {
            Answer::Page(file, html) => (file, html),
            Answer::NotFound(html) => (String::new(), html.unwrap_or_default()),
            Answer::File(..) | Answer::MovedTo(_) | Answer::NoPage => (String::new(), Vec::new()),
        };
        // Made after the page, since rendering it may have found a failure.
        let status = serde_json::to_string(&Status::of(moment, &file)).unwrap_or_default();
        let shown = mark(&html);
        let effect = match shown == self.shown {
            true => moment.effect_since(self.moment, &html),
            false => Some(PageEffect::Reload),
        };
        (PageState { shown, status, effect }, found.is_new_failure)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::Value;

    use super::*;
    use crate::pipeline::{Options, Pipeline, Snapshot};
    use crate::preview::Save;
    use crate::sources::{SourceFile, Sources};
    use crate::text::SourcePath;

    const PROFILE: &str =
        "+++\ntitle = \"Agent\"\n+++\n\n## Helps {#c1 .competence}\n\n- Listens {#c1.1}\n- Answers {#c1.2}\n";
    const PROGRAMME: &str = "+++\ntitle = \"Year\"\nprofile = \"agent\"\n\n[[terms]]\ntitle = \"All\"\nmodules = [\"M01\"]\n+++\n";

    fn module(items: &str) -> String {
        format!(
            "+++\ntitle = \"Module\"\ncode = \"M01\"\n\n[covers]\nassessed = [{items}]\n+++\n\n## Part {{#part}}\n"
        )
    }

    fn snapshot(module: &str) -> Arc<Snapshot> {
        let mut sources = Sources::default();
        for (path, text) in [
            ("leerlijn.toml", "title = \"Academy\"\nlanguage = \"en\"\n"),
            ("content/profiles/agent.md", PROFILE),
            ("content/programmes/year.md", PROGRAMME),
            ("content/modules/m01.md", module),
            ("content/guide.md", "# Guide\n"),
        ] {
            sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
        }
        Arc::new(Pipeline::new(Options::default()).run(Arc::new(sources)))
    }

    fn after(moment: &Moment, module: &str) -> Moment {
        let changed = vec![SourcePath::new("content/modules/m01.md")];
        moment.next(Save { snapshot: snapshot(module), changed, disk: None })
    }

    /// The page at `path` as a browser shows it at `moment`, with its status.
    fn open(moment: &Moment, path: &str) -> (OpenPage, Value) {
        let unknown = OpenPage { shown: String::new(), moment: 0 };
        let (state, _) = unknown.state(moment, path);
        let page = OpenPage { shown: state.shown, moment: moment.number };
        (page, serde_json::from_str(&state.status).unwrap())
    }

    #[test]
    fn a_page_is_loaded_again_when_its_own_bytes_differ() {
        let first = Moment::first(snapshot(&module("\"c1.1\"")));
        let second = after(&first, &format!("{}\nMore words.\n", module("\"c1.1\"")));
        let (module, _) = open(&first, "modules/m01/");
        let (guide, _) = open(&first, "guide/");
        assert_eq!(module.state(&first, "modules/m01/").0.effect, None);
        assert_eq!(module.state(&second, "modules/m01/").0.effect, Some(PageEffect::Reload));
        assert_eq!(guide.state(&second, "guide/").0.effect, None);
    }

    #[test]
    fn the_status_has_the_coverage_the_last_change_and_the_file_of_the_page() {
        let first = Moment::first(snapshot(&module("\"c1.1\"")));
        let (_, status) = open(&first, "modules/m01/");
        assert_eq!(status["coverage"]["covered"], 1);
        assert_eq!(status["coverage"]["change"], Value::Null);
        assert_eq!(status["source"]["file"], "content/modules/m01.md");
        assert_eq!(status["source"]["headings"], serde_json::json!([["part", 9]]));
        let (_, status) = open(&after(&first, &module("\"c1.1\", \"c1.2\"")), "modules/m01/");
        assert_eq!(status["coverage"]["change"]["items"], serde_json::json!(["c1.2"]));
        assert_eq!(status["coverage"]["change"]["gaps"], -1);
    }

    #[test]
    fn the_status_lists_mistakes_beside_the_last_good_page() {
        let first = Moment::first(snapshot(&module("\"c1.1\"")));
        let (page, _) = open(&first, "modules/m01/");
        let bad = after(&first, "+++\ntitle = \"Broken\n+++\n");
        let (state, _) = page.state(&bad, "modules/m01/");
        assert_eq!(state.effect, None);
        let status: Value = serde_json::from_str(&state.status).unwrap();
        assert_eq!(status["stale"], true);
        assert_eq!(status["problems"]["list"][0]["file"], "content/modules/m01.md");
        assert_eq!(status["problems"]["list"][0]["line"], 2);
    }
}
