//! One meeting server: what is said of it, its secret, and what else can be done with it.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::forget_server_secret::ForgetServerSecret;
use crate::api::set_default_server::SetDefaultServer;
use crate::api::set_server::SetServer;
use crate::api::set_server_secret::SetServerSecret;
use crate::api::try_server_secret::TryServerSecret;
use crate::forms::MeetingServerForm;
use crate::services::servers::{self, Server as MeetingServer};
use crate::text::reader::text;
use crate::ui::components::field::WrongCount;
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::post_form::PostForm;
use crate::ui::components::server_fields::{SecretField, ServerFields};
use crate::ui::components::server_state::{StateOfServer, TestButton};
use crate::ui::form_view::FormView;
use crate::ui::layouts::Signed;
use crate::ui::visit::{PageError, page};

/// `/servers/{id}`
#[component]
pub fn Server() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.administrator()?;
        let id = visit.param("id");
        let server = servers::find(&visit.services, &id.as_str().into()).await?.ok_or(PageError::NotFound)?;
        let form = FormView::of_action::<SetServer>(&visit, &MeetingServerForm::of(&server.description)).await?;
        let set = FormView::of_action::<SetServerSecret>(&visit, &()).await?;
        let again = FormView::of_action::<TryServerSecret>(&visit, &()).await?;
        let forget = FormView::of_action::<ForgetServerSecret>(&visit, &()).await?;
        let secret = [again, forget].into_iter().find(|form| form.wrong_count() > 0).unwrap_or(set);
        let state = servers::state(&visit.services, &server.id).await;
        let t = text();
        let title = server.description.name.to_string();
        let done = visit.query("done");
        let saved = (done == "saved").then(|| notice(t.get("saved")));
        let secret_done = match done.as_str() {
            "secret" => Some(notice(t.get("server-secret-taken"))),
            "forgotten" => Some(notice(t.get("server-secret-forgotten"))),
            _ => None,
        };
        let address = format!("/servers/{id}");
        Ok(view! {
            <Signed caller title=title.clone()>
                <div class="head">
                    <div>
                        <h1><bdi>{title}</bdi></h1>
                        <p class="actions"><StateOfServer state clock=visit.services.clock.clone()/></p>
                        <p class="actions">
                            {server.is_default.then(|| view! { <span class="badge live">{t.get("servers-default")}</span> })}
                            <span class="hint">{t.with("servers-rooms", [("count", server.rooms.into())])}</span>
                        </p>
                    </div>
                    <div class="actions"><TestButton id=id.clone()/></div>
                </div>
                {saved}
                <div class="account">
                    <Description form id=id.clone()/>
                    <NewSecret form=secret server=server.clone() done=secret_done.map(IntoAny::into_any)/>
                    <More server address/>
                </div>
            </Signed>
        }
        .into_any())
    })
}

#[component]
fn Description(
    /// What stands in it.
    form: FormView,
    /// Which server.
    id: String,
) -> impl IntoView {
    let t = text();
    view! {
        <section class="card padded">
            <h2>{t.get("server-description")}</h2>
            <PostForm to={PhantomData::<SetServer>} instance=form.instance.clone() base=form.base() class="stack">
                <input type="hidden" name="server" value=id/>
                <WrongCount form=form.clone()/>
                <ServerFields form=form.clone()/>
                <SecretField form label=t.get("server-secret-again") hint=t.get("server-secret-again-hint")/>
                <p><button class="button primary">{t.get("save")}</button></p>
            </PostForm>
        </section>
    }
}

/// That something is done.
fn notice(done: String) -> impl IntoView {
    view! { <p class="notice live measure" role="status"><Icon shape=Shape::Tick/><span>{done}</span></p> }
}

/// Another secret: to be typed, or waiting until the server passes a test with it.
#[component]
fn NewSecret(
    /// What is wrong, if it was sent.
    form: FormView,
    /// Of this server, as it is shown.
    server: MeetingServer,
    /// What has just been done.
    done: Option<AnyView>,
) -> impl IntoView {
    let t = text();
    let [set, again, forget] = std::array::from_fn(|_| {
        view! {
            <input type="hidden" name="server" value=server.id.as_str().to_owned()/>
            <input type="hidden" name="version" value=server.version.to_string()/>
        }
    });
    let waits = server.has_next_secret.then(|| {
        view! {
            <p class="notice warn"><Icon shape=Shape::Info/><span>{t.get("server-secret-waits")}</span></p>
            <div class="actions">
                <PostForm to={PhantomData::<TryServerSecret>} instance=form.instance.clone()>
                    {again}
                    <button class="button primary">{t.get("server-secret-try")}</button>
                </PostForm>
                <PostForm to={PhantomData::<ForgetServerSecret>} instance=form.instance.clone()>
                    {forget}
                    <button class="button">{t.get("server-secret-forget")}</button>
                </PostForm>
            </div>
        }
    });
    // One that waits may be a wrong one: another takes its place.
    let label = t.get(if server.has_next_secret { "server-other-secret-label" } else { "server-new-secret-label" });
    view! {
        <section class="card padded stack" aria-labelledby="secret">
            <h2 id="secret" tabindex="-1">{t.get("server-new-secret")}</h2>
            {done}
            <WrongCount form=form.clone()/>
            {waits}
            <p>{t.get("server-new-secret-text")}</p>
            <PostForm to={PhantomData::<SetServerSecret>} instance=form.instance.clone() class="stack">
                {set}
                <SecretField form label hint=t.get("server-secret-hint")/>
                <p><button class="button">{t.get("server-new-secret-button")}</button></p>
            </PostForm>
        </section>
    }
}

/// What is seldom wanted.
#[component]
fn More(
    /// Which server.
    server: MeetingServer,
    /// Of its page.
    address: String,
) -> impl IntoView {
    let t = text();
    let default = if server.is_default {
        view! { <li><p class="hint">{t.get("server-is-default")}</p></li> }.into_any()
    } else {
        view! {
            <li>
                <PostForm to={PhantomData::<SetDefaultServer>}>
                    <input type="hidden" name="server" value=server.id.as_str().to_owned()/>
                    <button class="button">{t.get("servers-make-default")}</button>
                </PostForm>
                <p class="hint">{t.get("server-make-default-hint")}</p>
            </li>
        }
        .into_any()
    };
    view! {
        <section class="card padded">
            <h2>{t.get("server-more")}</h2>
            <ul class="deeds">
                {default}
                <li>
                    <a class="button" href=format!("{address}/remove")>{t.get("server-remove")}</a>
                    <p class="hint">{t.get("server-remove-hint")}</p>
                </li>
            </ul>
        </section>
    }
}
