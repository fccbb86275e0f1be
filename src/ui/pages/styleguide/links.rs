//! Invites and join links.
use leptos::prelude::*;

use super::samples::Samples;
use super::{piece, state};
use crate::domain::invite::Standing;
use crate::ui::components::invite_bits::{InviteFacts, InviteLink, RenewalChoice, StandingBadge};
use crate::ui::components::key_card::KeyCard;
use crate::ui::components::qr::Qr;
use crate::ui::components::refusal_bits::{ReadmitButton, RefuseQuestion};

pub(super) fn all(samples: &Samples) -> impl IntoView + use<> {
    let (now, room) = (samples.now, samples.room.clone());
    let standings = [
        ("valid", Standing::Valid),
        ("not yet", Standing::NotYet(now.0)),
        ("expired", Standing::Expired(now.0)),
        ("used up", Standing::UsedUp),
        ("revoked", Standing::Revoked(now.0)),
    ];
    let badges = standings.map(|(is, standing)| state(is, view! { <StandingBadge standing/> }));
    let (slug, user_id, who, back) =
        (room.slug.to_string(), "ann-lee-7q2x".to_owned(), "Ann Lee".to_owned(), "/styleguide".to_owned());
    let code = Qr::of("https://school.example/j/4F7K-2M9P-XW3D").map(|code| code.view("QR code of a sample link".to_owned()));
    view! {
        {piece("StandingBadge", view! {{badges.collect_view()}})}
        {piece("Invites", view! {
            {state("its link", view! { <InviteLink invite=samples.open.clone() primary=true/> })}
            {state("personal, with everything", view! { <InviteFacts invite=samples.personal.clone() now/> })}
            {state("open, never used", view! { <InviteFacts invite=samples.open.clone() now/> })}
            {state("for how long", view! { <RenewalChoice id="sample-renewal"/> })}
            {state("QR code", view! { {code} })}
        })}
        {piece("Refusing", view! {
            {state("the question", view! { <RefuseQuestion slug=slug.clone() user_id=user_id.clone() who=who.clone() back=back.clone() own_ids=false/> })}
            {state("nobody can be put out", view! { <RefuseQuestion slug=slug.clone() user_id=user_id.clone() who=who.clone() back=back.clone() own_ids=true/> })}
            {state("back again", view! { <ReadmitButton slug user_id who back/> })}
        })}
        {piece("KeyCard", view! {
            {state("for a participant, with a typed id", view! { <KeyCard room made=samples.made.clone() now sandbox=true/> })}
        })}
    }
}
