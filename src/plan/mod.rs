//! Purpose: which pages there are, under which addresses, and what each shows.
//! Input: the resolved site and its coverage. Output: routes and the [`view`]s of their pages.
//! Invariant: two things never have the same address; nothing here knows a template's markup.

pub mod view;
