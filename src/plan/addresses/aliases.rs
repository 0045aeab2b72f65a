//! Old addresses, from which pages lead on.
//!
//! A page that has moved says in `aliases` where it stood, as an address of the site: `modules/klachten`,
//! `/modules/klachten/` and `modules/klachten/index.html` are the same one, and `klachten.html` is a file. These come last, so
//! no page and no file ever loses its address to one.

use super::Addresses;
use super::assignment::{Asked, Assignment};
use crate::diagnostics::{Code, Diagnostic, Place, say};
use crate::model::DocumentId;
use crate::plan::OutPath;
use crate::plan::route::Route;
use crate::text::Spanned;

impl Assignment<'_> {
    /// Gives every old address to the page that says it.
    pub(super) fn aliases(&mut self) {
        let site = self.site;
        for (id, resolved) in site.documents.iter() {
            for alias in &resolved.document.aliases {
                self.alias(id, alias);
            }
        }
    }

    fn alias(&mut self, id: DocumentId, alias: &Spanned<String>) {
        let Some(route) = self.addresses.route_of(id) else { return };
        let Some(own) = self.addresses.path(route).cloned() else { return };
        let place = Place::new(&self.site.document(id).path, alias.span);
        let asked = Asked::new(&path_of(&alias.value));
        let (path, key) = match asked.0 {
            Ok(asked) => asked,
            Err(error) => {
                let help = say!("write the address below the site, such as `modules/klachten`");
                self.problems.push(Diagnostic::new(Code::L006, place, error.message()).help(help));
                return;
            }
        };
        if path.is_hidden() {
            let message = say!(
                "`{address}` has a part that begins with a period, as hidden files and the settings of web servers do",
                address = alias.value.as_str()
            );
            let help = say!("write the address below the site, such as `modules/klachten`");
            self.problems.push(Diagnostic::new(Code::L006, place, message).help(help));
            return;
        }
        let owner = self.addresses.occupied.get(&key).map(|taken| taken.place.clone());
        let owner = owner.or_else(|| self.in_the_way(&key, &self.folders()));
        let is_generated = (self.is_generated)(&key);
        if owner.is_none() && !is_generated {
            self.occupy(key, place);
            self.addresses.aliases.push((path, route));
            return;
        }
        let address = alias.value.as_str();
        let problem = if own == path {
            Diagnostic::new(Code::L540, place, say!("`{address}` is where this page stands", address))
                .help(say!("take it out of `aliases`"))
        } else {
            self.taken(place, (address, &path), owner)
        };
        self.problems.push(problem);
    }

    /// The problem with an old address at which something else stands: another page, or the old address of one.
    fn taken(&self, place: Place, (address, path): (&str, &OutPath), owner: Option<Place>) -> Diagnostic {
        let is_alias = self.addresses.aliases.iter().any(|(other, _)| other == path);
        let (message, help) = match &owner {
            Some(owner) if is_alias => (
                say!("`{address}` is an old address of `{file}` too", address, file = owner.file),
                say!("keep it in one of the two: it leads to one page"),
            ),
            Some(owner) => (
                say!(
                    "`{address}` cannot lead to this page: `{file}` stands there",
                    address,
                    file = owner.file
                ),
                say!("take it out of `aliases`"),
            ),
            None => (
                say!("`{address}` cannot lead to this page: something else stands there", address),
                say!("take it out of `aliases`"),
            ),
        };
        let problem = Diagnostic::new(Code::L540, place, message).help(help);
        match owner {
            Some(owner) => problem.related(
                owner,
                if is_alias { say!("it stands here too") } else { say!("made by this file") },
            ),
            None => problem,
        }
    }
}

impl Addresses {
    /// The old addresses, each with the page to which it leads.
    pub fn aliases(&self) -> &[(OutPath, Route)] {
        &self.aliases
    }
}

/// The path of the file at the address `written`.
fn path_of(written: &str) -> String {
    let written = written.trim().trim_start_matches('/');
    if written.ends_with(".html") || written.ends_with(".htm") {
        return written.to_owned();
    }
    match written.trim_end_matches('/') {
        "" => "index.html".to_owned(),
        folder => format!("{folder}/index.html"),
    }
}
