//! Whether the program was started on a desktop and from no terminal at all, as by a double click in a file manager of
//! Linux, which gives a program no window. macOS and Windows give it one, so there it has a terminal.

use std::env;
use std::fs::File;

/// Variables that a graphical session sets for its programs.
const DESKTOPS: [&str; 2] = ["WAYLAND_DISPLAY", "DISPLAY"];

/// Whether a person started the program without a terminal. A script has the terminal of whoever started it, even where its
/// streams lead elsewhere, and a server has no desktop.
pub fn is_of_desktop() -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    // The terminal of a process, whatever its streams are; opening it fails where it has none.
    cfg!(target_os = "linux") && DESKTOPS.into_iter().any(is_set) && File::open("/dev/tty").is_err()
}
