//! Finds what stands beside films and sounds: captions, transcripts, pictures; and says what is missing.
//!
//! ```text
//! gesprek.mp4       the film of ![Het gesprek](gesprek.mp4)
//! gesprek.nl.vtt    its captions in Dutch
//! gesprek.vtt       its captions in the language of the page
//! gesprek.jpg       what it shows before it is started
//! gesprek.md        for a sound: its transcript, as a page, a text or a document; gesprek-transcript.docx too
//! dQw4w9WgXcQ.jpg   the picture of the card of https://youtu.be/dQw4w9WgXcQ
//! ```
//!
//! Public sites must have captions of films and transcripts of sounds (directive 2016/2102, EN 301 549, WCAG 1.2). A
//! film on another site is that site's. Names are compared without regard to capitals, and with accents in one form.

use super::entities::Target;
use super::site::Site;
use crate::diagnostics::{Code, Diagnostic, Message, Place, Problems, count, say};
use crate::sources::Sources;
use crate::syntax::{LinkKind, is_sound};
use crate::text::{CaptionsMistake, SourcePath, compose, fold_case};

const PICTURES: [&str; 6] = ["jpg", "jpeg", "png", "webp", "avif", "svg"];
const TRANSCRIPTS: [&str; 9] = ["html", "htm", "txt", "vtt", "pdf", "docx", "odt", "doc", "rtf"];
/// Words that people write behind the name of a sound, or before it, for its transcript.
const WORDS_FOR_TRANSCRIPTS: [&str; 12] = [
    "transcript",
    "transcriptie",
    "transcripts",
    "transcription",
    "transcribed",
    "transkript",
    "transkription",
    "uitgeschreven",
    "tekst",
    "text",
    "texte",
    "script",
];

/// A file of captions.
#[derive(Debug, PartialEq, Eq)]
pub struct Captions {
    /// The file.
    pub file: SourcePath,
    /// The tag of its language; empty when its name does not say.
    pub language: String,
}

/// The captions that stand beside the film `film`, in the order of their names.
pub fn captions(sources: &Sources, film: &SourcePath) -> Vec<Captions> {
    let is_tag = |tag: &str| tag.len() >= 2 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let captions = beside(sources, film.folder()).filter(|path| path.ending() == "vtt").filter_map(|path| {
        let rest = behind_stem(path, film)?;
        let language = match rest.as_str() {
            "" => "",
            rest => rest.strip_prefix('.').filter(|tag| is_tag(tag))?,
        };
        Some(Captions { file: path.clone(), language: language.to_owned() })
    });
    captions.collect()
}

/// The files in `folder` itself.
fn beside<'s>(sources: &'s Sources, folder: &'s str) -> impl Iterator<Item = &'s SourcePath> {
    let all = sources.assets_in(folder).filter(|asset| !asset.is_draft()).map(|asset| &asset.path);
    all.filter(move |path| path.folder() == folder)
}

/// A name as it is compared: cameras and older programs write capitals, and a Mac parts accents from their letters.
fn folded(name: &str) -> String {
    fold_case(&compose(name))
}

/// What stands behind the stem of `film` in that of the file `path`, if that begins so: `.nl`.
fn behind_stem(path: &SourcePath, film: &SourcePath) -> Option<String> {
    Some(folded(path.stem()).strip_prefix(folded(film.stem()).as_str())?.to_owned())
}

/// The name of the language `tag` in that language, for people to choose captions by.
pub fn language_name(tag: &str) -> Option<&'static str> {
    let names = [
        ("nl", "Nederlands"),
        ("en", "English"),
        ("fr", "Français"),
        ("de", "Deutsch"),
        ("es", "Español"),
        ("it", "Italiano"),
        ("pl", "Polski"),
        ("pt", "Português"),
        ("ro", "Română"),
        ("tr", "Türkçe"),
        ("uk", "Українська"),
        ("ar", "العربية"),
    ];
    names.iter().find(|(known, _)| *known == tag).map(|(_, name)| *name)
}

/// Whether two tags are of one language, whatever their regions: `nl` and `nl-BE`.
pub fn is_same_language(one: &str, other: &str) -> bool {
    let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    main(one) == main(other)
}

/// The captions that a film in a page in the language `own` lacks: a message and its advice.
fn missing_captions(sources: &Sources, film: &SourcePath, own: &str) -> Option<(Message, Message)> {
    let found = captions(sources, film);
    let is_own =
        |captions: &Captions| captions.language.is_empty() || is_same_language(&captions.language, own);
    if let Some(own) = found.iter().find(|captions| is_own(captions)) {
        return unreadable(sources, own);
    }
    let is_srt = |path: &&SourcePath| {
        path.ending() == "srt"
            && behind_stem(path, film).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    if let Some(srt) = beside(sources, film.folder()).find(is_srt) {
        let help = say!(
            "save `{file}` as `{stem}.vtt`: browsers read WebVTT alone",
            file = srt.file_name(),
            stem = srt.stem()
        );
        return Some((say!("this film has no captions that a browser can show"), help));
    }
    let message = match found.as_slice() {
        [] => say!("this film has no captions"),
        others => {
            let tags: Vec<&str> = others.iter().map(|captions| captions.language.as_str()).collect();
            say!(
                "this film has captions in `{tags}` alone, not in the language of the page",
                tags = tags.join("`, `")
            )
        }
    };
    let help = say!(
        "put them beside it as `{stem}.{own}.vtt`: public sites must have captions of what is said (EN 301 549, WCAG 1.2.2); of a film in which nothing is heard say so, `{{.silent}}` behind it, and tell in the text what it shows",
        stem = film.stem(),
        own
    );
    Some((message, help))
}

/// A message on captions of which browsers show nothing, and the advice.
fn unreadable(sources: &Sources, captions: &Captions) -> Option<(Message, Message)> {
    let file = captions.file.file_name();
    let why = match sources.asset(&captions.file)?.captions? {
        CaptionsMistake::Letters => {
            let message =
                say!("browsers show wrong letters in the captions of `{file}`, which are not UTF-8", file);
            let help = say!("save it as UTF-8; most editors offer that under \"Save as\" or \"Encoding\"");
            return Some((message, help));
        }
        CaptionsMistake::Wide(encoding) => {
            say!(
                "it is {encoding} text: save it as UTF-8; most editors offer that under \"Save as\" or \"Encoding\"",
                encoding = encoding.name()
            )
        }
        CaptionsMistake::Head => say!("its first line must be `WEBVTT`"),
        CaptionsMistake::Empty => {
            say!("it needs a line with the time of each caption, such as `00:01.000 --> 00:04.000`")
        }
        CaptionsMistake::Commas => say!("its times want a point for the comma: `00:01.000 --> 00:04.000`"),
    };
    let message = say!("browsers show nothing of the captions in `{file}`", file);
    Some((message, why))
}

/// The picture that a film shows before it is started.
pub fn poster(sources: &Sources, film: &SourcePath) -> Option<SourcePath> {
    named(sources, film.folder(), film.stem(), &PICTURES)
}

/// The transcript that stands beside the sound `sound`: the file of its name, or of its name with a word for a transcript
/// or a language behind it. Of several the plainest name counts, and of these a page before a file.
pub fn transcript(site: &Site, sources: &Sources, sound: &SourcePath) -> Option<SourcePath> {
    let ending = |path: &SourcePath| TRANSCRIPTS.iter().position(|ending| *ending == path.ending());
    let files = beside(sources, sound.folder()).filter_map(|path| Some((path, 1 + ending(path)?)));
    // A draft is on no page.
    let pages = sources.files_in(sound.folder()).map(|file| &file.path).filter(|path| {
        path.folder() == sound.folder() && path.ending() == "md" && site.document_at(path).is_some()
    });
    let named = |(path, rank)| Some((words_of_transcript(path, sound, site)?, rank, path));
    pages.map(|page| (page, 0)).chain(files).filter_map(named).min().map(|(.., path)| path.clone())
}

/// The number of words in the name of `path` beside that of `sound`, if all of them say that it is the transcript; one in
/// another language than the site's counts double.
fn words_of_transcript(path: &SourcePath, sound: &SourcePath, site: &Site) -> Option<usize> {
    let (stem, sought) = (folded(path.stem()), folded(sound.stem()));
    let is_between = |c: char| matches!(c, ' ' | '.' | '-' | '_' | '(' | ')' | '[' | ']');
    let rest = match stem.strip_prefix(sought.as_str()) {
        Some(rest) => rest,
        None => stem.strip_suffix(sought.as_str())?,
    };
    if !(rest.is_empty() || rest.starts_with(is_between) || rest.ends_with(is_between)) {
        return None;
    }
    let words = rest.split(is_between).filter(|word| !word.is_empty());
    let count = words.map(|word| {
        let is_plain = WORDS_FOR_TRANSCRIPTS.contains(&word)
            || word == sound.ending()
            || is_same_language(word, site.config.language.tag());
        if is_plain { Some(1) } else { language_name(word).map(|_| 2) }
    });
    count.sum()
}

/// The transcript beside `file`, if that is a sound.
pub(super) fn transcript_of_sound(site: &Site, sources: &Sources, file: &SourcePath) -> Option<SourcePath> {
    is_sound(file.file_name()).then(|| transcript(site, sources, file)).flatten()
}

/// The picture, beside `page`, for the film at `address` on another site: it has the name that the film has there.
pub fn card_picture(sources: &Sources, page: &SourcePath, address: &str) -> Option<SourcePath> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let parameter = query.split(['&', '#']).find_map(|pair| pair.strip_prefix("v="));
    let last = path.split('#').next().unwrap_or_default().trim_end_matches('/').rsplit('/').next();
    let name = parameter.or(last).filter(|name| !name.is_empty())?;
    named(sources, page.folder(), name, &PICTURES)
}

/// The file in `folder` with this stem and the first of `endings` that there is.
fn named(sources: &Sources, folder: &str, stem: &str, endings: &[&str]) -> Option<SourcePath> {
    let wanted = folded(stem);
    let found = beside(sources, folder).filter_map(|path| {
        let rank = endings.iter().position(|ending| *ending == path.ending())?;
        (folded(path.stem()) == wanted).then_some((rank, path))
    });
    found.min_by_key(|(rank, _)| *rank).map(|(_, path)| path.clone())
}

/// Says once for the site that drawings are shown as their text.
pub(super) fn check_drawings(site: &Site, problems: &mut Problems) {
    let drawings = || site.documents.values().flat_map(|resolved| &resolved.document.drawings);
    let documents = site.documents.values().map(|resolved| &resolved.document);
    let first = documents.filter_map(|document| Some((document, document.drawings.first()?))).next();
    let Some((document, first)) = first else { return };
    let message = count!(
        drawings().count() - 1,
        "this drawing is shown as its text",
        "this drawing and 1 more are shown as their text",
        "this drawing and {n} more are shown as their text"
    );
    let help = say!("make a picture of it, and say between its brackets what it shows");
    problems.push(Diagnostic::new(Code::L122, Place::new(&document.path, *first), message).help(help));
}

/// Reports the films without captions and the sounds without a transcript.
pub(super) fn check(site: &Site, sources: &Sources, problems: &mut Problems) {
    for resolved in site.documents.values() {
        let document = &resolved.document;
        for (link, target) in document.links.iter().zip(&resolved.targets) {
            let Some(Target::Asset(file, _)) = target else { continue };
            let missing = match link.kind {
                LinkKind::Film { silent: false } => {
                    let tag = site.config.language.tag();
                    let tag = document.language.value.split('-').next().filter(|tag| !tag.is_empty()).unwrap_or(tag);
                    missing_captions(sources, file, tag).map(|(message, help)| (Code::L520, message, help))
                }
                LinkKind::Sound { transcribed: false } => transcript(site, sources, file).is_none().then(|| {
                    let help = say!("put it beside it as `{stem}.txt`, or name where it stands: `{{transcript=\"#heading\"}}` behind the sound; public sites must have what is said in writing (EN 301 549, WCAG 1.2.1)", stem = file.stem());
                    (Code::L521, say!("this sound has no transcript"), help)
                }),
                LinkKind::Film { silent: true }
                | LinkKind::Sound { transcribed: true }
                | LinkKind::Mention
                | LinkKind::Link
                | LinkKind::Image => None,
            };
            if let Some((code, message, help)) = missing {
                let place = Place::new(&document.path, link.target.span);
                problems.push(Diagnostic::new(code, place, message).help(help));
            }
        }
    }
}
