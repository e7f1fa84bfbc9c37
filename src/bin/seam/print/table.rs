//! The output on a terminal instead of JSON: a table for a list, lines for an object.

use std::borrow::Cow;

use crate::json::{Value, by_name, compact, member};
use crate::terminal::{bold, columns, cut, safe};

/// The longest text that a table shows; an ID is shorter.
const WIDEST: usize = 40;

/// The rank of columns that come last.
const LAST: u8 = 12;

/// Printed for an empty value.
const NOTHING: &str = "-";

/// The value as a text for a terminal with this many columns. `key` is its name in the response, such as `devices`.
pub(super) fn text(key: &str, value: &Value, width: usize) -> String {
    let mut text = String::new();
    match value {
        Value::Array(items) => list(key, items, width, &mut text),
        Value::Object(_) => object(value, 0, &mut text),
        other => line(0, &one_line(other), &mut text),
    }
    text
}

fn list(key: &str, items: &[Value], width: usize, text: &mut String) {
    if items.is_empty() {
        return line(0, "none", text);
    }
    if !items.iter().all(|item| matches!(item, Value::Object(_))) {
        return items.iter().for_each(|item| line(0, &one_line(item), text));
    }
    let names = names(key, items);
    let all = members(items).len();
    let mut shown: Vec<Column<'_>> = Vec::new();
    let mut used = 0;
    for name in &names {
        let column = Column::new(name, items);
        // The first column identifies the item.
        if shown.is_empty() || used + 2 + column.width <= width {
            used += column.width + if shown.is_empty() { 0 } else { 2 };
            shown.push(column);
        }
    }
    if let [only] = shown.as_mut_slice() {
        only.width = only.width.min(width);
    }
    let header = row(shown.iter().map(|it| (Cow::Borrowed(&*it.title), it.width)));
    line(0, &bold(&header), text);
    for item in items {
        line(0, &row(shown.iter().map(|it| (cell(item, it.name), it.width))), text);
    }
    match all - shown.len() {
        0 => {}
        1 => line(0, "… 1 more column: --json", text),
        more => line(0, &format!("… {more} more columns: --json"), text),
    }
}

struct Column<'a> {
    name: &'a str,
    title: String,
    width: usize,
}

impl<'a> Column<'a> {
    fn new(name: &'a str, items: &[Value]) -> Self {
        let widest = items.iter().map(|item| columns(&cell(item, name))).max().unwrap_or_default();
        let title = clean(name).to_ascii_uppercase();
        Self { name, width: widest.max(columns(&title)).min(WIDEST), title }
    }
}

/// A row of cells, without spaces at its end.
fn row<'a>(cells: impl Iterator<Item = (Cow<'a, str>, usize)>) -> String {
    let mut row = String::new();
    for (index, (text, width)) in cells.enumerate() {
        if index > 0 {
            row.push_str("  ");
        }
        let text = cut(&text, width);
        row.push_str(&text);
        row.push_str(&" ".repeat(width - columns(&text).min(width)));
    }
    row.truncate(row.trim_end().len());
    row
}

/// The item's field with this name, on one line.
fn cell<'a>(item: &'a Value, name: &str) -> Cow<'a, str> {
    member(item, name).map_or(Cow::Borrowed(NOTHING), one_line)
}

/// The names of all fields that have a value in at least one item.
fn members(items: &[Value]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for item in items {
        let Value::Object(members) = item else { continue };
        for (name, _) in members.iter().filter(|(_, value)| is_something(value)) {
            if let Err(at) = names.binary_search(&name.as_str()) {
                names.insert(at, name);
            }
        }
    }
    names
}

fn is_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        _ => true,
    }
}

/// Whether it fits on one line.
fn is_plain(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.iter().all(is_single),
        _ => true,
    }
}

/// The names of the columns that a table can show, those that tell the items apart first.
fn names<'a>(key: &str, items: &'a [Value]) -> Vec<&'a str> {
    let own = own_id(key);
    let can_be_shown = |name: &&str| items.iter().all(|it| member(it, name).is_none_or(is_plain));
    let is_bool =
        |name: &str| items.iter().any(|it| matches!(member(it, name), Some(Value::Bool(_))));
    let is_list =
        |name: &str| items.iter().any(|it| matches!(member(it, name), Some(Value::Array(_))));
    let rank_of = |name: &str| match name {
        _ if name == own => 0,
        "display_name" => 1,
        "name" | "full_name" | "code" => 2,
        "email_address" | "email" | "phone_number" | "url" => 3,
        "type" => 4,
        "status" => 5,
        other if is_list(other) => 11,
        other if other.ends_with("_type") => 4,
        other if other.ends_with("_status") => 5,
        "created_at" => 9,
        other if other.ends_with("_at") => 6,
        other if is_bool(other) => 7,
        // The same in nearly all items.
        "workspace_id" | "connected_account_id" => LAST,
        other if other.ends_with("_id") => 10,
        _ => 8,
    };
    let names: Vec<_> = members(items).into_iter().filter(can_be_shown).collect();
    // std's sort would add 6 kB.
    let of_rank = |rank| names.iter().copied().filter(move |name| rank_of(name) == rank);
    (0..=LAST).flat_map(of_rank).collect()
}

/// `device_id` for `devices`.
fn own_id(key: &str) -> String {
    let key = key.strip_prefix("unmanaged_").unwrap_or(key);
    let one = match key.strip_suffix("ies") {
        Some(start) => [start, "y"].concat(),
        None => key.strip_suffix('s').unwrap_or(key).to_owned(),
    };
    one + "_id"
}

fn is_single(value: &Value) -> bool {
    !matches!(value, Value::Object(_) | Value::Array(_))
}

/// A line for each field, sorted by name; nested ones are indented.
fn object(value: &Value, indent: usize, text: &mut String) {
    let Value::Object(members) = value else { return };
    for (name, value) in by_name(members) {
        let name = clean(name);
        match value {
            Value::Object(inner) if !inner.is_empty() => {
                line(indent, &[&*bold(&name), ":"].concat(), text);
                object(value, indent + 2, text);
            }
            Value::Array(items) if !is_plain(value) => {
                line(indent, &[&*bold(&name), ":"].concat(), text);
                for item in items {
                    let start = text.len();
                    match item {
                        Value::Object(inner) if !inner.is_empty() => object(item, indent + 4, text),
                        other => line(indent + 4, &one_line(other), text),
                    }
                    // Marks the beginning of an item.
                    if text.len() > start {
                        text.replace_range(start + indent + 2..start + indent + 3, "-");
                    }
                }
            }
            other => line(indent, &[&*bold(&name), ": ", &one_line(other)].concat(), text),
        }
    }
}

fn line(indent: usize, line: &str, text: &mut String) {
    text.push_str(&" ".repeat(indent));
    text.push_str(line);
    text.push('\n');
}

fn one_line(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(NOTHING),
        Value::String(text) => match time(text) {
            Some(time) => Cow::Owned(time),
            None => clean(text),
        },
        Value::Array(_) | Value::Object(_) if !is_something(value) => Cow::Borrowed("none"),
        Value::Array(items) if is_plain(value) => {
            Cow::Owned(items.iter().map(one_line).collect::<Vec<_>>().join(", "))
        }
        other => Cow::Owned(clean(&compact(other)).into_owned()),
    }
}

/// A text without line breaks.
fn clean(text: &str) -> Cow<'_, str> {
    match safe(text) {
        text if text.contains(['\n', '\t']) => {
            Cow::Owned(text.replace('\n', "\\n").replace('\t', "\\t"))
        }
        text => text,
    }
}

/// A time in UTC, as people write it; `None` if it is not a time.
fn time(text: &str) -> Option<String> {
    let text = text.strip_suffix('Z')?;
    let (moment, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let (date, time) = moment.split_once('T')?;
    let is_of = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|(byte, of)| match of {
                b'0' => byte.is_ascii_digit(),
                _ => byte == of,
            })
    };
    let is_time = is_of(date, "0000-00-00")
        && is_of(time, "00:00:00")
        && fraction.bytes().all(|byte| byte.is_ascii_digit());
    is_time.then(|| [date, " ", time, " UTC"].concat())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::json::parse;

    fn shown(key: &str, json: &str, width: usize) -> String {
        text(key, &parse(json).unwrap(), width)
    }

    const DEVICES: &str = r#"[
        {"workspace_id": "w", "created_at": "2025-06-14T16:54:17.946309Z", "device_id": "d1", "display_name": "Front door",
         "device_type": "august_lock", "properties": {"online": true}, "errors": [], "nickname": null},
        {"workspace_id": "w", "created_at": "2025-06-14T16:54:17Z", "device_id": "d2", "display_name": "錠 🔒",
         "device_type": "a\u001b[2Jb\nc", "properties": {}, "errors": [{"a": 1}], "nickname": null}]"#;

    #[test]
    fn a_list_is_a_table_with_the_columns_that_fit() {
        let wide = "DEVICE_ID  DISPLAY_NAME  DEVICE_TYPE     CREATED_AT               WORKSPACE_ID\n\
                    d1         Front door    august_lock     2025-06-14 16:54:17 UTC  w\n\
                    d2         錠 🔒         a\\u001b[2Jb\\nc  2025-06-14 16:54:17 UTC  w\n\
                    … 2 more columns: --json\n";
        assert_eq!(shown("devices", DEVICES, 120), wide);
        // What comes later takes the place of what is too wide.
        let narrow = "DEVICE_ID  DISPLAY_NAME  WORKSPACE_ID\n\
                      d1         Front door    w\n\
                      d2         錠 🔒         w\n\
                      … 4 more columns: --json\n";
        assert_eq!(shown("devices", DEVICES, 37), narrow);
        assert_eq!(shown("devices", DEVICES, 6), "DEVIC…\nd1\nd2\n… 6 more columns: --json\n");
        assert_eq!(shown("devices", r#"[{"a": 1}, {"b": "x"}]"#, 80), "A  B\n1  -\n-  x\n");
        assert_eq!(shown("devices", "[]", 80), "none\n");
        assert_eq!(shown("names", r#"["a", "b\u009b"]"#, 80), "a\nb\\u009b\n");
        let long = format!(r#"[{{"name": "{}", "x": 1}}]"#, "a".repeat(50));
        assert_eq!(
            shown("x", &long, 80),
            format!("NAME{}  X\n{}…  1\n", " ".repeat(36), "a".repeat(39))
        );
    }

    #[test]
    fn the_id_column_comes_first() {
        for (key, id) in [("devices", "device_id"), ("user_identities", "user_identity_id")] {
            let json = format!(r#"[{{"a_id": "1", "name": "n", "{id}": "2"}}]"#);
            assert!(shown(key, &json, 80).starts_with(&id.to_uppercase()));
        }
    }

    #[test]
    fn an_object_is_printed_as_one_line_per_field() {
        let json = r#"{"name": "Front\u202e door", "created_at": "2025-06-14T16:54:17.946309Z", "ends_at": null,
            "ids": ["a", "b"], "none": [], "place": {"city": "錠", "of": {}}, "e\u001b": true,
            "errors": [{"code": "x", "at": 1}, {}, [1]], "local": "2025-06-14T16:54:17+02:00"}"#;
        let lines = "created_at: 2025-06-14 16:54:17 UTC\nends_at: -\nerrors:\n  - at: 1\n    code: x\n  - none\n  - 1\n\
                     e\\u001b: true\nids: a, b\nlocal: 2025-06-14T16:54:17+02:00\nname: Front\\u202e door\n\
                     none: none\nplace:\n  city: 錠\n  of: none\n";
        let text = shown("x", json, 80);
        let (mut text, mut lines) =
            (text.lines().collect::<Vec<_>>(), lines.lines().collect::<Vec<_>>());
        // Where a name with an escape sequence comes is of no interest.
        text.sort_unstable();
        lines.sort_unstable();
        assert_eq!(text, lines);
    }

    #[test]
    fn only_timestamps_are_formatted_as_times() {
        assert_eq!(time("2025-06-14T16:54:17Z").unwrap(), "2025-06-14 16:54:17 UTC");
        for other in
            ["2025-06-14", "2025-06-14T16:54Z", "2025-06-14T16:54:17.\u{1b}Z", "TZ", "Z", ""]
        {
            assert_eq!(time(other), None, "{other:?}");
        }
    }
}
