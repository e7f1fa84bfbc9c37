//! What the endpoints return: under which key, which resource, and in which file its type is.

use std::collections::{BTreeMap, BTreeSet};

use crate::description::{Description, Endpoint};
use crate::names::camel;
use crate::overrides::{self, Overrides};
use crate::plan::{BY_HAND, ISSUE, last_of, route_of};
use crate::schema::{Kind, Schema, Union};

/// The key of the responses that hold lists of several resources.
const BATCH: &str = "batch";

#[derive(Debug, Default)]
pub(crate) struct Responses {
    /// The key of an endpoint's response, and what it is, by path. Endpoints that return nothing are not here.
    pub(crate) by_path: BTreeMap<String, (String, Schema)>,
    /// The route in whose file each resource is.
    pub(crate) places: BTreeMap<String, String>,
}

impl Responses {
    /// Finds them, and makes resources of what is none in the description: of batches, and of errors and warnings.
    pub(crate) fn new(
        description: &mut Description,
        overrides: &Overrides,
        flaws: &mut Vec<String>,
    ) -> Self {
        let mut responses = Self::default();
        let mut batches = Vec::new();
        for endpoint in &mut description.endpoints {
            match response(endpoint, overrides, &mut batches) {
                Ok(Some(response)) => {
                    drop(responses.by_path.insert(endpoint.path.clone(), response))
                }
                Ok(None) => {}
                Err(flaw) => flaws.push(format!("{}: {flaw}", endpoint.path)),
            }
        }
        description.resources.extend(batches);
        responses.place(description, overrides, flaws);
        responses.collect_issues(description, overrides, flaws);
        responses
    }

    /// Finds the route of each resource that is a response, or within one: where it is read, by itself if possible.
    fn place(&mut self, description: &Description, overrides: &Overrides, flaws: &mut Vec<String>) {
        let mut wanted: Vec<String> = Vec::new();
        let mut routes: BTreeMap<&str, BTreeMap<u8, BTreeSet<&str>>> = BTreeMap::new();
        for endpoint in &description.endpoints {
            let path = &endpoint.path;
            let Some((_, schema)) = self.by_path.get(path) else { continue };
            let Kind::Resource(name) = &schema.innermost().kind else { continue };
            wanted.push(name.clone());
            let rank = match last_of(path) {
                _ if endpoint.deprecated => continue,
                "get" => 0,
                "list" => 1,
                _ => 2,
            };
            routes.entry(name).or_default().entry(rank).or_default().insert(route_of(path));
        }
        let mut seen = BTreeSet::new();
        while let Some(name) = wanted.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            let Some((_, schema)) = description.resources.iter().find(|(other, _)| *other == name)
            else {
                flaws.push(format!("there is no resource {name}"));
                continue;
            };
            let best = routes.get(name.as_str()).and_then(|ranks| ranks.values().next());
            let best = best.filter(|routes| routes.len() == 1).and_then(BTreeSet::first);
            let place = overrides.text("place", &name, "route").or_else(|| best.copied());
            let Some(place) = place else {
                flaws.push(format!("in which file is the type of {name}? Say it in [place]"));
                continue;
            };
            resources_within(schema, &mut wanted);
            self.places.insert(name, place.to_owned());
        }
    }

    /// Makes one resource of all errors and warnings.
    fn collect_issues(
        &mut self,
        description: &mut Description,
        overrides: &Overrides,
        flaws: &mut Vec<String>,
    ) {
        let mut issue: Option<Schema> = None;
        for (name, schema) in &mut description.resources {
            if self.places.get(name).is_some_and(|route| route != BY_HAND) {
                take_issues(schema, &mut issue);
            }
        }
        let Some(mut issue) = issue else { return };
        for field in issue.members_mut().into_iter().flatten() {
            field.required &= field.name == "message";
        }
        flaws.extend(overrides.apply_to_fields("issue", &mut issue).err());
        description.resources.push(("issue".to_owned(), issue));
        self.places.insert("issue".to_owned(), ISSUE.to_owned());
    }
}

/// The key of an endpoint's response, and what it is.
fn response(
    endpoint: &mut Endpoint,
    overrides: &Overrides,
    batches: &mut Vec<(String, Schema)>,
) -> Result<Option<(String, Schema)>, String> {
    let path = &endpoint.path;
    let given = overrides.text("response_type", path, "type");
    let key = overrides.text("response_key", path, "key").or(endpoint.key.as_deref());
    let key = match key.filter(|key| !key.is_empty()) {
        Some(_) if given == Some("nothing") => return Ok(None),
        Some(key) => key.to_owned(),
        None if given.is_none_or(|given| given == "nothing") => return Ok(None),
        None => return Err("its response has a type and no key".to_owned()),
    };
    let described = endpoint.keys.iter_mut().find(|(other, _)| *other == key);
    let mut schema = match (given, described) {
        (Some(given), _) => overrides::kind(given).into(),
        // Each of these has its own type, in the file of its route.
        (None, Some((_, schema))) if key == BATCH => {
            let batch = format!("{path} {BATCH}");
            batches.push((batch.clone(), schema.clone()));
            Kind::Resource(batch).into()
        }
        (None, Some((_, schema))) => schema.clone(),
        (None, None) => return Err(format!("there is no {key} in its response")),
    };
    let inner = &schema.innermost().kind;
    if !matches!(inner, Kind::Resource(_)) {
        return Err(format!("{key} is a {}: name it in [resource]", inner.name()));
    }
    if overrides.has("optional_fields", &format!("{path} {key}")) {
        schema.nullable = true;
    }
    Ok(Some((key, schema)))
}

/// All resources that a schema names.
pub(crate) fn resources_within(schema: &Schema, names: &mut Vec<String>) {
    match &schema.innermost().kind {
        Kind::Resource(name) => names.push(name.clone()),
        Kind::Object(fields) => {
            fields.iter().for_each(|field| resources_within(&field.schema, names));
        }
        _ => {}
    }
}

/// The type of a resource: `AcsUser`; of `/spaces/get_related batch`, `Related`.
pub(crate) fn type_of(resource: &str) -> String {
    if is_batch(resource) { "Related".to_owned() } else { camel(resource) }
}

pub(crate) fn is_batch(resource: &str) -> bool {
    resource.rsplit_once(' ').is_some_and(|(_, key)| key == BATCH)
}

/// Replaces each object in a list of errors or warnings by the one for all, and adds its fields to that.
fn take_issues(schema: &mut Schema, issue: &mut Option<Schema>) {
    for field in schema.members_mut().into_iter().flatten() {
        let is_issues = ["errors", "warnings"].iter().any(|&name| {
            field.name.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
        });
        match &mut field.schema.kind {
            Kind::List(item) if is_issues && item.members().is_some() => {
                let named = Kind::Resource("issue".to_owned()).into();
                let found = std::mem::replace(&mut **item, named);
                *issue = Some(match issue.take() {
                    Some(issue) => issue.merge(found, Union::One),
                    None => found,
                });
            }
            _ => take_issues(&mut field.schema, issue),
        }
    }
}
