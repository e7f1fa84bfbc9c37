//! One call: from what was asked for to what is printed.

use seam_client::Seam;

use crate::arguments::{Body, Invocation};
use crate::client::client;
use crate::failure::Failure;
use crate::identity::is_for_a_user;
use crate::json::{Value, member, parse_response, redact};
use crate::options::Options;
use crate::print;
use crate::writer::Writer;

pub(crate) fn run(
    invocation: &Invocation,
    options: &Options,
    out: &mut Writer,
) -> Result<(), Failure> {
    let seam = client(invocation, options)?;
    let response = send(&seam, invocation)?;
    let mut response = parse_response(&response)
        .ok_or_else(|| Failure::Output("the answer is not JSON".to_owned()))?;
    if options.is_given("redact") {
        redact("", &mut response);
    }
    print::answer(answer(&response, invocation)?, options, out)
}

fn send(seam: &Seam, invocation: &Invocation) -> Result<String, Failure> {
    let body = match &invocation.body {
        Body::Raw(text) => text.clone(),
        Body::Members(members) => members.to_json(),
    };
    seam.call_json(&invocation.path, &body)
        .map_err(|error| Failure::Call { error, is_repeatable: is_repeatable(invocation) })
}

/// Whether sending the request twice does no more than sending it once.
fn is_repeatable(invocation: &Invocation) -> bool {
    let is_repeatable = invocation.endpoint.is_some_and(|endpoint| endpoint.is_repeatable());
    let is_found_again = invocation.path == "/client_sessions/get_or_create";
    is_repeatable || is_found_again && is_for_a_user(&invocation.body)
}

/// Of a response, what the call returns.
fn answer<'a>(response: &'a Value, invocation: &Invocation) -> Result<&'a Value, Failure> {
    // Of `seam call`, all of it.
    let Some(endpoint) = invocation.endpoint.filter(|_| !invocation.is_by_path) else {
        return Ok(response);
    };
    if endpoint.key.is_empty() {
        return Ok(response);
    }
    let answer = member(response, endpoint.key)
        .filter(|value| matches!(value, Value::Object(_) | Value::Array(_)));
    match answer {
        Some(answer) => Ok(answer),
        None if endpoint.may_answer_nothing() => Ok(response),
        None => Err(Failure::Output(format!("the answer holds no {}", endpoint.key))),
    }
}
