//! What somebody may do in a meeting, in one sentence.
use super::{Text, name, names};
use crate::domain::locks::{LockKind, Outcome};
use crate::domain::person::MeetingRole;

/// Who joins as what, what they may do and what not.
pub fn may_do(t: Text, who: &str, role: MeetingRole, outcome: &Outcome) -> String {
    let is_locked = |kind| outcome.iter().any(|(other, falls)| *other == kind && falls.locked);
    // Without the chat's box there is nothing to write or attach in (`plugnmeet-api.md` §4): not worth a word of its own.
    let goes_with_chat = |kind: &LockKind| matches!(kind, LockKind::ChatSendMessage | LockKind::ChatFileShare);
    let said = LockKind::ALL.into_iter().filter(|kind| !(goes_with_chat(kind) && is_locked(LockKind::Chat)));
    let (locked, allowed): (Vec<LockKind>, Vec<LockKind>) = said.partition(|kind| is_locked(*kind));
    if role.is_admin() {
        return t.with("sentence-moderator", [("name", name(who))]);
    }
    if locked.is_empty() {
        return t.with("sentence-everything", [("name", name(who))]);
    }
    if allowed.is_empty() {
        return t.with("sentence-nothing", [("name", name(who))]);
    }
    let deeds = |kinds: Vec<LockKind>, last: &str| t.list(kinds.into_iter().map(|kind| t.get(names::deed(kind))), last);
    t.with(
        "sentence-some",
        [("name", name(who)), ("may", deeds(allowed, "list-and").into()), ("may-not", deeds(locked, "list-or").into())],
    )
}
