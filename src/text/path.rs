//! Names a file of the site in the same way on every machine.
//!
//! A [`SourcePath`] is relative to the site's root and has forward slashes, no leading slash and no `.` or `..`
//! parts, so that different spellings of one path become the same text. A link that would leave the root has no path:
//!
//! ```text
//! in content/modules:   ../stagegids.md     content/stagegids.md
//!                       .\les.svg           content/modules/les.svg
//!                       ../../../geheim     none
//! ```

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// The path of a source file relative to the site's root, such as `content/modules/m01.md`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// A path from text that the program itself made; parts that are empty, `.` or `..` are resolved,
    /// and `..` never leaves the root.
    pub fn new(path: &str) -> Self {
        Self::resolve("", path).unwrap_or_else(|| Self(Arc::from("")))
    }

    /// The file that `link` names from within folder `folder`; `None` when it points outside the root.
    pub fn resolve(folder: &str, link: &str) -> Option<Self> {
        Self::joined(folder, link).map(|path| Self(Arc::from(path)))
    }

    /// The text of the path that [`SourcePath::resolve`] gives, for one that is looked up and not kept.
    pub fn joined(folder: &str, link: &str) -> Option<String> {
        let mut path = String::with_capacity(folder.len() + 1 + link.len());
        let add = |path: &mut String, part: &str| {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(part);
        };
        folder.split('/').filter(|part| !part.is_empty()).for_each(|part| add(&mut path, part));
        for part in link.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." if path.is_empty() => return None,
                ".." => path.truncate(last_slash(&path).unwrap_or(0)),
                part => add(&mut path, part),
            }
        }
        Some(path)
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it stands in, without a slash at the end; empty for the root.
    pub fn folder(&self) -> &str {
        last_slash(&self.0).map_or("", |at| &self.0[..at])
    }

    /// The file's name.
    pub fn file_name(&self) -> &str {
        last_slash(&self.0).map_or(&self.0, |at| &self.0[at + 1..])
    }

    /// The name by which others call the page that the file makes: its own name without the ending, or for an
    /// `index.md` that of its folder.
    pub fn page_name(&self) -> &str {
        if !self.is_index() {
            return self.stem();
        }
        let folder = self.folder();
        folder.rsplit_once('/').map_or(folder, |(_, name)| name)
    }

    /// Whether it is the page of its folder, `index.md`, in whatever case its name is written.
    pub fn is_index(&self) -> bool {
        self.file_name().eq_ignore_ascii_case("index.md")
    }

    /// The ending of the file's name in small letters, without the dot; empty when it has none.
    pub fn ending(&self) -> String {
        self.file_name().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
    }

    /// The file's name without its ending.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

/// The byte of `path` at which its last slash stands. Names of files are short, and a site asks this of each file many times: a
/// search that looks at several bytes at once takes longer to begin than this one to end.
fn last_slash(path: &str) -> Option<usize> {
    path.bytes().rposition(|byte| byte == b'/')
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_resolve_from_the_folder_of_their_page_and_never_leave_the_root() {
        let link = |link| SourcePath::resolve("content/modules", link).map(|path| path.to_string());
        assert_eq!(link("../stagegids.md").as_deref(), Some("content/stagegids.md"));
        assert_eq!(link("./les.svg").as_deref(), Some("content/modules/les.svg"));
        assert_eq!(link("../../../geheim"), None);
        assert_eq!(SourcePath::new("content/modules/m01.test.md").stem(), "m01.test");
    }
}
