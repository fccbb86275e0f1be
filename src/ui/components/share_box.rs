//! The share box: the two links that everybody can be given, and what carries them out of the portal.
use std::marker::PhantomData;

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::field::{Field, Kind, Select, WrongCount, in_text_area};
use super::icon::{Icon, Shape};
use super::only_here::OnlyHere;
use super::post_form::PostForm;
use super::qr::Qr;
use crate::api::make_shared_invite::MakeSharedInvite;
use crate::api::replace_invite::ReplaceInvite;
use crate::api::revoke_shared_invite::RevokeSharedInvite;
use crate::domain::invite::{Share, Standing};
use crate::domain::percent;
use crate::domain::room::Slug;
use crate::forms::{DAYS, SharedInviteForm, USUAL_DAYS};
use crate::services::Services;
use crate::services::invites::Invite;
use crate::services::rooms::Room;
use crate::services::share::ShareBox as Shown;
use crate::text::reader::{Reader, text};
use crate::text::{invitation, times};
use crate::ui::form_view::FormView;

/// The form of the moderators' link before anybody has typed anything: thirty days, and a passcode that nobody has seen.
pub fn fresh() -> SharedInviteForm {
    SharedInviteForm::new(Share::Moderators, Some(USUAL_DAYS), crate::random::digits(6))
}

/// The box. It comes first on a room's page.
#[component]
pub fn ShareBox(
    /// The room.
    room: Room,
    /// Its links.
    shown: Shown,
    /// The template of the reader's invitations.
    template: String,
    /// The form that makes the moderators' link.
    form: FormView,
    /// What has just been done here: `made`, `replaced`, `revoked`.
    done: String,
) -> impl IntoView {
    let t = text();
    let done = match done.as_str() {
        "made" => Some("share-made"),
        "replaced" => Some("share-replaced"),
        "revoked" => Some("share-revoked"),
        _ => None,
    };
    let all = format!("/rooms/{}/invites", room.slug);
    let Shown { participants, moderators } = shown;
    let participants_hint = if room.settings.anyone_may_start { "share-participants-anyone" } else { "share-participants-wait" };
    let for_participants = match participants {
        Some(invite) => view! { <Links room=room.clone() invite template=template.clone()/> }.into_any(),
        None => make_participants(&room.slug).into_any(),
    };
    let for_moderators = match moderators {
        Some(invite) => view! { <Links room=room.clone() invite template/> }.into_any(),
        None => view! { <MakeModerators slug=room.slug.clone() form/> }.into_any(),
    };
    view! {
        <section class="card padded share" id="share" aria-labelledby="share-title">
            <h2 id="share-title">{t.get("share-title")}</h2>
            {done.map(|done| view! { <p class="notice live" role="status"><Icon shape=Shape::Tick/><span>{t.get(done)}</span></p> })}
            <section class="stack" aria-labelledby="share-participants">
                <div>
                    <h3 id="share-participants">{t.get("share-participants")}</h3>
                    <p class="hint">{t.get(participants_hint)}</p>
                </div>
                {for_participants}
            </section>
            <section class="stack" aria-labelledby="share-moderators">
                <div>
                    <h3 id="share-moderators">{t.get("share-moderators")}</h3>
                    <p class="hint">{t.get("share-moderators-may")}</p>
                </div>
                {for_moderators}
            </section>
            <p><a href=all>{t.get("share-all-invites")}</a></p>
            <OnlyHere/>
        </section>
    }
}

/// One link, and everything that carries it further.
#[component]
fn Links(
    /// The room.
    room: Room,
    /// The invite.
    invite: Invite,
    /// The template of the reader's invitations.
    template: String,
) -> impl IntoView {
    let t = text();
    let services = expect_context::<Services>();
    let share = invite.share.unwrap_or(Share::Participants);
    let key = share.key();
    let link = invite.link(&services);
    let text_of_it = invitation::filling(&services, &room, &invite, String::new()).fill(&template);
    let (link_id, hidden_id) = (format!("link-{key}"), format!("text-{key}"));
    let path = format!("/rooms/{}/invites/{}", room.slug, invite.id.as_str());
    let passcode = invite.terms.passcode.clone();
    let for_participants = share == Share::Participants;
    let (copy_link, copy_text) = (t.get("share-copy-link"), t.get("share-copy-invitation"));
    let which = t.get(if for_participants { "share-participants" } else { "share-moderators" });
    view! {
        <State services=services.clone() invite=invite.clone()/>
        <div class="field">
            <label for=link_id.clone()>{t.get(if for_participants { "share-link-participants" } else { "share-link-moderators" })}</label>
            <div class="linkline">
                <input class="input mono" id=link_id.clone() readonly dir="ltr" value=link.clone()/>
                <CopyButton of=link_id label=copy_link primary=for_participants/>
            </div>
        </div>
        {passcode.map(|passcode| view! { <p>{t.get("share-passcode")} " " <code data-passcode>{passcode.to_string()}</code></p> })}
        // What the button copies: the same text unfolds below, where a folded field could not be selected.
        <textarea class="visually-hidden" id=hidden_id.clone() readonly tabindex="-1" aria-hidden="true">{in_text_area(&text_of_it)}</textarea>
        <div class="actions">
            <CopyButton of=hidden_id label=copy_text which=which.clone()/>
            <a class="button" href=format!("{path}/calendar")>{t.get("share-calendar")}</a>
            {for_participants.then(|| view! { <a class="button" href=format!("{path}/screen")>{t.get("share-screen")}</a> })}
        </div>
        <QrCode link path/>
        <InvitationText title=room.title.to_string() text_of_it id=format!("invitation-{key}")/>
        <div class="actions">
            <Replace slug=room.slug.clone() invite=invite.clone()/>
            {(!for_participants).then(|| view! { <Revoke slug=room.slug invite/> })}
        </div>
    }
}

/// Why the link opens nothing, or until when it does.
#[component]
pub fn State(
    /// What the product does.
    services: Services,
    /// The invite.
    invite: Invite,
) -> impl IntoView {
    let reader = Reader::current();
    let t = reader.text;
    let time = |at| times::day_and_clock(t, &reader.zone, crate::clock::UnixMillis(at));
    let said = match invite.standing(services.clock.now()) {
        Standing::Valid => {
            let until = invite.terms.expires?;
            return Some(view! { <p class="hint">{t.with("share-until", [("time", time(until.0).into())])}</p> }.into_any());
        }
        Standing::NotYet(from) => t.with("share-not-yet", [("time", time(from).into())]),
        Standing::Expired(since) => t.with("share-expired", [("time", time(since).into())]),
        Standing::UsedUp => t.get("share-used-up"),
        Standing::Revoked(_) => t.get("share-revoked"),
    };
    Some(view! { <p class="notice warn"><Icon shape=Shape::Alert/><span>{said}</span></p> }.into_any())
}

/// The link as a picture, to look at and to take along.
#[component]
fn QrCode(
    /// The link.
    link: String,
    /// The path of the invite's own pages.
    path: String,
) -> impl IntoView {
    let t = text();
    Qr::for_paper(&link).map(|code| {
        view! {
            <details>
                <summary>{t.get("share-qr")}</summary>
                <div class="stack qr-and-files">
                    {code.view(t.get("share-qr-label"))}
                    <div class="stack">
                        <p class="hint">{t.get("share-qr-hint")}</p>
                        <div class="actions">
                            <a class="button" href=format!("{path}/qr.png")>{t.get("share-qr-png")}</a>
                            <a class="button" href=format!("{path}/qr.svg")>{t.get("share-qr-svg")}</a>
                        </div>
                    </div>
                </div>
            </details>
        }
    })
}

/// The invitation as it goes out: to read, to select, to send.
#[component]
pub fn InvitationText(
    /// The room's title: what the mail is about.
    title: String,
    /// The invitation.
    text_of_it: String,
    /// The id of its field.
    id: String,
    /// Whether it stands there unfolded.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let t = text();
    // Lines of a mail end so (RFC 6068 §5).
    let body = percent::encoded(&text_of_it.replace('\n', "\r\n"));
    let mail = format!("mailto:?subject={}&body={body}", percent::encoded(&title));
    let rows = (text_of_it.lines().count() + 1).to_string();
    view! {
        <details open=open>
            <summary>{t.get("share-invitation")}</summary>
            <div class="stack">
                <div class="field">
                    <label class="visually-hidden" for=id.clone()>{t.get("share-invitation")}</label>
                    <textarea class="input" id=id.clone() readonly rows=rows dir="auto">{in_text_area(&text_of_it)}</textarea>
                </div>
                <div class="actions">
                    <CopyButton of=id/>
                    <a class="button" href=mail>{t.get("share-mail")}</a>
                    <a href="/account/invitation">{t.get("share-change-text")}</a>
                </div>
            </div>
        </details>
    }
}

/// Another link in the place of this one, after asking once.
#[component]
fn Replace(
    /// The room's part of an address.
    slug: Slug,
    /// The invite.
    invite: Invite,
) -> impl IntoView {
    let t = text();
    view! {
        <details class="asks" data-menu>
            <summary class="button">{t.get("share-replace")}</summary>
            <PostForm to={PhantomData::<ReplaceInvite>} slug=slug.to_string()>
                <input type="hidden" name="invite" value=invite.id.as_str().to_owned()/>
                <p>{t.get("share-replace-ask")}</p>
                <p class="hint">{t.get("share-replace-hint")}</p>
                <button class="button danger">{t.get("share-replace-confirm")}</button>
            </PostForm>
        </details>
    }
}

/// No link any more, after asking once.
#[component]
fn Revoke(
    /// The room's part of an address.
    slug: Slug,
    /// The invite.
    invite: Invite,
) -> impl IntoView {
    let t = text();
    view! {
        <details class="asks" data-menu>
            <summary class="button">{t.get("share-revoke")}</summary>
            <PostForm to={PhantomData::<RevokeSharedInvite>} slug=slug.to_string()>
                <input type="hidden" name="invite" value=invite.id.as_str().to_owned()/>
                <p>{t.get("share-revoke-ask")}</p>
                <button class="button danger">{t.get("share-revoke-confirm")}</button>
            </PostForm>
        </details>
    }
}

/// There is no link for participants: somebody took it back.
fn make_participants(slug: &Slug) -> impl IntoView + use<> {
    let t = text();
    view! {
        <p>{t.get("share-participants-none")}</p>
        <PostForm to={PhantomData::<MakeSharedInvite>} slug=slug.to_string()>
            <input type="hidden" name="share" value=Share::Participants.key()/>
            <button class="button primary">{t.get("share-make")}</button>
        </PostForm>
    }
}

#[component]
fn MakeModerators(
    /// The room's part of an address.
    slug: Slug,
    /// What stands in it.
    form: FormView,
) -> impl IntoView {
    let t = text();
    let days = DAYS.into_iter().map(|days| (days.to_string(), t.with("span-days", [("count", days.into())])));
    let days = days.chain([(String::new(), t.get("share-no-end"))]).collect::<Vec<_>>();
    let kind = Kind { mono: true, direction: "ltr", ..Kind::default() };
    let open = form.wrong_count() > 0 || form.interrupted;
    view! {
        <details open=open>
            <summary>{t.get("share-make-moderators")}</summary>
            <PostForm to={PhantomData::<MakeSharedInvite>} slug=slug.to_string() instance=form.instance.clone() class="stack">
                <WrongCount form=form.clone()/>
                <input type="hidden" name="share" value=Share::Moderators.key()/>
                <div class="pair">
                    <Select form=form.clone() name="days" label=t.get("share-days") options=days/>
                    <Field form name="passcode" label=t.get("share-passcode-field") hint=t.get("share-passcode-hint") kind/>
                </div>
                <p><button class="button primary">{t.get("share-make")}</button></p>
            </PostForm>
        </details>
    }
}
