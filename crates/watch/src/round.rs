//! Rounds of a watch: what is due is asked for, one request at a time, no host faster than it likes.
//!
//! A plan, a state and the time go in; documents go to the sink, notes to the log, and the state knows what is to be done
//! next. A source is asked with what is known of its version; a page is asked for once, and again where it failed for now.

use crate::fetch::{Answer, Fetcher, Refusal, Version};
use crate::plan::{Kind, Plan, Source};
use crate::robots::Robots;
use crate::state::{Failure, Item, Page, State};
use crate::{Address, Error};
use casus_read::{Documents, Limits, html, sitemap};
use casus_text::Document;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A page is given up after so many tries.
const MOST_TRIES: u32 = 6;
/// The first wait after a failure, and the longest.
const FIRST_WAIT: u64 = 60;
const LONGEST_WAIT: u64 = 86_400;
/// What a host says to robots holds for so long.
const ROBOTS_HOLD: Duration = Duration::from_secs(24 * 3600);
/// A robots.txt that cannot be had now is asked for again after so long.
const ROBOTS_AGAIN: Duration = Duration::from_secs(600);
/// The state is saved so often within a round.
const SAVED: Duration = Duration::from_secs(2);
/// So many sitemaps of an index are asked for.
const MOST_MAPS: usize = 50;

/// Where documents go.
pub trait Sink {
    /// Takes a document.
    ///
    /// # Errors
    ///
    /// Where it cannot; then the watch stops.
    fn take(&mut self, document: Document) -> Result<(), Box<dyn std::error::Error + Send + Sync>>;

    /// Makes sure that what was taken is kept; the state is saved behind it.
    ///
    /// # Errors
    ///
    /// Where it cannot; then the watch stops.
    fn flush(&mut self) -> Result<(), Box<dyn std::error::Error + Send + Sync>>;
}

/// Who is told of each request.
pub trait Log {
    /// A request is done.
    fn note(&mut self, note: &Note<'_>);
}

/// What became of a request.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Note<'n> {
    /// When, in seconds since 1970.
    pub time: u64,
    /// `source`, `page` or `robots`.
    pub what: &'static str,
    /// What was asked for.
    pub address: &'n str,
    /// `read`, `same`, `repeats`, `empty`, `failed` or `given up`.
    pub result: &'static str,
    /// Why it failed.
    pub reason: Option<&'n str>,
    /// New pages of a source, or documents of a page.
    pub count: usize,
    /// How long it took.
    pub milliseconds: u64,
}

/// What a watch has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requests for sources that were answered.
    pub polls: u64,
    /// Pages read.
    pub pages: u64,
    /// Documents handed on.
    pub documents: u64,
    /// Requests that failed.
    pub failures: u64,
}

/// What each origin says to robots, or why it cannot be had, and until when that holds.
type Rules = BTreeMap<String, (Result<Robots, String>, Instant)>;

/// A watch.
pub struct Watch {
    plan: Plan,
    state: State,
    /// Where the state is kept.
    path: PathBuf,
    fetcher: Fetcher,
    /// When each host may be asked next.
    hosts: BTreeMap<String, Instant>,
    robots: Rules,
    saved: Instant,
    /// What was done since the start.
    pub counts: Counts,
}

impl Watch {
    /// Goes on with what the file at `path` knows.
    ///
    /// # Errors
    ///
    /// Where that file cannot be read.
    pub fn new(plan: Plan, path: PathBuf) -> Result<Self, Error> {
        Ok(Watch {
            fetcher: Fetcher::new(&plan),
            state: State::load(&path)?,
            plan,
            path,
            hosts: BTreeMap::new(),
            robots: BTreeMap::new(),
            saved: Instant::now(),
            counts: Counts::default(),
        })
    }

    /// What is known.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Does all that is due, and says how long nothing will be.
    ///
    /// # Errors
    ///
    /// Where the sink takes no document or the state cannot be saved.
    pub fn round(&mut self, sink: &mut dyn Sink, log: &mut dyn Log) -> Result<Duration, Error> {
        for source in self.plan.sources.clone() {
            let Some(address) = Address::read(&source.url) else {
                continue;
            };
            let known = self.state.sources.entry(address.to_string()).or_default();
            if known.next <= now() {
                self.poll(&source, &address, log);
                self.save(sink, false)?;
            }
        }
        while let Some((address, page)) = self.due() {
            self.page(&address, page, sink, log)?;
            self.save(sink, false)?;
        }
        self.save(sink, true)?;
        Ok(self.rest())
    }

    /// How long nothing is due.
    fn rest(&self) -> Duration {
        let of_plan = |address: &&String| self.is_planned(address);
        let sources = self
            .state
            .sources
            .iter()
            .filter(|(address, _)| of_plan(address));
        let next = sources.map(|(_, known)| known.next);
        let next = next
            .chain(self.state.pages.values().map(|page| page.next))
            .min();
        Duration::from_secs(
            next.unwrap_or(u64::MAX)
                .saturating_sub(now())
                .clamp(1, 3600),
        )
    }

    fn is_planned(&self, address: &str) -> bool {
        let mut sources = self.plan.sources.iter();
        sources.any(|source| Address::read(&source.url).is_some_and(|a| a.to_string() == address))
    }

    /// A page that is due, of the host that may be asked soonest.
    fn due(&self) -> Option<(Address, Page)> {
        let now = now();
        let due = self.state.pages.iter().filter(|(_, page)| page.next <= now);
        let due = due.filter_map(|(address, page)| Some((Address::read(address)?, page)));
        let soonest = due.min_by_key(|(address, _)| self.hosts.get(address.host()).copied());
        soonest.map(|(address, page)| (address, page.clone()))
    }

    fn save(&mut self, sink: &mut dyn Sink, now: bool) -> Result<(), Error> {
        if now || self.saved.elapsed() >= SAVED {
            sink.flush().map_err(Error::Sink)?;
            self.state.save(&self.path)?;
            self.saved = Instant::now();
        }
        Ok(())
    }

    /// Asks a source what is new.
    fn poll(&mut self, source: &Source, address: &Address, log: &mut dyn Log) {
        let begun = Instant::now();
        let known = self
            .state
            .sources
            .get(&address.to_string())
            .cloned()
            .unwrap_or_default();
        let every = source.every.unwrap_or(self.plan.every).max(1);
        let found = self.get(address, &known.version).and_then(|answer| {
            let items = self.items(source, &answer)?;
            Ok((answer, items))
        });
        let mut next = known;
        let text = address.to_string();
        let mut note = note("source", &text, begun);
        match &found {
            Ok((answer, items)) => {
                let new = items
                    .iter()
                    .filter(|(link, item)| self.wait(source, &text, link.as_ref(), item));
                note.count = new.count();
                note.result = if answer.body.is_none() {
                    "same"
                } else {
                    "read"
                };
                self.counts.polls += 1;
                if answer.body.is_some() {
                    next.version = answer.version.clone();
                }
                (next.next, next.failures, next.reason) = (now() + every, 0, None);
            }
            Err(refusal) => {
                self.counts.failures += 1;
                (note.result, note.reason) = ("failed", Some(refusal.reason.as_str()));
                next.failures += 1;
                next.next = now() + back_off(next.failures, refusal).max(every.min(LONGEST_WAIT));
                next.reason = Some(refusal.reason.clone());
            }
        }
        log.note(&note);
        self.state.sources.insert(text, next);
    }

    /// Lets a page wait, or an item whose text is read as it is; whether it is new.
    fn wait(&mut self, source: &Source, name: &str, link: Option<&Address>, item: &Item) -> bool {
        let Some(address) = link else { return false };
        let address = address.to_string();
        if self.state.has_seen(&address) || self.state.pages.contains_key(&address) {
            return false;
        }
        if !source.pages && item.text.is_empty() {
            return false;
        }
        let page = Page {
            source: name.to_owned(),
            item: item.clone(),
            ..Page::default()
        };
        self.state.pages.insert(address, page);
        true
    }

    /// The items of a feed, or the pages of a sitemap, with their addresses.
    fn items(
        &mut self,
        source: &Source,
        answer: &Answer,
    ) -> Result<Vec<(Option<Address>, Item)>, Refusal> {
        let Some(body) = &answer.body else {
            return Ok(Vec::new());
        };
        if source.kind == Kind::Sitemap {
            return self.mapped(source, answer, body);
        }
        let limits = Limits {
            longest_line: self.plan.longest,
            ..Limits::default()
        };
        let documents = Documents::from_reader(Cursor::new(body.clone()), "feed", limits);
        let mut items = Vec::new();
        for document in documents {
            let document =
                document.map_err(|fault| Refusal::for_now(format!("no feed: {}", fault.reason)))?;
            let link = document
                .url
                .as_deref()
                .and_then(|url| answer.address.join(url));
            let item = Item {
                text: document.text,
                title: document.title,
                date: document.date,
                publisher: source.publisher.clone().or(document.publisher),
                language: document.language,
            };
            items.push((link, item));
        }
        items.truncate(source.newest);
        Ok(items)
    }

    /// The newest pages of a sitemap, and of those that it names.
    fn mapped(
        &mut self,
        source: &Source,
        answer: &Answer,
        body: &[u8],
    ) -> Result<Vec<(Option<Address>, Item)>, Refusal> {
        let not_a_map = || Refusal::for_now("no sitemap");
        let map = sitemap::read(body, self.plan.longest).ok_or_else(not_a_map)?;
        let mut pages = map.pages;
        for link in map.maps.iter().take(MOST_MAPS) {
            let Some(address) = answer.address.join(link) else {
                continue;
            };
            // A map that cannot be had does not spoil the others; its pages come with the next poll.
            let Ok(answer) = self.get(&address, &Version::default()) else {
                continue;
            };
            let body = answer.body.unwrap_or_default();
            pages.extend(
                sitemap::read(&body, self.plan.longest)
                    .map(|map| map.pages)
                    .unwrap_or_default(),
            );
        }
        pages.sort_by(|a, b| b.changed.cmp(&a.changed));
        pages.truncate(source.newest);
        let item = |page: sitemap::Page| {
            let item = Item {
                title: page.title,
                date: page.published,
                publisher: source.publisher.clone().or(page.publisher),
                ..Item::default()
            };
            (answer.address.join(&page.address), item)
        };
        Ok(pages.into_iter().map(item).collect())
    }

    /// Reads a page and hands its documents on.
    fn page(
        &mut self,
        address: &Address,
        page: Page,
        sink: &mut dyn Sink,
        log: &mut dyn Log,
    ) -> Result<(), Error> {
        let begun = Instant::now();
        let name = address.to_string();
        let source = self.plan.sources.iter().find(|source| {
            Address::read(&source.url).is_some_and(|address| address.to_string() == page.source)
        });
        let wanted = source.is_none_or(|source| source.pages);
        let answer = if wanted {
            self.get(address, &Version::default()).map(Some)
        } else {
            Ok(None)
        };
        let mut note = note("page", &name, begun);
        match &answer {
            Err(refusal) => {
                self.counts.failures += 1;
                note.reason = Some(&refusal.reason);
                note.result = if self.failed(&name, page, refusal) {
                    "failed"
                } else {
                    "given up"
                };
            }
            Ok(answer) => {
                self.state.pages.remove(&name);
                let known = !self.state.see(&name);
                let target = answer.as_ref().map_or(address, |answer| &answer.address);
                let moved = target != address && !self.state.see(&target.to_string());
                let documents = documents(address, answer.as_ref(), &page.item);
                self.counts.pages += 1;
                note.count = documents.len();
                note.result = match documents.first() {
                    _ if known || moved => "repeats",
                    None => "empty",
                    // The same words under another address are not news.
                    Some(first) if !self.state.see(&words(&first.text)) => "repeats",
                    Some(_) => "read",
                };
                if note.result == "read" {
                    self.counts.documents += documents.len() as u64;
                    for document in documents {
                        sink.take(document).map_err(Error::Sink)?;
                    }
                }
            }
        }
        log.note(&note);
        Ok(())
    }

    /// Notes that a page could not be had; whether it is tried again.
    fn failed(&mut self, address: &str, mut page: Page, refusal: &Refusal) -> bool {
        page.failures += 1;
        let again = refusal.for_now && page.failures < MOST_TRIES;
        if again {
            page.next = now() + back_off(page.failures, refusal);
            page.reason = Some(refusal.reason.clone());
            self.state.pages.insert(address.to_owned(), page);
        } else {
            self.state.pages.remove(address);
            self.state.see(address);
            self.state.give_up(Failure {
                address: address.to_owned(),
                reason: refusal.reason.clone(),
                tries: page.failures,
                again: None,
            });
        }
        again
    }

    /// An answer, where robots may ask for it, after the wait that the host wants.
    fn get(&mut self, address: &Address, known: &Version) -> Result<Answer, Refusal> {
        self.allowed(address)?;
        // The gate needs what the request needs: the fetcher is lent out for the time of the request.
        let (fetcher, name) = (&self.fetcher, robot(&self.plan.agent));
        let (hosts, robots, pace) = (&mut self.hosts, &mut self.robots, self.plan.pace());
        let answer = fetcher.get(address, known, |hop| {
            allowed(fetcher, hosts, robots, pace, &name, hop)
        });
        if let Err(Refusal {
            wait: Some(wait), ..
        }) = &answer
        {
            let until = Instant::now() + *wait;
            self.hosts.insert(address.host().to_owned(), until);
        }
        answer
    }

    fn allowed(&mut self, address: &Address) -> Result<(), Refusal> {
        let (name, pace) = (robot(&self.plan.agent), self.plan.pace());
        allowed(
            &self.fetcher,
            &mut self.hosts,
            &mut self.robots,
            pace,
            &name,
            address,
        )
    }
}

/// Whether robots may ask for this; waits until the host may be asked.
fn allowed(
    fetcher: &Fetcher,
    hosts: &mut BTreeMap<String, Instant>,
    robots: &mut Rules,
    pace: Duration,
    name: &str,
    address: &Address,
) -> Result<(), Refusal> {
    let origin = address.origin();
    let holds = robots
        .get(&origin)
        .is_some_and(|(_, until)| *until > Instant::now());
    if !holds {
        let found = ask_robots(fetcher, hosts, pace, name, address)?;
        robots.insert(origin.clone(), found);
    }
    let delay = match robots.get(&origin).map(|(rules, _)| rules) {
        Some(Err(reason)) => return Err(Refusal::for_now(reason)),
        Some(Ok(rules)) if !rules.allows(address.path()) => {
            return Err(Refusal::for_good("robots.txt does not allow it"));
        }
        Some(Ok(rules)) => rules.delay.map(Duration::from_secs_f64),
        None => None,
    };
    pause(hosts, address.host(), pace.max(delay.unwrap_or_default()))
}

/// What the host says to robots. One that has no such file allows all; one that cannot say allows nothing for now.
fn ask_robots(
    fetcher: &Fetcher,
    hosts: &mut BTreeMap<String, Instant>,
    pace: Duration,
    name: &str,
    address: &Address,
) -> Result<(Result<Robots, String>, Instant), Refusal> {
    let file = address
        .join("/robots.txt")
        .ok_or_else(|| Refusal::for_good("no address"))?;
    pause(hosts, file.host(), pace)?;
    let held = |duration: Duration| Instant::now() + duration;
    match fetcher.get(&file, &Version::default(), |_| Ok(())) {
        Ok(answer) => {
            let body = answer.body.unwrap_or_default();
            let rules = Robots::read(&String::from_utf8_lossy(&body), name);
            Ok((Ok(rules), held(ROBOTS_HOLD)))
        }
        Err(refusal) if refusal.for_now => {
            let reason = format!("robots.txt: {}", refusal.reason);
            Ok((Err(reason), held(refusal.wait.unwrap_or(ROBOTS_AGAIN))))
        }
        Err(refusal) if refusal.status.is_some() => Ok((Ok(Robots::default()), held(ROBOTS_HOLD))),
        Err(refusal) => Err(refusal),
    }
}

/// Waits until the host may be asked, and says when it may be asked again. For a host that wants to be left alone for long
/// nobody waits.
fn pause(hosts: &mut BTreeMap<String, Instant>, host: &str, pace: Duration) -> Result<(), Refusal> {
    let begun = Instant::now();
    let until = hosts.get(host).copied().unwrap_or(begun);
    let wait = until.saturating_duration_since(begun);
    if wait > LONGEST_PAUSE {
        return Err(Refusal {
            wait: Some(wait),
            ..Refusal::for_now("the host wants to be left alone")
        });
    }
    std::thread::sleep(wait);
    hosts.insert(host.to_owned(), Instant::now() + pace);
    Ok(())
}

/// The longest that a round waits for one host.
const LONGEST_PAUSE: Duration = Duration::from_secs(130);

/// The name by which robots.txt knows us: `casus` of `casus/0.1 (...)`.
fn robot(agent: &str) -> String {
    let end = agent.find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '_' | '-')));
    agent
        .get(..end.unwrap_or(agent.len()))
        .unwrap_or_default()
        .to_owned()
}

/// The seconds until the next try: twice as many each time, and no fewer than the server wants.
fn back_off(failures: u32, refusal: &Refusal) -> u64 {
    let own = FIRST_WAIT.saturating_mul(1 << failures.saturating_sub(1).min(16));
    let wanted = refusal.wait.map_or(0, |wait| wait.as_secs());
    own.min(LONGEST_WAIT).max(wanted)
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

fn note<'n>(what: &'static str, address: &'n str, begun: Instant) -> Note<'n> {
    Note {
        time: now(),
        what,
        address,
        result: "read",
        reason: None,
        count: 0,
        milliseconds: begun.elapsed().as_millis() as u64,
    }
}

/// The words of a text, so that white space makes no difference.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The documents of a page with what its feed says where the page does not; none where neither has a text.
fn documents(address: &Address, answer: Option<&Answer>, item: &Item) -> Vec<Document> {
    let mut documents = match answer {
        Some(answer) => {
            let body = answer.body.as_deref().unwrap_or_default();
            let charset = answer.kind.split("charset=").nth(1);
            let charset = charset.map(|name| name.trim_matches(['"', '\'', ' ', ';']));
            html::page(
                &address.to_string(),
                body,
                charset,
                &answer.address.to_string(),
            )
        }
        None => vec![Document {
            id: address.to_string(),
            ..Document::default()
        }],
    };
    let Some(page) = documents.first_mut() else {
        return documents;
    };
    if page.text.is_empty() {
        page.text.clone_from(&item.text);
    }
    if page.text.is_empty() {
        return Vec::new();
    }
    for (field, known) in [
        (&mut page.title, &item.title),
        (&mut page.date, &item.date),
        (&mut page.publisher, &item.publisher),
        (&mut page.language, &item.language),
    ] {
        if field.is_none() {
            field.clone_from(known);
        }
    }
    if page.url.is_none() {
        page.url = Some(answer.map_or(address, |answer| &answer.address).to_string());
    }
    documents
}
