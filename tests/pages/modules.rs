//! The page of a module with lessons.

use super::{page, site};

#[test]
fn lessons_are_listed_once_by_the_author_or_else_by_the_theme() {
    let lists = |text: &str| {
        let site = site(&[
            ("content/modules/m01/index.md", &format!("+++\ntitle = \"Balie\"\n+++\n\n{text}\n")),
            ("content/modules/m01/1-een.md", "+++\ntitle = \"Een\"\n+++\n"),
            ("content/modules/m01/2-twee.md", "+++\ntitle = \"Twee\"\n+++\n"),
        ]);
        page(&site, "modules/m01/index.html").contains("class=\"lesson-list\"")
    };
    assert!(lists("Zonder lijst."));
    assert!(lists("Begin met [een](1-een.md)."));
    assert!(!lists("Eerst [een](1-een.md), dan [twee](2-twee.md#top).".replace("#top", "").as_str()));
}
