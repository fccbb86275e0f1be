//! One invite: a new one, or what one gives, its link, and who came in through it.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::create_invite::CreateInvite;
use crate::api::renew_invites::RenewInvites;
use crate::api::revoke_invites::RevokeInvites;
use crate::api::set_invite::SetInvite;
use crate::clock::UnixMillis;
use crate::domain::invite::{Passcode, Share};
use crate::forms::InviteForm;
use crate::services::designs::Choices;
use crate::services::invites::{self, AfterGuest, Guest, Invite};
use crate::services::rooms::Room;
use crate::services::{invitation, liveness, rooms};
use crate::sign_in::edit_invite;
use crate::storage::invites::InviteId;
use crate::text::invitation::{filling, template};
use crate::text::moments;
use crate::text::reader::{Reader, text};
use crate::text::{name, names, times};
use crate::ui::components::field::WrongCount;
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::invite_bits::{InviteFacts, InviteLink, RenewalChoice, StandingBadge, done};
use crate::ui::components::invite_fields::{InviteFields, Settled};
use crate::ui::components::lock_views::as_invited;
use crate::ui::components::only_here::OnlyHere;
use crate::ui::components::post_form::PostForm;
use crate::ui::components::refusal_bits::{ReadmitButton, RefuseButton};
use crate::ui::components::room_bits::Saved;
use crate::ui::components::share_box::InvitationText;
use crate::ui::form_view::FormView;
use crate::ui::layouts::{InRoom, Tab};
use crate::ui::visit::page;

/// `/rooms/{slug}/invites/new`
#[component]
pub fn NewInvite() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let room = rooms::for_caller(&visit.services, &caller, &visit.param("slug")).await?;
        let live = liveness::of(&visit.services, &room).await;
        let zone = visit.reader.zone.zone().iana_name().unwrap_or("UTC").to_owned();
        let form = FormView::of(&visit, &InviteForm::new(zone)).await?;
        let form = passcode_noted(form);
        let choices = Choices::of(&visit.services, &caller, None).await?;
        let t = text();
        Ok(view! {
            <InRoom caller room=room.clone() live tab=Tab::Invites>
                <PostForm to={PhantomData::<CreateInvite>} slug=room.slug.to_string() instance=form.instance.clone() class="invite-form">
                    <h2>{t.get("invites-new")}</h2>
                    <p class="hint measure">{t.get("invites-new-text")}</p>
                    <WrongCount form=form.clone()/>
                    <InviteFields form settled=Settled::Nothing room=room.locks choices/>
                    <p class="actions">
                        <button class="button primary"><Icon shape=Shape::Key/>{t.get("invite-make")}</button>
                        <a class="button quiet" href=format!("/rooms/{}/invites", room.slug)>{t.get("cancel")}</a>
                    </p>
                </PostForm>
            </InRoom>
        }
        .into_any())
    })
}

/// `/rooms/{slug}/invites/{id}`
#[component]
pub fn InvitePage() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let room = rooms::for_caller(&visit.services, &caller, &visit.param("slug")).await?;
        let invite = invites::get(&visit.services, &room, &InviteId::from(visit.param("id"))).await?;
        let live = liveness::of(&visit.services, &room).await;
        let shown = edit_invite::shown(&visit.services, &invite, &visit.reader.zone.zone());
        let is_used = invites::is_used(&visit.services, &invite).await?;
        let form = FormView::of_action::<SetInvite>(&visit, &shown).await?;
        let form = passcode_noted(in_zone(form, &invite, &visit.reader));
        let passcode = invite.terms.passcode.as_ref().map_or("", Passcode::as_str);
        let base = form.base();
        let form = form.with_value("passcode", passcode);
        let after = visit.query("after").parse::<AfterGuest>().ok();
        let guests = invites::guests(&visit.services, &room, &invite.id, after.as_ref()).await?;
        let choices = Choices::of(&visit.services, &caller, invite.terms.design.saved()).await?;
        let now = visit.services.clock.now();
        let (made, saved) = (!visit.query("made").is_empty(), !visit.query("saved").is_empty());
        let said = done(&visit);
        let settled = settled(&invite, is_used);
        let t = text();
        let came = who_came(&room, &invite, guests, (after.is_some(), live.replaces_user_ids(&room)));
        let (is_over, kept_id) = (invite.revoked.is_some(), invite.id.as_str().to_owned());
        let deeds = (!is_over).then(|| deeds(&room, &invite));
        let own = invitation::own(&visit.services, &caller).await?;
        let text_of_it = filling(&visit.services, &room, &invite, String::new()).fill(&template(t, own.as_ref()));
        let card = card(&room, &invite, text_of_it, now);
        Ok(view! {
            <InRoom caller room=room.clone() live tab=Tab::Invites>
                <div class="stack">
                    <p><a href=format!("/rooms/{}/invites", room.slug)>{t.get("invites-back")}</a></p>
                    {said}
                    {made.then(|| view! { <p class="notice live" role="status"><Icon shape=Shape::Tick/><span>{t.get("invite-was-made")}</span></p> })}
                    <Saved saved/>
                </div>
                <div class="two link-first">
                    // First, as on a phone: what is moved up later than it is painted jumps.
                    <aside>
                        {card}
                        {deeds}
                    </aside>
                    <div class="stack">
                        <h2 class="visually-hidden">{t.get("invite-change")}</h2>
                        {if is_over {
                            view! { <p class="notice">{t.get("invite-revoked-text")}</p> }.into_any()
                        } else {
                            view! {
                                <PostForm to={PhantomData::<SetInvite>} slug=room.slug.to_string() instance=form.instance.clone() base=base class="invite-form">
                                    <WrongCount form=form.clone()/>
                                    <input type="hidden" name="id" value=kept_id/>
                                    <InviteFields form settled room=room.locks choices/>
                                    <p class="actions"><button class="button primary">{t.get("save")}</button></p>
                                </PostForm>
                            }.into_any()
                        }}
                    </div>
                </div>
                {came}
            </InRoom>
        }
        .into_any())
    })
}

/// The moments of a refused form stay in the zone that they were typed in; those of a fresh one are the reader's.
fn in_zone(form: FormView, invite: &Invite, reader: &Reader) -> FormView {
    // A form that was kept without a zone came from a program.
    if moments::zone(&form.value("zone")).is_some() {
        return form;
    }
    let zone = reader.zone.zone();
    let written = |moment: Option<UnixMillis>| moment.map(|moment| moments::written(&zone, moment)).unwrap_or_default();
    form.with_value("zone", zone.iana_name().unwrap_or("UTC"))
        .with_value("not_before", &written(invite.terms.not_before))
        .with_value("expires", &written(invite.terms.expires))
}

/// A passcode does not wait while somebody signs in again.
fn passcode_noted(form: FormView) -> FormView {
    if !form.interrupted {
        return form;
    }
    let note = text().get("invite-passcode-not-kept");
    form.with_notes(vec![("passcode", note)])
}

fn settled(invite: &Invite, is_used: bool) -> Settled {
    match (&invite.terms.person, invite.share) {
        (_, Some(_)) => Settled::Share,
        (Some(_), None) if is_used => Settled::Person,
        _ => Settled::Kind,
    }
}

/// What it is, its link, and what became of it.
fn card(room: &Room, invite: &Invite, text_of_it: String, now: UnixMillis) -> impl IntoView + use<> {
    let t = text();
    let who = names::invite(t, invite);
    let link = invite.revoked.is_none().then(|| link(room, invite, text_of_it));
    view! {
        <article class="keycard" id="the-invite">
            <header>
                <Icon shape=Shape::Key/>
                <div>
                    <p class="hint">{t.with("key-card-to", [("title", name(room.title.as_str()))])}</p>
                    <h2 class="who"><bdi>{who}</bdi></h2>
                </div>
            </header>
            <div class="body">
                <p class="actions">
                    <StandingBadge standing=invite.standing(now)/>
                    <span class="hint">{t.get(names::role(invite.terms.role))}</span>
                    {invite.share.map(|_| view! { <span class="hint">{t.get("invite-in-share-box")}</span> })}
                </p>
                {link}
                <InviteFacts invite=invite.clone() now/>
                <p><a href=as_invited(&room.slug, invite.id.as_str())>{t.get("invite-see-as")}</a></p>
            </div>
        </article>
    }
}

/// The link, and what carries it further.
fn link(room: &Room, invite: &Invite, text_of_it: String) -> impl IntoView + use<> {
    let t = text();
    let path = format!("/rooms/{}/invites/{}", room.slug, invite.id.as_str());
    // A projector shows no link that makes whoever reads it somebody.
    let is_for_all = invite.terms.person.is_none() && !invite.terms.role.is_admin();
    let carry = (!room.archived).then(|| {
        view! {
            <nav class="actions" aria-label=t.get("invite-carry")>
                <a class="button" href=format!("{path}/qr.png")>{t.get("invite-qr")}</a>
                <a class="button" href=format!("{path}/calendar")>{t.get("share-calendar")}</a>
                {is_for_all.then(|| view! { <a class="button" href=format!("{path}/screen")>{t.get("share-screen")}</a> })}
            </nav>
            <InvitationText title=room.title.to_string() text_of_it id="invitation".to_owned()/>
        }
    });
    view! { <InviteLink invite=invite.clone() primary=true/> <OnlyHere/> {carry} }
}

/// Renew it, revoke it.
fn deeds(room: &Room, invite: &Invite) -> impl IntoView + use<> {
    let t = text();
    let slug = room.slug.to_string();
    let id = invite.id.as_str().to_owned();
    let back = format!("/rooms/{slug}/invites/{id}");
    let (slug_again, id_again, back_again) = (slug.clone(), id.clone(), back.clone());
    let renewal = invite.terms.expires.is_some().then(|| {
        view! {
            <PostForm to={PhantomData::<RenewInvites>} slug=slug_again class="stack">
                <input type="hidden" name="ids[]" value=id_again/>
                <input type="hidden" name="back" value=back_again/>
                <h3>{t.get("invite-renew-title")}</h3>
                <p class="hint">{t.get("invite-renew-hint")}</p>
                <div class="actions">
                    <RenewalChoice id="renewal"/>
                    <button class="button">{t.get("invites-renew")}</button>
                </div>
            </PostForm>
        }
    });
    let lost = match invite.share {
        Some(Share::Participants) => "invite-revoke-participants",
        Some(Share::Moderators) => "invite-revoke-moderators",
        None => "invite-revoke-ask",
    };
    view! {
        <section class="card padded">
            {renewal}
            <details class="asks" data-menu>
                <summary class="button">{t.get("invites-revoke")}</summary>
                <PostForm to={PhantomData::<RevokeInvites>} slug=slug>
                    <input type="hidden" name="ids[]" value=id/>
                    <input type="hidden" name="back" value=back/>
                    <input type="hidden" name="sure" value="yes"/>
                    <p>{t.get(lost)}</p>
                    <p class="hint">{t.get("invites-revoke-hint")}</p>
                    <button class="button danger">{t.get("invite-revoke-confirm")}</button>
                </PostForm>
            </details>
        </section>
    }
}

/// Who came in through it, and who of them may not come again.
fn who_came(
    room: &Room,
    invite: &Invite,
    (guests, next): (Vec<Guest>, Option<AfterGuest>),
    (is_continued, own_ids): (bool, bool),
) -> impl IntoView + use<> {
    let reader = Reader::current();
    let t = reader.text;
    let slug = room.slug.to_string();
    let page = format!("/rooms/{slug}/invites/{}", invite.id.as_str());
    let back = format!("{page}#guests");
    let more = next.map(|next| format!("{page}?after={next}#guests"));
    let is_empty = guests.is_empty();
    let rows = guests.into_iter().map(|guest| guest_row(&reader, &slug, &back, guest, own_ids)).collect_view();
    view! {
        <section class="card padded" id="guests">
            <h2>{t.get("came-title")}</h2>
            {if is_empty { view! { <p class="hint">{t.get("came-none")}</p> }.into_any() } else { view! { <ul class="people">{rows}</ul> }.into_any() }}
            {(is_continued || more.is_some()).then(|| view! {
                <nav class="actions" aria-label=t.get("came-pages")>
                    {more.map(|more| view! { <a class="button" href=more>{t.get("came-more")}</a> })}
                    {is_continued.then(|| view! { <a class="button quiet" href=back.clone()>{t.get("came-first")}</a> })}
                </nav>
            })}
        </section>
    }
}

fn guest_row(reader: &Reader, slug: &str, back: &str, guest: Guest, own_ids: bool) -> impl IntoView + use<> {
    let t = reader.text;
    let time = |moment| times::day_and_clock(t, &reader.zone, moment).into();
    let browser = names::browser(t, &guest.browser).into();
    let came = if guest.first == guest.last {
        t.with("came-once", [("time", time(guest.first)), ("browser", browser)])
    } else {
        t.with("came-in", [("first", time(guest.first)), ("last", time(guest.last)), ("browser", browser)])
    };
    let (slug, back) = (slug.to_owned(), back.to_owned());
    let Guest { user_id, name, refused, .. } = guest;
    let id = user_id.clone();
    view! {
        <li data-guest=id>
            <p>
                <strong><bdi>{name.clone()}</bdi></strong> " "
                {refused.then(|| view! { <span class="badge archived">{t.get("came-refused")}</span> " " })}
                <span class="hint">{came}</span>
            </p>
            {if refused {
                view! { <ReadmitButton slug user_id who=name back/> }.into_any()
            } else {
                view! { <RefuseButton slug user_id who=name back own_ids/> }.into_any()
            }}
        </li>
    }
}
