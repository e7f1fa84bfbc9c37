//! From the options and the environment to a client.

use seam_client::{Credential, Error, IpFamily, Seam, SeamBuilder, Secret, shown};

use crate::arguments::Invocation;
use crate::failure::Failure;
use crate::options::Options;
use crate::secret_file::secret_file;
use crate::{duration, identity};

/// How a credential begins, longest first, and the variable that it belongs in.
const VARIABLES: [(&str, &str); 4] = [
    ("seam_cst", "SEAM_CLIENT_SESSION_TOKEN"),
    ("seam_pk", "SEAM_PUBLISHABLE_KEY"),
    ("seam_at", "SEAM_PERSONAL_ACCESS_TOKEN"),
    ("seam_", "SEAM_API_KEY"),
];

/// A variable's text; `None` if it is not set, or empty.
pub(crate) fn variable(name: &str) -> Result<Option<String>, Failure> {
    let value = std::env::var_os(name).map(|value| value.into_string());
    let text = value.transpose().map_err(|_| Failure::not_text(name))?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// The client for a call. Rejects what Seam would reject because of the credential.
pub(crate) fn client(invocation: &Invocation, options: &Options) -> Result<Seam, Failure> {
    let credential = credential(options)?;
    if credential.is_publishable {
        identity::check_for_publishable_key(invocation)?;
    }
    built(credential, options)
}

fn built(credential: Found, options: &Options) -> Result<Seam, Failure> {
    let mut builder = match credential.explicit {
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
    if let Some(text) = options.get("timeout") {
        builder = builder.timeout(duration::read(text, "--timeout")?);
    }
    if let Some(text) = options.get("max_size") {
        let size = size(text).ok_or_else(|| {
            let text = shown(text);
            Failure::Usage(format!("--max-size {text} is not a size, such as 500k or 4M"))
        })?;
        builder = builder.max_response_size(size);
    }
    if let Some(path) = options.get("ca_file") {
        #[cfg(feature = "tls")]
        {
            let certificates = crate::secret_file::file(path, "--ca-file")?;
            builder = builder.extra_ca_certificates(certificates)?;
        }
        #[cfg(not(feature = "tls"))]
        return Err(Failure::Usage(format!("--ca-file {}: this build has no TLS", shown(path))));
    }
    Ok(builder.build()?)
}

/// A number of bytes, such as `500k`, `4M` or `1G`, in units of 1024; above 0.
fn size(text: &str) -> Option<usize> {
    let (number, shift) = match text.strip_suffix('B').unwrap_or(text) {
        text if text.ends_with(['k', 'K']) => (text, 10),
        text if text.ends_with(['m', 'M']) => (text, 20),
        text if text.ends_with(['g', 'G']) => (text, 30),
        text => (text, 0),
    };
    let number = if shift == 0 { number } else { number.get(..number.len() - 1)? };
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    let number: usize = if is_number { number.parse().ok()? } else { return None };
    number.checked_mul(1 << shift).filter(|size| *size > 0)
}

/// A credential that was found.
struct Found {
    /// `None` if the library reads it from the environment.
    explicit: Option<Credential>,
    is_publishable: bool,
}

fn credential(options: &Options) -> Result<Found, Failure> {
    // Read all of them, even if an argument replaces them, so that one that is not text is an error.
    let mut set = Vec::new();
    for (_, name) in VARIABLES.iter().rev() {
        set.extend(variable(name)?.map(|text| (*name, Secret::from(text))));
    }
    let in_environment = variable("SEAM_WORKSPACE_ID")?;
    if let Some(key) = secret_file(options, "api_key_file")? {
        let workspace_id = options.get("workspace_id").or(in_environment.as_deref());
        let text = key.expose();
        let is_publishable = text.starts_with("seam_pk");
        check_workspace(options, text.starts_with("seam_at"))?;
        let credential = if text.starts_with("seam_cst") {
            Credential::client_session_token(key)?
        } else if is_publishable {
            Credential::publishable_key(key)?
        } else if text.starts_with("seam_at") {
            match workspace_id {
                Some(workspace_id) => Credential::personal_access_token(key, workspace_id)?,
                None => Credential::personal_access_token_without_workspace(key)?,
            }
        } else {
            Credential::api_key(key)?
        };
        return Ok(Found { explicit: Some(credential), is_publishable });
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
            // The library's error would name the function to use in a program.
            let known = VARIABLES.iter().find(|(prefix, _)| secret.expose().starts_with(prefix));
            if let Some((prefix, place)) = known.filter(|(_, place)| place != name) {
                return Err(Failure::Usage(format!(
                    "the value of {name} begins with {prefix}, so it belongs in {place}"
                )));
            }
            check_workspace(options, *name == "SEAM_PERSONAL_ACCESS_TOKEN")?;
            let is_publishable = *name == "SEAM_PUBLISHABLE_KEY";
            let Some(workspace_id) = options.get("workspace_id") else {
                return Ok(Found { explicit: None, is_publishable });
            };
            let named = |error| Error::invalid(format!("{name} cannot be used: {error}"));
            let credential = Credential::personal_access_token(secret, workspace_id);
            Ok(Found { explicit: Some(credential.map_err(named)?), is_publishable })
        }
        // The library says which they are.
        _ => Ok(Found { explicit: None, is_publishable: false }),
    }
}

/// A --workspace-id that would have no effect is an error.
fn check_workspace(options: &Options, is_token: bool) -> Result<(), Failure> {
    if !options.is_given("workspace_id") || is_token {
        return Ok(());
    }
    Err(Failure::Usage(
        "--workspace-id only works with a personal access token, as any other credential has its \
         own workspace; leave it out"
            .to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_size_may_have_a_unit() {
        for (text, expected) in [
            ("1", Some(1)),
            ("500k", Some(500 << 10)),
            ("500K", Some(500 << 10)),
            ("4M", Some(4 << 20)),
            ("4m", Some(4 << 20)),
            ("4MB", Some(4 << 20)),
            ("1G", Some(1 << 30)),
            ("", None),
            ("0", None),
            ("0k", None),
            ("k", None),
            ("MB", None),
            ("-1", None),
            ("+1", None),
            ("1.5M", None),
            ("4 M", None),
            ("4Mb", None),
            ("é", None),
            ("99999999999999999999", None),
            ("99999999999999G", None),
        ] {
            assert_eq!(size(text), expected, "{text}");
        }
    }
}
