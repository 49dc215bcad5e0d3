//! Casus for Python: the native half of the package `casus`.
//!
//! Strings, columns of Arrow and paths go in; JSON lines, columns and answers come out, and the Python half
//! (`python/casus/`) makes of them what users see. Everything is asked of `casus-events`; here data changes its form, the
//! interpreter's lock is let go while documents are coded, and an interrupt ends a run.

mod answer;
mod cells;
mod documents;
mod engine;
mod errors;
mod events;
mod ledger;
mod offsets;
mod question;
mod run;

use pyo3::prelude::*;

/// The native half of the package `casus`.
#[pymodule]
mod _casus {
    #[pymodule_export]
    use super::engine::{Engine, documents, sources};
    #[pymodule_export]
    use super::events::{lines, schema};
    #[pymodule_export]
    use super::ledger::Ledger;
    #[pymodule_export]
    use super::published_day;

    #[pymodule_export]
    #[allow(non_upper_case_globals)] // As Python calls it.
    const __version__: &str = env!("CARGO_PKG_VERSION");
}

/// The day of a date or timestamp as `2024-06-19`; none where it is blank.
#[pyfunction]
fn published_day(written: &str) -> PyResult<Option<String>> {
    casus_events::published_day(written).map_err(|reason| errors::document(reason, None))
}
