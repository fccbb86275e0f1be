//! Whether a guest is let into a room now: the moderator decides when it starts.

/// What is known of a room when somebody with an invite stands before it. Sessions are named by their `sid`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doorway<'a> {
    /// The session that runs, if one does.
    pub running: Option<&'a str>,
    /// The session that a moderator started last.
    pub started: Option<&'a str>,
    /// The session that no more guests are let into.
    pub shut: Option<&'a str>,
    /// The session that this guest was let into last.
    pub was_in: Option<&'a str>,
    /// Whether whoever comes first may start.
    pub anyone_may_start: bool,
    /// Whether the guest is a moderator, whom nothing here keeps out.
    pub is_moderator: bool,
}

/// How the door is for this guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// They come in. Where nothing runs, they begin it.
    Open,
    /// No moderator has started yet: they wait.
    NotStarted,
    /// The session that they were in is over, and there is no other yet: they may wait for it.
    Over,
    /// A moderator stopped letting people in: they wait. Whoever has been in this session comes back in.
    Shut,
}

impl Doorway<'_> {
    /// How the door is.
    pub fn door(&self) -> Door {
        if self.is_moderator {
            return Door::Open;
        }
        match self.running {
            Some(_) if self.shut == self.running && self.was_in != self.running => Door::Shut,
            Some(_) if self.anyone_may_start || self.started == self.running => Door::Open,
            None if self.anyone_may_start => Door::Open,
            None if self.started.is_some() && self.was_in == self.started => Door::Over,
            _ => Door::NotStarted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moderator_decides_when_it_starts() {
        let waits = Doorway::default();
        assert_eq!(waits.door(), Door::NotStarted);
        // Somebody made a link for a student: a session runs, and nobody has started it.
        let running = Doorway { running: Some("b"), started: Some("a"), ..waits };
        assert_eq!(running.door(), Door::NotStarted);
        assert_eq!(Doorway { started: Some("b"), ..running }.door(), Door::Open);
        assert_eq!(Doorway { is_moderator: true, ..waits }.door(), Door::Open);
        for doorway in [waits, running] {
            assert_eq!(Doorway { anyone_may_start: true, ..doorway }.door(), Door::Open);
        }
    }

    #[test]
    fn who_was_in_comes_back_through_a_shut_door_and_hears_when_it_is_over() {
        let shut = Doorway { running: Some("a"), started: Some("a"), shut: Some("a"), ..Doorway::default() };
        assert_eq!(shut.door(), Door::Shut);
        assert_eq!(Doorway { anyone_may_start: true, ..shut }.door(), Door::Shut);
        assert_eq!(Doorway { was_in: Some("a"), ..shut }.door(), Door::Open);
        assert_eq!(Doorway { was_in: Some("old"), ..shut }.door(), Door::Shut);
        assert_eq!(Doorway { is_moderator: true, ..shut }.door(), Door::Open);
        assert_eq!(Doorway { shut: Some("old"), ..shut }.door(), Door::Open, "the next session begins with an open door");
        let over = Doorway { started: Some("a"), was_in: Some("a"), ..Doorway::default() };
        assert_eq!(over.door(), Door::Over);
        assert_eq!(Doorway { was_in: None, ..over }.door(), Door::NotStarted);
        assert_eq!(Doorway { anyone_may_start: true, ..over }.door(), Door::Open);
    }
}
