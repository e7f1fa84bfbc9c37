//! What is printed on standard output.

use crate::failure::Failure;
use crate::json::{Value, pretty};
use crate::options::Options;
use crate::terminal;
use crate::writer::Writer;

mod fields;
mod table;

pub(crate) use fields::{Rows, check_names};

/// Prints what a call returned: as JSON, or on a terminal as a table or lines. `key` is its name in the response.
pub(crate) fn answer(
    key: &str,
    value: &Value,
    options: &Options,
    out: &mut Writer,
) -> Result<(), Failure> {
    if options.is_given("field") || options.is_given("lines") {
        return fields::answer(value, options, out);
    }
    if terminal::is_output() && !options.is_given("json") {
        return out.write_styled(&table::text(key, value, terminal::width()));
    }
    out.write(&(pretty(value) + "\n"))
}
