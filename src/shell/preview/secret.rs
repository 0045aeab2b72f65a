//! Secrets that nobody can guess.

use std::io;

/// Sixteen bytes of the system's randomness, as hexadecimal digits.
///
/// # Errors
/// When the system has none to give.
pub(super) fn secret() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
