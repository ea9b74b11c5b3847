//! Input that may keep silent: it is read on a thread of its own, so that an interrupt ends the wait for it.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

const CHUNK: usize = 1 << 16;
/// How long an interrupt may go unnoticed.
const WAIT: Duration = Duration::from_millis(50);

/// What comes out of a pipe, until it ends or `stop` is set; then reading fails.
pub struct Pipe {
    chunks: Receiver<io::Result<Vec<u8>>>,
    chunk: io::Cursor<Vec<u8>>,
    stop: &'static AtomicBool,
}

impl Pipe {
    pub fn new(mut source: impl Read + Send + 'static, stop: &'static AtomicBool) -> Pipe {
        let (to, chunks) = sync_channel(4);
        // It may wait for input for ever, and ends with the program.
        std::thread::spawn(move || {
            loop {
                let mut chunk = vec![0; CHUNK];
                let read = match source.read(&mut chunk) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    read => read,
                };
                let over = !matches!(read, Ok(1..));
                let sent = to.send(read.map(|length| {
                    chunk.truncate(length);
                    chunk
                }));
                if over || sent.is_err() {
                    return;
                }
            }
        });
        Pipe { chunks, chunk: io::Cursor::default(), stop }
    }
}

impl Read for Pipe {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.chunk.read(out)?;
            if read > 0 || out.is_empty() {
                return Ok(read);
            }
            if self.stop.load(Ordering::Relaxed) {
                return Err(io::Error::other("interrupted"));
            }
            match self.chunks.recv_timeout(WAIT) {
                Ok(Ok(chunk)) if chunk.is_empty() => return Ok(0),
                Ok(chunk) => self.chunk = io::Cursor::new(chunk?),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            }
        }
    }
}
