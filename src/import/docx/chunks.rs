//! Parts that a Word document takes in as they are (`altChunk`): Word shows them as its own text, once it has opened the
//! document. Those in HTML are read, also where they are packed with their pictures (MHTML), as programs write them that
//! make Word documents of web pages; any other kind is named as left out.

use std::collections::HashMap;
use std::io::Read;

use base64::Engine;

use crate::import::docx::parts::{Relation, relations_of};
use crate::import::file;
use crate::import::file::Refusal;
use crate::import::file::package::{Package, unreadable};
use crate::import::normalised::Tally;
use crate::import::outline::{Outline, html};

/// A document takes in a few parts, if any.
const MOST: usize = 100;

/// The parts by the names that the document has for them, as outlines; none for a part that is no HTML.
pub(in crate::import) type Chunks = HashMap<String, Option<Outline>>;

/// The parts that the document `name` takes in.
pub(in crate::import) fn parse(
    package: &mut Package<'_>,
    name: &str,
    tally: &mut Tally,
) -> Result<Chunks, Refusal> {
    let relations = relations_of(package, name)?;
    let pages = pages(package, &relations)?.into_iter();
    let outline = |(id, page): (String, Option<String>)| {
        Ok((id, page.map(|page| html::outline(&page, tally)).transpose()?))
    };
    pages.map(outline).collect()
}

/// The web pages that `relations` take in, by their names; none for what is no HTML.
pub(in crate::import) fn pages(
    package: &mut Package<'_>,
    relations: &[Relation],
) -> Result<HashMap<String, Option<String>>, Refusal> {
    let mut pages = HashMap::new();
    for relation in relations.iter().filter(|relation| relation.kind == "aFChunk").take(MOST) {
        let mut bytes = Vec::new();
        if let Some(mut part) = package.part(&relation.target)? {
            part.read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
        }
        pages.insert(relation.id.clone(), page(&bytes));
    }
    Ok(pages)
}

/// The web page that `bytes` are, or that is packed in them.
fn page(bytes: &[u8]) -> Option<String> {
    let text = file::decode(bytes).text;
    let is_packed =
        text.trim_start().get(..12).is_some_and(|start| start.eq_ignore_ascii_case("MIME-Version"));
    if is_packed {
        return packed(&text);
    }
    let lower = text.to_ascii_lowercase();
    ["<html", "<body", "<p", "<div", "<h1"].iter().any(|tag| lower.contains(tag)).then(|| text.into_owned())
}

/// The first page among the parts of the MIME message `text`.
fn packed(text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n");
    let at = text.find("boundary=")? + "boundary=".len();
    let boundary = text[at..].split(['\n', ';']).next()?.trim().trim_matches('"').to_owned();
    let boundary = format!("--{boundary}");
    let parts = text.split(&boundary).skip(1);
    parts.filter_map(|part| part.trim_start().split_once("\n\n")).find_map(|(head, body)| {
        let head = head.to_ascii_lowercase();
        if !head.contains("text/html") {
            return None;
        }
        let bytes = if head.contains("quoted-printable") {
            unquoted(body)
        } else if head.contains("base64") {
            let letters: String = body.chars().filter(|c| !c.is_whitespace()).collect();
            base64::engine::general_purpose::STANDARD.decode(letters).ok()?
        } else {
            body.as_bytes().to_vec()
        };
        Some(file::decode(&bytes).text.into_owned())
    })
}

/// The bytes of `text`, which writes some of them as `=E9` and ends its lines with `=` where they go on.
fn unquoted(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        rest = more;
        let code =
            more.get(..2).and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        match (first, code) {
            (b'=', Some(byte)) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            (b'=', None) if more.first() == Some(&b'\n') => rest = &more[1..],
            (byte, _) => bytes.push(*byte),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_packed_is_taken_out() {
        let message = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\n\
                       Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                       <html><body>Caf=C3=A9 =\r\ndicht</body></html>\r\n--x--";
        assert_eq!(page(message.as_bytes()).as_deref(), Some("<html><body>Café dicht</body></html>\n"));
        assert_eq!(page(b"{\\rtf1 Tekst}"), None);
    }
}
