//! The program `leerlijn`.

fn main() {}
