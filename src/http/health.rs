//! For whoever watches the process: is it there, and can it work?
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::time::timeout;

use crate::services::Services;

/// How long the database may take before it counts as gone.
const PATIENCE: Duration = Duration::from_secs(1);

/// `/health` and `/ready`.
pub fn routes() -> Router<Services> {
    Router::new().route("/health", get(StatusCode::OK)).route("/ready", get(ready))
}

/// 200 when the database answers within a second, else 503.
async fn ready(State(services): State<Services>) -> StatusCode {
    match timeout(PATIENCE, services.storage.ping()).await {
        Ok(Ok(())) => StatusCode::OK,
        Ok(Err(_)) | Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
