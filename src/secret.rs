//! [`Secret`]: text that never prints itself; and one rule that finds secrets in other text.
//!
//! [`is_secret_name`] knows one by the name of its field, [`hide`] by its form too. [`redact`] is for what a
//! server said, [`redacted`] for a field of a response, and [`shown`] for a word of the caller's.

use std::fmt;

use zeroize::Zeroizing;

/// How secrets of each kind begin; the longer prefix first, so that the first match names the kind.
const PREFIXES: [&str; 6] = ["seam_cst", "seam_pk", "seam_at", "seam_", JWT_PREFIX, WEBHOOK_PREFIX];

/// A JWT begins so: base64 of `{"`.
pub(crate) const JWT_PREFIX: &str = "ey";

/// A webhook's secret begins so.
pub(crate) const WEBHOOK_PREFIX: &str = "whsec_";

/// How the names of secret fields end, without `_` and `-`, in lower case: tokens and keys, PINs, and links
/// that let in whoever opens them. One text takes less room in a program than a list.
const SECRET_ENDINGS: &str = "token secret password apikey authkey privatekey cst bearer basic \
                              code pin keyurl icalurl videourl authorizeurl";

/// How names end that end in `code`, but hold no PIN.
const HARMLESS_ENDINGS: &str = "errorcode warningcode statuscode reasoncode mutationcode modelcode shortcode \
                                postcode postalcode zipcode countrycode currencycode";

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
#[derive(Clone, Default, PartialEq, Eq)]
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

/// Whether a field of this name holds a secret, in a request or a response of Seam's or in an error page.
#[doc(hidden)]
pub fn is_secret_name(name: &str) -> bool {
    name.eq_ignore_ascii_case("url")
        || (ends_in(name, SECRET_ENDINGS) && !ends_in(name, HARMLESS_ENDINGS))
}

fn ends_in(name: &str, endings: &str) -> bool {
    endings.split(' ').any(|ending| {
        let letters = name.bytes().rev().filter(u8::is_ascii_alphanumeric);
        // `codes` is a list of them.
        let mut letters = letters.map(|byte| byte | 0x20).skip_while(|byte| *byte == b's');
        ending.bytes().rev().all(|byte| letters.next() == Some(byte))
    })
}

/// An access code is an object with its PIN in it: the rest of the object may be shown.
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

/// A word of the caller's, for a message: in quotes, if it looks like the name of something or of a file;
/// of anything else, which may be a credential or a key that is out of place, no more than its kind's prefix.
#[doc(hidden)]
pub fn shown(word: &str) -> String {
    const LONGEST: usize = 100;
    if word.len() <= LONGEST && is_name(word) {
        return ["\"", word, "\""].concat();
    }
    let start = word.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    [prefix_of(start), "…"].concat()
}

/// Whether it is made of words as people write them, such as `key`, `Users` or `PEM`, each with at most three
/// digits after it. Random text has capitals or digits in the middle, or is long.
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

/// Whether a credential begins anywhere in it, even one without digits.
fn holds_prefix(text: &str) -> bool {
    let mut rests = text.char_indices().filter_map(|(at, _)| text.get(at..));
    // Every "key" has the prefix of a JWT in it.
    rests.any(|rest| !matches!(prefix_of(rest), "" | JWT_PREFIX))
}

/// Makes one printable line of `text`, with every secret in it hidden, and `known` wherever it stands. Line
/// breaks and other control characters become single spaces.
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

/// Cuts every secret in `text` down to what may be shown of it. A secret is: `known`; what looks like one of
/// Seam's credentials, a JWT or a webhook's secret, wherever it stands; the user and password of a URL; and
/// the value of a [secret name](is_secret_name), in JSON, a URL, a header or a sentence.
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

/// Whether a text that should hold no secret holds one.
pub(crate) fn holds_secret(text: &str) -> bool {
    hide(text, &Secret::from("")) != text
}

/// As much of a secret as may be shown: its kind's prefix; of a link, where it leads.
fn visible(secret: &str) -> &str {
    let Some(scheme) = ["https://", "http://"].into_iter().find(|it| secret.starts_with(it)) else {
        return prefix_of(secret);
    };
    let host = secret.get(scheme.len()..).unwrap_or_default();
    let length = run(host, is_host);
    let after = host.get(length..).unwrap_or_default();
    // Whatever is longer may be a user, a password or a credential. One `…` is what this left there before.
    let is_whole =
        matches!(after.as_bytes().first(), None | Some(b'/' | b'?' | b'#')) || after == "…";
    secret.get(..scheme.len() + if is_whole { length } else { 0 }).unwrap_or(scheme)
}

/// How many bytes of a text, from its beginning, are of this kind.
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

/// A backslash or percent sign belongs to a credential: an escape must not cut one in two.
fn is_credential(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'.' | b'+' | b'/' | b'=' | b'\\' | b'%')
}

fn is_authority(byte: u8) -> bool {
    byte > b' ' && !matches!(byte, b'/' | b'\\' | b'?' | b'#' | b'"' | b'\'' | b'<' | b'>')
}

/// Of a value that has no quotes around it.
fn is_value(byte: u8) -> bool {
    byte > b' '
        && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'&' | b',' | b';' | b')' | b'}' | b']')
}

/// The length of the secret that `rest` begins with, by its form; or zero.
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

/// The length of `known` where `text` begins with it, or ends within it.
fn known_at(text: &str, known: &Secret) -> Option<usize> {
    let (known, shown) = (known.expose(), known.prefix());
    if !known.is_empty() && text.starts_with(known) {
        return Some(known.len());
    }
    // A text may have been cut off in the middle of the secret.
    (text.len() > shown.len() && known.starts_with(text)).then_some(text.len())
}

/// How far to look for what makes a text a secret: a hostile text must not cost the square of its length.
const LOOK: usize = 64;

/// The length of the credential that `text` begins with, or zero.
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

/// Whether there is a byte of this kind in the run that a text begins with.
fn holds(text: &str, within: fn(u8) -> bool, kind: fn(u8) -> bool) -> bool {
    text.bytes().take(LOOK).take_while(|byte| within(*byte)).any(kind)
}

/// Where the value begins and ends in `rest`, if `before` ends with the name of a secret.
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
    // Whether there was a sign that gives the name a value, and one that no sentence has there.
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
        // In a sentence it is one only if it looks like one: "invalid token: it has expired".
        _ if start > 0 && holds(value, is_value, |byte| byte.is_ascii_digit()) => {
            let length = run(value, is_value);
            if length < 4 { 0 } else { length }
        }
        _ => 0,
    };
    (start, start + length)
}

/// The sign that `text` begins with, of those between a name and its value, and what it means: a quote, `=`, `:`,
/// a space or a backslash. Web pages and URLs escape some of them.
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

/// Whether a URL's query has come, of which the next word names a part.
fn is_query(before: &str) -> bool {
    before.ends_with(['?', '&'])
}

/// How much of a text is the list that it begins with, without the bracket that closes it.
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

/// The length of the string that `text` is inside of. `quote` opened it, after so many backslashes: one in JSON
/// that is itself in a JSON string, and so on.
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

    fn hidden(text: &str) -> String {
        hide(text, &Secret::from(""))
    }

    #[test]
    fn a_secret_is_hidden_by_its_form_wherever_it_stands() {
        for (text, shown) in [
            // Credentials: also within a word, as behind an escape that was not read.
            ("\\nseam_apikey1_token", "\\nseam_…"),
            ("%22seam_at1_longtoken%22!", "%22seam_at…!"),
            ("https://host/seam_pk1_token/a?b=seam_cst1", "https://host/seam_pk…?b=seam_cst…"),
            ("seam_pkabc seam_cstabc", "seam_pk… seam_cst…"),
            ("seam_atA seam_K", "seam_at… seam_…"),
            ("a seam_cst, a seam_pk", "a seam_cst, a seam_pk"),
            ("seam_bridge_disconnected", "seam_bridge_disconnected"),
            ("seam_attempt/2 seam_passport.1", "seam_attempt/2 seam_passport.1"),
            // JWTs.
            ("xeyJhbGciOiJub25lIn0.e30.", "xey…"),
            ("eyJhbGciOiJub25l", "ey…"),
            ("eyJhbGciOiJub25", "eyJhbGciOiJub25"),
            ("eyebrow-pencil-of-the-longest-kind", "eyebrow-pencil-of-the-longest-kind"),
            // Webhooks' secrets.
            ("(whsec_MfKQ9r8GKYqr/wjU+PD==)", "(whsec_…)"),
            ("whsec_a", "whsec_…"),
            ("the whsec_ prefix", "the whsec_ prefix"),
            // The user and the password of a URL.
            ("at https://user:pass@host/a@b", "at https://…@host/a@b"),
            ("https://pass@user@host", "https://…@host"),
            ("https://pass%40@host:1/", "https://…@host:1/"),
            (r"https:\/\/user:pass@host\/a", r"https:\/\/…@host\/a"),
            ("https://host/a@b https://host?a@b", "https://host/a@b https://host?a@b"),
            ("https://host \"@\" https://host#@", "https://host \"@\" https://host#@"),
            ("user@host https://host a@b", "user@host https://host a@b"),
        ] {
            assert_eq!(hidden(text), shown, "{text:?}");
            assert_eq!(hidden(shown), shown, "{text:?} a second time");
        }
    }

    #[test]
    fn a_secret_is_hidden_by_the_name_that_it_is_given_for() {
        for (text, shown) in [
            // JSON.
            (r#"{"code":4711,"a":1}"#, r#"{"code":…,"a":1}"#),
            (r#"{ "preferred_code" : "4711" }"#, r#"{ "preferred_code" : "…" }"#),
            (
                r#"{"code":null,"token":true,"pin":false}"#,
                r#"{"code":null,"token":true,"pin":false}"#,
            ),
            (r#"{"codes":["4711","0815"],"a":1}"#, r#"{"codes":…],"a":1}"#),
            (r#"{"code":[4711"#, r#"{"code":…"#),
            (r#"{"pins":[["4711"],["0815"]],"a":1}"#, r#"{"pins":…],"a":1}"#),
            (r#"{"codes":["1]2","4711","\"]"],"a":1}"#, r#"{"codes":…],"a":1}"#),
            (r#"{"tokens":[{"scopes":["a"],"value":"odd"}]}"#, r#"{"tokens":…]}"#),
            ("https://host/?password=hunt'er,two;secret&a=b", "https://host/?password=…&a=b"),
            ("?a=b&token=a)b;c#d", "?a=b&token=…"),
            (r#"{"token":{"value":"odd"}}"#, r#"{"token":…"#),
            (r#"{"access_code":{"code":"4711"}}"#, r#"{"access_code":{"code":"…"}}"#),
            (r#"{"access_codes":[ {"code":"4711"}]}"#, r#"{"access_codes":[ {"code":"…"}]}"#),
            (r#"{"error_code":"a1","errorCode":4711}"#, r#"{"error_code":"a1","errorCode":4711}"#),
            (r#"{"tokens":"odd","accessToken":"odd"}"#, r#"{"tokens":"…","accessToken":"…"}"#),
            (r#"{"url":"https://host/odd","a":1}"#, r#"{"url":"https://host…","a":1}"#),
            (r#"{"url":"https://u:odd@host/odd"}"#, r#"{"url":"https://…"}"#),
            (r#"{"url":"http://host?odd#odd"}"#, r#"{"url":"http://host…"}"#),
            (r#"{"url":"http://a1.b-c:80/odd"}"#, r#"{"url":"http://a1.b-c:80…"}"#),
            (r#"{"url":"odd://host"}"#, r#"{"url":"…"}"#),
            (r#"{"image_url":"https://host/a"}"#, r#"{"image_url":"https://host/a"}"#),
            // JSON in a JSON string, once and twice.
            (r#"{\"token\":\"odd\\\"odd\\\\\",\"a\":\"\"}"#, r#"{\"token\":\"…\",\"a\":\"\"}"#),
            (r#"\\\"token\\\": \\\"odd\\\" a"#, r#"\\\"token\\\": \\\"…\\\" a"#),
            // As programs print it, in a page and in a URL.
            ("{'token': 'odd', a: 1}", "{'token': '…', a: 1}"),
            ("{ token: \"odd\", a: 1}", "{ token: \"…\", a: 1}"),
            ("{ code: [ 4711 ] }", "{ code: …] }"),
            (
                "&quot;token&quot;: &quot;odd&amp;odd&quot;, a",
                "&quot;token&quot;: &quot;…&quot;, a",
            ),
            ("&#34;pin&#34;:&#34;odd&#34; a", "&#34;pin&#34;:&#34;…&#34; a"),
            ("&#39;pin&#39;:&#39;odd&#39; a", "&#39;pin&#39;:&#39;…&#39; a"),
            ("&#x27;pin&#x27;:&#x27;odd&#x27; a", "&#x27;pin&#x27;:&#x27;…&#x27; a"),
            ("%22secret%22%3A%20%22odd%22 a", "%22secret%22%3A%20%22…%22 a"),
            ("?a=b&auth_token=odd&c=d", "?a=b&auth_token=…&c=d"),
            ("?cst=odd#a", "?cst=…"),
            ("%3Ftoken%3Dodd a", "%3Ftoken%3D… a"),
            ("%22token%22%3a%22odd%22 token%3dodd", "%22token%22%3a%22…%22 token%3d…"),
            ("<a href='/?token=odd'>", "<a href='/?token=…>"),
            ("token=\"o d\" a", "token=\"…\" a"),
            ("code=;pin=)token=]", "code=;pin=)token=]"),
            // In a header and in a sentence.
            ("Client-Session-Token: odd1 a", "Client-Session-Token: … a"),
            ("authorization: Bearer odd1", "authorization: Bearer …"),
            ("x-api-key:\todd1\r\na", "x-api-key:\t…\r\na"),
            ("Code 4711 is taken, PIN: 0815.", "Code … is taken, PIN: …"),
            ("the code \"4711\"", "the code \"…\""),
            ("status code 404, error code: 502", "status code 404, error code: 502"),
            ("invalid token: it has expired", "invalid token: it has expired"),
            ("Unexpected token '<', \"<!DOC\"", "Unexpected token '<', \"<!DOC\""),
            (
                "client_session_token_already_exists: 4711",
                "client_session_token_already_exists: 4711",
            ),
            ("token.4711 code/4711 code", "token.4711 code/4711 code"),
            ("token: ", "token: "),
            ("the token {a} and the token [b]", "the token {a} and the token [b]"),
        ] {
            assert_eq!(hidden(text), shown, "{text:?}");
            assert_eq!(hidden(shown), shown, "{text:?} a second time");
        }
    }

    #[test]
    fn a_text_that_holds_a_secret_is_told_from_others() {
        assert!(holds_secret("a.seam_pk1") && holds_secret("?token=odd"));
        assert!(!holds_secret("/locks/list") && !holds_secret(""));
    }

    #[test]
    fn a_name_tells_whether_its_value_is_a_secret() {
        for name in [
            "token",
            "auth_token",
            "client_session_token",
            "TOKEN",
            "secret",
            "client-secret",
            "password",
            "passcode",
            "api_key",
            "apiKey",
            "tailscale_auth_key",
            "private_key",
            "cst",
            "bearer",
            "basic",
            "code",
            "codes",
            "access_code",
            "new_code",
            "pairing_code",
            "preferred_code",
            "pin",
            "userPin",
            "pins",
            "url",
            "URL",
            "instant_key_url",
            "ical_url",
            "video_url",
            "authorize_url",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "",
            "s",
            "tok",
            "client_session_id",
            "token_type",
            "access_code_id",
            "code_constraints",
            "pinned",
            "preferred_code_length",
            "common_code_key",
            "error_code",
            "warning_code",
            "statusCode",
            "reason_code",
            "mutation_code",
            "model_code",
            "short_code",
            "post_code",
            "postal_code",
            "zip-code",
            "country_code",
            "currency_code",
            "user_identifier_key",
            "image_url",
            "next_page_url",
            "device_type",
            "curl",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
        assert!(["access_code", "access_codes"].iter().all(|name| holds_codes(name)));
        assert!(!holds_codes("token"));
    }

    #[test]
    fn a_field_of_a_secrets_name_is_hidden_as_a_whole() {
        for (name, text, shown) in [
            ("token", "odd", "…"),
            ("token", "", ""),
            ("code", "seam_cst1", "seam_cst…"),
            ("secret", "whsec_abc", "whsec_…"),
            ("url", "https://host/odd", "https://host…"),
            ("name", " a\n b seam_cst1", " a\n b seam_cst…"),
        ] {
            assert_eq!(redacted(name, text), shown);
        }
    }

    #[test]
    fn a_word_of_the_callers_is_shown_if_it_is_a_name() {
        for word in [
            "",
            "x",
            "devices",
            "client-sessions",
            "--user_identifier_key",
            "/etc/seam/key",
            "../Keys/CA.pem",
            "key2",
            "/locks/list",
            "v1.2.3",
            "30",
            "-1",
            "404",
            "authentication",
            "A",
        ] {
            assert_eq!(shown(word), format!("\"{word}\""));
        }
        let long = ["a"; 51].join("/");
        for (word, hidden) in [
            ("seam_key", "seam_…"),
            ("/etc/seam_client/key", "…"),
            ("seam_cst1_token", "seam_cst…"),
            (" \"seam_pk1", "seam_pk…"),
            ("\n'eyJhbGciOi", "ey…"),
            ("--whsec_ab", "whsec_…"),
            ("f3b1c8a05e7d4c2f", "…"),
            ("62c370ea-2c94-4856-8ee2-370429d84023", "…"),
            ("4711", "…"),
            ("pin1234", "…"),
            ("keyMaterial", "…"),
            ("KEy", "…"),
            ("1a", "…"),
            ("authentications", "…"),
            ("a b", "…"),
            ("a=b", "…"),
            ("é", "…"),
            ("a\u{1b}", "…"),
            ("\u{fffd}", "…"),
            (&long, "…"),
        ] {
            assert_eq!(shown(word), hidden, "{word:?}");
        }
        assert_eq!(shown(&long[1..]).len(), 102);
    }

    mod properties {
        use proptest::prelude::*;

        use super::*;

        const FORMS: [&str; 6] = ["seam_1", "seam_at1", "seam_pk", "seam_cst", "whsec_", "eyJ"];

        /// Where a secret stands, which is `@` here.
        const BY_NAME: [&str; 15] = [
            r#"{"token":"@"}"#,
            r#"{"webhook": { "secret" : "@" , "a": 1}}"#,
            r#"{\"auth_token\":\"@\"}"#,
            r#"{"code":["@"]}"#,
            r#"{"token":{"value":"@"}}"#,
            "{'access_code': '@'}",
            "&quot;pin&quot;:&quot;@&quot;",
            "%22password%22%3A%22@%22",
            "https://host/view?id=1&auth_token=@&a=b",
            "%3Fcst%3D@%26a%3Db",
            r#""instant_key_url":"https://ik.seam.co/@""#,
            r#""url": "https://user:@@host""#,
            "https://user:@@host/",
            "client-session-token: 1@",
            "Bearer 1@ a",
        ];

        /// Any text, with much in it that the rules look at.
        fn around() -> impl Strategy<Value = String> {
            const PIECES: [&str; 34] = [
                "\"",
                "'",
                "\\",
                "\\\"",
                "&quot;",
                "%22",
                ":",
                "=",
                "%3D",
                " ",
                "\n",
                ",",
                ";",
                "&",
                "{",
                "[",
                "]",
                "}",
                "<",
                ">",
                "//",
                "https://",
                "@",
                "token",
                "code",
                "pin=",
                "url\":\"",
                "error_code",
                "seam_",
                "seam_cst",
                "eyJ",
                "whsec_",
                "null",
                "4711",
            ];
            let piece = prop_oneof![
                3 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
                1 => ".{0,3}",
            ];
            proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
        }

        proptest! {
            #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

            #[test]
            fn a_secret_with_a_name_never_shows(
                before in around(),
                place in proptest::sample::select(&BY_NAME[..]),
                secret in "[A-Za-z0-9]{12,40}",
                after in around(),
            ) {
                // On a line of its own: "error" before "code" would make another name of it.
                let text = format!("{before}\n{}{after}", place.replacen('@', &secret, 1));
                let shown = hidden(&text);
                prop_assert!(!shown.contains(&secret), "{text:?} {shown:?}");
                prop_assert!(!shown.contains(&secret[secret.len() - 8..]), "{text:?} {shown:?}");
            }

            #[test]
            fn a_secret_of_a_known_form_never_shows(
                before in around(),
                prefix in proptest::sample::select(&FORMS[..]),
                secret in "[A-Za-z0-9_]{16,40}",
                after in around(),
            ) {
                let shown = hidden(&format!("{before}{prefix}{secret}{after}"));
                prop_assert!(!shown.contains(&secret), "{shown:?}");
                prop_assert!(!shown.contains(&secret[8..]), "{shown:?}");
            }

            #[test]
            fn what_the_client_knows_never_shows(
                before in around(),
                secret in "seam_[!-~]{8,40}",
                after in around(),
            ) {
                let text = format!("{before}{secret}{after}");
                prop_assert!(!redact(&text, &Secret::from(secret.as_str())).contains(&secret));
            }

            #[test]
            fn any_text_is_read_to_its_end(text in around(), name in ".{0,20}") {
                // What is hidden may make a secret of what stands beside it: no more than the reading is promised.
                let _ = (hidden(&hidden(&text)), redacted(&name, &text), shown(&text));
            }
        }
    }

    thread_local! {
        /// How many bytes have been looked through.
        pub(super) static STEPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
    }

    /// A server can send what is looked through again and again; a large text must not take minutes.
    #[test]
    fn no_text_takes_the_square_of_its_length() {
        for piece in [
            "code:",
            "code[",
            "code ",
            "code\\",
            "code:code",
            "code=",
            "\"code\":\"",
            "code&",
            "//",
            "//@",
            "seam_",
            "ey",
            "eyJ",
            "\\",
            "token: a",
            "https://",
        ] {
            let text = piece.repeat(5_000 / piece.len());
            STEPS.set(0);
            assert!(hidden(&text).len() <= 2 * text.len());
            let times = STEPS.get() / text.len();
            assert!(times < 8, "{piece} is looked through {times} times");
        }
    }
}
