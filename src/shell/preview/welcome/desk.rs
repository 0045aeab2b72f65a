//! The state of the page that makes sites: what it was started with, and the documents that were sent so far.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{HeaderMap, header};
use tempfile::TempDir;
use tokio::sync::oneshot;

use super::super::orders::SiteMaker;
use crate::config::Language;

pub(super) struct Desk {
    pub(super) address: std::net::SocketAddr,
    pub(super) token: String,
    /// The folder in which sites are made.
    pub(super) base: PathBuf,
    /// The language that the user named.
    pub(super) language: Option<Language>,
    pub(super) maker: SiteMaker,
    pub(super) documents: Mutex<Documents>,
    pub(super) chosen: Mutex<Option<oneshot::Sender<PathBuf>>>,
}

/// The documents that were sent for the site that is being asked for.
#[derive(Default)]
pub(super) struct Documents {
    /// Whoever makes a site of them holds it, so that it does not go meanwhile.
    pub(super) folder: Option<Arc<TempDir>>,
    pub(super) batch: String,
    pub(super) count: usize,
    pub(super) bytes: usize,
}

impl Desk {
    /// The language of the page: the one that the user named, or else the first of those that the browser asks for in which
    /// something can be said.
    pub(super) fn language(&self, headers: &HeaderMap) -> Language {
        self.language.or_else(|| asked_language(headers)).unwrap_or_default()
    }

    /// The folder with the documents of a batch.
    pub(super) fn sent(&self, batch: &str) -> Option<Arc<TempDir>> {
        let documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        documents.folder.clone().filter(|_| documents.batch == batch)
    }
}

fn asked_language(headers: &HeaderMap) -> Option<Language> {
    let asked = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    asked.split(',').find_map(|range| {
        let tag = range.split([';', '-']).next()?.trim();
        Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag))
    })
}
