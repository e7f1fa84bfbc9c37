//! A point in time as Seam writes it: `2025-06-18T06:10:42.000Z`.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// ISO 8601 in UTC with milliseconds, held inline.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timestamp([u8; 24]);

/// The last second of the year 9999, since ISO 8601 has four digits for the year.
const LAST: u64 = 253_402_300_799;

impl Timestamp {
    pub(crate) fn since_epoch(time: Duration) -> Self {
        let time = time.min(Duration::new(LAST, 999_999_999));
        let (days, second) = (time.as_secs() / 86_400, time.as_secs() % 86_400);
        let (year, month, day) = civil_from_days(days);
        let mut text = *b"0000-00-00T00:00:00.000Z";
        // With the index of each number's last digit.
        for (last, mut value) in [
            (3, year),
            (6, month),
            (9, day),
            (12, second / 3600),
            (15, second / 60 % 60),
            (18, second % 60),
            (22, u64::from(time.subsec_millis())),
        ] {
            let places = text.iter_mut().take(last + 1).rev();
            for digit in places.take_while(|digit| **digit == b'0') {
                *digit = b'0' + (value % 10) as u8;
                value /= 10;
            }
        }
        Self(text)
    }

    /// Parses a time in ISO 8601, as Seam writes it, to the time since 1970: to the second or finer, in UTC or with an
    /// offset.
    pub(crate) fn parse(text: &str) -> Option<Duration> {
        let (date, time) = text.split_once('T')?;
        let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
        let (time, offset) = match time.find(['Z', '+', '-']) {
            Some(at) => time.split_at(at),
            None => return None,
        };
        let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
        let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?;
        let seconds = seconds([year, month, day], [hour, minute, second])?;
        if fraction.is_empty() || !fraction.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let nanos = fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
        let nanos = nanos.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
        let local = Duration::new(seconds, nanos);
        if offset == "Z" {
            return Some(local);
        }
        let [hours, minutes] = numbers(offset.get(1..)?, ':', [2, 2])?;
        let ahead = Duration::from_secs(hours * 3600 + minutes * 60);
        if offset.starts_with('+') { local.checked_sub(ahead) } else { local.checked_add(ahead) }
    }

    /// Parses the time in an HTTP header to the time since 1970. RFC 9110, 5.6.7, requires that recipients accept
    /// today's format and the two obsolete ones.
    pub(crate) fn parse_http(text: &str) -> Option<Duration> {
        const MONTHS: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";

        let mut words = text.split([' ', ',', '-', ':']).filter(|word| !word.is_empty());
        let mut word = || words.next();
        word()?; // of the week
        let (first, second) = (word()?, word()?);
        let old_order = first.starts_with(|first: char| first.is_ascii_alphabetic());
        let (day, month, mut year) =
            if old_order { (second, first, "") } else { (first, second, word()?) };
        let clock = [word()?, word()?, word()?];
        if old_order {
            year = word()?;
        } else if word()? != "GMT" {
            return None;
        }

        let month = MONTHS.chunks(3).zip(1..).find(|(name, _)| *name == month.as_bytes())?.1;
        let years = year.parse().ok()?;
        let year = match year.len() {
            // A year from 1970 to 2069.
            2 => years + if years < 70 { 2000 } else { 1900 },
            _ => years,
        };
        let [hour, minute, second] = clock.map(|it| it.parse().ok());
        seconds([year, month, day.parse().ok()?], [hour?, minute?, second?])
            .map(Duration::from_secs)
    }

    pub(crate) fn as_str(&self) -> &str {
        // Always ASCII, see above.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The device's time plus `duration`, but at most the end of the year 9999.
pub(crate) fn from_now(duration: Duration) -> SystemTime {
    let time = since_1970(SystemTime::now()).saturating_add(duration);
    UNIX_EPOCH + time.min(Duration::new(LAST, 999_999_999))
}

/// Formats a time in ISO 8601, in UTC with milliseconds. For the command.
pub fn iso_8601(time: SystemTime) -> String {
    Timestamp::since_epoch(since_1970(time)).to_string()
}

/// Whether a text is a time in ISO 8601, as Seam accepts it. For the command.
pub fn is_iso_8601(text: &str) -> bool {
    Timestamp::parse(text).is_some()
}

/// The time since 1970; zero for an earlier time, which is just as wrong as 1970.
pub(crate) fn since_1970(time: SystemTime) -> Duration {
    time.duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// The seconds since 1970 of a date and a time of day, if they exist.
fn seconds([year, month, day]: [u64; 3], [hour, minute, second]: [u64; 3]) -> Option<u64> {
    let plausible = (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    let days = || days_from_civil(year, month, day);
    plausible.then(|| days() * 86_400 + hour * 3600 + minute * 60 + second)
}

/// Parses numbers with these numbers of digits.
fn numbers<const N: usize>(text: &str, between: char, digits: [usize; N]) -> Option<[u64; N]> {
    let mut parts = text.split(between);
    let mut numbers = [0; N];
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part = parts.next()?;
        if part.len() != digits || !part.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

/// The reverse of [`civil_from_days`], from the year 1970 on.
fn days_from_civil(year: u64, month: u64, day: u64) -> u64 {
    let year = if month > 2 { year } else { year - 1 };
    let (era, year_of_era) = (year / 400, year % 400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of a day counted from 1970-01-01.
/// <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>, for days that are not negative.
fn civil_from_days(days: u64) -> (u64, u64, u64) {
    // Here years begin in March, so that the leap day is the last day of a year.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let january_or_february = month >= 10;
    let month = if january_or_february { month - 9 } else { month + 3 };
    (year_of_era + era * 400 + u64::from(january_or_february), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_seam_writes_them() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_399, "2000-02-28T23:59:59.000Z"),
            (951_782_400, "2000-02-29T00:00:00.000Z"),
            (1_750_227_042, "2025-06-18T06:10:42.000Z"),
            (1_798_761_599, "2026-12-31T23:59:59.000Z"),
            (2_147_483_648, "2038-01-19T03:14:08.000Z"),
            (4_107_542_400, "2100-03-01T00:00:00.000Z"),
            (LAST, "9999-12-31T23:59:59.000Z"),
        ] {
            assert_eq!(Timestamp::since_epoch(Duration::from_secs(seconds)).as_str(), text);
        }
        let time = Duration::new(1_750_227_042, 946_309_999);
        assert_eq!(Timestamp::since_epoch(time).to_string(), "2025-06-18T06:10:42.946Z");
    }

    #[test]
    fn a_clock_before_1970_is_treated_as_1970() {
        let second = Duration::from_secs(1);
        assert_eq!(since_1970(UNIX_EPOCH - second), Duration::ZERO);
        assert_eq!(since_1970(UNIX_EPOCH), Duration::ZERO);
        assert_eq!(since_1970(UNIX_EPOCH + second), second);
    }

    #[test]
    fn a_time_after_9999_becomes_the_last_moment_of_9999() {
        for duration in [Duration::MAX, Duration::from_secs(LAST)] {
            let time = Timestamp::since_epoch(since_1970(from_now(duration)));
            assert_eq!(time.as_str(), "9999-12-31T23:59:59.999Z");
        }
    }

    #[test]
    fn an_http_date_is_parsed_in_its_three_formats_as_others_parse_it() {
        // A prime number of seconds, about two months: through all hours, weekdays and leap years.
        for seconds in (0..=LAST).step_by(5_000_011) {
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            let text = httpdate::fmt_http_date(time);
            let words: Vec<_> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
            let &[weekday, day, month, year, clock, zone] = &words[..] else { panic!("{text}") };
            let unpadded = day.trim_start_matches('0');
            let asctime = format!("{weekday} {month} {unpadded:>2} {clock} {year}");
            let mut forms = vec![text.clone(), asctime];
            if (1970..2070).contains(&year.parse().unwrap()) {
                let year = &year[2..];
                forms.push(format!("{weekday}sday, {day}-{month}-{year} {clock} {zone}"));
            }
            for form in forms {
                assert_eq!(
                    Timestamp::parse_http(&form).map(|it| it.as_secs()),
                    Some(seconds),
                    "{form}"
                );
            }
        }
        for text in [
            "",
            "soon",
            "Sun",
            "Sun, 06 Nov 1994",
            "Sun, 06 Nov 1994 08:49",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1969 08:49:37 GMT",
            "Sun, 06 Nov 10000 08:49:37 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:60:37 GMT",
            "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
            "Sun Nov  6 08:49:37",
            "Sun, é6 Nov 1994 08:49:37 GMT",
        ] {
            assert_eq!(Timestamp::parse_http(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let (mut year, mut month, mut day) = (1970, 1, 1);
        for days in 0..146_097 {
            assert_eq!(civil_from_days(days), (year, month, day));
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let length = match month {
                2 => 28 + u64::from(leap),
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            day += 1;
            if day > length {
                (day, month) = (1, month + 1);
            }
            if month > 12 {
                (month, year) = (1, year + 1);
            }
        }
    }

    #[test]
    fn times_are_read_as_seam_writes_them() {
        let read = |text| Timestamp::parse(text).map(|time| time.as_secs_f64());
        for seconds in [0, 951_782_399, 951_782_400, 1_750_227_042, 4_107_542_400, LAST] {
            let text = Timestamp::since_epoch(Duration::from_secs(seconds));
            assert_eq!(Timestamp::parse(text.as_str()), Some(Duration::from_secs(seconds)));
        }
        assert_eq!(read("2025-06-15T16:54:17.946309Z"), Some(1_750_006_457.946_309));
        assert_eq!(read("2025-06-15T16:54:17Z"), Some(1_750_006_457.0));
        assert_eq!(read("2025-06-15T18:54:17+02:00"), Some(1_750_006_457.0));
        assert_eq!(read("2025-06-15T11:24:17.0-05:30"), Some(1_750_006_457.0));
        for text in [
            "",
            "2025-06-15",
            "2025-06-15T16:54:17",
            "2025-06-15 16:54:17Z",
            "2025-06-15T16:54:17.Z",
            "2025-06-15T16:54:17.xZ",
            "2025-13-15T16:54:17Z",
            "2025-06-32T16:54:17Z",
            "2025-06-15T24:54:17Z",
            "1969-06-15T16:54:17Z",
            "2025-6-15T16:54:17Z",
            "2025-06-15T16:54:17Zx",
            "2025-06-15T16:54:17+02",
            "1970-01-01T00:00:00+01:00",
            "+025-06-15T16:54:17Z",
            "é025-06-15T16:54:17Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
