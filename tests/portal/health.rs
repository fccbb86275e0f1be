//! Whoever watches the process learns whether it is there, and whether it can work.
use reqwest::StatusCode;

use crate::app::TestApp;

#[tokio::test]
async fn it_is_there_as_long_as_it_serves_and_ready_as_long_as_the_database_answers() {
    let app = TestApp::start().await;
    let watcher = app.browser();
    assert_eq!(watcher.get("/health").await.status(), StatusCode::OK);
    assert_eq!(watcher.get("/ready").await.status(), StatusCode::OK);
    app.services.storage.close().await;
    assert_eq!(watcher.get("/health").await.status(), StatusCode::OK);
    assert_eq!(watcher.get("/ready").await.status(), StatusCode::SERVICE_UNAVAILABLE);
}
