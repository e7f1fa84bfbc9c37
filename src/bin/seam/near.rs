//! What somebody may have meant.

/// `; did you mean …?`, with `before` before the name that takes the fewest changes; empty, if none is near.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    names: impl Iterator<Item = &'a str>,
    before: &str,
) -> String {
    let near = nearest(word, names);
    near.map(|near| format!("; did you mean {before}{near}?")).unwrap_or_default()
}

/// The name that takes the fewest changes, if these are few.
fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let named = names.map(|name| (distance(word, name), name));
    let (distance, name) = named.min_by_key(|(distance, _)| *distance)?;
    (distance <= 1 + word.len() / 3).then_some(name)
}

/// How many characters have to be put in, taken out or changed to make one word of another.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (above, b) in row.iter_mut().skip(1).zip(&other) {
            let changed = diagonal + usize::from(a != *b);
            diagonal = *above;
            left = changed.min(left + 1).min(*above + 1);
            *above = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
