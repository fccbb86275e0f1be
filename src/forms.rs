//! What a page posts, and what it means: one raw struct per form, of texts only, so that nothing a person types can fail
//! to arrive; `parse` makes domain values of it, or says for every wrong field what is wrong.
//!
//! A server function takes such a struct as `#[server(flatten)] form: …`; a rejected one waits in the session, without its
//! secrets, until the page shows it again.
mod account;
mod design;
mod design_draft;
mod errors;
mod invite;
mod join_link;
mod meanwhile;
mod people_locks;
mod posted;
mod rehearsal;
mod room;
mod server;
mod settings;
mod share;

pub use account::{PasswordChange, PasswordForm, Profile, ProfileForm, SetUp, SetUpForm, SignIn, SignInForm};
pub use design::{DesignChoice, DesignForm, IMPORT, RoomDesign, SavedDesignForm, WantedDesign};
pub use design_draft::{DESIGN_EDITOR, DesignDraft, FIX, LOGO_FILE, PALETTE, PREVIEW};
pub use errors::{FieldError, FieldErrors};
pub use invite::{Ends, InviteForm, InviteRequest, Moments};
pub use join_link::{JoinLinkForm, JoinLinkRequest};
/// What a form of a room is sent with to end the running session after it was stored, in the field `then`.
pub const END_SESSION: &str = "end-session";

pub use meanwhile::{BASE, Meanwhile, changed_meanwhile, fields};
pub use people_locks::{LockChange, PeopleLocksForm, PersonChanges};
pub use posted::{FieldName, Posted};
pub use rehearsal::LinkForm;
pub use room::{NewRoomForm, RoomLocksForm, ServerForm};
pub use server::{MeetingServerForm, RemoveServerForm, SecretForm};
pub use settings::SettingsForm;
pub use share::{CalendarForm, DAYS, InvitationForm, SharedInvite, SharedInviteForm, USUAL_DAYS};
