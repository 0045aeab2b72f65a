//! The signs without which a run of words has nothing that was meant as markup. Each kind is a bit: those in a run are found
//! in one pass, and a check is made where its sign stands.

pub(super) const BRACKET: u16 = 1;
pub(super) const BRACE: u16 = 2;
pub(super) const DOLLAR: u16 = 4;
pub(super) const BACKSLASH: u16 = 8;
pub(super) const COLON: u16 = 16;
pub(super) const EQUALS: u16 = 32;
pub(super) const BAR: u16 = 64;
pub(super) const PERCENT: u16 = 128;
pub(super) const CARET: u16 = 256;
pub(super) const ROUND: u16 = 512;

const KINDS: [u16; 256] = {
    let mut kinds = [0; 256];
    let all = [
        (b'[', BRACKET),
        (b']', BRACKET),
        (b'{', BRACE),
        (b'}', BRACE),
        (b'$', DOLLAR),
        (b'\\', BACKSLASH),
        (b':', COLON),
        (b'=', EQUALS),
        (b'|', BAR),
        (b'%', PERCENT),
        (b'^', CARET),
        (b'(', ROUND),
    ];
    let mut at = 0;
    while at < all.len() {
        kinds[all[at].0 as usize] = all[at].1;
        at += 1;
    }
    kinds
};

/// The kinds of signs in `run`.
pub(super) fn of(run: &str) -> u16 {
    run.bytes().fold(0, |found, byte| found | KINDS[usize::from(byte)])
}
