//! What pages say of modules that not everyone takes.

use super::{page, site};

const PROFILE: &str = "+++\ntitle = \"Kok\"\n+++\n\n## Kookt {#c1 .competence}\n\n- Bakt {#c1.1}\n- Braadt {#c1.2}\n- Snijdt {#c1.3}\n";

fn module(hours: u32, covers: &str) -> String {
    format!("+++\ntitle = \"Les\"\nhours = {hours}\n[covers]\nassessed = [{covers}]\n+++\n")
}

#[test]
fn what_is_guaranteed_and_what_is_possible_stand_apart() {
    let site = site(&[
        ("content/profiles/kok.md", PROFILE),
        ("content/modules/m1.md", &module(10, "\"c1.1\"")),
        ("content/modules/m2.md", &module(20, "\"c1.2\", \"c1.3\"")),
        ("content/modules/m3.md", &module(35, "\"c1.2\"")),
        (
            "content/programmes/dag.md",
            "+++\ntitle = \"Dag\"\n[[terms]]\ntitle = \"Eerst\"\nmodules = [\"m1\"]\n[[terms.choice]]\ntitle = \"Vuur\"\npick = 1\nmodules = [\"m2\", \"m3\"]\n+++\n",
        ),
    ]);
    let programme = page(&site, "programmes/dag/index.html");
    let has = |page: &str, text: &str| assert!(page.contains(text), "{text} is not in {page}");
    has(&programme, "Vuur, 1 van de 2");
    has(&programme, "30\u{a0}tot 45\u{a0}uur");
    has(&programme, "2 van 3 doelen geëvalueerd, 0 nog niet geëvalueerd, 0 ontbreken, 1 naar keuze mogelijk");
    let matrix = page(&site, "programmes/dag/matrix/index.html");
    has(&matrix, "<tr class=\"covered\"><th scope=\"row\" id=\"r-c1.2\"");
    has(&matrix, "<tr class=\"possible\"><th scope=\"row\" id=\"r-c1.3\"");
    has(&matrix, "<i>, c1.3, </i>geëvalueerd, keuzemodule");
    let gaps = page(&site, "programmes/dag/gaps/index.html");
    has(&gaps, "<span class=\"tag possible\">mogelijk geëvalueerd</span>");
    has(&gaps, "Enkel voor wie dit kiest: <span class=\"choice\">Vuur, 1 van de 2</span>");
    has(&page(&site, "modules/m2/index.html"), "<span class=\"choice\">Vuur, 1 van de 2</span>");
    has(&page(&site, "profiles/kok/c1.3/index.html"), "mogelijk geëvalueerd");
}
