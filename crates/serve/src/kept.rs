//! Answers that are kept as long as the ledger does not change, so that many who ask the same cost as much as one.

use crate::problem::Problem;
use crate::shared::lock;
use axum::body::Bytes;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use tokio::sync::OnceCell;

/// So many bytes are kept.
const ROOM: usize = 48 * 1024 * 1024;
/// A longer answer is not kept.
const LONGEST: usize = 4 * 1024 * 1024;
/// So many answers are kept.
const MOST: usize = 20_000;

/// An answer as it is sent.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) mime: &'static str,
    pub(crate) bytes: Bytes,
    /// Another one for other bytes.
    pub(crate) tag: u64,
    /// The cursor of the next page, where the bytes do not tell it.
    pub(crate) next: Option<String>,
}

impl Answer {
    pub(crate) fn new(mime: &'static str, bytes: Vec<u8>) -> Answer {
        Answer {
            mime,
            tag: tag(&bytes),
            next: None,
            bytes: bytes.into(),
        }
    }

    /// A file that is part of the program.
    pub(crate) fn of_file(mime: &'static str, bytes: &'static [u8]) -> Answer {
        Answer {
            mime,
            tag: tag(bytes),
            next: None,
            bytes: Bytes::from_static(bytes),
        }
    }
}

/// FNV-1a; the tag tells answers apart and keeps nothing secret.
fn tag(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

type Cell = Arc<OnceCell<Answer>>;

#[derive(Default)]
struct Shelf {
    cells: HashMap<String, Cell>,
    /// In the order in which they were asked for.
    order: VecDeque<String>,
    bytes: usize,
    /// How often it was cleared.
    age: u64,
}

/// The answers.
#[derive(Default)]
pub(crate) struct Kept(Mutex<Shelf>);

impl Kept {
    /// The answer that is kept under this name, or else a new one. Of those who ask at once one asks for all.
    pub(crate) async fn get<F>(&self, name: &str, ask: F) -> Result<Answer, Problem>
    where
        F: Future<Output = Result<Answer, Problem>>,
    {
        let (cell, age) = self.cell(name);
        let mut made = false;
        let answer = cell
            .get_or_try_init(|| async {
                let answer = ask.await?;
                made = true;
                Ok(answer)
            })
            .await;
        match answer {
            Ok(answer) => {
                if made {
                    self.keep(name, answer, &cell, age);
                }
                Ok(answer.clone())
            }
            Err(problem) => {
                self.forget(name, &cell);
                Err(problem)
            }
        }
    }

    fn cell(&self, name: &str) -> (Cell, u64) {
        let mut shelf = lock(&self.0);
        let age = shelf.age;
        if let Some(cell) = shelf.cells.get(name) {
            return (Arc::clone(cell), age);
        }
        if shelf.cells.len() > 2 * MOST {
            // Those that were given up before there was an answer.
            shelf.cells.retain(|_, cell| cell.initialized());
        }
        let cell = Cell::default();
        shelf.cells.insert(name.to_owned(), Arc::clone(&cell));
        (cell, age)
    }

    fn keep(&self, name: &str, answer: &Answer, cell: &Cell, age: u64) {
        let mut shelf = lock(&self.0);
        if shelf.age != age {
            return;
        }
        if answer.bytes.len() > LONGEST {
            shelf.cells.remove(name);
            return;
        }
        shelf.bytes += answer.bytes.len();
        shelf.order.push_back(name.to_owned());
        shelf.cells.insert(name.to_owned(), Arc::clone(cell));
        while shelf.bytes > ROOM || shelf.order.len() > MOST {
            let Some(oldest) = shelf.order.pop_front() else {
                break;
            };
            let gone = shelf.cells.remove(&oldest);
            let size = gone.and_then(|cell| cell.get().map(|answer| answer.bytes.len()));
            shelf.bytes = shelf.bytes.saturating_sub(size.unwrap_or(0));
        }
    }

    fn forget(&self, name: &str, cell: &Cell) {
        let mut shelf = lock(&self.0);
        let own = shelf
            .cells
            .get(name)
            .is_some_and(|own| Arc::ptr_eq(own, cell));
        if own && cell.get().is_none() {
            shelf.cells.remove(name);
        }
    }

    /// Forgets all: the ledger has changed.
    pub(crate) fn clear(&self) {
        let mut shelf = lock(&self.0);
        let age = shelf.age + 1;
        *shelf = Shelf {
            age,
            ..Shelf::default()
        };
    }
}
