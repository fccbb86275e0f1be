//! Whether the colours of a design can be read, pair by pair.
use leptos::prelude::*;

use super::icon::{Icon, Shape};
use crate::domain::contrast::{Reading, Verdict, readings, too_low};
use crate::domain::design::Design;
use crate::domain::look::look;
use crate::forms::FIX;
use crate::islands::{filled, word};
use crate::text::reader::text;
use crate::text::{Text, names};

/// Every pair with its ratio and verdict, and a button that mends what is too low. The design editor's script keeps it in
/// step with the fields, with the patterns that it holds as attributes.
#[component]
pub fn ContrastList(
    /// Whose colours.
    design: Design,
) -> impl IntoView {
    let t = text();
    let rows = readings(&design)
        .into_iter()
        .map(|reading| {
            let name = t.get(names::pair(reading.pair));
            let intent = format!("{FIX}{}", reading.pair.key());
            view! {
                <li data-pair=reading.pair.key() data-verdict=word(reading.verdict)>
                    <span><strong>{name.clone()}</strong> " " <span class="hint" data-words>{words(t, &reading)}</span></span>
                    <button class="button" name="intent" value=intent>{t.get("contrast-fix")} <span class="visually-hidden">{format!(": {name}")}</span></button>
                </li>
            }
        })
        .collect_view();
    let count = too_low(&design).len();
    let summary = if count == 0 { t.get("contrast-fine") } else { low(t, count) };
    view! {
        <section class="contrast" data-contrast
            data-enough=pattern(t, Verdict::Enough) data-too-little=pattern(t, Verdict::TooLittle) data-anyway=pattern(t, Verdict::TooLittleAnyway)
            data-decimal=t.get("contrast-decimal") data-fine=t.get("contrast-fine") data-one-low=low(t, 1)
            // The script knows the number: a plural's words are the same for all of them.
            data-some-low=low(t, SEVERAL).replace(&SEVERAL.to_string(), "{count}")>
            <h2>{t.get("contrast-title")}</h2>
            <output tabindex="-1">{summary}</output>
            <ul>{rows}</ul>
            <label class="check"><input type="checkbox"/> <span>{t.get("contrast-every")}</span></label>
        </section>
    }
}

/// What to know of a design that is carried as it is: what is hard to read in it, and what of it has no effect. Nothing if
/// there is nothing.
#[component]
pub fn DesignNotices(
    /// The design.
    design: Design,
) -> impl IntoView {
    let t = text();
    let hard = too_low(&design);
    let hard = (!hard.is_empty()).then(|| {
        let rows = hard.iter().map(|reading| {
            view! { <li data-low=reading.pair.key()>{t.get(names::pair(reading.pair))} ": " {words(t, reading)}</li> }
        });
        view! {
            <div class="notice warn"><Icon shape=Shape::Alert/><div><p>{low(t, hard.len())}</p><ul>{rows.collect_view()}</ul></div></div>
        }
    });
    let idle = look(&design).idle;
    let idle = (!idle.is_empty()).then(|| {
        let rows = idle.into_iter().map(|(key, why)| {
            view! { <li data-idle=key.key()><strong>{t.get(names::design_key(key))}</strong> " " {t.get(names::idle(why))}</li> }
        });
        view! { <div class="notice"><Icon shape=Shape::Info/><ul>{rows.collect_view()}</ul></div> }
    });
    view! { {hard} {idle} }
}

/// A number of the plural.
const SEVERAL: usize = 7;

fn low(t: Text, count: usize) -> String {
    t.with("contrast-low", [("count", count.into())])
}

fn pattern(t: Text, verdict: Verdict) -> String {
    let numbers = [("ratio", "{ratio}".into()), ("needed", "{needed}".into())];
    match verdict {
        Verdict::Enough => t.with("contrast-enough", [("ratio", "{ratio}".into())]),
        Verdict::TooLittle => t.with("contrast-too-little", numbers),
        Verdict::TooLittleAnyway => t.with("contrast-anyway", numbers),
    }
}

fn words(t: Text, reading: &Reading) -> String {
    filled(&pattern(t, reading.verdict), reading.ratio, reading.pair.needed(), &t.get("contrast-decimal"))
}
