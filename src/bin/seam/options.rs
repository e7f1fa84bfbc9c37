//! The command's own options, which every call takes.

/// An option.
pub(crate) struct Row {
    /// Such as `api_key_file`; users read and write it with `-` instead of `_`.
    pub(crate) name: &'static str,
    pub(crate) short: Option<char>,
    /// The kind of its value, such as `PATH`; empty if it takes none; in brackets, such as `[=TIME]`, if it is
    /// optional.
    pub(crate) value: &'static str,
    pub(crate) sentence: &'static str,
}

const fn row(name: &'static str, value: &'static str, sentence: &'static str) -> Row {
    Row { name, short: None, value, sentence }
}

const fn short(letter: char, name: &'static str, sentence: &'static str) -> Row {
    Row { name, short: Some(letter), value: "", sentence }
}

/// In the order of the help.
pub(crate) const OPTIONS: &[Row] = &[
    row("api_key_file", "PATH", "Read the credential from this file (-: standard input)."),
    row("endpoint", "URL", "Call this server instead of https://connect.getseam.com."),
    row("workspace_id", "ID", "The workspace of a personal access token."),
    row(
        "user_identifier_key_file",
        "PATH",
        "Read the user_identifier_key of a client session from this file (-: standard input).",
    ),
    row(
        "timeout",
        "TIME",
        "Limit the whole call to this time, such as 5, 500ms or 2m; 30s by default.",
    ),
    row(
        "max_size",
        "SIZE",
        "Accept a response of up to this size in bytes, such as 4M; 1M by default.",
    ),
    short('4', "ipv4", "Connect over IPv4 only; of -4 and -6, the last one wins."),
    short('6', "ipv6", "Connect over IPv6 only."),
    row("ca_file", "PATH", "Also trust the certificate authorities in this PEM file."),
    row("raw", "JSON", "The whole body of the request (-: standard input)."),
    row(
        "field",
        "NAMES",
        "Print only these fields, comma-separated (a.b is b in a); a list has one row per item.",
    ),
    row("lines", "", "Print a list with one item per line."),
    row("all", "", "Get all pages of a list, with --limit as the size of a page."),
    row(
        "wait",
        "[=TIME]",
        "Wait until the action has succeeded or failed; at most 10s by default.",
    ),
    row("retry", "", "With `seam call`: retry the request, since sending it twice is safe."),
    row("follow", "", "With `events list`: print events as they come, one per line."),
    row("state", "FILE", "With --follow: keep the position in this file, and resume from it."),
    row("interval", "TIME", "With --follow: how often to ask for new events, 5s by default."),
    row("redact", "", "Hide tokens, PINs and links that let someone in."),
    row("quiet", "", "Print only the output and errors, no warnings or progress."),
    row("json", "", "Print JSON on a terminal too, instead of a table or lines."),
    row("json_errors", "", "Print each error and warning as a JSON object on one line."),
    short('h', "help", "Print the help."),
    short('V', "version", "Print the version."),
];

impl Row {
    /// Its value stands after `=`, or is left out.
    pub(crate) fn is_value_optional(&self) -> bool {
        self.value.starts_with('[')
    }
}

/// The options that were given, with their values, in the order in which they were.
#[derive(Debug, Default)]
pub(crate) struct Options {
    given: Vec<(&'static str, String)>,
}

impl Options {
    /// `name` is one of the table's. An option that takes no value has an empty one.
    pub(crate) fn give(&mut self, name: &'static str, value: String) {
        self.given.push((name, value));
    }

    pub(crate) fn is_given(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// The value that was given last.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).last()
    }

    /// All values, in the order in which they were given.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        debug_assert!(row_of(name).is_some(), "{name}");
        self.given.iter().filter(move |(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    /// Of these options, the one that was given last.
    pub(crate) fn last_of(&self, names: &[&str]) -> Option<&'static str> {
        self.given.iter().rev().map(|(name, _)| *name).find(|name| names.contains(name))
    }
}

/// Whether this argument asks for errors as JSON, wherever it stands.
pub(crate) fn is_json_errors(word: &str) -> bool {
    matches!(word, "--json-errors" | "--json_errors")
}

pub(crate) fn row_of(name: &str) -> Option<&'static Row> {
    OPTIONS.iter().find(|row| row.name == name)
}

pub(crate) fn row_of_short(letter: char) -> Option<&'static Row> {
    OPTIONS.iter().find(|row| row.short == Some(letter))
}
