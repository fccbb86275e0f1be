//! What is done to a room as a whole: copy it, take it out of use, take it back, delete it.
use std::marker::PhantomData;

use leptos::prelude::*;

use super::icon::{Icon, Shape};
use super::post_form::PostForm;
use crate::api::archive_room::ArchiveRoom;
use crate::api::duplicate_room::DuplicateRoom;
use crate::api::restore_room::RestoreRoom;
use crate::domain::room::{MemberRight, RoomTitle, Slug};
use crate::random;
use crate::services::liveness::Liveness;
use crate::services::rooms::Room;
use crate::text::reader::text;

/// The foot of a room's settings: everything that is seldom wanted.
#[component]
pub fn RoomActions(
    /// The room.
    room: Room,
    /// What is known of its session.
    live: Liveness,
) -> impl IntoView {
    let t = text();
    let slug = room.slug.to_string();
    let is_live = matches!(live, Liveness::Live(_));
    let owners = match (room.right, room.archived) {
        (MemberRight::CoOwner, _) => view! { <li><p class="hint">{t.get("room-owner-only")}</p></li> }.into_any(),
        (MemberRight::Owner, true) => view! {
            <li>
                <RestoreButton slug=room.slug.clone() title=room.title.clone() right=room.right/>
                <p class="hint">{t.get("room-restore-hint")}</p>
            </li>
            <li>
                <a class="button" href=format!("/rooms/{slug}/delete")>{t.get("room-delete")}</a>
                <p class="hint">{t.get("room-delete-hint")}</p>
            </li>
        }
        .into_any(),
        (MemberRight::Owner, false) => view! {
            <li>
                {(!is_live).then(|| view! {
                    <PostForm to={PhantomData::<ArchiveRoom>} slug=slug.clone() instance=random::letters(12)>
                        <button class="button">{t.get("room-archive")}</button>
                    </PostForm>
                })}
                <p class="hint">{t.get(if is_live { "room-archive-live" } else { "room-archive-hint" })}</p>
            </li>
        }
        .into_any(),
    };
    view! {
        <section class="card padded" aria-labelledby="room-more">
            <h2 id="room-more">{t.get("room-more")}</h2>
            <ul class="deeds">
                <li>
                    <PostForm to={PhantomData::<DuplicateRoom>} slug=slug.clone() instance=random::letters(12)>
                        <button class="button"><Icon shape=Shape::Copy/>{t.get("room-duplicate")}</button>
                    </PostForm>
                    <p class="hint">{t.get("room-duplicate-hint")}</p>
                </li>
                {owners}
            </ul>
        </section>
    }
}

/// Takes an archived room back into use; says who can, to whom cannot.
#[component]
pub fn RestoreButton(
    /// The room's part of an address.
    slug: Slug,
    /// What people call it: among many, it says which.
    title: RoomTitle,
    /// What the reader may do in it.
    right: MemberRight,
) -> impl IntoView {
    let t = text();
    match right {
        MemberRight::Owner => view! {
            <PostForm to={PhantomData::<RestoreRoom>} slug=slug.to_string()>
                <button class="button wide">{t.get("room-restore")} " " <span class="visually-hidden">{title.to_string()}</span></button>
            </PostForm>
        }
        .into_any(),
        MemberRight::CoOwner => view! { <p class="hint">{t.get("room-restore-owner")}</p> }.into_any(),
    }
}

/// On every page of a room that is out of use: what that means, and the way back.
#[component]
pub fn ArchivedNotice(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = text();
    view! {
        <div class="notice warn archived">
            <Icon shape=Shape::Info/>
            <p>{t.get("room-archived-text")}</p>
            <RestoreButton slug=room.slug title=room.title right=room.right/>
        </div>
    }
}
