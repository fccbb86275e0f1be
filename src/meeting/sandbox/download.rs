//! `GET /download/…` (plugnmeet-api.md §2.9): a token is checked as a real server checks it, with the words of its
//! library, and then there is no file. The sandbox gives no such token out; whoever has the secret can make one.
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{DecodeError, Engine as _};
use serde_json::{Map, Value};

use super::Sandbox;
use crate::clock::UnixMillis;
use crate::meeting::signing;

/// What a link was for: two kinds, one word apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Download {
    /// A video.
    Recording,
    /// Analytics among them.
    Artifact,
}

/// How far the clocks of two machines may differ, in seconds.
const LEEWAY: f64 = 60.0;

/// URL-safe and unpadded, like Go's `RawURLEncoding`: bits left over at the end do not matter.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::RequireNone).with_decode_allow_trailing_bits(true),
);

impl Sandbox {
    /// Says why there is nothing to download: HTTP status and text.
    pub fn refuse_download(&self, kind: Download, token: &str) -> (u16, String) {
        let claims = match self.download_claims(token) {
            Ok(claims) => claims,
            Err(problem) => return (401, problem),
        };
        match (claims.get("sub").and_then(Value::as_str).unwrap_or_default(), kind) {
            ("", Download::Recording) => (400, "invalid file path".into()),
            ("", Download::Artifact) => (400, "invalid file path in token".into()),
            (path, _) if path.contains("..") => (400, "invalid file path: contains '..'".into()),
            _ => (404, "file not found".into()),
        }
    }

    fn download_claims(&self, token: &str) -> Result<Map<String, Value>, String> {
        let parts: Vec<_> = token.split('.').collect();
        let [header, claims, signature] = parts[..] else {
            return Err("go-jose/go-jose: compact JWS format must have three parts".into());
        };
        let signed = &token[..header.len() + 1 + claims.len()];
        let (header, claims, signature) = (decode(header)?, decode(claims)?, decode(signature)?);
        let algorithm = if header.is_empty() { Value::from("") } else { object(&header)?.remove("alg").unwrap_or("".into()) };
        if algorithm != "HS256" {
            return Err(format!("unexpected signature algorithm {algorithm}; expected [\"HS256\"]"));
        }
        if !signing::fits(&self.secret, signed.as_bytes(), hex::encode(signature).as_bytes()) {
            return Err("go-jose/go-jose: error in cryptographic primitive".into());
        }
        let claims = object(&claims)?;
        self.check(&claims).map_or(Ok(claims), |problem| Err(problem.into()))
    }

    /// What is wrong with the claims, in the order of the library.
    fn check(&self, claims: &Map<String, Value>) -> Option<&'static str> {
        let time = |name: &str| claims.get(name).filter(|value| !value.is_null());
        let seconds = |name: &str| time(name).and_then(Value::as_f64);
        let now = seconds_of(self.clock.now());
        if ["nbf", "exp", "iat"].into_iter().any(|name| time(name).is_some() && seconds(name).is_none()) {
            Some("go-jose/go-jose/jwt: expected number value to unmarshal NumericDate")
        } else if claims.get("iss").and_then(Value::as_str) != Some(self.api_key()) {
            Some("go-jose/go-jose/jwt: validation failed, invalid issuer claim (iss)")
        } else if seconds("nbf").is_some_and(|from| now + LEEWAY < from) {
            Some("go-jose/go-jose/jwt: validation failed, token not valid yet (nbf)")
        } else if seconds("exp").is_some_and(|until| now - LEEWAY > until) {
            Some("token expired")
        } else if seconds("iat").is_some_and(|issued| now + LEEWAY < issued) {
            Some("go-jose/go-jose/jwt: validation field, token issued in the future (iat)")
        } else {
            None
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit into 53 bits for 285,000 years")]
fn seconds_of(time: UnixMillis) -> f64 {
    time.0 as f64 / 1000.0
}

fn decode(part: &str) -> Result<Vec<u8>, String> {
    BASE64.decode(part).map_err(|error| {
        let at = match error {
            DecodeError::InvalidByte(at, _) | DecodeError::InvalidLastSymbol(at, _) => at,
            // A single character is left over.
            DecodeError::InvalidLength(_) | DecodeError::InvalidPadding => part.len().saturating_sub(1),
        };
        format!("illegal base64 data at input byte {at}")
    })
}

/// A JSON object, or what Go says of its first character; where else it may break is not worth the words.
fn object(json: &[u8]) -> Result<Map<String, Value>, String> {
    serde_json::from_slice(json).map_err(|_| match String::from_utf8_lossy(json).trim_start().chars().next() {
        None | Some('{') => "unexpected end of JSON input".into(),
        Some(first) => format!("invalid character '{first}' looking for beginning of value"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_base64_ends() {
        for (part, at) in [("a", 0), ("ab=", 2), ("a+b", 1), ("abcde", 4)] {
            assert_eq!(decode(part).unwrap_err(), format!("illegal base64 data at input byte {at}"), "{part}");
        }
        assert_eq!(decode("bad").unwrap(), decode("bac").unwrap(), "bits left over do not matter");
        assert_eq!(object(b"m").unwrap_err(), "invalid character 'm' looking for beginning of value");
    }
}
