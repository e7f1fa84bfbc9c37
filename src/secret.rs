//! [`Secret`]: text that never prints itself.

use std::fmt;

use zeroize::Zeroizing;

mod redact;

pub use self::redact::{holds_codes, is_secret_name, redacted, shown};
pub(crate) use self::redact::{holds_secret, redact};

/// The prefixes of each kind of secret. The longer ones come first, so that the first match tells the kind.
const PREFIXES: [&str; 6] = ["seam_cst", "seam_pk", "seam_at", "seam_", JWT_PREFIX, WEBHOOK_PREFIX];

/// The prefix of a JWT: base64 of `{"`.
pub(crate) const JWT_PREFIX: &str = "ey";

/// The prefix of a webhook's secret.
pub(crate) const WEBHOOK_PREFIX: &str = "whsec_";

/// A credential or a token.
///
/// `Debug` and `Display` show only the prefix of its kind, such as `seam_cst…`; [`expose`](Self::expose) returns the
/// text itself. Its memory is zeroed when it is dropped. It does not implement `Serialize`: to store it somewhere,
/// call `expose`.
///
/// ```
/// use seam_client::Secret;
///
/// let token = Secret::from("seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq");
/// assert_eq!(token.to_string(), "seam_cst…");
/// assert_eq!(token.expose().len(), 42);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text itself. Keep it out of logs, error messages and command lines.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The part that may be shown: the prefix that all credentials of its kind share.
    pub(crate) fn prefix(&self) -> &'static str {
        prefix_of(self.expose())
    }
}

fn prefix_of(text: &str) -> &'static str {
    PREFIXES.iter().copied().find(|prefix| text.starts_with(prefix)).unwrap_or("")
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<&Self> for Secret {
    fn from(secret: &Self) -> Self {
        secret.clone()
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}…", self.prefix())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_its_prefix_and_nothing_else() {
        for (text, shown) in [
            ("seam_cst1891oqCmD_6dBw", "seam_cst…"),
            ("seam_pk1_token", "seam_pk…"),
            ("seam_at1_longtoken", "seam_at…"),
            ("seam_apikey1_token", "seam_…"),
            ("eyJhbGciOi", "ey…"),
            ("hunter2", "…"),
            ("", "…"),
        ] {
            let secret = Secret::from(text);
            assert_eq!(secret.to_string(), shown);
            assert_eq!(format!("{secret:?}"), format!("Secret({shown})"));
            assert_eq!(secret.expose(), text);
        }
    }
}
