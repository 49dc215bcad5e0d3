//! Many readers at once on a server that runs: how long the pair view takes them.
//!
//! `cargo bench -p casus-serve --bench serve -- 127.0.0.1:8719 READERS SECONDS`, beside `casus serve --ledger FILE`. Each
//! reader asks for the timeline of one pair after another, of the 200 strongest, by day, week and month and from changing
//! days on, so that most answers are not kept from before. What comes out is a line with requests a second and the time
//! within which half, 99 and 99.9 percent of them were answered.

#![allow(clippy::print_stdout)] // A bench speaks to who runs it.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

fn main() -> io::Result<()> {
    let mut given = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"));
    let Some(address) = given.next() else {
        println!("name the address of a server: 127.0.0.1:8719 READERS SECONDS");
        return Ok(());
    };
    let mut number = |usual: usize| {
        given
            .next()
            .and_then(|word| word.parse().ok())
            .unwrap_or(usual)
    };
    let (readers, seconds) = (number(200), number(10));
    let pairs = pairs(&address)?;
    if pairs.is_empty() {
        println!("the ledger has no pairs");
        return Ok(());
    }
    let end = Instant::now() + Duration::from_secs(seconds as u64);
    let (address, pairs) = (&address, &pairs);
    let mut times: Vec<Duration> = std::thread::scope(|scope| {
        let reader = |seed: usize| scope.spawn(move || read(address, pairs, seed, end));
        let threads: Vec<_> = (0..readers).map(reader).collect();
        let times = threads.into_iter().map(|thread| thread.join());
        times
            .flat_map(|times| times.ok().and_then(Result::ok).unwrap_or_default())
            .collect()
    });
    times.sort_unstable();
    let at = |share: f64| {
        let place = (times.len() as f64 * share) as usize;
        times
            .get(place.min(times.len().saturating_sub(1)))
            .copied()
            .unwrap_or_default()
    };
    println!(
        "{readers} readers, {} requests, {:.0} a second; half within {:.1?}, 99% within {:.1?}, 99.9% within {:.1?}, all within {:.1?}",
        times.len(),
        times.len() as f64 / seconds as f64,
        at(0.5),
        at(0.99),
        at(0.999),
        at(1.0),
    );
    Ok(())
}

/// The strongest pairs of the ledger, as the ends of addresses.
fn pairs(address: &str) -> io::Result<Vec<String>> {
    let mut line = Line::open(address)?;
    let world = line.get("/api/world?points=1")?;
    let start = world.find("\"pairs\":").unwrap_or(0);
    let parts = world
        .get(start..)
        .unwrap_or_default()
        .split("{\"a\":\"")
        .skip(1);
    let pair = |part: &str| {
        let (a, rest) = part.split_once("\",\"b\":\"")?;
        let (b, _) = rest.split_once('"')?;
        let plain = |code: &str| code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (plain(a) && plain(b)).then(|| format!("{a}/{b}"))
    };
    Ok(parts.filter_map(pair).collect())
}

/// One reader: asks, waits for the whole answer, asks again.
fn read(address: &str, pairs: &[String], seed: usize, end: Instant) -> io::Result<Vec<Duration>> {
    let mut line = Line::open(address)?;
    let mut times = Vec::new();
    let mut number = seed as u64 + 1;
    while Instant::now() < end {
        number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let any = (number >> 33) as usize;
        let pair = pairs.get(any % pairs.len()).map_or("", String::as_str);
        let unit = ["day", "week", "month"][any / 7 % 3];
        let (month, day) = (any / 100 % 12 + 1, any / 1000 % 28 + 1);
        let begin = Instant::now();
        line.get(&format!(
            "/api/pair/{pair}?unit={unit}&from=2021-{month:02}-{day:02}"
        ))?;
        times.push(begin.elapsed());
    }
    Ok(times)
}

/// A connection that stays open.
struct Line {
    stream: BufReader<TcpStream>,
}

impl Line {
    fn open(address: &str) -> io::Result<Line> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Line {
            stream: BufReader::with_capacity(1 << 16, stream),
        })
    }

    fn get(&mut self, path: &str) -> io::Result<String> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut length, mut line) = (0, String::new());
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let lower = line.trim().to_ascii_lowercase();
            if let Some(value) = lower.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            if lower.starts_with("http/") && !lower.contains(" 200 ") {
                return Err(io::Error::other(lower));
            }
            if lower.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(String::from_utf8_lossy(&body).into_owned())
    }
}
