//! Purpose: what a page is about, for search engines and other readers of schema.org.
//! Input: a page. Output: the content of its `application/ld+json` block, or nothing.
//! Invariant: holds no `<`, so no text of an author can end the block; addresses are whole where the site
//! knows its own, else relative to the page.

use serde_json::{Map, Value, json};

use super::Pages;
use crate::config::LevelId;
use crate::model::{CompetenceId, ItemId, ModuleId, ProfileId, ProgrammeId};
use crate::plan::addresses::Route;
use crate::syntax::{Content, plain_text};

/// The block of page `route`, whose way to the site's root is `root`; empty for a page without one.
pub(super) fn linked_data(pages: &Pages<'_>, route: Route, root: &str) -> String {
    let data = Data { pages, root };
    let value = match route {
        Route::Profile(id) => json!({ "@graph": [data.credential(id), data.term_set(id)] }),
        Route::Programme(id) => data.programme(id),
        Route::Module(id) => data.course(id),
        Route::Item(id) => data.item(id),
        Route::Competence(id) => data.competence(id),
        _ => return String::new(),
    };
    let mut value = value;
    if let Some(object) = value.as_object_mut() {
        object.insert("@context".to_owned(), json!("https://schema.org"));
    }
    in_markup(&value.to_string())
}

/// `json` as it may stand in a page: what could end the block is written as JSON escapes it.
fn in_markup(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    text
}

struct Data<'p> {
    pages: &'p Pages<'p>,
    root: &'p str,
}

impl Data<'_> {
    fn address(&self, route: Route) -> String {
        let whole = self.pages.full_address(route);
        whole.unwrap_or_else(|| format!("{}{}", self.root, self.pages.path(route)))
    }

    fn language(&self) -> &'static str {
        self.pages.site.config.language.tag()
    }

    fn school(&self) -> Value {
        json!({ "@type": "Organization", "name": self.pages.site.config.title })
    }

    /// The profile as what one obtains.
    fn credential(&self, id: ProfileId) -> Value {
        let site = self.pages.site;
        let profile = &site.profiles[id];
        let competences = profile.competences.iter().map(|id| self.competence(*id));
        let mut object = self.object("EducationalOccupationalCredential", Route::Profile(id), &profile.title);
        object.insert("inLanguage".to_owned(), json!(self.language()));
        object.insert("competencyRequired".to_owned(), competences.collect());
        object.insert("about".to_owned(), json!({ "@id": self.term_set_id(id) }));
        let document = site.document(profile.document);
        if let Content::Profile(doc) = &document.content {
            let definition = plain_text(document, &doc.intro);
            let levels = doc.levels.iter().map(|(name, level)| format!("{} {level}", name.to_uppercase()));
            let levels: Vec<String> = levels.collect();
            put(&mut object, "description", &definition);
            put(&mut object, "identifier", &doc.code);
            put(&mut object, "version", &doc.version);
            put(&mut object, "educationalLevel", &levels.join(", "));
        }
        Value::Object(object)
    }

    /// The profile as a list of terms.
    fn term_set(&self, id: ProfileId) -> Value {
        let profile = &self.pages.site.profiles[id];
        let competences = profile.competences.iter().map(|id| self.competence(*id));
        let items = profile.items.iter().map(|id| self.item(*id));
        json!({
            "@type": "DefinedTermSet",
            "@id": self.term_set_id(id),
            "name": profile.title,
            "inLanguage": self.language(),
            "hasDefinedTerm": competences.chain(items).collect::<Vec<Value>>(),
        })
    }

    fn term_set_id(&self, id: ProfileId) -> String {
        format!("{}#terms", self.address(Route::Profile(id)))
    }

    fn competence(&self, id: CompetenceId) -> Value {
        let competence = &self.pages.site.competences[id];
        self.term(Route::Competence(id), competence.profile, &competence.id, &competence.title)
    }

    fn item(&self, id: ItemId) -> Value {
        let item = &self.pages.site.items[id];
        self.term(Route::Item(id), item.profile, &item.id, &item.text)
    }

    fn term(&self, route: Route, profile: ProfileId, id: &str, text: &str) -> Value {
        let mut object = self.object("DefinedTerm", route, text);
        object.insert("termCode".to_owned(), json!(id));
        object.insert("inDefinedTermSet".to_owned(), json!({ "@id": self.term_set_id(profile) }));
        Value::Object(object)
    }

    /// A module: it assesses what it brings to the required level, and teaches what it claims below that.
    fn course(&self, id: ModuleId) -> Value {
        let site = self.pages.site;
        let module = &site.modules[id];
        let required = site.config.scale.required;
        let mut object = self.object("Course", Route::Module(id), &module.title);
        object.insert("inLanguage".to_owned(), json!(self.language()));
        object.insert("provider".to_owned(), self.school());
        put(&mut object, "courseCode", &module.code);
        put(&mut object, "description", &site.document(module.document).summary);
        if let Some(hours) = module.hours {
            object.insert("timeRequired".to_owned(), json!(format!("PT{hours}H")));
        }
        let claimed = |wanted: &dyn Fn(LevelId) -> bool| {
            let claims = module.claims.iter().map(|claim| &site.claims[*claim]);
            let mut items: Vec<ItemId> =
                claims.filter(|claim| wanted(claim.level)).map(|claim| claim.item).collect();
            items.sort_unstable();
            items.dedup();
            items.into_iter().map(|item| self.item(item)).collect::<Vec<Value>>()
        };
        for (key, items) in [
            ("teaches", claimed(&|level| level < required)),
            ("assesses", claimed(&|level| level >= required)),
        ] {
            if !items.is_empty() {
                object.insert(key.to_owned(), Value::Array(items));
            }
        }
        Value::Object(object)
    }

    fn programme(&self, id: ProgrammeId) -> Value {
        let site = self.pages.site;
        let programme = &site.programmes[id];
        let route = Route::Programme(id);
        let mut object = self.object("EducationalOccupationalProgram", route, &programme.title);
        object.insert("provider".to_owned(), self.school());
        let profile = Route::Profile(programme.profile);
        let title = &site.profiles[programme.profile].title;
        let credential = self.object("EducationalOccupationalCredential", profile, title);
        object.insert("educationalCredentialAwarded".to_owned(), Value::Object(credential));
        let courses = programme.modules().map(|(_, module)| {
            Value::Object(self.object("Course", Route::Module(module), &site.modules[module].title))
        });
        object.insert("hasCourse".to_owned(), courses.collect());
        if let Some(document) = programme.document {
            put(&mut object, "description", &site.document(document).summary);
        }
        Value::Object(object)
    }

    fn object(&self, kind: &str, route: Route, name: &str) -> Map<String, Value> {
        let address = self.address(route);
        let mut object = Map::new();
        object.insert("@type".to_owned(), json!(kind));
        object.insert("@id".to_owned(), json!(address));
        object.insert("url".to_owned(), json!(address));
        object.insert("name".to_owned(), json!(name));
        object
    }
}

/// Puts `text` at `key`, unless there is none.
fn put(object: &mut Map<String, Value>, key: &str, text: &str) {
    if !text.is_empty() {
        object.insert(key.to_owned(), json!(text));
    }
}

#[cfg(test)]
mod tests {
    use super::in_markup;

    #[test]
    fn no_text_can_end_the_block() {
        let json = in_markup(r#"{"a":"</script><!-- & \u2028"}"#);
        assert!(!json.contains(['<', '>', '&']), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["a"], "</script><!-- & \u{2028}");
    }
}
