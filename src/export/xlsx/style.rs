//! How the cells of a workbook look. Colours repeat what a shape or a word says, so nothing is lost in a grey
//! print.

use rust_xlsxwriter::{
    Color, ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule, Format, FormatAlign,
    FormatBorder,
};

use crate::config::Scale;
use crate::tabular::Marks;

const INK: Color = Color::RGB(0x0022_2222);
const QUIET: Color = Color::RGB(0x006B_6B66);
const HAIRLINE: Color = Color::RGB(0x00C9_C4B8);
const PAPER: Color = Color::RGB(0x00F4_F1EA);
const TEAL: Color = Color::RGB(0x000F_5C5E);
const RUST: Color = Color::RGB(0x009A_3412);
const RUST_FILL: Color = Color::RGB(0x00FB_E9E2);
const OCHRE: Color = Color::RGB(0x0085_5A00);
const OCHRE_FILL: Color = Color::RGB(0x00FB_F3D9);
/// From the weakest level to the strongest.
const TINTS: [Color; 4] =
    [Color::RGB(0x00F1_F7F6), Color::RGB(0x00DF_EEEC), Color::RGB(0x00C5_E1DE), Color::RGB(0x009F_CECA)];

/// The formats of cells.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) quiet: Format,
    pub(super) head: Format,
    pub(super) term: Format,
    pub(super) module: Format,
    pub(super) elective: Format,
    pub(super) group: Format,
    pub(super) id: Format,
    pub(super) text: Format,
    pub(super) mark: Format,
    pub(super) sum: Format,
    pub(super) number: Format,
    pub(super) foot: Format,
}

impl Styles {
    /// The formats of every workbook.
    pub(super) fn new() -> Self {
        let base = || Format::new().set_font_color(INK).set_align(FormatAlign::Top);
        let lined = || base().set_border_bottom(FormatBorder::Hair).set_border_bottom_color(HAIRLINE);
        let head = || {
            base()
                .set_bold()
                .set_background_color(PAPER)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(TEAL)
                .set_align(FormatAlign::Bottom)
        };
        Self {
            title: base().set_bold().set_font_size(16).set_font_color(TEAL),
            quiet: base().set_font_color(QUIET),
            head: head(),
            term: head()
                .set_align(FormatAlign::Center)
                .set_text_wrap()
                .set_border_left(FormatBorder::Thin)
                .set_border_left_color(HAIRLINE),
            module: head().set_rotation(90).set_align(FormatAlign::Center).set_text_wrap(),
            elective: head().set_rotation(90).set_align(FormatAlign::Center).set_text_wrap().set_italic(),
            group: base().set_text_wrap().set_bold().set_font_color(TEAL).set_background_color(PAPER),
            id: lined().set_font_color(QUIET),
            text: lined().set_text_wrap(),
            mark: lined().set_align(FormatAlign::Center),
            sum: lined()
                .set_align(FormatAlign::Center)
                .set_font_color(QUIET)
                .set_background_color(PAPER)
                .set_border_left(FormatBorder::Thin)
                .set_border_left_color(HAIRLINE),
            number: lined().set_align(FormatAlign::Center).set_font_color(QUIET),
            foot: base()
                .set_font_color(QUIET)
                .set_align(FormatAlign::Center)
                .set_border_top(FormatBorder::Thin)
                .set_border_top_color(TEAL),
        }
    }
}

/// The line below cells without a mark, which leads the eye along a row. As a rule it costs nothing, where a
/// format of its own in each of 400,000 empty cells would.
pub(super) fn rule_of_blanks() -> ConditionalFormatBlank {
    let line = Format::new().set_border_bottom(FormatBorder::Hair).set_border_bottom_color(HAIRLINE);
    ConditionalFormatBlank::new().set_format(line)
}

/// The tint of each level, by the mark that is written for it.
pub(super) fn tints(scale: &Scale) -> Vec<ConditionalFormatCell> {
    let steps = scale.levels.len();
    let levels = scale.levels.ids();
    levels
        .map(|level| {
            // Of more levels than tints, the strongest ones share the last.
            let tint = (TINTS.len().saturating_sub(steps) + level.index()).min(TINTS.len() - 1);
            equal_to(&Marks::written(scale, level), TINTS[tint], TEAL)
        })
        .collect()
}

/// The colour of a status that is a gap: `missing`, or one of `partial`.
pub(super) fn gap_colours(missing: &str, partial: &[String]) -> Vec<ConditionalFormatCell> {
    let partial = partial.iter().map(|text| equal_to(text, OCHRE_FILL, OCHRE));
    std::iter::once(equal_to(missing, RUST_FILL, RUST)).chain(partial).collect()
}

fn equal_to(text: &str, fill: Color, font: Color) -> ConditionalFormatCell {
    let format = Format::new().set_background_color(fill).set_font_color(font);
    // A quotation mark ends a text in a rule; within one it is doubled.
    let text = text.replace('"', "\"\"");
    ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::EqualTo(text)).set_format(format)
}
