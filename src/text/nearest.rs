//! Offers the right name for a wrong one: "did you mean `c4.6`?".
//!
//! A name is looked up first, by whoever knows the names; only one that is not there comes here, since a comparison
//! with every known name costs as much as a thousand look-ups. [`Suggestions`] bounds the comparisons of one run, so
//! that ten thousand links to files that moved do not keep an author waiting for as many guesses. The answer depends
//! on the set of known names and never on their order.

/// How many pairs of letters are compared in one run: about a tenth of a second of work, in which a name is sought
/// among a profile's items ten thousand times.
const BUDGET: usize = 100_000_000;
/// The cost of each known name, in pairs of letters, also when its length alone rules it out.
const GLANCE: usize = 16;

/// The near names for the unknown names of one run. When the work that may be spent on them is done, the names that
/// remain have none: a suggestion is help and not a promise.
#[derive(Debug)]
pub struct Suggestions {
    left: usize,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self { left: BUDGET }
    }
}

impl Suggestions {
    /// At most three names of `known` that resemble `name`, best first; none when nothing comes near.
    pub fn nearest<'a>(&mut self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        let wanted = SoughtName::new(name);
        let mut found: Vec<(usize, &str)> = Vec::new();
        for known in known {
            // If only some of the names were compared, the nearest of them might be the wrong one, so there is no
            // answer at all.
            let Some(left) = self.left.checked_sub(GLANCE) else { return Vec::new() };
            self.left = left;
            if let Some(distance) = wanted.distance(known, &mut self.left) {
                found.push((distance, known));
            }
        }
        // Names that differ in large and small letters alone leave no doubt.
        if found.iter().any(|(distance, _)| *distance == 0) {
            found.retain(|(distance, _)| *distance == 0);
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().take(3).map(|(_, known)| known).collect()
    }
}

/// The near names for a single one; see [`Suggestions::nearest`].
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    Suggestions::default().nearest(name, known)
}

/// An unknown name, for which a near one is sought.
struct SoughtName {
    name: String,
    length: usize,
    /// How many edits a near name may be away. A third of the letters may be wrong: `c46` still finds `c4.6`, `xyz`
    /// finds nothing.
    limit: usize,
}

impl SoughtName {
    fn new(name: &str) -> Self {
        let name = name.to_lowercase();
        let length = name.chars().count();
        Self { name, length, limit: (length / 3).max(1) }
    }

    /// Edits between the wanted name and `known`, if they are few enough; the work is taken from `left`. A name that
    /// is the other's beginning, or the beginning of its last part, counts as a single edit, since leaving out a part
    /// (`klachten` for `k.klachtenbehandeling`) is the commonest slip in long ids.
    fn distance(&self, known: &str, left: &mut usize) -> Option<usize> {
        let known = known.to_lowercase();
        if self.name == known {
            return Some(0);
        }
        let tail = known.rsplit('.').next().unwrap_or(&known);
        if self.length >= 4 && (known.starts_with(&self.name) || tail.starts_with(&self.name)) {
            return Some(1);
        }
        let length = known.chars().count();
        // Each letter too many is an edit.
        if length.abs_diff(self.length) > self.limit {
            return None;
        }
        *left = left.saturating_sub(length * self.length);
        Some(strsim::osa_distance(&self.name, &known)).filter(|distance| *distance <= self.limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let known = ["c4.6", "c4.7", "c2.1", "k.empathie", "k.klachtenbehandeling"];
        assert_eq!(nearest("c46", known), ["c4.6"]);
        assert_eq!(nearest("k.empatie", known), ["k.empathie"]);
        assert_eq!(nearest("klachten", known), ["k.klachtenbehandeling"]);
        assert_eq!(nearest("C4.6", known), ["c4.6"]);
        assert_eq!(nearest("c4.", known), ["c4.6", "c4.7"]);
        assert!(nearest("zomervakantie", known).is_empty());
        assert!(nearest("c", known).is_empty(), "one letter begins too many names");
    }

    #[test]
    fn no_name_is_offered_twice_and_at_most_three_are() {
        assert_eq!(nearest("c4.6", ["c4.8", "c4.7", "c4.8", "c4.9", "c4.5"]), ["c4.5", "c4.7", "c4.8"]);
    }

    #[test]
    fn the_work_of_one_run_is_bounded() {
        let known: Vec<String> =
            (0..10_000).map(|number| format!("a-long-name-of-a-file-{number}.md")).collect();
        let known = || known.iter().map(String::as_str);
        let mut suggestions = Suggestions::default();
        let answers = (0..1_000).map(|_| suggestions.nearest("a-long-name-of-a-flie-77.md", known()));
        let answered = answers.filter(|near| near[..].contains(&"a-long-name-of-a-file-77.md")).count();
        assert!((1..100).contains(&answered), "{answered}");
    }
}
