//! Purpose: which pages there are, under which addresses, and what each shows.
//! Input: the resolved site and its coverage. Output: the [`Addresses`] of all
//! pages, the [`view`] of each
//! Invariant: two things never have the same address, and whatever is written has an [`OutPath`], so no
//! text of an author can name a file outside the output; nothing here knows a template's markup.

mod addresses;
mod alphabet;
mod download;
mod glossary;
mod index;
mod out_file;
mod out_path;
mod pages;
pub mod view;

pub use addresses::{Addresses, FEED, Route, SITEMAP};
pub use download::{Download, DownloadFormat, DownloadTable};
pub use index::{Index, Taught};
pub use out_file::{Fingerprint, OutContent, OutFile, RenderTarget, Rendered};
pub use out_path::{OutPath, OutPathError, parents};
pub use pages::Pages;
