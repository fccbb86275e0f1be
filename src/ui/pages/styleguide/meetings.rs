//! Rooms, their sessions and servers.
use leptos::prelude::*;

use super::samples::Samples;
use super::{piece, state};
use crate::clock::{Clock, UnixMillis};
use crate::domain::room::{MemberRight, RoomTitle, Slug};
use crate::meeting::plugnmeet::breaker::ServerState;
use crate::ui::components::outage::OutageNotice;
use crate::ui::components::room_actions::{ArchivedNotice, RestoreButton, RoomActions};
use crate::ui::components::room_bits::{
    ArchivedBadge, CopyInvite, EndSession, JoinButton, LinkFor, LiveBadge, NameForm, NextSession,
};
use crate::ui::components::room_finder::FavouriteButton;
use crate::ui::components::server_state::{StateOfServer, TestButton};

pub(super) fn all(samples: &Samples, clock: &Clock) -> impl IntoView + use<> {
    let (room, archived) = (samples.room.clone(), samples.archived.clone());
    let (slug, title): (Slug, RoomTitle) = (room.slug.clone(), room.title.clone());
    let badges = samples.livenesses().map(|(is, live)| state(is, view! { <p class="actions"><LiveBadge live/></p> }));
    let starts =
        samples.livenesses().map(|(is, live)| state(is, view! { <JoinButton slug=slug.clone() title=title.clone() live/> }));
    let states = [
        ("nobody has asked", ServerState::Unknown),
        ("it answers", ServerState::Up { checked_at: UnixMillis(samples.now.0 - 5_000) }),
        ("it does not", ServerState::Down { outage: samples.outage.clone(), tried_at: samples.now }),
    ];
    let states =
        states.map(|(is, known)| state(is, view! { <p class="actions"><StateOfServer state=known clock=clock.clone()/></p> }));
    let link = "https://school.example/j/4F7K-2M9P-XW3D".to_owned();
    view! {
        {piece("LiveBadge", view! {{badges.collect_view()} {state("archived", view! { <ArchivedBadge/> })}})}
        {piece("JoinButton", view! {{starts.collect_view()}})}
        {piece("Of a card", view! {
            {state("copy an invite", view! { <CopyInvite slug=slug.clone() title=title.clone() link=Some(link)/> })}
            {state("no invite to copy", view! { <CopyInvite slug=slug.clone() title=title.clone() link=None/> })}
            {state("a link for somebody", view! { <LinkFor slug=slug.clone() title=title.clone()/> })}
            {state("the question for a name", view! { <NameForm slug=slug.clone()/> })}
            {state("a favourite", view! { <FavouriteButton slug=slug.clone() title=title.clone() favourite=true back="/styleguide".to_owned()/> })}
            {state("no favourite", view! { <FavouriteButton slug=slug.clone() title=title.clone() favourite=false back="/styleguide".to_owned()/> })}
            {state("back into use", view! { <RestoreButton slug title right=MemberRight::Owner/> })}
        })}
        {piece("Of a room", view! {
            {state("its actions", view! { <RoomActions room=room.clone() live=samples.live()/> })}
            {state("end the session", view! { <EndSession room/> })}
            {state("changes come with the next session", view! { <form><NextSession live=samples.live()/></form> })}
            {state("archived", view! { <ArchivedNotice room=archived/> })}
            {state("its server is down", view! { <OutageNotice server="School server".to_owned() outage=samples.outage.clone()/> })}
        })}
        {piece("StateOfServer", view! {
            {states.collect_view()}
            {state("try it", view! { <TestButton id="sample".to_owned()/> })}
        })}
    }
}
