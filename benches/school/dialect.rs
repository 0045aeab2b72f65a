//! The same things in the format of each site generator: front matter, headings, links, settings, templates. Each
//! program gets its own usual means. A claim is a taxonomy's term for Hugo and Zola, so that both also make a page
//! for each item that lists its modules; mdBook has no such means and makes none.

use super::size::{Profile, References, School};

/// A program to write for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Leerlijn,
    Hugo,
    Zola,
    MdBook,
}

impl Dialect {
    pub(super) fn module_path(self, number: usize) -> String {
        format!("{}/modules/{}.md", self.content(), code(number).to_lowercase())
    }

    pub(super) fn profile_path(self, number: usize) -> String {
        format!("{}/profiles/p{number}.md", self.content())
    }

    /// A programme is a page of its own; a book has its summary in place of it.
    pub(super) fn programme_path(self, number: usize) -> Option<String> {
        (self != Self::MdBook).then(|| format!("{}/programmes/o{number}.md", self.content()))
    }

    fn content(self) -> &'static str {
        if self == Self::MdBook { "src" } else { "content" }
    }

    /// The start of a page.
    pub(super) fn head(self, title: &str, settings: &str) -> String {
        match self {
            Self::MdBook => format!("# {title}\n\n"),
            _ => format!("+++\ntitle = \"{title}\"\n{settings}+++\n\n"),
        }
    }

    pub(super) fn programme(self, number: usize, terms: &[&[usize]]) -> String {
        let title = format!("Opleiding {number}");
        if self != Self::Leerlijn {
            let modules = terms.concat();
            let list = modules
                .iter()
                .map(|module| format!("- {}\n", self.module_link(*module, References::Addresses)));
            return self.head(&title, "") + &list.collect::<String>();
        }
        let terms = terms.iter().enumerate().map(|(at, modules)| {
            let codes: Vec<String> = modules.iter().map(|module| format!("\"{}\"", code(*module))).collect();
            format!("[[terms]]\ntitle = \"Semester {}\"\nmodules = [{}]\n", at + 1, codes.join(", "))
        });
        self.head(&title, &format!("profile = \"p{number}\"\n{}", terms.collect::<String>()))
    }

    /// The start of a module that claims `items` of profile `profile`.
    pub(super) fn module_head(
        self,
        number: usize,
        profile: usize,
        size: &Profile,
        items: &[usize],
    ) -> String {
        let terms = || {
            let terms = items.iter().map(|item| format!("\"{}\"", term(profile, &size.id(*item))));
            terms.collect::<Vec<_>>().join(", ")
        };
        let settings = match self {
            Self::Leerlijn => format!("code = \"{}\"\nhours = 40\nprofile = \"p{profile}\"\n", code(number)),
            Self::Hugo => format!("weight = {}\nitems = [{}]\n", number + 1, terms()),
            Self::Zola => format!("weight = {}\n[taxonomies]\nitems = [{}]\n", number + 1, terms()),
            Self::MdBook => String::new(),
        };
        self.head(&format!("Module {number}"), &settings)
    }

    /// The heading of a lesson.
    pub(super) fn lesson(self, heading: &str, number: usize, level: &str, items: &[String]) -> String {
        match self {
            Self::Leerlijn => format!("## {heading} {{#les-{number} {level}={}}}\n", items.join(",")),
            _ => format!("## {heading} {}\n", self.part(&format!("les-{number}"), None)),
        }
    }

    /// What stands behind the heading of a part.
    pub(super) fn part(self, id: &str, class: Option<&str>) -> String {
        match class {
            Some(class) if self == Self::Leerlijn => format!("{{#{id} .{class}}}"),
            _ => format!("{{#{id}}}"),
        }
    }

    /// What stands behind an item in a list.
    pub(super) fn entry(self, id: &str) -> String {
        if self == Self::Leerlijn { format!(" {{#{id}}}") } else { format!(" ({id})") }
    }

    pub(super) fn module_link(self, number: usize, references: References) -> String {
        let (title, file) = (format!("Module {number}"), code(number).to_lowercase());
        match self {
            Self::Leerlijn if references == References::Names => format!("[[{}|{title}]]", code(number)),
            // The way to the same file from any folder of the content.
            Self::Leerlijn | Self::MdBook => format!("[{title}](../modules/{file}.md)"),
            Self::Hugo => format!("[{title}](../../modules/{file}/)"),
            Self::Zola => format!("[{title}](@/modules/{file}.md)"),
        }
    }

    pub(super) fn item_link(self, profile: usize, item: &str) -> String {
        match self {
            Self::Leerlijn => format!("[[{item}]]"),
            Self::MdBook => format!("[{item}](../profiles/p{profile}.md)"),
            Self::Hugo | Self::Zola => {
                format!("[{item}](../../items/{}/)", term(profile, item).replace('.', "-"))
            }
        }
    }

    /// Settings and templates.
    pub(super) fn settings(self, school: &School) -> Vec<(String, String)> {
        let files: &[(&str, &str)] = match self {
            Self::Leerlijn => &[("leerlijn.toml", include_str!("leerlijn.toml"))],
            Self::Hugo => &[
                ("hugo.toml", include_str!("hugo/hugo.toml")),
                ("layouts/_default/baseof.html", include_str!("hugo/baseof.html")),
                ("layouts/_default/single.html", include_str!("hugo/single.html")),
                ("layouts/_default/list.html", include_str!("hugo/list.html")),
            ],
            Self::Zola => &[
                ("config.toml", include_str!("zola/config.toml")),
                ("content/modules/_index.md", include_str!("zola/modules.md")),
                ("content/profiles/_index.md", include_str!("zola/section.md")),
                ("content/programmes/_index.md", include_str!("zola/section.md")),
                ("templates/base.html", include_str!("zola/base.html")),
                ("templates/index.html", include_str!("zola/list.html")),
                ("templates/section.html", include_str!("zola/list.html")),
                ("templates/page.html", include_str!("zola/page.html")),
                ("templates/items/list.html", include_str!("zola/terms.html")),
                ("templates/items/single.html", include_str!("zola/term.html")),
            ],
            Self::MdBook => &[("book.toml", include_str!("mdbook/book.toml"))],
        };
        let mut files: Vec<(String, String)> =
            files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        if self == Self::MdBook {
            files.push(("src/SUMMARY.md".to_owned(), summary(school)));
        }
        files
    }
}

fn summary(school: &School) -> String {
    let profiles = (0..school.profiles).map(|number| {
        let modules = school
            .taught(number)
            .map(|module| format!("  - [Module {module}](modules/{}.md)\n", code(module).to_lowercase()));
        format!("- [Profiel {number}](profiles/p{number}.md)\n{}", modules.collect::<String>())
    });
    format!("# Summary\n\n{}", profiles.collect::<String>())
}

pub(super) fn code(number: usize) -> String {
    format!("M{number:06}")
}

/// What an item of a profile is called among those of all profiles.
fn term(profile: usize, item: &str) -> String {
    format!("p{profile}-{item}")
}
