//! Lessons of a course that is brought in again. Where the names of its files do not give the order of the lessons, numbers
//! before the names do; so in another order each lesson would get another name, and stand in the site twice. A lesson
//! keeps the file that it has, with the claims that people wrote into it, and that the order is another one is said.

use std::collections::BTreeSet;

use crate::text::natural;

/// A module whose lessons stand in another order than in the course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReorderedLessons {
    /// Its folder in the site.
    pub folder: String,
    /// The files whose names would have to be others, each with the name that gives the order of the course.
    pub renamed: Vec<(String, String)>,
}

impl ReorderedLessons {
    /// The lessons with the files `names` in `folder`, in the order of the course; none where the names give that order.
    /// In files called `wanted` they would stand in it.
    pub(super) fn find(folder: &str, names: &[String], wanted: &[String]) -> Option<Self> {
        let file = |name: &String| format!("{name}.md");
        if names.is_sorted_by(|a, b| natural(&file(a), &file(b)).is_le()) {
            return None;
        }
        let pairs = names.iter().zip(wanted).filter(|(own, wanted)| own != wanted);
        let renamed = pairs.map(|(own, wanted)| (file(own), file(wanted))).collect();
        Some(Self { folder: folder.to_owned(), renamed })
    }
}

/// The names of the files of lessons in `folder`: those in which the site has them already, else the `wanted` ones. `bare`
/// are the names without numbers before them.
pub(super) fn names(
    folder: &str,
    bare: &[&str],
    wanted: &[String],
    standing: &BTreeSet<String>,
) -> Vec<String> {
    let inside = format!("{folder}/");
    let there: BTreeSet<&str> = standing
        .range(inside.clone()..)
        .take_while(|path| path.starts_with(&inside))
        .filter_map(|path| path[inside.len()..].strip_suffix(".md"))
        .collect();
    // A lesson whose own name begins with a number is no other one behind that number.
    let own: BTreeSet<&str> = bare.iter().copied().filter(|name| there.contains(name)).collect();
    let of_one = |(bare, wanted): (&&str, &String)| {
        if there.contains(bare) {
            return (*bare).to_owned();
        }
        let flat = bare.replace('/', "-");
        let mut numbered =
            there.iter().filter(|name| !own.contains(*name) && behind_number(name) == Some(flat.as_str()));
        match (numbered.next(), numbered.next()) {
            (Some(one), None) => (*one).to_owned(),
            _ => wanted.clone(),
        }
    };
    bare.iter().zip(wanted).map(of_one).collect()
}

/// The name behind a number that an import put before it: `les` of `02-les`.
fn behind_number(name: &str) -> Option<&str> {
    let (number, rest) = name.split_once('-')?;
    (number.len() > 1 && number.bytes().all(|digit| digit.is_ascii_digit())).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(bare: &[&str], wanted: &[&str], standing: &[&str]) -> Vec<String> {
        let standing = standing.iter().map(|name| format!("content/modules/m/{name}.md")).collect();
        let wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
        names("content/modules/m", bare, &wanted, &standing)
    }

    #[test]
    fn a_lesson_keeps_the_file_that_it_has() {
        let wanted = ["01-b", "02-a", "03-c"];
        assert_eq!(named(&["b", "a", "c"], &wanted, &[]), wanted);
        assert_eq!(named(&["b", "a", "c"], &wanted, &["01-a", "02-b"]), ["02-b", "01-a", "03-c"]);
        assert_eq!(named(&["b", "a", "c"], &wanted, &["a", "b"]), ["b", "a", "03-c"]);
        assert_eq!(named(&["a", "b"], &["a", "b"], &["01-b", "02-a"]), ["02-a", "01-b"]);
        assert_eq!(named(&["deel/les"], &["01-deel-les"], &["07-deel-les"]), ["07-deel-les"]);
    }

    #[test]
    fn a_number_that_is_part_of_a_name_is_no_number_of_another_lesson() {
        assert_eq!(named(&["les", "01-les"], &["les", "01-les"], &["01-les"]), ["les", "01-les"]);
        assert_eq!(named(&["les"], &["les"], &["01-les", "02-les"]), ["les"], "two may be it");
        assert_eq!(named(&["les"], &["les"], &["1-les"]), ["les"], "an import writes two digits");
    }
}
