//! The content security policy of pages.
use http::HeaderValue;
use http::header::CONTENT_SECURITY_POLICY;
use leptos::nonce::use_nonce;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// What a page may load beyond style sheet and scripts of its own.
#[derive(Clone, Debug, Default)]
pub struct PagePolicy {
    /// WebAssembly, for pages that hold an island.
    pub islands: bool,
    /// Origins of pictures that the reader asked to see.
    pub pictures: Vec<String>,
    /// Origins a form may end up at after a redirect: the join addresses of the servers in use. Without them a browser
    /// blocks the redirect.
    pub join_origins: Vec<String>,
}

/// Lets the page that is being rendered do more than others.
pub fn allow(more: impl FnOnce(&mut PagePolicy)) {
    let (Some(response), Some(nonce), Some(mut policy)) =
        (use_context::<ResponseOptions>(), use_nonce(), use_context::<PagePolicy>())
    else {
        return;
    };
    more(&mut policy);
    policy.send(&response, &nonce);
}

impl PagePolicy {
    /// Makes it the policy of this page; `nonce` as in [`Self::header`].
    pub fn send(&self, response: &ResponseOptions, nonce: &str) {
        if let Ok(policy) = HeaderValue::from_str(&self.header(nonce)) {
            response.insert_header(CONTENT_SECURITY_POLICY, policy);
        }
    }

    /// The header's value; `nonce` marks this page's own scripts and styles.
    pub fn header(&self, nonce: &str) -> String {
        let wasm = if self.islands { " 'wasm-unsafe-eval'" } else { "" };
        let pictures = [&["'self'".to_owned()], &self.pictures[..]].concat().join(" ");
        let joins = [&["'self'".to_owned()], &self.join_origins[..]].concat().join(" ");
        format!(
            "default-src 'none'; script-src 'self' 'nonce-{nonce}'{wasm}; style-src 'self' 'nonce-{nonce}'; img-src {pictures}; \
             connect-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action {joins}"
        )
    }
}
