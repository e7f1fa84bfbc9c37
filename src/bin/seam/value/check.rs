//! Checks whether a value has the type of its parameter.

use seam_client::shown;

use crate::catalog::Kind;
use crate::near::did_you_mean;
use crate::value::Json;
use crate::value::schema::Schema;

/// Returns what is wrong with a value; adds what is only odd to the warnings. `place` is such as `--user-identity`, or
/// `--user-identity: full_name` for a field of an object.
pub(crate) fn check(
    schema: Schema,
    value: &Json,
    place: &str,
    warnings: &mut Vec<String>,
) -> Result<(), String> {
    let parameter = &schema.parameter;
    let wrong = || Err(format!("{place} must be {}", schema.what()));
    match (schema.kind, value) {
        (Kind::Value, Json::Null) => {}
        (_, Json::Null) => {
            if !parameter.is_nullable() {
                warnings.push(format!("{place} is not documented to accept null"));
            }
        }
        (Kind::Text, Json::Text(text)) => {
            let known = || parameter.values();
            if known().next().is_some() && !known().any(|it| it == text) {
                let near = did_you_mean(text, known(), "");
                let all = known().collect::<Vec<_>>().join(", ");
                warnings.push(format!(
                    "{place} {} is not one of the known values ({all}){near}",
                    shown(text)
                ));
            }
        }
        (Kind::Value, Json::Text(_) | Json::Bool(_))
        | (Kind::Bool, Json::Bool(_))
        | (Kind::Number, Json::Number(_)) => {}
        (Kind::Time, Json::Text(text)) if is_time(text) => {}
        (Kind::Whole, Json::Number(number)) if !number.contains(['.', 'e', 'E']) => {}
        (kind, Json::List(items)) if kind.is_list() => {
            for item in items {
                if item == &Json::Null || check(schema.item(), item, place, warnings).is_err() {
                    // Which of the members is wrong, or what the whole has to be.
                    if let (Json::Object(_), Kind::Objects) = (item, kind) {
                        return check(schema.item(), item, place, &mut Vec::new());
                    }
                    return wrong();
                }
            }
        }
        (Kind::Object, Json::Object(members)) => {
            let at = |name: &str| {
                let sign = if place.contains(": ") { "." } else { ": " };
                format!("{place}{sign}{name}")
            };
            for (name, value) in members {
                let Some(member) = schema.member(name) else {
                    let near = did_you_mean(name, parameter.members().map(|it| it.name), "");
                    warnings.push(format!("{place} has no known member {}{near}", shown(name)));
                    continue;
                };
                if let Some(note) = member.parameter.deprecated {
                    warnings.push(format!("{} is deprecated: {note}", at(name)));
                }
                check(member, value, &at(name), warnings)?;
            }
            let is_missing = |name| !members.iter().any(|(other, _)| other == name);
            let mut required = parameter.members().filter(|it| it.is_required());
            if let Some(missing) = required.find(|it| is_missing(it.name)) {
                return Err(format!("{} is required", at(missing.name)));
            }
        }
        (Kind::Map, Json::Object(members)) => {
            for (_, value) in members {
                if !matches!(value, Json::Text(_) | Json::Bool(_) | Json::Null) {
                    return wrong();
                }
            }
        }
        _ => return wrong(),
    }
    Ok(())
}

/// Whether it looks like a date in ISO 8601, with or without a time.
fn is_time(text: &str) -> bool {
    let shape = text.bytes().take(10).map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    shape.eq(*b"0000-00-00")
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"-+:.TtZz ".contains(&byte))
}
