//! Finds the commit that a person names: a branch, a tag, the start of an id, or so many commits before one of these.
//!
//! The names are those of `git rev-parse`, looked up in the same order, as far as people use them: `HEAD` and `@`, a
//! whole id, tags before branches before branches of elsewhere, the first digits of an id, and behind any of these `~3`
//! and `^2`. A branch that is only known from `origin`, as on a build server, is found by its own name. Nothing is
//! fetched: where a commit is not there, the message says what the clone lacks.

use super::object::{ObjectId, tagged};
use super::objects::Objects;
use super::repository::Repository;
use crate::diagnostics::{Message, did_you_mean, say};
use crate::shell::DiskError;
use crate::text::nearest;

/// Of so many commits with the same start the ids are shown.
const MOST_SHOWN: usize = 10;

/// The fewest digits by which an id is known, as with git.
const FEWEST_DIGITS: usize = 4;
/// The longest name of a commit.
const LONGEST: usize = 1000;
/// A tag may name a tag, which names a tag …
const LONGEST_CHAIN: usize = 10;
/// How many commits back somebody may ask for.
const FARTHEST: usize = 100_000;

/// The way from one commit to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// So many commits back, along the first parents.
    Back(usize),
    /// The parent of that number, from 1; 0 is the commit itself.
    Parent(usize),
}

/// The commit that `name` names; none when it is no name of this repository.
///
/// # Errors
/// When the name is known, but leads to nothing that could be read.
pub(super) fn find(
    repository: &Repository,
    objects: &Objects<'_>,
    name: &str,
) -> Result<Option<ObjectId>, DiskError> {
    if name.len() > LONGEST {
        return Ok(None);
    }
    let Some((start, steps)) = split(name) else { return Ok(None) };
    let Some(id) = start_of(repository, objects, name, start)? else { return Ok(None) };
    let mut at = peeled(objects, id).ok_or_else(|| missing(repository, name, id))?;
    for step in steps {
        let (parent, times) = match step {
            Step::Back(times) => (1, times),
            Step::Parent(0) => continue,
            Step::Parent(parent) => (parent, 1),
        };
        for _ in 0..times.min(FARTHEST) {
            let commit = objects.commit(at).ok_or_else(|| missing(repository, name, at))?;
            let Some(before) = commit.parents.get(parent - 1) else {
                let problem =
                    say!("leads too far: {short} has no parent {parent}", short = short(at), parent);
                return Err(DiskError::new(
                    quoted(name),
                    problem,
                    say!("name a commit that is not so far back"),
                ));
            };
            at = *before;
        }
    }
    if objects.commit(at).is_none() {
        return Err(missing(repository, name, at));
    }
    Ok(Some(at))
}

/// The error for a name that nothing has.
pub(super) fn unknown(repository: &Repository, name: &str) -> DiskError {
    let start = split(name).map_or(name, |(start, _)| start);
    if name.contains("@{") || name.contains(':') && name.starts_with(':') || name.contains("..") {
        let advice = say!("name a commit by a branch, a tag or its id, if need be with `~3` behind it");
        return DiskError::new(quoted(name), say!("is a form of name that is not read here"), advice);
    }
    if repository.has_reftable() {
        let advice = say!("name the commit by all 40 digits of its id");
        return DiskError::new(
            quoted(name),
            say!("is not found: the branches of this repository stand in a reftable"),
            advice,
        );
    }
    let known = repository.names();
    if known.iter().any(|known| known == start) {
        return DiskError::new(
            quoted(name),
            say!("is a name of this repository that leads to no commit"),
            say!("`git fsck` says what is wrong with it"),
        );
    }
    let near = nearest(start, known.iter().map(String::as_str));
    let mut advice = did_you_mean(&near, say!("`git branch --all` and `git tag` list the names"));
    if repository.is_shallow() {
        let whole =
            say!("this clone has only the newest commits, and a whole one (`fetch-depth: 0`) may know it");
        advice = Message::in_one([advice, whole]);
    }
    DiskError::new(
        quoted(name),
        say!("is no commit, tag or branch of this repository, and no folder with a site"),
        advice,
    )
}

/// The object at which the name begins.
fn start_of(
    repository: &Repository,
    objects: &Objects<'_>,
    name: &str,
    start: &str,
) -> Result<Option<ObjectId>, DiskError> {
    let start = if start == "@" { "HEAD" } else { start };
    if let Some(id) = ObjectId::from_hex(&start.to_ascii_lowercase()) {
        return Ok(Some(id));
    }
    if let Some(id) = repository.named(start) {
        return Ok(Some(id));
    }
    let is_start_of_id = (FEWEST_DIGITS..2 * ObjectId::LENGTH).contains(&start.len())
        && start.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_start_of_id {
        return Ok(None);
    }
    let mut found = objects.starting_with(&start.to_ascii_lowercase());
    found.retain(|id| peeled(objects, *id).is_some());
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        [..] => {
            let ids: Vec<String> = found.iter().take(MOST_SHOWN).map(|id| short(*id)).collect();
            let problem = say!("is the start of several commits: {ids}", ids = ids.join(", "));
            Err(DiskError::new(quoted(name), problem, say!("give more digits")))
        }
    }
}

/// The commit that `id` is, or that the tag `id` is about.
fn peeled(objects: &Objects<'_>, id: ObjectId) -> Option<ObjectId> {
    let mut at = id;
    for _ in 0..LONGEST_CHAIN {
        if objects.commit(at).is_some() {
            return Some(at);
        }
        at = tagged(&objects.tag(at)?)?;
    }
    None
}

/// The error for a commit that is named, and is not there.
fn missing(repository: &Repository, name: &str, id: ObjectId) -> DiskError {
    let (problem, advice) = if repository.has_alternates() {
        (
            say!("lies in another repository, which is not read"),
            say!("run `git repack -a -d`, which brings everything here"),
        )
    } else if repository.is_shallow() {
        (
            say!("is not in this clone, which has only the newest commits"),
            say!("`git fetch --unshallow` brings the others; on a build server, set `fetch-depth: 0`"),
        )
    } else {
        (say!("cannot be read from this repository"), say!("`git fsck` says what is wrong with it"))
    };
    let problem = if name.starts_with(&short(id)) {
        problem
    } else {
        Message::joined([Message::verbatim(format!("({})", short(id))), problem], " ")
    };
    DiskError::new(quoted(name), problem, advice)
}

fn short(id: ObjectId) -> String {
    id.to_string().chars().take(10).collect()
}

fn quoted(name: &str) -> String {
    format!(
        "`{}`",
        name.chars().take(80).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect::<String>()
    )
}

/// A name before its steps, and the steps; none when what stands behind it is no step.
fn split(name: &str) -> Option<(&str, Vec<Step>)> {
    let end = name.find(['~', '^']).unwrap_or(name.len());
    let (start, mut rest) = name.split_at(end);
    let mut steps = Vec::new();
    while let Some(sign) = rest.chars().next() {
        rest = &rest[1..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = if digits == 0 { Some(1) } else { rest[..digits].parse().ok() }?;
        rest = &rest[digits..];
        steps.push(match sign {
            '~' => Step::Back(number),
            '^' => Step::Parent(number),
            _ => return None,
        });
    }
    (!start.is_empty()).then_some((start, steps))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stand_behind_a_name() {
        let none = Vec::new();
        assert_eq!(split("main"), Some(("main", none)));
        assert_eq!(split("v1~3^2"), Some(("v1", vec![Step::Back(3), Step::Parent(2)])));
        assert_eq!(split("@^^~"), Some(("@", vec![Step::Parent(1), Step::Parent(1), Step::Back(1)])));
        for name in ["~1", "", "main^{tree}", "main~x", "main~99999999999999999999"] {
            assert_eq!(split(name), None, "{name}");
        }
    }
}
