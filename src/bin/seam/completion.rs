//! Completion in shells. The shells' scripts call the command itself, so that they offer what this version knows.

use std::borrow::Cow;

use seam_client::shown;

use crate::catalog::{Endpoint, Kind, Parameter, endpoint, endpoints};
use crate::failure::Failure;
use crate::help::{OWN, SHELLS, SUBJECTS, applies, applies_always, next_words, path_of};
use crate::names::kebab;
use crate::options::{OPTIONS, Row, row_of};

/// The line that tells the shell to complete file names.
const FILES: &str = "<files>";

// In bash, `=` is a separate word, since it is in COMP_WORDBREAKS.
const BASH: &str = r#"_seam() {
    local IFS=$'\n'
    COMPREPLY=($("$1" __complete bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    if [ "${COMPREPLY[0]}" = '<files>' ]; then
        local word="${COMP_WORDS[COMP_CWORD]}"
        COMPREPLY=($(compgen -f -- "${word#=}"))
        compopt -o filenames 2>/dev/null
    fi
}
complete -F _seam seam
"#;

const ZSH: &str = r#"#compdef seam
_seam() {
    local -a lines
    lines=("${(@f)$("${words[1]}" __complete zsh "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ "${lines[1]}" == '<files>' ]]; then
        compset -P '*='
        _files
    elif [[ -n "${lines[1]}" ]]; then
        _describe -V seam lines
    fi
}
if [[ "${funcstack[1]}" == _seam ]]; then
    _seam "$@"
else
    compdef _seam seam
fi
"#;

const FISH: &str = r#"function __seam_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l lines ($words[1] __complete fish $words[2..-1] "$word" 2>/dev/null)
    if test "$lines[1]" = '<files>'
        set -l flag (string match -r -- '^--[^=]*=' "$word")
        printf '%s\n' "$flag"(__fish_complete_path (string replace -r -- '^--[^=]*=' '' "$word"))
    else if test -n "$lines[1]"
        printf '%s\n' $lines
    end
end
complete -c seam -f -k -a '(__seam_complete)'
"#;

/// The completion script of a shell.
pub(crate) fn script(shell: &str) -> Result<&'static str, Failure> {
    match shell {
        "bash" => Ok(BASH),
        "zsh" => Ok(ZSH),
        "fish" => Ok(FISH),
        other => Err(Failure::Usage(format!(
            "there is no completion for {}, only for bash, zsh or fish",
            shown(other)
        ))),
    }
}

/// Called by the shell's script with the shell's name and the words after `seam`; the last one is incomplete. Returns a
/// line for each possible completion.
pub(crate) fn complete(arguments: &[String]) -> String {
    let Some((shell, words)) = arguments.split_first() else { return String::new() };
    let mut text = String::new();
    for Candidate { word, sentence } in candidates(&joined(words)) {
        match shell.as_str() {
            "zsh" => text.push_str(&[&word.replace(':', "\\:"), ":", sentence].concat()),
            "fish" => text.push_str(&[&word, "\t", sentence].concat()),
            _ => text.push_str(&word),
        }
        text.push('\n');
    }
    // In bash, the word begins after the `=`.
    if shell == "bash" && words.iter().rev().take(2).any(|word| word == "=") {
        return text.lines().map(|line| [after_equals(line), "\n"].concat()).collect();
    }
    if text.starts_with(FILES) { [FILES, "\n"].concat() } else { text }
}

struct Candidate {
    word: String,
    sentence: &'static str,
}

/// Joins `--flag`, `=` and `value` into one word again.
fn joined(words: &[String]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        match joined.last_mut() {
            Some(last) if last.starts_with("--") && (word == "=" || last.ends_with('=')) => {
                last.push_str(word);
            }
            _ => joined.push(word.clone()),
        }
    }
    joined
}

fn after_equals(word: &str) -> &str {
    word.split_once('=').map_or(word, |(_, value)| value)
}

/// A flag that takes a value.
#[derive(Clone, Copy)]
enum Flag {
    Option(&'static Row),
    Parameter(Parameter),
    /// Such as `--ends-in`.
    Duration,
}

impl Flag {
    /// `name` is as on the command line, without `--`.
    fn named(name: &str, endpoint: Option<&Endpoint>) -> Option<Self> {
        let name = name.replace('-', "_");
        let parameter = endpoint.and_then(|endpoint| endpoint.parameter(&name));
        let of_option = || row_of(&name).map(Self::Option);
        let duration = || {
            let time = [name.strip_suffix("_in")?, "_at"].concat();
            endpoint?.parameter(&time).filter(|it| it.kind == Kind::Time).map(|_| Self::Duration)
        };
        parameter.map(Self::Parameter).or_else(of_option).or_else(duration)
    }

    /// Whether the next word is its value.
    fn takes_next_word(self) -> bool {
        match self {
            Self::Option(row) => !row.value.is_empty() && !row.value.starts_with('['),
            Self::Parameter(parameter) => parameter.kind != Kind::Bool,
            Self::Duration => true,
        }
    }

    fn values(self) -> Vec<&'static str> {
        match self {
            Self::Option(row) if matches!(row.value, "PATH" | "FILE") => vec![FILES],
            Self::Option(_) => Vec::new(),
            Self::Duration => vec!["1h", "24h", "7d"],
            Self::Parameter(it) => {
                let bools: &[_] = match it.kind {
                    Kind::Bool | Kind::Value => &["true", "false"],
                    _ => &[],
                };
                let null = it.is_nullable().then_some("null");
                it.values().chain(bools.iter().copied()).chain(null).collect()
            }
        }
    }

    fn is_list(self) -> bool {
        matches!(self, Self::Parameter(it) if it.kind.is_list())
    }
}

/// The completions of the last word.
fn candidates(words: &[String]) -> Vec<Candidate> {
    let Some((typed, before)) = words.split_last() else { return Vec::new() };
    // The command that the words before it name, and the flag that still needs its value.
    let mut named: Vec<String> = Vec::new();
    let mut given: Vec<String> = Vec::new();
    let mut called = None;
    let mut waiting = None;
    // The same for a flag whose value is optional.
    let mut last_flag = None;
    for word in before {
        last_flag = None;
        if waiting.take().is_some() {
            continue;
        }
        if let Some(flag) = word.strip_prefix("--") {
            let (name, value) = flag.split_once('=').map_or((flag, None), |(a, b)| (a, Some(b)));
            given.push(name.replace('-', "_"));
            if value.is_none() {
                last_flag = Flag::named(name, called.as_ref());
                waiting = last_flag.filter(|it| it.takes_next_word());
            }
        } else if called.is_none() && !word.starts_with('-') {
            named.push(word.clone());
            called = endpoint(&match named.as_slice() {
                [first, path] if first == "call" => path.clone(),
                words => path_of(words),
            });
        }
    }

    let mut found = Vec::new();
    let mut offer = |word: Cow<'_, str>, sentence| {
        if word == FILES || word.starts_with(typed.as_str()) {
            found.push(Candidate { word: word.into_owned(), sentence });
        }
    };
    if let Some(flag) = last_flag.filter(|_| waiting.is_none()) {
        values(flag, "", typed, &mut offer);
    }
    let split = typed.strip_prefix("--").and_then(|flag| flag.split_once('='));
    let is_flag = typed.starts_with('-');
    match (waiting, split, named.as_slice()) {
        (Some(flag), ..) => values(flag, "", typed, &mut offer),
        (None, Some((name, value)), _) => {
            if let Some(flag) = Flag::named(name, called.as_ref()) {
                values(flag, &["--", name, "="].concat(), value, &mut offer);
            }
        }
        (None, None, [first, rest @ ..]) if first == "help" => {
            for (name, sentence) in next_words(&path_of(rest)) {
                offer(name.into(), sentence);
            }
            if rest.is_empty() {
                OWN.into_iter().for_each(|(name, sentence)| offer(name.into(), sentence));
                SUBJECTS.into_iter().for_each(|name| offer(name.into(), ""));
            }
        }
        (None, None, [first, rest @ ..]) if first == "completion" => {
            if rest.is_empty() {
                SHELLS.into_iter().for_each(|name| offer(name.into(), ""));
            }
        }
        (None, None, [first]) if first == "call" && !is_flag => {
            endpoints().for_each(|it| offer(it.path.into(), it.sentence));
        }
        (None, None, words) if called.is_none() && !is_flag => {
            for (name, sentence) in next_words(&path_of(words)) {
                offer(name.into(), sentence);
            }
            if words.is_empty() {
                OWN.into_iter().for_each(|(name, sentence)| offer(name.into(), sentence));
            }
        }
        _ => flags(typed.contains('_'), &given, called.as_ref(), &mut offer),
    }
    found
}

/// Offers the values of a flag, each with this prefix.
fn values(
    flag: Flag,
    before: &str,
    typed: &str,
    offer: &mut dyn FnMut(Cow<'_, str>, &'static str),
) {
    // In a list, only the last item is completed.
    let start = if flag.is_list() { typed.rfind(',').map_or(0, |at| at + 1) } else { 0 };
    let start = typed.get(..start).unwrap_or_default();
    for value in flag.values() {
        match value {
            FILES => offer(FILES.into(), ""),
            value => offer([before, start, value].concat().into(), ""),
        }
    }
}

/// Offers the flags: parameters first, then options.
fn flags(
    in_snake_case: bool,
    given: &[String],
    endpoint: Option<&Endpoint>,
    offer: &mut dyn FnMut(Cow<'_, str>, &'static str),
) {
    let mut offer = |name: &str, sentence| {
        if !given.iter().any(|given| given == name) {
            let name = if in_snake_case { Cow::Borrowed(name) } else { kebab(name).into() };
            offer(["--", &name].concat().into(), sentence);
        }
    };
    for parameter in endpoint.iter().flat_map(|endpoint| endpoint.parameters()) {
        offer(parameter.name, parameter.sentence);
        if let Some(name) =
            parameter.name.strip_suffix("_at").filter(|_| parameter.kind == Kind::Time)
        {
            offer(&[name, "_in"].concat(), "How long from now, such as 24h.");
        }
    }
    let is_shown = |option| match endpoint {
        Some(endpoint) => applies(option, endpoint),
        None => applies_always(option),
    };
    for row in OPTIONS.iter().filter(|row| is_shown(row.name)) {
        offer(row.name, row.sentence);
    }
}
