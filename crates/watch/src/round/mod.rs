//! Rounds of a watch: what is due is asked for, one request at a time, no host faster than it likes.
//!
//! A plan, a state and the time go in; documents go to the sink, notes to the log, and the state knows what is to be done
//! next. A source is asked with what is known of its version (`poll`); a page is asked for once, and again where it failed
//! for now (`page`). Every request passes the gate (`gate`).

mod gate;
mod page;
mod poll;

use crate::fetch::{Answer, Fetcher, Refusal, Version};
use crate::plan::Plan;
use crate::sink::{Counts, Log, Sink, now};
use crate::state::{Page, State};
use crate::{Address, Error};
use gate::Gate;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The first wait after a failure, and the longest.
const FIRST_WAIT: u64 = 60;
const LONGEST_WAIT: u64 = 86_400;
/// The state is saved so often within a round.
const SAVED: Duration = Duration::from_secs(2);

/// A watch.
pub struct Watch {
    plan: Plan,
    state: State,
    /// Where the state is kept.
    path: PathBuf,
    fetcher: Fetcher,
    gate: Gate,
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
            gate: Gate::new(&plan),
            state: State::load(&path)?,
            plan,
            path,
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
        let soonest = due.min_by_key(|(address, _)| self.gate.opens(address.host()));
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

    /// An answer, where robots may ask for it, after the wait that the host wants.
    fn get(&mut self, address: &Address, known: &Version) -> Result<Answer, Refusal> {
        let (fetcher, gate) = (&self.fetcher, &mut self.gate);
        gate.pass(fetcher, address)?;
        let answer = fetcher.get(address, known, |hop| gate.pass(fetcher, hop));
        if let Err(Refusal {
            wait: Some(wait), ..
        }) = &answer
        {
            self.gate.close(address.host(), *wait);
        }
        answer
    }
}

/// The seconds until the next try: twice as many each time, and no fewer than the server wants.
fn back_off(failures: u32, refusal: &Refusal) -> u64 {
    let own = FIRST_WAIT.saturating_mul(1 << failures.saturating_sub(1).min(16));
    let wanted = refusal.wait.map_or(0, |wait| wait.as_secs());
    own.min(LONGEST_WAIT).max(wanted)
}
