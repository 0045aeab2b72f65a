//! Typed numbers for the things of a site, so that an index of modules cannot be used for competences.
//!
//! Values of one type stand in an [`Arena`], and an [`Id`] is the position of one of them. Ids are small, cheap to
//! copy, and compare in the order in which the values were added. Nothing is ever taken out of an arena, so an id
//! stays valid in it. The type says what kind of value an id stands for, not which arena it came from: an id of one
//! site means nothing in the arenas of another.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};
use std::sync::Arc;

/// A dense id: an index into the [`Arena`] of `T`.
pub struct Id<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The position in the arena.
    pub fn index(self) -> usize {
        self.index as usize
    }

    fn new(index: usize) -> Self {
        Self { index: u32::try_from(index).unwrap_or(u32::MAX), of: PhantomData }
    }
}

// Derived impls would ask the same of `T`, which an id does not need.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> std::hash::Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// Values of one kind in a fixed order, reached by their [`Id`]. A copy shares them until one of the two is changed, so that
/// a site with a few things otherwise costs no more than these.
#[derive(Debug)]
pub struct Arena<T> {
    values: Arc<Vec<T>>,
}

impl<T> Clone for Arena<T> {
    fn clone(&self) -> Self {
        Self { values: Arc::clone(&self.values) }
    }
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { values: Arc::default() }
    }
}

impl<T: Clone> Arena<T> {
    /// Adds `value` at the end and returns its id.
    pub fn push(&mut self, value: T) -> Id<T> {
        let values = Arc::make_mut(&mut self.values);
        values.push(value);
        Id::new(values.len() - 1)
    }

    /// Adds `values` at the end and returns their ids, which follow each other.
    pub fn extend<I: IntoIterator<Item = T>>(
        &mut self,
        values: I,
    ) -> impl ExactSizeIterator<Item = Id<T>> + use<T, I> {
        let all = Arc::make_mut(&mut self.values);
        let start = all.len();
        all.extend(values);
        (start..all.len()).map(Id::new)
    }

    /// Makes room for `more` values at once.
    pub fn reserve(&mut self, more: usize) {
        Arc::make_mut(&mut self.values).reserve(more);
    }
}

impl<T> Arena<T> {
    /// Whether `other` is a copy of this one and neither was changed since; false says nothing.
    pub fn shares(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.values, &other.values)
    }

    /// The id of the value for which `compare` returns `Equal`. The values must be sorted in the order that `compare`
    /// goes by.
    pub fn search_by(&self, compare: impl FnMut(&T) -> Ordering) -> Option<Id<T>> {
        self.values.binary_search_by(compare).ok().map(Id::new)
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// All values in order.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.values.iter()
    }

    /// All ids in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = Id<T>> + DoubleEndedIterator + use<T> {
        (0..self.values.len()).map(Id::new)
    }

    /// All ids with their values in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Id<T>, &T)> + DoubleEndedIterator {
        self.values.iter().enumerate().map(|(index, value)| (Id::new(index), value))
    }
}

impl<T> Index<Id<T>> for Arena<T> {
    type Output = T;
    fn index(&self, id: Id<T>) -> &T {
        &self.values[id.index()]
    }
}

impl<T: Clone> IndexMut<Id<T>> for Arena<T> {
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut Arc::make_mut(&mut self.values)[id.index()]
    }
}
