//! A web server on this machine that behaves as it is told, and what a watch makes of it.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test file uses a part of it")]

use casus_text::Document;
use casus_watch::{Log, Note, Plan, Sink, Watch};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server does when it is asked for a path.
#[derive(Clone)]
pub(crate) enum Act {
    /// Answers: status, lines of the head, body.
    Say(u16, Vec<String>, Vec<u8>),
    /// The same, but as nothing new to who knows this tag.
    Tagged(&'static str, Vec<u8>),
    /// Sends a byte now and then.
    Drip,
    /// Sends without end.
    Endless,
    /// Says that there is more than there is.
    Short,
    /// Closes without a word.
    Hang,
}

impl Act {
    pub(crate) fn page(text: &str) -> Self {
        Act::Say(200, vec!["Content-Type: text/html".into()], text.into())
    }

    pub(crate) fn to(place: &str) -> Self {
        Act::Say(302, vec![format!("Location: {place}")], Vec::new())
    }

    pub(crate) fn status(status: u16) -> Self {
        Act::Say(status, Vec::new(), Vec::new())
    }
}

type Acts = Arc<Mutex<BTreeMap<String, Act>>>;

/// The server.
pub(crate) struct Server {
    pub(crate) root: String,
    acts: Acts,
    /// What it was asked for.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) fn new(ip: &str, acts: &[(&str, Act)]) -> Self {
        let listener = TcpListener::bind((ip, 0)).expect("a port");
        let root = format!("http://{}", listener.local_addr().expect("bound"));
        let acts: BTreeMap<String, Act> = acts
            .iter()
            .map(|(path, act)| ((*path).to_owned(), act.clone()))
            .collect();
        let server = Server {
            root,
            acts: Arc::new(Mutex::new(acts)),
            asked: Arc::default(),
        };
        let (acts, asked) = (server.acts.clone(), server.asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (acts, asked) = (acts.clone(), asked.clone());
                std::thread::spawn(move || answer(stream, &acts, &asked));
            }
        });
        server
    }

    /// What it does from now on.
    pub(crate) fn set(&self, path: &str, act: Act) {
        self.acts
            .lock()
            .expect("whole")
            .insert(path.to_owned(), act);
    }

    /// What it was asked for since the last time, robots.txt left out.
    pub(crate) fn asked(&self) -> Vec<String> {
        let all = std::mem::take(&mut *self.asked.lock().expect("whole"));
        all.into_iter()
            .filter(|path| path != "/robots.txt")
            .collect()
    }
}

fn answer(stream: TcpStream, acts: &Acts, asked: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut head = String::new();
    while reader.read_line(&mut head).is_ok_and(|length| length > 2) {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    asked.lock().expect("whole").push(path.clone());
    let act = acts.lock().expect("whole").get(&path).cloned();
    // Who asks may be gone already.
    let _ = act_out(stream, act.unwrap_or(Act::status(404)), &head);
}

fn act_out(mut stream: TcpStream, act: Act, head: &str) -> std::io::Result<()> {
    let length = |length: usize| format!("Content-Length: {length}\r\nConnection: close\r\n\r\n");
    match act {
        Act::Say(status, lines, body) => {
            let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
            write!(
                stream,
                "HTTP/1.1 {status} X\r\n{lines}{}",
                length(body.len())
            )?;
            stream.write_all(&body)
        }
        Act::Tagged(tag, _) if head.contains(tag) => {
            write!(
                stream,
                "HTTP/1.1 304 X\r\nETag: \"{tag}\"\r\nConnection: close\r\n\r\n"
            )
        }
        Act::Tagged(tag, body) => {
            write!(
                stream,
                "HTTP/1.1 200 X\r\nETag: \"{tag}\"\r\n{}",
                length(body.len())
            )?;
            stream.write_all(&body)
        }
        Act::Drip => {
            write!(stream, "HTTP/1.1 200 X\r\n{}", length(1000))?;
            for _ in 0..1000 {
                stream.write_all(b"x")?;
                stream.flush()?;
                std::thread::sleep(Duration::from_millis(100));
            }
            Ok(())
        }
        Act::Endless => {
            write!(stream, "HTTP/1.1 200 X\r\nConnection: close\r\n\r\n")?;
            loop {
                stream.write_all(&[b'x'; 64 * 1024])?;
            }
        }
        Act::Short => {
            write!(stream, "HTTP/1.1 200 X\r\n{}<p>cut", length(100_000))
        }
        Act::Hang => Ok(()),
    }
}

/// Keeps what a watch hands on.
#[derive(Default)]
pub(crate) struct Kept {
    pub(crate) documents: Vec<Document>,
    /// `what path: result (reason)` of each request.
    pub(crate) notes: Vec<String>,
}

struct Documents<'k>(&'k mut Vec<Document>);

impl Sink for Documents<'_> {
    fn take(&mut self, document: Document) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        self.0.push(document);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Ok(())
    }
}

struct Notes<'k>(&'k mut Vec<String>);

impl Log for Notes<'_> {
    fn note(&mut self, note: &Note<'_>) {
        let path = note.address.splitn(4, '/').nth(3).unwrap_or_default();
        let reason = note
            .reason
            .map(|reason| format!(" ({reason})"))
            .unwrap_or_default();
        self.0
            .push(format!("{} /{path}: {}{reason}", note.what, note.result));
    }
}

/// A watch over sources of a server, with a state that is gone after the test.
pub(crate) struct Trial {
    text: String,
    path: PathBuf,
}

impl Trial {
    /// `head` is what the plan says before its sources: `kind path` each.
    pub(crate) fn new(server: &Server, head: &str, sources: &[&str]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("casus-watch-{}-{number}.json", std::process::id());
        let mut text = format!("pace = 0.0\nevery = 1\n{head}\n");
        if !head.contains("private") {
            text += "private = [\"127.0.0.1\"]\n";
        }
        for source in sources {
            let (kind, rest) = source.split_once(' ').expect("kind and path");
            let (path, more) = rest.split_once(' ').unwrap_or((rest, ""));
            text += &format!(
                "[[source]]\nkind = \"{kind}\"\nurl = \"{}{path}\"\n{more}\n",
                server.root
            );
        }
        Trial {
            text,
            path: std::env::temp_dir().join(name),
        }
    }

    pub(crate) fn watch(&self) -> Watch {
        let plan = Plan::read("sources.toml", &self.text).expect("a plan");
        Watch::new(plan, self.path.clone()).expect("a state")
    }

    /// What a round of a watch that begins now gives.
    pub(crate) fn round(&self) -> Kept {
        round(&mut self.watch())
    }

    /// What a round gives after the sources are due again.
    pub(crate) fn later(&self) -> Kept {
        std::thread::sleep(Duration::from_millis(1100));
        self.round()
    }
}

pub(crate) fn round(watch: &mut Watch) -> Kept {
    let mut kept = Kept::default();
    watch
        .round(
            &mut Documents(&mut kept.documents),
            &mut Notes(&mut kept.notes),
        )
        .expect("the sink takes all");
    kept
}

impl Drop for Trial {
    fn drop(&mut self) {
        // What is left behind in the folder for temporary files does no harm.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// A feed with items: link, title.
pub(crate) fn feed(items: &[(&str, &str)]) -> Vec<u8> {
    let items: String = items
        .iter()
        .map(|(link, title)| {
            format!("<item><title>{title}</title><link>{link}</link><pubDate>Wed, 19 Jun 2024 08:30:00 GMT</pubDate><description>In short: {title}.</description></item>")
        })
        .collect();
    format!("<?xml version=\"1.0\"?><rss><channel><title>North Wire</title>{items}</channel></rss>")
        .into_bytes()
}

/// A page with a text of its own.
pub(crate) fn page(about: &str) -> Act {
    Act::page(&format!(
        "<html lang=en><head><title>{about}</title></head><body><article><h1>{about}</h1><p>Iran and Norway held talks on {about} in Oslo on Wednesday, the foreign ministry of Norway said in a statement.</p></article></body></html>"
    ))
}
