//! The order in which people count: `les-2` stands before `les-10`.

use std::cmp::Ordering;

/// Compares names as people number them, digits that stand together as one number; zeros before a number do not count.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (left, right) = (digits(a), digits(b));
        let order = match (left, right) {
            (0, 0) => {
                let (x, y) = (a.chars().next(), b.chars().next());
                if x.is_none() && y.is_none() {
                    return Ordering::Equal;
                }
                a = &a[x.map_or(0, char::len_utf8)..];
                b = &b[y.map_or(0, char::len_utf8)..];
                x.cmp(&y)
            }
            (0, _) | (_, 0) => a.cmp(b),
            (left, right) => {
                let (x, y) = (a[..left].trim_start_matches('0'), b[..right].trim_start_matches('0'));
                a = &a[left..];
                b = &b[right..];
                (x.len(), x).cmp(&(y.len(), y))
            }
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_in_the_order_of_their_value() {
        let mut names = ["les-10.md", "les-2.md", "les-02b.md", "inleiding.md"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["inleiding.md", "les-2.md", "les-02b.md", "les-10.md"]);
    }
}
