//! The rows or the columns of a sheet that are hidden. A file may hide every second row, so they are looked up and not
//! gone through for each cell.

use std::ops::RangeInclusive;

/// Hidden rows or columns: ranges in their order that do not touch each other.
#[derive(Debug)]
pub(super) struct Hidden(Vec<RangeInclusive<u32>>);

impl Hidden {
    /// Those of `ranges`, which may overlap and stand in any order.
    pub(super) fn new(mut ranges: Vec<RangeInclusive<u32>>) -> Self {
        ranges.retain(|range| !range.is_empty());
        ranges.sort_unstable_by_key(|range| *range.start());
        let mut joined: Vec<RangeInclusive<u32>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match joined.last_mut() {
                Some(last) if last.end().saturating_add(1) >= *range.start() => {
                    *last = *last.start()..=(*last.end()).max(*range.end());
                }
                _ => joined.push(range),
            }
        }
        Self(joined)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the row or column `at` is hidden.
    pub(super) fn has(&self, at: u32) -> bool {
        self.around(at).is_some()
    }

    /// The first row or column of `area` that is shown.
    pub(super) fn first_shown(&self, area: &RangeInclusive<u32>) -> Option<u32> {
        let first = match self.around(*area.start()) {
            Some(range) => range.end().checked_add(1)?,
            None => *area.start(),
        };
        area.contains(&first).then_some(first)
    }

    /// The range that has `at` in it.
    fn around(&self, at: u32) -> Option<&RangeInclusive<u32>> {
        let next = self.0.partition_point(|range| *range.end() < at);
        self.0.get(next).filter(|range| range.contains(&at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_in_any_order_are_one_list_without_gaps_that_are_none() {
        let hidden = Hidden::new(vec![8..=9, 2..=3, 3..=5, 6..=6, RangeInclusive::new(7, 1)]);
        let all: Vec<u32> = (0..12).filter(|at| hidden.has(*at)).collect();
        assert_eq!(all, [2, 3, 4, 5, 6, 8, 9]);
        assert_eq!(hidden.first_shown(&(2..=7)), Some(7));
        assert_eq!(hidden.first_shown(&(2..=6)), None);
        assert_eq!(hidden.first_shown(&(7..=9)), Some(7));
        assert_eq!(Hidden::new(vec![4..=u32::MAX]).first_shown(&(5..=u32::MAX)), None);
    }
}
