//! Makes ids of the codes of a framework. Two codes that would be one id are told apart and named, as is a code that
//! stands twice: nobody must find a claim on the wrong statement.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::diagnostics::{Message, count, say};
use crate::import::framework::{Framework, as_code, as_id};
use crate::text::SourcePath;

/// Replaces the code of each node by the id that it becomes, and says where that is another one.
pub(super) fn settle(file: &SourcePath, framework: &mut Framework) -> Vec<Diagnostic> {
    let wished: Vec<Option<String>> =
        framework.nodes.iter().map(|node| as_id(node.foreign_names.id.as_deref()?)).collect();
    let mut free: HashSet<String> = wished.iter().flatten().map(|id| id.to_lowercase()).collect();
    let mut taken: HashMap<String, (usize, String)> = HashMap::new();
    let mut changed: Vec<(usize, Message)> = Vec::new();
    let mut said = Vec::new();
    for (at, wished) in wished.into_iter().enumerate() {
        let place = |at: usize| Place::new(file, framework.nodes[at].text.span);
        let Some(code) = framework.nodes[at].foreign_names.id.clone() else { continue };
        let first = wished.as_ref().and_then(|id| taken.get(&id.to_lowercase()));
        let id = match (wished, first) {
            (Some(_), Some((first, other))) if *other == code => {
                let message = say!("the code `{code}` stands twice", code);
                let remark = Diagnostic::new(Code::L703, place(at), message);
                said.push(
                    remark.related(place(*first), say!("first here")).help(say!("this one gets another id")),
                );
                None
            }
            (Some(wished), Some((first, other))) => {
                let number =
                    (2..).find(|number| !free.contains(&format!("{wished}-{number}").to_lowercase()));
                let id = format!("{wished}-{}", number.unwrap_or(2));
                let message = say!(
                    "the codes `{other}` and `{code}` would be one id; the second one is `{id}`",
                    other,
                    code,
                    id
                );
                let remark =
                    Diagnostic::new(Code::L703, place(at), message).related(place(*first), say!("the first"));
                said.push(remark.help(signs()));
                Some(id)
            }
            (Some(id), None) if id != code.trim() => {
                changed.push((at, say!("`{code}` is `{id}`", code, id)));
                Some(id)
            }
            (id, _) => id,
        };
        let names = &mut framework.nodes[at].foreign_names;
        if let Some(id) = &id {
            free.insert(id.to_lowercase());
            taken.insert(id.to_lowercase(), (at, code.clone()));
        }
        // Where the id is not the whole of the code, the code tells the statement again.
        if id.as_deref() != Some(code.trim()) && names.code.is_none() {
            names.code = as_code(&code);
        }
        names.id = id;
    }
    said.extend(other_signs(file, framework, &changed));
    said
}

/// The note on the codes of `changed` nodes, which have a sign that no id can have.
fn other_signs(file: &SourcePath, framework: &Framework, changed: &[(usize, Message)]) -> Option<Diagnostic> {
    const SHOWN: usize = 5;
    let (first, _) = changed.first()?;
    let names = changed.iter().take(SHOWN).map(|(_, name)| name.clone());
    let more = (changed.len() > SHOWN).then(|| Message::verbatim("…"));
    let message = count!(
        changed.len(),
        "{n} codes have a sign that no id can have: {names}",
        "1 code has a sign that no id can have: {names}",
        "{n} codes have a sign that no id can have: {names}",
        names = Message::joined(names.chain(more), ", ")
    );
    let place = Place::new(file, framework.nodes[*first].text.span);
    Some(Diagnostic::new(Code::L710, place, message).help(signs()))
}

/// The signs that an id has.
fn signs() -> Message {
    say!("an id has letters, digits, `.`, `-` and `_`")
}
