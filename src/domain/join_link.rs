//! The one place that builds a join link (`plugnmeet-api.md` §7.1, §8).
use std::fmt;

use serde::{Deserialize, Serialize};

use super::design::{Design, DesignKey};
use super::percent;

/// `<join address>?access_token=<token>[&custom_design=<percent-encoded JSON>]`: whoever holds it is let in for ten minutes.
/// Never printed by accident, never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct JoinLink(String);

/// A link would be longer than [`JoinLink::LIMIT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{length} characters, {limit} at most")]
pub struct TooLong {
    /// How many characters it would have.
    pub length: usize,
    /// How many it may have.
    pub limit: usize,
    /// The design's longest values, the longest first, three at most: what to shorten.
    pub longest: Vec<DesignKey>,
}

impl JoinLink {
    /// Most characters of a link: plugNmeet's server refuses a request line of about 3.9 kB (431, measured), and mail
    /// programs break long lines earlier.
    pub const LIMIT: usize = 3000;

    /// Room for the longest token that a server with this API key can give, in characters.
    ///
    /// Its claims (`plugnmeet-api.md` §3.3) have 140 bytes of their own, the name up to 600 (100 characters, the longest of
    /// which a server writes as 6 bytes, for instance `\u0026`), the person's id twice 64, the room's id 64, and the API key,
    /// all in base64; and the header 36, the signature 43, two dots.
    fn longest_token(api_key: &str) -> usize {
        ((140 + 600 + 2 * 64 + 64 + api_key.len()) * 4).div_ceil(3) + 36 + 43 + 2
    }

    /// Builds the link. The address keeps the slash in front of `?`, and gets one where it has none: the client's own files
    /// are found relative to it. Nothing set, no `custom_design`.
    pub fn build(join_address: &str, token: &str, design: &Design) -> Result<Self, TooLong> {
        let link = format!("{}{token}{}", with_parameter(join_address), design.link_part());
        check(link.chars().count(), design)?;
        Ok(Self(link))
    }

    /// Whether a link with a token of this many characters is short enough.
    pub fn check(join_address: &str, token_length: usize, design: &Design) -> Result<(), TooLong> {
        check(with_parameter(join_address).chars().count() + token_length + design.link_length(), design)
    }

    /// Whether a design leaves room for everybody's token, to be asked where a room's design or its server is set: once this
    /// is so, none of the room's links is too long.
    pub fn check_design(join_address: &str, api_key: &str, design: &Design) -> Result<(), TooLong> {
        Self::check(join_address, Self::longest_token(api_key), design)
    }

    /// The link: to show it, once, to the one who asked for it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<JoinLink> for String {
    fn from(link: JoinLink) -> Self {
        link.0
    }
}

impl fmt::Debug for JoinLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JoinLink(…)")
    }
}

impl Design {
    /// What the design adds to a link, in characters.
    pub fn link_length(&self) -> usize {
        self.link_part().len()
    }

    fn link_part(&self) -> String {
        if self.is_empty() { String::new() } else { format!("&custom_design={}", percent::encoded(&self.to_json())) }
    }
}

fn check(length: usize, design: &Design) -> Result<(), TooLong> {
    if length <= JoinLink::LIMIT {
        return Ok(());
    }
    let mut values: Vec<_> = design.iter().map(|(key, value)| (percent::encoded(value.as_str()).len(), key)).collect();
    values.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    Err(TooLong { length, limit: JoinLink::LIMIT, longest: values.into_iter().map(|(_, key)| key).take(3).collect() })
}

/// The address up to and with `access_token=`.
fn with_parameter(join_address: &str) -> String {
    let join_address = join_address.trim();
    let separator = match join_address.split_once('?') {
        Some(_) => "&",
        None if join_address.ends_with('/') => "?",
        None => "/?",
    };
    format!("{join_address}{separator}access_token=")
}

#[cfg(test)]
mod tests {
    use super::super::design::tests::{any_design, design};
    use super::*;
    use proptest::prelude::*;

    fn link(join_address: &str, design: &Design) -> String {
        JoinLink::build(join_address, "a.b-c_d.e", design).unwrap().into()
    }

    #[test]
    fn the_address_keeps_its_slash_or_gets_one() {
        let plain = Design::default();
        for (address, expected) in [
            ("https://meet.example", "https://meet.example/?access_token=a.b-c_d.e"),
            ("https://meet.example/", "https://meet.example/?access_token=a.b-c_d.e"),
            ("https://host.example/meet", "https://host.example/meet/?access_token=a.b-c_d.e"),
            ("https://host.example/meet/", "https://host.example/meet/?access_token=a.b-c_d.e"),
            ("https://host.example/meet/?lng=de", "https://host.example/meet/?lng=de&access_token=a.b-c_d.e"),
        ] {
            assert_eq!(link(address, &plain), expected);
        }
    }

    #[test]
    fn the_design_is_percent_encoded_json() {
        let design = design(&[(DesignKey::HeaderBgColor, "#ffe0b2"), (DesignKey::CustomLogo, "https://a.example/l.png?a=1&b=2")]);
        assert_eq!(
            link("https://meet.example", &design),
            "https://meet.example/?access_token=a.b-c_d.e&custom_design=%7B%22header_bg_color%22%3A%22%23ffe0b2%22%2C\
             %22custom_logo%22%3A%22https%3A%2F%2Fa.example%2Fl.png%3Fa%3D1%26b%3D2%22%7D"
        );
    }

    #[test]
    fn a_link_is_too_long_by_its_addresses() {
        let address = |length: usize| format!("https://a.example/{}", "/".repeat(length - 18));
        let long = design(&[
            (DesignKey::HeaderBgColor, "#ffe0b2"),
            (DesignKey::BackgroundImage, &address(400)),
            (DesignKey::CustomCssUrl, &address(500)),
            (DesignKey::CustomLogo, &address(300)),
        ]);
        let error = JoinLink::build("https://meet.example", "t", &long).unwrap_err();
        assert_eq!(error.limit, 3000);
        assert_eq!(error.longest, [DesignKey::CustomCssUrl, DesignKey::BackgroundImage, DesignKey::CustomLogo]);
        assert_eq!(error.length, "https://meet.example/?access_token=t".len() + long.link_length());
        assert!(JoinLink::check_design("https://meet.example", "KEY", &long).is_err());
    }

    #[test]
    fn the_limit_is_exact() {
        let plain = Design::default();
        let room = JoinLink::LIMIT - "https://meet.example/?access_token=".len();
        assert!(JoinLink::build("https://meet.example", &"t".repeat(room), &plain).is_ok());
        let error = JoinLink::build("https://meet.example", &"t".repeat(room + 1), &plain).unwrap_err();
        assert_eq!(error, TooLong { length: 3001, limit: 3000, longest: vec![] });
    }

    #[test]
    fn every_colour_at_once_leaves_room_for_every_token() {
        let mut design = Design::default();
        for key in DesignKey::ALL {
            let _ = design.set(key, "#12345678");
        }
        design.set(DesignKey::CustomLogo, "https://school.example/files/logo-of-the-school.svg").unwrap();
        assert_eq!(JoinLink::check_design("https://meet.school.example/plugnmeet/", &"k".repeat(64), &design), Ok(()));
    }

    #[test]
    fn a_link_does_not_print() {
        let link = JoinLink::build("https://meet.example", "secret", &Design::default()).unwrap();
        assert!(!format!("{link:?}").contains("secret"));
    }

    proptest! {
        #[test]
        fn a_link_carries_the_design_and_nothing_else(design in any_design(), token in "[A-Za-z0-9_.-]{1,900}") {
            let allowed = JoinLink::check_design("https://meet.example/", "KEY", &design).is_ok();
            match JoinLink::build("https://meet.example/", &token, &design) {
                Err(TooLong { length, longest, .. }) => {
                    prop_assert!(!allowed && length > 3000 && !longest.is_empty());
                }
                Ok(link) => {
                    let link = link.as_str();
                    prop_assert!(link.len() <= 3000 && link.bytes().all(|b| b.is_ascii_graphic()));
                    let rest = link.strip_prefix(&format!("https://meet.example/?access_token={token}")).unwrap();
                    let json = rest.strip_prefix("&custom_design=").map(decoded);
                    prop_assert_eq!(json, (!design.is_empty()).then(|| design.to_json()));
                }
            }
        }
    }

    fn decoded(text: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            bytes.push(if byte == b'%' {
                let code = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&code).unwrap(), 16).unwrap()
            } else {
                byte
            });
        }
        String::from_utf8(bytes).unwrap()
    }
}
