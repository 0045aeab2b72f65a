//! Says what a page is about to search engines and other readers of schema.org: the content of the page's
//! `application/ld+json` block.
//!
//! It holds no `<`, so no text of an author can end the block. Addresses are whole where the site knows its own, else
//! relative to the page.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Pages;
use crate::config::LevelId;
use crate::model::{CompetenceId, ItemId, ItemKind, Module, ModuleId, ProfileId, ProgrammeId};
use crate::plan::route::{ProgrammePart, Route};
use crate::syntax::{Content, plain_text};
use crate::text::Amount;

/// The block of page `route`, whose way to the site's root is `root`; empty for a page without one.
pub(super) fn linked_data(pages: &Pages<'_>, route: Route, root: &str) -> String {
    let data = Data { pages, root };
    // The pages of which there are many are written straight; a tree of values costs several times as much.
    let json = match route {
        Route::Profile(id) => in_context(json!({ "@graph": [data.credential(id), data.term_set(id)] })),
        Route::Programme(id, ProgrammePart::Overview) => in_context(data.programme(id)),
        Route::Module(id) => written(&data.course(id)),
        Route::Item(id) => written(&Term { context: Some(CONTEXT), ..data.item(id) }),
        Route::Competence(id) => written(&Term { context: Some(CONTEXT), ..data.competence(id) }),
        // Of a programme's pages only its own is about the programme; the others are about its coverage.
        Route::Programme(..)
        | Route::Home
        | Route::Glossary(_)
        | Route::Comparison(_)
        | Route::Modules
        | Route::Lesson(_)
        | Route::Text(_)
        | Route::Accessibility
        | Route::NotFound => return String::new(),
    };
    in_markup(json)
}

fn in_context(mut value: Value) -> String {
    if let Some(object) = value.as_object_mut() {
        object.insert("@context".to_owned(), json!(CONTEXT));
    }
    value.to_string()
}

fn written(value: &impl Serialize) -> String {
    // Texts, and lists and objects of them, always have a form in JSON.
    serde_json::to_string(value).unwrap_or_default()
}

/// `json` as it may stand in a page: what could end the block is written as JSON escapes it.
fn in_markup(json: String) -> String {
    const UNSAFE: [char; 5] = ['<', '>', '&', '\u{2028}', '\u{2029}'];
    // The last two begin with this byte, as curly quotes do.
    if !json.bytes().any(|byte| matches!(byte, b'<' | b'>' | b'&' | 0xE2)) {
        return json;
    }
    let mut text = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            c if UNSAFE.contains(&c) => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    text
}

const CONTEXT: &str = "https://schema.org";
/// A longer profile does not list its items.
const MOST_TERMS: usize = 500;

/// A competence or an item. Fields stand in the order of their names, as those of a tree of values do.
#[derive(Serialize)]
struct Term<'p> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "inDefinedTermSet")]
    set: Reference,
    name: &'p str,
    #[serde(rename = "termCode")]
    code: &'p str,
    url: String,
}

#[derive(Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

/// An item as a module names it; the item's own page, which its id is the address of, says the rest.
#[derive(Serialize)]
struct NamedTerm<'p> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'p str,
    #[serde(rename = "termCode")]
    code: &'p str,
}

/// A module.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Course<'p> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    assesses: Vec<NamedTerm<'p>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    course_code: &'p str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    course_prerequisites: Vec<NamedCourse<'p>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    has_course_instance: Option<CourseInstance<'p>>,
    in_language: &'p str,
    name: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number_of_credits: Option<Amount>,
    provider: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    teaches: Vec<NamedTerm<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_required: Option<String>,
    url: String,
}

/// A module as another one names it.
#[derive(Serialize)]
struct NamedCourse<'p> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'p str,
}

/// A module as it is taught: schema.org has teachers and their hours there.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CourseInstance<'p> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    course_workload: Option<String>,
    instructor: Vec<Person<'p>>,
}

#[derive(Serialize)]
struct Person<'p> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'p str,
}

struct Data<'p> {
    pages: &'p Pages<'p>,
    root: &'p str,
}

impl<'p> Data<'p> {
    fn address(&self, route: Route) -> String {
        let whole = self.pages.full_address(route);
        whole.unwrap_or_else(|| format!("{}{}", self.root, self.pages.path(route)))
    }

    fn school(&self) -> Value {
        json!({ "@type": "Organization", "name": self.pages.site.config.title })
    }

    /// The profile as what one obtains.
    fn credential(&self, id: ProfileId) -> Value {
        let site = self.pages.site;
        let profile = &site.profiles[id];
        let competences = profile.competences.iter().map(|id| json!(self.competence(*id)));
        let mut object = self.object("EducationalOccupationalCredential", Route::Profile(id), &profile.title);
        object.insert("inLanguage".to_owned(), json!(self.pages.site.language_of(profile.document)));
        object.insert("competencyRequired".to_owned(), competences.collect());
        object.insert("about".to_owned(), json!({ "@id": self.term_set_id(id) }));
        let document = site.document(profile.document);
        if let Content::Profile(doc) = &document.content {
            let definition = plain_text(document, &doc.intro);
            let levels = doc.levels.iter().map(|(name, level)| format!("{} {level}", name.to_uppercase()));
            let levels: Vec<String> = levels.collect();
            put(&mut object, "description", &definition);
            put(&mut object, "identifier", &doc.code.value);
            put(&mut object, "version", &doc.version.value);
            put(&mut object, "educationalLevel", &levels.join(", "));
        }
        Value::Object(object)
    }

    /// The profile as a list of terms.
    fn term_set(&self, id: ProfileId) -> Value {
        let profile = &self.pages.site.profiles[id];
        let competences = profile.competences.iter().map(|id| json!(self.competence(*id)));
        // The pages of the items say the same of each; a block as large as its page helps no reader.
        let listed = if profile.items.len() > MOST_TERMS { &[] } else { profile.items.as_slice() };
        let others = listed.iter().filter(|id| self.pages.site.items[**id].kind != ItemKind::Competence);
        let items = others.map(|id| json!(self.item(*id)));
        json!({
            "@type": "DefinedTermSet",
            "@id": self.term_set_id(id),
            "name": profile.title,
            "inLanguage": self.pages.site.language_of(profile.document),
            "hasDefinedTerm": competences.chain(items).collect::<Vec<Value>>(),
        })
    }

    fn term_set_id(&self, id: ProfileId) -> String {
        format!("{}#terms", self.address(Route::Profile(id)))
    }

    fn competence(&self, id: CompetenceId) -> Term<'p> {
        let competence = &self.pages.site.competences[id];
        self.term(Route::Competence(id), competence.profile, &competence.id, &competence.title)
    }

    fn item(&self, id: ItemId) -> Term<'p> {
        let item = &self.pages.site.items[id];
        self.term(Route::Item(id), item.profile, &item.id, &item.text)
    }

    fn named(&self, id: ItemId) -> NamedTerm<'p> {
        let item = &self.pages.site.items[id];
        NamedTerm { id: self.address(Route::Item(id)), kind: "DefinedTerm", name: &item.text, code: &item.id }
    }

    fn term(&self, route: Route, profile: ProfileId, code: &'p str, name: &'p str) -> Term<'p> {
        let id = self.address(route);
        let set = Reference { id: self.term_set_id(profile) };
        Term { context: None, url: id.clone(), id, kind: "DefinedTerm", set, name, code }
    }

    /// A module: it assesses what it brings to the required level, and teaches what it claims below that.
    fn course(&self, id: ModuleId) -> Course<'p> {
        let site = self.pages.site;
        let module = &site.modules[id];
        let required = site.config.scale.required;
        let claimed = |wanted: &dyn Fn(LevelId) -> bool| {
            let claims = module.claims.iter().map(|claim| &site.claims[*claim]);
            let mut items: Vec<ItemId> =
                claims.filter(|claim| wanted(claim.level)).map(|claim| claim.item).collect();
            items.sort_unstable();
            items.dedup();
            items.into_iter().map(|item| self.named(item)).collect()
        };
        let address = self.address(Route::Module(id));
        Course {
            context: CONTEXT,
            url: address.clone(),
            id: address,
            kind: "Course",
            assesses: claimed(&|level| level >= required),
            course_code: &module.code,
            course_prerequisites: module.requires.iter().map(|id| self.named_course(*id)).collect(),
            description: &site.document(module.document).summary.value,
            has_course_instance: self.course_instance(module),
            in_language: self.pages.site.language_of(module.document),
            name: &module.title,
            number_of_credits: module.credits,
            provider: self.school(),
            teaches: claimed(&|level| level < required),
            time_required: module.hours.map(Amount::as_duration),
        }
    }

    fn named_course(&self, id: ModuleId) -> NamedCourse<'p> {
        let name = &self.pages.site.modules[id].title;
        NamedCourse { id: self.address(Route::Module(id)), kind: "Course", name }
    }

    /// Who teaches `module`; none where nobody is named.
    fn course_instance(&self, module: &'p Module) -> Option<CourseInstance<'p>> {
        let teachers = &self.pages.site.facts_of(module)?.teachers;
        let instructor: Vec<Person<'p>> =
            teachers.iter().map(|teacher| Person { kind: "Person", name: &teacher.value }).collect();
        let course_workload = module.hours.map(Amount::as_duration);
        (!instructor.is_empty()).then_some(CourseInstance {
            kind: "CourseInstance",
            course_workload,
            instructor,
        })
    }

    fn programme(&self, id: ProgrammeId) -> Value {
        let site = self.pages.site;
        let programme = &site.programmes[id];
        let route = Route::Programme(id, ProgrammePart::Overview);
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
            put(&mut object, "description", &site.document(document).summary.value);
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
        let json = in_markup(r#"{"a":"</script><!-- & \u2028"}"#.to_owned());
        assert!(!json.contains(['<', '>', '&']), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["a"], "</script><!-- & \u{2028}");
    }
}
