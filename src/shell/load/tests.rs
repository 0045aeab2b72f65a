use std::fs;

use tempfile::TempDir;

use super::*;

fn site(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn paths(loaded: &Loaded) -> Vec<String> {
    let texts = loaded.sources.files().map(|file| format!("text {}", file.path));
    let assets = ["content", "themes"].into_iter().flat_map(|folder| loaded.sources.assets_in(folder));
    texts.chain(assets.map(|asset| format!("asset {}", asset.path))).collect()
}

#[test]
fn a_site_is_its_settings_its_content_and_its_themes() {
    let site = site(&[
        ("leerlijn.toml", ""),
        ("README.md", ""),
        ("content/index.md", "hallo"),
        ("content/modules/M01/LES.MD", ""),
        ("content/modules/M01/foto.jpg", "x"),
        ("content/profiles/kapper.review.toml", ""),
        ("themes/school/templates/module.html", ""),
        ("themes/school/words/nl.ftl", ""),
        ("themes/school/words/lees.txt", ""),
        ("themes/school/static/a/b.css", ""),
        ("themes/school/static/a/c.woff2", ""),
        ("themes/school/node_modules/x/templates/y.html", ""),
        ("output/index.html", ""),
    ]);
    let loaded = load(site.path()).unwrap();
    assert_eq!(
        paths(&loaded),
        [
            "text content/index.md",
            "text content/modules/M01/LES.MD",
            "text content/profiles/kapper.review.toml",
            "text leerlijn.toml",
            "text themes/school/static/a/b.css",
            "text themes/school/templates/module.html",
            "text themes/school/words/nl.ftl",
            "asset content/modules/M01/foto.jpg",
            "asset themes/school/static/a/c.woff2",
        ]
    );
    assert_eq!(loaded.skipped, []);
}

#[test]
fn content_that_stands_beside_its_folder_is_said() {
    let site = site(&[
        ("README.md", "# School"),
        ("notities.md", "Nog te doen"),
        ("m05.md", "+++\ntitle = \"Los\"\n+++\n"),
        ("Modules/m06.md", ""),
        ("profiles/kapper.md", ""),
        ("bijlagen/les.md", "+++\n+++\n"),
        ("content/index.md", "hallo"),
    ]);
    let loaded = load(site.path()).unwrap();
    assert_eq!(paths(&loaded), ["text content/index.md"]);
    let skipped = |path: &str| Skipped { path: path.to_owned(), reason: SkipReason::BesideContent };
    assert_eq!(loaded.skipped, ["Modules", "m05.md", "profiles"].map(skipped));
}

#[test]
fn files_of_editors_and_systems_are_no_content() {
    let site = site(&[
        ("content/index.md", ""),
        ("content/.git/config", ""),
        ("content/.DS_Store", ""),
        ("content/Thumbs.db", ""),
        ("content/Desktop.ini", ""),
        ("content/index.md~", ""),
        ("content/#index.md#", ""),
        ("content/.#index.md", ""),
        ("content/.index.md.swp", ""),
        ("content/index.swo", ""),
        ("content/~$les.docx", ""),
        ("content/4913", ""),
        ("content/4914", ""),
    ]);
    assert_eq!(paths(&load(site.path()).unwrap()), ["text content/index.md", "asset content/4914"]);
}

#[test]
fn what_programs_leave_behind_is_said_and_hidden_files_are_not() {
    let left = [
        "content/@eaDir/index.md@SynoEAStream",
        "content/Thumbs.db",
        "content/gids.pdf:Zone.Identifier",
        "content/index.md.bak",
        "content/index.md.orig",
        "content/index.md.sb-1a2b3c4d-XyZ123",
        "content/index.md~",
        "content/~$les.docx",
    ];
    let kept = ["content/index.md", "content/bak.md", "content/foto.sb-2.png"];
    let elsewhere = ["content/.gids.pdf.icloud", "content/plan.gdoc"];
    let hidden = ["content/.DS_Store", "content/.les.md.swp", "content/.stfolder/x"];
    let all = left.iter().chain(&kept).chain(&elsewhere).chain(&hidden);
    let site = site(&all.map(|path| (*path, "")).collect::<Vec<_>>());
    let loaded = load(site.path()).unwrap();
    assert_eq!(
        paths(&loaded),
        ["text content/bak.md", "text content/index.md", "asset content/foto.sb-2.png"]
    );
    let said = |reason: SkipReason| {
        let found = loaded.skipped.iter().filter(move |skipped| skipped.reason == reason);
        found.map(|skipped| skipped.path.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(
        said(SkipReason::LeftBehind),
        ["content/@eaDir"].into_iter().chain(left[1..].iter().copied()).collect::<Vec<_>>()
    );
    assert_eq!(said(SkipReason::Placeholder), elsewhere);
}

#[test]
fn files_that_servers_look_for_belong_to_the_site_though_they_are_hidden() {
    let site = site(&[
        ("content/index.md", ""),
        ("content/.well-known/security.txt", "Contact: mailto:ict@school.be"),
        ("content/bijlagen/.htaccess", ""),
        ("content/.nojekyll", ""),
        ("content/.well-known/.git/config", ""),
        (".htaccess", ""),
    ]);
    let of_servers = ["content/.nojekyll", "content/.well-known/security.txt", "content/bijlagen/.htaccess"];
    let expected: Vec<String> = of_servers.iter().map(|path| format!("asset {path}")).collect();
    assert_eq!(paths(&load(site.path()).unwrap())[1..], expected);
}

#[test]
fn an_image_says_how_large_it_is_and_a_false_one_does_not() {
    let site =
        site(&[("content/index.md", ""), ("content/vals.png", "geen beeld"), ("content/a.svg", "<svg/>")]);
    let mut gif = b"GIF89a".to_vec();
    gif.extend([64, 1, 240, 0, 0, 0, 0]);
    fs::write(site.path().join("content/b.gif"), gif).unwrap();
    let loaded = load(site.path()).unwrap();
    let sizes: Vec<_> = loaded.sources.assets_in("content").map(|asset| asset.dimensions).collect();
    assert_eq!(sizes, [None, Some((320, 240)), None]);
}

#[test]
fn a_photo_that_was_taken_on_its_side_has_the_size_in_which_it_is_shown() {
    // The beginning of a JPEG of 64 by 48, with the orientation in its Exif data.
    let photo = |orientation: u8| {
        let tiff =
            [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation, 0, 0, 0, 0, 0, 0]];
        let exif = [b"Exif\0\0".as_slice(), &tiff.concat()].concat();
        let length = u8::try_from(exif.len() + 2).unwrap();
        let size = [0xFF, 0xC0, 0, 11, 8, 0, 48, 0, 64, 1, 1, 0x11, 0];
        [&[0xFF, 0xD8, 0xFF, 0xE1, 0, length], exif.as_slice(), &size].concat()
    };
    let site = site(&[("content/index.md", ""), ("content/c.jpg", "geen foto")]);
    fs::write(site.path().join("content/a.jpg"), photo(1)).unwrap();
    fs::write(site.path().join("content/b.JPG"), photo(6)).unwrap();
    let loaded = load(site.path()).unwrap();
    let sizes: Vec<_> = loaded.sources.assets_in("content").map(|asset| asset.dimensions).collect();
    assert_eq!(sizes, [Some((64, 48)), Some((48, 64)), None]);
}

#[test]
fn photos_in_png_and_webp_are_turned_by_their_exif_data_too() {
    let exif = |orientation: u8| {
        [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation, 0, 0, 0, 0, 0, 0]]
            .concat()
    };
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap();
    let png = |orientation: u8| {
        let part = |name: &[u8], bytes: &[u8]| {
            [&length(bytes).to_be_bytes(), name, bytes, [0; 4].as_slice()].concat()
        };
        let head = part(b"IHDR", &[0, 0, 0, 64, 0, 0, 0, 48, 8, 2, 0, 0, 0]);
        [b"\x89PNG\r\n\x1a\n".as_slice(), &head, &part(b"eXIf", &exif(orientation)), &part(b"IEND", b"")]
            .concat()
    };
    let webp = |orientation: u8| {
        let part = |name: &[u8], bytes: &[u8]| [name, &length(bytes).to_le_bytes(), bytes].concat();
        let head = part(b"VP8X", &[8, 0, 0, 0, 63, 0, 0, 47, 0, 0]);
        part(
            b"RIFF",
            &[b"WEBP".as_slice(), &head, &part(b"EXIF", &[exif(orientation).as_slice(), &[0]].concat())]
                .concat(),
        )
    };
    let site = site(&[("content/index.md", "")]);
    for (name, photo) in [("a.png", png(1)), ("b.png", png(8)), ("c.webp", webp(3)), ("d.webp", webp(5))] {
        fs::write(site.path().join("content").join(name), photo).unwrap();
    }
    let loaded = load(site.path()).unwrap();
    let sizes: Vec<_> = loaded.sources.assets_in("content").map(|asset| asset.dimensions).collect();
    assert_eq!(sizes, [Some((64, 48)), Some((48, 64)), Some((64, 48)), Some((48, 64))]);
}

#[test]
fn a_text_that_is_no_page_says_whether_it_is_a_draft() {
    let site = site(&[
        ("content/a.markdown", "+++\ndraft = true\n+++\n"),
        ("content/b.txt", "---\ntitle: B\n---\n"),
        ("content/c.txt", "draft = true"),
        ("content/d.pdf", "+++\ndraft = true\n+++\n"),
    ]);
    let utf16: Vec<u8> =
        "\u{feff}+++\ndraft = true\n+++\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(site.path().join("content/e.md.txt"), utf16).unwrap();
    let loaded = load(site.path()).unwrap();
    let fronts: Vec<_> = loaded.sources.assets_in("content").map(|asset| asset.front).collect();
    let (draft, page, none) = (TextFront::Draft, TextFront::Page, TextFront::None);
    assert_eq!(fronts, [draft, page, none, none, draft]);
}

#[test]
fn the_stamp_of_an_asset_changes_when_it_is_written() {
    let site = site(&[("content/index.md", ""), ("content/a.pdf", "een")]);
    let stamp =
        |site: &TempDir| load(site.path()).unwrap().sources.assets_in("content").next().unwrap().stamp;
    let before = stamp(&site);
    assert_eq!(before, stamp(&site));
    fs::write(site.path().join("content/a.pdf"), "twee").unwrap();
    assert_ne!(before, stamp(&site));
}

#[test]
fn a_folder_without_content_is_no_site() {
    let site = site(&[("leerlijn.toml", "")]);
    let message = load(site.path()).unwrap_err().to_string();
    assert!(message.contains("has no folder `content`; make a site with `leerlijn init`"), "{message}");
    fs::create_dir(site.path().join("content")).unwrap();
    assert!(load(site.path()).is_ok());
}

#[test]
fn the_root_is_the_nearest_folder_with_settings() {
    let site = site(&[("leerlijn.toml", ""), ("content/modules/m01.md", "")]);
    let found = find_root(&site.path().join("content/modules"));
    assert_eq!(found.as_deref(), Some(site.path()));
    assert_eq!(find_root(TempDir::new().unwrap().path()), None);
}

#[test]
fn one_file_can_be_read_again() {
    let site = site(&[("content/index.md", "een"), ("content/a.pdf", "x"), ("content/b.md~", "")]);
    let read = |path: &str| read_one(site.path(), &SourcePath::new(path)).unwrap();
    let Some(LoadedFile::File(file)) = read("content/index.md") else { panic!("no text") };
    assert_eq!(&*file.text, "een");
    assert!(matches!(read("content/a.pdf"), Some(LoadedFile::Asset(asset)) if asset.size == 1));
    for none in ["content/weg.md", "content/b.md~", "content", "README.md"] {
        assert_eq!(read(none), None, "{none}");
    }
    let path = site_path(site.path(), &site.path().join("content/modules/M01.md"));
    assert_eq!(path, Some(SourcePath::new("content/modules/M01.md")));
    assert_eq!(site_path(site.path(), Path::new("/elsewhere/a.md")), None);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    fn skipped(loaded: &Loaded) -> Vec<(&str, SkipReason)> {
        loaded.skipped.iter().map(|skipped| (skipped.path.as_str(), skipped.reason)).collect()
    }

    #[test]
    fn links_stay_inside_the_site_and_do_not_multiply() {
        let secret = site(&[("sleutel.md", "geheim")]);
        let site = site(&[
            ("content/index.md", ""),
            ("gedeeld/foto.png", "x"),
            ("gedeeld/les.md", ""),
            (".env", "geheim"),
        ]);
        let content = site.path().join("content");
        symlink(secret.path().join("sleutel.md"), content.join("buiten.md")).unwrap();
        symlink(secret.path(), content.join("buiten")).unwrap();
        symlink("nergens.md", content.join("weg.md")).unwrap();
        symlink("../.env", content.join("env.txt")).unwrap();
        symlink("..", content.join("rond")).unwrap();
        symlink("../gedeeld/les.md", content.join("les.md")).unwrap();
        symlink("../gedeeld", content.join("gedeeld")).unwrap();
        symlink("foto.png", site.path().join("gedeeld/nog.png")).unwrap();
        let loaded = load(site.path()).unwrap();
        assert_eq!(
            paths(&loaded),
            [
                "text content/gedeeld/les.md",
                "text content/index.md",
                "text content/les.md",
                "asset content/gedeeld/foto.png"
            ]
        );
        assert_eq!(
            skipped(&loaded),
            [
                ("content/buiten", SkipReason::OutsideLink),
                ("content/buiten.md", SkipReason::OutsideLink),
                ("content/env.txt", SkipReason::HiddenLink),
                ("content/gedeeld/nog.png", SkipReason::NestedLink),
                ("content/rond", SkipReason::EndlessLink),
                ("content/weg.md", SkipReason::BrokenLink),
            ]
        );
        for path in ["content/buiten.md", "content/env.txt"] {
            assert_eq!(read_one(site.path(), &SourcePath::new(path)), Ok(None), "{path}");
        }
    }

    #[test]
    fn content_that_leads_out_of_the_site_is_refused() {
        let elsewhere = site(&[("index.md", "")]);
        let site = site(&[("leerlijn.toml", "")]);
        symlink(elsewhere.path(), site.path().join("content")).unwrap();
        let message = load(site.path()).unwrap_err().to_string();
        assert!(message.starts_with("content is a link that leads out of the site's folder"), "{message}");
    }

    #[test]
    fn what_is_no_ordinary_file_is_never_opened() {
        let site = site(&[("content/index.md", "")]);
        let _socket = UnixListener::bind(site.path().join("content/pijp.md")).unwrap();
        let odd = site.path().join("content").join(OsStr::from_bytes(b"na\xFFam.md"));
        fs::write(odd, "").unwrap();
        fs::write(site.path().join("content/a\\b.md"), "").unwrap();
        let loaded = load(site.path()).unwrap();
        assert_eq!(
            skipped(&loaded),
            [
                ("content/a\\b.md", SkipReason::OddName),
                ("content/na\u{FFFD}am.md", SkipReason::OddName),
                ("content/pijp.md", SkipReason::NoFile)
            ]
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let site = site(&[("content/dicht.md", "")]);
        let path = site.path().join("content/dicht.md");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
        // An administrator may read everything; there is nothing to prove then.
        if fs::read(&path).is_ok() {
            return;
        }
        let message = load(site.path()).unwrap_err().to_string();
        assert_eq!(
            message,
            "content/dicht.md cannot be read: permission denied; make it readable for your user, or move it out of the site"
        );
    }

    #[test]
    fn a_text_without_end_is_refused_by_name() {
        let site = site(&[("content/groot.md", "")]);
        let file = fs::OpenOptions::new().write(true).open(site.path().join("content/groot.md")).unwrap();
        file.set_len(TEXT_LIMIT + 1).unwrap();
        let message = load(site.path()).unwrap_err().to_string();
        assert!(message.starts_with("content/groot.md is a text of more than 64 MB; split it"), "{message}");
    }
}
