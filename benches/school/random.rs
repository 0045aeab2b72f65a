//! Numbers and sentences that look like those of a course: the same for the same seed, on every machine.

const WORDS: [&str; 24] = [
    "klant",
    "vraag",
    "gesprek",
    "luistert",
    "antwoord",
    "samen",
    "dossier",
    "noteert",
    "rustig",
    "helder",
    "oefening",
    "cursist",
    "volgende",
    "stap",
    "medewerker",
    "telefoon",
    "bericht",
    "afspraak",
    "controleert",
    "zoekt",
    "oplossing",
    "toon",
    "tijd",
    "dienst",
];

/// A small generator of numbers (xorshift), without a crate.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % limit as u64).unwrap_or(0)
    }

    /// `words` words.
    pub(crate) fn sentence(&mut self, words: usize) -> String {
        let words: Vec<&str> = (0..words).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.join(" ")
    }
}
