//! `--field` and `--lines`: what a script reads line by line.

use std::borrow::Cow;

use seam_client::shown;

use crate::failure::Failure;
use crate::json::{Value, at, compact};
use crate::options::Options;
use crate::writer::Writer;

/// Prints a list as rows, and of anything else the fields that were asked for.
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

/// The names, as they were given: comma-separated, or one by one.
fn names(options: &Options) -> Vec<&str> {
    options.all("field").flat_map(|names| names.split(',')).map(str::trim).collect()
}

/// Refuses a name that is empty before anything is sent.
pub(crate) fn check_names(options: &Options) -> Result<(), Failure> {
    if names(options).contains(&"") {
        return Err(Failure::Usage("--field needs names, with a comma between two".to_owned()));
    }
    Ok(())
}

/// The items of a list, each on a line of its own: as JSON, or by `--field` with a column a name.
pub(crate) struct Rows<'o> {
    names: Vec<&'o str>,
    /// Those that an item had.
    found: Vec<bool>,
    is_empty: bool,
}

impl<'o> Rows<'o> {
    pub(crate) fn new(options: &'o Options) -> Self {
        let names = names(options);
        Self { found: vec![false; names.len()], names, is_empty: true }
    }

    /// The names begin with numbers, so that they are of the list itself.
    fn are_of_the_list(&self) -> bool {
        let is_number = |name: &&str| {
            let first = name.split('.').next().unwrap_or_default();
            !first.is_empty() && first.bytes().all(|it| it.is_ascii_digit())
        };
        self.names.iter().all(is_number)
    }

    /// An item's line. A column is empty if the item has no such field, or `null` in it. Line breaks and tabs are
    /// escaped, also in the only column: what a device is called must not make a row of its own.
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

    /// A field that no item of a list had is a mistake.
    pub(crate) fn end(&self) -> Result<(), Failure> {
        let missing = self.names.iter().zip(&self.found).find(|(_, found)| !**found);
        match missing {
            Some((name, _)) if !self.is_empty => {
                Err(Failure::Output(format!("no item of the list has {}", shown(name))))
            }
            _ => Ok(()),
        }
    }

    /// Prints the fields of one answer. Of several, `null` is an empty column; one that is not there is an error, after
    /// the others are printed: what was done is not done again to learn its ID.
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

/// A value in a column: a text as it is, but for what would end the column.
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
