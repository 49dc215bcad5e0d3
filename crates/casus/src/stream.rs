//! Documents of any number through the engine: in order, on many threads, in bounded memory.
//!
//! Documents are gathered into batches by their bytes, so that the network sees many sentences at once. A batch is read
//! by one thread of the engine's own pool; results come back in the order of the documents. Batches are cut by the
//! documents alone, so the number of threads changes nothing in what comes out.

use crate::engine::{Engine, Reading};
use crate::error::Error;
use casus_text::Document;
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;

/// A batch is full with so many bytes of text.
const BATCH_BYTES: usize = 64 * 1024;
/// A batch is full with so many documents, so that empty ones do not gather without end.
const BATCH_DOCUMENTS: usize = 1024;
/// So many bytes of long documents are held beyond full batches: trees and events take some fifty times as much.
const HELD_BYTES: usize = 3 * 1024 * 1024;

/// Documents, and what could not be read, in the order of the input; with the bytes of the documents.
struct Batch<F> {
    items: Vec<Result<Document, F>>,
    bytes: usize,
}

impl Engine {
    /// Reads every document, turns each reading into what is wanted of it by `map` (on the thread that read it), and
    /// hands the results to `each` (on the calling thread) in the order of the input. What could not be read passes
    /// through in its place.
    ///
    /// At most two batches for each thread are held at any time, fewer where documents are long.
    ///
    /// # Errors
    ///
    /// The first error of `each`, which ends the run; or that threads could not be started.
    pub fn stream<T: Send, F: Send>(
        &self,
        documents: impl Iterator<Item = Result<Document, F>>,
        map: impl Fn(Reading) -> T + Sync,
        mut each: impl FnMut(Result<T, F>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut batches = Batches { documents };
        if self.threads() > 1 {
            return self.stream_on_many(batches, &map, &mut each);
        }
        batches.try_for_each(|batch| {
            read_batch(self, batch, &map)
                .into_iter()
                .try_for_each(&mut each)
        })
    }

    fn stream_on_many<T: Send, F: Send>(
        &self,
        mut batches: impl Iterator<Item = Batch<F>>,
        map: &(impl Fn(Reading) -> T + Sync),
        each: &mut impl FnMut(Result<T, F>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads())
            .build()
            .map_err(|error| Error::Threads(error.to_string()))?;
        let (sender, receiver) = mpsc::channel();
        pool.in_place_scope(|scope| {
            let mut order = Order::new();
            loop {
                while order.has_room(self.threads()) {
                    let Some(batch) = batches.next() else { break };
                    let number = order.send(batch.bytes);
                    let sender = sender.clone();
                    scope.spawn(move |_| {
                        // A panic is handed over, since the other side would wait for the results for ever.
                        let read = AssertUnwindSafe(|| read_batch(self, batch, map));
                        // The receiver is gone only where the run has ended with an error.
                        let _ = sender.send((number, catch_unwind(read)));
                    });
                }
                if order.held() == 0 {
                    return Ok(());
                }
                let Ok((number, results)) = receiver.recv() else {
                    return Ok(());
                };
                order.arrive(number, results.unwrap_or_else(|panic| resume_unwind(panic)));
                while let Some(results) = order.next() {
                    results.into_iter().try_for_each(&mut *each)?;
                }
            }
        })
    }
}

/// Reads the documents of a batch, leaving the faults in their places.
fn read_batch<T, F>(
    engine: &Engine,
    batch: Batch<F>,
    map: &impl Fn(Reading) -> T,
) -> Vec<Result<T, F>> {
    let mut documents = Vec::with_capacity(batch.items.len());
    let mut places = Vec::with_capacity(batch.items.len());
    for item in batch.items {
        places.push(item.map(|document| documents.push(document)));
    }
    let mut readings = engine.read_all(documents).into_iter();
    let results = places.into_iter().filter_map(|place| match place {
        Ok(()) => readings.next().map(|reading| Ok(map(reading))),
        Err(fault) => Some(Err(fault)),
    });
    results.collect()
}

/// Cuts a stream of documents into batches.
struct Batches<I> {
    documents: I,
}

impl<F, I: Iterator<Item = Result<Document, F>>> Iterator for Batches<I> {
    type Item = Batch<F>;

    fn next(&mut self) -> Option<Batch<F>> {
        let mut items = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES && items.len() < BATCH_DOCUMENTS {
            let Some(item) = self.documents.next() else {
                break;
            };
            bytes += item.as_ref().map_or(0, |document| document.text.len());
            items.push(item);
        }
        (!items.is_empty()).then_some(Batch { items, bytes })
    }
}

/// Brings results that arrive in any order back into the order in which their batches were sent.
struct Order<T> {
    done: usize,
    /// The bytes of each batch that is sent and not yet handed on.
    bytes: VecDeque<usize>,
    waiting: BTreeMap<usize, T>,
}

impl<T> Order<T> {
    fn new() -> Self {
        Order {
            done: 0,
            bytes: VecDeque::new(),
            waiting: BTreeMap::new(),
        }
    }

    /// How many are sent and not yet handed on.
    fn held(&self) -> usize {
        self.bytes.len()
    }

    /// Whether one more batch may be sent.
    fn has_room(&self, threads: usize) -> bool {
        let most = HELD_BYTES + 2 * threads * BATCH_BYTES;
        self.held() == 0 || (self.held() < 2 * threads && self.bytes.iter().sum::<usize>() < most)
    }

    /// The number of the next batch, which has so many bytes.
    fn send(&mut self, bytes: usize) -> usize {
        self.bytes.push_back(bytes);
        self.done + self.bytes.len() - 1
    }

    fn arrive(&mut self, number: usize, results: T) {
        self.waiting.insert(number, results);
    }

    /// The results whose turn it is, where they have arrived.
    fn next(&mut self) -> Option<T> {
        let results = self.waiting.remove(&self.done)?;
        self.done += 1;
        self.bytes.pop_front();
        Some(results)
    }
}

#[cfg(test)]
mod tests {
    use super::{BATCH_BYTES, HELD_BYTES, Order};

    #[test]
    fn long_documents_are_held_in_smaller_number() {
        let mut short = Order::<()>::new();
        let mut long = Order::<()>::new();
        for number in 0..8 {
            assert!(short.has_room(4), "{number}");
            assert_eq!(short.send(BATCH_BYTES), number);
        }
        assert!(!short.has_room(4), "two for each thread");
        assert!(long.has_room(4));
        long.send(10 * HELD_BYTES);
        assert!(!long.has_room(4), "one alone is always taken");
        long.arrive(0, ());
        assert_eq!(long.next(), Some(()));
        assert!(long.has_room(4));
        assert_eq!(long.send(1), 1);
    }

    #[test]
    fn results_come_in_order() {
        let mut order = Order::new();
        (0..3).for_each(|_| {
            order.send(1);
        });
        order.arrive(2, "c");
        order.arrive(0, "a");
        assert_eq!((order.next(), order.next()), (Some("a"), None));
        order.arrive(1, "b");
        assert_eq!(
            (order.next(), order.next(), order.next()),
            (Some("b"), Some("c"), None)
        );
    }
}
