//! `casus add` is killed at a hundred random moments: nothing that was in the ledger is lost, nothing is half there, and
//! what comes out at last is what comes out of a run that nobody disturbed.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

#[path = "ledger_support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use support::{Folder, add, archive, cases, content, outcome};

const KILLS: usize = 100;

/// Numbers that are the same in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let value = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((value ^ (value >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[test]
fn a_run_that_is_killed_loses_nothing_and_leaves_nothing_half_done() {
    let folder = Folder::new("kill");
    let reports = folder.write("reports.jsonl", &archive("r", 80));
    let whole = folder.path("whole.casus");
    let begun = Instant::now();
    let (code, told) = outcome(add(&whole, &[&reports]));
    let long = begun.elapsed();
    assert_eq!(code, Some(0), "{told}");
    let (wanted, wanted_cases) = (content(&whole), cases(&whole));
    assert_eq!(wanted.len(), 80);
    let mut chance = Chance(7);
    let (mut kills, mut ledgers) = (0, 0);
    while kills < KILLS {
        let ledger = folder.path(&format!("{ledgers}.casus"));
        ledgers += 1;
        kills += killed_until_done(&ledger, &reports, &wanted, long, &mut chance, KILLS - kills);
        assert_eq!(content(&ledger), wanted);
        assert_eq!(cases(&ledger), wanted_cases);
    }
}

/// Adds the reports, killed again and again until a run comes to its end; how often it was killed.
fn killed_until_done(
    ledger: &Path,
    reports: &Path,
    wanted: &BTreeMap<String, Vec<String>>,
    long: Duration,
    chance: &mut Chance,
    most: usize,
) -> usize {
    let mut before: Vec<String> = Vec::new();
    for kills in 0..most {
        let mut command = add(ledger, &[reports]);
        let mut child = command
            .stderr(Stdio::null())
            .spawn()
            .expect("the command starts");
        std::thread::sleep(long.mul_f64(0.2 + 0.9 * chance.share()));
        if let Some(status) = child.try_wait().expect("our child") {
            assert!(status.success());
            return kills;
        }
        child.kill().expect("our child");
        child.wait().expect("our child");
        let now = content(ledger);
        for (document, lines) in &now {
            assert_eq!(
                Some(lines),
                wanted.get(document),
                "{document} is half there"
            );
        }
        assert!(
            before.iter().all(|id| now.contains_key(id)),
            "a document is lost"
        );
        before = now.into_keys().collect();
    }
    let (code, told) = outcome(add(ledger, &[reports]));
    assert_eq!(code, Some(0), "{told}");
    most
}
