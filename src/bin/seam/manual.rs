//! The manual page seam(1), in the `man` macros of roff.

use crate::catalog::namespaces;
use crate::help::{ABOUT, ENVIRONMENT, EXIT_CODES, NO_ARGUMENT, OWN, option};
use crate::names::kebab;
use crate::options::OPTIONS;

const DESCRIPTION: [&str; 4] = [
    "Each endpoint of Seam's API is a command, and each of its parameters is a flag, in kebab-case or snake_case. \
     The command checks them before it sends anything, and prints the response as JSON, or as a table or lines if \
     standard output is a terminal.",
    "Text is given as it is. A flag for true or false is true if it has no value. A list is a,b,c, or JSON, or the \
     flag several times. An object is JSON. null unsets a parameter that can be unset. A time is in ISO 8601; instead \
     of --ends-at TIME, --ends-in DURATION counts from now: 24h, 90s or 1h30m.",
    "seam call /PATH calls any path, also one that is not among the commands. Its parameters are NAME=VALUE for text, or \
     NAME:=JSON for any other value.",
    "seam help COMMAND shows the parameters of a command.",
];

const EXAMPLES: [(&str, &str); 5] = [
    (
        "Unlock a door, and wait until it is unlocked:",
        "seam locks unlock-door --device-id \"$DEVICE_ID\" --wait",
    ),
    (
        "Create an access code that works for a day, and print its PIN:",
        "seam access-codes create --device-id \"$DEVICE_ID\" --starts-in 0s --ends-in 24h --field code",
    ),
    ("List all devices as JSON, one per line:", "seam devices list --all --lines"),
    (
        "Call a path with a body from standard input:",
        "echo '{\"limit\": 10}' | seam call /devices/list --raw -",
    ),
    ("Read the API key from a file:", "seam workspaces get --api-key-file /etc/seam/key"),
];

pub(crate) fn page() -> String {
    let mut page = Page(
        concat!(".TH SEAM 1 \"2026-11-26\" \"seam ", env!("CARGO_PKG_VERSION"), "\" \"Seam\"\n")
            .to_owned(),
    );
    page.section("NAME");
    page.text(&["seam - ", ABOUT.trim_end_matches('.')].concat().replace("Calls", "calls"));
    page.section("SYNOPSIS");
    for line in [
        "seam COMMAND… [--PARAMETER VALUE]… [OPTION]…",
        "seam call /PATH [NAME=VALUE | NAME:=JSON]… [OPTION]…",
        "seam help [COMMAND…]",
        "seam completion bash|zsh|fish",
        "seam man",
    ] {
        page.text(line);
        page.macro_line(".br");
    }
    page.section("DESCRIPTION");
    page.paragraphs(DESCRIPTION);
    page.section("OPTIONS");
    for row in OPTIONS {
        page.entry(&option(row), row.sentence);
    }
    page.section("ENVIRONMENT");
    for (name, sentence) in ENVIRONMENT {
        page.entry(name, sentence);
    }
    page.macro_line(".PP");
    page.text(NO_ARGUMENT);
    page.section("EXIT STATUS");
    for (code, (_, sentence)) in EXIT_CODES.iter().enumerate() {
        page.entry(&code.to_string(), sentence);
    }
    page.section("EXAMPLES");
    for (what, line) in EXAMPLES {
        page.entry(what, "");
        page.macro_line(".EX");
        page.text(line);
        page.macro_line(".EE");
    }
    page.section("COMMANDS");
    for (name, sentence) in OWN {
        page.entry(&["seam ", name].concat(), sentence);
    }
    for namespace in namespaces() {
        let mut endpoints = namespace.endpoints().peekable();
        if endpoints.peek().is_none() {
            continue;
        }
        page.macro_line(&[".SS ", kebab(namespace.path).trim()].concat());
        page.text(namespace.sentence);
        for endpoint in endpoints {
            page.entry(&["seam", &kebab(endpoint.path)].concat(), endpoint.sentence);
        }
    }
    page.section("SEE ALSO");
    page.text("https://docs.seam.co");
    page.0
}

struct Page(String);

impl Page {
    /// A line of roff, as it is.
    fn macro_line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn section(&mut self, name: &str) {
        // A line break before a section would add an empty line.
        if self.0.ends_with(".br\n") {
            self.0.truncate(self.0.len() - ".br\n".len());
        }
        self.macro_line(&[".SH ", name].concat());
    }

    /// A text, in short lines.
    fn text(&mut self, text: &str) {
        let mut length = 0;
        for word in text.split(' ') {
            let word = escaped(word);
            if length > 0 && length + word.len() > 75 {
                self.0.push('\n');
                length = 0;
            } else if length > 0 {
                self.0.push(' ');
            }
            length += word.len() + 1;
            self.0.push_str(&word);
        }
        self.0.push('\n');
    }

    fn paragraphs(&mut self, texts: impl IntoIterator<Item = &'static str>) {
        for (index, text) in texts.into_iter().enumerate() {
            if index > 0 {
                self.macro_line(".PP");
            }
            self.text(text);
        }
    }

    /// A term in bold and its description.
    fn entry(&mut self, term: &str, text: &str) {
        self.macro_line(".TP");
        self.0.push_str("\\fB");
        self.0.push_str(&escaped(term));
        self.macro_line("\\fR");
        if !text.is_empty() {
            self.text(text);
        }
    }
}

/// A text, escaped so that roff prints it unchanged.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    // At the start of a line, these begin a roff command.
    if text.starts_with(['.', '\'']) {
        escaped.push_str("\\&");
    }
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\e"),
            // Otherwise roff prints typographic characters, which do not work when pasted into a shell.
            '-' => escaped.push_str("\\-"),
            '\'' => escaped.push_str("\\(aq"),
            '`' => escaped.push_str("\\(ga"),
            '^' => escaped.push_str("\\(ha"),
            '~' => escaped.push_str("\\(ti"),
            '…' => escaped.push_str("..."),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_for_roff() {
        assert_eq!(escaped(".br"), "\\&.br");
        assert_eq!(escaped("'a' \\fB --x"), "\\&\\(aqa\\(aq \\efB \\-\\-x");
        for line in page().lines().filter(|line| line.starts_with(['.', '\''])) {
            let name = line.split(' ').next();
            let known = [".TH", ".SH", ".SS", ".TP", ".PP", ".EX", ".EE", ".br"];
            assert!(name.is_some_and(|name| known.contains(&name)), "{line}");
        }
    }
}
