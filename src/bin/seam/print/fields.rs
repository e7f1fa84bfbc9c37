//! `--field` and `--lines`: output for scripts, line by line.

use std::borrow::Cow;

use seam_client::shown;

use crate::failure::Failure;
use crate::json::{Value, at, compact};
use crate::options::Options;
use crate::writer::Writer;

/// Prints a list as rows, and the requested fields of anything else.
pub(crate) fn answer(value: &Value, options: &Options, out: &mut Writer) -> Result<(), Failure> {
    let mut rows = Rows::new(options);
    match value {
        Value::Array(items) if options.is_given("lines") || !rows.are_of_the_list() => {
            let text: String = items.iter().map(|item| rows.row(item)).collect();
            out.write(&text)?;
            rows.end()
        }
        _ => rows.one(value, out),
    }
}

/// The names, which were given comma-separated or one by one.
fn names(options: &Options) -> Vec<&str> {
    options.all("field").flat_map(|names| names.split(',')).map(str::trim).collect()
}

/// Rejects an empty name, before anything is sent.
pub(crate) fn check_names(options: &Options) -> Result<(), Failure> {
    if names(options).contains(&"") {
        return Err(Failure::Usage("--field needs names, separated by commas".to_owned()));
    }
    Ok(())
}

/// The items of a list, one per line: as JSON, or with `--field` one column per name.
pub(crate) struct Rows<'o> {
    names: Vec<&'o str>,
    /// Which of them an item had.
    found: Vec<bool>,
    is_empty: bool,
}

impl<'o> Rows<'o> {
    pub(crate) fn new(options: &'o Options) -> Self {
        let names = names(options);
        Self { found: vec![false; names.len()], names, is_empty: true }
    }

    /// Whether all names begin with a number, which is an index into the list.
    fn are_of_the_list(&self) -> bool {
        let is_number = |name: &&str| {
            let first = name.split('.').next().unwrap_or_default();
            !first.is_empty() && first.bytes().all(|it| it.is_ascii_digit())
        };
        self.names.iter().all(is_number)
    }

    /// An item's line. A column is empty if the item has no such field, or `null` in it. Line breaks and tabs are
    /// escaped, even if there is only one column: a device's name must not begin a new row.
    pub(crate) fn row(&mut self, item: &Value) -> String {
        self.is_empty = false;
        if self.names.is_empty() {
            return compact(item) + "\n";
        }
        let mut row = String::new();
        for (index, (name, found)) in self.names.iter().zip(&mut self.found).enumerate() {
            let value = at(item, name);
            *found |= value.is_some();
            row.push_str(if index > 0 { "\t" } else { "" });
            row.push_str(&value.map(column).unwrap_or_default());
        }
        row + "\n"
    }

    /// A field that no item of the list has is an error.
    pub(crate) fn end(&self) -> Result<(), Failure> {
        let missing = self.names.iter().zip(&self.found).find(|(_, found)| !**found);
        match missing {
            Some((name, _)) if !self.is_empty => {
                Err(Failure::Output(format!("no item of the list has {}", shown(name))))
            }
            _ => Ok(()),
        }
    }

    /// Prints the fields of one response. If there are several, `null` is an empty column. A missing field is an error,
    /// but the others are printed first, so that nobody has to repeat the call to learn them.
    fn one(&mut self, value: &Value, out: &mut Writer) -> Result<(), Failure> {
        let missing = |name: &str| Failure::Output(format!("the response has no {}", shown(name)));
        if let &[name] = &self.names[..] {
            return match at(value, name) {
                None | Some(Value::Null) => Err(missing(name)),
                Some(Value::String(text)) => out.write(&format!("{text}\n")),
                Some(other) => out.write(&(compact(other) + "\n")),
            };
        }
        out.write(&self.row(value))?;
        let first = self.names.iter().zip(&self.found).find(|(_, found)| !**found);
        first.map_or(Ok(()), |(name, _)| Err(missing(name)))
    }
}

/// A value in a column. A text is printed as it is, except for characters that would end the column.
fn column(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) if !text.contains(['\\', '\t', '\n', '\r']) => Cow::Borrowed(text),
        Value::String(text) => {
            let text = text.replace('\\', "\\\\").replace('\t', "\\t");
            Cow::Owned(text.replace('\n', "\\n").replace('\r', "\\r"))
        }
        other => Cow::Owned(compact(other)),
    }
}
