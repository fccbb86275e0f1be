//! Takes connections. `axum::serve` would wait for ever for somebody who never finishes asking.
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use tower_http::add_extension::AddExtension;

/// The head of a request must be there this long after the connection was made, or after the answer before it. So an idle
/// connection ends then too: later than nginx ends it by itself (60 s), which so never sends a request into one that closes.
pub const HEAD_WITHIN: Duration = Duration::from_secs(75);

/// How long to wait when the system has no connection to give: too many are open.
const BREATH: Duration = Duration::from_secs(1);

/// Serves until `stop`, then takes nobody in any more and ends once everything under way is answered.
pub async fn serve(listener: TcpListener, router: Router, head_within: Duration, stop: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(head_within);
    let connections = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = accept(&listener) => accepted,
            () = &mut stop => break,
        };
        let service = TowerToHyperService::new(AddExtension::new(router.clone(), ConnectInfo(peer)));
        let connection = connections.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                // Somebody hung up, or took too long: nothing to do about it.
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    connections.shutdown().await;
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                sleep(BREATH).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;
    use tokio::time::timeout;

    const SHORT: Duration = Duration::from_millis(200);
    const LONG: Duration = Duration::from_secs(20);

    async fn ask(stream: &mut TcpStream, text: &str) -> String {
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut answer = String::new();
        timeout(LONG, stream.read_to_string(&mut answer)).await.expect("it ends by itself").unwrap();
        answer
    }

    #[tokio::test]
    async fn whoever_never_finishes_asking_is_hung_up_on_and_everybody_else_is_answered() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route(
            "/",
            get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move {
                sleep(2 * SHORT).await;
                peer.ip().to_string()
            }),
        );
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(serve(listener, router, SHORT, async { drop(stopped.await) }));
        for never_finished in ["", "GET", "GET / HTTP/1.1\r\nHost: portal\r\nCookie: a"] {
            let answer = ask(&mut TcpStream::connect(address).await.unwrap(), never_finished).await;
            assert!(!answer.contains("200 OK"), "{answer}");
        }
        // The limit is for the question: an answer may take longer. What is idle then is hung up on as well.
        let answer = ask(&mut TcpStream::connect(address).await.unwrap(), "GET / HTTP/1.1\r\nHost: portal\r\n\r\n").await;
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("127.0.0.1"), "{answer}");

        // What is under way is finished, and nobody new is let in.
        let mut under_way = TcpStream::connect(address).await.unwrap();
        under_way.write_all(b"GET / HTTP/1.1\r\nHost: portal\r\n\r\n").await.unwrap();
        sleep(SHORT).await;
        stop.send(()).unwrap();
        let answer = ask(&mut under_way, "").await;
        assert!(answer.contains("200 OK"), "{answer}");
        timeout(LONG, serving).await.expect("it ends").unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    }
}
