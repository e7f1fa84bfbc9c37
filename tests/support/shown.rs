//! Compares a response struct with the JSON that it was read from, by what `Debug` shows. What `Debug` hides is checked
//! by changing it in the JSON.

// No test program uses all of it.
#![allow(dead_code, unreachable_pub, missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::{Value, json};

use super::typed;

/// A value, as `Debug` shows it.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    Text(String),
    Bool(bool),
    /// As it is written.
    Number(String),
    List(Vec<Self>),
    Struct(String, Vec<(String, Self)>),
    /// `Name(…)`; without a name, a pair.
    Tuple(String, Vec<Self>),
    Some(Box<Self>),
    /// `None`, `()`, or a struct that has no fields.
    Nothing,
    /// A hidden value, by the name of its type: `Secret` or `Json`.
    Hidden(String),
}

impl Shown {
    /// Parses what `{:?}` prints.
    pub fn parse(text: &str) -> Self {
        let mut rest = text;
        let shown = value(&mut rest);
        assert!(rest.is_empty(), "after the value there is {rest:?}");
        shown
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::List(items) => items.is_empty(),
            Self::Tuple(_, items) => items.iter().all(Self::is_empty),
            _ => false,
        }
    }
}

fn value(rest: &mut &str) -> Shown {
    match rest.chars().next() {
        Some('"') => Shown::Text(text(rest)),
        Some('[') => Shown::List(items(rest, "[", "]")),
        Some('(') => match items(rest, "(", ")") {
            items if items.is_empty() => Shown::Nothing,
            items => Shown::Tuple(String::new(), items),
        },
        Some('-' | '0'..='9') => {
            Shown::Number(take(rest, |one| matches!(one, '-' | '.' | 'e' | '0'..='9')).to_owned())
        }
        _ => named(rest),
    }
}

fn named(rest: &mut &str) -> Shown {
    let name = take(rest, |one| one.is_alphanumeric() || one == '_').to_owned();
    assert!(!name.is_empty(), "no value: {rest:?}");
    match (name.as_str(), rest.chars().next()) {
        ("true" | "false", _) => Shown::Bool(name == "true"),
        ("Secret" | "Json", Some('(')) => {
            take(rest, |one| one != ')');
            expect(rest, ")");
            Shown::Hidden(name)
        }
        ("Some", Some('(')) => match items(rest, "(", ")").pop() {
            Some(inner) => Shown::Some(Box::new(inner)),
            None => panic!("Some of nothing"),
        },
        (_, Some('(')) => Shown::Tuple(name, items(rest, "(", ")")),
        (_, Some(' ')) if rest.starts_with(" { ") => {
            expect(rest, " { ");
            let mut members = Vec::new();
            loop {
                let member = take(rest, |one| one != ':').to_owned();
                expect(rest, ": ");
                members.push((member, value(rest)));
                if rest.starts_with(" }") {
                    break expect(rest, " }");
                }
                expect(rest, ", ");
            }
            Shown::Struct(name, members)
        }
        _ => Shown::Nothing,
    }
}

fn items(rest: &mut &str, open: &str, close: &str) -> Vec<Shown> {
    expect(rest, open);
    let mut items = Vec::new();
    while !rest.starts_with(close) {
        if !items.is_empty() {
            expect(rest, ", ");
        }
        items.push(value(rest));
    }
    expect(rest, close);
    items
}

fn text(rest: &mut &str) -> String {
    expect(rest, "\"");
    let mut text = String::new();
    loop {
        match next(rest) {
            '"' => return text,
            '\\' => text.push(match next(rest) {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '0' => '\0',
                'u' => {
                    expect(rest, "{");
                    let code = u32::from_str_radix(take(rest, |one| one != '}'), 16).unwrap();
                    expect(rest, "}");
                    char::from_u32(code).unwrap()
                }
                other => other,
            }),
            other => text.push(other),
        }
    }
}

fn next(rest: &mut &str) -> char {
    let mut all = rest.chars();
    let first = all.next().expect("more");
    *rest = all.as_str();
    first
}

fn take<'t>(rest: &mut &'t str, is_in: impl Fn(char) -> bool) -> &'t str {
    let end = rest.find(|one| !is_in(one)).unwrap_or(rest.len());
    let (taken, after) = rest.split_at(end);
    *rest = after;
    taken
}

fn expect(rest: &mut &str, what: &str) {
    *rest = rest.strip_prefix(what).unwrap_or_else(|| panic!("{what:?} expected: {rest:?}"));
}

/// A place in a response that `Debug` hides.
#[derive(Clone, Debug)]
pub struct Hidden {
    /// Its JSON pointer.
    pub at: String,
    /// `Secret` or `Json`.
    pub kind: String,
    /// The names of its struct and of its field.
    pub of: (String, String),
}

/// The result of a comparison.
#[derive(Debug, Default)]
pub struct Compared {
    /// Differences between the response and the JSON.
    pub wrong: Vec<String>,
    /// The JSON pointers of the fields that no struct has.
    pub unknown: Vec<String>,
    pub hidden: Vec<Hidden>,
    /// The JSON pointers of the fields that are read on demand, and what reads them.
    pub lazy: Vec<(String, typed::Read)>,
}

/// How exactly kinds of values are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kinds {
    /// A string matches any JSON value, and a whole number any number.
    Tolerated,
    /// A string matches only a string; a number without a fraction only an integer type; and a struct has no field that
    /// the JSON lacks.
    Exact,
}

/// Reads JSON. Returns what `Debug` shows, and whether the value is equal to the one read from other JSON.
pub type ReadBoth<'r> = &'r dyn Fn(&str, &str) -> Result<(String, bool), String>;

/// Reads `json`, and compares everything below the pointer `at` with what was read. If `all`, it also changes each
/// hidden value, and reads the JSON again each time.
pub fn compare(json: &Value, at: &str, kinds: Kinds, all: bool, read: ReadBoth<'_>) -> Compared {
    let mut compared = Compared::default();
    let text = json.to_string();
    let shown = match read(&text, &text) {
        Ok((shown, true)) => shown,
        Ok((_, false)) => {
            compared.wrong.push("read twice, it is not the same".to_owned());
            return compared;
        }
        Err(error) => {
            compared.wrong.push(error);
            return compared;
        }
    };
    let tree = Shown::parse(&shown);
    let part = json.pointer(at).unwrap_or(&Value::Null);
    compared.value(&tree, part, at.to_owned(), &Default::default(), kinds);
    for hidden in compared.hidden.clone() {
        if all {
            compared.change(json, &text, &shown, &hidden, read);
        }
        compared.on_demand(json, &hidden, kinds, all);
    }
    compared
}

impl Compared {
    fn value(
        &mut self,
        shown: &Shown,
        json: &Value,
        at: String,
        of: &(String, String),
        kinds: Kinds,
    ) {
        let exact = kinds == Kinds::Exact;
        let is_equal = match (shown, json) {
            (Shown::Some(inner), json) if !json.is_null() => {
                return self.value(inner, json, at, of, kinds);
            }
            (Shown::Nothing, Value::Object(members)) => members.is_empty(),
            (shown, Value::Null) => shown.is_empty(),
            (Shown::Text(text), Value::String(json)) => text == json,
            (Shown::Text(text), Value::Bool(_) | Value::Number(_)) => {
                !exact && text.as_str() == json.to_string().as_str()
            }
            (Shown::Bool(shown), Value::Bool(json)) => shown == json,
            (Shown::Number(number), Value::Number(json)) => {
                number.parse().ok() == json.as_f64()
                    && !(exact && number.contains('.') == json.is_i64())
            }
            (Shown::Hidden(kind), _) => {
                self.hidden.push(Hidden { at, kind: kind.clone(), of: of.clone() });
                return;
            }
            (Shown::List(shown), Value::Array(json)) => {
                for (index, (shown, json)) in shown.iter().zip(json).enumerate() {
                    self.value(shown, json, format!("{at}/{index}"), of, kinds);
                }
                shown.len() == json.len()
            }
            (Shown::Struct(name, members), Value::Object(json)) => {
                for (member, shown) in members {
                    match json.get(member) {
                        Some(json) => {
                            let of = (name.clone(), member.clone());
                            self.value(shown, json, step(&at, member), &of, kinds);
                        }
                        None if shown.is_empty() => {
                            // All errors and warnings share one struct.
                            if exact && name != "Issue" {
                                let told = format!("{name} has a {member} that is not described");
                                self.wrong.push(told);
                            }
                        }
                        None => self.wrong.push(format!("{at}: {name} has a {member} of nothing")),
                    }
                }
                let unknown = json.keys().filter(|name| !members.iter().any(|(it, _)| it == *name));
                self.unknown.extend(unknown.map(|name| step(&at, name)));
                true
            }
            (Shown::Tuple(name, pairs), Value::Object(json)) if name == "Metadata" => {
                let Some(Shown::List(pairs)) = pairs.first() else { panic!("no metadata") };
                for pair in pairs {
                    let Shown::Tuple(_, pair) = pair else { panic!("no pair") };
                    let [Shown::Text(name), Shown::Tuple(_, value)] = &pair[..] else {
                        panic!("no name and value")
                    };
                    match json.get(name) {
                        Some(json) => self.value(&value[0], json, step(&at, name), of, kinds),
                        None => self.wrong.push(format!("{at}: {name} is from nowhere")),
                    }
                }
                pairs.len() == json.len()
            }
            _ => false,
        };
        if !is_equal {
            self.wrong.push(format!("{at}: {shown:?} was read of {json}"));
        }
    }

    /// Changes each hidden value: the response must differ, and look the same.
    fn change(
        &mut self,
        json: &Value,
        text: &str,
        shown: &str,
        hidden: &Hidden,
        read: ReadBoth<'_>,
    ) {
        let mut changed = json.clone();
        let Some(place) = changed.pointer_mut(&hidden.at) else { return };
        *place = match (hidden.kind.as_str(), &*place) {
            ("Secret", Value::String(text)) => json!(format!("{text}x")),
            ("Secret", other) => json!(format!("{other}x")),
            (_, other) => json!({ "changed": other }),
        };
        match read(&changed.to_string(), text) {
            Ok((other, false)) if other == shown => {}
            Ok((_, true)) => self.wrong.push(format!("{} is not read", hidden.at)),
            Ok(_) => self.wrong.push(format!("{} is shown", hidden.at)),
            Err(error) => self.wrong.push(format!("{}: {error}", hidden.at)),
        }
    }

    /// Reads what is read on demand. Several modules can have structs of this name: one of them has the field.
    fn on_demand(&mut self, json: &Value, hidden: &Hidden, kinds: Kinds, all: bool) {
        let (of, member) = &hidden.of;
        let found = typed::LAZY.iter().filter(|(name, it, _)| name == of && it == member);
        let found = found.map(|(_, _, read)| {
            let part = json.pointer(&hidden.at).unwrap_or(&Value::Null);
            let inner = compare(part, "", kinds, all, &|one, other| {
                read(one, other).map_err(|error| format!("{error:?}"))
            });
            (inner, *read)
        });
        let best = found.min_by_key(|(inner, _)| (inner.wrong.len(), inner.unknown.len()));
        let Some((inner, read)) = best else { return };
        let below = |inner: String| format!("{}{inner}", hidden.at);
        self.wrong.extend(inner.wrong.into_iter().map(below));
        self.unknown.extend(inner.unknown.into_iter().map(below));
        self.hidden
            .extend(inner.hidden.into_iter().map(|inner| Hidden { at: below(inner.at), ..inner }));
        self.lazy.extend(inner.lazy.into_iter().map(|(at, read)| (below(at), read)));
        self.lazy.push((hidden.at.clone(), read));
    }
}

/// The JSON pointer of a field.
pub fn step(at: &str, member: &str) -> String {
    format!("{at}/{}", member.replace('~', "~0").replace('/', "~1"))
}
