//! What pages say where there are several programmes.

use super::{page, site};

const PROFILE: &str =
    "+++\ntitle = \"Kok\"\n+++\n\n## Kookt {#c1 .competence}\n\n- Bakt {#c1.1}\n- Braadt {#c1.2}\n";
const MODULE: &str = "+++\ntitle = \"Oven\"\n[covers]\nassessed = [\"c1.1\"]\n+++\n";
const OTHER: &str = "+++\ntitle = \"Pan\"\n[covers]\nassessed = [\"c1.2\"]\n+++\n";

fn programme(number: usize, school: &str, modules: &str) -> (String, String) {
    let text = format!(
        "+++\ntitle = \"Opleiding {number}\"\n{school}[[terms]]\ntitle = \"Jaar\"\nmodules = [{modules}]\n+++\n"
    );
    (format!("content/programmes/p{number}.md"), text)
}

fn school(programmes: &[(String, String)]) -> leerlijn::pipeline::Snapshot {
    let mut files = vec![
        ("content/profiles/kok.md", PROFILE),
        ("content/modules/m1.md", MODULE),
        ("content/modules/m2.md", OTHER),
    ];
    files.extend(programmes.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    site(&files)
}

#[test]
fn the_matrix_of_the_navigation_is_that_of_the_only_programme_of_a_page_or_a_choice() {
    let site = school(&[programme(1, "", "\"m1\", \"m2\""), programme(2, "", "\"m1\"")]);
    let own = "<li><a href=\"../../programmes/p1/matrix/index.html\">Matrix</a></li>";
    let choice = "<summary>Matrix</summary>";
    let both = page(&site, "modules/m1/index.html");
    assert!(!both.contains(own) && both.contains(choice));
    let only = page(&site, "modules/m2/index.html");
    assert!(only.contains(own) && !only.contains(choice));
    assert!(page(&site, "index.html").contains(choice));
}

#[test]
fn an_item_stands_in_one_table_with_a_column_for_each_programme() {
    let site = school(&[programme(1, "", "\"m1\", \"m2\""), programme(2, "", "\"m1\"")]);
    let item = page(&site, "profiles/kok/c1.2/index.html");
    assert_eq!(item.matches("<table").count(), 1);
    assert_eq!(item.matches("<th scope=\"col\" id=\"programme-").count(), 2);
    let standing = "<span class=\"tag covered\">geëvalueerd</span></td><td><span class=\"tag missing\">ontbreekt</span></td>";
    assert!(item.contains(standing), "{item}");
}

#[test]
fn programmes_stand_by_school_and_number_and_a_long_list_is_short() {
    let in_school = |number: usize| {
        let name =
            if number.is_multiple_of(2) { "school = \"School 2\"\n" } else { "school = \"School 10\"\n" };
        programme(number, name, "\"m1\"")
    };
    let few = school(&(9..12).map(in_school).collect::<Vec<_>>());
    let home = page(&few, "index.html");
    let at = |text: &str| home.find(text).unwrap();
    assert!(at(">School 2</h3>") < at(">School 10</h3>"));
    assert!(at("<h4><a href=\"programmes/p9/") < at("<h4><a href=\"programmes/p11/"));
    assert!(!home.contains("data-filters"));
    let many = school(&(1..14).map(in_school).collect::<Vec<_>>());
    assert!(page(&many, "index.html").contains("data-filters=\"programmes\""));
    assert!(page(&many, "modules/index.html").contains("<details class=\"cover programme-modules\""));
    assert!(!page(&many, "404.html").contains("programmes/p1/"));
}
