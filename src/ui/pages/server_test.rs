//! What came of "Test connection", step by step.
use leptos::prelude::*;

use crate::meeting::plugnmeet::connection_test::{Step, StepKind, StepResult, passed};
use crate::services::server_test::{self, Progress};
use crate::services::servers;
use crate::text::connection_test::{self as words, Tested};
use crate::text::name;
use crate::text::reader::{Reader, text};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::server_state::TestButton;
use crate::ui::layouts::Signed;
use crate::ui::visit::{PageError, page};

/// How often the page looks how far the test is, in milliseconds.
const LOOK_EVERY: u32 = 1000;

/// `/servers/{id}/test`. With `?wait` the page comes when the test is done: what browsers without scripts are led to.
#[component]
pub fn ServerTest() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.administrator()?;
        let (id, wait) = (visit.param("id"), !visit.query("wait").is_empty());
        let key = id.as_str().into();
        let server = servers::find(&visit.services, &key).await?.ok_or(PageError::NotFound)?;
        let progress = server_test::look(&visit.services, &caller, &key, wait).await?;
        let tested = Tested::from(&server.description);
        let server = server.description.name.to_string();
        let t = text();
        let added = match visit.query("done").as_str() {
            "added" => Some(t.get("server-added")),
            "saved" => Some(t.get("server-saved")),
            _ => None,
        };
        let heading = t.with("test-title", [("server", name(&server))]);
        // What came of it stands in the window's title, too: it is what is read out first.
        let title = match &progress {
            Some(Progress { steps, is_done: true }) => words::summary(t, steps),
            Some(_) => t.with("test-running", [("server", name(&server))]),
            None => heading.clone(),
        };
        let body = match progress {
            None => view! { <Intro id=id.clone()/> }.into_any(),
            Some(Progress { steps, is_done: false }) => view! { <Running steps tested id=id.clone()/> }.into_any(),
            Some(Progress { steps, is_done: true }) => view! { <Done steps tested id=id.clone()/> }.into_any(),
        };
        Ok(view! {
            <Signed caller title>
                <div class="head">
                    <h1>{heading}</h1>
                    <a class="button quiet" href=format!("/servers/{id}")>{t.get("test-back")}</a>
                </div>
                {added.map(|added| view! { <p class="notice live measure"><Icon shape=Shape::Tick/><span>{added}</span></p> })}
                {body}
            </Signed>
        }
        .into_any())
    })
}

/// Before a test.
#[component]
fn Intro(
    /// Which server.
    id: String,
) -> impl IntoView {
    let t = text();
    let steps = t.list(StepKind::ALL.map(|kind| t.get(words::kind(kind))), "list-and");
    view! {
        <p class="measure">{t.with("test-intro", [("steps", steps.into())])}</p>
        <TestButton id primary=true/>
    }
}

/// While one is under way.
#[component]
fn Running(
    /// What is done.
    steps: Vec<Step>,
    /// What is tested.
    tested: Tested,
    /// Which server.
    id: String,
) -> impl IntoView {
    let t = text();
    let wait = format!("/servers/{id}/test?wait=1");
    let next = StepKind::ALL.get(steps.len()).map(|kind| t.get(words::kind(*kind))).unwrap_or_default();
    let far = t
        .with("test-progress", [("step", next.into()), ("number", (steps.len() + 1).into()), ("of", StepKind::ALL.len().into())]);
    view! {
        // Without scripts the page comes again, whole: see `inside.rs` of the rehearsal for why this stands here.
        <noscript>
            <meta http-equiv="refresh" content=format!("0; url={wait}")/>
            <p><a href=wait>{t.get("test-wait")}</a></p>
        </noscript>
        <section data-state="testing" data-refresh=LOOK_EVERY.to_string() class="stack">
            <p class="notice" role="status"><Icon shape=Shape::Info/><span id="test-progress" data-part>{far}</span></p>
            <ol class="steps" id="test-steps" data-part>{rows(&tested, &steps)}</ol>
        </section>
    }
}

/// After one.
#[component]
fn Done(
    /// What came of it.
    steps: Vec<Step>,
    /// What was tested.
    tested: Tested,
    /// Which server.
    id: String,
) -> impl IntoView {
    let class = if passed(&steps) { "notice live measure" } else { "notice danger measure" };
    let shape = if passed(&steps) { Shape::Tick } else { Shape::Alert };
    view! {
        <section data-state="tested" class="stack">
            <p class=class role="status"><Icon shape/><strong>{words::summary(text(), &steps)}</strong></p>
            <ol class="steps">{rows(&tested, &steps)}</ol>
            <TestButton id again=true/>
        </section>
    }
}

/// Every step, those that are still to come too.
fn rows(tested: &Tested, steps: &[Step]) -> impl IntoView + use<> {
    let reader = Reader::current();
    let t = reader.text;
    StepKind::ALL
        .into_iter()
        .enumerate()
        .map(|(place, kind)| {
            let label = t.get(words::kind(kind));
            let Some(step) = steps.get(place) else {
                return view! {
                    <li data-step=key(kind)>
                        <Icon shape=Shape::Dash/>
                        <div><h2>{label} " " <span class="hint">{t.get("test-waiting")}</span></h2></div>
                    </li>
                }
                .into_any();
            };
            let (shape, class, result) = match step.result() {
                StepResult::Passed => (Shape::Tick, "passed", "passed"),
                StepResult::Noted => (Shape::Info, "noted", "noted"),
                StepResult::Failed => (Shape::Alert, "failed", "failed"),
                StepResult::NotReached => (Shape::Dash, "", "not-reached"),
            };
            let (said, advice) = words::finding(t, &reader.zone, tested, step);
            view! {
                <li data-step=key(kind) data-result=result class=class>
                    <Icon shape/>
                    <div>
                        <h2>{label} ": " <span>{t.get(words::result(step.result()))}</span></h2>
                        <p dir="auto">{said}</p>
                        {advice.map(|advice| view! { <p class="advice">{advice}</p> })}
                    </div>
                </li>
            }
            .into_any()
        })
        .collect_view()
}

/// What a step is called in the markup.
fn key(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Name => "name",
        StepKind::Connection => "connection",
        StepKind::Health => "health",
        StepKind::Key => "key",
        StepKind::Clock => "clock",
        StepKind::JoinAddress => "join-address",
        StepKind::RoundTrip => "round-trip",
    }
}
