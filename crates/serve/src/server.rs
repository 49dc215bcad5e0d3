//! Connections: each is served on its own, and the one that has been idle for longest goes where there are too many.
//!
//! A client that sends its request byte by byte, or none at all, or does not take its answer, costs a place among the
//! idle; it never costs another client his.

use crate::guard::Peer;
use crate::shared::lock;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};
use tower_service::Service;

/// The head of a request arrives within this time.
const HEAD: Duration = Duration::from_secs(10);
/// So many bytes the head of a request may have, and a connection hold.
const BUFFER: usize = 64 * 1024;
/// So many headers a request may have.
const HEADERS: usize = 64;
/// So long open requests may go on at the end.
const FAREWELL: Duration = Duration::from_secs(5);

/// Serves until `stop` says that it is enough.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    connections: usize,
    mut stop: watch::Receiver<bool>,
) {
    let crowd = Arc::new(Crowd {
        most: connections,
        idle: Mutex::default(),
    });
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stopped(&mut stop) => break,
        };
        match accepted {
            Ok((stream, from)) => {
                let (router, stop) = (router.clone(), stop.clone());
                tokio::spawn(connection(stream, from, router, Arc::clone(&crowd), stop));
            }
            // Too many files are open, or the client is gone already. Others may be waiting.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
    drop(listener);
    let empty = async {
        while crowd.count() > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let _ = tokio::time::timeout(FAREWELL, empty).await;
}

async fn stopped(stop: &mut watch::Receiver<bool>) {
    // Where nobody is left who could say so, it is enough as well.
    let _ = stop.wait_for(|stop| *stop).await;
}

async fn connection(
    stream: TcpStream,
    from: SocketAddr,
    router: Router,
    crowd: Arc<Crowd>,
    mut stop: watch::Receiver<bool>,
) {
    // Answers are written whole; waiting for more to send with them only delays them.
    let _ = stream.set_nodelay(true);
    let (place, sent_away) = Place::take(&crowd);
    let place = &place;
    let service = service_fn(move |request: Request<Incoming>| {
        let mut router = router.clone();
        async move {
            let busy = place.busy();
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(Peer(from));
            let response = router.call(request).await;
            drop(busy);
            Ok::<_, Infallible>(match response {
                Ok(response) => response,
                Err(never) => match never {},
            })
        }
    });
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(BUFFER)
        .max_headers(HEADERS);
    let served = builder.serve_connection(TokioIo::new(stream), service);
    let mut served = std::pin::pin!(served);
    tokio::select! {
        // Where a connection breaks there is nobody to tell.
        _ = served.as_mut() => {}
        _ = sent_away => {}
        () = stopped(&mut stop) => {
            served.as_mut().graceful_shutdown();
            let _ = tokio::time::timeout(FAREWELL, served).await;
        }
    }
}

/// All connections.
struct Crowd {
    /// So many there may be.
    most: usize,
    idle: Mutex<Idle>,
}

#[derive(Default)]
struct Idle {
    /// The next number; a smaller one has been idle for longer.
    next: u64,
    count: usize,
    waiting: BTreeMap<u64, oneshot::Sender<()>>,
}

impl Crowd {
    fn count(&self) -> usize {
        lock(&self.idle).count
    }
}

/// The place of one connection among them.
struct Place {
    crowd: Arc<Crowd>,
    /// Its number while it is idle, else the sender that is kept until it is.
    state: Mutex<(u64, Option<oneshot::Sender<()>>)>,
}

impl Place {
    fn take(crowd: &Arc<Crowd>) -> (Place, oneshot::Receiver<()>) {
        let (sender, receiver) = oneshot::channel();
        let mut idle = lock(&crowd.idle);
        if idle.count >= crowd.most
            && let Some((_, longest)) = idle.waiting.pop_first()
        {
            let _ = longest.send(());
        }
        idle.count += 1;
        let number = idle.next;
        idle.next += 1;
        idle.waiting.insert(number, sender);
        drop(idle);
        let place = Place {
            crowd: Arc::clone(crowd),
            state: Mutex::new((number, None)),
        };
        (place, receiver)
    }

    /// The connection is not sent away as long as this is held.
    fn busy(&self) -> Busy<'_> {
        let mut state = lock(&self.state);
        let mut idle = lock(&self.crowd.idle);
        state.1 = idle.waiting.remove(&state.0);
        Busy(self)
    }
}

struct Busy<'p>(&'p Place);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        let mut state = lock(&self.0.state);
        let mut idle = lock(&self.0.crowd.idle);
        if let Some(sender) = state.1.take() {
            state.0 = idle.next;
            idle.next += 1;
            idle.waiting.insert(state.0, sender);
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let state = lock(&self.state);
        let mut idle = lock(&self.crowd.idle);
        idle.waiting.remove(&state.0);
        idle.count = idle.count.saturating_sub(1);
    }
}
