//! Texts that are nearly those of items, each with the item that a person would say is meant, written down before the program
//! was asked: typing errors, other forms of a word and left-out articles name the item, a word of another meaning never
//! does, however many letters the two sentences share.

use leerlijn::import::matrix::{self, Options};

use super::{Outcome, site};

const PROFILE: &str = "+++\ntitle = \"Bakker\"\n+++\n\n## Bakt brood {#a .competence}\n\n\
    - Kneedt het deeg met de hand {#a.1}\n- Vormt het deeg tot broden {#a.2}\n\
    - Bakt het brood in een voorverwarmde oven {#a.3}\n- Haalt het brood uit de oven {#a.4}\n\
    - Controleert de temperatuur van de oven {#a.5}\n- Controleert de temperatuur van de koelcel {#a.6}\n\
    - Reinigt de werkbank na het werk {#a.7}\n- Reinigt de machines volgens het hygiëneplan {#a.8}\n\
    - Registreert de gegevens van de klant {#a.9}\n\
    - Vertaalt de vraag van het Frans naar het Nederlands {#a.10}\n\
    - Sluit het apparaat veilig aan {#a.11}\n\
    - Meldt gevaarlijke situaties aan de leidinggevende {#a.12}\n\
    - Weegt de grondstoffen af volgens het recept {#a.13}\n- Draagt beschermende kledij {#a.14}\n\
    - Gebruikt persoonlijke beschermingsmiddelen {#a.15}\n\
    - Bewaart de producten bij een temperatuur van 4 graden {#a.16}\n\
    - Legt de bestelling klaar voor de klant {#a.17}\n- Stelt de maximale belasting in {#a.18}\n\
    - Monteert de onderdelen van het toestel {#a.19}\n- Houdt de werkplek proper en ordelijk {#a.20}\n\
    - Laadt de goederen met de heftruck {#a.21}\n- Werkt samen met collega's {#a.22}\n\
    - Identifies the risks of the workplace {#a.23}\n- Sets up a secure network connection {#a.24}\n\
    - Prépare les ingrédients de la pâte {#a.25}\n- Prüft die Qualität der Rohstoffe {#a.26}\n\
    - Snijdt groenten in stukken van gelijke grootte {#a.27}\n- Bereidt warme sauzen {#a.28}\n\
    - Rekent een interne verplaatsing af {#a.29}\n- Legt drie soorten vloeren {#a.30}\n";

/// A text of a sheet, and the item that a person takes it for.
const RIGHT: [(&str, &str); 40] = [
    ("Kneedt het deeg met de handen", "a.1"),
    ("Kneden het deeg met de hand", "a.1"),
    ("Kneed het deeg met de hand", "a.1"),
    ("Kneedt deeg met de hand", "a.1"),
    ("Kneedt het deg met de hand", "a.1"),
    ("Vormt het deeg tot boden", "a.2"),
    ("Vormt deeg tot broden", "a.2"),
    ("Vormt het deeg tot brood", "a.2"),
    ("Bakt het brood in een voor verwarmde oven", "a.3"),
    ("Bakt brood in een voorverwarmde oven", "a.3"),
    ("Bakt het brood in de voorverwarmde oven", "a.3"),
    ("Haalt de broden uit de oven", "a.4"),
    ("Haalt brood uit de oven", "a.4"),
    ("Controleert de temperatuur van de ovens", "a.5"),
    ("Controleren van de temperatuur van de oven", "a.5"),
    ("Controleert de temperatuur van een koelcel", "a.6"),
    ("Controleert de tempratuur van de koelcel", "a.6"),
    ("Reinigt de werkbanken na het werk", "a.7"),
    ("Reinigen de werkbank na het werk", "a.7"),
    ("Reinigt de machine volgens het hygieneplan", "a.8"),
    ("Reinigt machines volgens hygiëneplan", "a.8"),
    ("Registeert de gegevens van de klant", "a.9"),
    ("Registreert de gegevens van klanten", "a.9"),
    ("Vertaalt de vragen van het Frans naar het Nederlands", "a.10"),
    ("Sluit het apparaat veillig aan", "a.11"),
    ("Sluit apparaten veilig aan", "a.11"),
    ("Meldt gevaarlijke situatie aan de leidinggevende", "a.12"),
    ("Weegt grondstoffen af volgens het recept", "a.13"),
    ("Weegt de grondstoffen af volgens recepten", "a.13"),
    ("Draagt beschermende kledj", "a.14"),
    ("Gebruik persoonlijke beschermingsmiddelen", "a.15"),
    ("Bewaart producten bij een temperatuur van 4 graden", "a.16"),
    ("Legt bestellingen klaar voor de klant", "a.17"),
    ("Monteert onderdelen van het toestel", "a.19"),
    ("Houd de werkplek proper en ordelijk", "a.20"),
    ("Identify the risks of the workplace", "a.23"),
    ("Sets up secure network connections", "a.24"),
    ("Prépare les ingredients de la pâte", "a.25"),
    ("Prüft die Qualität des Rohstoffs", "a.26"),
    ("Snijden van groenten in stukken van gelijke grootte", "a.27"),
];

/// A text of a sheet that is like an item and says something else.
const WRONG: [&str; 44] = [
    "Kneedt het deeg met de machine",
    "Kneedt het deeg met de mixer",
    "Kneedt het deeg met de band",
    "Kneedt het deeg zonder de hand",
    "Vormt het deeg tot bollen",
    "Vormt het deeg uit broden",
    "Bakt het brood in een onvoorverwarmde oven",
    "Bakt het brood na een voorverwarmde oven",
    "Haalt het brood naar de oven",
    "Haalt het deeg uit de oven",
    "Controleert de temperatuur van de vriezer",
    "Controleert de zuiverheid van de oven",
    "Controleert de vochtigheid van de oven",
    "Reinigt de werkbank voor het werk",
    "Reinigt de werkbank en de koelcel na het werk",
    "Reinigt de handen volgens het hygiëneplan",
    "Repareert de machines volgens het hygiëneplan",
    "Reinigt de machines volgens het onderhoudsplan",
    "Registreert de gegevens van de leverancier",
    "Vernietigt de gegevens van de klant",
    "Vertaalt de vraag van het Nederlands naar het Frans",
    "Vertaalt de vraag van het Engels naar het Nederlands",
    "Sluit het apparaat veilig af",
    "Sluit het apparaat onveilig aan",
    "Meldt ongevaarlijke situaties aan de leidinggevende",
    "Weegt de grondstoffen af zonder het recept",
    "Weegt de afvalstoffen af volgens het recept",
    "Draagt beschermende helm",
    "Draagt beschadigde kledij",
    "Gebruikt collectieve beschermingsmiddelen",
    "Bewaart de producten bij een temperatuur van 7 graden",
    "Legt de bestelling klaar voor de chauffeur",
    "Stelt de minimale belasting in",
    "Demonteert de onderdelen van het toestel",
    "Houdt de werkplek droog en ordelijk",
    "Lost de goederen met de heftruck",
    "Laadt de goederen met de vrachtwagen",
    "Identifies the risks of the workshop",
    "Sets up an insecure network connection",
    "Prépare les ingrédients de la crème",
    "Prüft die Quantität der Rohstoffe",
    "Bereidt koude sauzen",
    "Rekent een externe verplaatsing af",
    "Legt twee soorten vloeren",
];

fn alike(text: &str) -> Outcome {
    let rows = format!("tekst;M01\n{text};x\nDraagt beschermende kledij;-\n");
    let book = matrix::read(rows.as_bytes(), "B", None).unwrap();
    Outcome::of(site(&[("content/profiles/bakker.md", PROFILE)]), &book, &Options::default())
}

#[test]
fn a_typing_error_or_another_form_of_a_word_names_the_item() {
    let missed: Vec<String> = RIGHT
        .iter()
        .filter_map(|(text, item)| {
            let outcome = alike(text);
            let claims = outcome.claims();
            (claims != format!("M01 {item} 3")).then(|| format!("{text}: {claims}\n{}", outcome.said()))
        })
        .collect();
    assert!(missed.is_empty(), "{} of {}\n{}", missed.len(), RIGHT.len(), missed.join("\n"));
}

#[test]
fn a_word_with_two_mistakes_is_listed() {
    let outcome = alike("Sluit het apparaat viellig aan");
    outcome.is("", &["it is like a.11, but says \"viellig\" where that one says \"veilig\""]);
}

#[test]
fn a_text_beside_an_id_may_be_more_like_that_of_another_item() {
    let of = |text: &str| {
        let rows = format!("id;tekst;M01\na.5;{text};x\na.14;Draagt beschermende kledij;-\n");
        let book = matrix::read(rows.as_bytes(), "B", None).unwrap();
        Outcome::of(site(&[("content/profiles/bakker.md", PROFILE)]), &book, &Options::default())
    };
    of("Controleert de temperatuur van de koelcellen")
        .is("", &["the id is that of a.5, the text is like that of a.6"]);
    // The words of an older version of the profile are said.
    of("Controleert de temperatuur van de vriezer").is("M01 a.5 3", &["near B!B2"]);
    of("Controleert de temperatuur van de ovens").is("M01 a.5 3", &[]);
}

#[test]
fn a_word_of_another_meaning_names_no_item() {
    let wrong: Vec<String> = WRONG
        .iter()
        .filter_map(|text| {
            let outcome = alike(text);
            let is_listed = outcome.said().contains(&format!("\"{text}"));
            let claims = outcome.claims();
            (!claims.is_empty() || !is_listed).then(|| format!("{text}: {claims}\n{}", outcome.said()))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), WRONG.len(), wrong.join("\n"));
}
