//! The wish of the person at the terminal to end the program: Ctrl-C, a closed window, or a polite signal.

use std::io;

use tokio::runtime::{Builder, Runtime};

use super::{PreviewError, handles};

/// Waits until the person at the terminal ends the program. It is made before anything is served, because clients could
/// otherwise use up the handles that waiting for a signal takes.
#[derive(Debug)]
pub struct Ending {
    runtime: Runtime,
    signals: Signals,
}

impl Ending {
    /// Listens from now on.
    ///
    /// # Errors
    /// When the system lets the program have too few open files, or does not tell of its end.
    pub fn prepare() -> Result<Self, PreviewError> {
        handles::try_needed().map_err(PreviewError::of_system)?;
        let runtime = Builder::new_current_thread().enable_all().build().map_err(PreviewError::of_system)?;
        let signals = {
            let _inside = runtime.enter();
            Signals::listen().map_err(PreviewError::of_system)?
        };
        Ok(Self { runtime, signals })
    }

    /// Waits until somebody ends the program.
    ///
    /// # Errors
    /// When the system stops telling of that.
    pub fn wait(&mut self) -> io::Result<()> {
        self.runtime.block_on(self.signals.next())
    }

    /// Waits for `event`; none when the program is ended before it.
    ///
    /// # Errors
    /// When the system stops telling of that.
    pub(super) fn wait_or<T>(&mut self, event: impl Future<Output = T>) -> io::Result<Option<T>> {
        let signals = &mut self.signals;
        self.runtime.block_on(async {
            tokio::select! {
                value = event => Ok(Some(value)),
                ended = signals.next() => ended.map(|()| None),
            }
        })
    }
}

#[cfg(unix)]
#[derive(Debug)]
struct Signals([tokio::signal::unix::Signal; 3]);

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self([
            signal(SignalKind::interrupt())?,
            signal(SignalKind::terminate())?,
            signal(SignalKind::hangup())?,
        ]))
    }

    async fn next(&mut self) -> io::Result<()> {
        let [interrupt, terminate, hangup] = &mut self.0;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
        Ok(())
    }
}

#[cfg(not(unix))]
#[derive(Debug)]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) -> io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}
