//! What a token says of itself, whoever wrote it: to be shown, never to be trusted.
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Claims, Signed};
use crate::clock::UnixMillis;

/// What a token says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// What is wrong with its form; `None`: three parts that can be read.
    pub damage: Option<Damage>,
    /// How it says to be signed.
    pub algorithm: Option<String>,
    /// The API key it was made with.
    pub issuer: Option<String>,
    /// Whose it is.
    pub subject: Option<String>,
    /// Valid from then on.
    pub not_before: Option<UnixMillis>,
    /// Valid until then.
    pub expires: Option<UnixMillis>,
    /// The rest.
    pub claims: Claims,
}

/// Why a token cannot be one, by its form alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Its end is missing.
    CutOff,
    /// Something in it cannot be read.
    Unreadable,
}

/// An HS256 signature has so many characters.
const SIGNATURE: usize = 43;

impl Stated {
    /// Reads as much as there is.
    pub fn read(token: &str) -> Self {
        #[derive(Deserialize)]
        struct Head {
            alg: String,
        }
        let parts: Vec<&str> = token.split('.').collect();
        let [head, claims, signature] = [0, 1, 2].map(|place| parts.get(place).copied().unwrap_or_default());
        let (head, said): (Option<Head>, Option<Signed>) = (part(head), part(claims));
        let is_short = signature.len() < SIGNATURE;
        let algorithm = head.map(|head| head.alg);
        let damage = match (&algorithm, &said) {
            // Its signature has another length then, or there is none.
            (Some(algorithm), _) if algorithm != "HS256" => None,
            _ if parts.len() > 3 => Some(Damage::Unreadable),
            // The last part that is there may lack its end, and then cannot be read.
            (Some(_), _) if is_short && (said.is_some() || parts.len() < 3) => Some(Damage::CutOff),
            (None, _) if parts.len() == 1 && token.starts_with("eyJ") => Some(Damage::CutOff),
            (Some(_), Some(_)) => None,
            _ => Some(Damage::Unreadable),
        };
        let Some(Signed { iss, sub, nbf, exp, claims }) = said else {
            return Self { damage, algorithm, ..Self::default() };
        };
        let moment = |seconds: i64| UnixMillis(seconds.saturating_mul(1000));
        Self { damage, algorithm, issuer: iss, subject: sub, not_before: nbf.map(moment), expires: exp.map(moment), claims }
    }
}

fn part<T: DeserializeOwned>(part: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use secrecy::SecretString;

    use super::super::mint;
    use super::*;

    fn minted() -> String {
        let claims = Claims { name: "Ann".into(), user_id: "u1".into(), room_id: "r1".into(), ..Claims::default() };
        mint("KEY", &SecretString::from("0123456789abcdef0123456789abcdef"), UnixMillis(1_761_814_595_000), claims).unwrap()
    }

    fn with(head: &str, claims: &str, signature: &str) -> Stated {
        Stated::read(&format!("{}.{}.{signature}", URL_SAFE_NO_PAD.encode(head), URL_SAFE_NO_PAD.encode(claims)))
    }

    #[test]
    fn a_token_is_read_without_its_secret() {
        let stated = Stated::read(&minted());
        assert_eq!((stated.damage, stated.algorithm.as_deref()), (None, Some("HS256")));
        assert_eq!((stated.issuer.as_deref(), stated.subject.as_deref()), (Some("KEY"), Some("u1")));
        assert_eq!(stated.not_before, Some(UnixMillis(1_761_814_595_000)));
        assert_eq!(stated.expires, Some(UnixMillis(1_761_815_195_000)));
        assert_eq!((stated.claims.name.as_str(), stated.claims.room_id.as_str()), ("Ann", "r1"));
    }

    #[test]
    fn what_is_wrong_with_its_form_is_named() {
        let whole = "x".repeat(SIGNATURE);
        let hs256 = r#"{"alg":"HS256"}"#;
        assert_eq!(with(hs256, "{}", &whole).damage, None);
        assert_eq!(with(hs256, "{", &whole).damage, Some(Damage::Unreadable));
        assert_eq!(with(hs256, r#"{"name":5}"#, &whole).damage, Some(Damage::Unreadable));
        assert_eq!(with("{", "{}", &whole).damage, Some(Damage::Unreadable));
        assert_eq!(with(hs256, "{}", &format!("{whole}.x")).damage, Some(Damage::Unreadable));
        let none = with(r#"{"alg":"none"}"#, r#"{"iss":"KEY"}"#, "");
        assert_eq!((none.damage, none.algorithm.as_deref(), none.issuer.as_deref()), (None, Some("none"), Some("KEY")));
        assert_eq!(Stated::read("bad").damage, Some(Damage::Unreadable));
        assert_eq!(Stated::read("").damage, Some(Damage::Unreadable));
    }

    proptest! {
        #[test]
        fn a_beginning_of_a_token_is_cut_off(length in 4_usize..150) {
            let token = minted();
            prop_assert_eq!(Stated::read(&token[..length]).damage, Some(Damage::CutOff), "{}", &token[..length]);
        }

        #[test]
        fn nothing_is_too_strange_to_read(token in any::<String>(), head in any::<String>(), claims in any::<String>()) {
            Stated::read(&token);
            with(&head, &claims, &token);
        }
    }
}
