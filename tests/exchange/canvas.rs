//! The rules of Canvas' import of outcomes, as its documentation of the format has them.

use std::collections::HashMap;

use leerlijn::export::canvas;
use leerlijn::model::Site;

use crate::{first_profile, school, text};

const COLUMNS: [&str; 11] = [
    "vendor_guid",
    "object_type",
    "title",
    "description",
    "display_name",
    "calculation_method",
    "calculation_int",
    "parent_guids",
    "workflow_state",
    "mastery_points",
    "ratings",
];

/// Fails when Canvas would refuse a row of `file`, or an item of `site` has none.
pub(crate) fn assert_accepted(file: &str, site: &Site) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(file.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let (header, rows) = rows.split_first().unwrap();
    assert_eq!(header[..11], COLUMNS);
    assert!(header[11..].iter().all(String::is_empty), "no name follows `ratings`");
    let mut before: HashMap<&str, &str> = HashMap::new();
    for row in rows {
        let [guid, kind, title] = &row[..3] else { panic!("a short row") };
        assert!(!guid.is_empty() && !guid.contains(char::is_whitespace), "{guid}");
        assert!(!title.trim().is_empty() && title.chars().count() <= 255, "{title}");
        for parent in row[7].split_whitespace() {
            assert_eq!(before.get(parent), Some(&"group"), "{guid} stands below {parent}");
        }
        let ratings: Vec<&str> =
            row[10..].iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        match kind.as_str() {
            "group" => assert!(ratings.is_empty() && row[5].is_empty() && row[9].is_empty()),
            "outcome" => {
                let points: Vec<f64> =
                    ratings.iter().step_by(2).map(|points| points.parse().unwrap()).collect();
                assert!(points.len() > 1 && points.is_sorted_by(|more, less| more > less), "{points:?}");
                assert_eq!(row[5], "highest");
                assert!(row[6].is_empty(), "`highest` has no number");
                assert!(row[9].parse::<f64>().is_ok());
            }
            other => panic!("{other}"),
        }
        assert!(before.insert(guid, kind).is_none(), "{guid} stands twice");
    }
    for item in site.items.values() {
        let found = rows.iter().filter(|row| row[0].ends_with(&format!("/{}", item.id))).count();
        assert_eq!(found, 1, "{}", item.id);
    }
}

#[test]
fn the_school_is_accepted_with_shared_knowledge_below_all_its_competences() {
    let school = school();
    let export = canvas(school.site(), first_profile(&school));
    assert_accepted(text(&export), school.site());
    let ict = text(&export).lines().find(|line| line.contains("/k.ict,")).unwrap();
    let parents = ict.split(',').nth(7).unwrap().split(' ').count();
    assert_eq!(parents, 10, "{ict}");
    assert!(export.left_out.iter().any(|said| said.english().contains("12 sections of text")));
}
