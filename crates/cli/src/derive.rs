//! `casus derive`: joins the claims of a ledger into cases, those that are new or all of them.

use crate::args::DeriveArgs;
use crate::{Outcome, Result, complain};
use casus_events::Error;
use casus_events::ledger::{Derived, Error as LedgerError, Ledger};
use std::fs;
use std::path::Path;

/// Joins the claims.
pub(crate) fn run(args: &DeriveArgs) -> Result<Outcome> {
    if !args.ledger.is_file() {
        let path = args.ledger.clone();
        return Err(LedgerError::Missing { path }.into());
    }
    let rule = args.rule.as_deref().map(text).transpose()?;
    let mut ledger = Ledger::open(&args.ledger)?;
    let another = rule.is_some() || args.built_in_rule;
    if another {
        ledger.set_rule(rule.as_deref())?;
    }
    let derived = if args.all || another {
        ledger.derive_all()?
    } else {
        ledger.derive()?
    };
    let Derived {
        days,
        cases,
        claims,
    } = derived;
    complain(&format!(
        "{cases} cases of {claims} claims, for {days} new types and days"
    ));
    Ok(Outcome::Good)
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|source| Error::File {
        path: path.display().to_string(),
        source,
    })
}
