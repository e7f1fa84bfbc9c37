//! [`Secret`]: text that never prints itself, and [`redact`], for text that came from elsewhere.

use std::fmt;

use zeroize::Zeroizing;

/// How Seam's credentials begin, longest first, so that the first match names the kind.
pub(crate) const PREFIXES: [&str; 4] = ["seam_cst", "seam_pk", "seam_at", "seam_"];

/// A JWT begins so: base64 of `{"`.
pub(crate) const JWT_PREFIX: &str = "ey";

/// A credential or a token.
///
/// `Debug` and `Display` show its kind's prefix and nothing else, as in `seam_cst…`; the text
/// itself is read with [`expose`](Self::expose). Its memory is zeroed when it is dropped. It
/// does not implement a codec's `Serialize`: to write it somewhere, expose it.
///
/// ```
/// use seam_client::Secret;
///
/// let token = Secret::from("seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq");
/// assert_eq!(token.to_string(), "seam_cst…");
/// assert_eq!(token.expose().len(), 42);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text itself. Keep it out of logs, error messages and command lines.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// As much of it as may be shown: the prefix that all credentials of its kind share.
    pub(crate) fn prefix(&self) -> &'static str {
        prefix_of(self.expose())
    }
}

fn prefix_of(text: &str) -> &'static str {
    let known = PREFIXES.iter().chain([&JWT_PREFIX]);
    known.copied().find(|prefix| text.starts_with(prefix)).unwrap_or("")
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

/// Makes one printable line of `text`, with every secret in it cut down to its prefix.
///
/// A secret is: `known`, wherever it stands; any word that looks like one of Seam's credentials
/// or like a JWT; and the value of a member named `token`. Line breaks and other control
/// characters become single spaces.
pub(crate) fn redact(text: &str, known: &Secret) -> String {
    let mut line = String::with_capacity(text.len().min(256));
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let hidden = if let Some(length) = known_at(rest, known) {
            length
        } else if line.ends_with("\"token\":\"") || line.ends_with("\"token\": \"") {
            string_at(rest)
        } else if starts_a_word(&line) {
            credential_at(rest)
        } else {
            0
        };
        if hidden > 0 {
            let (secret, after) = rest.split_at(hidden);
            line.push_str(prefix_of(secret));
            line.push('…');
            rest = after;
            continue;
        }
        if next.is_control() || next.is_whitespace() {
            if !line.ends_with(' ') && !line.is_empty() {
                line.push(' ');
            }
        } else {
            line.push(next);
        }
        rest = rest.get(next.len_utf8()..).unwrap_or("");
    }
    line.truncate(line.trim_end().len());
    line
}

fn starts_a_word(line: &str) -> bool {
    !line.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
}

/// The length of `known` where `text` begins with it, or ends within it.
fn known_at(text: &str, known: &Secret) -> Option<usize> {
    let (known, shown) = (known.expose(), known.prefix());
    if !known.is_empty() && text.starts_with(known) {
        return Some(known.len());
    }
    // A text may have been cut off in the middle of the secret.
    (text.len() > shown.len() && known.starts_with(text)).then_some(text.len())
}

/// How much of `text` belongs to the JSON string that it is inside of.
fn string_at(text: &str) -> usize {
    let mut escaped = false;
    let closing = text.find(|c: char| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    closing.unwrap_or(text.len())
}

/// The length of the credential that `text` begins with, or zero.
fn credential_at(text: &str) -> usize {
    let prefix = prefix_of(text);
    // Shorter words are names ("seam_workspace", "eyes"), not credentials.
    let shortest = match prefix {
        "" => return 0,
        JWT_PREFIX => 32,
        "seam_" => 20,
        _ => prefix.len() + 1,
    };
    // A backslash belongs to the word: an escape must not cut a secret in two.
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || "_-.+/=\\".contains(c)));
    let end = end.unwrap_or(text.len());
    if end < shortest { 0 } else { end }
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

    #[test]
    fn redacted_text_is_one_line_without_secrets() {
        let known = Secret::from("hunter2-of-unknown-form");
        for (text, line) in [
            ("plain text", "plain text"),
            (" a\r\n\tb\0c ", "a b c"),
            ("x hunter2-of-unknown-form y", "x … y"),
            ("xhunter2-of-unknown-formy", "x…y"),
            ("cut hunter2-of-unk", "cut …"),
            ("bad seam_apikey1_token_0123456789.", "bad seam_…"),
            ("bad \"seam_cst1891oqCmD\", yes", "bad \"seam_cst…\", yes"),
            ("seam_at1 seam_pk1", "seam_at… seam_pk…"),
            ("seam_cst1\\u0041bc!", "seam_cst…!"),
            ("the seam_workspace header", "the seam_workspace header"),
            ("two eyes", "two eyes"),
            ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "ey…"),
            (r#"{"token":"odd","a":1}"#, r#"{"token":"…","a":1}"#),
            (r#"{"token": "odd"#, r#"{"token": "…"#),
            (r#"{"token":"o\"dd\\","a":"","#, r#"{"token":"…","a":"","#),
            (r#"{"token":"","a":1}"#, r#"{"token":"","a":1}"#),
            ("é–漢", "é–漢"),
        ] {
            assert_eq!(redact(text, &known), line, "{text:?}");
        }
        let known = Secret::from("seam_short");
        assert_eq!(redact("seam_short seam_shor", &known), "seam_… seam_…");
        assert_eq!(redact("a seam_ b seam_", &known), "a seam_ b seam_");
    }
}
