//! Somebody's own account: name, how he reads, password, where he is signed in.
use std::marker::PhantomData;

use http::request::Parts;
use leptos::prelude::*;

use crate::api::change_password::ChangePassword;
use crate::api::end_other_sign_ins::EndOtherSignIns;
use crate::api::end_sign_in::EndSignIn;
use crate::api::set_profile::SetProfile;
use crate::domain::reading::Language;
use crate::forms::ProfileForm;
use crate::services::profile;
use crate::services::sign_ins::{self, SignedIn};
use crate::sign_in;
use crate::text::reader::{Reader, browsers_zone, text};
use crate::text::{names, times};
use crate::ui::components::field::{Field, Kind, Segmented, Why, WrongCount};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::post_form::PostForm;
use crate::ui::form_view::FormView;
use crate::ui::layouts::Signed;
use crate::ui::visit::page;

/// `/account`
#[component]
pub fn Account() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let profile = FormView::of_action::<SetProfile>(&visit, &ProfileForm::new(&caller.name, &caller.preferences)).await?;
        let password = FormView::of_action::<ChangePassword>(&visit, &()).await?;
        let this = sign_in::current(&visit.session).await?.map(|this| this.id).unwrap_or_default();
        let sign_ins = sign_ins::list(&visit.services, &caller).await?;
        let t = text();
        let done = match visit.query("done").as_str() {
            "saved" => Some(t.get("saved")),
            "password" => Some(t.get("account-password-changed")),
            "sign-out" => Some(t.get("account-signed-out")),
            _ => None,
        };
        Ok(view! {
            <Signed caller title=t.get("account-title")>
                <h1>{t.get("account-title")}</h1>
                {done.map(|done| view! { <p class="notice live measure" role="status"><Icon shape=Shape::Tick/><span>{done}</span></p> })}
                <div class="account">
                    <ProfileView form=profile/>
                    <PasswordView form=password/>
                    <InvitationView/>
                    <SignIns sign_ins this/>
                </div>
            </Signed>
        }
        .into_any())
    })
}

#[component]
fn ProfileView(
    /// What stands in it.
    form: FormView,
) -> impl IntoView {
    let t = text();
    let languages = Language::ALL.map(|language| (language.tag(), language.endonym().to_owned()));
    let languages = [("", t.get("account-language-browser"))].into_iter().chain(languages).collect::<Vec<_>>();
    let themes =
        vec![("", t.get("account-theme-system")), ("light", t.get("account-theme-light")), ("dark", t.get("account-theme-dark"))];
    view! {
        <section class="card padded">
            <h2>{t.get("account-you")}</h2>
            <PostForm to={PhantomData::<SetProfile>} instance=form.instance.clone() class="stack">
                <WrongCount form=form.clone()/>
                <Field form=form.clone() name="name" label=t.get("account-name") hint=t.get("account-name-hint") kind=Kind { autocomplete: "name", ..Kind::default() }/>
                <Choice form=form.clone() name="language" label=t.get("account-language") options=languages/>
                <Choice form=form.clone() name="theme" label=t.get("account-theme") options=themes/>
                <TimeZone form/>
                <p><button class="button primary">{t.get("save")}</button></p>
            </PostForm>
        </section>
    }
}

#[component]
fn Choice(
    /// The form it is in.
    form: FormView,
    /// Its name in the form.
    name: &'static str,
    /// Its visible label.
    label: String,
    /// Value and label of each.
    options: Vec<(&'static str, String)>,
) -> impl IntoView {
    view! {
        <fieldset class="field">
            <legend>{label}</legend>
            <Segmented form=form.clone() name options/>
            {form.why(name).map(|why| view! { <Why why/> })}
        </fieldset>
    }
}

/// A text field, so that any zone can be typed, with the known ones to choose from.
#[component]
fn TimeZone(
    /// The form it is in.
    form: FormView,
) -> impl IntoView {
    let t = text();
    let browsers = use_context::<Parts>().and_then(|parts| browsers_zone(&parts.headers)).map(String::from);
    let hint = match &browsers {
        Some(zone) => t.with("account-zone-hint-browser", [("zone", zone.clone().into())]),
        None => t.get("account-zone-hint"),
    };
    let zones = profile::zones().into_iter().map(|zone| view! { <option value=zone></option> }).collect_view();
    let kind = Kind { placeholder: browsers.unwrap_or_default(), direction: "ltr", list: "time-zones", ..Kind::default() };
    view! {
        <Field form name="time_zone" label=t.get("account-zone") hint kind/>
        <datalist id="time-zones">{zones}</datalist>
    }
}

#[component]
fn PasswordView(
    /// What is wrong with it, if it was sent.
    form: FormView,
) -> impl IntoView {
    let t = text();
    let kind = |autocomplete| Kind { input: "password", autocomplete, direction: "ltr", ..Kind::default() };
    view! {
        <section class="card padded">
            <h2>{t.get("account-password-title")}</h2>
            <p>{t.get("account-password-text")}</p>
            <PostForm to={PhantomData::<ChangePassword>} instance=form.instance.clone() class="stack">
                <WrongCount form=form.clone()/>
                <Field form=form.clone() name="current" label=t.get("account-password-current") kind=kind("current-password")/>
                <Field form=form.clone() name="new" label=t.get("account-password-new") hint=t.get("set-up-password-hint") kind=kind("new-password")/>
                <Field form name="again" label=t.get("account-password-again") kind=kind("new-password")/>
                <p><button class="button">{t.get("account-password-button")}</button></p>
            </PostForm>
        </section>
    }
}

/// The way to the text of his invitations.
#[component]
fn InvitationView() -> impl IntoView {
    let t = text();
    view! {
        <section class="card padded">
            <h2>{t.get("invitation-title")}</h2>
            <p>{t.get("account-invitation-text")}</p>
            <p><a class="button" href="/account/invitation">{t.get("account-invitation-edit")}</a></p>
        </section>
    }
}

#[component]
fn SignIns(
    /// The browsers that are signed in.
    sign_ins: Vec<SignedIn>,
    /// The public id of this one.
    this: String,
) -> impl IntoView {
    let t = text();
    let others = sign_ins.iter().any(|sign_in| sign_in.public_id != this);
    let rows = sign_ins.into_iter().map(|sign_in| row(sign_in, &this)).collect_view();
    view! {
        <section class="card padded">
            <h2>{t.get("account-sign-ins")}</h2>
            <p>{t.get("account-sign-ins-text")}</p>
            <ul class="sign-ins">{rows}</ul>
            {others.then(|| view! {
                <PostForm to={PhantomData::<EndOtherSignIns>}>
                    <button class="button">{t.get("account-sign-out-others")}</button>
                </PostForm>
            })}
        </section>
    }
}

fn row(sign_in: SignedIn, this: &str) -> impl IntoView + use<> {
    let reader = Reader::current();
    let t = reader.text;
    let name = names::browser(t, &sign_in.browser);
    let is_this = sign_in.public_id == this;
    let time = |moment| times::day_and_clock(t, &reader.zone, moment).into();
    let when = t.with("account-sign-in-since", [("since", time(sign_in.since)), ("seen", time(sign_in.last_seen))]);
    let out = (!is_this).then(|| {
        let which = name.clone();
        view! {
            <PostForm to={PhantomData::<EndSignIn>}>
                <input type="hidden" name="sign_in" value=sign_in.public_id/>
                <button class="button">{t.get("sign-out")} " " <span class="visually-hidden">{which}</span></button>
            </PostForm>
        }
    });
    view! {
        <li>
            <div>
                <p><strong>{name}</strong> {is_this.then(|| view! { " " <span class="badge live">{t.get("account-sign-in-here")}</span> })}</p>
                <p class="hint">{when}</p>
            </div>
            {out}
        </li>
    }
}
