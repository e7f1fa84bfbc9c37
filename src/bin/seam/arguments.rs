//! What the arguments ask for.

use std::ffi::OsString;

use lexopt::{Arg, Parser};
use seam_client::shown;

use crate::catalog::{self, Endpoint, Kind, Parameter};
use crate::failure::Failure;
use crate::json::{Value, compact, parse, quoted};
use crate::near::did_you_mean;
use crate::options::{OPTIONS, Options, row_of, row_of_short};
use crate::secret_file::text_file;

/// What to do.
pub(crate) enum Action {
    /// Print the help about what these words name.
    Help(Vec<String>),
    Version,
    Call(Invocation),
}

/// A call.
pub(crate) struct Invocation {
    pub(crate) path: String,
    /// What is known of the path.
    pub(crate) endpoint: Option<Endpoint>,
    /// It is one of `seam call`.
    pub(crate) is_by_path: bool,
    pub(crate) body: Body,
    /// What may be wrong with it, though it is sent.
    pub(crate) warnings: Vec<String>,
}

/// The body of a request.
pub(crate) enum Body {
    Raw(String),
    Members(Members),
}

/// The members of an object, in the order in which they were given.
#[derive(Default)]
pub(crate) struct Members(pub(crate) Vec<(String, Value)>);

impl Members {
    pub(crate) fn to_json(&self) -> String {
        let members =
            self.0.iter().map(|(name, value)| format!("{}:{}", quoted(name), compact(value)));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
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

/// The text of an argument, which `name` tells apart.
fn text(value: OsString, name: &str) -> Result<String, Failure> {
    value.into_string().map_err(|_| Failure::not_text(name))
}

/// Reads the arguments. The options are there even if it fails.
pub(crate) fn read(options: &mut Options) -> Result<Action, Failure> {
    let mut parser = Parser::from_env();
    let mut words: Vec<String> = Vec::new();
    let mut endpoint = None;
    let mut members = Members::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(word) => {
                let word = text(word, "an argument")?;
                if is_command(&words) {
                    return Err(Failure::Usage(format!(
                        "{} is an argument too many",
                        shown(&word)
                    )));
                }
                words.push(word);
                endpoint = find(&words)?;
            }
            Arg::Long(flag) => {
                let name = flag.replace('-', "_");
                match (name.as_str(), row_of(&name)) {
                    ("help", _) => return Ok(Action::Help(words)),
                    ("version", _) => return Ok(Action::Version),
                    (_, Some(row)) if row.value.is_empty() => {
                        options.give(row.name, String::new());
                    }
                    (_, Some(row)) => {
                        let value = text(parser.value()?, &format!("--{name}"))?;
                        options.give(row.name, value);
                    }
                    (_, None) => parameter(&name, &mut parser, endpoint, &mut members)?,
                }
            }
            Arg::Short(letter) => match row_of_short(letter).map(|row| row.name) {
                Some("help") => return Ok(Action::Help(words)),
                Some("version") => return Ok(Action::Version),
                Some(name) => options.give(name, String::new()),
                None => {
                    return Err(Failure::Usage(
                        "there are no short options but -4, -6, -h and -V".to_owned(),
                    ));
                }
            },
        }
    }
    if !is_command(&words) {
        return Err(Failure::Usage("no command: see seam --help".to_owned()));
    }
    let body = match options.get("raw") {
        None => Body::Members(members),
        Some(_) if !members.0.is_empty() => {
            return Err(Failure::Usage(
                "--raw is the whole request: give no other of it".to_owned(),
            ));
        }
        Some("-") => Body::Raw(text_file("-", "--raw")?),
        Some(text) => Body::Raw(text.to_owned()),
    };
    let is_by_path = words.first().is_some_and(|word| word == "call");
    let path = if is_by_path { words.swap_remove(1) } else { path_of(&words) };
    Ok(Action::Call(Invocation { path, endpoint, is_by_path, body, warnings: Vec::new() }))
}

/// Whether these words name an endpoint.
fn is_command(words: &[String]) -> bool {
    match words {
        [first, _] if first == "call" => true,
        _ => catalog::endpoint(&path_of(words)).is_some(),
    }
}

fn path_of(words: &[String]) -> String {
    words.iter().map(|word| format!("/{}", word.replace('-', "_"))).collect()
}

/// The endpoint that these words name; `None`, if there is a word to come.
fn find(words: &[String]) -> Result<Option<Endpoint>, Failure> {
    match words {
        [first] if first == "call" => return Ok(None),
        [first, path] if first == "call" => return Ok(catalog::endpoint(path)),
        _ => {}
    }
    let path = path_of(words);
    let endpoint = catalog::endpoint(&path);
    if endpoint.is_some() || catalog::namespaces().any(|it| it.path == path) {
        return Ok(endpoint);
    }
    let (before, last) = path.rsplit_once('/').unwrap_or_default();
    let paths =
        catalog::namespaces().map(|it| it.path).chain(catalog::endpoints().map(|it| it.path));
    let names = paths.filter_map(|path| path.strip_prefix(before)?.strip_prefix('/'));
    let names: Vec<_> = names.filter(|name| !name.contains('/')).map(kebab).collect();
    let near = did_you_mean(&kebab(last), names.iter().map(String::as_str), "");
    let given = words.last().map(|word| shown(word)).unwrap_or_default();
    Err(Failure::Usage(match before {
        "" => format!("there is no command {given}{near}"),
        _ => format!("{} has no command {given}{near}", kebab(before.trim_start_matches('/'))),
    }))
}

fn kebab(name: &str) -> String {
    name.replace('_', "-").replace('/', " ")
}

/// Takes a parameter, and its value.
fn parameter(
    name: &str,
    parser: &mut Parser,
    endpoint: Option<Endpoint>,
    members: &mut Members,
) -> Result<(), Failure> {
    let Some(parameter) = endpoint.and_then(|endpoint| endpoint.parameter(name)) else {
        return Err(unknown(name, endpoint));
    };
    let value = match (parameter.kind, parser.optional_value()) {
        (_, Some(value)) => value,
        // Alone, it is true; a word after it is its value if it can be one.
        (Kind::Bool, None) => {
            let mut next = parser.raw_args()?;
            next.next_if(|word| word == "true" || word == "false").unwrap_or_else(|| "true".into())
        }
        (_, None) => parser.value()?,
    };
    let value = value_of(&parameter, &text(value, &format!("--{name}"))?)?;
    match members.0.iter_mut().find(|(other, _)| other == name) {
        Some((_, Value::Array(items))) => {
            if let Value::Array(more) = value {
                items.extend(more);
            }
        }
        Some(_) => return Err(Failure::Usage(format!("--{name} is given twice"))),
        None => members.0.push((name.to_owned(), value)),
    }
    Ok(())
}

fn value_of(parameter: &Parameter, text: &str) -> Result<Value, Failure> {
    Ok(match parameter.kind {
        Kind::Texts => Value::Array(list(text).into_iter().map(Value::String).collect()),
        Kind::Bool => match text {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => {
                return Err(Failure::Usage(format!(
                    "{} is neither true nor false",
                    parameter.name
                )));
            }
        },
        Kind::Text | Kind::Time => Value::String(text.to_owned()),
        _ => parse(text).unwrap_or_else(|| Value::String(text.to_owned())),
    })
}

fn unknown(name: &str, endpoint: Option<Endpoint>) -> Failure {
    if CREDENTIALS.contains(&name) {
        return Failure::Usage(format!(
            "--{name}: a credential is no argument, since arguments show in `ps`: set a variable \
             such as SEAM_API_KEY, or give --api-key-file"
        ));
    }
    let names = endpoint.iter().flat_map(Endpoint::parameters).map(|it| it.name);
    let near = did_you_mean(name, names.chain(OPTIONS.iter().map(|row| row.name)), "--");
    Failure::Usage(format!("there is no option {}{near}", shown(&format!("--{name}"))))
}

/// A list as a shell leaves it: JSON, JSON without its quotes, or with commas between the items.
fn list(text: &str) -> Vec<String> {
    let text = text.trim();
    if let Some(Value::Array(items)) = parse(text) {
        let texts = items.iter().map(|item| match item {
            Value::String(text) => text.clone(),
            other => compact(other),
        });
        return texts.collect();
    }
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let items = inner.split(',').map(str::trim).filter(|item| !item.is_empty());
    items.map(|item| item.trim_matches('"').to_owned()).collect()
}
