//! Join tokens (plugnmeet-api.md §3.3): HS256 JWTs under the API secret.
mod stated;

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize};

pub use self::stated::{Damage, Stated};
use super::wire::GetJoinToken;
use crate::clock::UnixMillis;

/// How long a token is valid on a server with stock settings, in seconds.
pub const VALIDITY: i64 = 600;

/// How far the clocks of two machines may differ, in milliseconds.
pub const LEEWAY: i64 = 60_000;

/// What a token says. Empty and false are left out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claims {
    /// Display name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Whose it is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub user_id: String,
    /// For which room; the session is not named.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub room_id: String,
    /// Moderator.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_admin: bool,
    /// Kept, and read by nobody.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_hidden: bool,
    /// 0 a browser, 1 a browser inside an app.
    #[serde(skip_serializing_if = "is_zero")]
    pub client_type: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &i64) -> bool {
    *number == 0
}

#[derive(Serialize, Deserialize)]
struct Signed {
    iss: Option<String>,
    sub: Option<String>,
    #[serde(default, deserialize_with = "numeric_date")]
    nbf: Option<i64>,
    #[serde(default, deserialize_with = "numeric_date")]
    exp: Option<i64>,
    #[serde(flatten)]
    claims: Claims,
}

/// A moment may have a fraction (RFC 7519 §2), which a real server drops.
fn numeric_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    #[expect(clippy::cast_possible_truncation, reason = "dropping the fraction is what is wanted, and `as` saturates")]
    Ok(Option::<f64>::deserialize(deserializer)?.map(|seconds| seconds as i64))
}

/// Which check a token does not pass: those of §3.3 first, then those that need the server's records (§8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenProblem {
    /// No JWT, or one whose claims cannot be read.
    #[error("not a token")]
    Malformed,
    /// Signed in another way than HS256.
    #[error("wrong algorithm")]
    Algorithm,
    /// Changed on the way, or signed with another secret.
    #[error("wrong signature")]
    Signature,
    /// Made under another API key.
    #[error("wrong issuer")]
    Issuer,
    /// Subject and user id differ.
    #[error("wrong subject")]
    Subject,
    /// Too early.
    #[error("not valid yet")]
    NotYetValid,
    /// Too late.
    #[error("expired")]
    Expired,
    /// The room has no running session.
    #[error("the room is not running")]
    RoomEnded,
    /// The running session has no record of this user: the token is of an earlier one.
    #[error("unknown user")]
    UnknownUser,
    /// Somebody is in under this user id.
    #[error("already in")]
    Duplicate,
    /// A moderator removed this person for the rest of the session.
    #[error("blocked")]
    Blocked,
    /// As many people are in as the session takes.
    #[error("full")]
    Full,
    /// The check itself failed.
    #[error("could not be checked")]
    Unchecked,
}

impl TokenProblem {
    /// A word for it, for tests and programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Algorithm => "algorithm",
            Self::Signature => "signature",
            Self::Issuer => "issuer",
            Self::Subject => "subject",
            Self::NotYetValid => "not-yet-valid",
            Self::Expired => "expired",
            Self::RoomEnded => "room-ended",
            Self::UnknownUser => "unknown-user",
            Self::Duplicate => "duplicate",
            Self::Blocked => "blocked",
            Self::Full => "full",
            Self::Unchecked => "unchecked",
        }
    }

    /// The key under which a real server and its page say so (§8). Of what is wrong with a token they say no more.
    pub fn client_key(self) -> &'static str {
        match self {
            Self::Malformed | Self::Algorithm | Self::Signature | Self::Issuer | Self::Subject | Self::NotYetValid => {
                "notifications.invalid-token"
            }
            Self::Expired => "notifications.token-expired",
            Self::RoomEnded => "notifications.room-not-active",
            Self::UnknownUser => "notifications.user-info-not-found",
            Self::Duplicate => "notifications.room-disconnected-duplicate-entry",
            Self::Blocked => "notifications.you-are-blocked",
            Self::Full => "notifications.max-num-participates-exceeded",
            Self::Unchecked => "internal server error",
        }
    }
}

/// Signs a token that is valid from `now` for [`VALIDITY`].
pub fn mint(
    api_key: &str,
    secret: &SecretString,
    now: UnixMillis,
    claims: Claims,
) -> Result<String, jsonwebtoken::errors::Error> {
    let nbf = now.seconds();
    let signed = Signed {
        iss: Some(api_key.into()),
        sub: Some(claims.user_id.clone()),
        nbf: Some(nbf),
        exp: Some(nbf + VALIDITY),
        claims,
    };
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), &signed, &EncodingKey::from_secret(secret.expose_secret().as_bytes()))
}

/// Checks a token as a server does when its page is opened.
pub fn verify(api_key: &str, secret: &SecretString, now: UnixMillis, token: &str) -> Result<Claims, TokenProblem> {
    let signed = read_own(api_key, secret, token)?;
    let until = |seconds: i64| seconds.saturating_mul(1000).saturating_sub(now.0);
    if signed.nbf.is_some_and(|nbf| until(nbf) > LEEWAY) {
        return Err(TokenProblem::NotYetValid);
    }
    if signed.exp.is_some_and(|exp| until(exp) < -LEEWAY) {
        return Err(TokenProblem::Expired);
    }
    Ok(signed.claims)
}

/// What a token says, whether or not its time has come or gone: for a page whose holder is in, and so would have a newer
/// one in its memory (§3.3, Renewal).
pub fn verify_at_any_time(api_key: &str, secret: &SecretString, token: &str) -> Result<Claims, TokenProblem> {
    Ok(read_own(api_key, secret, token)?.claims)
}

/// Whether a token was signed with this secret, whatever it says.
pub fn is_signed(secret: &SecretString, token: &str) -> bool {
    read(secret, token).is_ok()
}

/// Whether a token is what was asked for: signed with our secret, for this room and this person, who is what we said. Where
/// the session makes ids itself (`auto_gen_user_id`, §3.1), whose it is cannot be known before.
pub fn is_for(api_key: &str, secret: &SecretString, token: &str, asked: &GetJoinToken, makes_ids: bool) -> bool {
    let GetJoinToken { room_id, user_info } = asked;
    read_own(api_key, secret, token).is_ok_and(|Signed { claims, .. }| {
        claims.room_id == *room_id && claims.is_admin == user_info.is_admin && (makes_ids || claims.user_id == user_info.user_id)
    })
}

/// A token of ours: its signature, issuer and subject are right. The subject is the user id.
fn read_own(api_key: &str, secret: &SecretString, token: &str) -> Result<Signed, TokenProblem> {
    let signed = read(secret, token)?;
    if signed.iss.as_deref() != Some(api_key) {
        return Err(TokenProblem::Issuer);
    }
    let subject = signed.sub.clone().unwrap_or_default();
    if !signed.claims.user_id.is_empty() && signed.claims.user_id != subject {
        return Err(TokenProblem::Subject);
    }
    Ok(Signed { claims: Claims { user_id: subject, ..signed.claims }, ..signed })
}

fn read(secret: &SecretString, token: &str) -> Result<Signed, TokenProblem> {
    let mut only_signature = Validation::new(Algorithm::HS256);
    // Times are checked against our clock, which tests set.
    only_signature.required_spec_claims.clear();
    only_signature.validate_exp = false;
    only_signature.validate_nbf = false;
    only_signature.validate_aud = false;
    let key = DecodingKey::from_secret(secret.expose_secret().as_bytes());
    match jsonwebtoken::decode::<Signed>(token, &key, &only_signature) {
        Ok(data) => Ok(data.claims),
        Err(error) => Err(match error.kind() {
            ErrorKind::InvalidSignature => TokenProblem::Signature,
            ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName => TokenProblem::Algorithm,
            _ => TokenProblem::Malformed,
        }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: UnixMillis = UnixMillis(1_761_814_595_000);

    fn secret() -> SecretString {
        SecretString::from("0123456789abcdef0123456789abcdef")
    }

    fn ann() -> Claims {
        Claims { name: "Ann".into(), user_id: "u1".into(), room_id: "room01".into(), ..Claims::default() }
    }

    fn minted() -> String {
        mint("KEY", &secret(), NOW, ann()).unwrap()
    }

    fn at(seconds: i64) -> UnixMillis {
        UnixMillis(NOW.0 + seconds * 1000)
    }

    /// Signs any claims, as somebody else who has the secret might.
    fn signed(claims: &serde_json::Value) -> String {
        let key = EncodingKey::from_secret(secret().expose_secret().as_bytes());
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &key).unwrap()
    }

    #[test]
    fn a_token_for_another_room_or_person_or_of_another_server_is_not_what_was_asked_for() {
        use crate::meeting::wire::{UserInfo, UserMetadata};
        let asked = |room_id: &str, user_id: &str, is_admin| {
            let user_metadata = UserMetadata::default();
            let user_info = UserInfo { name: "Ann".into(), user_id: user_id.into(), is_admin, is_hidden: false, user_metadata };
            GetJoinToken { room_id: room_id.into(), user_info }
        };
        let is_for = |asked: &GetJoinToken, makes_ids| is_for("KEY", &secret(), &minted(), asked, makes_ids);
        let ann = asked("room01", "u1", false);
        assert!(is_for(&ann, false) && is_for(&ann, true) && is_for(&asked("room01", "u2", false), true));
        for other in [asked("room02", "u1", false), asked("room01", "u2", false), asked("room01", "u1", true)] {
            assert!(!is_for(&other, false), "{other:?}");
        }
        assert!(!is_for(&asked("room02", "u1", false), true) && !is_for(&asked("room01", "u1", true), true));
        assert!(!super::is_for("OTHER", &secret(), &minted(), &ann, false));
        assert!(!super::is_for("KEY", &"another-secret-of-32-bytes-or-more".into(), &minted(), &ann, false));
    }

    #[test]
    fn a_token_says_what_the_contract_shows() {
        use base64::Engine as _;
        let token = minted();
        let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
        let claims: serde_json::Value = serde_json::from_slice(&claims).unwrap();
        let expected = serde_json::json!({ "exp": 1_761_815_195, "iss": "KEY", "name": "Ann", "nbf": 1_761_814_595, "room_id": "room01", "sub": "u1", "user_id": "u1" });
        assert_eq!(claims, expected);
    }

    #[test]
    fn it_is_valid_for_its_time_and_a_minute_either_way() {
        for (second, expected) in [
            (-61, Err(TokenProblem::NotYetValid)),
            (-60, Ok(ann())),
            (0, Ok(ann())),
            (VALIDITY + 60, Ok(ann())),
            (VALIDITY + 61, Err(TokenProblem::Expired)),
        ] {
            assert_eq!(verify("KEY", &secret(), at(second), &minted()), expected, "{second}");
        }
    }

    #[test]
    fn each_check_is_named() {
        let other = SecretString::from("another-secret-another-secret-00");
        assert_eq!(verify("KEY", &other, NOW, &minted()), Err(TokenProblem::Signature));
        assert_eq!(verify("OTHER", &secret(), NOW, &minted()), Err(TokenProblem::Issuer));
        assert_eq!(verify("KEY", &secret(), NOW, "a.b"), Err(TokenProblem::Malformed));
        let wrong_subject = signed(&serde_json::json!({ "iss": "KEY", "sub": "u2", "user_id": "u1" }));
        assert_eq!(verify("KEY", &secret(), NOW, &wrong_subject), Err(TokenProblem::Subject));
        let key = EncodingKey::from_secret(secret().expose_secret().as_bytes());
        let stronger = jsonwebtoken::encode(&Header::new(Algorithm::HS512), &ann(), &key).unwrap();
        assert_eq!(verify("KEY", &secret(), NOW, &stronger), Err(TokenProblem::Algorithm));
    }

    #[test]
    fn without_an_end_it_never_expires_and_without_a_user_id_the_subject_counts() {
        let eternal = signed(&serde_json::json!({ "iss": "KEY", "sub": "u1" }));
        let claims = verify("KEY", &secret(), at(1_000_000_000), &eternal).unwrap();
        assert_eq!(claims.user_id, "u1");
    }

    #[test]
    fn moments_may_have_fractions() {
        let seconds = NOW.seconds();
        let token = |nbf: f64, exp: f64| signed(&serde_json::json!({ "iss": "KEY", "sub": "u1", "nbf": nbf, "exp": exp }));
        #[expect(clippy::cast_precision_loss, reason = "seconds of our time are exact")]
        let now = seconds as f64;
        for (nbf, exp, expected) in [
            (now + 60.9, now + 600.25, None),
            (now + 61.9, now + 600.0, Some(TokenProblem::NotYetValid)),
            (now - 600.0, now - 59.5, None),
            (now - 600.0, now - 60.5, Some(TokenProblem::Expired)),
            (now, 1e300, None),
        ] {
            assert_eq!(verify("KEY", &secret(), NOW, &token(nbf, exp)).err(), expected, "{nbf} {exp}");
        }
        let words = signed(&serde_json::json!({ "iss": "KEY", "sub": "u1", "exp": "soon" }));
        assert_eq!(verify("KEY", &secret(), NOW, &words), Err(TokenProblem::Malformed));
    }

    proptest! {
        #[test]
        fn no_change_goes_unnoticed(position in 0_usize..200, replacement in "[A-Za-z0-9_-]") {
            let token = minted();
            let position = position % token.len();
            let mut changed = token.clone();
            changed.replace_range(position..=position, &replacement);
            // The last letter of a part carries bits that stand for nothing.
            prop_assume!(changed != token && !token[position + 1..].is_empty() && !token[position + 1..].starts_with('.'));
            prop_assert!(verify("KEY", &secret(), NOW, &changed).is_err());
        }
    }
}
