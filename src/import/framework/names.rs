//! Makes ids of the codes of a framework. Two codes that would be one id are told apart and named, as is a code that
//! stands twice: nobody must find a claim on the wrong statement.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::import::framework::{Framework, as_code, as_id};
use crate::import::wording::counted;
use crate::text::SourcePath;

/// Replaces the code of each node by the id that it becomes, and says where that is another one.
pub(super) fn settle(file: &SourcePath, framework: &mut Framework) -> Vec<Diagnostic> {
    let wished: Vec<Option<String>> =
        framework.nodes.iter().map(|node| as_id(node.foreign_names.id.as_deref()?)).collect();
    let mut free: HashSet<String> = wished.iter().flatten().map(|id| id.to_lowercase()).collect();
    let mut taken: HashMap<String, (usize, String)> = HashMap::new();
    let mut changed: Vec<(usize, String)> = Vec::new();
    let mut said = Vec::new();
    for (at, wished) in wished.into_iter().enumerate() {
        let place = |at: usize| Place::new(file, framework.nodes[at].text.span);
        let Some(code) = framework.nodes[at].foreign_names.id.clone() else { continue };
        let first = wished.as_ref().and_then(|id| taken.get(&id.to_lowercase()));
        let id = match (wished, first) {
            (Some(_), Some((first, other))) if *other == code => {
                let message = format!("the code `{code}` stands twice");
                let remark = Diagnostic::new(Code::L703, place(at), message);
                said.push(remark.related(place(*first), "first here").help("this one gets another id"));
                None
            }
            (Some(wished), Some((first, other))) => {
                let number =
                    (2..).find(|number| !free.contains(&format!("{wished}-{number}").to_lowercase()));
                let id = format!("{wished}-{}", number.unwrap_or(2));
                let message =
                    format!("the codes `{other}` and `{code}` would be one id; the second one is `{id}`");
                let remark =
                    Diagnostic::new(Code::L703, place(at), message).related(place(*first), "the first");
                said.push(remark.help("an id has letters, digits, `.`, `-` and `_`"));
                Some(id)
            }
            (Some(id), None) if id != code.trim() => {
                changed.push((at, format!("`{code}` is `{id}`")));
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
    if let Some((first, _)) = changed.first() {
        const SHOWN: usize = 5;
        let names: Vec<&str> = changed.iter().take(SHOWN).map(|(_, name)| name.as_str()).collect();
        let more = if changed.len() > SHOWN { ", …" } else { "" };
        let count = counted(changed.len(), "code has a sign", "codes have a sign");
        let message = format!("{count} that no id can have: {}{more}", names.join(", "));
        let place = Place::new(file, framework.nodes[*first].text.span);
        said.push(
            Diagnostic::new(Code::L710, place, message).help("an id has letters, digits, `.`, `-` and `_`"),
        );
    }
    said
}
