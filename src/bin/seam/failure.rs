//! Why the command fails: its exit code, and what it says.

use seam_client::{Error, shown};

use crate::json::quoted;

/// Why the command does not end well.
pub(crate) enum Failure {
    /// Nothing was sent.
    Usage(String),
    /// The call failed.
    Call {
        error: Error,
        /// Sending the same request again does no harm.
        is_repeatable: bool,
    },
    /// It is done, and the output is not what was asked for.
    Output(String),
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

impl From<Error> for Failure {
    /// Of something that comes before the call.
    fn from(error: Error) -> Self {
        Self::Call { error, is_repeatable: false }
    }
}

impl Failure {
    pub(crate) fn not_text(name: &str) -> Self {
        Self::Usage(format!("{name} is not UTF-8 text"))
    }

    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Call { error: Error::Api(_), .. } => 1,
            Self::Usage(_) | Self::Call { error: Error::Invalid(_), .. } => 2,
            Self::Call { .. } | Self::Output(_) => 3,
        }
    }

    pub(crate) fn text(&self, as_json: bool) -> String {
        let message = match self {
            Self::Usage(message) | Self::Output(message) => message.clone(),
            Self::Call { error, .. } => error.to_string(),
        };
        if !as_json {
            return format!("seam: {message}");
        }
        let error = match self {
            Self::Call { error, .. } => Some(error),
            _ => None,
        };
        let kind = match self {
            Self::Usage(_) => "usage",
            Self::Call { error: Error::Invalid(_), .. } => "invalid",
            Self::Call { error: Error::Transport(_), .. } => "transport",
            Self::Call { error: Error::Api(error), .. } => error.error_type().unwrap_or("api"),
            Self::Call { .. } | Self::Output(_) => "answer",
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
