//! The types of boxes: those of Obsidian, which has the most, in English and in the languages of sites.

use pulldown_cmark::BlockQuoteKind;

use crate::text::compose;

/// The types of boxes in Obsidian, the alert that each is, and the key of the word for it.
const TYPES: [(&str, BlockQuoteKind, &str); 27] = [
    ("note", BlockQuoteKind::Note, "alert-note"),
    ("info", BlockQuoteKind::Note, "alert-info"),
    ("todo", BlockQuoteKind::Note, "alert-todo"),
    ("abstract", BlockQuoteKind::Note, "alert-summary"),
    ("summary", BlockQuoteKind::Note, "alert-summary"),
    ("tldr", BlockQuoteKind::Note, "alert-summary"),
    ("example", BlockQuoteKind::Note, "alert-example"),
    ("question", BlockQuoteKind::Note, "alert-question"),
    ("help", BlockQuoteKind::Note, "alert-question"),
    ("faq", BlockQuoteKind::Note, "alert-question"),
    ("quote", BlockQuoteKind::Note, "alert-quote"),
    ("cite", BlockQuoteKind::Note, "alert-quote"),
    ("tip", BlockQuoteKind::Tip, "alert-tip"),
    ("hint", BlockQuoteKind::Tip, "alert-tip"),
    ("success", BlockQuoteKind::Tip, "alert-success"),
    ("check", BlockQuoteKind::Tip, "alert-success"),
    ("done", BlockQuoteKind::Tip, "alert-success"),
    ("important", BlockQuoteKind::Important, "alert-important"),
    ("warning", BlockQuoteKind::Warning, "alert-warning"),
    ("attention", BlockQuoteKind::Warning, "alert-warning"),
    ("caution", BlockQuoteKind::Caution, "alert-caution"),
    ("danger", BlockQuoteKind::Caution, "alert-danger"),
    ("error", BlockQuoteKind::Caution, "alert-error"),
    ("bug", BlockQuoteKind::Caution, "alert-error"),
    ("failure", BlockQuoteKind::Caution, "alert-error"),
    ("fail", BlockQuoteKind::Caution, "alert-error"),
    ("missing", BlockQuoteKind::Caution, "alert-error"),
];

/// Names that people give to types in their own languages.
const NAMES: [(&str, &str); 57] = [
    ("opmerking", "note"),
    ("nota", "note"),
    ("noot", "note"),
    ("informatie", "info"),
    ("weetje", "info"),
    ("achtergrond", "info"),
    ("te doen", "todo"),
    ("samenvatting", "summary"),
    ("voorbeeld", "example"),
    ("vraag", "question"),
    ("vragen", "question"),
    ("hulp", "help"),
    ("citaat", "quote"),
    ("tips", "tip"),
    ("succes", "success"),
    ("gelukt", "success"),
    ("belangrijk", "important"),
    ("waarschuwing", "warning"),
    ("let op", "warning"),
    ("aandacht", "attention"),
    ("opgelet", "attention"),
    ("voorzichtig", "caution"),
    ("gevaar", "danger"),
    ("fout", "error"),
    ("remarque", "note"),
    ("à faire", "todo"),
    ("résumé", "summary"),
    ("exemple", "example"),
    ("aide", "help"),
    ("citation", "quote"),
    ("astuce", "tip"),
    ("conseil", "tip"),
    ("succès", "success"),
    ("avertissement", "warning"),
    ("prudence", "caution"),
    ("à savoir", "info"),
    ("erreur", "error"),
    ("hinweis", "note"),
    ("anmerkung", "note"),
    ("bemerkung", "note"),
    ("notiz", "note"),
    ("information", "info"),
    ("aufgabe", "todo"),
    ("zusammenfassung", "summary"),
    ("beispiel", "example"),
    ("frage", "question"),
    ("hilfe", "help"),
    ("zitat", "quote"),
    ("tipp", "tip"),
    ("erfolg", "success"),
    ("wichtig", "important"),
    ("warnung", "warning"),
    ("achtung", "attention"),
    ("vorsicht", "caution"),
    ("gefahr", "danger"),
    ("fehler", "error"),
    ("seealso", "info"),
];

/// The type called `name`, in English or in a language of sites.
pub(super) fn type_of(name: &str) -> Option<(BlockQuoteKind, &'static str)> {
    let name = compose(name.trim()).to_lowercase();
    let name = NAMES.iter().find(|(known, _)| *known == name).map_or(name.as_str(), |(_, english)| english);
    TYPES.iter().find(|(known, ..)| *known == name).map(|(_, kind, word)| (*kind, *word))
}

/// How an alert can be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folding {
    None,
    Open,
    Closed,
}

/// The class of an alert of GitHub and the key of the word for it.
pub(super) fn class_and_word(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note", "alert-note"),
        BlockQuoteKind::Tip => ("tip", "alert-tip"),
        BlockQuoteKind::Important => ("important", "alert-important"),
        BlockQuoteKind::Warning => ("warning", "alert-warning"),
        BlockQuoteKind::Caution => ("caution", "alert-caution"),
    }
}

/// Whether `name` is a type of box that other programs have.
pub(super) fn is_type(name: &str) -> bool {
    type_of(name).is_some()
}
