//! Locks: of a room, for people, and as they fall out.
use leptos::prelude::*;
use serde_json::json;

use super::samples::Samples;
use super::{piece, state};
use crate::domain::locks::{LockKind, PersonLocks, Preset, Viewer, foreseen};
use crate::domain::person::MeetingRole;
use crate::forms::PeopleLocksForm;
use crate::services::classroom::{Asked, People};
use crate::ui::components::lock_matrix::{Legend, Matrix};
use crate::ui::components::lock_presets::{PresetChanges, Presets};
use crate::ui::components::lock_rows::EffectiveLocks;
use crate::ui::components::lock_views::{LockViews, View};
use crate::ui::form_view::FormView;

pub(super) fn all(samples: &Samples) -> impl IntoView + use<> {
    let (slug, stored, rules) = (samples.room.slug.clone(), samples.room.locks, samples.room.lock_rules());
    let page = || "/styleguide".to_owned();
    let falls = |role| foreseen(Viewer { role, is_presenter: false }, &PersonLocks::default(), &rules);
    let (participant, moderator) = (falls(MeetingRole::Participant), falls(MeetingRole::Moderator));
    let invites = vec![samples.personal.clone(), samples.open.clone()];
    let people = People { asked: Asked::default(), members: Vec::new(), invites, next: None };
    let field = PeopleLocksForm::cell(samples.personal.id.as_str(), LockKind::Chat);
    let form = FormView::fresh(&json!({ field.clone(): "locked" }));
    let wrong = form.clone().with_wrong(&field, "Somebody else chose “Allowed” meanwhile.".to_owned());
    let (others, other) = (people.clone(), slug.clone());
    view! {
        {piece("LockViews", view! {{state("for people", view! { <LockViews slug=slug.clone() shown=View::People/> })}})}
        {piece("Presets", view! {
            {state("none", view! { <Presets page=page() stored filled=None/> })}
            {state("one filled in", view! { <Presets page=page() stored filled=Some(Preset::Exam)/> })}
            {state("what it changes", view! { <PresetChanges preset=Preset::Exam stored page=page()/> })}
            {state("changes nothing", view! { <PresetChanges preset=Preset::Discussion stored=Preset::Discussion.locks() page=page()/> })}
        })}
        {piece("EffectiveLocks", view! {
            {state("of a participant", view! { <EffectiveLocks outcome=participant/> })}
            {state("of a moderator", view! { <EffectiveLocks outcome=moderator/> })}
        })}
        {piece("Legend", view! {{state("always", view! { <Legend/> })}})}
        {piece("Matrix", view! {
            {state("one chosen, not saved", view! { <Matrix form=form slug rules people ticked=false/> })}
            {state("one wrong, all ticked", view! { <Matrix form=wrong slug=other rules people=others ticked=true/> })}
        })}
    }
}
