//! What all requests share: the ledger's connections, the knowledge, the claims in memory, and the answers that hold as
//! long as the ledger does not change.
//!
//! A question goes in as a closure over a [`Desk`]; it runs on a thread that may block, one of a few at a time, and is
//! ended where it takes too long or nobody waits for it any more.

use crate::kept::Kept;
use crate::problem::Problem;
use casus_events::{Codebook, Engine};
use casus_ledger::ask::Desk;
use casus_ledger::overview::Overview;
use casus_ledger::{Interrupt, Reader, View};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;

/// No question takes longer.
const LONGEST: Duration = Duration::from_secs(10);
/// No request waits longer for its turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// So many requests may wait.
const WAITING: usize = 1024;

/// What is new in the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct News {
    /// Grows with every change.
    pub(crate) generation: u64,
    pub(crate) documents: i64,
    pub(crate) claims: i64,
    pub(crate) last: Option<String>,
}

/// What all requests share.
pub(crate) struct Shared {
    path: PathBuf,
    pub(crate) engine: Engine,
    readers: Mutex<Vec<Reader>>,
    turns: Arc<Semaphore>,
    queue: Semaphore,
    overview: RwLock<Result<Overview, String>>,
    pub(crate) kept: Kept,
    lists: Mutex<Option<Arc<Lists>>>,
    pub(crate) news: watch::Sender<News>,
    /// So many may listen for news.
    pub(crate) listeners: Arc<Semaphore>,
    /// Changes where the server ends.
    pub(crate) over: watch::Receiver<bool>,
}

/// All who can be filtered by, as long as the ledger does not change.
#[derive(Debug)]
pub(crate) struct Lists {
    /// Outlets, with the number of their documents.
    pub(crate) publishers: Vec<(String, i64)>,
    /// Speakers, with their codes and the number of their claims.
    pub(crate) speakers: Vec<(String, String, i64)>,
}

/// So many may listen for news.
const LISTENERS: usize = 128;

/// What one question works with.
pub(crate) struct Work<'w> {
    pub(crate) desk: Desk<'w>,
    pub(crate) shared: &'w Shared,
}

impl Work<'_> {
    pub(crate) fn book(&self) -> &Codebook {
        self.shared.engine.codebook()
    }

    /// A reader of its own for questions that compare two views.
    pub(crate) fn open(&self, view: View) -> Result<Reader, casus_ledger::Error> {
        Ok(Reader::open(&self.shared.path)?.with_view(view))
    }

    /// The code of a party that is given by code or name; what is no party is left as it is and found nowhere.
    pub(crate) fn code(&self, name: &str) -> String {
        self.desk.code(name).unwrap_or_else(|_| name.to_owned())
    }
}

impl Shared {
    /// Opens the ledger.
    pub(crate) fn open(
        path: &Path,
        engine: Engine,
        over: watch::Receiver<bool>,
    ) -> Result<Shared, casus_ledger::Error> {
        let reader = Reader::open(path)?;
        let status = reader.status()?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let news = News {
            generation: 1,
            documents: status.documents,
            claims: status.claims,
            last: status.last,
        };
        Ok(Shared {
            path: path.to_owned(),
            engine,
            readers: Mutex::new(vec![reader]),
            turns: Arc::new(Semaphore::new((2 * cores).max(4))),
            queue: Semaphore::new(WAITING),
            overview: RwLock::new(Ok(Overview::default())),
            kept: Kept::default(),
            lists: Mutex::default(),
            news: watch::Sender::new(news),
            listeners: Arc::new(Semaphore::new(LISTENERS)),
            over,
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The claims in memory. Waits while they are read.
    pub(crate) fn overview(&self) -> Result<Counts<'_>, Problem> {
        let guard = self.overview.read().unwrap_or_else(PoisonError::into_inner);
        match &*guard {
            Ok(_) => Ok(Counts(guard, Overview::default())),
            Err(reason) => Err(Problem::internal(reason.clone())),
        }
    }

    /// Outlets and speakers.
    pub(crate) fn lists(&self, reader: &Reader) -> Result<Arc<Lists>, casus_ledger::Error> {
        if let Some(lists) = &*lock(&self.lists) {
            return Ok(Arc::clone(lists));
        }
        let lists = Arc::new(Lists {
            publishers: reader.publishers()?,
            speakers: reader.speakers()?,
        });
        *lock(&self.lists) = Some(Arc::clone(&lists));
        Ok(lists)
    }

    /// Answers a question on a thread that may block.
    pub(crate) async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        view: View,
        job: impl FnOnce(&Work<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let _place = self.queue.try_acquire().map_err(|_| Problem::busy())?;
        let turn = timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn
            .map_err(|_| Problem::busy())?
            .map_err(|_| Problem::busy())?;
        let run = Arc::new(Run::default());
        // Ends the question where the request is given up.
        let _end = End(Arc::clone(&run));
        let (shared, own) = (Arc::clone(self), Arc::clone(&run));
        let task = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            shared.answer(view, &own, job)
        });
        match timeout(LONGEST, task).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(Problem::internal("the question could not be answered")),
            Err(_) => Err(Problem::too_long()),
        }
    }

    fn answer<T>(
        &self,
        view: View,
        run: &Run,
        job: impl FnOnce(&Work<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let waiting = lock(&self.readers).pop();
        let reader = match waiting {
            Some(reader) => reader,
            None => Reader::open(&self.path)?,
        };
        if !run.begin(reader.interrupt()) {
            lock(&self.readers).push(reader);
            return Err(Problem::too_long());
        }
        let work = Work {
            desk: Desk::new(reader.with_view(view), self.engine.codebook()),
            shared: self,
        };
        let answer = job(&work);
        run.finish();
        lock(&self.readers).push(work.desk.reader.with_view(View::default()));
        answer
    }

    /// Takes the claims that are being read, then waits for changes. Ends where `stop` says so.
    pub(crate) fn watch(&self, reading: Reading, ready: impl FnOnce(), stop: impl Fn() -> bool) {
        const PAUSE: Duration = Duration::from_millis(500);
        let mut guard = self
            .overview
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        ready();
        let read = reading.join().unwrap_or_else(|_| Err(lost()));
        let (reader, mut seen) = match read {
            Ok((reader, seen, overview)) => {
                *guard = Ok(overview);
                (reader, seen)
            }
            Err(error) => {
                *guard = Err(error.to_string());
                return;
            }
        };
        drop(guard);
        // So that the first who types need not wait; where it fails it is tried again for him.
        let _ = self.lists(&reader);
        while !stop() {
            std::thread::sleep(PAUSE);
            let Ok(now) = reader.change() else { continue };
            if now != seen && self.refresh(&reader).is_ok() {
                seen = now;
            }
        }
    }

    fn refresh(&self, reader: &Reader) -> Result<(), casus_ledger::Error> {
        let status = reader.status()?;
        let mut guard = self
            .overview
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        match &mut *guard {
            Ok(overview) => overview.refresh(reader)?,
            Err(_) => *guard = Ok(Overview::load(reader)?),
        }
        drop(guard);
        // Who is told of the change must not be given what was kept before it.
        *lock(&self.lists) = None;
        self.kept.clear();
        self.news.send_modify(|news| {
            news.generation += 1;
            news.documents = status.documents;
            news.claims = status.claims;
            news.last = status.last;
        });
        Ok(())
    }
}

/// The claims while they are read: then by which reader, at which of its numbers of change.
pub(crate) type Reading = JoinHandle<Result<(Reader, i64, Overview), casus_ledger::Error>>;

/// Begins to read the claims.
pub(crate) fn read(path: &Path) -> Result<Reading, crate::Error> {
    let reader = Reader::open(path)?;
    let run = move || {
        let seen = reader.change()?;
        let overview = Overview::load(&reader)?;
        Ok((reader, seen, overview))
    };
    let thread = std::thread::Builder::new().name("claims".into());
    thread.spawn(run).map_err(crate::Error::Threads)
}

fn lost() -> casus_ledger::Error {
    casus_ledger::Error::Question("the thread that read the claims has ended".to_owned())
}

/// The claims in memory, while they are looked at.
pub(crate) struct Counts<'c>(RwLockReadGuard<'c, Result<Overview, String>>, Overview);

impl Deref for Counts<'_> {
    type Target = Overview;

    fn deref(&self) -> &Overview {
        // Where they could not be read there is no such value.
        self.0.as_ref().unwrap_or(&self.1)
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One question while it runs, so that it can be ended, and only it.
#[derive(Default)]
struct Run(Mutex<State>);

#[derive(Default)]
enum State {
    #[default]
    Waiting,
    Running(Interrupt),
    Over,
}

impl Run {
    /// Whether it is still wanted.
    fn begin(&self, interrupt: Interrupt) -> bool {
        let mut state = lock(&self.0);
        match *state {
            State::Over => false,
            _ => {
                *state = State::Running(interrupt);
                true
            }
        }
    }

    fn finish(&self) {
        *lock(&self.0) = State::Over;
    }

    fn end(&self) {
        let mut state = lock(&self.0);
        if let State::Running(interrupt) = &*state {
            interrupt.interrupt();
        }
        *state = State::Over;
    }
}

struct End(Arc<Run>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.end();
    }
}
