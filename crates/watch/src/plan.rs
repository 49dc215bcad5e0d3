//! The plan of a watch: which sources, how often, and within which bounds.
//!
//! The text of `sources.toml` goes in; a plan comes out, or what is wrong with it.

use crate::{Address, Error, is_public};
use serde::Deserialize;
use std::net::IpAddr;
use std::time::Duration;

/// What is watched, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Under which name pages are asked for; say there how you can be reached.
    #[serde(default = "agent")]
    pub agent: String,
    /// The least seconds between two requests to one host.
    #[serde(default = "pace")]
    pub pace: f64,
    /// The seconds between two polls of a source.
    #[serde(default = "every")]
    pub every: u64,
    /// The most bytes of an answer, unpacked.
    #[serde(default = "longest")]
    pub longest: usize,
    /// The most seconds of a request, from the name to the last byte.
    #[serde(default = "patience")]
    pub patience: f64,
    /// Which addresses of this machine and of private networks may be asked; none if nothing is said.
    #[serde(default)]
    pub private: Private,
    /// The sources.
    #[serde(default, rename = "source")]
    pub sources: Vec<Source>,
}

/// A feed or a sitemap.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is.
    pub kind: Kind,
    /// Where it is.
    pub url: String,
    /// The seconds between two polls, if not those of the plan.
    #[serde(default)]
    pub every: Option<u64>,
    /// Whether the page behind an item is read, rather than what the feed has of it.
    #[serde(default = "yes")]
    pub pages: bool,
    /// Who publishes, where the pages do not say.
    #[serde(default)]
    pub publisher: Option<String>,
    /// So many of the newest pages are taken at a poll.
    #[serde(default = "newest")]
    pub newest: usize,
}

/// Which machines that are not public may be asked.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Private {
    /// All or none.
    All(bool),
    /// These.
    Some(Vec<IpAddr>),
}

impl Default for Private {
    fn default() -> Self {
        Private::All(false)
    }
}

impl Private {
    /// Whether a machine may be asked.
    pub fn allows(&self, ip: IpAddr) -> bool {
        is_public(ip)
            || match self {
                Private::All(all) => *all,
                Private::Some(some) => some.contains(&ip),
            }
    }
}

/// What a source is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A sitemap, or an index of them.
    Sitemap,
}

fn agent() -> String {
    concat!("casus/", env!("CARGO_PKG_VERSION")).to_owned()
}

fn pace() -> f64 {
    2.0
}

fn every() -> u64 {
    900
}

fn longest() -> usize {
    4 << 20
}

fn patience() -> f64 {
    30.0
}

fn yes() -> bool {
    true
}

fn newest() -> usize {
    200
}

impl Plan {
    /// Reads a plan; `path` stands in complaints.
    ///
    /// # Errors
    ///
    /// Where it is no TOML, has fields that are not known, or an address that is none.
    pub fn read(path: &str, text: &str) -> Result<Self, Error> {
        let plan: Plan =
            toml::from_str(text).map_err(|error| Error::Plan(format!("{path}: {error}")))?;
        let bad = |what: &str| Err(Error::Plan(format!("{path}: {what}")));
        if plan.sources.is_empty() {
            return bad("there is no [[source]]");
        }
        if let Some(source) = plan
            .sources
            .iter()
            .find(|source| Address::read(&source.url).is_none())
        {
            return bad(&format!("no address of a web server: {}", source.url));
        }
        let is_time = |seconds: f64| (0.0..86_400.0).contains(&seconds);
        if !is_time(plan.pace) || !is_time(plan.patience) || plan.patience == 0.0 {
            return bad("`pace` and `patience` are seconds, at most a day");
        }
        Ok(plan)
    }

    pub(crate) fn pace(&self) -> Duration {
        Duration::from_secs_f64(self.pace)
    }

    pub(crate) fn patience(&self) -> Duration {
        Duration::from_secs_f64(self.patience)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Plan};

    #[test]
    fn plans_have_defaults_and_faults_are_told() {
        let plan = Plan::read(
            "s",
            "[[source]]\nkind = \"feed\"\nurl = \"https://example.org/feed\"\n",
        );
        let known = plan.map(|plan| {
            (
                plan.pace,
                plan.every,
                plan.sources[0].kind,
                plan.sources[0].pages,
            )
        });
        assert_eq!(known.ok(), Some((2.0, 900, Kind::Feed, true)));
        for (text, told) in [
            ("", "s: there is no [[source]]"),
            ("pase = 1", "unknown field `pase`"),
            (
                "[[source]]\nkind = \"feed\"\nurl = \"file:///etc/passwd\"",
                "no address of a web server",
            ),
            (
                "patience = 0\n[[source]]\nkind = \"feed\"\nurl = \"http://example.org\"",
                "seconds",
            ),
        ] {
            let error = Plan::read("s", text).map_err(|error| error.to_string());
            assert!(
                matches!(&error, Err(error) if error.contains(told)),
                "{text}: {error:?}"
            );
        }
    }
}
