//! The outcomes of reading a key, or a list of things.
//!
//! A key is written and read, written and broken, or not there; where a part of the text could not be read as TOML at
//! all, a key that is not there may stand in that part, and counts as broken. Whoever takes a key decides on these three
//! and never looks at the diagnostics to find out.

use crate::diagnostics::Reported;

/// A key, as far as it could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field<T> {
    /// The author wrote no such key.
    Absent,
    /// The key with its value.
    Read(T),
    /// Its value was not understood, or the key itself was lost, which is reported.
    Broken(Reported),
}

impl<T> Field<T> {
    /// The value.
    pub fn read(&self) -> Option<&T> {
        match self {
            Self::Read(value) => Some(value),
            Self::Absent | Self::Broken(_) => None,
        }
    }

    /// The value, taken out.
    pub fn into_read(self) -> Option<T> {
        match self {
            Self::Read(value) => Some(value),
            Self::Absent | Self::Broken(_) => None,
        }
    }

    /// The proof that it was reported as broken.
    pub fn broken(&self) -> Option<Reported> {
        match self {
            Self::Broken(reported) => Some(*reported),
            Self::Absent | Self::Read(_) => None,
        }
    }

    /// The same with its value changed.
    pub fn and_then<U>(self, change: impl FnOnce(T) -> Field<U>) -> Field<U> {
        match self {
            Self::Read(value) => change(value),
            Self::Absent => Field::Absent,
            Self::Broken(reported) => Field::Broken(reported),
        }
    }
}

impl<T: Default> Field<T> {
    /// The value, or an empty one.
    pub fn or_empty(self) -> T {
        self.into_read().unwrap_or_default()
    }
}

/// Several things, and whether there were more that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered<T> {
    /// Those that were read.
    pub read: Vec<T>,
    /// That others were not.
    pub lost: Option<Reported>,
}

impl<T> Default for Gathered<T> {
    fn default() -> Self {
        Self { read: Vec::new(), lost: None }
    }
}

impl<T> From<Field<T>> for Gathered<T> {
    fn from(one: Field<T>) -> Self {
        let mut all = Self::default();
        all.add(one);
        all
    }
}

impl<T> Gathered<T> {
    /// None that were read.
    pub(super) fn lost(lost: Option<Reported>) -> Self {
        Self { read: Vec::new(), lost }
    }

    /// Adds `one`, or remembers that it was lost. A key that is not there is neither.
    pub(super) fn add(&mut self, one: Field<T>) {
        match one {
            Field::Read(value) => self.read.push(value),
            Field::Broken(reported) => self.lost = self.lost.or(Some(reported)),
            Field::Absent => {}
        }
    }

    /// The same with each changed to others, some of which may be lost.
    pub fn flat_map<U>(self, mut change: impl FnMut(T) -> Gathered<U>) -> Gathered<U> {
        let mut all = Gathered::lost(self.lost);
        for one in self.read {
            let mut more = change(one);
            all.read.append(&mut more.read);
            all.lost = all.lost.or(more.lost);
        }
        all
    }
}
