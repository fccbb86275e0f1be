//! The three views of a room's locks.
use leptos::prelude::*;

use crate::domain::percent;
use crate::domain::room::Slug;
use crate::text::reader::text;

/// One of the views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// What is locked for everybody.
    Room,
    /// What is locked for whom.
    People,
    /// How it falls out for somebody.
    As,
}

impl View {
    const ALL: [Self; 3] = [Self::Room, Self::People, Self::As];

    /// Its address.
    pub fn address(self, slug: &Slug) -> String {
        match self {
            Self::Room => format!("/rooms/{slug}/locks"),
            Self::People => format!("/rooms/{slug}/locks/people"),
            Self::As => format!("/rooms/{slug}/locks/as"),
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Room => "lock-view-room",
            Self::People => "lock-view-people",
            Self::As => "lock-view-as",
        }
    }
}

/// The address of the view of the room as whoever has this invite meets it.
pub fn as_invited(slug: &Slug, invite: &str) -> String {
    format!("{}?invite={}", View::As.address(slug), percent::encoded(invite))
}

/// The address of the view of the room as a member meets it, by what they are called on the meeting server.
pub fn as_member(slug: &Slug, meeting_user_id: &str) -> String {
    format!("{}?member={}", View::As.address(slug), percent::encoded(meeting_user_id))
}

/// Links to all three.
#[component]
pub fn LockViews(
    /// Of which room.
    slug: Slug,
    /// The one that is shown.
    shown: View,
) -> impl IntoView {
    let t = text();
    let links = View::ALL
        .into_iter()
        .map(
            |view| view! { <a href=view.address(&slug) aria-current=(view == shown).then_some("page")>{t.get(view.label())}</a> },
        )
        .collect_view();
    view! { <nav class="segmented views" aria-label=t.get("lock-views")>{links}</nav> }
}
