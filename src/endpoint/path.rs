//! Which paths an endpoint may have.

/// Four times the length of Seam's longest path.
const LONGEST_PATH: usize = 256;

/// Says why an endpoint cannot have this path. A path must not lead to another path or host, and servers and proxies
/// must not be able to understand it in two ways.
#[doc(hidden)]
pub const fn path_flaw(path: &str) -> Option<&'static str> {
    let mut rest = path.as_bytes();
    if rest.len() > LONGEST_PATH {
        return Some("the path is longer than 256 bytes");
    }
    if !matches!(rest, [b'/', ..]) {
        return Some("the path does not begin with a slash, as /locks/list does");
    }
    while let [byte, after @ ..] = rest {
        if *byte == b'/' {
            match after {
                [] | [b'/', ..] => return Some("the path has an empty segment"),
                [b'.'] | [b'.', b'/', ..] | [b'.', b'.'] | [b'.', b'.', b'/', ..] => {
                    return Some("the path has a segment that is . or ..");
                }
                _ => {}
            }
        } else if !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')) {
            return Some(
                "the path has a character that is not a letter, a digit, _, -, . or a slash",
            );
        }
        rest = after;
    }
    None
}

/// Makes the declaration of such a path a compile error.
#[doc(hidden)]
#[allow(clippy::panic)]
pub const fn check_path(path: &str) {
    if let Some(flaw) = path_flaw(path) {
        panic!("{}", flaw)
    }
}
