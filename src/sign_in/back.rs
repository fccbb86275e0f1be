//! Where a button leads back to: the page of the room that it stood on, with a word of what it did.

/// A page of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back(String);

impl Back {
    /// The page that the form names, if it is one of this room's below `part` of its address; else that part itself. A form
    /// may say anything.
    pub fn new(slug: &str, part: &str, named: &str) -> Self {
        let home = format!("/rooms/{slug}{part}");
        let below = named.strip_prefix(&home).is_some_and(|rest| rest.is_empty() || rest.starts_with(['?', '/', '#']));
        let plain = named.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') && !named.contains("..");
        Self(if below && plain { named.to_owned() } else { home })
    }

    /// Its address.
    pub fn address(self) -> String {
        self.0
    }

    /// Its address with a word for the page to say.
    pub fn saying(self, what: &str, word: &str) -> String {
        let (page, place) = self.0.split_once('#').map_or((self.0.as_str(), ""), |(page, place)| (page, place));
        let joint = if page.contains('?') { '&' } else { '?' };
        let hash = if place.is_empty() { "" } else { "#" };
        format!("{page}{joint}{what}={word}{hash}{place}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_leads_back_to_a_page_of_its_room() {
        let home = "/rooms/bio-x1/invites";
        for named in [
            "",
            "/rooms",
            "/rooms/bio-x1",
            "/rooms/bio-x12/invites",
            "//evil.example",
            "/rooms/bio-x1/invites\r\na",
            "/rooms/bio-x1/invites/../x",
        ] {
            assert_eq!(Back::new("bio-x1", "/invites", named).address(), home, "{named}");
        }
        for (named, said) in [
            (home, "/rooms/bio-x1/invites?done=1"),
            ("/rooms/bio-x1/invites?q=a", "/rooms/bio-x1/invites?q=a&done=1"),
            ("/rooms/bio-x1/invites/7#guests", "/rooms/bio-x1/invites/7?done=1#guests"),
        ] {
            assert_eq!(Back::new("bio-x1", "/invites", named).saying("done", "1"), said);
        }
    }
}
