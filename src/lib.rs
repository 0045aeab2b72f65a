//! leerlijn turns qualification profiles and course modules, written in markdown, into a static site
//! with a matrix that shows which module covers which item of the profile, how strongly and where.
//!
//! A site is a value. Values move one way, and nothing is changed after it was made:
//!
//! ```text
//! files ─parse→ documents ─resolve→ site ─cover→ coverage ─plan→ routes ─view→ view ─render→ bytes
//! ```
//!
//! The modules below stand in layers, lowest first; a module imports only from layers below its own
//! (`tests/layers.rs` holds it to that). `ARCHITECTURE.md` is the tour.

pub mod cli;
pub mod compare;
pub mod config;
pub mod cores;
pub mod coverage;
pub mod diagnostics;
pub mod edit;
pub mod evidence;
pub mod export;
pub mod fields;
pub mod ids;
pub mod import;
pub mod model;
pub mod pipeline;
pub mod plan;
pub mod preview;
pub mod render;
pub mod search;
pub mod shell;
pub mod sources;
pub mod stems;
pub mod syntax;
pub mod tabular;
pub mod text;
pub mod words;
