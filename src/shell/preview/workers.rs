//! Threads for what may take long: making a page, reading a file, starting a program.
//!
//! Each job has a thread of its own and a time in which whoever asked waits for it. A template of the site may need
//! minutes for a page, and a thread cannot be stopped from outside; such a thread is left alone, and its place is
//! taken until it ends. When all places are taken the preview says so, and goes on following saves, which have a
//! thread of their own. A system that gives no more threads is an answer here and never a panic.

use crate::diagnostics::{Message, say};
use std::io;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

/// Jobs at once, those included that nobody waits for any more.
const MOST: usize = 16;
/// How long anybody waits for a place, and then for the job: longer than the largest page takes.
const PATIENCE: Duration = Duration::from_secs(10);

/// A bounded number of threads.
#[derive(Debug, Clone)]
pub(super) struct Workers {
    places: Arc<Semaphore>,
    patience: Duration,
}

/// Why a job has no answer.
#[derive(Debug)]
pub(super) enum Unanswered {
    /// It takes too long; it goes on, and nobody waits for it.
    TooLong,
    /// All places are taken by jobs that take too long.
    NoPlace,
    /// The system gives no more threads.
    NoThread(io::Error),
    /// It panicked.
    Failed,
}

impl Default for Workers {
    fn default() -> Self {
        Self::new(MOST, PATIENCE)
    }
}

impl Workers {
    /// At most `most` jobs at once, each waited for as long as `patience`.
    fn new(most: usize, patience: Duration) -> Self {
        Self { places: Arc::new(Semaphore::new(most)), patience }
    }

    /// The answer of `job`.
    ///
    /// # Errors
    /// When there is none within the time that somebody waits for it.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Unanswered> {
        let place = Arc::clone(&self.places).acquire_owned();
        let Ok(Ok(place)) = tokio::time::timeout(self.patience, place).await else {
            return Err(Unanswered::NoPlace);
        };
        let (sender, answer) = oneshot::channel();
        // Nobody may be there any more when the answer comes.
        start(place, move || drop(sender.send(job())))?;
        match tokio::time::timeout(self.patience, answer).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(_)) => Err(Unanswered::Failed),
            Err(_) => Err(Unanswered::TooLong),
        }
    }

    /// Starts `job` and waits for its end no longer than `patience`; without a free place it is left undone.
    pub(super) fn start(&self, patience: Duration, job: impl FnOnce() + Send + 'static) {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else { return };
        let (sender, ended) = mpsc::channel::<()>();
        let started = start(place, move || {
            job();
            drop(sender);
        });
        if started.is_ok() {
            // An end is an answer as good as the passing of the time.
            let _ = ended.recv_timeout(patience);
        }
    }
}

fn start(place: OwnedSemaphorePermit, job: impl FnOnce() + Send + 'static) -> Result<(), Unanswered> {
    let thread = std::thread::Builder::new().name("preview worker".to_owned());
    let started = thread.spawn(move || {
        job();
        drop(place);
    });
    started.map(drop).map_err(Unanswered::NoThread)
}

impl Unanswered {
    /// The reason, for the person who looks at the preview.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::TooLong => say!("This page takes too long to make. Is there a loop in its template?"),
            Self::NoPlace => {
                say!("Too many pages take too long to make. Mend the template, and start the preview again.")
            }
            Self::NoThread(error) => {
                say!("The system gives the preview no more threads ({error}); see `ulimit -u`.", error)
            }
            Self::Failed => say!("This page could not be made, by a mistake in leerlijn itself."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run<T: Send + 'static>(
        workers: &Workers,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Unanswered> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(workers.run(job))
    }

    #[test]
    fn a_job_is_answered() {
        assert_eq!(run(&Workers::default(), || 7).unwrap(), 7);
    }

    #[test]
    fn a_job_without_end_is_left_alone_and_keeps_its_place() {
        let workers = Workers::new(1, Duration::from_millis(20));
        let (end, waits) = mpsc::channel::<()>();
        let endless = run(&workers, move || {
            let _ = waits.recv();
        });
        assert!(matches!(endless, Err(Unanswered::TooLong)), "{endless:?}");
        assert!(matches!(run(&workers, || 7), Err(Unanswered::NoPlace)));
        drop(end);
        let patient = Workers { patience: Duration::from_secs(30), ..workers };
        assert_eq!(run(&patient, || 7).unwrap(), 7);
    }

    #[test]
    fn a_panic_is_no_answer_and_frees_the_place() {
        let workers = Workers::new(1, Duration::from_secs(30));
        let failed = run(&workers, || panic!("on purpose"));
        assert!(matches!(failed, Err(Unanswered::Failed)), "{failed:?}");
        assert_eq!(run(&workers, || 7).unwrap(), 7);
    }

    #[test]
    fn a_job_that_is_started_is_not_waited_for_longer_than_asked() {
        let workers = Workers::new(1, Duration::from_secs(30));
        let (end, waits) = mpsc::channel::<()>();
        workers.start(Duration::from_millis(1), move || {
            let _ = waits.recv();
        });
        let (sender, done) = mpsc::channel();
        // There is no place, so this is left undone.
        workers.start(Duration::from_millis(1), move || {
            let _ = sender.send(());
        });
        assert!(done.recv().is_err());
        drop(end);
    }
}
