//! What is hidden in text that may contain secrets.
//!
//! [`is_secret_name`] recognizes a secret by the name of its field, [`hide`] by its form too. [`redact`] is for what a
//! server said, [`redacted`] for a field of a response, and [`shown`] for a word of the caller's.

use super::{JWT_PREFIX, Secret, prefix_of};

/// The names of secret fields end in one of these, in lower case and without `_` and `-`: tokens, keys, PINs, and
/// links that let in anyone who opens them. One string makes the program smaller than an array does.
const SECRET_ENDINGS: &str = "token secret password apikey authkey privatekey cst bearer basic \
                              code pin keyurl icalurl videourl authorizeurl";

/// The endings of names that end in `code` but are not for a PIN.
const HARMLESS_ENDINGS: &str = "errorcode warningcode statuscode reasoncode mutationcode modelcode shortcode \
                                postcode postalcode zipcode countrycode currencycode";

/// Whether a field with this name contains a secret: in Seam's requests and responses, or in an error page.
#[doc(hidden)]
pub fn is_secret_name(name: &str) -> bool {
    name.eq_ignore_ascii_case("url")
        || (ends_in(name, SECRET_ENDINGS) && !ends_in(name, HARMLESS_ENDINGS))
}

fn ends_in(name: &str, endings: &str) -> bool {
    endings.split(' ').any(|ending| {
        let letters = name.bytes().rev().filter(u8::is_ascii_alphanumeric);
        // `codes` is a list of secrets.
        let mut letters = letters.map(|byte| byte | 0x20).skip_while(|byte| *byte == b's');
        ending.bytes().rev().all(|byte| letters.next() == Some(byte))
    })
}

/// Whether a field with this name may contain an access code, an object that contains the PIN: the rest of it may be
/// shown.
#[doc(hidden)]
pub fn holds_codes(name: &str) -> bool {
    ends_in(name, "code")
}

/// A text field of a response, with every secret in it hidden.
#[doc(hidden)]
pub fn redacted(name: &str, text: &str) -> String {
    if is_secret_name(name) && !text.is_empty() {
        format!("{}…", visible(text))
    } else {
        hide(text, &Secret::from(""))
    }
}

/// A word of the caller's for an error message. It is quoted if it looks like a name or a path. Anything else may be a
/// credential in the wrong place, so only the prefix of its kind is shown.
#[doc(hidden)]
pub fn shown(word: &str) -> String {
    const LONGEST: usize = 100;
    if word.len() <= LONGEST && is_name(word) {
        return ["\"", word, "\""].concat();
    }
    let start = word.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    [prefix_of(start), "…"].concat()
}

/// Whether a text consists of words as people write them, such as `key`, `Users` or `PEM`, each followed by at most
/// three digits. Random text is longer, or has capitals or digits in the middle.
fn is_name(text: &str) -> bool {
    let (mut letters, mut capitals, mut digits) = (0, 0, 0);
    text.bytes().all(|byte| {
        match byte {
            b'/' | b'.' | b'_' | b'-' => (letters, capitals, digits) = (0, 0, 0),
            b'a'..=b'z' if capitals < 2 => letters += 1,
            b'A'..=b'Z' if letters == capitals => (letters, capitals) = (letters + 1, capitals + 1),
            b'0'..=b'9' => digits += 1,
            _ => return false,
        }
        letters <= 14 && digits <= 3 && (digits == 0 || !byte.is_ascii_alphabetic())
    }) && !holds_prefix(text)
}

/// Whether a credential begins anywhere in the text, even one without digits.
fn holds_prefix(text: &str) -> bool {
    let mut rests = text.char_indices().filter_map(|(at, _)| text.get(at..));
    // Every "key" contains the prefix of a JWT.
    rests.any(|rest| !matches!(prefix_of(rest), "" | JWT_PREFIX))
}

/// Hides every secret in `text`, as [`hide`] does, and makes it one printable line: line breaks and other control
/// characters become single spaces.
pub(crate) fn redact(text: &str, known: &Secret) -> String {
    let text = hide(text, known);
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_control() && !c.is_whitespace() {
            line.push(c);
        } else if !line.ends_with(' ') && !line.is_empty() {
            line.push(' ');
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// Replaces every secret in `text` by the part that may be shown. Secrets are: `known`; anything that looks like a
/// credential of Seam's, a JWT or a webhook's secret; the user and password in a URL; and the value of a field with a
/// [secret name](is_secret_name), in JSON, a URL, a header or a sentence.
pub(crate) fn hide(text: &str, known: &Secret) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let before = text.get(..text.len() - rest.len()).unwrap_or_default();
        let (start, end) = match secret_at(before, rest, known) {
            0 => value_at(before, rest),
            end => (0, end),
        };
        let secret = rest.get(start..end).unwrap_or_default();
        if secret.is_empty() {
            shown.push(next);
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        } else {
            shown.push_str(rest.get(..start).unwrap_or_default());
            shown.push_str(visible(secret));
            shown.push('…');
            rest = rest.get(end..).unwrap_or_default();
        }
    }
    shown
}

/// Whether a text contains a secret.
pub(crate) fn holds_secret(text: &str) -> bool {
    hide(text, &Secret::from("")) != text
}

/// The part of a secret that may be shown: the prefix of its kind; of a link, the scheme and host.
fn visible(secret: &str) -> &str {
    let Some(scheme) = ["https://", "http://"].into_iter().find(|it| secret.starts_with(it)) else {
        return prefix_of(secret);
    };
    let host = secret.get(scheme.len()..).unwrap_or_default();
    let length = run(host, is_host);
    let after = host.get(length..).unwrap_or_default();
    // Anything else after the host may mean that it is a user, a password or a credential. `…` is what an earlier
    // pass left.
    let is_whole =
        matches!(after.as_bytes().first(), None | Some(b'/' | b'?' | b'#')) || after == "…";
    secret.get(..scheme.len() + if is_whole { length } else { 0 }).unwrap_or(scheme)
}

/// How many bytes at the start of a text are of this kind.
fn run(text: &str, kind: fn(u8) -> bool) -> usize {
    let length = text.bytes().position(|byte| !kind(byte)).unwrap_or(text.len());
    #[cfg(test)]
    tests::STEPS.set(tests::STEPS.get() + length);
    length
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

fn is_host(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b':')
}

/// Includes the backslash and the percent sign, since an escape must not cut a credential in two.
fn is_credential(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'.' | b'+' | b'/' | b'=' | b'\\' | b'%')
}

fn is_authority(byte: u8) -> bool {
    byte > b' ' && !matches!(byte, b'/' | b'\\' | b'?' | b'#' | b'"' | b'\'' | b'<' | b'>')
}

/// Part of a value without quotes.
fn is_value(byte: u8) -> bool {
    byte > b' '
        && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'&' | b',' | b';' | b')' | b'}' | b']')
}

/// The length of the secret at the start of `rest`, recognized by its form; zero if there is none.
fn secret_at(before: &str, rest: &str, known: &Secret) -> usize {
    if let Some(length) = known_at(rest, known) {
        return length;
    }
    if before.ends_with("//") || before.ends_with("/\\/") {
        let authority = rest.get(..run(rest, is_authority)).unwrap_or_default();
        if let Some(user @ 1..) = authority.rfind('@') {
            return user;
        }
    }
    credential_at(rest)
}

/// The length of `known`, if `text` begins with it or with the part that a cut left.
fn known_at(text: &str, known: &Secret) -> Option<usize> {
    let (known, shown) = (known.expose(), known.prefix());
    if !known.is_empty() && text.starts_with(known) {
        return Some(known.len());
    }
    // The text may end in the middle of the secret.
    (text.len() > shown.len() && known.starts_with(text)).then_some(text.len())
}

/// How many bytes to examine for what makes a text a secret: the time for a hostile text must not grow with the
/// square of its length.
const LOOK: usize = 64;

/// The length of the credential at the start of `text`; zero if there is none.
fn credential_at(text: &str) -> usize {
    let prefix = prefix_of(text);
    let is_secret = match prefix {
        "" => false,
        JWT_PREFIX => text.starts_with("eyJ"),
        // Without a digit or a capital it is a name, such as "seam_bridge_disconnected".
        "seam_" | "seam_at" => {
            holds(text, is_word, |it| it.is_ascii_digit() || it.is_ascii_uppercase())
        }
        _ => true,
    };
    if !is_secret {
        return 0;
    }
    let end = run(text, is_credential);
    let shortest = if prefix == JWT_PREFIX { 16 } else { prefix.len() + 1 };
    if end < shortest { 0 } else { end }
}

/// Whether the text begins with a run of `within` bytes that contains a byte of this kind.
fn holds(text: &str, within: fn(u8) -> bool, kind: fn(u8) -> bool) -> bool {
    text.bytes().take(LOOK).take_while(|byte| within(*byte)).any(kind)
}

/// Where in `rest` the value begins and ends, if `before` ends with a secret name.
fn value_at(before: &str, rest: &str) -> (usize, usize) {
    const NONE: (usize, usize) = (0, 0);

    if rest.bytes().next().is_some_and(is_word) {
        return NONE;
    }
    let name = before.len() - before.bytes().rev().take_while(|byte| is_word(*byte)).count();
    let name = before.get(name..).unwrap_or_default();
    if !is_secret_name(name) {
        return NONE;
    }
    // Whether there was a sign that assigns a value, and one that a sentence would not have there.
    let (mut assigned, mut certain) = (false, false);
    let (mut value, mut slashes, mut closing) = (rest, 0, "");
    while closing.is_empty() {
        let (sign, meaning) = sign_at(value);
        match meaning {
            _ if sign.is_empty() => break,
            b'"' if assigned => closing = sign,
            b'"' => certain = true,
            b'=' => (assigned, certain) = (true, true),
            b':' => assigned = true,
            b' ' | b'\\' => {}
            _ => break,
        }
        if closing.is_empty() {
            slashes = if meaning == b'\\' { slashes + 1 } else { 0 };
        }
        value = value.get(sign.len()..).unwrap_or_default();
    }
    let start = rest.len() - value.len();
    let length = match value.bytes().next() {
        _ if !closing.is_empty() => quoted_length(value, closing, slashes),
        Some(b'{' | b'[') if assigned && holds_codes(name) && is_of_objects(value) => 0,
        Some(b'{') if assigned => value.len(),
        Some(b'[') if assigned => list_length(value),
        _ if assigned && before.get(..before.len() - name.len()).is_some_and(is_query) => {
            run(value, |byte| !byte.is_ascii_whitespace() && !b"&\"<>".contains(&byte))
        }
        _ if assigned && certain => {
            let length = run(value, is_value);
            let text = value.get(..length).unwrap_or_default();
            if matches!(text, "null" | "true" | "false") { 0 } else { length }
        }
        // In a sentence, a value has to look like a secret: "invalid token: it has expired" has none.
        _ if start > 0 && holds(value, is_value, |byte| byte.is_ascii_digit()) => {
            let length = run(value, is_value);
            if length < 4 { 0 } else { length }
        }
        _ => 0,
    };
    (start, start + length)
}

/// The sign at the start of `text` that may stand between a name and its value, and its meaning: a quote, `=`, `:`, a
/// space or a backslash. Web pages and URLs escape some of these.
fn sign_at(text: &str) -> (&str, u8) {
    let (length, meaning) = match text.bytes().next() {
        Some(b'%') => match text.get(1..3) {
            Some("22") => (3, b'"'),
            Some("3D" | "3d") => (3, b'='),
            Some("3A" | "3a") => (3, b':'),
            Some("20") => (3, b' '),
            _ => (0, 0),
        },
        Some(b'&') => {
            let is_quote = |entity: &&&str| text.starts_with(**entity);
            let quote = ["&quot;", "&#34;", "&#39;", "&#x27;"].iter().find(is_quote);
            (quote.map_or(0, |quote| quote.len()), b'"')
        }
        Some(b'"' | b'\'') => (1, b'"'),
        Some(b'\t') => (1, b' '),
        Some(other) => (1, other),
        None => (0, 0),
    };
    (text.get(..length).unwrap_or_default(), meaning)
}

/// Whether the next word names a parameter of a URL's query.
fn is_query(before: &str) -> bool {
    before.ends_with(['?', '&'])
}

/// The length of the list at the start of a text, without its closing bracket.
fn list_length(json: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let end = json.bytes().position(|byte| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b'[' if !quoted => depth += 1,
            b']' if !quoted => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    end.unwrap_or(json.len())
}

fn is_of_objects(json: &str) -> bool {
    let inner = run(json, |byte| byte == b'[' || byte.is_ascii_whitespace());
    json.as_bytes().get(inner) == Some(&b'{')
}

/// The length of the rest of the string that `text` starts in. `quote` opened it, after `slashes` backslashes: one if
/// the JSON is itself in a JSON string, and so on.
fn quoted_length(text: &str, quote: &str, slashes: usize) -> usize {
    let mut escapes = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'\\' {
            escapes += 1;
        } else if escapes % (2 * slashes + 2) == slashes
            && text.get(at..).is_some_and(|rest| rest.starts_with(quote))
        {
            return at - slashes;
        } else {
            escapes = 0;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests;
