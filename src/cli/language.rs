//! The language in which the command line speaks: that of `--language`; else that of the environment, where it names one (on
//! Windows also the one that the user chose in the system); else that of the site. A language of the environment in which
//! nothing can be said is as good as English.
//!
//! It is known before the arguments are read, since what is wrong with them is said in it too.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::config::{Config, Language};
use crate::shell;
use crate::sources::{CONFIG_FILE, SourceFile};
use crate::text::SourcePath;

/// The variables that name a language, the strongest first, as POSIX has them.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language for the process's `arguments`.
pub(super) fn spoken(arguments: &[OsString]) -> Language {
    named(arguments).or_else(|| of_site(arguments)).unwrap_or(Language::English)
}

/// The language that the user named: in the process's `arguments`, in the environment or in the system.
pub(super) fn named(arguments: &[OsString]) -> Option<Language> {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    asked(arguments)
        .or_else(|| VARIABLES.into_iter().find_map(set).and_then(|locale| of_locale(&locale)))
        .or_else(of_system)
}

/// The language that `--language` names.
fn asked(arguments: &[OsString]) -> Option<Language> {
    Language::from_tag(&value(arguments, "--language")?)
}

/// The language of a locale such as `nl_BE.UTF-8`; none for those that are no language.
fn of_locale(locale: &str) -> Option<Language> {
    let name = locale.split(['_', '.', '@', '-']).next().unwrap_or_default().to_ascii_lowercase();
    match name.as_str() {
        "c" | "posix" => None,
        tag => Some(Language::from_tag(tag).unwrap_or(Language::English)),
    }
}

/// The language that the user chose in the system, where it says so elsewhere than in variables.
#[cfg(windows)]
fn of_system() -> Option<Language> {
    of_locale(&sys_locale::get_locale()?)
}

#[cfg(not(windows))]
fn of_system() -> Option<Language> {
    None
}

/// The language of the site that the arguments are about, also of one that they make.
fn of_site(arguments: &[OsString]) -> Option<Language> {
    if arguments.iter().any(|argument| argument == "init") {
        return Some(value(arguments, "--lang").and_then(|tag| Language::from_tag(&tag)).unwrap_or_default());
    }
    let root = match value(arguments, "--root") {
        Some(root) => PathBuf::from(root),
        None => shell::find_root(&env::current_dir().ok()?)?,
    };
    of_settings(&root.join(CONFIG_FILE))
}

fn of_settings(path: &Path) -> Option<Language> {
    let bytes = shell::read_if_there(path).ok().flatten()?;
    let file = SourceFile::new(SourcePath::new(CONFIG_FILE), &bytes);
    Some(Config::read(Some(&file)).0.language)
}

/// The value of the option `name`, written `--name value` or `--name=value`.
fn value(arguments: &[OsString], name: &str) -> Option<String> {
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    while let Some(argument) = arguments.next() {
        if argument == name {
            return arguments.next().map(std::borrow::Cow::into_owned);
        }
        if let Some(value) = argument.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) {
            return Some(value.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(all: &str) -> Vec<OsString> {
        all.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn an_option_is_found_in_both_forms() {
        assert_eq!(asked(&arguments("leerlijn check --language fr")), Some(Language::French));
        assert_eq!(asked(&arguments("leerlijn --language=de check")), Some(Language::German));
        assert_eq!(asked(&arguments("leerlijn check --language")), None);
        assert_eq!(asked(&arguments("leerlijn check --language xx")), None);
    }

    #[test]
    fn a_locale_names_a_language_or_none() {
        assert_eq!(of_locale("nl_BE.UTF-8"), Some(Language::Dutch));
        assert_eq!(of_locale("de"), Some(Language::German));
        assert_eq!(of_locale("nl-BE"), Some(Language::Dutch));
        assert_eq!(of_locale("es_ES.UTF-8"), Some(Language::English));
        for none in ["C", "C.UTF-8", "POSIX"] {
            assert_eq!(of_locale(none), None, "{none}");
        }
    }

    #[test]
    fn a_site_that_is_being_made_is_dutch_unless_told_otherwise() {
        assert_eq!(of_site(&arguments("leerlijn init academie")), Some(Language::Dutch));
        assert_eq!(of_site(&arguments("leerlijn init x --lang fr")), Some(Language::French));
    }
}
