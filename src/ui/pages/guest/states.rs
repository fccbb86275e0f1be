//! How it stands with somebody who has an invite: a sentence, and what to do next.
use leptos::prelude::*;

use crate::clock::UnixMillis;
use crate::services::guests::{Arrival, State};
use crate::text::reader::text;
use crate::text::times::{Zone, day_and_clock};
use crate::text::{Text, name};
use crate::ui::components::icon::{Icon, Shape};

/// What a state means for the page.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Names it in the page.
    pub key: &'static str,
    /// Whether there is a Join to press, even if it leads to the wait.
    pub may_join: bool,
    /// What is said above the form.
    notice: Option<&'static str>,
}

impl Standing {
    /// Of a state.
    pub fn of(state: &State) -> Self {
        let (key, may_join, notice) = match state {
            State::Ready => ("ready", true, None),
            State::NotStarted => ("not-started", true, Some("guest-not-started")),
            State::Unsure => ("unsure", true, Some("guest-unsure")),
            State::Over => ("over", true, Some("guest-over")),
            State::Shut => ("shut", true, Some("guest-shut")),
            State::NotYet(_) => ("not-yet", false, None),
            State::Expired(_) => ("expired", false, None),
            State::UsedUp => ("used-up", false, None),
            State::Revoked(_) => ("revoked", false, None),
            State::Refused => ("refused", false, None),
            State::Archived => ("archived", false, None),
            State::Abandoned => ("abandoned", false, None),
            State::Down(_) => ("down", false, None),
        };
        Self { key, may_join, notice }
    }

    /// What is said above the form, if anything.
    pub fn notice(self, t: Text, host: &str) -> Option<AnyView> {
        let said = t.with(self.notice?, [("host", name(host))]);
        Some(view! { <p class="notice"><Icon shape=Shape::Info/><span>{said}</span></p> }.into_any())
    }
}

/// Why there is no Join to press, and what to do.
#[component]
pub fn Barred(
    /// Who stands where.
    arrival: Arrival,
    /// In which times are told.
    zone: Zone,
) -> impl IntoView {
    let t = text();
    let host = || name(&arrival.host);
    let at = |moment: UnixMillis| day_and_clock(t, &zone, moment).into();
    let (why, next) = match &arrival.state {
        State::NotYet(from) => (t.with("guest-not-yet", [("time", at(*from))]), t.get("guest-not-yet-next")),
        State::Expired(since) => (t.with("guest-expired", [("time", at(*since))]), t.with("guest-ask-new", [("host", host())])),
        State::Revoked(since) => (t.with("guest-revoked", [("time", at(*since))]), t.with("guest-ask-new", [("host", host())])),
        State::UsedUp => (t.get("guest-used-up"), t.with("guest-used-up-next", [("host", host())])),
        State::Refused => (t.get("guest-refused"), t.with("guest-refused-next", [("host", host())])),
        State::Archived => (t.get("guest-archived"), t.with("guest-archived-next", [("host", host())])),
        State::Abandoned => (t.get("guest-abandoned"), t.get("guest-abandoned-next")),
        State::Down(outage) => (t.with("guest-down", [("time", at(UnixMillis(outage.since)))]), t.get("guest-down-next")),
        State::Ready | State::NotStarted | State::Unsure | State::Over | State::Shut => return ().into_any(),
    };
    let again = matches!(arrival.state, State::Down(_) | State::NotYet(_)).then(|| {
        view! { <p><a class="button" href=arrival.invite.path()>{t.get("guest-look-again")}</a></p> }
    });
    // With scripts the page looks again without loading: see `LooksAgain`.
    let refresh =
        matches!(arrival.state, State::Down(_)).then(|| view! { <noscript><meta http-equiv="refresh" content="10"/></noscript> });
    view! {
        {refresh}
        <p class="why-not" role="status"><Icon shape=Shape::Alert/><span>{why}</span></p>
        <p>{next}</p>
        {again}
    }
    .into_any()
}
