//! Opens the file, checks that it is a ledger of a version that is known, and brings an older one up to date.
//!
//! A path goes in, a connection comes out. The version stands in SQLite's `user_version`, and `application_id` tells a
//! ledger from other databases. Each step of [`STEPS`] leads from one version to the next.

use crate::error::Error;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

/// `casu` as four bytes.
const APPLICATION: i64 = 0x6361_7375;
/// What makes of an empty file version 1, of version 1 version 2, and so on.
const STEPS: &[&str] = &[include_str!("schema.sql")];
/// The version that this program writes.
pub(crate) const VERSION: i64 = STEPS.len() as i64;
/// With these bytes a file of SQLite begins.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// How long one writer waits for another.
const PATIENCE: Duration = Duration::from_secs(30);

/// Opens a ledger for writing, or makes a new one.
pub(crate) fn open(path: &Path) -> Result<Connection, Error> {
    whole(path)?;
    let mut connection = Connection::open(path).map_err(|source| fault(path, source))?;
    prepare(&mut connection, path).map_err(|error| match error {
        Step::Known(error) => error,
        Step::Store(source) => fault(path, source),
    })?;
    Ok(connection)
}

/// Holds that the file is as long as its head says: SQLite finds out only where it reads what is missing. While there
/// is a write-ahead log, pages may still stand there alone.
fn whole(path: &Path) -> Result<(), Error> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        return Ok(());
    }
    let mut head = [0_u8; 100];
    let length = std::fs::metadata(path).map_or(0, |file| file.len());
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    if read.is_err() || !head.starts_with(MAGIC) {
        return Ok(());
    }
    let number = |at: usize| {
        head.get(at..at + 4).map_or(0, |bytes| {
            bytes.iter().fold(0, |n, byte| n << 8 | u64::from(*byte))
        })
    };
    let page = match number(16) >> 16 {
        1 => 65_536,
        size => size,
    };
    // The number of pages holds where it was written with the last change.
    if number(24) == number(92) && page * number(28) > length {
        return Err(Error::Damaged {
            path: path.to_owned(),
            reason: format!("{length} bytes of {}", page * number(28)),
        });
    }
    Ok(())
}

enum Step {
    Known(Error),
    Store(rusqlite::Error),
}

impl From<rusqlite::Error> for Step {
    fn from(source: rusqlite::Error) -> Self {
        Step::Store(source)
    }
}

fn prepare(connection: &mut Connection, path: &Path) -> Result<(), Step> {
    connection.busy_timeout(PATIENCE)?;
    check(connection, path)?;
    // In write-ahead mode others can read while one writes; FULL keeps what was acknowledged through a loss of power.
    write_ahead(connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    migrate(connection, path)
}

/// Sets write-ahead mode. SQLite does not wait here where another process makes the same new ledger, so we do.
fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    const PAUSE: Duration = Duration::from_millis(20);
    let mut waited = Duration::ZERO;
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error) if is(&error, &[ErrorCode::DatabaseBusy]) && waited < PATIENCE => {
                std::thread::sleep(PAUSE);
                waited += PAUSE;
            }
            outcome => return outcome,
        }
    }
}

/// The version of the ledger; 0 for an empty file.
fn check(connection: &Connection, path: &Path) -> Result<i64, Step> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let path = path.to_owned();
    match (application, version, tables) {
        (0, 0, 0) => Ok(0),
        (APPLICATION, version, _) if version > VERSION => Err(Step::Known(Error::Newer {
            path,
            version,
            known: VERSION,
        })),
        (APPLICATION, version, _) => Ok(version),
        _ => Err(Step::Known(Error::Foreign { path })),
    }
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Step> {
    // Looked at again inside the transaction: another writer may have made the same step meanwhile.
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
    let version = check(&transaction, path)?;
    for step in STEPS.iter().skip(version as usize) {
        transaction.execute_batch(step)?;
    }
    if version < VERSION {
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    Ok(transaction.commit()?)
}

/// Opens a ledger for reading alone.
pub(crate) fn open_to_read(path: &Path) -> Result<Connection, Error> {
    if !path.is_file() {
        return Err(Error::Missing {
            path: path.to_owned(),
        });
    }
    whole(path)?;
    let connection = connect(path).map_err(|source| fault(path, source))?;
    match check(&connection, path) {
        Ok(VERSION) => Ok(connection),
        Ok(0) => Err(Error::Foreign {
            path: path.to_owned(),
        }),
        Ok(version) => Err(Error::Older {
            path: path.to_owned(),
            version,
        }),
        Err(Step::Known(error)) => Err(error),
        Err(Step::Store(source)) => Err(fault(path, source)),
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "mmap_size", 1_i64 << 30)?;
    let touch = |connection: &Connection| {
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
            row.get::<_, i64>(0)
        })
    };
    match touch(&connection) {
        Ok(_) => Ok(connection),
        // A folder that may not be written has no room for the index of the write-ahead log. Nobody can write to the
        // ledger there, so it may be taken as it stands.
        Err(error) if is(&error, &[ErrorCode::CannotOpen, ErrorCode::ReadOnly]) => {
            let connection = Connection::open_with_flags(address(path), flags)?;
            connection.pragma_update(None, "query_only", true)?;
            touch(&connection)?;
            Ok(connection)
        }
        Err(error) => Err(error),
    }
}

/// The path as an address that tells SQLite that nobody changes the file.
fn address(path: &Path) -> String {
    let written = path.to_string_lossy();
    let escaped = written
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    format!("file:{escaped}?immutable=1")
}

fn is(error: &rusqlite::Error, codes: &[ErrorCode]) -> bool {
    error
        .sqlite_error_code()
        .is_some_and(|code| codes.contains(&code))
}

/// What SQLite says, as an error that tells what to do.
pub(crate) fn fault(path: &Path, source: rusqlite::Error) -> Error {
    let path = path.to_owned();
    let reason = source.to_string();
    match source.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => Error::Interrupted,
        Some(ErrorCode::NotADatabase) => Error::Foreign { path },
        Some(ErrorCode::DatabaseCorrupt) => Error::Damaged { path, reason },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { path },
        Some(
            ErrorCode::DiskFull
            | ErrorCode::ReadOnly
            | ErrorCode::CannotOpen
            | ErrorCode::SystemIoFailure
            | ErrorCode::PermissionDenied,
        ) => Error::Unwritable { path, reason },
        _ => Error::Store { path, source },
    }
}
