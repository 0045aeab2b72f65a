//! The door by which one browser comes in that may edit, on a system that does not say which account opened a connection: every
//! account reaches the preview there, and reads what it answers. So the key for editing is in no answer. It stands in a file
//! that the account alone can read that started the preview, and the system opens that file in the person's own browser. From
//! there it goes to the memory of the browser for the address of the buttons, behind a `#`, which no request has.

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tempfile::TempDir;

use super::access::{Controls, secret};
use super::shared::Shared;
use crate::config::Language;
use crate::preview::OWN_FOLDER;
use crate::shell::private_folder;
use crate::words::{Subject, Words};

/// The file that leads a browser in. It goes with this value.
#[derive(Debug)]
pub struct Door {
    folder: TempDir,
}

impl Door {
    /// The door to `address`.
    pub(super) fn new(address: &str, language: Language) -> std::io::Result<Self> {
        let folder = private_folder()?;
        let words = Words::new(Subject::Preview, language);
        let page = include_str!("client/door.html")
            .replace("{language}", language.tag())
            .replace("{title}", &words.text("preview"))
            .replace("{address}", address);
        let door = Self { folder };
        std::fs::write(door.file(), page)?;
        Ok(door)
    }

    /// The file, for the program that the system has for web pages.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("leerlijn.html")
    }
}

impl Controls {
    /// The address at which a browser takes the `key` along.
    pub(super) fn way_in(&self, key: &str) -> String {
        format!("{}/{OWN_FOLDER}/enter#{key}", self.origin())
    }
}

/// The document that keeps the key, which stands in its address alone, and goes on to the pages.
pub(super) async fn enter(State(shared): State<Arc<Shared>>) -> Result<Response, StatusCode> {
    if shared.controls.key.is_none() {
        return Err(StatusCode::NOT_FOUND);
    }
    let nonce = secret().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let language = shared.moment().language();
    let document = include_str!("client/enter.html")
        .replace("{language}", language.tag())
        .replace("{title}", &Words::new(Subject::Preview, language).text("preview"))
        .replace("{nonce}", &nonce)
        .replace("{pages}", &shared.pages);
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let policy = HeaderValue::from_str(&policy).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    Ok(([(header::CONTENT_SECURITY_POLICY, policy), (header::CONTENT_TYPE, kind)], document).into_response())
}
