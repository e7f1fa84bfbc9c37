//! Suggestions for misspelled names.

use crate::catalog::{endpoints, namespaces};
use crate::help::OWN;
use crate::names;

/// A suggestion for a word, such as `unlock_dor`, that is not a command below a path, such as `/locks`: the nearest
/// command there, or else the commands with that name elsewhere, if there are only a few.
pub(crate) fn near_command(before: &str, word: &str) -> String {
    let kebab = |path: &str| names::kebab(path.trim_start_matches('/'));
    let paths = || namespaces().map(|it| it.path).chain(endpoints().map(|it| it.path));
    let own = paths().filter_map(|path| path.strip_prefix(before)?.strip_prefix('/'));
    let own: Vec<_> = own.filter(|name| !name.contains('/')).map(kebab).collect();
    let others = OWN.iter().map(|(name, _)| *name).filter(|_| before.is_empty());
    let word = kebab(word);
    let near = did_you_mean(&word, own.iter().map(String::as_str).chain(others), "");
    if !near.is_empty() {
        return near;
    }
    // Such as `unlock` for `unlock-door`.
    let starts = |name: &&String| word.len() > 2 && name.starts_with(&word);
    if let Some(name) = own.iter().find(starts).filter(|_| !before.is_empty()) {
        return ["; did you mean ", name, "?"].concat();
    }
    let far = |path: &str| {
        let (_, name) = path.rsplit_once('/').unwrap_or_default();
        distance(&word, &kebab(name))
    };
    let least = endpoints().map(|it| far(it.path)).min().filter(|it| *it <= word.len() / 6);
    let elsewhere = endpoints().filter(|it| Some(far(it.path)) == least);
    match elsewhere.map(|it| kebab(it.path)).collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        names if names.len() <= 3 => format!("; did you mean {}?", names.join(" or ")),
        _ => String::new(),
    }
}

/// The suggestion, or where to look if there is none.
pub(crate) fn or_see_help(near: String) -> String {
    if near.is_empty() { "; see seam --help".to_owned() } else { near }
}

/// `; did you mean …?`, with `before` before the nearest name; empty if none is near.
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

/// The Levenshtein distance: how many characters have to be inserted, removed or changed.
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
