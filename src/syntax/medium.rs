//! Tells pictures, films and sounds by the ending of their file, and films of other sites by their host.

/// Endings of films that the browsers of people can play.
const FILMS: [&str; 4] = ["mp4", "m4v", "webm", "ogv"];
const SOUNDS: [&str; 7] = ["mp3", "m4a", "aac", "ogg", "oga", "opus", "wav"];
/// Endings of films and sounds that some program can play, and not every browser.
const UNPLAYABLE: [&str; 12] =
    ["mov", "avi", "wmv", "mkv", "flv", "mpg", "mpeg", "3gp", "wma", "aif", "aiff", "amr"];

/// Sites that show films, by the end of the name of their host, and what people call them.
const SERVICES: [(&str, &str); 25] = [
    ("youtube.com", "YouTube"),
    ("youtu.be", "YouTube"),
    ("youtube-nocookie.com", "YouTube"),
    ("vimeo.com", "Vimeo"),
    ("dailymotion.com", "Dailymotion"),
    ("dai.ly", "Dailymotion"),
    ("ted.com", "TED"),
    ("vrt.be", "VRT"),
    ("schooltv.nl", "Schooltv"),
    ("npo.nl", "NPO"),
    ("npostart.nl", "NPO"),
    ("arte.tv", "ARTE"),
    ("loom.com", "Loom"),
    ("streamable.com", "Streamable"),
    ("twitch.tv", "Twitch"),
    ("soundcloud.com", "SoundCloud"),
    ("spotify.com", "Spotify"),
    ("kaltura.com", "Kaltura"),
    ("panopto.eu", "Panopto"),
    ("microsoftstream.com", "Microsoft Stream"),
    ("stream.office.com", "Microsoft Stream"),
    ("sharepoint.com", "SharePoint"),
    ("1drv.ms", "OneDrive"),
    ("onedrive.live.com", "OneDrive"),
    ("edpuzzle.com", "Edpuzzle"),
];

/// The medium that a picture of markdown shows.
pub(super) enum Medium {
    Picture,
    Film,
    Sound,
    /// A file that not every browser plays.
    Unplayable,
    /// A film or a sound of another site, with the name of that site.
    Elsewhere(String),
}

impl Medium {
    /// The medium behind `address`.
    pub(super) fn of(address: &str) -> Self {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let ending = path.rsplit(['.', '/']).next().unwrap_or_default().to_ascii_lowercase();
        let is_one_of = |endings: &[&str]| path.contains('.') && endings.contains(&ending.as_str());
        if let Some(host) = host(address) {
            let is_of = |name: &str| host == name || host.ends_with(&format!(".{name}"));
            let service =
                SERVICES.iter().find(|(name, _)| is_of(name)).map(|(_, called)| (*called).to_owned());
            let is_media = is_one_of(&FILMS) || is_one_of(&SOUNDS) || is_one_of(&UNPLAYABLE);
            return match service.filter(|_| !is_picture(&ending)) {
                Some(service) => Self::Elsewhere(service),
                None if is_media => Self::Elsewhere(host),
                None => Self::Picture,
            };
        }
        match () {
            () if is_one_of(&FILMS) => Self::Film,
            () if is_one_of(&SOUNDS) => Self::Sound,
            () if is_one_of(&UNPLAYABLE) => Self::Unplayable,
            () => Self::Picture,
        }
    }
}

/// Whether the file `name` is a sound.
pub fn is_sound(name: &str) -> bool {
    matches!(Medium::of(name), Medium::Sound)
}

/// The host of an address of another site, in lower case.
fn host(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("//")?;
    if !matches!(scheme.to_ascii_lowercase().as_str(), "" | "http:" | "https:") {
        return None;
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    Some(host.trim_start_matches("www.").to_ascii_lowercase())
}

/// Whether the file `name` is a picture that browsers show.
pub(super) fn is_picture_file(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| is_picture(&ending.to_ascii_lowercase()))
}

fn is_picture(ending: &str) -> bool {
    ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif"].contains(&ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_say_what_is_shown() {
        let name = |address| match Medium::of(address) {
            Medium::Picture => "picture".to_owned(),
            Medium::Film => "film".to_owned(),
            Medium::Sound => "sound".to_owned(),
            Medium::Unplayable => "unplayable".to_owned(),
            Medium::Elsewhere(site) => site,
        };
        for (address, expected) in [
            ("kassa.jpg", "picture"),
            ("mp4", "picture"),
            ("map.mp4/kassa", "picture"),
            ("../les%201.MP4#t=10", "film"),
            ("a.webm?x=.jpg", "film"),
            ("a.mp3", "sound"),
            ("a.avi", "unplayable"),
            ("https://www.youtube.com/watch?v=abc", "YouTube"),
            ("//m.youtube.com/watch?v=abc", "YouTube"),
            ("HTTPS://youtu.be/abc", "YouTube"),
            ("https://i.vimeo.com/abc.jpg", "picture"),
            ("https://player.vimeo.com/video/1", "Vimeo"),
            ("https://notvimeo.com/1", "picture"),
            ("https://school.be/les.mp4", "school.be"),
            ("https://school.be/les.png", "picture"),
            ("https://school.sharepoint.com/:v:/s/les/EaBc?e=1", "SharePoint"),
            ("https://school-my.sharepoint.com/personal/x/_layouts/15/stream.aspx?id=les", "SharePoint"),
            ("https://school.sharepoint.com/sites/les/foto.jpg", "picture"),
            ("https://1drv.ms/v/s!AbC", "OneDrive"),
            ("https://onedrive.live.com/?cid=1", "OneDrive"),
            ("https://web.microsoftstream.com/video/abc", "Microsoft Stream"),
        ] {
            assert_eq!(name(address), expected, "{address}");
        }
    }
}
