//! Lists: their filters and pages.

use serde_json::{Value, json};

use super::endpoints::{Call, Refusal, invalid};

/// Whether an item matches the parameters: each is compared with the field of its name. No item matches a parameter
/// that the fake does not know, such as `space_id`.
pub fn wanted(item: &Value, parameters: &Value) -> bool {
    let mut parameters = parameters.as_object().expect("checked before").iter();
    parameters.all(|(name, wanted)| match (name.as_str(), wanted) {
        ("limit" | "page_cursor", _) | (_, Value::Null) => true,
        ("since", _) => moment(&item["created_at"]) > moment(wanted),
        ("created_before", _) => moment(&item["created_at"]) < moment(wanted),
        ("between", _) => {
            let created = moment(&item["created_at"]);
            moment(&wanted[0]) < created && created < moment(&wanted[1])
        }
        ("search", _) => ["display_name", "name", "code", "url"].iter().any(|field| {
            let text = item[field].as_str().unwrap_or_default().to_lowercase();
            text.contains(&wanted.as_str().unwrap_or_default().to_lowercase())
        }),
        ("custom_metadata_has", Value::Object(pairs)) => {
            pairs.iter().all(|(key, value)| item["custom_metadata"][key] == *value)
        }
        // `device_ids` are the values of `device_id`.
        (_, Value::Array(values)) => values.contains(&item[name.trim_end_matches('s')]),
        _ => item[name] == *wanted || item["properties"][name] == *wanted,
    })
}

/// A time as text that sorts, whether it has a fraction of a second or not.
fn moment(time: &Value) -> String {
    let text = time.as_str().unwrap_or_default().trim_end_matches('Z');
    let (second, fraction) = text.split_once('.').unwrap_or((text, ""));
    format!("{second}.{fraction:0<9}")
}

/// One page of the items that match the call's parameters.
pub fn page(key: &str, items: Vec<Value>, call: &Call<'_>) -> Result<Value, Refusal> {
    let Call { path, parameters, .. } = call;
    // A cursor is valid only for the list that it came with.
    let mut list = parameters.clone();
    list.as_object_mut().expect("checked before").remove("page_cursor");
    let list = format!("{path}{list}")
        .bytes()
        .fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    let cursor = |start: usize| format!("{list:08x}{start:04}");
    let start = match parameters["page_cursor"].as_str() {
        None => 0,
        Some(given) => {
            let start = given.get(8..).and_then(|start| start.parse().ok());
            let start = start.filter(|start| cursor(*start) == given);
            start.ok_or_else(|| invalid("page_cursor", "Invalid page cursor"))?
        }
    };
    let mut items: Vec<_> =
        items.into_iter().filter(|item| wanted(item, parameters)).skip(start).collect();
    let limit = limit(parameters)?;
    let next = (items.len() > limit).then(|| cursor(start + limit));
    items.truncate(limit);
    let url = next
        .as_ref()
        .map(|next| format!("https://connect.getseam.com{path}?limit={limit}&page_cursor={next}"));
    Ok(json!({
        key: items,
        "pagination": {
            "has_next_page": next.is_some(),
            "next_page_cursor": next,
            "next_page_url": url,
        },
    }))
}

pub fn limit(parameters: &Value) -> Result<usize, Refusal> {
    match parameters["limit"].as_f64() {
        None => Ok(500),
        Some(limit) if limit >= 1.0 => Ok(limit as usize),
        Some(_) => Err(invalid("limit", "Number must be greater than or equal to 1")),
    }
}
