//! What goes to standard output.

use seam_client::shown;

use crate::failure::Failure;
use crate::json::{Value, at, compact, pretty};
use crate::options::Options;
use crate::writer::Writer;

/// Prints what a call returned.
pub(crate) fn answer(value: &Value, options: &Options, out: &mut Writer) -> Result<(), Failure> {
    let Some(path) = options.get("field") else {
        return out.write(&(pretty(value) + "\n"));
    };
    let value = at(value, path).filter(|value| !matches!(value, Value::Null));
    let value =
        value.ok_or_else(|| Failure::Output(format!("the answer has no {}", shown(path))))?;
    out.write(&match value {
        Value::String(text) => format!("{text}\n"),
        other => format!("{}\n", compact(other)),
    })
}
