//! A memory of bounded size for what was used last.

use std::collections::HashMap;
use std::hash::Hash;

/// Values by their keys: those that were kept or asked for last, up to a size, and as many from before them. When the
/// newer half is full, the older one is forgotten whole.
pub(super) struct Recent<K, V> {
    newer: HashMap<K, (V, usize)>,
    older: HashMap<K, (V, usize)>,
    newer_size: usize,
    half: usize,
}

impl<K: Eq + Hash + Copy, V: Clone> Recent<K, V> {
    /// A memory of twice `half`.
    pub(super) fn new(half: usize) -> Self {
        Self { newer: HashMap::new(), older: HashMap::new(), newer_size: 0, half }
    }

    /// The value kept for `key`.
    pub(super) fn get(&mut self, key: &K) -> Option<V> {
        if let Some((value, _)) = self.newer.get(key) {
            return Some(value.clone());
        }
        let (value, size) = self.older.remove(key)?;
        self.keep(*key, value.clone(), size);
        Some(value)
    }

    /// Keeps `value`, which takes `size`.
    pub(super) fn keep(&mut self, key: K, value: V, size: usize) {
        if self.newer_size + size > self.half {
            self.older = std::mem::take(&mut self.newer);
            self.newer_size = 0;
        }
        self.newer_size += size;
        self.newer.insert(key, (value, size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_stays_and_what_is_not_goes() {
        let mut recent = Recent::new(3);
        for key in 0..20 {
            recent.keep(key, key, 1);
            assert_eq!(recent.get(&0), Some(0));
        }
        assert_eq!((recent.get(&19), recent.get(&1)), (Some(19), None));
        assert!(recent.newer.len() + recent.older.len() <= 6);
    }
}
