//! From the options and the environment to a client.

use std::io::{self, Read};
use std::time::Duration;

use seam_client::{Credential, Error, IpFamily, Seam, SeamBuilder, Secret, shown};

use crate::failure::Failure;
use crate::options::Options;

/// How a credential begins, longest first, and the variable that it belongs in.
const VARIABLES: [(&str, &str); 4] = [
    ("seam_cst", "SEAM_CLIENT_SESSION_TOKEN"),
    ("seam_pk", "SEAM_PUBLISHABLE_KEY"),
    ("seam_at", "SEAM_PERSONAL_ACCESS_TOKEN"),
    ("seam_", "SEAM_API_KEY"),
];

/// Reads the file that an option names, or standard input.
fn file(path: &str, option: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = match path {
        "-" => io::stdin().read_to_end(&mut bytes).map(|_| bytes),
        _ => std::fs::read(path),
    };
    read.map_err(|error| Failure::Usage(format!("{option} {}: {error}", shown(path))))
}

pub(crate) fn text_file(path: &str, option: &str) -> Result<String, Failure> {
    String::from_utf8(file(path, option)?)
        .map_err(|_| Failure::not_text(&format!("the file of {option}")))
}

/// A variable's text; `None` if it is not set, or empty.
pub(crate) fn variable(name: &str) -> Result<Option<String>, Failure> {
    let value = std::env::var_os(name).map(|value| value.into_string());
    let text = value.transpose().map_err(|_| Failure::not_text(name))?;
    Ok(text.filter(|text| !text.is_empty()))
}

pub(crate) fn client(options: &Options) -> Result<Seam, Failure> {
    let mut builder = match credential(options)? {
        Some(credential) => Seam::builder(credential).endpoint_from_env()?,
        None => SeamBuilder::from_env()?,
    };
    if let Some(url) = options.get("endpoint") {
        builder = builder.endpoint(url);
    }
    builder = builder.ip_family(match options.last_of(&["ipv4", "ipv6"]) {
        Some("ipv4") => IpFamily::V4,
        Some(_) => IpFamily::V6,
        None => IpFamily::default(),
    });
    if let Some(seconds) = options.get("timeout") {
        let timeout = seconds.parse().ok().and_then(|it| Duration::try_from_secs_f64(it).ok());
        let timeout = timeout.ok_or_else(|| {
            Failure::Usage(format!("--timeout {} is not a number of seconds", shown(seconds)))
        })?;
        builder = builder.timeout(timeout);
    }
    if let Some(path) = options.get("ca_file") {
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
    if let Some(path) = options.get("api_key_file") {
        let workspace_id = options.get("workspace_id").or(in_environment.as_deref());
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
            let Some(workspace_id) = options.get("workspace_id") else { return Ok(None) };
            let named = |error| Error::invalid(format!("{name} cannot be used: {error}"));
            Ok(Some(Credential::personal_access_token(secret, workspace_id).map_err(named)?))
        }
        _ => Ok(None),
    }
}

/// A workspace that would change nothing is a mistake.
fn check_workspace(options: &Options, is_token: bool) -> Result<(), Failure> {
    if !options.is_given("workspace_id") || is_token {
        return Ok(());
    }
    Err(Failure::Usage(
        "--workspace-id is for a personal access token, and any other credential has its own \
         workspace: leave it out"
            .to_owned(),
    ))
}
