//! The one place that signs requests (plugnmeet-api.md §1.2): HMAC-SHA256 over the body, in lowercase hex.
use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac;
use secrecy::{ExposeSecret, SecretString};

/// The value of `HASH-SIGNATURE` for these bytes.
pub fn sign(secret: &SecretString, bytes: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes());
    hex::encode(hmac::sign(&key, bytes))
}

/// Whether a signature fits these bytes; takes the same time wherever it differs. Uppercase hex does not fit.
pub fn fits(secret: &SecretString, bytes: &[u8], signature: &[u8]) -> bool {
    verify_slices_are_equal(sign(secret, bytes).as_bytes(), signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, test case 2.
    #[test]
    fn signs_as_the_standard_says() {
        let secret = SecretString::from("Jefe");
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(sign(&secret, b"what do ya want for nothing?"), expected);
        assert!(fits(&secret, b"what do ya want for nothing?", expected.as_bytes()));
        assert!(!fits(&secret, b"what do ya want for nothing?", expected.to_uppercase().as_bytes()));
        assert!(!fits(&secret, b"what do ya want for nothing!", expected.as_bytes()));
    }
}
