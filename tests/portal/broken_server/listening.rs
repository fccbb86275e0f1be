//! Its port: open, closed, or open to nobody; plain or encrypted.
use std::future::poll_fn;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::answers::answer;
use super::{Shared, State, Trouble};

/// Who can come in. A test waits until it is as the trouble wants it.
pub(super) struct Gate {
    is_now: watch::Receiver<Door>,
    pub(super) ca_pem: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    Open,
    /// The port is ours, nobody listens: whoever comes is refused.
    Closed,
    /// There is a queue, and it is full.
    Blocked,
}

impl Door {
    fn of(trouble: Option<Trouble>) -> Self {
        match trouble {
            Some(Trouble::Refuses) => Self::Closed,
            Some(Trouble::NoConnection) => Self::Blocked,
            _ => Self::Open,
        }
    }
}

impl Gate {
    pub(super) async fn follows(&self, trouble: Option<Trouble>) {
        self.is_now.clone().wait_for(|door| *door == Door::of(trouble)).await.unwrap();
    }
}

/// A listener on this address, on a port that was ours before.
pub(super) fn listen(address: SocketAddr) -> TcpListener {
    bound(address).listen(1024).unwrap()
}

/// Holds a port without listening, so that no other test is given it.
fn bound(address: SocketAddr) -> TcpSocket {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_reuseaddr(true).unwrap();
    socket.bind(address).unwrap();
    socket
}

pub(super) fn serve(shared: Arc<Shared>, listener: TcpListener, certificates: Option<Certificates>) -> (Gate, JoinHandle<()>) {
    let (door, is_now) = watch::channel(Door::Open);
    let gate = Gate { is_now, ca_pem: certificates.as_ref().map(|certificates| certificates.ca_pem.clone()) };
    (gate, tokio::spawn(keep_door(shared, listener, certificates.map(Arc::new), door)))
}

/// Opens and closes the port as the trouble wants it.
async fn keep_door(
    shared: Arc<Shared>,
    mut listener: TcpListener,
    certificates: Option<Arc<Certificates>>,
    door: watch::Sender<Door>,
) {
    let address = listener.local_addr().unwrap();
    let mut now = shared.now.subscribe();
    loop {
        door.send_replace(Door::Open);
        while Door::of(now.borrow_and_update().trouble) == Door::Open {
            tokio::select! {
                taken = listener.accept() => {
                    let (stream, _) = taken.unwrap();
                    tokio::spawn(connection(shared.clone(), stream, certificates.clone()));
                }
                _ = now.changed() => {}
            }
        }
        drop(listener);
        while Door::of(now.borrow_and_update().trouble) != Door::Open {
            let socket = bound(address);
            if Door::of(now.borrow().trouble) == Door::Closed {
                door.send_replace(Door::Closed);
                now.changed().await.unwrap();
            } else {
                let _queue = block(socket.listen(0).unwrap()).await;
                door.send_replace(Door::Blocked);
                now.changed().await.unwrap();
            }
        }
        listener = listen(address);
    }
}

/// Fills the queue of a listener that takes nobody in.
async fn block(listener: TcpListener) -> (TcpListener, Vec<TcpStream>) {
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) = timeout(Duration::from_millis(300), TcpStream::connect(address)).await {
        waiting.push(stream.unwrap());
    }
    (listener, waiting)
}

async fn connection(shared: Arc<Shared>, stream: TcpStream, certificates: Option<Arc<Certificates>>) {
    let mut open = shared.open.lock().unwrap().subscribe();
    let trouble = shared.now.borrow().trouble;
    let is_over = async move { drop(open.changed().await) };
    let Some(certificates) = certificates else {
        return requests(shared, stream, |stream| stream, is_over).await;
    };
    // Whoever does not trust us hangs up during the handshake.
    if let Ok(stream) = certificates.acceptor(trouble).accept(stream).await {
        requests(shared, stream, |stream| stream.get_ref().0, is_over).await;
    }
}

impl State {
    /// Whether a connection that was made in this state goes on in the next.
    pub(super) fn keeps_connections(self, next: Self) -> bool {
        use Trouble::{CertificateExpired, CertificateName, SelfSigned};
        let certificate =
            |Self { trouble, .. }| trouble.filter(|it| matches!(it, SelfSigned | CertificateExpired | CertificateName));
        Door::of(next.trouble) == Door::Open && certificate(self) == certificate(next)
    }
}

/// Answers what comes over one connection, until one side has enough of it.
async fn requests<Io>(shared: Arc<Shared>, io: Io, socket: fn(&Io) -> &TcpStream, is_over: impl Future<Output = ()>)
where
    Io: AsyncRead + AsyncWrite + Unpin,
{
    let reset = Arc::new(AtomicBool::new(false));
    let service = service_fn(|request| Box::pin(answer(shared.clone(), reset.clone(), request)));
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(io), service);
    tokio::select! {
        _ = poll_fn(|context| connection.poll_without_shutdown(context)) => {}
        () = is_over => {}
    }
    let io = connection.into_parts().io.into_inner();
    if reset.load(Ordering::Relaxed) {
        socket(&io).set_zero_linger().unwrap();
    }
}

/// Never answers; ends when the trouble does.
pub(super) async fn hang(shared: &Shared) {
    let mut now = shared.now.subscribe();
    now.borrow_and_update();
    let _changed: Result<(), _> = now.changed().await;
}

/// Waits; less if the trouble ends before.
pub(super) async fn wait(shared: &Shared, time: Duration) {
    let _ended_before: Result<(), _> = timeout(time, hang(shared)).await;
}

/// An authority that only a test trusts, and what it has signed, or not.
pub(super) struct Certificates {
    ca_pem: String,
    good: TlsAcceptor,
    self_signed: TlsAcceptor,
    expired: TlsAcceptor,
    for_another: TlsAcceptor,
}

impl Certificates {
    pub(super) fn new() -> Self {
        let mut ca = CertificateParams::default();
        ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        ca.distinguished_name.push(DnType::CommonName, "An authority for tests");
        let key = KeyPair::generate().unwrap();
        let ca_pem = ca.self_signed(&key).unwrap().pem();
        let issuer = Issuer::new(ca, key);
        let host = |name: &str| CertificateParams::new([name.to_owned()]).unwrap();
        let signed = |params: CertificateParams| {
            let key = KeyPair::generate().unwrap();
            acceptor(&params.signed_by(&key, &issuer).unwrap(), &key)
        };
        let own_key = KeyPair::generate().unwrap();
        let mut expired = host("localhost");
        expired.not_before = date_time_ymd(2020, 1, 1);
        expired.not_after = date_time_ymd(2021, 1, 1);
        Self {
            ca_pem,
            good: signed(host("localhost")),
            self_signed: acceptor(&host("localhost").self_signed(&own_key).unwrap(), &own_key),
            expired: signed(expired),
            for_another: signed(host("another.example")),
        }
    }

    fn acceptor(&self, trouble: Option<Trouble>) -> &TlsAcceptor {
        match trouble {
            Some(Trouble::SelfSigned) => &self.self_signed,
            Some(Trouble::CertificateExpired) => &self.expired,
            Some(Trouble::CertificateName) => &self.for_another,
            _ => &self.good,
        }
    }
}

fn acceptor(certificate: &rcgen::Certificate, key: &KeyPair) -> TlsAcceptor {
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider())).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap();
    TlsAcceptor::from(Arc::new(config))
}
