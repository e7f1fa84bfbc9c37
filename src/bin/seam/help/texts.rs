//! Texts that the help and the manual page share.

/// What this is.
pub(crate) const ABOUT: &str = "Calls the Seam API (smart locks and access control).";

/// The commands that are not endpoints.
pub(crate) const OWN: [(&str, &str); 4] = [
    ("call", "Calls any path of Seam's API."),
    ("help", "Shows what a command does, and its parameters."),
    ("completion", "Prints the completion script for bash, zsh or fish."),
    ("man", "Prints the manual page seam(1)."),
];

/// Topics of `seam help` that are not commands.
pub(crate) const SUBJECTS: [&str; 2] = ["exit-codes", "environment"];

pub(crate) const SHELLS: [&str; 3] = ["bash", "zsh", "fish"];

/// What each exit code means, in short and in full; 0 comes first.
pub(crate) const EXIT_CODES: [(&str, &str); 7] = [
    ("done", "Done. What it returned is on standard output."),
    (
        "refused by Seam",
        "Seam refused it, or an action that --wait waited for has failed. The same call \
         would most likely fail again.",
    ),
    ("wrong arguments, nothing sent", "Wrong arguments or environment. Nothing was sent."),
    (
        "not reached, nothing done",
        "Seam was not reached. Nothing was done: run it again when the network is back.",
    ),
    ("not known whether done", "It may have been done: check before you run it again."),
    (
        "try later",
        "Seam is busy or has a fault, or its response was lost. It is safe to run it again later.",
    ),
    (
        "done, output not as asked",
        "Done, but the output is not as asked: a field is missing, the disk is full, or the \
         reader of a pipe is gone.",
    ),
];

/// The environment variables.
pub(crate) const ENVIRONMENT: [(&str, &str); 9] = [
    ("SEAM_API_KEY", "The API key. It belongs to one workspace."),
    (
        "SEAM_PERSONAL_ACCESS_TOKEN",
        "A personal access token, instead of an API key; use it with SEAM_WORKSPACE_ID.",
    ),
    ("SEAM_WORKSPACE_ID", "The workspace that a personal access token is used in."),
    ("SEAM_PUBLISHABLE_KEY", "A publishable key, which can only start a client session."),
    (
        "SEAM_CLIENT_SESSION_TOKEN",
        "The token of a client session, which can do only what its user can.",
    ),
    (
        "SEAM_USER_IDENTIFIER_KEY",
        "Your own ID of a user, for the commands that start a client session.",
    ),
    ("SEAM_ENDPOINT", "The server to call instead of https://connect.getseam.com."),
    (
        "SEAM_HOST_HEADER",
        "The `Host` header to send, for a local TLS proxy that cannot rewrite it.",
    ),
    ("NO_COLOR", "If it is not empty, no colours are used on a terminal."),
];

/// Why no credential is an option.
pub(crate) const NO_ARGUMENT: &str =
    "A credential is never an argument, since arguments show in `ps`.";
