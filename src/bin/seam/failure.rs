//! Why the command fails: its exit code and its message.

use std::io;

use seam_client::{ApiError, Error, shown};

use crate::json::quoted;

/// Why the command fails.
pub(crate) enum Failure {
    /// Nothing was sent.
    Usage(String),
    /// The call failed.
    Call {
        error: Error,
        /// Sending the same request again does no harm.
        is_idempotent: bool,
    },
    /// Nothing was done, and a retry would not help: a response lacks something that the command needs.
    Lacking(String),
    /// The call was done, but the output is not as requested.
    Output(String),
    /// Seam accepted the action, but its result is unknown.
    Unknown(String),
    /// The command made no call, and its text cannot be printed.
    Print(io::Error),
    /// A list was cut off: the items that came before it are printed.
    Cut(Box<Self>),
}

// The exit codes but 0; the help and the README say when.
const REFUSED: u8 = 1;
const USAGE: u8 = 2;
const NOT_REACHED: u8 = 3;
const UNKNOWN: u8 = 4;
const LATER: u8 = 5;
const OUTPUT: u8 = 6;

/// What to do if it is unknown whether the call was done.
const LOOK: &str = "; it may have been done: check before you run it again";

/// The exit code of a call that failed.
fn code_of(error: &Error, is_idempotent: bool) -> u8 {
    let nothing_was_done = !error.may_have_taken_effect();
    match error {
        Error::Invalid(_) => USAGE,
        Error::Action(action) if action.is_pending() => UNKNOWN,
        Error::Action(_) => REFUSED,
        // Seam did it, but its response cannot be printed.
        Error::Decode(it) if it.request_id().is_some() && it.status() / 100 == 2 => OUTPUT,
        Error::Transport(_) if nothing_was_done => NOT_REACHED,
        // A gateway that removes headers also removes Seam's request ID. If the call is idempotent, trust the error
        // object without it.
        Error::Api(it) if is_refusal(it) && (nothing_was_done || is_idempotent) => REFUSED,
        // The only other ones are Seam's 429.
        Error::Api(_) if nothing_was_done => LATER,
        _ if is_idempotent => LATER,
        _ => UNKNOWN,
    }
}

/// A retry would be refused too.
pub(crate) fn is_refusal(error: &ApiError) -> bool {
    let is_for_now = matches!(error.status(), 408 | 421 | 425 | 429);
    error.error_type().is_some() && error.status() / 100 == 4 && !is_for_now
}

/// Names of the library in its messages, and the command's option for each.
const ADVICE: [(&str, &str); 10] = [
    ("Credential::api_key or ", ""),
    ("Credential::client_session_token or ", ""),
    ("Credential::personal_access_token or ", ""),
    ("Credential::publishable_key or ", ""),
    ("EventFollower::limit", "--limit"),
    ("EventFollower::since", "--since"),
    ("Seam::with_workspace", "--workspace-id"),
    ("SeamBuilder::ca_certificates", "--ca-file"),
    ("SeamBuilder::extra_ca_certificates", "--ca-file"),
    ("SeamBuilder::max_response_size", "--max-size"),
];

/// A message of the library, with the command's options in it.
pub(crate) fn in_own_words(sentence: String) -> String {
    if !sentence.contains("::") {
        return sentence;
    }
    ADVICE.iter().fold(sentence, |sentence, (theirs, ours)| sentence.replace(theirs, ours))
}

impl From<lexopt::Error> for Failure {
    /// Never with the error's own text, which quotes the caller's word: it may be a secret.
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(match error {
            lexopt::Error::UnexpectedValue { option, .. } => {
                format!("{} takes no value", shown(&option).trim_matches('"'))
            }
            lexopt::Error::MissingValue { option: Some(option) } => {
                format!("{} needs a value", shown(&option).trim_matches('"'))
            }
            _ => "the arguments cannot be read".to_owned(),
        })
    }
}

impl From<Error> for Failure {
    /// An error before the call.
    fn from(error: Error) -> Self {
        Self::Call { error, is_idempotent: false }
    }
}

impl Failure {
    pub(crate) fn not_text(name: &str) -> Self {
        Self::Usage(format!("{name} is not UTF-8 text"))
    }

    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => USAGE,
            Self::Call { error, is_idempotent } => code_of(error, *is_idempotent),
            Self::Lacking(_) => REFUSED,
            Self::Output(_) | Self::Print(_) => OUTPUT,
            Self::Unknown(_) => UNKNOWN,
            Self::Cut(inner) => inner.code(),
        }
    }

    /// Whether Seam has done what the call requested.
    fn done(&self) -> &'static str {
        match self {
            Self::Output(_) => "yes",
            Self::Unknown(_) => "unknown",
            Self::Call { error, .. } => match (self.code(), error) {
                (OUTPUT, _) => "yes",
                (UNKNOWN, _) => "unknown",
                // It has failed.
                (_, Error::Action(_)) => "no",
                (_, error) if error.may_have_taken_effect() => "unknown",
                _ => "no",
            },
            Self::Usage(_) | Self::Lacking(_) | Self::Print(_) => "no",
            Self::Cut(inner) => inner.done(),
        }
    }

    /// One sentence: what went wrong, and where the library cannot know it, what that means for a script.
    fn sentence(&self) -> String {
        let error = match self {
            Self::Usage(message) | Self::Lacking(message) => return message.clone(),
            Self::Output(message) => return format!("done, but {message}"),
            Self::Unknown(message) => return message.clone() + LOOK,
            Self::Print(error) => return format!("standard output: {error}"),
            Self::Cut(inner) => return inner.sentence() + "; the list is incomplete",
            Self::Call { error, .. } => error,
        };
        let sentence = in_own_words(error.to_string());
        let advice = match self.code() {
            NOT_REACHED => "; nothing was done",
            UNKNOWN => LOOK,
            LATER => "; run it again later",
            OUTPUT => return format!("done, but {sentence}"),
            _ => "",
        };
        sentence + advice
    }

    pub(crate) fn text(&self, as_json: bool) -> String {
        let message = self.sentence();
        if !as_json {
            return format!("seam: {message}");
        }
        let failure = match self {
            Self::Cut(inner) => inner,
            other => other,
        };
        let error = match failure {
            Self::Call { error, .. } => Some(error),
            _ => None,
        };
        let kind = match failure {
            Self::Usage(_) => "usage",
            Self::Output(_) | Self::Print(_) => "output",
            Self::Call { error: Error::Invalid(_), .. } => "invalid",
            Self::Call { error: Error::Transport(_), .. } => "transport",
            Self::Call { error: Error::Api(error), .. } => error.error_type().unwrap_or("api"),
            Self::Call { error: Error::Action(error), .. } => {
                error.error_type().unwrap_or("action")
            }
            Self::Lacking(_) | Self::Unknown(_) | Self::Call { .. } | Self::Cut(_) => "answer",
        };
        let status = error.and_then(Error::status);
        let request_id = error.and_then(Error::request_id);
        let path = error.and_then(Error::path);
        let attempt = match error {
            Some(Error::Action(error)) => Some(error.attempt().action_attempt_id.as_str()),
            _ => None,
        };
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
        let text = |text: Option<&str>| text.map_or_else(|| "null".to_owned(), quoted);
        format!(
            "{{\"type\":{},\"message\":{},\"exit_code\":{},\"done\":\"{}\",\"path\":{},\"status\":{},\
             \"request_id\":{},\"action_attempt_id\":{},\"validation_errors\":[{}],\"tries\":{}}}",
            quoted(kind),
            quoted(&message),
            self.code(),
            self.done(),
            text(path),
            status.map_or_else(|| "null".to_owned(), |status| status.to_string()),
            text(request_id),
            text(attempt),
            errors.join(","),
            error.map_or(0, Error::tries)
        )
    }
}

#[cfg(test)]
mod tests;
