//! Turns the view of a page into HTML, with the templates and words of a theme.
//!
//! Nothing here knows where a page is written, and the same view gives the same bytes. A mistake in a theme is a
//! diagnostic at its place in the theme's file, as in any other source.

mod bounds;
mod builtin;
mod engine_report;
mod engine_sentences;
mod failure;
pub mod isolation;
mod numbers;
mod own_words;
mod published;
mod renderer;
mod shapes;
mod single_file;
mod theme;
mod words;
pub mod worker;

pub use isolation::Isolation;
pub use own_words::idle_words;
pub use renderer::Renderer;
pub use theme::{DEFAULT_THEME, StaticContent, StaticFile, Theme, ThemeFile, built_in_files};
