//! Standard output, which may be full, closed or not ready.

use std::io::{self, Write as _};

use crate::failure::Failure;

/// Where the output goes.
#[derive(Debug, Default)]
pub(crate) struct Writer(());

impl Writer {
    /// Writes all of a text.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout();
        out.write_all(text.as_bytes())
            .and_then(|()| out.flush())
            .map_err(|error| Failure::Output(format!("standard output: {error}")))
    }
}
