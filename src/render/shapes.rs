//! Draws what a template cannot calculate: the slice of a circle, as the path of an SVG picture.

/// The path of a slice of `share` percent of a circle in a square of 16 units, in the ring of a level.
pub(super) fn slice(share: f64) -> String {
    const MIDDLE: f64 = 8.0;
    const RADIUS: f64 = 5.25;
    // A whole circle would end where it begins, which draws nothing.
    let angle = std::f64::consts::TAU * share.clamp(0.0, 99.9) / 100.0;
    let (x, y) = (MIDDLE - RADIUS * angle.sin(), MIDDLE + RADIUS * angle.cos());
    let long = u8::from(share > 50.0);
    let start = MIDDLE + RADIUS;
    format!("M{MIDDLE} {MIDDLE}V{start}A{RADIUS} {RADIUS} 0 {long} 1 {x:.2} {y:.2}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_is_the_left_half() {
        assert_eq!(slice(50.0), "M8 8V13.25A5.25 5.25 0 0 1 8.00 2.75Z");
    }
}
