//! Who reads next, and how far ahead of the writer: memory does not grow with the input.

use crate::read::{Block, Broken, Splitter};
use std::io::{self, Read};
use std::ops::Range;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Records that a thread takes at a time: their results fit into what a processor has at hand.
const RECORDS: usize = 128;
/// Pieces that may be in work or wait to be written, for each thread: with one, all would wait for the slowest.
const AHEAD: u64 = 3;

/// Some records of a block.
pub(super) struct Piece {
    pub(super) block: Arc<Block>,
    /// Which of them.
    pub(super) places: Range<usize>,
    /// Why there are none after these if the input is broken.
    pub(super) end: Option<Broken>,
}

/// The input, of which one thread at a time takes the next piece.
pub(super) struct Turns<'s, R> {
    input: Mutex<Input<'s, R>>,
    progress: Mutex<Progress>,
    changed: Condvar,
    ahead: u64,
}

struct Input<'s, R> {
    splitter: &'s mut Splitter<R>,
    /// What is left of the last block.
    left: Option<Piece>,
    number: u64,
    ended: bool,
}

#[derive(Default)]
pub(super) struct Progress {
    written: u64,
    /// True if nothing more is wanted.
    closed: bool,
    /// True if somebody waits for the writer.
    awaited: bool,
}

impl<'s, R: Read> Turns<'s, R> {
    /// For a number of threads, after a first block.
    pub(super) fn new(splitter: &'s mut Splitter<R>, first: Option<(Block, Option<Broken>)>, threads: usize) -> Self {
        let ended = first.is_none();
        let input = Mutex::new(Input { splitter, left: first.map(whole), number: 0, ended });
        Turns { input, progress: Mutex::default(), changed: Condvar::new(), ahead: AHEAD * threads as u64 }
    }

    /// The next piece with its number, from 0, once the writer is near enough; `None` if there is none, or none is wanted.
    pub(super) fn next(&self) -> Option<(u64, io::Result<Piece>)> {
        let mut input = held(&self.input);
        if input.ended || !self.may_take(input.number) {
            return None;
        }
        let number = input.number;
        input.number += 1;
        match input.take() {
            Ok(piece) => piece.map(|piece| (number, Ok(piece))),
            Err(error) => {
                input.ended = true;
                Some((number, Err(error)))
            }
        }
    }

    /// Waits until a piece with this number may be taken; false if nothing more is wanted.
    fn may_take(&self, number: u64) -> bool {
        let far = |progress: &mut Progress| {
            progress.awaited = !progress.closed && number >= progress.written + self.ahead;
            progress.awaited
        };
        !self.changed.wait_while(held(&self.progress), far).unwrap_or_else(PoisonError::into_inner).closed
    }

    /// Says that a further piece was written.
    pub(super) fn wrote(&self) {
        let mut progress = held(&self.progress);
        progress.written += 1;
        if progress.awaited {
            self.changed.notify_all();
        }
    }

    /// What says, once it is dropped, that nothing more is wanted: also if the writer fails, or others would wait for it for ever.
    pub(super) fn open(&self) -> Open<'_> {
        Open(&self.progress, &self.changed)
    }
}

/// See [`Turns::open`].
pub(super) struct Open<'t>(&'t Mutex<Progress>, &'t Condvar);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        held(self.0).closed = true;
        self.1.notify_all();
    }
}

impl<R: Read> Input<'_, R> {
    fn take(&mut self) -> io::Result<Option<Piece>> {
        let piece = match self.left.take() {
            Some(left) => left,
            None => match self.splitter.next_block()? {
                Some(next) => whole(next),
                None => {
                    self.ended = true;
                    return Ok(None);
                }
            },
        };
        let Range { start, end } = piece.places;
        if end - start > RECORDS {
            let middle = start + RECORDS;
            let taken = Piece { block: Arc::clone(&piece.block), places: start..middle, end: None };
            self.left = Some(Piece { places: middle..end, ..piece });
            return Ok(Some(taken));
        }
        self.ended = piece.end.is_some();
        Ok(Some(piece))
    }
}

fn whole((block, end): (Block, Option<Broken>)) -> Piece {
    Piece { places: 0..block.records.len(), block: Arc::new(block), end }
}

/// What a thread that failed has left is no worse than before: it is read and changed at once.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Texts that were written and can be filled again: new ones would have to be mapped page by page.
#[derive(Default)]
pub(super) struct Buffers(Mutex<Vec<Vec<u8>>>);

impl Buffers {
    pub(super) fn get(&self) -> Vec<u8> {
        held(&self.0).pop().unwrap_or_default()
    }

    pub(super) fn give(&self, mut used: Vec<u8>) {
        used.clear();
        held(&self.0).push(used);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Format;

    /// A thread that is ahead of the writer waits for it: records can be as small as two bytes, and what comes of each as large as any.
    #[test]
    fn pieces_are_small_and_come_in_order_as_far_ahead_as_may_be() {
        const LINES: usize = 50_000;
        let input = "{}\n".repeat(LINES);
        let mut splitter = Splitter::new(input.as_bytes(), Format::JsonLines);
        let first = splitter.next_block().expect("it reads");
        let turns = Turns::new(&mut splitter, first, 2);
        std::thread::scope(|scope| {
            let (to, from) = std::sync::mpsc::channel();
            scope.spawn(|| {
                let to = to;
                while let Some((number, piece)) = turns.next() {
                    let piece = piece.expect("it reads");
                    assert!((1..=RECORDS).contains(&piece.places.len()));
                    let record = piece.block.first + piece.places.start as u64;
                    to.send((number, record, piece.places.len())).expect("somebody listens");
                }
            });
            let wait = std::time::Duration::from_millis(100);
            let (mut next, mut seen) = (0, 0);
            while next < turns.ahead {
                let (number, record, records) = from.recv().expect("a piece");
                assert_eq!((number, record), (next, 1 + seen));
                (next, seen) = (next + 1, seen + records as u64);
            }
            assert!(from.recv_timeout(wait).is_err(), "it is too far ahead");
            turns.wrote();
            for (number, record, records) in from {
                assert_eq!((number, record), (next, 1 + seen));
                (next, seen) = (next + 1, seen + records as u64);
                turns.wrote();
            }
            assert_eq!(seen, LINES as u64);
        });
    }

    #[test]
    fn nobody_waits_for_a_writer_that_wants_nothing_more() {
        let input = "{}\n".repeat(50_000);
        let mut splitter = Splitter::new(input.as_bytes(), Format::JsonLines);
        let first = splitter.next_block().expect("it reads");
        let turns = Turns::new(&mut splitter, first, 1);
        std::thread::scope(|scope| {
            let taken = scope.spawn(|| std::iter::from_fn(|| turns.next()).count() as u64);
            std::thread::sleep(std::time::Duration::from_millis(50));
            drop(turns.open());
            assert_eq!(taken.join().ok(), Some(turns.ahead));
        });
    }
}
