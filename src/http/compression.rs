//! Pages go out packed: on a slow line their length is what one waits for.
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use http::header::{ACCEPT_ENCODING, CONTENT_TYPE};
use tower_http::compression::predicate::{Predicate, SizeAbove};
use tower_http::compression::{CompressionLayer, CompressionLevel};

/// Shorter pages fit into the first packet anyway (bytes).
const SHORT: u64 = 1024;
/// Of gzip's nine: beyond it a page takes longer and is hardly shorter.
const LEVEL: i32 = 4;

/// Packs what browsers show: of an answer that leads elsewhere, as a whole class gets it at once, they show nothing. What they
/// fetch besides is packed when it is built; event streams never are.
pub fn layer() -> CompressionLayer<impl Predicate> {
    let is_page = |status: http::StatusCode, _: http::Version, headers: &HeaderMap, _: &http::Extensions| {
        !status.is_redirection() && headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
    };
    CompressionLayer::new().gzip(true).quality(CompressionLevel::Precise(LEVEL)).compress_when(SizeAbove::new(SHORT).and(is_page))
}

/// A page that another site leads to goes out as it is: whoever chooses what it is asked for, and counts bytes on the line, is
/// not to learn from lengths what else stands on it (the attack called BREACH).
pub async fn not_for_other_sites(mut request: Request, next: Next) -> Response {
    let site = request.headers().get("sec-fetch-site");
    if site.is_some_and(|site| site == "cross-site" || site == "same-site") {
        request.headers_mut().remove(ACCEPT_ENCODING);
    }
    next.run(request).await
}
