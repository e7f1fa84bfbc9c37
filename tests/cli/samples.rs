//! The command lines in Seam's documentation, exactly as printed there.
//!
//! `SEAM_SAMPLES=file cargo test --features cli --test cli samples` reads another file of the form of
//! `tests/typed/samples.json`.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::mock::{Request, Response};
use crate::*;

#[test]
fn the_documented_command_prints_the_documented_response_in_every_shell() {
    let folder = Path::new(SEAM).parent().unwrap().to_str().unwrap();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap());
    for shell in [&["bash"][..], &["dash"], &["busybox", "sh"]] {
        // bash is on every machine that runs this; the others may be missing.
        if shell != ["bash"] && command(shell[0]).arg("--help").output().is_err() {
            skip(shell[0]);
            continue;
        }
        let mock = Mock::always(200, DOCUMENT_RESPONSE);
        let output = command(shell[0])
            .args(&shell[1..])
            .args(["-c", DOCUMENT_COMMAND])
            .env("PATH", &path)
            .env("SEAM_API_KEY", API_KEY)
            .env("SEAM_ENDPOINT", mock.url())
            .output()
            .unwrap();
        assert_eq!(parts(&output), (0, DOCUMENT_OUTPUT, ""), "{shell:?}");
        let body: Value = serde_json::from_str(&mock.request().body).unwrap();
        assert_eq!(
            body,
            json!({
                "user_identifier_key": "jane_doe",
                "connect_webview_ids": ["5e297cfe-23df-4638-bb87-08c4f0f8233b"],
                "connected_account_ids": ["f87f0ab7-b8d7-44aa-9e59-3239b209570e"],
                "user_identity_id": "71ff7f71-2cf4-458a-8db4-6ad539c8b66a",
                "expires_at": "2025-06-18T06:10:42.000Z",
            })
        );
    }
}

/// The endpoints whose response key the description names wrongly, or not at all.
const RESPONSE_KEYS: &[(&str, &str)] = &[
    ("/access_codes/pull_backup_access_code", "backup_access_code"),
    ("/connected_accounts/update", "connected_account"),
];

/// A call in the documentation, which has a command line for each call.
struct Sample {
    path: String,
    /// As `JSON.stringify` writes them, in their order.
    parameters: Vec<(String, String)>,
    body: Value,
}

/// The body that a sample must send, and whether it differs from the documentation: its YAML turns some strings into
/// values of another kind.
struct Expected {
    body: String,
    is_corrected: bool,
}

#[test]
fn every_documented_command_sends_its_request_and_prints_its_response() {
    let other = std::env::var("SEAM_SAMPLES").ok();
    let text = match &other {
        Some(path) => std::fs::read_to_string(path).unwrap(),
        None => include_str!("../typed/samples.json").to_owned(),
    };
    let samples: Vec<Sample> = items(&text).into_iter().map(Sample::read).collect();
    assert!(!samples.is_empty());
    run(&samples, true);
}

#[test]
fn every_endpoints_command_can_send_all_parameters() {
    let catalog = include_str!("../../src/bin/seam/catalog.txt");
    // Each of these parameters excludes the others.
    let mut excluded: Vec<(&str, &str)> = Vec::new();
    let mut path = "";
    for line in catalog.lines() {
        if let Some(line) = line.strip_prefix("E ") {
            path = line.split('\t').next().unwrap();
        }
        if let Some(names) = line.strip_prefix("R one\t") {
            excluded.extend(names.split(',').skip(1).map(|name| (path, name)));
        }
    }
    // A request of each endpoint, with all parameters set.
    let typed = include_str!("../support/typed.rs");
    let all = typed.split_once("pub const ALL").unwrap().1.split_once("\n];").unwrap().0;
    let mut texts = TEXTS.iter().cycle();
    let samples = all.split("r#\"").collect::<Vec<_>>();
    let samples: Vec<Sample> = samples
        .windows(2)
        .map(|pair| {
            let path = pair[0].rsplit_once("\"/").unwrap().1.split_once('"').unwrap().0;
            let path = format!("/{path}");
            // Values differ from place to place.
            let json = pair[1].split_once("\"#").unwrap().0;
            let mut pieces = json.split("\"text\"");
            let mut varied = pieces.next().unwrap().to_owned();
            for piece in pieces {
                let text = match (varied.ends_with(':'), piece.starts_with(':')) {
                    // The name in a pair.
                    (false, true) => "room_type",
                    (true, _) => texts.next().unwrap(),
                    // In a list, a comma separates items.
                    _ => texts.find(|text| !text.contains(',')).unwrap(),
                };
                varied += &format!("\"{text}\"{piece}");
            }
            let parameters = members(&varied).into_iter();
            let parameters = parameters
                .filter(|(name, _)| !excluded.contains(&(path.as_str(), name.as_str())))
                .map(|(name, raw)| (name, stringify(raw)));
            Sample { parameters: parameters.collect(), path, body: json!({ "ok": true }) }
        })
        .collect();
    assert!(samples.len() > 150);
    run(&samples, false);
}

/// Texts to send; none of them is a value of another kind without its quotes.
const TEXTS: &[&str] = &[
    "Jane Doe",
    "+1555551003",
    "1234",
    "Doe, Jane",
    "https://example.com/a?b=c&d=e",
    "it's (4) #1 *",
    "10:30",
    "é🔑",
    "a=b",
];

/// Runs all samples in every shell, and compares the requests and the output.
fn run(samples: &[Sample], is_printed: bool) {
    let description = description();
    let bodies: Vec<String> = samples.iter().map(|sample| sample.body.to_string()).collect();
    // The key identifies a request's sample.
    let mock = Mock::start(move |request| {
        let index = sample_of(request).unwrap();
        Response { status: 200, request_id: "request-1".into(), body: bodies[index].clone() }
    });
    let folder = Path::new(SEAM).parent().unwrap().to_str().unwrap();
    let search = format!("{folder}:{}", std::env::var("PATH").unwrap());
    let shells = [&["bash"][..], &["dash"], &["busybox", "sh"]];
    let shells = shells.into_iter().filter(|shell| {
        let is_there = command(shell[0]).args(["-c", "true"]).output().is_ok();
        if !is_there {
            skip(shell[0]);
        }
        is_there
    });
    let jobs: Vec<_> =
        shells.flat_map(|shell| (0..samples.len()).map(move |index| (shell, index))).collect();
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let (next, jobs, wrong) = (&next, &jobs, &wrong);
            let (mock, search, description) = (&mock, &search, &description);
            scope.spawn(move || {
                while let Some((shell, index)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let sample = &samples[*index];
                    let line = sample.line();
                    // A thread makes one call at a time, and has its own number.
                    let key = format!("seam_test{thread}_{}_{index}", shell[0]);
                    let mut command = command(shell[0]);
                    command.args(&shell[1..]).args(["-c", &line]).env("PATH", search);
                    command.env("SEAM_ENDPOINT", mock.url());
                    match sample.path.as_str() {
                        "/workspaces/create" => {
                            let token = key.replace("seam_test", "seam_at");
                            command.env("SEAM_PERSONAL_ACCESS_TOKEN", token)
                        }
                        _ => command.env("SEAM_API_KEY", &key),
                    };
                    let output = command.output().unwrap();
                    let requests = mock.requests();
                    let mut own = requests.iter().filter(|request| {
                        let ending = format!("_{}_{index}", shell[0]);
                        request.header("authorization").is_some_and(|it| it.ends_with(&ending))
                    });
                    let found = sample.compare(&output, own.next(), description, is_printed);
                    if !found.is_empty() {
                        let found = found.join("\n    ");
                        wrong.lock().unwrap().push(format!("{}: {line}\n    {found}", shell[0]));
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), jobs.len(), wrong.join("\n"));
}

/// The number at the end of the key.
fn sample_of(request: &Request) -> Option<usize> {
    request.header("authorization")?.rsplit_once('_')?.1.parse().ok()
}

impl Sample {
    fn read(text: &str) -> Self {
        let sample = members(text);
        let raw = |name: &str| sample.iter().find(|(other, _)| other == name).map(|(_, raw)| *raw);
        let parameters = raw("parameters").filter(|raw| *raw != "null").map(members);
        let parameters = parameters.unwrap_or_default().into_iter();
        let body = serde_json::from_str(raw("body").unwrap_or("null")).unwrap();
        Self {
            path: serde_json::from_str(raw("path").unwrap()).unwrap(),
            parameters: parameters.map(|(name, raw)| (name, stringify(raw))).collect(),
            body: if body == Value::Null { json!({ "ok": true }) } else { body },
        }
    }

    /// As src/lib/samples/seam-cli.ts of https://github.com/seamapi/blueprint writes it.
    fn line(&self) -> String {
        let parameters = self.parameters.iter();
        let parameters: Vec<_> =
            parameters.map(|(name, value)| format!("--{name} {value}")).collect();
        let words = self.path.replace('/', " ").replace('_', "-");
        format!("seam{words} {}", parameters.join(" "))
    }

    fn compare(
        &self,
        output: &Output,
        request: Option<&Request>,
        description: &Value,
        is_printed: bool,
    ) -> Vec<String> {
        let mut wrong = Vec::new();
        let (code, out, error) = parts(output);
        if request.is_none() {
            let lacks = error.ends_with(" is required\n") || error.ends_with(" are required\n");
            if lacks && std::env::var_os("SEAM_SAMPLES").is_some() {
                println!("{}: the sample lacks a parameter: {error}", self.path);
                return wrong;
            }
            wrong.push(format!("nothing was sent: {error}"));
        }
        let is_warning = |line: &str| line.starts_with("seam: warning: ");
        if is_printed && (code != 0 || !error.lines().all(is_warning)) {
            wrong.push(format!("exit code {code}: {error}"));
        }
        let Some(request) = request else { return wrong };
        if request.path != self.path {
            wrong.push(format!("it was sent to {}", request.path));
        }
        let expected = self.expected(description);
        if request.body != expected.body {
            wrong.push(format!("sent {}\n    not  {}", request.body, expected.body));
        }
        if expected.is_corrected {
            println!("{}: a parameter is of another kind", self.path);
        }
        if !is_printed {
            return wrong;
        }
        let response = match self.response_key(description) {
            Some(key) => &self.body[key],
            None => &self.body,
        };
        let printed = documents_form(response, 0) + "\n";
        if out != printed {
            wrong.push(format!("printed {out}\n    not  {printed}"));
        }
        wrong
    }

    fn expected(&self, description: &Value) -> Expected {
        let schemas = &description["endpoints"][&self.path]["parameters"];
        let mut is_corrected = false;
        let members: Vec<_> = self
            .parameters
            .iter()
            .map(|(name, raw)| {
                format!("\"{name}\":{}", corrected(raw, &schemas[name], &mut is_corrected))
            })
            .collect();
        Expected { body: format!("{{{}}}", members.join(",")), is_corrected }
    }

    /// The part of the response that is printed: the field at the endpoint's key, if it is an object or a list.
    fn response_key(&self, description: &Value) -> Option<String> {
        let other = RESPONSE_KEYS.iter().find(|(path, _)| *path == self.path);
        let key = match other {
            Some((_, key)) => Some((*key).to_owned()),
            None => {
                let key = &description["endpoints"][&self.path]["key"];
                key.as_str().map(str::to_owned)
            }
        }?;
        let value = &self.body[&key];
        (value.is_object() || value.is_array()).then_some(key)
    }
}

fn description() -> Value {
    let folder = env!("CARGO_MANIFEST_DIR");
    let text = std::fs::read_to_string(format!("{folder}/api/description.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A sample's value as it must be sent: a text, if the parameter is one and YAML took it for a number or a bool.
fn corrected(raw: &str, schema: &Value, is_corrected: &mut bool) -> String {
    let kind = schema["type"].as_str().unwrap_or_default();
    match raw.as_bytes()[0] {
        b'{' => {
            let members: Vec<_> = members(raw)
                .into_iter()
                .map(|(name, raw)| {
                    let value = corrected(raw, &schema["members"][&name], is_corrected);
                    format!("{}:{value}", Value::String(name))
                })
                .collect();
            format!("{{{}}}", members.join(","))
        }
        b'[' => {
            let items: Vec<_> = items(raw)
                .into_iter()
                .map(|raw| corrected(raw, &schema["items"], is_corrected))
                .collect();
            format!("[{}]", items.join(","))
        }
        first if matches!(kind, "text" | "uuid" | "time") && first != b'"' && raw != "null" => {
            *is_corrected = true;
            format!("\"{raw}\"")
        }
        b'"' if matches!(kind, "bool" | "number" | "whole") => {
            *is_corrected = true;
            raw.trim_matches('"').to_owned()
        }
        _ if kind == "list" && raw != "null" => {
            *is_corrected = true;
            format!("[{}]", corrected(raw, &schema["items"], is_corrected))
        }
        _ => raw.to_owned(),
    }
}

/// A response as the documentation prints it: fields sorted by name, one a line; a list of plain values on one line.
fn documents_form(value: &Value, depth: usize) -> String {
    let indent = "  ".repeat(depth + 1);
    let block = |lines: Vec<String>, open: &str, close: &str| {
        let end = "  ".repeat(depth);
        format!("{open}\n{}\n{end}{close}", lines.join(",\n"))
    };
    match value {
        Value::Object(members) if !members.is_empty() => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let lines = members.into_iter().map(|(name, value)| {
                format!("{indent}{}: {}", json!(name), documents_form(value, depth + 1))
            });
            block(lines.collect(), "{", "}")
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            let lines =
                items.iter().map(|item| format!("{indent}{}", documents_form(item, depth + 1)));
            block(lines.collect(), "[", "]")
        }
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(Value::to_string).collect();
            format!("[{}]", items.join(", "))
        }
        other => other.to_string(),
    }
}

/// The fields of a JSON object, in their order, each with the text of its value.
fn members(json: &str) -> Vec<(String, &str)> {
    let member = |raw: &'_ str| -> (String, usize) {
        let name = cut(raw, ':')[0];
        (serde_json::from_str(name).unwrap(), raw.find(name).unwrap() + name.len())
    };
    let members = items(json).into_iter().map(|raw| {
        let (name, end) = member(raw);
        (name, raw[end..].trim_start().trim_start_matches(':').trim_start())
    });
    members.collect()
}

/// The text of each item of a JSON list, or of each field of an object.
fn items(json: &str) -> Vec<&str> {
    let inner = &json.trim()[1..json.trim().len() - 1];
    if inner.trim().is_empty() { Vec::new() } else { cut(inner, ',') }
}

/// Splits JSON at a character that is not in a string or in brackets.
fn cut(json: &str, at: char) -> Vec<&str> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0);
    let (mut in_text, mut is_escaped) = (false, false);
    for (index, character) in json.char_indices() {
        match character {
            '"' if !is_escaped => in_text = !in_text,
            '{' | '[' if !in_text => depth += 1,
            '}' | ']' if !in_text => depth -= 1,
            _ if character == at && !in_text && depth == 0 => {
                pieces.push(json[start..index].trim());
                start = index + 1;
            }
            _ => {}
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    pieces.push(json[start..].trim());
    pieces
}

/// JSON as `JSON.stringify` writes it, in its order.
fn stringify(json: &str) -> String {
    let json = json.trim();
    match json.as_bytes()[0] {
        b'{' => {
            let members = members(json);
            let members =
                members.iter().map(|(name, raw)| format!("{}:{}", json!(name), stringify(raw)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        b'[' => {
            let items: Vec<_> = items(json).into_iter().map(stringify).collect();
            format!("[{}]", items.join(","))
        }
        b'"' => serde_json::from_str::<Value>(json).unwrap().to_string(),
        _ => match json.parse::<f64>() {
            Ok(number) => number.to_string(),
            Err(_) => json.to_owned(),
        },
    }
}
