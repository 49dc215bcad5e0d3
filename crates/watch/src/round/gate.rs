//! Whether and when a host may be asked: robots.txt, and the pace that it wants.

use crate::Address;
use crate::fetch::{Fetcher, Refusal, Version};
use crate::plan::Plan;
use crate::robots::Robots;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// What a host says to robots holds for so long.
const ROBOTS_HOLD: Duration = Duration::from_secs(24 * 3600);
/// A robots.txt that cannot be had now is asked for again after so long.
const ROBOTS_AGAIN: Duration = Duration::from_secs(600);
/// The longest that a round waits for one host.
const LONGEST_PAUSE: Duration = Duration::from_secs(130);

/// What a host says to robots, or why it cannot be had.
type Rules = Result<Robots, String>;

/// What is known of the hosts.
pub(super) struct Gate {
    /// The name by which robots.txt knows us.
    name: String,
    /// The least time between two requests to a host.
    pace: Duration,
    /// When each host may be asked next.
    hosts: BTreeMap<String, Instant>,
    /// What each origin says, and until when that holds.
    robots: BTreeMap<String, (Rules, Instant)>,
}

impl Gate {
    pub(super) fn new(plan: &Plan) -> Self {
        Gate {
            name: robot(&plan.agent),
            pace: plan.pace(),
            hosts: BTreeMap::new(),
            robots: BTreeMap::new(),
        }
    }

    /// When the host may be asked; none where it may be at once.
    pub(super) fn opens(&self, host: &str) -> Option<Instant> {
        self.hosts.get(host).copied()
    }

    /// Leaves the host alone for so long.
    pub(super) fn close(&mut self, host: &str, wait: Duration) {
        self.hosts.insert(host.to_owned(), Instant::now() + wait);
    }

    /// Whether robots may ask for this; waits until the host may be asked.
    pub(super) fn pass(&mut self, fetcher: &Fetcher, address: &Address) -> Result<(), Refusal> {
        let origin = address.origin();
        let holds = |(_, until): &(Rules, Instant)| *until > Instant::now();
        if !self.robots.get(&origin).is_some_and(holds) {
            let found = self.ask_robots(fetcher, address)?;
            self.robots.insert(origin.clone(), found);
        }
        let delay = match self.robots.get(&origin).map(|(rules, _)| rules) {
            Some(Err(reason)) => return Err(Refusal::for_now(reason)),
            Some(Ok(rules)) if !rules.allows(address.path()) => {
                return Err(Refusal::for_good("robots.txt does not allow it"));
            }
            Some(Ok(rules)) => rules.delay.map(Duration::from_secs_f64),
            None => None,
        };
        self.pause(address.host(), self.pace.max(delay.unwrap_or_default()))
    }

    /// What the host says to robots. One that has no such file allows all; one that cannot say allows nothing for now.
    fn ask_robots(
        &mut self,
        fetcher: &Fetcher,
        address: &Address,
    ) -> Result<(Rules, Instant), Refusal> {
        let file = address
            .join("/robots.txt")
            .ok_or_else(|| Refusal::for_good("no address"))?;
        self.pause(file.host(), self.pace)?;
        let held = |duration: Duration| Instant::now() + duration;
        match fetcher.get(&file, &Version::default(), |_| Ok(())) {
            Ok(answer) => {
                let body = answer.body.unwrap_or_default();
                let rules = Robots::read(&String::from_utf8_lossy(&body), &self.name);
                Ok((Ok(rules), held(ROBOTS_HOLD)))
            }
            Err(refusal) if refusal.for_now => {
                let reason = format!("robots.txt: {}", refusal.reason);
                Ok((Err(reason), held(refusal.wait.unwrap_or(ROBOTS_AGAIN))))
            }
            Err(refusal) if refusal.status.is_some() => {
                Ok((Ok(Robots::default()), held(ROBOTS_HOLD)))
            }
            Err(refusal) => Err(refusal),
        }
    }

    /// Waits until the host may be asked, and says when it may be asked again. For a host that wants to be left alone for
    /// long nobody waits.
    fn pause(&mut self, host: &str, pace: Duration) -> Result<(), Refusal> {
        let begun = Instant::now();
        let wait = self
            .opens(host)
            .unwrap_or(begun)
            .saturating_duration_since(begun);
        if wait > LONGEST_PAUSE {
            return Err(Refusal {
                wait: Some(wait),
                ..Refusal::for_now("the host wants to be left alone")
            });
        }
        std::thread::sleep(wait);
        self.close(host, pace);
        Ok(())
    }
}

/// The name by which robots.txt knows us: `casus` of `casus/0.1 (...)`.
fn robot(agent: &str) -> String {
    let end = agent.find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '_' | '-')));
    agent
        .get(..end.unwrap_or(agent.len()))
        .unwrap_or_default()
        .to_owned()
}
