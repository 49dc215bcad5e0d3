//! `casus watch` through the whole command, over a server on this machine: new documents in a file, what failed in a list.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

/// A server with a feed of two pages, of which one is not there; its address.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let root = format!("http://{}", listener.local_addr().expect("bound"));
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = String::new();
            let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
            while reader.read_line(&mut head).is_ok_and(|length| length > 2) {}
            let (status, body) = match head.split(' ').nth(1) {
                Some("/feed") => (
                    200,
                    "<rss><channel><title>Wire</title><item><link>/a</link></item><item><link>/gone</link></item></channel></rss>",
                ),
                Some("/a") => (
                    200,
                    "<html><body><p>Iran blamed Israel for the blast that shook the harbour of the town on Wednesday morning.</p></body></html>",
                ),
                _ => (404, ""),
            };
            let length = body.len();
            // Who asked may be gone already.
            let _ = write!(
                stream,
                "HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
        }
    });
    root
}

fn casus(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casus"));
    command
        .current_dir(folder)
        .args(words)
        .output()
        .expect("the command starts")
}

#[test]
fn new_documents_are_appended_and_failures_listed() {
    let folder = std::env::temp_dir().join(format!("casus-cli-watch-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let plan = format!(
        "pace = 0.0\nprivate = true\n[[source]]\nkind = \"feed\"\nurl = \"{}/feed\"\n",
        server()
    );
    std::fs::write(folder.join("sources.toml"), plan).expect("a file");
    let watch = [
        "watch",
        "sources.toml",
        "--once",
        "--to",
        "new.jsonl",
        "--log",
        "log.jsonl",
    ];
    let first = casus(&folder, &watch);
    let told = String::from_utf8_lossy(&first.stderr).into_owned();
    assert_eq!(first.status.code(), Some(1), "{told}");
    assert!(
        told.starts_with("casus: 1 polls, 1 pages, 1 documents, 1 failures\n"),
        "{told}"
    );
    // Nothing is due again so soon.
    assert_eq!(casus(&folder, &watch).status.code(), Some(0));
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a file");
    assert_eq!(
        (
            text("new.jsonl").lines().count(),
            text("log.jsonl").lines().count()
        ),
        (1, 3)
    );
    assert!(
        text("new.jsonl").contains("\"publisher\":\"Wire\""),
        "{}",
        text("new.jsonl")
    );
    let failures = casus(&folder, &["watch", "sources.toml", "--failures"]);
    let failures = String::from_utf8_lossy(&failures.stdout).into_owned();
    assert!(
        failures.contains("/gone\",\"reason\":\"status 404\",\"tries\":1,\"again\":null"),
        "{failures}"
    );
    let events = casus(&folder, &["read", "new.jsonl", "--format", "jsonl"]);
    assert!(String::from_utf8_lossy(&events.stdout).contains("\"ACCUSE\""));

    for (words, told) in [
        (&["watch", "sources.toml"][..], "say where the documents go"),
        (&["watch", "none.toml", "--to", "x"], "none.toml: "),
    ] {
        let output = casus(&folder, words);
        assert!(String::from_utf8_lossy(&output.stderr).contains(told));
        assert_ne!(output.status.code(), Some(0));
    }
    std::fs::remove_dir_all(folder).expect("the folder is ours");
}

#[test]
fn what_is_watched_is_coded_into_a_ledger_once() {
    let folder = std::env::temp_dir().join(format!("casus-cli-watched-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let plan = format!(
        "pace = 0.0\nprivate = true\n[[source]]\nkind = \"feed\"\nurl = \"{}/feed\"\n",
        server()
    );
    std::fs::write(folder.join("sources.toml"), plan).expect("a file");
    let watch = ["watch", "sources.toml", "--once", "--ledger", "a.casus"];
    let count = |state: &str| {
        casus(&folder, &[&watch[..], &["--state", state]].concat());
        let query = "select event, actor, recipient from events";
        let told = casus(
            &folder,
            &["sql", query, "--ledger", "a.casus", "--format", "jsonl"],
        );
        String::from_utf8_lossy(&told.stdout).into_owned()
    };
    let first = count("one.json");
    assert_eq!(
        first,
        "{\"event\":\"ACCUSE\",\"actor\":\"IRN\",\"recipient\":\"ISR\"}\n"
    );
    // A watch that has forgotten what it saw finds the same, and adds nothing.
    assert_eq!(count("two.json"), first);
    // The folder is the system's to clear where this fails.
    let _ = std::fs::remove_dir_all(&folder);
}
