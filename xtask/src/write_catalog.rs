//! Writes `src/bin/seam/catalog.txt`: for the command, what each endpoint is and takes.

use crate::plan::{Call, Module, Parameter, ParameterKind, Plan, Request, route_of};
use crate::schema::Kind;

pub(crate) const PATH: &str = "src/bin/seam/catalog.txt";

/// Of each namespace a line, then those of its endpoints and their parameters, in the order of their paths.
pub(crate) fn file(plan: &Plan) -> String {
    let by_hand = crate::plan::BY_HAND;
    let mut namespaces: Vec<(&str, &str, &[Call], &[Request])> = plan
        .modules
        .iter()
        .filter(|module| module.route != crate::plan::ISSUE)
        .map(|Module { route, doc, calls, objects, .. }| {
            (route.as_str(), doc.as_str(), calls.as_slice(), objects.as_slice())
        })
        .collect();
    namespaces.push((by_hand, &plan.by_hand_doc, &plan.by_hand, &[]));
    namespaces.sort_by_key(|(route, ..)| *route);

    let mut text = String::new();
    for (route, doc, calls, objects) in namespaces {
        line(&mut text, "N", &[route, doc]);
        let mut calls: Vec<&Call> = calls.iter().collect();
        calls.sort_by_key(|call| &call.path);
        for call in calls {
            debug_assert_eq!(route_of(&call.path), route);
            endpoint(&mut text, call, objects);
        }
    }
    text
}

fn endpoint(text: &mut String, call: &Call, objects: &[Request]) {
    let response = call.response.as_ref();
    let flags: String = [
        ('r', call.idempotent),
        ('g', call.done_on_404),
        ('p', call.pages),
        ('a', response.is_some_and(|response| response.key == "action_attempt")),
        ('o', response.is_some_and(|response| response.optional)),
        ('l', response.is_some_and(|response| response.kind.starts_with("Vec<"))),
        ('u', !call.documented),
    ]
    .into_iter()
    .filter_map(|(flag, is_set)| is_set.then_some(flag))
    .collect();
    let key = response.map_or("", |response| &response.key);
    // A method of Rust's, as the command calls it.
    let deprecated = call.deprecated.as_deref().unwrap_or_default().replace("().", " ");
    line(text, "E", &[&call.path, &flags, key, &call.doc, &deprecated]);
    for rule in &call.rules {
        let count = if rule.at_least_one { "some" } else { "one" };
        line(text, "R", &[count, &rule.of.join(",")]);
    }
    parameters(text, "P", "", &call.request, objects);
}

fn parameters(text: &mut String, letter: &str, before: &str, of: &Request, objects: &[Request]) {
    let required = of.required.iter().map(|parameter| (parameter, true));
    let optional = of.optional.iter().map(|parameter| (parameter, false));
    for (parameter, is_required) in required.chain(optional) {
        // Not as Rust's keyword.
        let name = format!("{before}{}", parameter.name.trim_start_matches("r#"));
        let flags: String = [
            ('r', is_required),
            ('n', parameter.nullable),
            ('s', parameter.secret),
            ('d', parameter.deprecated),
        ]
        .into_iter()
        .filter_map(|(flag, is_set)| is_set.then_some(flag))
        .collect();
        let values = match &parameter.schema.innermost().kind {
            Kind::Text(values) => values.join(","),
            _ => String::new(),
        };
        let deprecated = parameter.doc.deprecated.as_deref().unwrap_or_default();
        // What unsets it in a shell.
        let sentence = parameter.doc.text.replace("`None`", "`null`");
        line(text, letter, &[&name, kind(parameter), &flags, &values, &sentence, deprecated]);
        if let ParameterKind::Object(name_of, _) | ParameterKind::Objects(name_of, _) =
            &parameter.kind
        {
            let object = objects.iter().find(|object| object.name == *name_of);
            if let Some(object) = object {
                parameters(text, "M", &format!("{name}."), object, objects);
            }
        }
    }
}

fn kind(parameter: &Parameter) -> &'static str {
    match parameter.kind {
        ParameterKind::Text => "text",
        ParameterKind::Bool => "bool",
        ParameterKind::Number => "number",
        ParameterKind::Whole => "whole",
        ParameterKind::Time => "time",
        ParameterKind::Texts => "texts",
        ParameterKind::Numbers => "numbers",
        ParameterKind::Wholes => "wholes",
        ParameterKind::Object(..) => "object",
        ParameterKind::Objects(..) => "objects",
        ParameterKind::Map => "map",
        ParameterKind::Value => "value",
    }
}

/// A line of these fields, without those at its end that are empty.
fn line(text: &mut String, letter: &str, fields: &[&str]) {
    assert!(fields.iter().all(|field| !field.contains(['\t', '\n'])), "{fields:?}");
    text.push_str(format!("{letter} {}", fields.join("\t")).trim_end_matches('\t'));
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::description::Description;
    use crate::overrides::Overrides;
    use crate::words::Words;

    #[test]
    fn the_catalog_describes_an_endpoint_for_the_command() {
        let description = r#"{"version": "1", "resources": {"lock": {"type": "object", "members": {}}}, "endpoints": {
            "/locks/open": {"key": "lock", "parameters": {
                "how": {"type": "text", "values": ["fast", "slow"]},
                "who": {"type": "object", "members": {
                    "name": {"type": "text", "required": true, "nullable": true},
                    "since": {"type": "text", "deprecated": true}
                }},
                "ids": {"type": "list", "items": {"type": "uuid"}, "required": true}
            }, "keys": {"lock": {"type": "resource", "name": "lock"}}},
            "/client_sessions/get": {"key": null, "keys": {}, "parameters": {}}
        }}"#;
        let overrides = r#"
            [idempotent]
            "/locks/open" = "it may"
            [done_on_404]
            "/locks/open" = "it may"
            [one_of]
            "/locks/open" = { of = ["how", "who"], why = "so it is" }
            [nullable]
            "/locks/open who.name" = "it unsets"
            [secret_parameters]
            "how" = "it is"
        "#;
        let words = r#"
            [routes]
            "/locks" = "Locks."
            "/client_sessions" = "Sessions."
            [endpoints]
            "/locks/open" = "Opens."
            "/client_sessions/get" = "Gets."
            [parameters]
            "how" = "How."
            "who" = "Who."
            "who.name" = "Name."
            "since" = "Since."
            "ids" = "IDs."
            [deprecated]
            "/locks/open who.since" = "use `name`"
        "#;
        let description = Description::from_json(description).unwrap();
        let overrides = Overrides::parse(overrides).unwrap();
        let plan = crate::plan::plan(&description, &overrides, &Words::parse(words).unwrap());
        assert_eq!(
            file(&plan.unwrap()),
            "N /client_sessions\tSessions.\n\
             E /client_sessions/get\t\t\tGets.\n\
             N /locks\tLocks.\n\
             E /locks/open\trg\tlock\tOpens.\n\
             R one\thow,who\n\
             P ids\ttexts\tr\t\tIDs.\n\
             P how\ttext\ts\tfast,slow\tHow.\n\
             P who\tobject\t\t\tWho.\n\
             M who.name\ttext\trn\t\tName.\n\
             M who.since\ttext\td\t\tSince.\tuse `name`\n"
        );
    }
}
