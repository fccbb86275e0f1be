//! The link for a projector: a code for phones in the last row, and the address for everybody else.
use leptos::prelude::*;

use crate::services::Services;
use crate::services::invites::Invite;
use crate::services::rooms::Room;
use crate::services::share;
use crate::text::name;
use crate::text::reader::text;
use crate::ui::components::qr::Qr;
use crate::ui::components::share_box::State;
use crate::ui::components::window_title::WindowTitle;
use crate::ui::layouts::Signed;
use crate::ui::visit::page;

/// `/rooms/{slug}/invites/{id}/screen`
#[component]
pub fn InviteScreen() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let (room, invite) = share::find(&visit.services, &caller, &visit.param("slug"), &visit.param("id")).await?;
        let t = text();
        let back = format!("/rooms/{}#share", room.slug);
        if invite.terms.role.is_admin() || invite.terms.person.is_some() {
            let why = if invite.terms.role.is_admin() { "screen-not-moderators" } else { "screen-not-personal" };
            return Ok(view! {
                <Signed caller title=t.get("screen-title")>
                    <h1>{t.get("screen-title")}</h1>
                    <p class="measure">{t.get(why)}</p>
                    <p><a class="button" href=back>{t.with("calendar-back", [("title", name(room.title.as_str()))])}</a></p>
                </Signed>
            }
            .into_any());
        }
        Ok(screen(&visit.services, &room, invite, back).into_any())
    })
}

fn screen(services: &Services, room: &Room, invite: Invite, back: String) -> impl IntoView + use<> {
    let t = text();
    let link = invite.link(services);
    // People type it: every browser puts the usual scheme in front by itself.
    let typed = link.strip_prefix("https://").unwrap_or(&link);
    let (site, code) = typed.rsplit_once('/').unwrap_or((typed, ""));
    let (site, code) = (format!("{site}/"), code.to_owned());
    let picture = Qr::for_paper(&link).map(|qr| qr.view(t.get("share-qr-label")));
    let passcode = invite.terms.passcode.clone().map(|passcode| passcode.to_string());
    let services = services.clone();
    view! {
        <WindowTitle text=t.with("window-title", [("page", room.title.to_string().into())])/>
        <main id="main" class="screen">
            <header>
                <h1><bdi>{room.title.to_string()}</bdi></h1>
                <a class="button" href=back accesskey="x">{t.get("screen-close")}</a>
            </header>
            {picture}
            <div class="how">
                <State services invite/>
                <p>{t.get("screen-scan")}</p>
                <p class="address" dir="ltr"><span>{site}</span> <wbr/> <strong>{code}</strong></p>
                {passcode.map(|passcode| view! { <p class="passcode">{t.get("share-passcode")} " " <strong data-passcode>{passcode}</strong></p> })}
            </div>
        </main>
    }
}
