//! The command `seam`: the library's calls, from a shell script.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, Read, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use lexopt::{Arg, Parser};
use seam_client::catalog::{Description, FieldKind};
use seam_client::{Credential, Error, IpFamily, Seam, SeamBuilder, Secret, client_sessions};
use seam_client::{holds_codes, is_secret_name, redacted, shown};

#[cfg(not(feature = "serde"))]
use miniserde::json::{self as codec, Value};
#[cfg(feature = "serde")]
use serde_json::{self as codec, Value};

/// The endpoints that have commands of their own, by namespace.
const NAMESPACES: [&[Description]; 1] = [client_sessions::ENDPOINTS];

const OPTIONS: &str = "\
options:
  --api-key-file PATH   read the credential from this file (-: standard input)
  --endpoint URL        another server than https://connect.getseam.com
  --workspace-id ID     the workspace of a personal access token
  --timeout SECONDS     the time for the whole call (30)
  -4, --ipv4            connect over IPv4 alone
  -6, --ipv6            connect over IPv6 alone; of -4 and -6, the last one holds
  --ca-file PATH        trust the certificate authorities in this PEM file too
  --raw JSON            the request's body as a whole (-: standard input)
  --field NAME          print this member of the answer alone (a.b: b in a)
  --redact              print no token, no PIN and no link that lets in whoever opens it
  --json-errors         print an error as one JSON object
  --help, --version

environment:
  SEAM_API_KEY; or SEAM_PERSONAL_ACCESS_TOKEN and SEAM_WORKSPACE_ID; or
  SEAM_PUBLISHABLE_KEY; or SEAM_CLIENT_SESSION_TOKEN; and SEAM_ENDPOINT; and
  SEAM_HOST_HEADER, for a local program that does TLS and cannot rewrite `Host`.
  A credential is never an argument: arguments show in `ps`.

exit codes:
  0  Seam did it; its answer is on standard output
  1  Seam said no
  2  wrong arguments or environment; nothing was sent
  3  Seam could not be reached, or not understood
";

/// How a credential begins, longest first, and the variable that it belongs in.
const VARIABLES: [(&str, &str); 4] = [
    ("seam_cst", "SEAM_CLIENT_SESSION_TOKEN"),
    ("seam_pk", "SEAM_PUBLISHABLE_KEY"),
    ("seam_at", "SEAM_PERSONAL_ACCESS_TOKEN"),
    ("seam_", "SEAM_API_KEY"),
];

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

/// The options that take a value.
const WITH_VALUE: [&str; 7] =
    ["api_key_file", "endpoint", "workspace_id", "timeout", "ca_file", "raw", "field"];

/// The options that take none.
const ALONE: [&str; 6] = ["ipv4", "ipv6", "redact", "json_errors", "help", "version"];

fn main() -> ExitCode {
    let mut options = Options::default();
    let text = match run(&mut options) {
        Ok(text) => text,
        Err(failure) => {
            let text = failure.text(options.json_errors);
            // Nobody may be reading it, and there is nothing else to say.
            let _ = writeln!(io::stderr(), "{text}");
            return ExitCode::from(failure.code());
        }
    };
    match io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(3),
    }
}

/// Why there is no answer.
enum Failure {
    /// Nothing was sent.
    Usage(String),
    Call(Error),
    /// The answer is there, and is not what was asked for.
    Answer(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl From<lexopt::Error> for Failure {
    /// Never with the error's own text, which quotes the caller's word: it may be a secret.
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(match error {
            lexopt::Error::UnexpectedValue { option, .. } => {
                format!("{} takes no value", shown(&option))
            }
            lexopt::Error::MissingValue { option: Some(option) } => {
                format!("{} needs a value", shown(&option))
            }
            _ => "the arguments cannot be read".to_owned(),
        })
    }
}

/// The text of an argument or a variable, which `name` tells apart.
fn text(value: OsString, name: &str) -> Result<String, Failure> {
    value.into_string().map_err(|_| not_text(name))
}

fn not_text(name: &str) -> Failure {
    Failure::Usage(format!("{name} is not UTF-8 text"))
}

impl Failure {
    fn code(&self) -> u8 {
        match self {
            Self::Call(Error::Api(_)) => 1,
            Self::Usage(_) | Self::Call(Error::Invalid(_)) => 2,
            Self::Call(_) | Self::Answer(_) => 3,
        }
    }

    fn text(&self, as_json: bool) -> String {
        let message = match self {
            Self::Usage(message) | Self::Answer(message) => message.clone(),
            Self::Call(error) => error.to_string(),
        };
        if !as_json {
            return format!("seam: {message}");
        }
        let kind = match self {
            Self::Usage(_) => "usage",
            Self::Call(Error::Invalid(_)) => "invalid",
            Self::Call(Error::Transport(_)) => "transport",
            Self::Call(Error::Api(error)) => error.error_type().unwrap_or("api"),
            Self::Call(_) | Self::Answer(_) => "answer",
        };
        let error = match self {
            Self::Call(error) => Some(error),
            _ => None,
        };
        let status = error.and_then(Error::status);
        let request_id = error.and_then(Error::request_id);
        let path = error.and_then(Error::path);
        let mut errors = Vec::new();
        if let Some(Error::Api(error)) = error {
            for error in error.validation_errors() {
                let messages: Vec<_> = error.messages.iter().map(|text| quoted(text)).collect();
                errors.push(format!(
                    "{{\"parameter\":{},\"messages\":[{}]}}",
                    quoted(&error.parameter),
                    messages.join(",")
                ));
            }
        }
        format!(
            "{{\"type\":{},\"message\":{},\"path\":{},\"status\":{},\"request_id\":{},\
             \"validation_errors\":[{}],\"tries\":{}}}",
            quoted(kind),
            quoted(&message),
            path.map_or_else(|| "null".to_owned(), quoted),
            status.map_or_else(|| "null".to_owned(), |status| status.to_string()),
            request_id.map_or_else(|| "null".to_owned(), quoted),
            errors.join(","),
            error.map_or(0, Error::tries)
        )
    }
}

#[derive(Default)]
struct Options {
    api_key_file: Option<String>,
    endpoint: Option<String>,
    workspace_id: Option<String>,
    timeout: Option<String>,
    ca_file: Option<String>,
    raw: Option<String>,
    field: Option<String>,
    ip_family: IpFamily,
    redact: bool,
    json_errors: bool,
}

/// What to call.
enum Command {
    Endpoint(&'static Description),
    /// Any other path.
    Path(String),
}

fn run(options: &mut Options) -> Result<String, Failure> {
    // Wherever it stands, it holds for errors in what stands before it.
    options.json_errors =
        std::env::args_os().any(|it| it == "--json-errors" || it == "--json_errors");

    let mut parser = Parser::from_env();
    let mut words: Vec<String> = Vec::new();
    let mut command = None;
    let mut set: Vec<(&'static str, Vec<String>)> = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(word) => {
                let word = text(word, "an argument")?;
                if command.is_some() {
                    return Err(Failure::Usage(format!(
                        "{} is an argument too many",
                        shown(&word)
                    )));
                }
                words.push(word);
                command = find(&words)?;
            }
            Arg::Long("help") | Arg::Short('h') => return Ok(help(&words, command.as_ref())),
            Arg::Long("version") | Arg::Short('V') => {
                return Ok(concat!("seam ", env!("CARGO_PKG_VERSION"), "\n").to_owned());
            }
            Arg::Long(flag) => {
                let name = flag.replace('-', "_");
                option(&name, &mut parser, options, command.as_ref(), &mut set)?;
            }
            Arg::Short('4') => options.ip_family = IpFamily::V4,
            Arg::Short('6') => options.ip_family = IpFamily::V6,
            Arg::Short(_) => {
                return Err(Failure::Usage(
                    "there are no short options but -4, -6, -h and -V".to_owned(),
                ));
            }
        }
    }
    let Some(command) = command else {
        return Err(Failure::Usage(format!("no command; there are:\n{}", commands(&words))));
    };
    if options.raw.is_some() && !set.is_empty() {
        return Err(Failure::Usage("--raw is the whole request: give no other of it".to_owned()));
    }

    let raw = match options.raw.take() {
        Some(raw) if raw == "-" => Some(text_file(&raw, "--raw")?),
        raw => raw,
    };
    let seam = client(options)?;
    let (answer, key) = match (&command, raw) {
        (Command::Endpoint(endpoint), None) => {
            let values: Vec<(&str, Vec<&str>)> = set
                .iter()
                .map(|(name, values)| (*name, values.iter().map(String::as_str).collect()))
                .collect();
            (endpoint.call(&seam, &values)?, endpoint.answer_key)
        }
        (Command::Endpoint(endpoint), Some(raw)) => {
            (seam.call_json(endpoint.path, &raw)?, endpoint.answer_key)
        }
        (Command::Path(path), raw) => (seam.call_json(path, raw.as_deref().unwrap_or("{}"))?, None),
    };
    show(&answer, key, options)
}

/// Takes one option, and its value.
fn option(
    name: &str,
    parser: &mut Parser,
    options: &mut Options,
    command: Option<&Command>,
    set: &mut Vec<(&'static str, Vec<String>)>,
) -> Result<(), Failure> {
    let place = match name {
        "api_key_file" => &mut options.api_key_file,
        "endpoint" => &mut options.endpoint,
        "workspace_id" => &mut options.workspace_id,
        "timeout" => &mut options.timeout,
        "ca_file" => &mut options.ca_file,
        "raw" => &mut options.raw,
        "field" => &mut options.field,
        "ipv4" | "ipv6" => {
            options.ip_family = if name == "ipv4" { IpFamily::V4 } else { IpFamily::V6 };
            return Ok(());
        }
        "redact" => {
            options.redact = true;
            return Ok(());
        }
        "json_errors" => return Ok(()),
        _ => {
            let field = match command {
                Some(Command::Endpoint(endpoint)) => endpoint.field(name),
                _ => None,
            };
            let Some(field) = field else { return Err(unknown_option(name, command)) };
            let value = match (field.kind, parser.optional_value()) {
                (_, Some(value)) => value,
                // Alone, it is true; a word after it is its value if it can be one.
                (FieldKind::Bool, None) => {
                    let mut next = parser.raw_args()?;
                    next.next_if(|word| word == "true" || word == "false")
                        .unwrap_or_else(|| "true".into())
                }
                (_, None) => parser.value()?,
            };
            let value = text(value, &format!("--{name}"))?;
            let values = match field.kind {
                FieldKind::List => list(&value),
                _ => vec![value],
            };
            match set.iter_mut().find(|(other, _)| *other == field.name) {
                Some((_, list)) if field.kind == FieldKind::List => list.extend(values),
                Some(_) => return Err(Failure::Usage(format!("--{name} is given twice"))),
                None => set.push((field.name, values)),
            }
            return Ok(());
        }
    };
    *place = Some(text(parser.value()?, &format!("--{name}"))?);
    Ok(())
}

fn unknown_option(name: &str, command: Option<&Command>) -> Failure {
    if CREDENTIALS.contains(&name) {
        return Failure::Usage(format!(
            "--{name}: a credential is no argument, since arguments show in `ps`: set a variable \
             such as SEAM_API_KEY, or give --api-key-file"
        ));
    }
    let fields = match command {
        Some(Command::Endpoint(endpoint)) => endpoint.fields,
        _ => &[],
    };
    let names = fields.iter().map(|field| field.name);
    let near = nearest(name, names.chain(WITH_VALUE).chain(ALONE));
    let given = shown(&format!("--{name}"));
    Failure::Usage(format!("there is no option {given}{}", did_you_mean(near, "--")))
}

/// A list as a shell leaves it: JSON, JSON without its quotes, or with commas between the items.
fn list(text: &str) -> Vec<String> {
    let text = text.trim();
    if let Ok(Value::Array(items)) = codec::from_str(text) {
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

/// The namespace and the name of an endpoint, as a command has them.
fn names(endpoint: &Description) -> (String, String) {
    let path = endpoint.path.trim_start_matches('/').replace('_', "-");
    let (namespace, name) = path.split_once('/').unwrap_or((path.as_str(), ""));
    (namespace.to_owned(), name.to_owned())
}

fn endpoints() -> impl Iterator<Item = &'static Description> {
    NAMESPACES.iter().copied().flatten()
}

/// The command that these words name; `None`, if there is a word to come.
fn find(words: &[String]) -> Result<Option<Command>, Failure> {
    match words {
        [first] => {
            let given = first;
            let first = first.replace('_', "-");
            let mut namespaces: Vec<_> = endpoints().map(|endpoint| names(endpoint).0).collect();
            namespaces.dedup();
            if first == "call" || namespaces.contains(&first) {
                return Ok(None);
            }
            let known = namespaces.iter().map(String::as_str).chain(["call"]);
            let near = did_you_mean(nearest(&first, known), "");
            Err(Failure::Usage(format!("there is no command {}{near}", shown(given))))
        }
        [first, path] if first == "call" => Ok(Some(Command::Path(path.clone()))),
        [first, second, ..] => {
            let given = second;
            let (first, second) = (first.replace('_', "-"), second.replace('_', "-"));
            let ours: Vec<_> = endpoints()
                .map(|endpoint| (names(endpoint), endpoint))
                .filter(|((namespace, _), _)| *namespace == first)
                .collect();
            if let Some((_, endpoint)) = ours.iter().find(|((_, name), _)| *name == second) {
                return Ok(Some(Command::Endpoint(endpoint)));
            }
            let near = nearest(&second, ours.iter().map(|((_, name), _)| name.as_str()));
            let near = did_you_mean(near, "");
            Err(Failure::Usage(format!("{first} has no command {}{near}", shown(given))))
        }
        [] => Ok(None),
    }
}

fn did_you_mean(near: Option<&str>, before: &str) -> String {
    near.map(|near| format!("; did you mean {before}{near}?")).unwrap_or_default()
}

/// The name that takes the fewest changes, if these are few.
fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let named = names.map(|name| (distance(word, name), name));
    let (distance, name) = named.min_by_key(|(distance, _)| *distance)?;
    (distance <= 1 + word.len() / 3).then_some(name)
}

/// How many characters have to be put in, taken out or changed to make one word of another.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (above, b) in row.iter_mut().skip(1).zip(&other) {
            let changed = diagonal + usize::from(a != *b);
            diagonal = *above;
            left = changed.min(left + 1).min(*above + 1);
            *above = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The commands that begin with these words.
fn commands(words: &[String]) -> String {
    let namespace = words.first().map(|word| word.replace('_', "-"));
    let mut text = String::new();
    for endpoint in endpoints() {
        let (of, name) = names(endpoint);
        if namespace.as_ref().is_none_or(|namespace| *namespace == of) {
            let _ = writeln!(text, "  seam {of} {name}");
        }
    }
    if namespace.is_none_or(|namespace| namespace == "call") {
        text.push_str("  seam call /any/path --raw '{…}'\n");
    }
    text
}

fn help(words: &[String], command: Option<&Command>) -> String {
    let Some(Command::Endpoint(endpoint)) = command else {
        return format!(
            "Calls the Seam API (smart locks and access control).\n\ncommands:\n{}\n\
             {OPTIONS}\n`seam COMMAND --help` names what a command takes.\n",
            commands(words)
        );
    };
    let (namespace, name) = names(endpoint);
    let mut text = format!(
        "Calls {}: https://docs.seam.co/latest/api{}\n\nseam {namespace} {name} [options]\n",
        endpoint.path, endpoint.path
    );
    for field in endpoint.fields {
        let kind = match field.kind {
            FieldKind::List => "LIST  (a,b or '[\"a\",\"b\"]', or given several times)",
            FieldKind::Bool => "true|false",
            _ => "TEXT",
        };
        let required = if field.required { "  (required)" } else { "" };
        let _ = writeln!(text, "  --{} {kind}{required}", field.name.replace('_', "-"));
    }
    text.push('\n');
    text.push_str(OPTIONS);
    text
}

/// Reads the file that an option names, or standard input.
fn file(path: &str, option: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = match path {
        "-" => io::stdin().read_to_end(&mut bytes).map(|_| bytes),
        _ => std::fs::read(path),
    };
    read.map_err(|error| Failure::Usage(format!("{option} {}: {error}", shown(path))))
}

fn text_file(path: &str, option: &str) -> Result<String, Failure> {
    String::from_utf8(file(path, option)?).map_err(|_| not_text(&format!("the file of {option}")))
}

/// A variable's text; `None` if it is not set, or empty.
fn variable(name: &str) -> Result<Option<String>, Failure> {
    let text = std::env::var_os(name).map(|value| text(value, name)).transpose()?;
    Ok(text.filter(|text| !text.is_empty()))
}

fn client(options: &Options) -> Result<Seam, Failure> {
    let mut builder = match credential(options)? {
        Some(credential) => Seam::builder(credential).endpoint_from_env()?,
        None => SeamBuilder::from_env()?,
    };
    if let Some(url) = &options.endpoint {
        builder = builder.endpoint(url);
    }
    builder = builder.ip_family(options.ip_family);
    if let Some(seconds) = &options.timeout {
        let timeout = seconds.parse().ok().and_then(|it| Duration::try_from_secs_f64(it).ok());
        let timeout = timeout.ok_or_else(|| {
            Failure::Usage(format!("--timeout {} is not a number of seconds", shown(seconds)))
        })?;
        builder = builder.timeout(timeout);
    }
    if let Some(path) = &options.ca_file {
        #[cfg(feature = "tls")]
        {
            builder = builder.extra_ca_certificates(file(path, "--ca-file")?)?;
        }
        #[cfg(not(feature = "tls"))]
        return Err(Failure::Usage(format!("--ca-file {}: this build has no TLS", shown(path))));
    }
    Ok(builder.build()?)
}

/// The credential, unless it is one that the library finds in the environment by itself.
fn credential(options: &Options) -> Result<Option<Credential>, Failure> {
    // All are read, even where an argument replaces them, so that one that is not text is refused.
    let mut set = Vec::new();
    for (_, name) in VARIABLES.iter().rev() {
        set.extend(variable(name)?.map(|text| (*name, Secret::from(text))));
    }
    let in_environment = variable("SEAM_WORKSPACE_ID")?;
    if let Some(path) = &options.api_key_file {
        let workspace_id = options.workspace_id.as_deref().or(in_environment.as_deref());
        let text = Secret::from(text_file(path, "--api-key-file")?);
        let key = Secret::from(text.expose().trim_end_matches(['\r', '\n']));
        let text = key.expose();
        check_workspace(options, text.starts_with("seam_at"))?;
        return Ok(Some(if text.starts_with("seam_cst") {
            Credential::client_session_token(key)?
        } else if text.starts_with("seam_pk") {
            Credential::publishable_key(key)?
        } else if text.starts_with("seam_at") {
            match workspace_id {
                Some(workspace_id) => Credential::personal_access_token(key, workspace_id)?,
                None => Credential::personal_access_token_without_workspace(key)?,
            }
        } else {
            Credential::api_key(key)?
        }));
    }

    match &set[..] {
        [] => Err(Failure::Usage(
            "no credential in the environment: set SEAM_API_KEY, or SEAM_PERSONAL_ACCESS_TOKEN and \
             SEAM_WORKSPACE_ID, or SEAM_PUBLISHABLE_KEY, or SEAM_CLIENT_SESSION_TOKEN; or give \
             --api-key-file"
                .to_owned(),
        )),
        [(name, secret)] => {
            let secret = secret.clone();
            // The library would name the place for it in a program.
            let known = VARIABLES.iter().find(|(prefix, _)| secret.expose().starts_with(prefix));
            if let Some((prefix, place)) = known.filter(|(_, place)| place != name) {
                return Err(Failure::Usage(format!(
                    "what is in {name} begins with {prefix}, and belongs in {place}"
                )));
            }
            check_workspace(options, *name == "SEAM_PERSONAL_ACCESS_TOKEN")?;
            let Some(workspace_id) = &options.workspace_id else { return Ok(None) };
            let named = |error| Error::invalid(format!("{name} cannot be used: {error}"));
            Ok(Some(Credential::personal_access_token(secret, workspace_id).map_err(named)?))
        }
        _ => Ok(None),
    }
}

/// A workspace that would change nothing is a mistake.
fn check_workspace(options: &Options, is_token: bool) -> Result<(), Failure> {
    if options.workspace_id.is_none() || is_token {
        return Ok(());
    }
    Err(Failure::Usage(
        "--workspace-id is for a personal access token, and any other credential has its own \
         workspace: leave it out"
            .to_owned(),
    ))
}

/// The same JSON, with U+FFFD for each half of a surrogate pair: a program that cuts a text in the middle of a
/// character writes one, and the codecs refuse the whole text because of it.
fn whole_pairs(json: &str) -> String {
    fn unit(escape: &str) -> Option<u16> {
        u16::from_str_radix(escape.strip_prefix("\\u")?.get(..4)?, 16).ok()
    }

    let mut whole = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, escape)) = rest.find('\\').and_then(|at| rest.split_at_checked(at)) {
        whole.push_str(before);
        let second = escape.get(6..).and_then(unit);
        let (text, length) = match (unit(escape), second) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (None, 12),
            (Some(0xd800..=0xdfff), _) => (Some("\\ufffd"), 6),
            // The backslash, and what it escapes.
            _ => (None, 1 + escape.chars().nth(1).map_or(0, char::len_utf8)),
        };
        let (escape, after) = escape.split_at_checked(length).unwrap_or((escape, ""));
        whole.push_str(text.unwrap_or(escape));
        rest = after;
    }
    whole + rest
}

/// What goes to standard output.
fn show(answer: &str, key: Option<&str>, options: &Options) -> Result<String, Failure> {
    let not_json = |_| Failure::Answer("the answer is not JSON".to_owned());
    let mut value: Value = codec::from_str(&whole_pairs(answer)).map_err(not_json)?;
    if options.redact {
        redact("", &mut value);
    }
    let mut value = &value;
    if let Some(key) = key {
        value = member(value, key)
            .filter(|value| matches!(value, Value::Object(_) | Value::Array(_)))
            .ok_or_else(|| Failure::Answer(format!("the answer holds no {key}")))?;
    }
    let Some(path) = &options.field else {
        let mut text = String::new();
        pretty(value, 0, &mut text);
        text.push('\n');
        return Ok(text);
    };
    for name in path.split('.') {
        value = member(value, name)
            .filter(|value| !matches!(value, Value::Null))
            .ok_or_else(|| Failure::Answer(format!("the answer has no {}", shown(path))))?;
    }
    Ok(match value {
        Value::String(text) => format!("{text}\n"),
        other => format!("{}\n", compact(other)),
    })
}

fn member<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    match value {
        Value::Object(members) => members.get(name),
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        _ => None,
    }
}

/// Hides every secret in a field of this name, by the library's rule.
fn redact(name: &str, value: &mut Value) {
    match value {
        Value::String(text) => *text = redacted(name, text),
        // A PIN.
        Value::Number(_) if is_secret_name(name) => *value = Value::String("…".to_owned()),
        Value::Array(items) => items.iter_mut().for_each(|item| redact(name, item)),
        Value::Object(members) => {
            let all = is_secret_name(name) && !holds_codes(name);
            let redacted = std::mem::take(members).into_iter().map(|(inner, mut value)| {
                redact(if all { name } else { &inner }, &mut value);
                (redacted("", &inner), value)
            });
            *members = redacted.collect();
        }
        _ => {}
    }
}

fn quoted(text: &str) -> String {
    compact(&Value::String(text.to_owned()))
}

fn compact(value: &Value) -> String {
    #[cfg(feature = "serde")]
    return value.to_string();
    #[cfg(not(feature = "serde"))]
    return codec::to_string(value);
}

/// As Seam's documents print an answer: members by name, each on a line, and short lists on one.
fn pretty(value: &Value, depth: usize, text: &mut String) {
    let line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    };
    match value {
        Value::Object(members) if !members.is_empty() => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| name.as_str());
            text.push('{');
            for (index, (name, value)) in members.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                line(text, depth + 1);
                text.push_str(&quoted(name));
                text.push_str(": ");
                pretty(value, depth + 1, text);
            }
            line(text, depth);
            text.push('}');
        }
        Value::Array(items) if items.iter().any(|it| matches!(it, Value::Object(_))) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                line(text, depth + 1);
                pretty(item, depth + 1, text);
            }
            line(text, depth);
            text.push(']');
        }
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(compact).collect();
            let _ = write!(text, "[{}]", items.join(", "));
        }
        other => text.push_str(&compact(other)),
    }
}
