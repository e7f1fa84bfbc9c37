//! The help texts: which commands there are, and how to use them.

mod page;
mod texts;

use seam_client::shown;

use crate::catalog::{Endpoint, Kind, Parameter, endpoint, endpoints, namespaces};
use crate::failure::Failure;
use crate::names::{flag, kebab};
use crate::near::{did_you_mean, or_see_help};
use crate::options::{OPTIONS, Row, is_json_errors};
use crate::{completion, manual, terminal};

use page::Page;
pub(crate) use texts::{ABOUT, ENVIRONMENT, EXIT_CODES, NO_ARGUMENT, OWN, SHELLS, SUBJECTS};

/// Where Seam documents its API.
const DOCUMENTATION: &str = "https://docs.seam.co/latest/api";

/// Longer lists of values, or of an object's fields, are shortened.
const MOST_VALUES: usize = 700;
const MOST_MEMBERS: usize = 20;

/// The output for `help`, `man`, `completion` and the hidden `__complete`; `None` for any other command.
pub(crate) fn asked(arguments: &[String]) -> Result<Option<String>, Failure> {
    let mut words = arguments.iter().filter(|word| !is_json_errors(word)).cloned();
    let Some(first) = words.next() else { return Ok(None) };
    if first == "__complete" {
        return Ok(Some(completion::complete(arguments.get(1..).unwrap_or_default())));
    }
    if !matches!(first.as_str(), "help" | "completion" | "man") {
        return Ok(None);
    }
    let words: Vec<String> = words.collect();
    if words.iter().any(|word| word == "--help" || word == "-h") {
        return Ok(Some(help(&[first])));
    }
    if let Some(option) = words.iter().find(|word| word.starts_with('-')) {
        return Err(Failure::Usage(format!("{first} takes no option {}", shown(option))));
    }
    match (first.as_str(), words.as_slice()) {
        ("help", words) => about(words),
        ("man", []) => Ok(manual::page()),
        ("completion", [shell]) => completion::script(shell).map(str::to_owned),
        ("completion", []) => {
            Err(Failure::Usage("completion needs a shell: bash, zsh or fish".to_owned()))
        }
        (_, words) => {
            let last = words.last().map(|word| shown(word)).unwrap_or_default();
            Err(Failure::Usage(format!("unexpected argument {last}")))
        }
    }
    .map(Some)
}

/// The text that `seam help WORDS…` prints; an error if there is no such command.
fn about(words: &[String]) -> Result<String, Failure> {
    let path = path_of(words);
    let name = path.trim_start_matches('/');
    let is_own = |name: &str| OWN.iter().any(|(own, _)| *own == name);
    let is_known = is_own(words.first().map_or("", String::as_str))
        || SUBJECTS.contains(&&*name.replace('_', "-"))
        || path.is_empty()
        || endpoint(&path).is_some()
        || namespaces().any(|it| it.path == path);
    if is_known {
        return Ok(help(words));
    }
    let commands = endpoints().map(|it| it.path).chain(namespaces().map(|it| it.path));
    let commands: Vec<String> = commands.map(kebab).collect();
    let names = commands.iter().map(|name| name.trim_start()).chain(SUBJECTS);
    let near =
        did_you_mean(kebab(&path).trim(), names.chain(OWN.map(|(name, _)| name)), "seam help ");
    Err(Failure::Usage(format!("there is no such help topic{}", or_see_help(near))))
}

/// The help for the command that these words name or begin.
pub(crate) fn help(words: &[String]) -> String {
    let mut page = Page::new(terminal::width());
    let path = path_of(words);
    match words.first().map(String::as_str) {
        None => top(&mut page),
        Some("call") => call(&mut page),
        Some("completion") => completion(&mut page),
        Some("help" | "man") => help_of_help(&mut page),
        Some("exit-codes" | "exit_codes") => {
            exit_codes(&mut page);
            return page.text;
        }
        Some("environment") => {
            environment(&mut page);
            return page.text;
        }
        _ => match endpoint(&path) {
            Some(endpoint) => one(&mut page, &endpoint),
            None => namespace(&mut page, &path),
        },
    }
    if words.is_empty() {
        page.line("");
        exit_codes(&mut page);
        page.line("");
        environment(&mut page);
        return page.text;
    }
    let codes = EXIT_CODES.iter().enumerate().map(|(code, (short, _))| format!("{code} {short}"));
    let codes = codes.collect::<Vec<_>>().join("; ");
    page.line("");
    page.paragraph(0, 2, &format!("exit codes: {codes} (seam help exit-codes)"));
    page.paragraph(
        0,
        2,
        "environment: SEAM_API_KEY; or SEAM_PERSONAL_ACCESS_TOKEN and SEAM_WORKSPACE_ID; or \
         SEAM_PUBLISHABLE_KEY; or SEAM_CLIENT_SESSION_TOKEN (seam help environment)",
    );
    page.text
}

/// The error if the command is incomplete, in one line.
pub(crate) fn short(words: &[String]) -> String {
    let path = path_of(words);
    let name = kebab(&path);
    let what = match name.trim() {
        "" => "no command".to_owned(),
        name => [name, " needs a command"].concat(),
    };
    let names = next_words(&path).into_iter().map(|(name, _)| name);
    let own = OWN.iter().map(|(name, _)| (*name).to_owned()).filter(|_| path.is_empty());
    let names = names.chain(own).collect::<Vec<_>>().join(", ");
    [&what, ": see seam", &name, " --help; one of ", &names].concat()
}

fn top(page: &mut Page) {
    page.line(ABOUT);
    page.line("");
    page.line("usage: seam COMMAND… [--PARAMETER VALUE]… [OPTION]…");
    page.line("       seam help COMMAND…");
    page.heading("commands");
    page.rows(&mut next_words("").into_iter().map(|(name, sentence)| (name.into(), sentence)));
    page.heading("other commands");
    page.rows(&mut OWN.into_iter().map(|(name, sentence)| (name.into(), sentence)));
    options(page, &|_| true);
}

fn namespace(page: &mut Page, path: &str) {
    if let Some(namespace) = namespaces().find(|it| it.path == path) {
        page.paragraph(0, 0, namespace.sentence);
        page.line("");
    }
    page.line(&["usage: seam", &kebab(path), " COMMAND… [--PARAMETER VALUE]… [OPTION]…"].concat());
    page.heading("commands");
    page.rows(&mut next_words(path).into_iter().map(|(name, sentence)| (name.into(), sentence)));
    options(page, &|row| applies_always(row.name));
}

fn one(page: &mut Page, endpoint: &Endpoint) {
    page.paragraph(0, 0, endpoint.sentence);
    if !endpoint.deprecated.is_empty() {
        page.paragraph(0, 0, &["Deprecated: ", endpoint.deprecated, "."].concat());
    }
    page.line("");
    let required = endpoint.parameters().filter(Parameter::is_required);
    let required = required.map(|it| [" ", &flag(it.name), " ", kind_of(&it)].concat());
    let usage = ["usage: seam", &kebab(endpoint.path), &required.collect::<String>()].concat();
    page.paragraph(0, 6, &(usage + " [OPTION]…"));
    for rule in endpoint.rules() {
        let how = if rule.is_at_least_one { "At least" } else { "Exactly" };
        let names = rule.names().map(flag).collect::<Vec<_>>().join(", ");
        page.paragraph(0, 2, &format!("{how} one of {names} is required."));
    }
    page.line("");
    for note in notes(endpoint) {
        page.paragraph(0, 0, note);
    }
    if endpoint.is_documented() {
        page.line(&["See ", DOCUMENTATION, endpoint.path].concat());
    }
    if endpoint.parameters().next().is_some() {
        page.heading("parameters");
    }
    endpoint.parameters().for_each(|it| parameter(page, &it));
    options(page, &|row| applies(row.name, endpoint));
}

/// Whether it is idempotent, and how to wait for it or get all its pages.
fn notes(endpoint: &Endpoint) -> impl Iterator<Item = &'static str> {
    let again = if endpoint.is_idempotent() {
        "It is safe to run again, and is retried automatically within --timeout."
    } else if endpoint.path == "/client_sessions/get_or_create" {
        "For the same user, it is safe to run again, and is retried automatically."
    } else {
        "Running it twice may act twice, so it is retried only if nothing was done."
    };
    let action =
        "It returns an action attempt before the action is done: --wait waits until it ends.";
    let pages = "The list comes in pages: --all prints all of them.";
    let notes = [(true, again), (endpoint.is_action(), action), (endpoint.has_pages(), pages)];
    notes.into_iter().filter_map(|(is_so, note)| is_so.then_some(note))
}

fn parameter(page: &mut Page, it: &Parameter) {
    let required = if it.is_required() { " (required)" } else { "" };
    page.line(&["  ", &flag(it.name), " ", kind_of(it), null_of(it), required].concat());
    page.paragraph(6, 6, it.sentence);
    if it.kind == Kind::Time {
        if let Some(name) = it.name.strip_suffix("_at") {
            page.paragraph(
                6,
                6,
                &[&flag(name), "-in DURATION, such as 24h, counts from now."].concat(),
            );
        }
    }
    if it.name == "since" {
        page.paragraph(6, 6, "Or how long ago, such as 24h.");
    }
    if it.is_secret() {
        page.paragraph(
            6,
            6,
            "Arguments show in `ps`; --raw - reads the request from standard input instead.",
        );
    }
    details(page, 6, it);
    if count(it) > MOST_MEMBERS {
        page.paragraph(6, 8, &["Fields: ", &names_of(it)].concat());
    } else {
        it.members().for_each(|it| member(page, 8, &it));
    }
}

fn member(page: &mut Page, indent: usize, it: &Parameter) {
    let required = if it.is_required() { " (required)" } else { "" };
    let start = [it.name, " ", kind_of(it), null_of(it), required, "  ", it.sentence].concat();
    page.paragraph(indent, indent + 4, &start);
    details(page, indent + 4, it);
    it.members().for_each(|it| member(page, indent + 4, &it));
}

/// Its known values, and what to use instead if it is deprecated.
fn details(page: &mut Page, indent: usize, it: &Parameter) {
    let (mut text, mut more) = (String::new(), 0);
    for value in it.values() {
        if text.len() > MOST_VALUES {
            more += 1;
        } else {
            text.push_str(if text.is_empty() { "Known values: " } else { ", " });
            text.push_str(value);
        }
    }
    match more {
        0 if text.is_empty() => {}
        0 => text.push('.'),
        more => text.push_str(&format!(", and {more} more.")),
    }
    page.paragraph(indent, indent, &text);
    if let Some(instead) = it.deprecated {
        let after = if instead.is_empty() { "" } else { ": " };
        page.paragraph(indent, indent, &["Deprecated", after, instead, "."].concat());
    }
}

fn count(of: &Parameter) -> usize {
    of.members().map(|it| 1 + count(&it)).sum()
}

/// The names of an object's fields, each with its own fields in parentheses.
fn names_of(object: &Parameter) -> String {
    let names = object.members().map(|it| match names_of(&it) {
        names if names.is_empty() => it.name.to_owned(),
        names => [it.name, " (", &names, ")"].concat(),
    });
    names.collect::<Vec<_>>().join(", ")
}

/// The type of a parameter, in one word.
pub(crate) fn kind_of(parameter: &Parameter) -> &'static str {
    match parameter.kind {
        Kind::Text => "TEXT",
        Kind::Bool => "true|false",
        Kind::Number => "NUMBER",
        Kind::Whole => "INTEGER",
        Kind::Time => "TIME",
        Kind::Texts | Kind::Numbers | Kind::Wholes => "LIST",
        Kind::Object | Kind::Objects | Kind::Map => "JSON",
        Kind::Value => "TEXT|true|false",
    }
}

fn null_of(parameter: &Parameter) -> &'static str {
    if parameter.is_nullable() { "|null" } else { "" }
}

fn call(page: &mut Page) {
    page.paragraph(
        0,
        0,
        "Calls any path of Seam's API, even one that this version does not know, and prints the \
         whole response.",
    );
    page.line("");
    page.line("usage: seam call /PATH [NAME=VALUE | NAME:=JSON]… [OPTION]…");
    page.line("");
    page.paragraph(
        0,
        0,
        "NAME=VALUE is a parameter: text, or a value of the parameter's type if the path is \
         known. NAME:=JSON takes a number, true, a list, an object or null. --raw takes the whole \
         request. --field names fields of the whole response, such as device.device_id, and with \
         --all or --lines fields of each item. An unknown path is retried only with --retry.",
    );
    page.heading("examples");
    page.line("  seam call /devices/get device_id=8d7e0b3a-b889-49a7-9164-4b71a0506a33");
    page.line("  echo '{\"limit\": 10}' | seam call /devices/list --raw -");
    options(page, &|_| true);
}

fn completion(page: &mut Page) {
    page.paragraph(0, 0, OWN[2].1);
    page.line("");
    page.line("usage: seam completion bash|zsh|fish");
    page.heading("examples");
    page.line("  eval \"$(seam completion bash)\"     # in ~/.bashrc");
    page.line("  eval \"$(seam completion zsh)\"      # in ~/.zshrc, after compinit");
    page.line("  seam completion fish | source      # in ~/.config/fish/config.fish");
    page.heading("options");
    page.line("  --json-errors  Print an error as one JSON object.");
}

fn help_of_help(page: &mut Page) {
    page.line("usage: seam help [COMMAND…]     what a command does, and its parameters");
    page.line("       seam help exit-codes     what the exit codes mean");
    page.line("       seam help environment    the environment variables");
    page.line("       seam man                 the manual page seam(1)");
    page.heading("examples");
    page.line("  seam help locks unlock-door");
    page.line("  seam man | man -l -");
    page.heading("options");
    page.line("  --json-errors  Print an error as one JSON object.");
}

fn exit_codes(page: &mut Page) {
    page.line("exit codes:");
    let codes = EXIT_CODES.into_iter().enumerate();
    page.rows(&mut codes.map(|(code, (_, sentence))| (code.to_string().into(), sentence)));
}

fn environment(page: &mut Page) {
    page.line("environment:");
    page.rows(&mut ENVIRONMENT.into_iter().map(|(name, sentence)| (name.into(), sentence)));
    page.paragraph(2, 2, NO_ARGUMENT);
}

fn options(page: &mut Page, is_shown: &dyn Fn(&Row) -> bool) {
    page.heading("options");
    let rows = OPTIONS.iter().filter(|row| is_shown(row));
    page.rows(&mut rows.map(|row| (option(row).into(), row.sentence)));
}

/// An option with its letter and its value.
pub(crate) fn option(row: &Row) -> String {
    let short = row.short.map(|letter| format!("-{letter}, ")).unwrap_or_default();
    // One that can be left out stands after `=`.
    let space = if row.value.is_empty() || row.value.starts_with('[') { "" } else { " " };
    [&short, &flag(row.name), space, row.value].concat()
}

/// Options that not every call has a use for.
const SPECIAL: [&str; 8] =
    ["wait", "all", "lines", "follow", "state", "interval", "retry", "user_identifier_key_file"];

/// Whether an option means something to each call.
pub(crate) fn applies_always(option: &str) -> bool {
    !SPECIAL.contains(&option)
}

/// Whether an option means something to this endpoint.
pub(crate) fn applies(option: &str, endpoint: &Endpoint) -> bool {
    match option {
        "wait" => endpoint.is_action(),
        "all" => endpoint.has_pages(),
        "lines" => endpoint.is_list(),
        "follow" | "state" | "interval" => endpoint.path == "/events/list",
        "user_identifier_key_file" => {
            // To a list it is one of several filters.
            endpoint.namespace() == "/client_sessions"
                && !endpoint.is_list()
                && endpoint.parameter("user_identifier_key").is_some()
        }
        option => applies_always(option),
    }
}

/// What can come after these words, with its sentence: namespaces with an ellipsis, then endpoints.
pub(crate) fn next_words(path: &str) -> Vec<(String, &'static str)> {
    let own = |name: &'static str| {
        name.strip_prefix(path)?.strip_prefix('/').filter(|name| !name.contains('/'))
    };
    let inner = namespaces().filter_map(|it| Some((kebab(own(it.path)?), it.sentence)));
    let ends = endpoints().filter_map(|it| Some((kebab(own(it.path)?), it.sentence)));
    inner.chain(ends).collect()
}

/// The path of the words, which may be a path themselves.
pub(crate) fn path_of(words: &[String]) -> String {
    let name = |word: &String| ["/", word.replace('-', "_").trim_matches('/')].concat();
    words.iter().map(name).collect()
}
