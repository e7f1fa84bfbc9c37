//! The format of what is saved across a restart: a line with its kind, version and checksum, and the body below it.

/// Why saved bytes cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    Damaged,
    OtherVersion,
}

/// The body below its line. The line begins with `format` and `version`.
pub(crate) fn seal(format: &str, version: &str, body: &[u8]) -> Vec<u8> {
    let sum = checksum(version, body);
    let mut bytes = format!("{format}{version} {sum:016x}\n").into_bytes();
    bytes.extend(body);
    bytes
}

/// The body of bytes that [`seal`] returned.
pub(crate) fn open<'b>(format: &str, version: &str, bytes: &'b [u8]) -> Result<&'b str, Flaw> {
    let line =
        bytes.iter().position(|byte| *byte == b'\n').and_then(|end| bytes.split_at_checked(end));
    let (line, body) = line.ok_or(Flaw::Damaged)?;
    let body = body.get(1..).unwrap_or_default();
    let line = std::str::from_utf8(line).ok().and_then(|line| line.strip_prefix(format));
    let Some((other, sum)) = line.and_then(|line| line.split_once(' ')) else {
        return Err(Flaw::Damaged);
    };
    // The checksum covers the version, so a damaged version is not taken for another one.
    if sum.len() != 16 || u64::from_str_radix(sum, 16) != Ok(checksum(other, body)) {
        return Err(Flaw::Damaged);
    }
    if other != version {
        return Err(Flaw::OtherVersion);
    }
    std::str::from_utf8(body).map_err(|_| Flaw::Damaged)
}

/// FNV-1a: detects damage, not manipulation.
fn checksum(version: &str, body: &[u8]) -> u64 {
    version.as_bytes().iter().chain(body).fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// For tests: what a damaged disk may make of these bytes. At each place, one bit differs, or the bytes end there.
#[cfg(test)]
pub(crate) fn damaged(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    (0..bytes.len()).flat_map(|place| {
        let flipped = bytes.iter().enumerate().map(|(at, byte)| byte ^ u8::from(at == place));
        [(place, flipped.collect()), (place, bytes.iter().take(place).copied().collect())]
    })
}
