//! [`Count`]: a whole number of things, however Seam writes it.

use std::fmt;

/// A whole number of things, as of a session's devices.
///
/// Seam's description gives such members as floating-point numbers: `1` and `1.0` are both one.
/// A number that is negative, has a fraction, or is above `u32::MAX` is not a count.
///
/// ```
/// # use seam_client::Count;
/// # fn show(device_count: Count) {
/// if device_count > 0 {
///     println!("{device_count} devices, {}", u64::from(device_count));
/// }
/// # }
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(u32);

impl Count {
    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    pub(crate) fn from_u64(number: u64) -> Option<Self> {
        u32::try_from(number).ok().map(Self)
    }

    pub(crate) fn from_f64(number: f64) -> Option<Self> {
        // The cast saturates, so comparing back finds fractions, negatives, NaN and giants alike.
        let count = number as u32;
        (f64::from(count) == number).then_some(Self(count))
    }
}

impl PartialEq<u32> for Count {
    fn eq(&self, number: &u32) -> bool {
        self.0 == *number
    }
}

impl PartialOrd<u32> for Count {
    fn partial_cmp(&self, number: &u32) -> Option<std::cmp::Ordering> {
        self.0.partial_cmp(number)
    }
}

impl From<Count> for u32 {
    fn from(count: Count) -> Self {
        count.0
    }
}

impl From<Count> for u64 {
    fn from(count: Count) -> Self {
        Self::from(count.0)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_a_whole_number_however_it_is_written() {
        let largest = u32::MAX;
        for number in [0, 1, 7, largest] {
            let count = Count(number);
            assert_eq!(Count::from_u64(number.into()), Some(count));
            assert_eq!(Count::from_f64(number.into()), Some(count));
            assert_eq!(
                (count.get(), u32::from(count), u64::from(count)),
                (number, number, number.into())
            );
            assert_eq!(
                (count.to_string(), format!("{count:?}")),
                (number.to_string(), number.to_string())
            );
            assert!(count == number && count != number.wrapping_add(1));
            assert_eq!(count.partial_cmp(&1), number.partial_cmp(&1));
        }
        assert_eq!(Count::from_u64(u64::from(largest) + 1), None);
        for number in [-1.0, 0.5, f64::from(largest) + 1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Count::from_f64(number), None, "{number}");
        }
    }
}
