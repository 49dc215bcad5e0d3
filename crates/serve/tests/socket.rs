//! Over a real socket: answers, live news, clients that are slow or broken, and the end.

#![allow(clippy::unwrap_used)] // What a test needs and does not get fails the test.

mod support;

use casus_events::Engine;
use casus_serve::{Options, Server, Stop};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::channel;
use std::thread::JoinHandle;
use std::time::Duration;
use tempfile::TempDir;

struct Running {
    folder: TempDir,
    address: SocketAddr,
    stop: Stop,
    thread: JoinHandle<Result<(), casus_serve::Error>>,
}

fn start() -> Running {
    let folder = TempDir::new().unwrap();
    support::add(&support::ledger(&folder), &support::entries()[..2]);
    let options = Options {
        ledger: support::ledger(&folder),
        bind: "127.0.0.1:0".parse().unwrap(),
        token: None,
        rate: 50.0,
        connections: 100,
    };
    let server = Server::new(options, Engine::builder().build().unwrap()).unwrap();
    let stop = server.stop();
    let (sender, receiver) = channel();
    let thread = std::thread::spawn(move || server.run(|address| sender.send(address).unwrap()));
    Running {
        folder,
        address: receiver.recv().unwrap(),
        stop,
        thread,
    }
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    stream
}

fn get(address: SocketAddr, path: &str) -> String {
    let mut stream = connect(address);
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn it_answers_tells_what_is_new_and_ends() {
    let running = start();
    let status = get(running.address, "/api/status");
    assert!(status.starts_with("HTTP/1.1 200 OK\r\n"), "{status}");
    assert!(status.contains("\"claims\":2"), "{status}");
    assert!(get(running.address, "/").starts_with("HTTP/1.1 200 OK\r\n"));

    let mut live = connect(running.address);
    write!(live, "GET /api/live HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut lines = BufReader::new(live).lines().map_while(Result::ok);
    let mut news = || {
        lines
            .find_map(|line| line.strip_prefix("data: ").map(str::to_owned))
            .unwrap()
    };
    assert_eq!(news(), r#"{"documents":2,"claims":2,"last":"2024-05-08"}"#);
    assert!(get(running.address, "/api/world").contains("\"code\":\"UKR\",\"events\":2"));
    support::add(&support::ledger(&running.folder), &support::entries());
    assert_eq!(news(), r#"{"documents":5,"claims":5,"last":"2024-06-21"}"#);
    // What was answered before is not answered again from memory.
    assert!(get(running.address, "/api/status").contains("\"claims\":5"));
    assert!(get(running.address, "/api/world").contains("\"code\":\"UKR\",\"events\":3"));

    running.stop.stop();
    running.thread.join().unwrap().unwrap();
    assert!(TcpStream::connect(running.address).is_err());
}

#[test]
fn slow_and_broken_clients_hurt_nobody_else() {
    let running = start();
    // More than there may be: those that have been idle for longest go. Some say nothing, some half a request, some do
    // not take their answer, some are no browsers at all.
    let mut held = Vec::new();
    for number in 0..300 {
        let mut stream = connect(running.address);
        let _ = match number % 4 {
            0 => Ok(()),
            1 => stream.write_all(b"GET /api/status HTTP/1.1\r\nHost: loc"),
            2 => stream.write_all(b"GET /api/claims?limit=500 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            _ => stream.write_all(&[0x16, 0x03, 0x01, 0x00, 0xff]),
        };
        held.push(stream);
        if number % 50 == 0 {
            assert!(get(running.address, "/api/status").contains("\"claims\":2"));
        }
    }
    assert!(get(running.address, "/api/status").contains("\"claims\":2"));
    let mut many = connect(running.address);
    let head = format!(
        "GET /api/status HTTP/1.1\r\nHost: localhost\r\n{}\r\n",
        "X-A: b\r\n".repeat(200)
    );
    many.write_all(head.as_bytes()).unwrap();
    let mut text = String::new();
    let _ = many.read_to_string(&mut text);
    assert!(text.starts_with("HTTP/1.1 431"), "{text}");
    drop(held);
    running.stop.stop();
    running.thread.join().unwrap().unwrap();
}
