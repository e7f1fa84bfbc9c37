//! The buffers of a connection.

use ureq::unversioned::transport;

/// Fits the headers of any valid response; most fit in `INPUT`, with which it begins.
const MAX_INPUT: usize = 16 * 1024;
const INPUT: usize = 4 * 1024;

/// Fits most requests as a whole.
pub(super) const OUTPUT: usize = 8 * 1024;

/// Fits a line of a request's head: a credential may be of 4 KiB.
pub(super) const LINE: usize = 5 * 1024;

/// ureq calls a header that is too long a broken connection, unless this is below what fits.
pub(in crate::transport) const MAX_HEADER_SIZE: usize = MAX_INPUT - 1;

/// One pair, of plain text, also where TLS is in between.
#[derive(Default)]
pub(super) struct Buffers {
    input: Vec<u8>,
    /// What of it has come and is not used.
    start: usize,
    end: usize,
    used_some: bool,
    pub(super) output: Vec<u8>,
    /// What of it is to be sent.
    pub(super) held: usize,
}

impl transport::Buffers for Buffers {
    fn output(&mut self) -> &mut [u8] {
        self.tmp_and_output().1
    }

    fn input(&self) -> &[u8] {
        self.input.get(self.start..self.end).unwrap_or_default()
    }

    fn input_append_buf(&mut self) -> &mut [u8] {
        if self.start > 0 {
            self.input.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.input.len() && self.end < MAX_INPUT {
            self.input.resize((self.end * 2).max(INPUT), 0);
        }
        self.input.get_mut(self.end..).unwrap_or_default()
    }

    fn input_appended(&mut self, amount: usize) {
        self.end += amount;
    }

    fn input_consume(&mut self, amount: usize) {
        self.used_some = amount > 0;
        self.start += amount;
    }

    fn tmp_and_output(&mut self) -> (&mut [u8], &mut [u8]) {
        if self.output.is_empty() {
            self.output = vec![0; OUTPUT];
        }
        (
            self.input.get_mut(self.end..).unwrap_or_default(),
            self.output.get_mut(self.held..).unwrap_or_default(),
        )
    }

    fn can_use_input(&self) -> bool {
        self.used_some && self.start < self.end
    }
}

#[cfg(test)]
mod tests {
    use ureq::unversioned::transport::Buffers as _;

    use super::*;

    #[test]
    fn the_input_buffer_doubles_when_full_up_to_its_limit() {
        let mut buffers = Buffers::default();
        let mut append = |amount: usize| {
            let room = buffers.input_append_buf().len();
            buffers.input_appended(amount.min(room));
            (room, buffers.input.len())
        };
        let kib = 1024;
        assert_eq!(append(100), (4 * kib, 4 * kib));
        assert_eq!(append(usize::MAX), (4 * kib - 100, 4 * kib));
        assert_eq!(append(usize::MAX), (4 * kib, 8 * kib));
        assert_eq!(append(kib), (8 * kib, 16 * kib));
        assert_eq!(append(usize::MAX), (7 * kib, 16 * kib));
        assert_eq!(append(usize::MAX), (0, 16 * kib));
        // What is used makes room.
        buffers.input_consume(10 * kib);
        assert_eq!(buffers.input_append_buf().len(), 10 * kib);
        assert_eq!(buffers.input().len(), 6 * kib);
    }
}
