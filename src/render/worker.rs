//! The worker's end of rendering in a process apart: it reads a setup, makes the renderer, and answers one request after
//! another. [`super::isolation`] has the messages.

use std::io::{self, Read, Write};

use super::isolation::{PROBLEMS, Problem, ReadRequest, SetupMessage, TEXT, read_message, write_message};
use super::renderer::Renderer;
use super::theme::Theme;
use crate::diagnostics::Diagnostic;
use crate::sources::{SourceFile, Sources};
use crate::text::{SourcePath, Span, Spanned};

/// Answers requests from `input` on `output` until there are no more; `at_work` is told when a request begins and when
/// it is answered.
///
/// # Errors
/// When the other end is gone or does not keep to the form of messages.
pub fn serve(input: &mut dyn Read, output: &mut dyn Write, at_work: &dyn Fn(bool)) -> io::Result<()> {
    let Some(setup) = read_message(input)? else { return Ok(()) };
    at_work(true);
    let setup: SetupMessage = serde_json::from_slice(&setup).map_err(io::Error::other)?;
    let renderer = renderer(setup);
    at_work(false);
    while let Some(request) = read_message(input)? {
        at_work(true);
        let request: ReadRequest = serde_json::from_slice(&request).map_err(io::Error::other)?;
        let text = match (&renderer, &request.template) {
            (Ok(renderer), Some(template)) => renderer
                .render_sent(template, request.once.as_deref(), &request.values)
                .map_err(|problem| vec![problem]),
            (Ok(_), None) => Ok(String::new()),
            (Err(problems), _) => Err(problems.clone()),
        };
        let (kind, bytes) = match text {
            Ok(text) => (TEXT, text.into_bytes()),
            Err(problems) => {
                let problems: Vec<Problem> = problems.iter().map(Problem::new).collect();
                (PROBLEMS, serde_json::to_vec(&problems).map_err(io::Error::other)?)
            }
        };
        write_message(output, &[&[kind], &bytes])?;
        at_work(false);
    }
    Ok(())
}

fn renderer(setup: SetupMessage) -> Result<Renderer, Vec<Diagnostic>> {
    let mut sources = Sources::default();
    for (path, text) in setup.files {
        sources.insert(SourceFile::new(SourcePath::new(&path), text.as_bytes()));
    }
    let name = Spanned::new(setup.theme, Span::at(0));
    let theme = Theme::new(&name, &sources).map_err(|problem| vec![problem])?;
    Renderer::of_values(&theme, &setup.facts, &setup.site)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostics::Code;
    use crate::plan::view::{SiteView, SitemapEntry};
    use crate::render::isolation::{Isolation, Setup, Stopped};

    /// A worker in the same thread, which reads what a real one would read.
    #[derive(Debug)]
    struct InProcess;

    impl Isolation for InProcess {
        fn ask(&self, setup: &Setup, request: &[u8]) -> Result<Vec<u8>, Stopped> {
            let (mut input, mut output) = (Vec::new(), Vec::new());
            write_message(&mut input, &[&setup.message]).unwrap();
            write_message(&mut input, &[request]).unwrap();
            serve(&mut input.as_slice(), &mut output, &|_| {}).unwrap();
            Ok(read_message(&mut output.as_slice()).unwrap().unwrap())
        }
    }

    fn theme(templates: &[(&str, &str)]) -> Theme {
        let mut sources = Sources::default();
        for (name, text) in templates {
            let path = SourcePath::new(&format!("themes/own/templates/{name}"));
            sources.insert(SourceFile::new(path, text.as_bytes()));
        }
        Theme::new(&Spanned::new("own".to_owned(), Span::at(0)), &sources).unwrap()
    }

    fn site() -> SiteView {
        SiteView {
            title: "School".to_owned(),
            language: "nl".to_owned(),
            base_url: "https://school.example".to_owned(),
            programmes: Vec::new(),
            profiles: Vec::new(),
            modules: String::new(),
            pages: Vec::new(),
            levels: Vec::new(),
            accessibility: String::new(),
            feed: String::new(),
            image: None,
            search_kinds: Vec::new(),
            editions: Vec::new(),
        }
    }

    #[test]
    fn a_worker_renders_what_this_process_would_render() {
        let theme =
            theme(&[("sitemap.xml", "{{ site.title }} {% for a in entries %}{{ a.address }}{% endfor %}")]);
        let entries =
            [SitemapEntry { address: "https://school.example/<a>".to_owned(), changed: String::new() }];
        let here = Renderer::new(&theme, &site()).unwrap();
        let apart = Renderer::isolated(&theme, &site(), Arc::new(InProcess)).unwrap();
        let text = here.sitemap(&entries).unwrap();
        assert_eq!(apart.sitemap(&entries).unwrap(), text);
        assert_eq!(text.as_deref(), Some("School https://school.example/&lt;a&gt;"));
    }

    #[test]
    fn a_mistake_in_a_template_is_found_at_its_place_by_a_worker_too() {
        let theme = theme(&[("sitemap.xml", "<a>\n{{ nothing }}")]);
        let apart = Renderer::isolated(&theme, &site(), Arc::new(InProcess)).unwrap();
        let problem = apart.sitemap(&[]).unwrap_err();
        assert_eq!(Renderer::new(&theme, &site()).unwrap().sitemap(&[]).unwrap_err(), problem);
        assert_eq!((problem.code, problem.place.span.start), (Code::L602, 7));
    }

    #[test]
    fn a_message_that_is_cut_off_or_too_long_is_an_error() {
        assert!(read_message(&mut [9, 0, 0, 0, 0, 0, 0, 0, b'a'].as_slice()).is_err());
        assert!(read_message(&mut [255; 8].as_slice()).is_err());
        assert_eq!(read_message(&mut [].as_slice()).unwrap(), None);
    }
}
