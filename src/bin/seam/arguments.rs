//! Parses the arguments.

mod delay;
mod request;

use std::ffi::OsString;

use lexopt::{Arg, Parser};
use seam_client::shown;

use crate::catalog::{self, Endpoint, Kind, Parameter};
use crate::duration;
use crate::failure::Failure;
use crate::json::parse;
use crate::names::{self, kebab};
use crate::near::{did_you_mean, near_command, or_see_help};
use crate::options::{OPTIONS, Options, row_of, row_of_short};
use crate::secret_file::text_file;
use crate::value::schema::Schema;
use crate::value::{self, Json, write_object};
pub(crate) use delay::Delay;
use delay::{PLACE, delayed};
use request::{Request, missing, with_flags};

/// What to do.
pub(crate) enum Action {
    /// Print the help for these words.
    Help(Vec<String>),
    Version,
    Call(Invocation),
}

/// A call.
pub(crate) struct Invocation {
    pub(crate) path: String,
    /// The endpoint, if the path is known.
    pub(crate) endpoint: Option<Endpoint>,
    /// It was given by `seam call`.
    pub(crate) is_by_path: bool,
    pub(crate) body: Body,
    /// What is odd about the request, which is sent nevertheless.
    pub(crate) warnings: Vec<String>,
    /// The times that are counted from now. Each has a placeholder among the members.
    pub(crate) delays: Vec<Delay>,
}

/// The body of a request.
pub(crate) enum Body {
    Raw(String),
    Members(Members),
}

/// The fields of an object, in the order in which they were given.
#[derive(Debug, Default)]
pub(crate) struct Members(pub(crate) Vec<(String, Json)>);

impl Members {
    pub(crate) fn is_given(&self, name: &str) -> bool {
        self.0.iter().any(|(other, _)| other == name)
    }

    pub(crate) fn to_json(&self) -> String {
        let mut text = String::new();
        write_object(&self.0, &mut text);
        text
    }
}

/// Names by which people try to give a credential as an argument.
const CREDENTIALS: [&str; 8] = [
    "api_key",
    "key",
    "token",
    "access_token",
    "personal_access_token",
    "publishable_key",
    "client_session_token",
    "secret",
];

/// The text of an argument. `name` identifies it in the error.
fn text(value: OsString, name: &str) -> Result<String, Failure> {
    value.into_string().map_err(|_| Failure::not_text(name))
}

/// Reads the arguments. `options` is filled even if this fails.
pub(crate) fn read(options: &mut Options) -> Result<Action, Failure> {
    let mut parser = Parser::from_env();
    let mut words: Vec<String> = Vec::new();
    let mut endpoint = None;
    let mut request = Request::default();
    let mut delays = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(word) => {
                let word = text(word, "an argument")?;
                if is_command(&words) {
                    if options.get("wait") == Some("") && duration::parse(&word).is_some() {
                        return Err(Failure::Usage(
                            "--wait needs its time after an equals sign: --wait=30s".to_owned(),
                        ));
                    }
                    request.pair(&word, endpoint, is_by_path(&words))?;
                } else {
                    words.push(word);
                    endpoint = find(&words)?;
                }
            }
            Arg::Long(flag) => {
                let name = flag.replace('-', "_");
                match (name.as_str(), row_of(&name)) {
                    ("help", _) => return Ok(Action::Help(words)),
                    ("version", _) => return Ok(Action::Version),
                    (_, Some(row)) if row.value.is_empty() => {
                        options.give(row.name, String::new());
                    }
                    (_, Some(row)) if row.is_value_optional() => {
                        let value = parser.optional_value().unwrap_or_default();
                        options.give(row.name, text(value, &format!("--{name}"))?);
                    }
                    (_, Some(row)) => {
                        let value = text(parser.value()?, &names::flag(row.name))?;
                        options.give(row.name, value);
                    }
                    (_, None) => match endpoint.and_then(|endpoint| endpoint.parameter(&name)) {
                        Some(parameter) => {
                            let mut words = words_of(parameter, &mut parser, endpoint)?;
                            if let Some(delay) = Delay::since(parameter, &words) {
                                delays.push(delay);
                                words = vec![PLACE.to_owned()];
                            }
                            request.give(parameter.name, Some(parameter), false, words);
                        }
                        None if !is_command(&words) && is_parameter(&name) => {
                            return Err(Failure::Usage(format!(
                                "{} is a parameter; put it after the command",
                                names::flag(&name)
                            )));
                        }
                        None => match endpoint.and_then(|endpoint| delayed(&name, endpoint)) {
                            Some(time) => {
                                let place = names::flag(&name);
                                let given = text(parser.value()?, &place)?;
                                delays.push(Delay::read(time, &place, &given)?);
                                request.give(time.name, Some(time), false, vec![PLACE.to_owned()]);
                            }
                            None => return Err(unknown(flag, endpoint)),
                        },
                    },
                }
            }
            Arg::Short(letter) => match row_of_short(letter).map(|row| row.name) {
                Some("help") => return Ok(Action::Help(words)),
                Some("version") => return Ok(Action::Version),
                Some(name) => options.give(name, String::new()),
                None => {
                    return Err(Failure::Usage(
                        "unknown option; the short ones are -4, -6, -h and -V".to_owned(),
                    ));
                }
            },
        }
    }
    let is_by_path = is_by_path(&words);
    if !is_command(&words) {
        return Err(Failure::Usage(match path_of(&words).as_str() {
            "/call" => "call needs a path, as in seam call /locks/list".to_owned(),
            // Nothing, or a namespace.
            _ => crate::help::short(&words),
        }));
    }
    let mut warnings = Vec::new();
    let body = match options.get("raw") {
        None => Body::Members(request.members(endpoint, is_by_path, &mut warnings)?),
        Some(_) if !request.is_empty() => {
            return Err(Failure::Usage(
                "--raw is the whole request; leave out the other parameters".to_owned(),
            ));
        }
        Some("-") => Body::Raw(text_file("-", "--raw")?),
        Some(text) => Body::Raw(text.to_owned()),
    };
    if let Some(endpoint) = endpoint {
        // For `seam call`, Seam itself says what is missing. --follow needs no time to begin at.
        let is_free = is_by_path || options.is_given("follow");
        if let (Body::Members(members), false) = (&body, is_free) {
            missing(endpoint, members)?;
        }
        if !endpoint.deprecated.is_empty() {
            let name = kebab(endpoint.path);
            let note = with_flags(endpoint.deprecated, endpoint);
            warnings.push(format!("{} is deprecated: {note}", name.trim_start()));
        }
    }
    let path = if is_by_path { words.swap_remove(1) } else { path_of(&words) };
    Ok(Action::Call(Invocation { path, endpoint, is_by_path, body, warnings, delays }))
}

/// Whether these words are a whole command.
fn is_command(words: &[String]) -> bool {
    match words {
        [first, _] if first == "call" => true,
        _ => catalog::endpoint(&path_of(words)).is_some(),
    }
}

fn is_by_path(words: &[String]) -> bool {
    words.first().is_some_and(|word| word == "call")
}

fn path_of(words: &[String]) -> String {
    words.iter().map(|word| format!("/{}", word.replace('-', "_"))).collect()
}

/// The endpoint that these words name; `None` if more words have to follow.
fn find(words: &[String]) -> Result<Option<Endpoint>, Failure> {
    match words {
        [first] if first == "call" => return Ok(None),
        [first, path] if first == "call" => return Ok(catalog::endpoint(path)),
        _ => {}
    }
    let path = path_of(words);
    // A word with a slash is not a name, and may be a secret.
    let is_name = words.last().is_some_and(|word| !word.contains('/'));
    if is_name {
        let endpoint = catalog::endpoint(&path);
        if endpoint.is_some() || catalog::namespaces().any(|it| it.path == path) {
            return Ok(endpoint);
        }
    }
    // All but the last one have been found.
    let (last, before) = words.split_last().map_or(("", ""), |(last, _)| {
        (last.as_str(), path.get(..path.len() - last.len() - 1).unwrap_or_default())
    });
    let near = near_command(before, &last.replace('-', "_"));
    let given = shown(last);
    Err(Failure::Usage(match before {
        "" => match endpoint_of(last) {
            Some(endpoint) => {
                format!("unknown command {given}; did you mean call {}?", endpoint.path)
            }
            None if is_login(last) => {
                "there is no login command; set SEAM_API_KEY, or give --api-key-file".to_owned()
            }
            None => format!("unknown command {given}{}", or_see_help(near)),
        },
        _ => format!("{} has no command {given}{near}", kebab(before).trim_start()),
    }))
}

/// The endpoint of a path that is given instead of a command.
fn endpoint_of(word: &str) -> Option<Endpoint> {
    let name = word.trim_start_matches('/');
    catalog::endpoint(&["/", name].concat())
}

/// Commands of Seam's own CLI that this one does not have.
fn is_login(word: &str) -> bool {
    matches!(word, "login" | "logout" | "select")
}

/// The words of a parameter's value: one, or several that bash made of unquoted JSON.
fn words_of(
    parameter: Parameter,
    parser: &mut Parser,
    endpoint: Option<Endpoint>,
) -> Result<Vec<String>, Failure> {
    let place = names::flag(parameter.name);
    let first = match (parameter.kind, parser.optional_value()) {
        (_, Some(value)) => value,
        // Without a value, it is true. The next word is its value if it is one for a bool.
        (Kind::Bool, None) => {
            let mut next = parser.raw_args()?;
            let is_value =
                |word: &std::ffi::OsStr| ["true", "false", "null"].iter().any(|it| word == *it);
            next.next_if(is_value).unwrap_or_else(|| "true".into())
        }
        (_, None) => {
            parser.value().map_err(|_| Failure::Usage(format!("{place} needs a value")))?
        }
    };
    let first = text(first, &place)?;
    let schema = Schema::new(parameter);
    let may_be_more = schema.is_object() || parameter.kind == Kind::Objects;
    if !may_be_more || parse(&first).is_some() {
        return Ok(vec![first]);
    }
    let ends = [("{", "}"), ("[", "]")].into_iter().find(|(start, _)| first.starts_with(start));
    let mut words = vec![first];
    let mut is_unclear = false;
    let mut raw = parser.raw_args()?;
    while let Some(word) = raw.next_if(|word| {
        let Some(word) = word.to_str() else { return false };
        if let Some((start, end)) = ends {
            return word.starts_with(start) && word.ends_with(end);
        }
        if is_pair(word, endpoint) {
            // It may be a field of the object too.
            let name = word.split_once(':').map(|(name, _)| name);
            is_unclear |= name.is_some_and(|name| schema.member(name).is_some());
            return false;
        }
        !word.starts_with('-')
    }) {
        words.push(text(word, &place)?);
    }
    if is_unclear {
        return Err(Failure::Usage(value::unclear(&place)));
    }
    Ok(words)
}

/// Whether it sets a parameter, as `name=Front` does.
fn is_pair(word: &str, endpoint: Option<Endpoint>) -> bool {
    let name = word.split_once('=').map(|(name, _)| name.trim_end_matches(':').replace('-', "_"));
    name.is_some_and(|name| endpoint.is_some_and(|it| it.parameter(&name).is_some()))
}

/// Whether any endpoint has a parameter of that name.
fn is_parameter(name: &str) -> bool {
    catalog::endpoints().any(|endpoint| endpoint.parameter(name).is_some())
}

/// The error for an unknown option, or an unknown name of a pair.
fn unknown(word: &str, endpoint: Option<Endpoint>) -> Failure {
    let name = word.replace('-', "_");
    if CREDENTIALS.contains(&name.as_str()) {
        return Failure::Usage(format!(
            "{}: a credential is never an argument, since arguments show in `ps`: set a variable such as \
             SEAM_API_KEY, or give --api-key-file",
            names::flag(&name)
        ));
    }
    let names = endpoint.iter().flat_map(Endpoint::parameters).map(|it| it.name);
    let names: Vec<_> = names.chain(OPTIONS.iter().map(|row| row.name)).map(kebab).collect();
    let near = did_you_mean(&kebab(&name), names.iter().map(String::as_str), "--");
    // As the help writes it; but `shown` hides a secret only as it was given.
    let given = shown(&format!("--{word}"));
    let given = if given.ends_with('"') { format!("\"{}\"", names::flag(&name)) } else { given };
    Failure::Usage(format!("unknown option {given}{near}"))
}
