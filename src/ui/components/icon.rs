//! Line icons, inline: nothing to fetch, they take the colour of the text. Shapes of the Lucide set (ISC licence).
use leptos::prelude::*;

use crate::domain::locks::LockKind;

/// An icon. It never stands alone: a text or label says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Roomkey's own.
    Key,
    /// Start, join.
    Door,
    /// Copy.
    Copy,
    /// Something new.
    Plus,
    /// A person.
    Person,
    /// Locked.
    Locked,
    /// Allowed.
    Unlocked,
    /// Wrong.
    Alert,
    /// Worth knowing.
    Info,
    /// Done.
    Tick,
    /// Nothing, or not yet.
    Dash,
    /// Look for something.
    Search,
    /// A favourite.
    Star,
    /// One of the locks.
    Lock(LockKind),
}

impl Shape {
    /// The paths on a 24 × 24 grid.
    fn paths(self) -> &'static str {
        match self {
            Self::Key => "M2 15.5a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M21 2l-9.6 9.6M15.5 7.5l3 3L22 7l-3-3",
            Self::Door => {
                "M13 4h3a2 2 0 0 1 2 2v14M2 20h3m8 0h9M10 12v.01M13 4.56v16.16a1 1 0 0 1-1.24.97L5 20V5.56a2 2 0 0 1 1.52-1.94l4-1A2 2 0 0 1 13 4.56Z"
            }
            Self::Copy => "M11 9h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2ZM5 15V5a2 2 0 0 1 2-2h8",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Person => "M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2M8 7a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
            Self::Locked => "M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2ZM7 11V7a5 5 0 0 1 10 0v4",
            Self::Unlocked => "M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2ZM7 11V7a5 5 0 0 1 9.9-1",
            Self::Alert => "M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0M12 8v4m0 4h.01",
            Self::Info => "M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0M12 16v-4m0-4h.01",
            Self::Tick => "M20 6 9 17l-5-5",
            Self::Dash => "M5 12h14",
            Self::Search => "M3 11a8 8 0 1 0 16 0a8 8 0 1 0-16 0M21 21l-4.3-4.3",
            Self::Star => "m12 2 3.09 6.26L22 9.27l-5 4.87 1.18 6.88L12 17.77l-6.18 3.25L7 14.14 2 9.27l6.91-1.01Z",
            Self::Lock(kind) => lock_paths(kind),
        }
    }
}

fn lock_paths(kind: LockKind) -> &'static str {
    match kind {
        LockKind::Microphone => "M12 2a3 3 0 0 0-3 3v7a3 3 0 0 0 6 0V5a3 3 0 0 0-3-3ZM19 10v2a7 7 0 0 1-14 0v-2M12 19v3",
        LockKind::Webcam => {
            "m16 13 5.2 3.5a.5.5 0 0 0 .8-.4V7.9a.5.5 0 0 0-.8-.4L16 10.5M4 6h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2Z"
        }
        LockKind::ScreenSharing => "M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2ZM8 21h8m-4-4v4",
        LockKind::Whiteboard => "M12 20h9M16.4 3.6a2.1 2.1 0 0 1 3 3L7.4 18.6l-4 1 1-4Z",
        LockKind::SharedNotepad => "M8 2v4M16 2v4M4 4h16v18H4zM8 11h8M8 16h5",
        LockKind::Chat => "M7.9 20A9 9 0 1 0 4 16.1L2 22Z",
        LockKind::ChatSendMessage => {
            "M14.5 21.7a.5.5 0 0 0 .9 0l6.5-19a.5.5 0 0 0-.6-.6l-19 6.5a.5.5 0 0 0 0 .9l7.9 3.2a2 2 0 0 1 1.1 1.1zM21.9 2.1l-11 11"
        }
        LockKind::ChatFileShare => {
            "m21.4 11-9.2 9.2a6 6 0 0 1-8.5-8.5l8.6-8.6a4 4 0 0 1 5.7 5.7l-8.6 8.6a2 2 0 0 1-2.8-2.8l8.5-8.5"
        }
        LockKind::PrivateChat => {
            "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M5 7a4 4 0 1 0 8 0a4 4 0 1 0-8 0M22 21v-2a4 4 0 0 0-3-3.9M16 3.1a4 4 0 0 1 0 7.8"
        }
        LockKind::Reactions => "M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0M8 14s1.5 2 4 2 4-2 4-2M9 9h.01M15 9h.01",
    }
}

/// An icon beside a text.
#[component]
pub fn Icon(
    /// Which.
    shape: Shape,
) -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d=shape.paths()></path>
        </svg>
    }
}
