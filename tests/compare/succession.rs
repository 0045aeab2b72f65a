//! New versions of real profiles with known answers: words corrected, sentences reworded, lines moved to another
//! competence, split in two, put together, dropped and added. What is found is counted: right, wrong, or left undecided,
//! and a wrong match is what a person would not notice.

use leerlijn::compare::{Fate, Statement, succession};

/// The statements of two profiles, many of which resemble each other, each once.
fn statements() -> Vec<String> {
    let files = [
        include_str!("../../content/profiles/klantcontactmedewerker.md"),
        include_str!("../import/fietshersteller.md"),
    ];
    let mut texts: Vec<String> = Vec::new();
    for line in files.iter().flat_map(|file| file.lines()) {
        let Some((text, _)) = line.strip_prefix("- ").and_then(|line| line.split_once(" {#")) else {
            continue;
        };
        let text = text.replace('\\', "");
        let is_known = texts
            .iter()
            .any(|known| known.trim_end_matches('.').eq_ignore_ascii_case(text.trim_end_matches('.')));
        if !is_known && !text.is_empty() {
            texts.push(text);
        }
    }
    texts
}

/// Small repeatable chance (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            let other = self.below(at + 1);
            all.swap(at, other);
        }
    }
}

/// Words that say nearly the same.
const SYNONYMS: &[(&str, &str)] = &[
    ("klant", "cliënt"),
    ("klanten", "cliënten"),
    ("gebruikt", "hanteert"),
    ("informatie", "gegevens"),
    ("vraag", "aanvraag"),
    ("werkt", "handelt"),
    ("controleert", "onderzoekt"),
    ("product", "artikel"),
    ("kennis", "inzicht"),
    ("fiets", "rijwiel"),
    ("onderdelen", "stukken"),
    ("stelt", "legt"),
    ("houdt", "zorgt"),
];
const ADDITIONS: &[&str] =
    &["steeds", "zelfstandig", "tijdig", "en correct", "indien gevraagd", "volgens de procedure"];

/// `text` with one or two slips of the hand more or fewer.
fn corrected(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=dice.below(2) {
        let at = dice.below(letters.len() - 1);
        match dice.below(4) {
            0 => {
                letters[at] = if letters[at].is_lowercase() {
                    letters[at].to_uppercase().next().unwrap()
                } else {
                    letters[at].to_lowercase().next().unwrap()
                }
            }
            1 if letters.len() > 12 => drop(letters.remove(at)),
            2 => letters.insert(at, letters[at]),
            _ => letters.swap(at, at + 1),
        }
    }
    let end = if dice.below(2) == 0 { "." } else { "" };
    letters.into_iter().chain(end.chars()).collect()
}

/// `text` with a word or two otherwise.
fn reworded(text: &str, dice: &mut Dice) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for _ in 0..=dice.below(2) {
        let known = |word: &String| {
            let plain = word.to_lowercase();
            SYNONYMS.iter().find(|(from, _)| *from == plain).map(|(_, to)| (*to).to_owned())
        };
        let found: Vec<usize> = (0..words.len()).filter(|at| known(&words[*at]).is_some()).collect();
        match dice.below(3) {
            0 | 1 if !found.is_empty() => {
                let at = found[dice.below(found.len())];
                words[at] = known(&words[at]).unwrap();
            }
            2 if words.len() > 5 => drop(words.remove(dice.below(words.len()))),
            _ => {
                let at = 1 + dice.below(words.len());
                words.insert(at, ADDITIONS[dice.below(ADDITIONS.len())].to_owned());
            }
        }
    }
    words.join(" ")
}

/// The two sentences that `text` says.
fn split(text: &str) -> Option<[String; 2]> {
    let (start, end) = text.split_once(" en ").or_else(|| text.split_once(", "))?;
    let first = end.chars().next()?;
    let end: String = first.to_uppercase().chain(end.chars().skip(1)).collect();
    (start.len() > 15 && end.len() > 15).then(|| [start.to_owned(), end])
}

/// A version and the one after it, and for each statement of the first what it is in the second.
struct Known {
    old: Vec<Statement>,
    new: Vec<Statement>,
    answers: Vec<Vec<usize>>,
}

fn known(all: &[String], seed: u64) -> Known {
    let mut dice = Dice(seed * 7919 + 1);
    let mut texts = all.to_vec();
    dice.shuffle(&mut texts);
    let others = texts.split_off(texts.len() - texts.len() / 12);
    let (mut new, mut answers): (Vec<(String, usize)>, _) = (Vec::new(), vec![Vec::new(); texts.len()]);
    let mut at = 0;
    while at < texts.len() {
        let (text, group) = (&texts[at], at / 6);
        let place = new.len();
        match dice.below(100) {
            0..35 => new.push((text.clone(), group)),
            35..55 => new.push((corrected(text, &mut dice), group)),
            55..80 => new.push((reworded(text, &mut dice), group)),
            80..86 => new.push((text.clone(), group + 1)),
            86..91 => match split(text) {
                Some(parts) => new.extend(parts.map(|part| (part, group))),
                None => new.push((text.clone(), group)),
            },
            91..95 if at + 1 < texts.len() => {
                let second = &texts[at + 1];
                let first = second.chars().next().unwrap().to_lowercase();
                let second: String = first.chain(second.chars().skip(1)).collect();
                new.push((format!("{} en {second}", text.trim_end_matches('.')), group));
                answers[at + 1] = vec![place];
                answers[at] = vec![place];
                at += 2;
                continue;
            }
            // It is dropped.
            _ => {}
        }
        answers[at] = (place..new.len()).collect();
        at += 1;
    }
    new.extend(others.into_iter().enumerate().map(|(at, text)| (text, at)));
    let mut order: Vec<usize> = (0..new.len()).collect();
    dice.shuffle(&mut order);
    let place = |number: usize| order.iter().position(|other| *other == number).unwrap();
    let answers = answers.into_iter().map(|all| {
        let mut all: Vec<usize> = all.into_iter().map(place).collect();
        all.sort_unstable();
        all
    });
    Known {
        old: texts.iter().enumerate().map(|(at, text)| Statement::new(text, None, Some(at / 6))).collect(),
        answers: answers.collect(),
        new: order.iter().map(|at| Statement::new(&new[*at].0, None, Some(new[*at].1))).collect(),
    }
}

#[test]
fn statements_of_a_new_version_are_found_again() {
    let all = statements();
    assert!(all.len() >= 100, "{}", all.len());
    let (mut right, mut wrong, mut undecided) = (0, 0, 0);
    for seed in 1..=40 {
        let Known { old, new, answers } = known(&all, seed);
        for (answer, fate) in answers.iter().zip(succession(&old, &new, |_, _| true)) {
            let found = match fate {
                Fate::Kept(new) | Fate::Merged(new) => vec![new],
                Fate::Split(mut parts) => {
                    parts.sort_unstable();
                    parts
                }
                Fate::Gone => Vec::new(),
                Fate::Undecided(_) => {
                    undecided += 1;
                    continue;
                }
            };
            if found == *answer { right += 1 } else { wrong += 1 }
        }
    }
    let total = right + wrong + undecided;
    println!("of {total}: {right} right, {wrong} wrong, {undecided} undecided");
    assert!(right * 100 >= total * 97, "only {right} of {total} are right, {undecided} undecided");
    assert!(wrong * 1000 <= total * 5, "{wrong} of {total} are wrong");
}

#[test]
fn an_official_code_goes_before_the_words() {
    let old = [Statement::new("Luistert", Some("b1"), None), Statement::new("Spreekt", Some("b2"), None)];
    let new = [Statement::new("Luistert", Some("b2"), None), Statement::new("Zwijgt", Some("b1"), None)];
    assert_eq!(succession(&old, &new, |_, _| true), [Fate::Kept(1), Fate::Kept(0)]);
}

#[test]
fn twins_in_other_words_are_left_to_a_person() {
    let old = ["Kennis van Frans", "Kennis van Duits"].map(|text| Statement::new(text, None, None));
    let new = ["Kennis van Deens"].map(|text| Statement::new(text, None, None));
    let fates = succession(&old, &new, |_, _| true);
    assert!(fates.iter().all(|fate| !matches!(fate, Fate::Kept(_))), "{fates:?}");
}

#[test]
fn a_version_of_many_like_statements_takes_no_time() {
    let start = std::time::Instant::now();
    let text = |number: usize, word: &str| {
        format!("Kan {word} nummer {number} van de reeks uitvoeren volgens de regels")
    };
    let old: Vec<_> =
        (0..400).map(|number| Statement::new(&text(number, "opdracht"), None, Some(number / 10))).collect();
    let new: Vec<_> =
        (0..400).map(|number| Statement::new(&text(number, "taak"), None, Some(number / 10))).collect();
    assert_eq!(succession(&old, &new, |_, _| true).len(), 400);
    println!("{:?}", start.elapsed());
    // Two long lists that have nothing to do with each other.
    let many = |word: &str| -> Vec<_> {
        (0..20_000).map(|number| Statement::new(&text(number, word), None, None)).collect()
    };
    assert_eq!(succession(&many("opdracht"), &many("taak"), |_, _| true).len(), 20_000);
    assert!(start.elapsed() < std::time::Duration::from_secs(30), "{:?}", start.elapsed());
}
