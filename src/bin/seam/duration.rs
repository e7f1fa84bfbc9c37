//! Durations as people write them: `90`, `90s`, `500ms`, `5m`, `24h`, `7d`, `1h30m`, `1.5h`.

use std::time::Duration;

use seam_client::shown;

use crate::failure::Failure;

/// Longest name first.
const UNITS: [(&str, f64); 5] =
    [("ms", 0.001), ("s", 1.0), ("m", 60.0), ("h", 3_600.0), ("d", 86_400.0)];

/// `None` if it is not a duration, or too long for any clock. A single number without a unit means seconds.
pub(crate) fn parse(text: &str) -> Option<Duration> {
    let seconds = if text.ends_with(|last: char| last.is_ascii_digit()) {
        number(text)?
    } else {
        in_units(text)?
    };
    // To the millisecond, or 1.1h would be 3960.000000000001 s.
    let exact = Duration::try_from_secs_f64(seconds).ok()?;
    let millis = (exact.subsec_nanos() + 500_000) / 1_000_000;
    Duration::from_secs(exact.as_secs()).checked_add(Duration::from_millis(millis.into()))
}

/// The same for the value of a flag.
pub(crate) fn read(text: &str, flag: &str) -> Result<Duration, Failure> {
    parse(text).ok_or_else(|| {
        let text = shown(text);
        Failure::Usage(format!("{flag} {text} is not a duration, such as 500ms, 30s or 5m"))
    })
}

/// Whether each number has a unit, so that the text cannot be something else, such as a year.
pub(crate) fn has_units(text: &str) -> bool {
    in_units(text).is_some()
}

fn in_units(text: &str) -> Option<f64> {
    let (mut seconds, mut rest) = (0.0, text);
    loop {
        let end = rest.find(|it: char| it != '.' && !it.is_ascii_digit())?;
        let (amount, after) = rest.split_at_checked(end)?;
        let (unit, length) = UNITS.iter().find(|(unit, _)| after.starts_with(unit))?;
        seconds += number(amount)? * length;
        rest = after.get(unit.len()..)?;
        if rest.is_empty() {
            return Some(seconds);
        }
    }
}

/// Digits with at most one point: no sign, no exponent, no `inf`.
fn number(text: &str) -> Option<f64> {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if is_digits(whole) && is_digits(fraction) { text.parse().ok() } else { None }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_parsed_as_people_write_them() {
        for (text, millis) in [
            ("0", 0),
            ("0s", 0),
            ("90", 90_000),
            ("90s", 90_000),
            ("0.5", 500),
            ("500ms", 500),
            ("5m", 300_000),
            ("24h", 86_400_000),
            ("7d", 604_800_000),
            ("1h30m", 5_400_000),
            ("1d1h1m1s1ms", 90_061_001),
            ("1.5h", 5_400_000),
            ("1.1h", 3_960_000),
            ("0.1s", 100),
            ("36500d", 3_153_600_000_000),
        ] {
            assert_eq!(parse(text), Some(Duration::from_millis(millis)), "{text}");
        }
    }

    #[test]
    fn invalid_and_overlong_durations_are_rejected() {
        for text in [
            "",
            " ",
            "s",
            "ms",
            "h1",
            "1h30",
            "-1",
            "-1h",
            "+1h",
            "1e3",
            "1e3s",
            "inf",
            "NaN",
            "1,5h",
            ".5h",
            "1.",
            "1.h",
            "1..5h",
            "1.5.5h",
            "1w",
            "1y",
            "1 h",
            "1h ",
            "1H",
            "é",
            "1é",
            "1hé",
            "0x10s",
            "99999999999999999999999",
            "99999999999999999999999d",
            "2025-06-18T06:10:42.000Z",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"9".repeat(400)), None);
        assert_eq!(parse(&format!("{}d", "9".repeat(400))), None);
    }

    #[test]
    fn only_a_text_with_units_is_certainly_a_duration() {
        for (text, has) in
            [("1h", true), ("1h30m", true), ("2025", false), ("", false), ("2025-06-18", false)]
        {
            assert_eq!(has_units(text), has, "{text}");
        }
    }
}
