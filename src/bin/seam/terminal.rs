//! Terminals: their width, colours, the width of a text, and escaped control characters.

use std::borrow::Cow;
use std::env;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The width if the output is not a terminal, or the terminal does not tell its width.
const WIDTH: usize = 80;

/// Whether standard output is a terminal.
pub(crate) fn is_output() -> bool {
    io::stdout().is_terminal()
}

/// How many columns standard output has.
pub(crate) fn width() -> usize {
    let out = io::stdout();
    if out.is_terminal() { width_of(&out) } else { WIDTH }
}

#[cfg(unix)]
fn width_of(terminal: &impl std::os::fd::AsFd) -> usize {
    let size = rustix::termios::tcgetwinsize(terminal).ok().map(|size| usize::from(size.ws_col));
    size.filter(|columns| *columns > 0).unwrap_or_else(width_in_environment)
}

#[cfg(not(unix))]
fn width_of<T>(_: &T) -> usize {
    width_in_environment()
}

fn width_in_environment() -> usize {
    let columns = env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    columns.filter(|columns| *columns > 0).unwrap_or(WIDTH)
}

/// Whether this stream shows colours and the user wants them (<https://no-color.org>).
fn has_colours(stream: &impl IsTerminal) -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_able = env::var_os("TERM").is_some_and(|term| !term.is_empty() && term != "dumb");
    is_able && !is_set("NO_COLOR") && stream.is_terminal()
}

/// The text in bold, on a standard output that can show it.
pub(crate) fn bold(text: &str) -> Cow<'_, str> {
    if has_colours(&io::stdout()) {
        Cow::Owned(["\x1b[1m", text, "\x1b[0m"].concat())
    } else {
        Cow::Borrowed(text)
    }
}

/// A text for standard output.
pub(crate) fn for_output(text: &str) -> Cow<'_, str> {
    if is_output() { safe(text) } else { Cow::Borrowed(text) }
}

/// A line for standard error, with the name of the command in red.
pub(crate) fn for_errors(text: &str) -> Cow<'_, str> {
    let stream = io::stderr();
    if !stream.is_terminal() {
        return Cow::Borrowed(text);
    }
    let text = safe(text);
    match text.strip_prefix("seam:") {
        Some(rest) if has_colours(&stream) => Cow::Owned(["\x1b[31mseam:\x1b[0m", rest].concat()),
        _ => text,
    }
}

/// The text with each character that a terminal obeys (an escape sequence begins with one), or that changes the order
/// of others, as `\u001b`, which JSON reads as the same character. Lines and tabs stay.
pub(crate) fn safe(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_obeyed(character) {
            let _ = write!(safe, "\\u{:04x}", u32::from(character));
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

fn is_obeyed(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => true,
        // Line separators, and what turns the direction.
        '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' => true,
        other => other.is_control(),
    }
}

/// How many columns a text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// Near enough for a table: the full rule is a table of 20 kB, and terminals do not agree on it.
fn columns_of(character: char) -> usize {
    match u32::from(character) {
        // Marks that stand on the character before, joiners, and what chooses a variant.
        0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x610..=0x61a | 0x64b..=0x65f => 0,
        0x200b..=0x200d | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f => 0,
        0xe_0000..=0xe_01ef => 0,
        // Hangul, CJK, full-width forms, emoji.
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff => 2,
        0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 => 2,
        0x1_f300..=0x1_faff | 0x2_0000..=0x3_fffd => 2,
        _ => 1,
    }
}

/// The text, cut to this many columns with an ellipsis at the end.
pub(crate) fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if columns(text) <= width {
        return Cow::Borrowed(text);
    }
    let mut left = width.saturating_sub(1);
    let fits = |character: &char| {
        let columns = columns_of(*character);
        let fits = columns <= left;
        left = left.saturating_sub(columns);
        fits
    };
    let start: String = text.chars().take_while(fits).collect();
    Cow::Owned(start + "…")
}

/// A line on standard error that says what the command waits for and since when, until this is dropped.
pub(crate) struct Waiting(Option<(Arc<AtomicBool>, JoinHandle<()>)>);

/// Says on standard error, if it is a terminal, what the command waits for, such as `UNLOCK_DOOR`. The line appears
/// after one second, since most calls take less. Only one at a time.
pub(crate) fn waiting(what: &str, is_quiet: bool) -> Waiting {
    let stream = io::stderr();
    if is_quiet || !stream.is_terminal() {
        return Waiting(None);
    }
    // A line that wraps could not be overwritten, and the seconds at its end have to stay visible.
    let width = width_of(&stream) - 1;
    let what = ["waiting for ", &cut(&safe(what), width.saturating_sub(30)), ", "].concat();
    // A flag and `unpark`, since a channel would add 4 kB.
    let is_over = Arc::new(AtomicBool::new(false));
    let flag = is_over.clone();
    let thread = thread::Builder::new().spawn(move || {
        let started = Instant::now();
        let mut last = 0;
        loop {
            thread::park_timeout(Duration::from_secs(1));
            if flag.load(Ordering::Acquire) {
                break;
            }
            let seconds = started.elapsed().as_secs().to_string();
            let line = [&what, &*seconds, " s …"].concat();
            let line = cut(&line, width);
            last = columns(&line);
            let _ = io::stderr().write_all(["\r", &line].concat().as_bytes());
        }
        if last > 0 {
            // Overwritten by spaces, since not every terminal has a sequence for that.
            let _ = io::stderr().write_all(["\r", &" ".repeat(last), "\r"].concat().as_bytes());
        }
    });
    Waiting(thread.ok().map(|thread| (is_over, thread)))
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some((is_over, thread)) = self.0.take() {
            is_over.store(true, Ordering::Release);
            thread.thread().unpark();
            // The thread cannot panic.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminal_control_characters_are_escaped() {
        assert_eq!(safe("a\n\tb é 錠 👨‍👩‍👧"), "a\n\tb é 錠 👨‍👩‍👧");
        assert_eq!(safe("\u{1b}]0;x\u{7}\r\u{7f}"), "\\u001b]0;x\\u0007\\u000d\\u007f");
        assert_eq!(safe("\u{9b}2J\u{85}"), "\\u009b2J\\u0085");
        for turn in
            "\u{202a}\u{202e}\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}\u{2028}\u{2029}".chars()
        {
            assert_eq!(safe(&turn.to_string()), format!("\\u{:04x}", u32::from(turn)));
        }
    }

    #[test]
    fn text_is_truncated_by_display_width() {
        assert_eq!(columns("a\u{301}é錠🔒"), 6);
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abcd", 3), "ab…");
        assert_eq!(cut("錠錠錠", 4), "錠…");
        assert_eq!(cut("錠a", 2), "…");
        assert_eq!(cut("abc", 0), "…");
    }
}
