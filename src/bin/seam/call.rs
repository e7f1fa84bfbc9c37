//! One call: from the arguments to the output.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use seam_client::{Seam, iso_8601, redacted, shown};

use crate::arguments::{Body, Invocation};
use crate::catalog::Endpoint;
use crate::client::client;
use crate::duration;
use crate::failure::Failure;
use crate::follow;
use crate::identity::is_for_a_user;
use crate::json::{Value, action_attempt, member, parse_response, redact};
use crate::names::flag;
use crate::options::Options;
use crate::print::{self, Rows};
use crate::terminal::waiting;
use crate::value::Json;
use crate::writer::Writer;

pub(crate) fn run(
    mut invocation: Invocation,
    options: &Options,
    out: &mut Writer,
) -> Result<(), Failure> {
    check(&invocation, options)?;
    if options.is_given("follow") {
        return follow::run(invocation, options, out);
    }
    let patience = time(options, "wait")?;
    let seam = client(&invocation, options)?;
    let is_quiet = options.is_given("quiet");
    let progress = waiting("Seam", is_quiet);
    set_times(&seam, &mut invocation)?;
    let body = invocation.body.to_json();
    if let Some(endpoint) = invocation.endpoint.filter(|_| options.is_given("all")) {
        drop(progress);
        return all_pages(&seam, endpoint, &body, options, out);
    }

    let response = send(&seam, &invocation, &body, options.is_given("retry"))?;
    drop(progress);
    let mut response = parse_response(&response)
        .ok_or_else(|| Failure::Output("the response is not JSON".to_owned()))?;
    if options.is_given("wait") {
        wait(&seam, &mut response, patience, is_quiet)?;
    }
    if options.is_given("redact") {
        redact("", &mut response);
    }
    let is_whole = invocation.is_by_path && !options.is_given("lines");
    let key = invocation.endpoint.map_or("", |endpoint| endpoint.key);
    let answer = returned(&response, invocation.endpoint.filter(|_| !is_whole))?;
    print::answer(key, answer, options, out)
}

/// Rejects options that do not fit the endpoint, before anything is sent.
fn check(invocation: &Invocation, options: &Options) -> Result<(), Failure> {
    print::check_names(options)?;
    let endpoint = invocation.endpoint;
    let is = |test: fn(&Endpoint) -> bool| endpoint.is_some_and(|endpoint| test(&endpoint));
    for (option, fits, what) in [
        ("all", is(Endpoint::has_pages), "does not return a list in pages"),
        ("lines", is(Endpoint::is_list), "does not return a list"),
        ("wait", is(Endpoint::is_action), "returns no action attempt to wait for"),
        ("follow", invocation.path == "/events/list", "cannot be followed; only /events/list can"),
        (
            "retry",
            endpoint.is_none_or(|_| is_idempotent(invocation)),
            "is not idempotent, so it is not retried",
        ),
    ] {
        if options.is_given(option) && !fits {
            return Err(Failure::Usage(format!("--{option}: {} {what}", shown(&invocation.path))));
        }
    }
    for option in ["state", "interval"] {
        if options.is_given(option) && !options.is_given("follow") {
            return Err(Failure::Usage(format!("--{option} is for --follow")));
        }
    }
    Ok(())
}

/// The duration that an option has as its value; `None` if it has no value.
pub(crate) fn time(options: &Options, option: &str) -> Result<Option<Duration>, Failure> {
    let text = options.get(option).filter(|text| !text.is_empty());
    text.map(|text| duration::read(text, &flag(option))).transpose()
}

/// Computes the times that were given as a duration from now, by Seam's clock: the device's may be wrong by years.
pub(crate) fn set_times(seam: &Seam, invocation: &mut Invocation) -> Result<(), Failure> {
    let Body::Members(members) = &mut invocation.body else { return Ok(()) };
    if invocation.delays.is_empty() {
        return Ok(());
    }
    let now = seams_time(seam)?;
    for delay in &invocation.delays {
        let time = match delay.is_past {
            true => now.saturating_sub(delay.duration),
            false => now.saturating_add(delay.duration),
        };
        // The year 9999, where ISO 8601 ends.
        let time = UNIX_EPOCH + time.min(Duration::from_secs(253_402_300_799));
        if let Some((_, value)) = members.0.iter_mut().find(|(name, _)| *name == delay.name) {
            *value = Json::Text(iso_8601(time));
        }
    }
    Ok(())
}

/// The time since 1970 by Seam's clock. Any response from Seam tells it, even an error, so this works with every
/// credential.
fn seams_time(seam: &Seam) -> Result<Duration, Failure> {
    let asked = seam.call_json_idempotent("/workspaces/get", "{}", None);
    let Some(ahead) = seam.clock_skew() else {
        return Err(match asked {
            Err(error) => Failure::Call { error, is_idempotent: true },
            Ok(_) => Failure::Lacking(
                "Seam's response has no Date header, so the command cannot count from now; give the \
                 time itself, in ISO 8601"
                    .to_owned(),
            ),
        });
    };
    let here = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let difference = Duration::from_secs(ahead.unsigned_abs());
    Ok(if ahead > 0 { here.saturating_sub(difference) } else { here.saturating_add(difference) })
}

impl Body {
    pub(crate) fn to_json(&self) -> String {
        match self {
            Self::Raw(text) => text.clone(),
            Self::Members(members) => members.to_json(),
        }
    }
}

/// Whether sending the request twice does no more than sending it once, as far as the endpoint is known.
fn is_idempotent(invocation: &Invocation) -> bool {
    let is_idempotent = invocation.endpoint.is_some_and(|endpoint| endpoint.is_idempotent());
    let is_found_again = invocation.path == "/client_sessions/get_or_create";
    is_idempotent || is_found_again && is_for_a_user(&invocation.body)
}

fn send(
    seam: &Seam,
    invocation: &Invocation,
    body: &str,
    may_be_retried: bool,
) -> Result<String, Failure> {
    let is_idempotent = may_be_retried || is_idempotent(invocation);
    let sent = if is_idempotent {
        let is_done_at_404 = invocation.endpoint.is_some_and(|it| it.is_done_at_404());
        seam.call_json_idempotent(&invocation.path, body, is_done_at_404.then_some(404))
    } else {
        seam.call_json(&invocation.path, body)
    };
    sent.map_err(|error| Failure::Call { error, is_idempotent })
}

/// The part of a response that the call returns; all of it if the endpoint is unknown.
fn returned(response: &Value, endpoint: Option<Endpoint>) -> Result<&Value, Failure> {
    let Some(endpoint) = endpoint.filter(|endpoint| !endpoint.key.is_empty()) else {
        return Ok(response);
    };
    let answer = member(response, endpoint.key)
        .filter(|value| matches!(value, Value::Object(_) | Value::Array(_)));
    match answer {
        Some(answer) => Ok(answer),
        None if endpoint.may_answer_nothing() => Ok(response),
        None => Err(Failure::Output(format!("the response has no {}", endpoint.key))),
    }
}

/// Waits until the action attempt of a response has ended, and puts its result into the response. Some responses have
/// no action attempt, since there is nothing to wait for.
fn wait(
    seam: &Seam,
    response: &mut Value,
    patience: Option<Duration>,
    is_quiet: bool,
) -> Result<(), Failure> {
    let Value::Object(members) = response else { return Ok(()) };
    let Some(Value::Object(printed)) = members.get_mut("action_attempt") else { return Ok(()) };
    let attempt = Value::Object(std::mem::take(printed));
    let Some(begun) = action_attempt(&attempt) else {
        let id = match member(&attempt, "action_attempt_id") {
            Some(Value::String(id)) if is_id(id) => redacted("", id),
            _ => "without an ID".to_owned(),
        };
        return Err(Failure::Unknown(format!(
            "the action attempt {id} cannot be read, so its result is unknown"
        )));
    };
    let progress = waiting(&begun.action_type, is_quiet);
    let ended = match patience {
        Some(time) => seam.wait_within(begun, time),
        None => seam.wait(begun),
    };
    drop(progress);
    let ended = ended.map_err(|error| Failure::Call { error, is_idempotent: false })?;
    // Keeps the fields that this version does not know.
    if let Value::Object(members) = attempt {
        *printed = members;
    }
    let result = ended.result.json().and_then(|json| parse_response(json.as_str()));
    printed.insert("status".to_owned(), Value::String(ended.status));
    printed.insert("result".to_owned(), result.unwrap_or(Value::Null));
    Ok(())
}

/// Whether it is safe to print.
fn is_id(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
}

/// Prints all pages of a list: as one list at the end, or line by line as they arrive.
fn all_pages(
    seam: &Seam,
    endpoint: Endpoint,
    body: &str,
    options: &Options,
    out: &mut Writer,
) -> Result<(), Failure> {
    let mut pages = seam.json_pages(endpoint.path, body, endpoint.key)?;
    let is_streamed = options.is_given("lines");
    let (mut rows, mut items, mut is_begun) = (Rows::new(options), Vec::new(), false);
    loop {
        let progress = waiting("a page of the list", options.is_given("quiet"));
        let page = pages.page();
        drop(progress);
        let Some(page) = page else { break };
        let page = page.map_err(|error| {
            let failure = Failure::Call { error, is_idempotent: true };
            if is_begun { Failure::Cut(Box::new(failure)) } else { failure }
        })?;
        let mut text = String::new();
        for item in page.items {
            let mut item = parse_response(item.as_str())
                .ok_or_else(|| Failure::Output("the response is not JSON".to_owned()))?;
            if options.is_given("redact") {
                redact("", &mut item);
            }
            if is_streamed {
                text.push_str(&rows.row(&item));
            } else {
                items.push(item);
            }
        }
        is_begun |= !text.is_empty();
        out.write(&text)?;
    }
    if is_streamed {
        return rows.end();
    }
    print::answer(endpoint.key, &Value::Array(items.into_iter().collect()), options, out)
}
