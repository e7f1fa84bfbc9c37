//! The text of the help, in lines that fit.

use std::borrow::Cow;

use crate::terminal;

/// A text in lines that fit.
pub(super) struct Page {
    pub(super) text: String,
    width: usize,
}

impl Page {
    /// Wide lines are hard to read.
    pub(super) fn new(width: usize) -> Self {
        Self { text: String::new(), width: width.clamp(40, 100) }
    }

    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(super) fn heading(&mut self, name: &str) {
        self.text.push('\n');
        self.text.push_str(name);
        self.line(":");
    }

    /// A text, with so many spaces before its first line and before the others. If it is empty, no line.
    pub(super) fn paragraph(&mut self, first: usize, indent: usize, text: &str) {
        if !text.is_empty() {
            self.text.push_str(&" ".repeat(first));
            self.rest(first, indent, text);
        }
    }

    /// A text that begins after so many columns.
    fn rest(&mut self, mut at: usize, indent: usize, text: &str) {
        let mut is_first = true;
        for word in text.split(' ') {
            let columns = terminal::columns(word);
            if !is_first && at + 1 + columns > self.width {
                self.text.push('\n');
                self.text.push_str(&" ".repeat(indent));
                at = indent;
            } else if !is_first {
                self.text.push(' ');
                at += 1;
            }
            self.text.push_str(word);
            at += columns;
            is_first = false;
        }
        self.text.push('\n');
    }

    /// Names, and beside each its sentence.
    pub(super) fn rows(
        &mut self,
        rows: &mut dyn Iterator<Item = (Cow<'static, str>, &'static str)>,
    ) {
        let rows: Vec<_> = rows.collect();
        let most = self.width / 3;
        let fitting = rows.iter().map(|(name, _)| name.len()).filter(|length| *length <= most);
        let indent = fitting.max().unwrap_or_default() + 4;
        for (name, sentence) in rows {
            self.text.push_str("  ");
            self.text.push_str(&name);
            if name.len() + 4 > indent {
                self.text.push('\n');
                self.text.push_str(&" ".repeat(indent));
            } else {
                self.text.push_str(&" ".repeat(indent - 2 - name.len()));
            }
            self.rest(indent, indent, sentence);
        }
    }
}
