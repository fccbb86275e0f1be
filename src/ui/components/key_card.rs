//! The key card: a join link, and all there is to say about it.
use leptos::prelude::*;
use secrecy::ExposeSecret;

use super::contrast_list::DesignNotices;
use super::copy_button::CopyButton;
use super::icon::{Icon, Shape};
use super::lock_rows::EffectiveLocks;
use super::only_here::OnlyHere;
use super::qr::Qr;
use crate::clock::UnixMillis;
use crate::domain::locks::{Viewer, outcome};
use crate::services::join_links::{ApiCall, MadeLink};
use crate::services::rooms::Room;
use crate::text::may_do::may_do;
use crate::text::reader::Reader;
use crate::text::{Text, name, times};

/// A link that was just made. `now` is the server's, so that a wrong clock in the browser does no harm.
#[component]
pub fn KeyCard(
    /// The room it opens.
    room: Room,
    /// The link.
    made: MadeLink,
    /// Now.
    now: UnixMillis,
    /// Whether it opens the rehearsal room, and no video call.
    sandbox: bool,
) -> impl IntoView {
    let t = Reader::current().text;
    let link = made.link.expose_secret().to_owned();
    let code = code(t, &link);
    let can_expire = made.valid_until.is_some();
    let api_call = api_call(t, &made);
    let outcome = outcome(Viewer::joining(made.role), &made.locks, &made.rules);
    let typed = made.user_id_was_typed && !made.features.auto_gen_user_id;
    view! {
        <article class="keycard" id="made" aria-labelledby="made-for">
            <header>
                <Icon shape=Shape::Key/>
                <div>
                    <p class="hint">{t.with("key-card-to", [("title", name(room.title.as_str()))])}</p>
                    <h2 class="who" id="made-for"><bdi>{made.name.to_string()}</bdi></h2>
                </div>
            </header>
            <div class="body">
                <div class="works">
                    <div class="field">
                        <label for="join-link">{t.get("key-card-link")}</label>
                        <div class="linkline">
                            <input class="input mono" id="join-link" readonly dir="ltr" value=link.clone()/>
                            <CopyButton of="join-link" primary=true/>
                        </div>
                    </div>
                    <div class="actions">
                        <a class="button" href=link target="_blank" rel="noopener noreferrer"><Icon shape=Shape::Door/>{t.get("key-card-open")}</a>
                        <Validity made=made.clone() now/>
                    </div>
                    <OnlyHere/>
                    {sandbox.then(|| view! { <p class="hint">{t.get("key-card-sandbox")}</p> })}
                </div>
                <p data-sentence>{may_do(t, made.name.as_str(), made.role, &outcome)}</p>
                <details>
                    <summary>{t.get("key-card-locks")}</summary>
                    <EffectiveLocks outcome/>
                </details>
                <dl class="facts">
                    <dt>{t.get("key-card-user-id")}</dt>
                    <dd><code data-user-id>{made.user_id.to_string()}</code></dd>
                </dl>
                {notices(&made).into_iter().map(|key| view! { <p class="notice"><Icon shape=Shape::Info/><span>{t.get(key)}</span></p> }).collect_view()}
                {typed.then(|| view! { <p class="notice warn"><Icon shape=Shape::Alert/><span>{t.get("key-card-typed-id")}</span></p> })}
                <DesignNotices design=made.design/>
                <div class="works qr-place">{code}</div>
                {api_call}
            </div>
            {can_expire.then(|| view! {
                <footer class="expired">{t.get("key-card-expired")} " " <button class="button" form="join-link-form">{t.get("key-card-again")}</button></footer>
            })}
        </article>
    }
}

/// How long the link is good for: a time, and with scripts what is left of it.
#[component]
fn Validity(
    /// The link.
    made: MadeLink,
    /// Now.
    now: UnixMillis,
) -> impl IntoView {
    let reader = Reader::current();
    let t = reader.text;
    made.valid_until.map(|until| {
        let left = until.0.saturating_sub(now.0).max(0) / 1000;
        view! {
            <span class="valid">
                {t.with("key-card-valid-until", [("time", times::clock(&reader.zone, until).into())])} " "
                <span class="left needs-script" data-seconds-left=left data-pattern=t.get("key-card-left") hidden></span>
            </span>
        }
    })
}

/// The link as a QR code: in the card if it fits there, else one press away, else a sentence that says why not.
fn code(t: Text, link: &str) -> AnyView {
    let Some(code) = Qr::of(link) else {
        return view! { <p class="hint">{t.get("key-card-no-qr")}</p> }.into_any();
    };
    let picture = code.view(t.get("key-card-qr-label"));
    if code.fits_a_card() {
        return picture;
    }
    view! {
        <button type="button" class="button" popovertarget="qr-large">{t.get("key-card-show-qr")}</button>
        <div class="qr-large" id="qr-large" popover>{picture}</div>
    }
    .into_any()
}

/// What else will happen to whoever opens it.
fn notices(made: &MadeLink) -> Vec<&'static str> {
    let encryption = &made.features.end_to_end_encryption_features;
    let facts = [
        (made.features.auto_gen_user_id, "key-card-replaced-id"),
        (made.features.waiting_room_features.is_active && !made.role.is_admin(), "key-card-waits"),
        (encryption.is_enabled && encryption.enabled_self_insert_encryption_key, "key-card-own-key"),
    ];
    facts.into_iter().filter(|(is_so, _)| *is_so).map(|(_, key)| key).collect()
}

/// The same as two requests of the plugNmeet API.
fn api_call(t: Text, made: &MadeLink) -> impl IntoView + use<> {
    let shown = made
        .calls
        .iter()
        .map(|ApiCall { path, pretty, body }| {
            // One quote in a name would end the shell's.
            let quoted = body.replace('\'', "'\\''");
            let curl = format!(
                "curl -X POST \"$PLUGNMEET_SERVER{path}\" \\\n  -H 'Content-Type: application/json' \\\n  -H \"API-KEY: $API_KEY\" \\\n  -H \"HASH-SIGNATURE: $SIGNATURE\" \\\n  -d '{quoted}'"
            );
            view! {
                <h3><code>{format!("POST {path}")}</code></h3>
                <pre tabindex="0" dir="ltr"><code>{pretty.clone()}</code></pre>
                <pre tabindex="0" dir="ltr"><code>{curl}</code></pre>
            }
        })
        .collect_view();
    view! {
        <details>
            <summary>{t.get("api-call")}</summary>
            <div class="stack">
                <p class="hint">{t.get("api-call-hint")}</p>
                {shown}
            </div>
        </details>
    }
}
