//! `casus serve`: a ledger over HTTP, with the page.
//!
//! The address is written to standard output once requests are taken; Ctrl-C ends it.

use crate::args::ServeArgs;
use crate::{Outcome, Result, complain, knowledge, stdout};
use casus_serve::{Options, Server};
use std::io::Write;
use std::net::SocketAddr;

/// Serves until it is stopped.
pub(crate) fn run(args: &ServeArgs) -> Result<Outcome> {
    let options = Options {
        ledger: args.ledger.clone(),
        bind: SocketAddr::new(args.bind, args.port),
        token: args.token.clone(),
        rate: args.rate,
        connections: args.connections,
    };
    let tell = |address: SocketAddr| {
        let mut out = stdout();
        // Where nobody reads it, requests are answered all the same.
        let _ = writeln!(out, "http://{address}/").and_then(|()| out.flush());
    };
    let engine = || knowledge::engine(&args.knowledge, None).map_err(Fault::Knowledge);
    let served = Server::with(options, engine).and_then(|server| Ok(server.run(tell)?));
    match served {
        Ok(()) => Ok(Outcome::Good),
        Err(Fault::Knowledge(error)) => Err(error),
        Err(Fault::Server(error)) => {
            complain(&error.to_string());
            Ok(match error {
                casus_serve::Error::Token(_) => Outcome::Usage,
                _ => Outcome::Faults,
            })
        }
    }
}

/// Why nothing is served.
enum Fault {
    Knowledge(casus_events::Error),
    Server(casus_serve::Error),
}

impl From<casus_serve::Error> for Fault {
    fn from(error: casus_serve::Error) -> Fault {
        Fault::Server(error)
    }
}
