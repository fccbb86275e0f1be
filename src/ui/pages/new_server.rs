//! A new meeting server.
use std::marker::PhantomData;

use leptos::prelude::*;

use crate::api::add_server::AddServer;
use crate::forms::MeetingServerForm;
use crate::text::reader::text;
use crate::ui::components::field::WrongCount;
use crate::ui::components::post_form::PostForm;
use crate::ui::components::server_fields::{SecretField, ServerFields};
use crate::ui::form_view::FormView;
use crate::ui::layouts::Signed;
use crate::ui::visit::page;

/// `/servers/new`
#[component]
pub fn NewServer() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.administrator()?;
        let form = FormView::of(&visit, &MeetingServerForm::default()).await?;
        let t = text();
        Ok(view! {
            <Signed caller title=t.get("new-server-title")>
                <h1>{t.get("new-server-title")}</h1>
                <div class="two">
                    <PostForm to={PhantomData::<AddServer>} instance=form.instance.clone() class="stack">
                        <WrongCount form=form.clone()/>
                        <ServerFields form=form.clone() new=true/>
                        <SecretField form label=t.get("server-secret") hint=t.get("server-secret-hint")/>
                        <p class="actions">
                            <button class="button primary">{t.get("new-server-button")}</button>
                            <a class="button quiet" href="/servers">{t.get("cancel")}</a>
                        </p>
                    </PostForm>
                    <aside>
                        <section class="card padded">
                            <h2>{t.get("server-where-title")}</h2>
                            <p>{t.get("server-where-text")}</p>
                            <pre class="mono" dir="ltr">"client:\n  api_key: …\n  secret: …"</pre>
                            <p class="hint">{t.get("server-where-then")}</p>
                        </section>
                    </aside>
                </div>
            </Signed>
        }
        .into_any())
    })
}
