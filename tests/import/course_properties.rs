//! What holds of every course text, whatever stands in it.

use leerlijn::import::course::text::{Block, Format, Run, RunContent};
use leerlijn::import::course::{Chapters, FileContent, tidied, write_markdown};
use proptest::prelude::*;

use crate::course_word::{import, word};
use crate::docx::runs;

/// Pieces that a document may be made of; `@` stands for a word of its own.
const PIECES: &[&str] = &[
    "<w:p>@</w:p>",
    "<w:p><w:pPr><w:pStyle w:val=\"Kop1\"/></w:pPr>@</w:p>",
    "<w:p><w:pPr><w:pStyle w:val=\"Kop2\"/></w:pPr>@ @</w:p>",
    "<w:p><w:pPr><w:pStyle w:val=\"Titel\"/></w:pPr>@</w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>@</w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>@</w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr>@</w:p>",
    "<w:p><w:pPr><w:pStyle w:val=\"Lijstalinea\"/></w:pPr>@</w:p>",
    "<w:p><w:pPr><w:pStyle w:val=\"Citaat\"/></w:pPr>@</w:p>",
    "<w:p>@<w:r><w:br/></w:r>@<w:hyperlink r:id=\"rId1\">@</w:hyperlink>@<w:hyperlink r:id=\"rId8\">@</w:hyperlink></w:p>",
    "<w:p>@<w:del>@</w:del><w:ins>@</w:ins></w:p>",
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>@</w:p>",
    "<w:tbl><w:tr><w:tc><w:p>@</w:p></w:tc><w:tc><w:p>@</w:p></w:tc></w:tr><w:tr><w:tc><w:p>@</w:p></w:tc><w:tc><w:p>@</w:p></w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p>@</w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>@</w:p></w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc><w:p>@</w:p></w:tc></w:tr></w:tbl>",
    "<w:p>@<w:r><w:drawing><wps:txbx><w:txbxContent><w:p>@</w:p></w:txbxContent></wps:txbx></w:drawing></w:r>@</w:p>",
    "<w:sdt><w:sdtPr/><w:sdtContent><w:p>@</w:p></w:sdtContent></w:sdt>",
];

const FORMS: &[&str] = &[
    "",
    "<w:b/>",
    "<w:i/>",
    "<w:b/><w:i/>",
    "<w:strike/>",
    "<w:vanish/>",
    "<w:vertAlign w:val=\"subscript\"/>",
];

const AROUND: &[&str] =
    &["", "*", "_", "#", "- ", "1. ", "[", "]]", "{#a}", "<b>", "&lt;", "|", "`", "\\", "!", "  ", "~~", ":"];

/// The form of a word, and what stands before and behind it.
type Way = (usize, usize, usize);

fn document(pieces: &[(usize, Vec<Way>)]) -> (String, usize) {
    let (mut body, mut words) = (String::new(), 0);
    for (piece, ways) in pieces {
        let mut ways = ways.iter().cycle();
        for part in PIECES[*piece].split_inclusive('@') {
            let Some(part) = part.strip_suffix('@') else {
                body.push_str(part);
                continue;
            };
            let (form, before, after) = ways.next().copied().unwrap_or_default();
            let text = format!("{}woord{words}z{}", AROUND[before], AROUND[after]);
            words += 1;
            body.push_str(part);
            body.push_str(&runs(&text).replace("<w:r>", &format!("<w:r><w:rPr>{}</w:rPr>", FORMS[form])));
        }
    }
    (body, words)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_word_is_in_the_markdown_or_is_named(
        pieces in prop::collection::vec(
            (0..PIECES.len(), prop::collection::vec((0..FORMS.len(), 0..AROUND.len(), 0..AROUND.len()), 1..4)),
            0..12,
        ),
        apart in any::<bool>(),
    ) {
        let (body, words) = document(&pieces);
        let chapters = if apart { Chapters::Apart } else { Chapters::Together };
        let course = import(&word(&body), chapters);
        let mut all = String::new();
        for file in &course.files {
            if let FileContent::Text(text) = &file.content {
                all.push_str(text);
            }
        }
        course.left.iter().for_each(|(_, left)| all.push_str(&left.what.english()));
        for word in 0..words {
            prop_assert!(all.contains(&format!("woord{word}z")), "woord{word}z is lost\n{body}\n{all}");
        }
        prop_assert_eq!(course.files, import(&word(&body), chapters).files);
    }

    #[test]
    fn what_is_written_reads_as_what_was_meant(
        pieces in prop::collection::vec((0..64_u8, "[a-z*_`~\\[\\]<>#!|&. \"(){}\\\\-]{0,6}"), 1..8),
    ) {
        let run = |(bits, words): &(u8, String)| {
            let format = Format {
                strong: bits & 1 > 0,
                emphasis: bits & 2 > 0,
                struck: bits & 4 > 0,
                ..Format::default()
            };
            let link = (bits & 56 == 8).then(|| "https://a.be".to_owned());
            Run { content: RunContent::Words(words.clone()), format, link }
        };
        let runs: Vec<Run> = pieces.iter().map(run).collect();
        let markdown = write_markdown(&[Block::Paragraph(tidied(runs.clone()))], &[]);
        let wanted: String = runs.iter().filter_map(|run| match &run.content {
            RunContent::Words(words) => Some(words.as_str()),
            _ => None,
        }).flat_map(str::chars).filter(|c| !c.is_whitespace()).collect();
        let found: String = pulldown_cmark::Parser::new_ext(&markdown, leerlijn::syntax::MARKDOWN)
            .filter_map(|event| match event {
                pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => Some(text.to_string()),
                _ => None,
            })
            .collect::<String>();
        let found: String = found.chars().filter(|c| !c.is_whitespace()).collect();
        prop_assert_eq!(found, wanted, "{}", markdown);
    }
}
