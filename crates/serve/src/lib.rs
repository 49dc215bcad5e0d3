//! A ledger over HTTP: an API that answers what the library answers, and the page that shows it.
//!
//! A ledger's file and an engine go in ([`Server::new`]); addresses are answered until the server is told to stop
//! ([`Server::run`]). The ledger is opened for reading alone, and others may write to it meanwhile. A thin shell: what is
//! counted and derived is the part of `ledger`, what is read out of a text that of `casus`. Only this room knows of
//! threads that wait for each other.

mod format;
mod guard;
mod kept;
mod page;
mod params;
mod problem;
mod routes;
mod server;
mod shared;
mod word;

use axum::Router;
use casus_events::Engine;
use shared::Shared;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// The ledger.
    pub ledger: PathBuf,
    /// The address.
    pub bind: SocketAddr,
    /// The token that is asked for; on an address that others can reach there must be one.
    pub token: Option<String>,
    /// So many requests a second an address may make where others can reach the server.
    pub rate: f64,
    /// So many connections there may be; of more those go that have been idle for longest.
    pub connections: usize,
}

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The ledger cannot be read.
    #[error(transparent)]
    Ledger(#[from] casus_ledger::Error),
    /// The address cannot be had.
    #[error("{address}: {source}; name another port with --port")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// There is no token, or one that cannot be sent.
    #[error("{0}")]
    Token(&'static str),
    /// The threads could not be started.
    #[error("threads: {0}")]
    Threads(io::Error),
}

/// A server that is ready.
pub struct Server {
    shared: Arc<Shared>,
    gate: Arc<guard::Gate>,
    bind: SocketAddr,
    connections: usize,
    stop: watch::Sender<bool>,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server")
            .field("bind", &self.bind)
            .finish_non_exhaustive()
    }
}

impl Server {
    /// Opens the ledger and begins to read its claims into memory.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read, or the address can be reached by others and there is no good token.
    pub fn new(options: Options, engine: Engine) -> Result<Server, Error> {
        Server::with(options, || Ok(engine))
    }

    /// The same with an engine that is made while the claims are read.
    ///
    /// # Errors
    ///
    /// As [`Server::new`], or where there is no engine.
    pub fn with<E: From<Error>>(
        options: Options,
        engine: impl FnOnce() -> Result<Engine, E>,
    ) -> Result<Server, E> {
        let reading = Server::check(&options).and_then(|()| shared::read(&options.ledger))?;
        let engine = engine()?;
        Ok(Server::begin(options, engine, reading)?)
    }

    /// Whether nobody can come in who should not.
    fn check(options: &Options) -> Result<(), Error> {
        let local = options.bind.ip().is_loopback();
        match &options.token {
            None if !local => {
                return Err(Error::Token(
                    "an address that others can reach needs --token: at least 16 letters and digits that nobody can guess",
                ));
            }
            Some(token) if !guard::is_token(token) => {
                return Err(Error::Token(
                    "a token has 16 to 512 letters, digits and -._~+/=",
                ));
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(options: Options, engine: Engine, reading: shared::Reading) -> Result<Server, Error> {
        let local = options.bind.ip().is_loopback();
        let stop = watch::Sender::new(false);
        let shared = Arc::new(Shared::open(&options.ledger, engine, stop.subscribe())?);
        watch_ledger(&shared, reading, stop.subscribe()).map_err(Error::Threads)?;
        let gate = guard::Gate {
            token: options.token,
            local,
            rate: (!local).then_some(options.rate),
            ..guard::Gate::default()
        };
        Ok(Server {
            shared,
            gate: Arc::new(gate),
            bind: options.bind,
            connections: options.connections,
            stop,
        })
    }

    /// The addresses with all that answers them, for those who serve them themselves.
    pub fn router(&self) -> Router {
        routes::router(Arc::clone(&self.shared), Arc::clone(&self.gate))
    }

    /// By which another thread ends [`Server::run`].
    pub fn stop(&self) -> Stop {
        Stop(self.stop.clone())
    }

    /// Serves until it is stopped or the process is told to end; `tell` is told the address.
    ///
    /// # Errors
    ///
    /// Where the address cannot be had or the threads cannot be started.
    pub fn run(self, tell: impl FnOnce(SocketAddr)) -> Result<(), Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .max_blocking_threads(64)
            .build()
            .map_err(Error::Threads)?;
        let router = self.router();
        let (bind, connections) = (self.bind, self.connections);
        let stop = self.stop.clone();
        let outcome = runtime.block_on(async move {
            let failed = |source| Error::Bind {
                address: bind,
                source,
            };
            let listener = TcpListener::bind(bind).await.map_err(failed)?;
            tell(listener.local_addr().map_err(failed)?);
            let told = stop.clone();
            tokio::spawn(async move {
                if tokio::signal::ctrl_c().await.is_ok() {
                    told.send_replace(true);
                }
            });
            server::serve(listener, router, connections, stop.subscribe()).await;
            Ok(())
        });
        // A question that still runs is ended with the process.
        runtime.shutdown_background();
        outcome
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

/// Ends a server.
#[derive(Clone, Debug)]
pub struct Stop(watch::Sender<bool>);

impl Stop {
    /// Takes no more requests and finishes those that are there.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

/// Starts the thread that waits for the claims and for changes; returns when it has begun.
fn watch_ledger(
    shared: &Arc<Shared>,
    reading: shared::Reading,
    stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let shared = Arc::clone(shared);
    let (begun, begins) = std::sync::mpsc::channel();
    let ready = move || {
        let _ = begun.send(());
    };
    let run = move || shared.watch(reading, ready, || *stop.borrow());
    std::thread::Builder::new()
        .name("watch".into())
        .spawn(run)?;
    let _ = begins.recv();
    Ok(())
}
