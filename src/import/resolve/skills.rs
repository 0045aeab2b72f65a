//! Finds the indicator that a line of a list of skills is. A sentence that stands under two competences is resolved
//! to each of them once, in the document's order, before it is resolved to either again.

use std::collections::{HashMap, VecDeque};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{count, say};
use crate::ids::{Arena, Id};
use crate::import::draft::{CompetenceDraft, DocumentText, IndicatorDraft, SkillDraft};
use crate::import::resolve::{differs, quoted};
use crate::text::{ComparisonBudget, SourcePath, fold_sentence};

/// The indicators of one profile, found by their words.
pub(in crate::import) struct SkillIndex<'a> {
    file: &'a SourcePath,
    competences: &'a Arena<CompetenceDraft>,
    indicators: &'a Arena<IndicatorDraft>,
    by_key: HashMap<String, Candidates>,
    keys: Vec<String>,
    used: Vec<bool>,
    diagnostics: Vec<Diagnostic>,
}

/// The indicators that say one thing.
#[derive(Default)]
struct Candidates {
    free: VecDeque<Id<IndicatorDraft>>,
    /// The last one that a line was resolved to.
    last: Option<(Id<IndicatorDraft>, DocumentText)>,
}

/// So many candidates are looked at for one that is the same to the letter; two is already rare.
const LOOKED_AT: usize = 8;

impl<'a> SkillIndex<'a> {
    /// The index of `indicators`.
    pub(in crate::import) fn new(
        file: &'a SourcePath,
        competences: &'a Arena<CompetenceDraft>,
        indicators: &'a Arena<IndicatorDraft>,
    ) -> Self {
        let keys: Vec<String> =
            indicators.values().map(|indicator| fold_sentence(&indicator.text.value)).collect();
        let mut by_key: HashMap<String, Candidates> = HashMap::new();
        for (id, key) in indicators.ids().zip(&keys) {
            by_key.entry(key.clone()).or_default().free.push_back(id);
        }
        let used = vec![false; indicators.len()];
        Self { file, competences, indicators, by_key, keys, used, diagnostics: Vec::new() }
    }

    /// The indicator that `text` is, or `text` itself.
    pub(in crate::import) fn resolve(
        &mut self,
        text: DocumentText,
        budget: &mut ComparisonBudget,
    ) -> SkillDraft {
        let wanted = fold_sentence(&text.value);
        let Some(candidates) = self.by_key.get_mut(&wanted) else {
            self.report_unknown(&text, &wanted, budget);
            return SkillDraft::Text(text);
        };
        let same = |id: &Id<IndicatorDraft>| self.indicators[*id].text.value == text.value;
        let at = candidates.free.iter().take(LOOKED_AT).position(same).unwrap_or(0);
        let again = candidates.last.clone();
        let Some(id) = candidates.free.remove(at).or_else(|| again.as_ref().map(|(id, _)| *id)) else {
            return SkillDraft::Text(text);
        };
        if let (true, Some((_, first))) = (self.used[id.index()], again) {
            let message = say!(
                "the skill {text} stands in the lists more often than among the indicators",
                text = quoted(&text.value)
            );
            let place = Place::new(self.file, text.span);
            let said = Diagnostic::new(Code::L703, place, message);
            self.diagnostics
                .push(said.related(Place::new(self.file, first.span), say!("it stands here too")));
        } else if self.indicators[id].text.value != text.value {
            let kept = &self.indicators[id].text;
            let message = say!(
                "the skill {text} is written otherwise than in the indicator",
                text = quoted(&text.value)
            );
            let related = say!("the indicator has {text}", text = quoted(&kept.value));
            let help = say!("the wording of the indicator is kept");
            self.diagnostics.push(differs(self.file, (&text, message), (kept, related), help));
        }
        self.used[id.index()] = true;
        candidates.last = Some((id, text));
        SkillDraft::Indicator(id)
    }

    fn report_unknown(&mut self, text: &DocumentText, wanted: &str, budget: &mut ComparisonBudget) {
        let known = self.indicators.values().zip(self.keys.iter().map(String::as_str));
        let near = budget.nearest(wanted, known, 40);
        let help = match near {
            Some(near) => say!(
                "the nearest is {near} of competence {number}; it was kept as text",
                near = quoted(&near.text.value),
                number = self.competences[near.competence].number
            ),
            None => say!("it was kept as text"),
        };
        let message = say!("{text} is no indicator of any competence", text = quoted(&text.value));
        let place = Place::new(self.file, text.span);
        self.diagnostics.push(Diagnostic::new(Code::L704, place, message).help(help));
    }

    /// All diagnostics, also that indicators stand in no list, where there are lists.
    pub(in crate::import) fn finish(mut self) -> Vec<Diagnostic> {
        let missing = || self.indicators.iter().filter(|(id, _)| !self.used[id.index()]);
        if let (true, Some((_, first))) = (self.used.contains(&true), missing().next()) {
            let message = count!(
                missing().count(),
                "{n} indicators stand in no list of skills; the first is {first}",
                "1 indicator stands in no list of skills; the first is {first}",
                "{n} indicators stand in no list of skills; the first is {first}",
                first = quoted(&first.text.value)
            );
            self.diagnostics.push(Diagnostic::new(
                Code::L703,
                Place::new(self.file, first.text.span),
                message,
            ));
        }
        self.diagnostics
    }
}
