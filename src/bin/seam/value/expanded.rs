//! Undoes the brace expansion that bash applies to unquoted JSON. It expands `{"a":1,"b":"x y"}`, since there is a
//! comma in the braces, to the words `a:1` and `b:x y`. Several such groups in one word expand to all combinations, of
//! which the first group changes last.
//!
//! This searches all values that expand to these words. If there are several, the words are ambiguous.

use std::slice::from_ref;

use crate::value::Json;
use crate::value::bare;
use crate::value::schema::Schema;

/// The search gives up after this many steps.
const MOST_STEPS: u32 = 50_000;

/// The one value that expands to these words; there is more than one word.
pub(crate) fn read(schema: Schema, words: &[&str]) -> Option<Json> {
    let mut search = Search { steps: 0 };
    let mut found = match strip(words, "[", "]").filter(|_| schema.kind.is_list()) {
        Some(words) => search.product(schema.item(), &words).into_iter().map(Json::List).collect(),
        None => search.values(schema, words),
    };
    let value = found.pop()?;
    (search.steps < MOST_STEPS && found.iter().all(|other| *other == value)).then_some(value)
}

struct Search {
    steps: u32,
}

type Named = Vec<(String, Json)>;

impl Search {
    /// The values that expand to these words.
    fn values(&mut self, schema: Schema, words: &[&str]) -> Vec<Json> {
        self.steps += 1;
        if self.steps >= MOST_STEPS || words.is_empty() {
            return Vec::new();
        }
        if schema.is_object() {
            let objects = match strip(words, "{", "}") {
                // bash leaves braces without a comma of their own: there is one member, or none.
                Some(inner) => match inner.as_slice() {
                    [""] => vec![Vec::new()],
                    inner => self.member(schema, inner),
                },
                None if words.len() > 1 => self.members(schema, words, &mut Vec::new()),
                None => Vec::new(),
            };
            return objects.into_iter().map(Json::Object).collect();
        }
        if schema.kind.is_list() {
            // Within braces, a list of several items would be split: see `cut`.
            return match strip(words, "[", "]").as_deref() {
                Some([""]) => vec![Json::List(Vec::new())],
                Some(inner) => {
                    let items = self.items(schema.item(), inner);
                    items.into_iter().map(|item| Json::List(vec![item])).collect()
                }
                None => Vec::new(),
            };
        }
        match words {
            [word] => bare::plain(schema, word).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The items of a list that expand to these words.
    fn items(&mut self, item: Schema, words: &[&str]) -> Vec<Json> {
        match words {
            [word] if !item.is_object() => bare::item(item, word).into_iter().collect(),
            words => self.values(item, words),
        }
    }

    /// One member that expands to all these words.
    fn member(&mut self, schema: Schema, words: &[&str]) -> Vec<Named> {
        let Some((name, member)) = named(schema, words) else { return Vec::new() };
        let values = strip(words, &format!("{name}:"), "").map(|it| self.values(member, &it));
        values.into_iter().flatten().map(|value| vec![(name.to_owned(), value)]).collect()
    }

    /// Members that each expand to one or more words. No name occurs twice.
    fn members<'w>(
        &mut self,
        schema: Schema,
        words: &[&'w str],
        names: &mut Vec<&'w str>,
    ) -> Vec<Named> {
        if words.is_empty() {
            return vec![Vec::new()];
        }
        let Some((name, member)) = named(schema, words).filter(|(name, _)| !names.contains(name))
        else {
            return Vec::new();
        };
        let start = format!("{name}:");
        let run = words.iter().take_while(|word| word.starts_with(&start)).count();
        let (own, rest) = words.split_at(run);
        let own = strip(own, &start, "").unwrap_or_default();
        let mut found = Vec::new();
        names.push(name);
        let values = self.values(member, &own);
        self.then(schema, name, values, rest, names, &mut found);
        // A list is split at its commas: `a:[x` `y]`.
        if let Some(own) = strip(&own, "[", "").filter(|_| member.kind.is_list()) {
            let first = self.items(member.item(), &own);
            for end in 1..=rest.len().min(if first.is_empty() { 0 } else { usize::MAX }) {
                let (items, rest) = rest.split_at(end);
                let others = self.cut(member.item(), items);
                let lists = all(&first, &others, |first, others| {
                    Json::List([from_ref(first), others.as_slice()].concat())
                });
                self.then(schema, name, lists, rest, names, &mut found);
            }
        }
        names.pop();
        found
    }

    /// The same member with each of these values, and the members after it.
    fn then<'w>(
        &mut self,
        schema: Schema,
        name: &str,
        values: Vec<Json>,
        rest: &[&'w str],
        names: &mut Vec<&'w str>,
        found: &mut Vec<Named>,
    ) {
        if !values.is_empty() {
            let rest = self.members(schema, rest, names);
            found.extend(all(&values, &rest, |value, rest| {
                [&[(name.to_owned(), value.clone())], rest.as_slice()].concat()
            }));
        }
    }

    /// The items after the first of a list that is cut, each of which has one or more words.
    fn cut(&mut self, item: Schema, words: &[&str]) -> Vec<Vec<Json>> {
        let last = strip(words, "", "]").map(|words| self.items(item, &words));
        let mut found: Vec<_> = last.into_iter().flatten().map(|item| vec![item]).collect();
        for end in 1..words.len() {
            let (own, rest) = words.split_at(end);
            let items = self.items(item, own);
            if !items.is_empty() {
                let rest = self.cut(item, rest);
                found.extend(all(&items, &rest, |item, rest| {
                    [from_ref(item), rest.as_slice()].concat()
                }));
            }
        }
        found
    }

    /// The items of a list outside of braces, each of which is in all words.
    fn product(&mut self, item: Schema, words: &[&str]) -> Vec<Vec<Json>> {
        self.steps += 1;
        let Some(first) = words.first().filter(|_| self.steps < MOST_STEPS) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        // The same in all of them.
        if let Some(text) = balanced(first) {
            if let Some(rest) = strip(words, text, "") {
                let values = self.values(item, &[text]);
                self.and(item, values, &rest, &mut found);
            }
        }
        // As many alternatives as there are groups of words, with the same after it in each group.
        for size in (1..words.len()).filter(|size| words.len() % size == 0) {
            let ends = first.match_indices(',').map(|(at, _)| at).chain([first.len()]);
            for end in ends {
                if let Some((alternatives, rest)) = factors(words, size, first.len() - end) {
                    let values = self.values(item, &alternatives);
                    self.and(item, values, &rest, &mut found);
                }
            }
        }
        found
    }

    /// The same item with each of these values, and the items after it.
    fn and(&mut self, item: Schema, values: Vec<Json>, rest: &[&str], found: &mut Vec<Vec<Json>>) {
        if values.is_empty() {
            return;
        }
        let others = match strip(rest, ",", "") {
            Some(rest) => self.product(item, &rest),
            None if rest == [""] => vec![Vec::new()],
            None => Vec::new(),
        };
        found.extend(all(&values, &others, |value, rest| {
            [from_ref(value), rest.as_slice()].concat()
        }));
    }
}

/// Alternatives and what comes after them, if each group of so many words has the same after its own alternative.
/// `after` is how long it is in the first word.
fn factors<'w>(
    words: &[&'w str],
    size: usize,
    after: usize,
) -> Option<(Vec<&'w str>, Vec<&'w str>)> {
    let first = words.first()?;
    let (before, last) = first.split_at_checked(first.len() - after)?;
    let rests = strip(words.get(..size)?, before, "")?;
    let mut alternatives = Vec::new();
    for group in words.chunks(size) {
        let alternative = group.first()?.strip_suffix(last)?;
        let is_same = |(word, rest): (&&str, &&str)| word.strip_prefix(alternative) == Some(rest);
        if !group.iter().zip(&rests).all(is_same) {
            return None;
        }
        alternatives.push(alternative);
    }
    Some((alternatives, rests))
}

/// All words without this at their start and this at their end; `None`, if one has them not.
fn strip<'w>(words: &[&'w str], start: &str, end: &str) -> Option<Vec<&'w str>> {
    words.iter().map(|word| word.strip_prefix(start)?.strip_suffix(end)).collect()
}

/// The name that the first word begins with, and what it names.
fn named<'w>(schema: Schema, words: &[&'w str]) -> Option<(&'w str, Schema)> {
    bare::named(schema, words.first()?).map(|(name, _, member)| (name, member))
}

/// The braces that it begins with, and what is in them.
fn balanced(text: &str) -> Option<&str> {
    text.strip_prefix('{')?;
    let mut depth = 0_usize;
    let end = text.find(|c| {
        depth = match c {
            '{' => depth + 1,
            '}' => depth.saturating_sub(1),
            _ => depth,
        };
        depth == 0
    })?;
    text.get(..=end)
}

/// Each of the one with each of the other.
fn all<A, B, C>(one: &[A], other: &[B], both: impl Fn(&A, &B) -> C) -> Vec<C> {
    one.iter()
        .flat_map(|one| other.iter().map(|other| both(one, other)).collect::<Vec<_>>())
        .collect()
}
