//! The pages of a site: their addresses, and the view of each.
//!
//! [`Addresses`] gives every page and every published file its place in the output; two things never have the same
//! address. Whatever is written has an [`OutPath`], so no text of an author can name a file outside the output.
//! [`Pages`] builds the [`view`] of a page, which is what a template gets; nothing here knows a template's markup.

mod addresses;
mod alphabet;
mod download;
mod glossary;
mod index;
mod out_file;
mod out_path;
mod page_ids;
mod page_kind;
mod pages;
mod route;
pub mod view;

pub use addresses::{Addresses, FEED, SITEMAP};
pub use download::{Download, DownloadFormat, DownloadTable};
pub use index::{Index, Taught};
pub use out_file::{Fingerprint, OutContent, OutFile, RenderTarget, Rendered};
pub use out_path::{OutPath, OutPathError, parents};
pub use page_kind::PageKind;
pub use pages::Pages;
pub use route::{ProgrammePart, Route};
