//! What the list of invites and the page of one share.
use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::icon::{Icon, Shape};
use crate::clock::UnixMillis;
use crate::domain::browser::Browser;
use crate::domain::invite::Standing;
use crate::domain::invite_list::Renewal;
use crate::services::Services;
use crate::services::invites::Invite;
use crate::text::reader::{Reader, text};
use crate::text::{Text, name, names, times};
use crate::ui::visit::Visit;

/// Whether it opens its room: by word and shape, not by colour alone.
#[component]
pub fn StandingBadge(
    /// How it stands.
    standing: Standing,
) -> impl IntoView {
    let class = match standing {
        Standing::Valid => "badge live",
        Standing::NotYet(_) => "badge",
        Standing::Expired(_) | Standing::UsedUp => "badge warn ended",
        Standing::Revoked(_) => "badge archived",
    };
    view! { <span class=class data-standing=standing.key()>{text().get(names::standing(standing))}</span> }
}

/// The link in a field, and a button that copies it.
#[component]
pub fn InviteLink(
    /// Whose.
    invite: Invite,
    /// Whether copying it is the main action here.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let t = text();
    let id = format!("link-{}", invite.id.as_str());
    let link = invite.link(&expect_context::<Services>());
    let whose = t.with("invite-link-of", [("who", name(&names::invite(t, &invite)))]);
    view! {
        <div class="linkline">
            <input class="input mono" id=id.clone() readonly dir="ltr" value=link aria-label=whose/>
            <CopyButton of=id primary/>
        </div>
    }
}

/// What became of it, and within which bounds it opens the room.
#[component]
pub fn InviteFacts(
    /// Which.
    invite: Invite,
    /// Now.
    now: UnixMillis,
) -> impl IntoView {
    let reader = Reader::current();
    let t = reader.text;
    let time = |moment| times::day_and_clock(t, &reader.zone, moment);
    let uses = match invite.terms.max_uses {
        Some(most) => t.with("invite-uses-of", [("count", invite.uses.into()), ("most", most.get().into())]),
        None => t.with("invite-uses", [("count", invite.uses.into())]),
    };
    let last = match &invite.last_use {
        Some(last) => {
            let browser = names::browser(t, &Browser::from(last.browser.as_str()));
            t.with("invite-last", [("time", time(last.at).into()), ("who", name(&last.name)), ("browser", browser.into())])
        }
        None => t.get("invite-never-used"),
    };
    let note = invite.terms.note.clone();
    view! {
        <dl class="facts">
            <dt>{t.get("invite-fact-uses")}</dt>
            <dd>{uses}</dd>
            <dt>{t.get("invite-fact-last")}</dt>
            <dd>{last}</dd>
            <dt>{t.get("invite-fact-valid")}</dt>
            <dd>{bounds(&reader, &invite, now)}</dd>
            <dt>{t.get("invite-passcode")}</dt>
            <dd>{t.get(if invite.terms.passcode.is_some() { "invite-with-passcode" } else { "invite-without-passcode" })}</dd>
            {(!note.is_empty()).then(|| view! { <dt>{t.get("invite-note")}</dt> <dd><bdi>{note}</bdi></dd> })}
        </dl>
    }
}

/// From when until when.
fn bounds(reader: &Reader, invite: &Invite, now: UnixMillis) -> String {
    let t = reader.text;
    let time = |moment| times::day_and_clock(t, &reader.zone, moment).into();
    if let Some(revoked) = invite.revoked {
        return t.with("invite-revoked-at", [("time", time(revoked))]);
    }
    let begins = invite.terms.not_before.filter(|begin| now < *begin);
    match (begins, invite.terms.expires) {
        (None, None) => t.get("invite-no-end"),
        (Some(begin), None) => t.with("invite-from", [("time", time(begin))]),
        (None, Some(end)) if end <= now => t.with("invite-until-past", [("time", time(end))]),
        (None, Some(end)) => t.with("invite-until", [("time", time(end))]),
        (Some(begin), Some(end)) => t.with("invite-from-until", [("begin", time(begin)), ("end", time(end))]),
    }
}

/// For how long: the choice of a renewal.
#[component]
pub fn RenewalChoice(
    /// The id of its element.
    id: &'static str,
) -> impl IntoView {
    let t = text();
    let options = Renewal::ALL.map(|renewal| view! { <option value=renewal.key()>{names::renewal(t, renewal)}</option> });
    view! {
        <label class="visually-hidden" for=id>{t.get("renewal")}</label>
        <select class="input" id=id name="renewal">{options.collect_view()}</select>
    }
}

/// What the button that led here did.
pub fn done(visit: &Visit) -> AnyView {
    let t = visit.reader.text;
    let count = |word: &str| word.parse::<u64>().unwrap_or_default();
    let mut said = Vec::new();
    let mut say = |class: &'static str, sentence: String| said.push((class, sentence));
    let revoked = visit.query("revoked");
    if !revoked.is_empty() {
        say("notice live", t.with("invites-were-revoked", [("count", count(&revoked).into())]));
    }
    if let Some((renewed, left)) = visit.query("renewed").split_once('.') {
        say("notice live", renewed_words(t, count(renewed), count(left)));
    }
    if !visit.query("nothing").is_empty() {
        say("notice warn", t.get("invites-nothing-ticked"));
    }
    match visit.query("refused").as_str() {
        "" => {}
        "out" => say("notice live", t.get("kept-out-out")),
        "not-in" => say("notice live", t.get("kept-out-not-in")),
        "ids" => say("notice warn", t.get("kept-out-ids")),
        _ => say("notice warn", t.get("kept-out-unknown")),
    }
    if !visit.query("readmitted").is_empty() {
        say("notice live", t.get("readmitted"));
    }
    said.into_iter()
        .map(|(class, sentence)| {
            let shape = if class == "notice live" { Shape::Tick } else { Shape::Info };
            view! { <p class=class role="status"><Icon shape/><span>{sentence}</span></p> }
        })
        .collect_view()
        .into_any()
}

fn renewed_words(t: Text, renewed: u64, left: u64) -> String {
    let words = t.with("invites-were-renewed", [("count", renewed.into())]);
    if left == 0 { words } else { format!("{words} {}", t.with("invites-were-left", [("count", left.into())])) }
}
