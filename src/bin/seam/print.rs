//! What goes to standard output.

use crate::failure::Failure;
use crate::json::{Value, pretty};
use crate::options::Options;
use crate::writer::Writer;

mod fields;

pub(crate) use fields::{Rows, check_names};

/// Prints what a call returned.
pub(crate) fn answer(value: &Value, options: &Options, out: &mut Writer) -> Result<(), Failure> {
    if options.is_given("field") || options.is_given("lines") {
        return fields::answer(value, options, out);
    }
    out.write(&(pretty(value) + "\n"))
}
