//! The best assignment of rows to columns: the pairs whose scores add up to most.
//!
//! Pairs that score too little are none, so the rows and columns fall apart into islands, most of them tiny, and each is
//! solved by itself with the Hungarian method (Kuhn 1955, in the form with potentials). An island that is too large for
//! that takes its best pairs first.

use super::grams::Scores;

/// The most steps that one island may take.
const MOST_STEPS: usize = 300_000_000;

/// The pairs of rows and columns, of scores of `least` at least.
pub(super) fn best(scores: &Scores, height: usize, width: usize, least: f64) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = islands(scores, height, width, least)
        .into_iter()
        .flat_map(|(rows, columns)| {
            let (short, long) = (rows.len().min(columns.len()), rows.len().max(columns.len()));
            let gain = |a: usize, b: usize| (scores.get(a, b) - least).max(0.0);
            if short.saturating_mul(short).saturating_mul(long) > MOST_STEPS {
                greedy(&rows, &columns, gain)
            } else if rows.len() <= columns.len() {
                hungarian(&rows, &columns, gain)
            } else {
                let turned = hungarian(&columns, &rows, |b, a| gain(a, b));
                turned.into_iter().map(|(b, a)| (a, b)).collect()
            }
        })
        .filter(|(a, b)| scores.get(*a, *b) >= least)
        .collect();
    pairs.sort_unstable();
    pairs
}

/// Rows and columns that hang together by pairs of `least` at least.
fn islands(scores: &Scores, height: usize, width: usize, least: f64) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut row_island: Vec<Option<usize>> = vec![None; height];
    let mut column_island: Vec<Option<usize>> = vec![None; width];
    let mut islands: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for start in 0..height {
        if row_island[start].is_some() {
            continue;
        }
        let number = islands.len();
        let (mut rows, mut columns) = (vec![start], Vec::new());
        row_island[start] = Some(number);
        let (mut next_row, mut next_column) = (0, 0);
        while next_row < rows.len() || next_column < columns.len() {
            if next_row < rows.len() {
                let row: usize = rows[next_row];
                for (column, score) in scores.row(row) {
                    if score >= least && column_island[column].is_none() {
                        column_island[column] = Some(number);
                        columns.push(column);
                    }
                }
                next_row += 1;
            } else {
                let column = columns[next_column];
                for (row, island) in row_island.iter_mut().enumerate() {
                    if island.is_none() && scores.get(row, column) >= least {
                        *island = Some(number);
                        rows.push(row);
                    }
                }
                next_column += 1;
            }
        }
        rows.sort_unstable();
        columns.sort_unstable();
        islands.push((rows, columns));
    }
    islands.retain(|(_, columns)| !columns.is_empty());
    islands
}

fn greedy(rows: &[usize], columns: &[usize], gain: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        all.extend(columns.iter().filter(|column| gain(*row, **column) > 0.0).map(|column| (*row, *column)));
    }
    all.sort_by(|a, b| gain(b.0, b.1).total_cmp(&gain(a.0, a.1)).then(a.cmp(b)));
    let (mut rows, mut columns) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    all.retain(|(row, column)| {
        let is_free = !rows.contains(row) && !columns.contains(column);
        is_free && rows.insert(*row) && columns.insert(*column)
    });
    all
}

/// The pairs that gain most together; there are not more rows than columns.
fn hungarian(rows: &[usize], columns: &[usize], gain: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let width = columns.len();
    // Row and column 0 stand for none, so that row `i` is `rows[i - 1]`.
    let mut row_potential = vec![0.0; rows.len() + 1];
    let mut column_potential = vec![0.0; width + 1];
    let mut row_of = vec![0_usize; width + 1];
    let mut way = vec![0_usize; width + 1];
    for row in 1..=rows.len() {
        row_of[0] = row;
        let mut at = 0;
        let mut least = vec![f64::INFINITY; width + 1];
        let mut is_used = vec![false; width + 1];
        while row_of[at] != 0 {
            is_used[at] = true;
            let from = row_of[at];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for column in (1..=width).filter(|column| !is_used[*column]) {
                let cost = -gain(rows[from - 1], columns[column - 1]);
                let reduced = cost - row_potential[from] - column_potential[column];
                if reduced < least[column] {
                    least[column] = reduced;
                    way[column] = at;
                }
                if least[column] < step {
                    step = least[column];
                    next = column;
                }
            }
            for column in 0..=width {
                if is_used[column] {
                    row_potential[row_of[column]] += step;
                    column_potential[column] -= step;
                } else {
                    least[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            row_of[at] = row_of[way[at]];
            at = way[at];
        }
    }
    let pairs = (1..=width).filter(|column| row_of[*column] != 0);
    pairs.map(|column| (rows[row_of[column] - 1], columns[column - 1])).collect()
}
