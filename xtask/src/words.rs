//! `api/words.toml`: our own sentence for everything that is documented.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

type Result<T> = std::result::Result<T, String>;

const TABLES: [&str; 8] = [
    "routes",
    "examples",
    "endpoints",
    "parameters",
    "patterns",
    "resources",
    "fields",
    "deprecated",
];
/// Those that contain no sentences.
const NO_SENTENCES: [&str; 2] = ["examples", "deprecated"];

#[derive(Debug)]
pub(crate) struct Words {
    tables: Table,
    /// The keys that were looked for but not found, by table, and where each was needed.
    missing: RefCell<BTreeMap<(String, String), BTreeSet<String>>>,
    used: RefCell<BTreeSet<(String, String)>>,
}

/// A sentence, and the note for what is deprecated, which says what to use instead.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sentence {
    pub(crate) text: String,
    pub(crate) deprecated: Option<String>,
}

impl Words {
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let tables: Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
        let mut flaws = Vec::new();
        for (name, table) in &tables {
            if !TABLES.contains(&name.as_str()) {
                flaws.push(format!("there is no table [{name}]"));
            }
            for (key, sentence) in table.as_table().into_iter().flatten() {
                let sentence = sentence.as_str().unwrap_or_default();
                if !sentence.ends_with('.') && !NO_SENTENCES.contains(&name.as_str()) {
                    flaws.push(format!(
                        "[{name}] \"{key}\" is not a sentence with a full stop: {sentence}"
                    ));
                }
            }
        }
        let words = Self { tables, missing: RefCell::default(), used: RefCell::default() };
        if flaws.is_empty() { Ok(words) } else { Err(flaws.join("\n")) }
    }

    /// The sentence of the first of these keys that has one.
    fn find(&self, table: &str, keys: &[&str]) -> Option<&str> {
        let entries = self.tables.get(table)?;
        let key = keys.iter().find(|&&key| entries.get(key).is_some())?;
        self.used.borrow_mut().insert((table.to_owned(), (*key).to_owned()));
        entries.get(key).and_then(Value::as_str)
    }

    fn miss(&self, table: &str, key: &str, place: &str) {
        let key = (table.to_owned(), key.to_owned());
        self.missing.borrow_mut().entry(key).or_default().insert(place.to_owned());
    }

    /// What a module is about.
    pub(crate) fn route(&self, route: &str) -> String {
        self.whole("routes", route)
    }

    /// The lines that show how a module's calls are used.
    pub(crate) fn example(&self, route: &str) -> String {
        self.whole("examples", route)
    }

    /// What an endpoint does.
    pub(crate) fn endpoint(&self, path: &str) -> Sentence {
        Sentence { text: self.whole("endpoints", path), deprecated: self.note(&[path]) }
    }

    fn whole(&self, table: &str, key: &str) -> String {
        let sentence = self.find(table, &[key]);
        if sentence.is_none() {
            self.miss(table, key, key);
        }
        sentence.unwrap_or_default().to_owned()
    }

    /// What a parameter is, by its endpoint and its path there.
    pub(crate) fn parameter(&self, endpoint: &str, path: &str) -> Sentence {
        let full = format!("{endpoint} {path}");
        let mut keys = vec![full.as_str()];
        keys.extend(ends(path));
        self.with_note("parameters", &keys)
    }

    /// What a field is, by its path.
    pub(crate) fn field(&self, path: &str) -> Sentence {
        self.with_note("fields", &ends(path))
    }

    fn with_note(&self, table: &str, keys: &[&str]) -> Sentence {
        let name = keys.last().copied().unwrap_or_default();
        let own = self.find(table, keys).map(str::to_owned);
        let text = own.or_else(|| self.by_pattern(name));
        if text.is_none() {
            self.miss(table, name, keys.first().copied().unwrap_or_default());
        }
        Sentence { text: text.unwrap_or_default(), deprecated: self.note(keys) }
    }

    fn note(&self, keys: &[&str]) -> Option<String> {
        self.find("deprecated", keys).map(str::to_owned)
    }

    /// The sentence of the first pattern that matches.
    fn by_pattern(&self, name: &str) -> Option<String> {
        let patterns = self.tables.get("patterns")?.as_table()?;
        patterns.iter().find_map(|(pattern, sentence)| {
            let matched = matched(pattern, name)?.replace('_', " ");
            self.used.borrow_mut().insert(("patterns".to_owned(), pattern.clone()));
            Some(sentence.as_str()?.replace("{}", &matched))
        })
    }

    /// What a resource is, or an object within one, by its path; or by the name of the type, if that is for several.
    pub(crate) fn resource(&self, path: &str, name: &str) -> String {
        let mut keys = ends(path);
        keys.insert(1, name);
        let sentence = self.find("resources", &keys);
        if sentence.is_none() {
            self.miss("resources", keys.last().copied().unwrap_or_default(), path);
        }
        sentence.unwrap_or_default().to_owned()
    }

    /// What an object within a request is, if anything is said of it.
    pub(crate) fn object(&self, endpoint: &str, path: &str, name: &str) -> Option<String> {
        self.find("resources", &[&format!("{endpoint} {path}"), name]).map(str::to_owned)
    }

    /// All that has no sentence, as it can be pasted into the file.
    pub(crate) fn missing(&self) -> Option<String> {
        let missing = self.missing.borrow();
        let mut text = String::new();
        for table in TABLES {
            let mut keys = missing.iter().filter(|((other, _), _)| other == table).peekable();
            if keys.peek().is_some() {
                text.push_str(&format!("\n[{table}]\n"));
            }
            for ((_, key), places) in keys {
                let places: Vec<_> = places.iter().take(3).map(String::as_str).collect();
                let key = if is_bare(key) { key.clone() } else { format!("{key:?}") };
                text.push_str(&format!("{key} = \"\" # {}\n", places.join(", ")));
            }
        }
        (!text.is_empty()).then_some(text)
    }

    /// The entries that nothing needed.
    pub(crate) fn unused(&self) -> Vec<String> {
        let used = self.used.borrow();
        let mut unused = Vec::new();
        for (name, table) in &self.tables {
            for key in table.as_table().into_iter().flat_map(Table::keys) {
                if !used.contains(&(name.clone(), key.clone())) {
                    unused.push(format!("[{name}] \"{key}\""));
                }
            }
        }
        unused
    }
}

fn is_bare(key: &str) -> bool {
    key.chars().all(|one| one.is_ascii_alphanumeric() || one == '_' || one == '-')
}

/// What `*` of a pattern matches in a name.
fn matched<'n>(pattern: &str, name: &'n str) -> Option<&'n str> {
    let (before, after) = pattern.split_once('*')?;
    let matched = name.strip_prefix(before)?.strip_suffix(after)?;
    (!matched.is_empty()).then_some(matched)
}

/// A path and its ends, the longest first: `a.b.c`, `b.c`, `c`.
fn ends(path: &str) -> Vec<&str> {
    let dots = path.match_indices('.').filter_map(|(index, _)| path.get(index + 1..));
    std::iter::once(path).chain(dots).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::parse(
            r#"
            [parameters]
            limit = "The most items."
            "/devices/list limit" = "The most devices."
            [patterns]
            "acs_*_id" = "ID of the ACS {}."
            "*_id" = "ID of the {}."
            "n*" = "The {}."
            [fields]
            "device.battery.level" = "From 0 to 1."
            level = "A level."
            [deprecated]
            "/locks/list name" = "use `display_name`"
            "#,
        )
        .unwrap()
    }

    fn text(text: &str) -> Sentence {
        Sentence { text: text.to_owned(), deprecated: None }
    }

    #[test]
    fn the_longest_path_wins_then_the_name_then_the_first_pattern() {
        let words = words();
        assert_eq!(words.parameter("/devices/list", "limit"), text("The most devices."));
        assert_eq!(words.parameter("/locks/list", "limit"), text("The most items."));
        assert_eq!(words.parameter("/locks/list", "acs_user_id"), text("ID of the ACS user."));
        assert_eq!(
            words.parameter("/locks/list", "connected_account_id"),
            text("ID of the connected account.")
        );
        assert_eq!(words.field("device.battery.level"), text("From 0 to 1."));
        assert_eq!(words.field("phone.level"), text("A level."));
        assert_eq!(words.missing(), None);
        // A pattern matches something.
        assert_eq!(words.by_pattern("_id"), None);
    }

    #[test]
    fn deprecated_parameters_have_a_note() {
        let sentence = words().parameter("/locks/list", "name");
        assert_eq!(sentence.text, "The ame.");
        assert_eq!(sentence.deprecated.as_deref(), Some("use `display_name`"));
        assert_eq!(words().parameter("/locks/get", "name").deprecated, None);
    }

    #[test]
    fn a_type_shared_by_several_objects_has_its_own_sentence() {
        let words = "[resources]\nfrom = 'Before.'\nValues = 'Both.'\n'a.to' = 'After.'";
        let words = Words::parse(words).unwrap();
        assert_eq!(words.resource("a.from", "Values"), "Both.");
        assert_eq!(words.resource("a.from", "From"), "Before.");
        assert_eq!(words.resource("a.to", "Values"), "After.");
        assert_eq!(words.object("/a/b", "from", "Values").as_deref(), Some("Both."));
        assert_eq!(words.object("/a/b", "from", "From"), None);
    }

    #[test]
    fn missing_sentences_are_listed_for_pasting() {
        let words = words();
        words.route("/locks");
        words.field("device.state");
        words.field("phone.state");
        let list = "\n[routes]\n\"/locks\" = \"\" # /locks\n\n[fields]\nstate = \"\" # device.state, phone.state\n";
        assert_eq!(words.missing().as_deref(), Some(list));
    }

    #[test]
    fn text_that_is_not_a_sentence_is_rejected() {
        assert!(Words::parse("[fields]\nlimit = 'A limit'").is_err());
        assert!(Words::parse("[field]\nlimit = 'A limit.'").is_err());
    }
}
