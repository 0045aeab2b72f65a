//! Parses the attributes of a heading that say how its section is taught or assessed.
//!
//! ```text
//! ## Rollenspel {#rollenspel .activity method=rollenspel hours=4 ingeoefend=c4.6}
//! ## Examen {#examen .assessment method="mondeling examen" weight=60 geevalueerd=c4.6,c2.6}
//! ```
//!
//! All other keys of a heading are levels of the site's scale, which is not known here. So `wieght=60` is only known to
//! be a slip where the heading says that its section is an activity or an assessment, and is then no claim. The same
//! holds for the words that a Dutch author would expect, such as `weging`: they are said, with the one that is read.

use super::attributes::Attributes;
use super::document::{OccasionDoc, OccasionKind};
use super::reader::{Reader, TakesClaims};
use crate::diagnostics::{Code, Diagnostic, Message, did_you_mean, say};
use crate::fields::Field;
use crate::text::{Amount, Spanned, nearest};

/// The keys of an occasion, which stand beside claims in the attributes of a heading.
pub const OCCASION_KEYS: [&str; 3] = crate::config::SECTION_KEYS;

/// The words that Dutch authors would write for keys and classes.
const DUTCH: [(&str, &str); 14] = [
    ("werkvorm", "method"),
    ("toetsvorm", "method"),
    ("methode", "method"),
    ("uren", "hours"),
    ("uur", "hours"),
    ("weging", "weight"),
    ("gewicht", "weight"),
    ("activiteit", "activity"),
    ("leeractiviteit", "activity"),
    ("oefening", "activity"),
    ("toets", "assessment"),
    ("toetsing", "assessment"),
    ("examen", "assessment"),
    ("evaluatie", "assessment"),
];

/// The values of the keys, as they are written.
#[derive(Default)]
struct Written {
    method: Option<Spanned<String>>,
    hours: Option<Spanned<String>>,
    weight: Option<Spanned<String>>,
}

/// The kind of occasion that the classes of a heading name.
enum OccasionClass {
    /// This one.
    Kind(OccasionKind),
    /// Two of them, or one whose name is written wrong, which was reported.
    Unclear,
    /// None.
    None,
}

impl Reader<'_> {
    /// Takes from `attributes`, which are those of `heading`, how its section is taught or assessed. Returns whether they
    /// say so.
    pub(super) fn take_occasion(&mut self, attributes: &mut Attributes, heading: usize) -> bool {
        if self.takes_claims == TakesClaims::No {
            return false;
        }
        let kind = match self.named(attributes) {
            OccasionClass::None => {
                self.report_without_class(attributes);
                return false;
            }
            OccasionClass::Unclear => {
                attributes.pairs.retain(|(key, _)| meant(&key.value, &OCCASION_KEYS).is_none());
                return false;
            }
            OccasionClass::Kind(kind) => kind,
        };
        let Written { method, hours, weight } = self.values(attributes);
        let hours = self.number("hours", hours);
        let weight = match (kind, weight) {
            (OccasionKind::Activity, Some(written)) => {
                let help = say!(
                    "an activity has no weight; a section that counts for the result is an `.assessment`"
                );
                Field::Broken(self.not_understood(&written.map(|value| format!("weight={value}")), help))
            }
            (OccasionKind::Activity | OccasionKind::Assessment, written) => self.number("weight", written),
        };
        self.occasions.push(OccasionDoc { heading, kind, method: method.unwrap_or_default(), hours, weight });
        true
    }

    /// Reports what a title says that only a section can.
    pub(super) fn report_occasion_of_title(&mut self, attributes: &mut Attributes) {
        let kinds = OccasionKind::ALL.map(OccasionKind::class);
        let class = attributes.classes.iter().find(|class| kinds.contains(&class.value.as_str())).cloned();
        if self.takes_claims == TakesClaims::No || class.is_none() {
            return;
        }
        attributes.pairs.retain(|(key, _)| meant(&key.value, &OCCASION_KEYS).is_none());
        if let Some(class) = class {
            let help = say!(
                "a section is taught or assessed in some way, not a whole page: write it behind a heading in the text"
            );
            self.not_understood(&class.map(|class| format!(".{class}")), help);
        }
    }

    fn named(&mut self, attributes: &Attributes) -> OccasionClass {
        let kind_of = |class: &str| OccasionKind::ALL.into_iter().find(|kind| kind.class() == class);
        let mut known = attributes.classes.iter().filter_map(|class| Some((class, kind_of(&class.value)?)));
        if let Some((_, kind)) = known.next() {
            if let Some((class, other)) = known.next().filter(|(_, other)| *other != kind) {
                let help = say!(
                    "a section is one of the two: give the {class} a heading of its own below this one",
                    class = other.class()
                );
                self.not_understood(&class.clone().map(|class| format!(".{class}")), help);
                return OccasionClass::Unclear;
            }
            return OccasionClass::Kind(kind);
        }
        let kinds = OccasionKind::ALL.map(OccasionKind::class);
        // Classes are the theme's too, so only a slip of a few letters is one for sure, or any word beside our keys.
        let has_keys = || attributes.pairs.iter().any(|(key, _)| meant(&key.value, &OCCASION_KEYS).is_some());
        for class in &attributes.classes {
            let slip = nearest(&class.value, kinds);
            let found = slip.first().copied().or_else(|| dutch(&class.value, &kinds).filter(|_| has_keys()));
            let Some(found) = found else { continue };
            let written = class.clone().map(|class| format!(".{class}"));
            self.not_understood(&written, did_you_mean(&[&format!(".{found}")], Message::none()));
            return OccasionClass::Unclear;
        }
        OccasionClass::None
    }

    /// Reports keys of occasions on a heading that does not say which kind its section is.
    fn report_without_class(&mut self, attributes: &mut Attributes) {
        let is_key =
            |(key, _): &(Spanned<String>, Spanned<String>)| OCCASION_KEYS.contains(&key.value.as_str());
        let found = attributes.pairs.iter().find(|pair| is_key(pair)).map(|(key, _)| key.clone());
        let Some(key) = found else { return };
        attributes.pairs.retain(|(key, _)| meant(&key.value, &OCCASION_KEYS).is_none());
        let help = match key.value.as_str() {
            "weight" => {
                say!("write `.assessment` before it: the section is then an assessment with a weight")
            }
            _ => say!("write `.activity` or `.assessment` before it, which says what the section is"),
        };
        self.not_understood(&key, help);
    }

    /// Takes the keys of an occasion; those that are written wrong, or twice, are reported.
    fn values(&mut self, attributes: &mut Attributes) -> Written {
        let mut written = Written::default();
        for (key, value) in std::mem::take(&mut attributes.pairs) {
            let place = match key.value.as_str() {
                "method" => &mut written.method,
                "hours" => &mut written.hours,
                "weight" => &mut written.weight,
                other => {
                    match meant(other, &OCCASION_KEYS) {
                        Some(known) => {
                            self.not_understood(&key, did_you_mean(&[known], Message::none()));
                        }
                        None => attributes.pairs.push((key, value)),
                    }
                    continue;
                }
            };
            if place.is_some() {
                self.not_understood(
                    &key,
                    say!("it stands here twice, and the first one counts; take one of them out"),
                );
            } else {
                *place = Some(value);
            }
        }
        written
    }

    /// The number that `written`, the value of `key`, is.
    fn number(&mut self, key: &str, written: Option<Spanned<String>>) -> Field<Spanned<Amount>> {
        let Some(written) = written else { return Field::Absent };
        let is_weight = key == "weight";
        let digits = written.value.trim();
        let digits = if is_weight { digits.strip_suffix('%').unwrap_or(digits).trim_end() } else { digits };
        let number = amount(digits).filter(|number| !is_weight || number.hundredths() <= 100 * 100);
        if let Some(number) = number {
            return Field::Read(Spanned::new(number, written.span));
        }
        let other = written.value.as_str();
        let (no_number, help) = if is_weight {
            (
                say!("`{other}` is no weight of an assessment", other),
                say!("write a part of a hundred: `weight=60`, `weight=12.5`"),
            )
        } else {
            (
                say!("`{other}` is no number of hours", other),
                say!("write a number with at most two decimals: `hours=4`, `hours=1.5`"),
            )
        };
        let message = if other.is_empty() { say!("nothing stands behind `{key}=`", key) } else { no_number };
        let place = self.source.place(written.span);
        Field::Broken(self.source.problems.push(Diagnostic::new(Code::L330, place, message).help(help)))
    }
}

/// The number that `text` writes, with a comma or a point before its decimals. More than two of these would be a thousand
/// to some readers.
fn amount(text: &str) -> Option<Amount> {
    let text = text.replacen(',', ".", 1);
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    text.parse().ok().filter(|_| decimals <= 2)
}

/// The word of `known` that an author meant by `word`: itself, a near one, or the one for a Dutch word.
fn meant<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    dutch(word, known).or_else(|| nearest(word, known.iter().copied()).first().copied())
}

fn dutch<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let (_, english) = DUTCH.iter().find(|(dutch, _)| word.eq_ignore_ascii_case(dutch))?;
    known.iter().copied().find(|known| known == english)
}
