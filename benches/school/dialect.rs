//! The same things in the format of each site generator: front matter, headings, links, settings, templates. Each
//! program gets its own usual means. A claim is a taxonomy's term for Hugo and Zola, so that both also make a page
//! for each item that lists its modules; mdBook has no such means and makes none.

use super::size::{Curriculum, References, School};

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

    pub(super) fn programme(self, number: usize, terms: &[&[usize]], curriculum: Curriculum) -> String {
        let title = format!("Opleiding {number}");
        if self != Self::Leerlijn {
            let modules = terms.concat();
            let list = modules
                .iter()
                .map(|module| format!("- {}\n", self.module_link(*module, References::Addresses)));
            return self.head(&title, "") + &list.collect::<String>();
        }
        let terms = terms.iter().enumerate().map(|(at, modules)| {
            let chosen = if curriculum == Curriculum::Whole { modules.len() / CHOICE } else { 0 };
            let (for_all, of_choice) = modules.split_at(modules.len() - chosen);
            let term =
                format!("[[terms]]\ntitle = \"Semester {}\"\nmodules = [{}]\n", at + 1, codes(for_all));
            let choice =
                format!("[[terms.choice]]\ntitle = \"Keuze\"\npick = 1\nmodules = [{}]\n", codes(of_choice));
            if chosen == 0 { term } else { term + &choice }
        });
        self.head(&title, &format!("profile = \"p{number}\"\n{}", terms.collect::<String>()))
    }

    /// The start of a module that claims `items` of profile `profile`.
    pub(super) fn module_head(
        self,
        number: usize,
        profile: usize,
        school: &School,
        items: &[usize],
    ) -> String {
        let terms = || {
            let terms = items.iter().map(|item| format!("\"{}\"", term(profile, &school.profile.id(*item))));
            terms.collect::<Vec<_>>().join(", ")
        };
        let settings = match self {
            Self::Leerlijn => {
                let facts = facts(number, profile, school);
                format!("code = \"{}\"\nhours = 40\nprofile = \"p{profile}\"\n{facts}", code(number))
            }
            Self::Hugo => format!("weight = {}\nitems = [{}]\n", number + 1, terms()),
            Self::Zola => format!("weight = {}\n[taxonomies]\nitems = [{}]\n", number + 1, terms()),
            Self::MdBook => String::new(),
        };
        self.head(&format!("Module {number}"), &settings)
    }

    /// The heading of a lesson.
    pub(super) fn lesson(
        self,
        heading: &str,
        number: usize,
        level: &str,
        items: &[String],
        curriculum: Curriculum,
    ) -> String {
        match self {
            Self::Leerlijn => {
                let occasion = if curriculum == Curriculum::Whole { occasion(number) } else { "" };
                format!("## {heading} {{#les-{number}{occasion} {level}={}}}\n", items.join(","))
            }
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

/// One module of so many of a term is of its choice.
const CHOICE: usize = 8;

fn codes(modules: &[usize]) -> String {
    modules.iter().map(|module| format!("\"{}\"", code(*module))).collect::<Vec<_>>().join(", ")
}

/// The facts of a module besides its hours, where a school writes them down.
fn facts(number: usize, profile: usize, school: &School) -> String {
    if school.curriculum == Curriculum::Coverage {
        return String::new();
    }
    let before = number.checked_sub(1).filter(|before| school.taught(profile).contains(before));
    let requires = codes(&before.into_iter().collect::<Vec<_>>());
    let (teacher, room) = (number % 40, number % 17);
    format!(
        "credits = 3\nrequires = [{requires}]\nteachers = [\"Docent {teacher}\"]\n\n[facts]\nLokaal = \"2.{room}\"\n"
    )
}

/// How lesson `number` of a module is taught, or assesses what it claims.
fn occasion(number: usize) -> &'static str {
    match number {
        1 => " .activity method=rollenspel hours=4",
        2 => " .activity method=\"oefening in groep\" hours=2.5",
        4 => " .assessment method=portfolio weight=40",
        5 => " .assessment method=\"gesprek met een klant\" weight=60",
        _ => "",
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
