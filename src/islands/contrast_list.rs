//! Whether the colours of a design can be read, pair by pair: what the server has listed is kept in step with the fields.
//! The list is the server's, words and all, so that no words for it have to be brought along.
use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use crate::domain::contrast::{Reading, Verdict};

/// A pattern with the numbers of a pair in place of `{ratio}` and `{needed}`. Ratios are cut, not rounded: 4.499 is not 4.5.
pub fn filled(pattern: &str, ratio: f64, needed: f64, decimal: &str) -> String {
    let (ratio, needed) = (cut(ratio * 100.0), cut(needed * 10.0));
    let ratio = format!("{}{decimal}{}{}", ratio / 100, ratio / 10 % 10, ratio % 10);
    let needed = format!("{}{decimal}{}", needed / 10, needed % 10);
    pattern.replace("{ratio}", &ratio).replace("{needed}", &needed)
}

/// What formats real numbers is longer than all of this: whole ones do.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a ratio is between 1 and 21")]
fn cut(number: f64) -> u32 {
    // What is written with two digits may be a hair less in binary.
    (number + 1e-9) as u32
}

/// A verdict's word: in the list's `data-verdict`, and of the attribute that holds its pattern.
pub fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Enough => "enough",
        Verdict::TooLittle => "too-little",
        Verdict::TooLittleAnyway => "anyway",
    }
}

/// The summary is said when nothing has changed for so long: not at each step of a drag.
const AT_REST: Duration = Duration::from_millis(700);

fn find(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok().flatten()
}

/// Shows the readings in the list that is inside of this element.
pub(super) fn show(within: &Element, readings: &[Reading]) -> Option<()> {
    let list = find(within, "[data-contrast]")?;
    let text = |name: &str| list.get_attribute(&format!("data-{name}")).unwrap_or_default();
    let decimal = text("decimal");
    let mut low = 0_usize;
    for reading in readings {
        let row = find(&list, &format!("[data-pair={}]", reading.pair.key()))?;
        let word = word(reading.verdict);
        low += usize::from(reading.verdict == Verdict::TooLittle);
        let _ = row.set_attribute("data-verdict", word);
        find(&row, "[data-words]")?.set_text_content(Some(&filled(&text(word), reading.ratio, reading.pair.needed(), &decimal)));
    }
    let summary = match low {
        0 => text("fine"),
        1 => text("one-low"),
        _ => text("some-low").replace("{count}", &low.to_string()),
    };
    // What is still so then; of several changes the last one says it.
    let _ = list.set_attribute("data-summary", &summary);
    set_timeout(
        move || {
            let said = find(&list, "output").filter(|said| said.text_content().as_ref() != Some(&summary));
            if let Some(said) = said.filter(|_| list.get_attribute("data-summary").as_ref() == Some(&summary)) {
                said.set_text_content(Some(&summary));
            }
        },
        AT_REST,
    );
    Some(())
}

/// The button that was pressed is gone with what it mended: its user goes on at the summary.
pub(super) fn focus(within: &Element) {
    if let Some(summary) = find(within, "[data-contrast] output").and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = summary.focus();
    }
}
