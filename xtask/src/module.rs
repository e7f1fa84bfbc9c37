//! What a module holds: the types of its requests and responses, and their sentences.

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;

use crate::description::{Description, Endpoint};
use crate::names::{camel, constant, identifier, is_keyword, singular, snake};
use crate::overrides::Overrides;
use crate::plan::{
    BY_HAND, Call, CallResponse, Child, Constants, ISSUE, Module, Parameter, ParameterKind,
    Request, Response, ResponseField, Rule, last_of, note, route_of,
};
use crate::responses::{Responses, is_batch, resources_within, type_of};
use crate::schema::{Field, Kind, Schema};
use crate::structs::{Names, Struct, Structs};
use crate::words::Words;

/// What modules are made from.
#[derive(Debug)]
pub(crate) struct Context<'p> {
    pub(crate) description: &'p Description,
    pub(crate) overrides: &'p Overrides,
    pub(crate) words: &'p Words,
    pub(crate) responses: &'p Responses,
    pub(crate) routes: &'p BTreeSet<String>,
}

impl Context<'_> {
    pub(crate) fn module(&self, route: &str, flaws: &mut Vec<String>) -> Module {
        let handle = camel(last_of(route));
        let is_by_hand = route == BY_HAND;
        let endpoints = self.description.endpoints.iter();
        let endpoints: Vec<_> = endpoints.filter(|one| route_of(&one.path) == route).collect();
        let is_here = |name: &str| self.responses.places.get(name).is_some_and(|one| one == route);
        let resources = self.description.resources.iter();
        let resources = resources.filter(|(name, _)| !is_by_hand && is_here(name));

        // The names that are given: nothing nested may have them.
        let mut names = Names::default();
        if route != ISSUE {
            names.reserve(&handle);
        }
        let mut requests = Vec::new();
        for endpoint in &endpoints {
            let name = camel(last_of(&endpoint.path));
            if !names.reserve(&name) {
                flaws.push(format!("{}: the name of its request is taken", endpoint.path));
            }
            let path = format!("{} ", endpoint.path);
            requests.push(Struct::outermost(path, name, &endpoint.parameters));
        }
        let mut responses = Vec::new();
        let mut others = Vec::new();
        for (name, schema) in resources {
            if !names.reserve(&type_of(name)) {
                flaws.push(format!("{name}: the name of its type is taken in {route}"));
            }
            let fields = schema.members().unwrap_or_default();
            responses.push(Struct::outermost(name.clone(), type_of(name), fields));
            resources_within(schema, &mut others);
        }
        for endpoint in &endpoints {
            if let Some((_, schema)) = self.responses.by_path.get(&endpoint.path) {
                resources_within(schema, &mut others);
            }
        }
        let imports = self.imports(route, &others, &mut names);

        // Responses first: they keep their names when a request has an object of the same name.
        let responses = Structs::new(responses, &mut names, self.overrides, flaws);
        let requests = Structs::new(requests, &mut names, self.overrides, flaws);
        let constants = Vec::new();
        let mut types = Types { context: self, imports, responses, requests, constants, flaws };
        let module = Module {
            route: route.to_owned(),
            handle,
            doc: self.words.route(route),
            example: match is_by_hand || route == ISSUE {
                true => String::new(),
                false => self.words.example(route),
            },
            children: self.children(route),
            calls: endpoints.iter().filter_map(|endpoint| types.call(endpoint)).collect(),
            objects: types.objects(),
            responses: types.responses(),
            imports: types
                .imports
                .values()
                .filter(|path| !path.starts_with("::"))
                .cloned()
                .collect(),
            constants: types.constants,
        };
        let is_route = |name: &str| module.children.iter().any(|child| child.name == name);
        for constants in module.constants.iter().filter(|one| is_route(&one.module)) {
            flaws.push(format!("{route}: {} is a route and an enum", constants.module));
        }
        module
    }

    fn children(&self, route: &str) -> Vec<Child> {
        let children = self.routes.iter().filter(|child| route_of(child) == route);
        let children = children.map(|child| Child {
            name: last_of(child).to_owned(),
            handle: camel(last_of(child)),
            doc: self.words.route(child),
        });
        children.collect()
    }

    /// The paths of the types of other modules, by resource; with `::` before them where the name alone is taken.
    fn imports(&self, route: &str, resources: &[String], names: &mut Names) -> Imports {
        let mut imports = Imports::new();
        for resource in resources {
            let Some(place) = self.responses.places.get(resource) else { continue };
            if place == route || imports.contains_key(resource) {
                continue;
            }
            let name = type_of(resource);
            let path = format!("crate{}::{name}", place.replace('/', "::"));
            let path = if names.reserve(&name) { path } else { format!("::{path}") };
            imports.insert(resource.clone(), path);
        }
        imports
    }
}

type Imports = BTreeMap<String, String>;

/// The types of one module.
struct Types<'p> {
    context: &'p Context<'p>,
    imports: Imports,
    responses: Structs<'p>,
    requests: Structs<'p>,
    constants: Vec<Constants>,
    flaws: &'p mut Vec<String>,
}

impl Types<'_> {
    fn call(&mut self, endpoint: &Endpoint) -> Option<Call> {
        let Context { overrides, words, responses, .. } = self.context;
        let path = &endpoint.path;
        let method = last_of(path);
        let Some(name) = identifier(method).filter(|name| name != "new") else {
            self.flaws.push(format!("{path}: Rust can have no method of this name"));
            return None;
        };
        let doc = words.endpoint(path);
        let handle = camel(last_of(route_of(path)));
        let idempotent = overrides.has("idempotent", path);
        let done_on_404 = overrides.has("done_on_404", path);
        if done_on_404 && !idempotent {
            self.flaws.push(format!("[done_on_404] \"{path}\" is not in [idempotent]"));
        }
        let response = responses.by_path.get(path);
        // Of some lists Seam describes the cursor that they take alone, and not the pagination that gives it.
        let pages = endpoint.parameters.iter().any(|one| one.name == "page_cursor");
        if endpoint.pages && !pages {
            self.flaws.push(format!("{path}: it has pages, but takes no page_cursor"));
        }
        let is_list = |schema: &Schema| matches!(schema.kind, Kind::List(_)) && !schema.nullable;
        if pages && !response.is_some_and(|(_, schema)| is_list(schema)) {
            self.flaws.push(format!("{path}: it takes a page_cursor, but returns no list"));
        }
        Some(Call {
            path: path.clone(),
            method: name,
            doc: doc.text,
            deprecated: endpoint.deprecated.then(|| note(doc.deprecated)),
            callers: endpoint.callers.clone(),
            documented: !overrides.has("add_endpoint", path),
            idempotent,
            done_on_404,
            pages,
            rules: self.rules(endpoint),
            request: self.request(
                &Struct::outermost(format!("{path} "), camel(method), &endpoint.parameters),
                format!("The request of [`{method}`]({handle}::{method})."),
            ),
            response: response.map(|(key, schema)| CallResponse {
                key: key.clone(),
                kind: self.response_type(schema),
                optional: schema.nullable,
            }),
        })
    }

    fn response_type(&self, schema: &Schema) -> String {
        let name = match &schema.innermost().kind {
            Kind::Resource(name) => self.local(name),
            _ => String::new(),
        };
        if matches!(schema.kind, Kind::List(_)) { format!("Vec<{name}>") } else { name }
    }

    /// The type of a resource as this module calls it.
    fn local(&self, resource: &str) -> String {
        match self.imports.get(resource).and_then(|path| path.strip_prefix("::")) {
            Some(whole) => whole.to_owned(),
            None => type_of(resource),
        }
    }

    fn rules(&mut self, endpoint: &Endpoint) -> Vec<Rule> {
        let path = &endpoint.path;
        let entries = match self.context.overrides.entry("one_of", path) {
            Some(Value::Array(entries)) => entries.iter().collect(),
            Some(entry) => vec![entry],
            None => Vec::new(),
        };
        let mut rules = Vec::new();
        for entry in entries {
            let of = entry.get("of").and_then(Value::as_array).into_iter().flatten();
            let of: Vec<_> = of.filter_map(Value::as_str).map(str::to_owned).collect();
            let parameters = &endpoint.parameters;
            for name in &of {
                if !parameters.iter().any(|one| one.name == *name && !one.required) {
                    self.flaws.push(format!("[one_of] \"{path}\": there is no optional {name}"));
                }
            }
            let at_least_one = entry.get("at_least_one").and_then(Value::as_bool);
            rules.push(Rule { of, at_least_one: at_least_one.unwrap_or_default() });
        }
        rules
    }

    /// The objects within the requests.
    fn objects(&mut self) -> Vec<Request> {
        let structs = self.requests.all.clone();
        let objects = structs.iter().filter(|one| !one.is_outermost());
        let objects = objects.map(|object| {
            let (endpoint, path) = object.path.split_once(' ').unwrap_or_default();
            let doc = self.context.words.object(endpoint, path, &object.name);
            let doc = doc.unwrap_or_else(|| self.what_is_in(endpoint, path, &structs));
            self.request(object, doc)
        });
        objects.collect()
    }

    /// A sentence about an object within a request, with a link to what sets it.
    fn what_is_in(&self, endpoint: &str, path: &str, structs: &[Struct<'_>]) -> String {
        let (outer, name) = path.rsplit_once('.').unwrap_or(("", path));
        let outer = self.requests.name(&format!("{endpoint} {outer}"));
        let around = structs.iter().find(|one| one.name == outer);
        let is_setter = |field: &Field| field.name == name && !field.required;
        if around.is_some_and(|around| around.fields.iter().any(is_setter)) {
            format!("What is in [`{name}`]({outer}::{name}).")
        } else {
            format!("What is in `{name}` of [`{outer}`].")
        }
    }

    fn request(&mut self, structure: &Struct<'_>, doc: String) -> Request {
        let mut request = Request {
            name: structure.name.clone(),
            doc,
            borrows: structure.fields.iter().any(|field| borrows(&field.schema)),
            required: Vec::new(),
            optional: Vec::new(),
        };
        for field in structure.fields {
            let path = structure.path_of(field);
            let Some(kind) = self.parameter_kind(&path, &field.schema) else {
                let kind = field.schema.kind.name();
                self.flaws.push(format!("{path}: no parameter can be such a {kind}"));
                continue;
            };
            let Some(name) = identifier(&field.name).filter(|name| name != "new") else {
                self.flaws.push(format!("{path}: Rust can have no parameter of this name"));
                continue;
            };
            let (endpoint, path) = path.split_once(' ').unwrap_or_default();
            let words = self.context.words;
            let parameter = Parameter {
                name,
                doc: words.parameter(endpoint, path),
                deprecated: field.deprecated,
                secret: field.secret,
                values: self.constants(&structure.name, field),
                kind,
                nullable: field.schema.nullable,
                schema: field.schema.clone(),
            };
            if field.required { &mut request.required } else { &mut request.optional }
                .push(parameter);
        }
        request
    }

    fn parameter_kind(&self, path: &str, schema: &Schema) -> Option<ParameterKind> {
        let is_borrowing = |fields: &[Field]| fields.iter().any(|field| borrows(&field.schema));
        Some(match &schema.kind {
            Kind::Text(_) | Kind::Uuid => ParameterKind::Text,
            Kind::Time => ParameterKind::Time,
            Kind::Bool => ParameterKind::Bool,
            Kind::Number => ParameterKind::Number,
            Kind::Whole => ParameterKind::Whole,
            Kind::Object(fields) if !fields.is_empty() => {
                ParameterKind::Object(self.requests.name(path), is_borrowing(fields))
            }
            Kind::Map | Kind::Object(_) => ParameterKind::Map,
            Kind::Any | Kind::Either(_) => ParameterKind::Value,
            Kind::List(item) => match &item.kind {
                Kind::Text(_) | Kind::Uuid | Kind::Time => ParameterKind::Texts,
                Kind::Number => ParameterKind::Numbers,
                Kind::Whole => ParameterKind::Wholes,
                Kind::Object(fields) if !fields.is_empty() => {
                    ParameterKind::Objects(self.requests.name(path), is_borrowing(fields))
                }
                _ => return None,
            },
            Kind::Resource(_) | Kind::Null => return None,
        })
    }

    fn responses(&mut self) -> Vec<Response> {
        let structs = self.responses.all.clone();
        structs.iter().map(|structure| self.response(structure)).collect()
    }

    fn response(&mut self, structure: &Struct<'_>) -> Response {
        let words = self.context.words;
        let path = &structure.path;
        let route = self.context.responses.places.get(path);
        let route = route.filter(|route| *route != ISSUE && !is_batch(path));
        let mut response = Response {
            name: structure.name.clone(),
            doc: words.resource(path, &structure.name),
            page: route.map(|route| format!("https://docs.seam.co/latest/api{route}")),
            fields: Vec::new(),
        };
        for field in structure.fields {
            let path = structure.path_of(field);
            let Some(kind) = self.field_kind(&path, field) else {
                let secret = if field.secret { "secret " } else { "" };
                let kind = field.schema.kind.name();
                self.flaws.push(format!("{path}: no field can be such a {secret}{kind}"));
                continue;
            };
            let Some(name) = identifier(&field.name) else {
                self.flaws.push(format!("{path}: Rust can have no field of this name"));
                continue;
            };
            response.fields.push(ResponseField {
                name,
                doc: words.field(&path),
                deprecated: field.deprecated,
                values: self.constants(&structure.name, field),
                kind,
                empty: field.empty,
            });
        }
        response
    }

    /// The Rust type of a field. What is no single type must be named in `[json]`.
    fn field_kind(&self, path: &str, field: &Field) -> Option<String> {
        let schema = &field.schema;
        let (kind, is_boxed) = match &schema.kind {
            Kind::Text(_) | Kind::Uuid | Kind::Time if field.secret => ("Secret".to_owned(), false),
            _ if field.secret => return None,
            Kind::Text(_) | Kind::Uuid | Kind::Time => ("String".to_owned(), false),
            Kind::Bool => ("bool".to_owned(), false),
            Kind::Number => ("f64".to_owned(), false),
            Kind::Whole => ("i64".to_owned(), false),
            Kind::Map => ("Metadata".to_owned(), false),
            Kind::Any => ("Json".to_owned(), false),
            Kind::Object(fields) if fields.is_empty() => ("Json".to_owned(), false),
            Kind::Object(_) => (self.responses.name(path), true),
            Kind::Resource(name) => (self.local(name), true),
            Kind::List(item) => match &item.kind {
                Kind::Text(_) | Kind::Uuid | Kind::Time => ("Vec<String>".to_owned(), false),
                Kind::Number => ("Vec<f64>".to_owned(), false),
                Kind::Whole => ("Vec<i64>".to_owned(), false),
                Kind::Object(fields) if !fields.is_empty() => {
                    (format!("Vec<{}>", self.responses.name(path)), false)
                }
                Kind::Resource(name) => (format!("Vec<{}>", self.local(name)), false),
                _ => return None,
            },
            Kind::Either(_) | Kind::Null => return None,
        };
        if field.lazy {
            return Some(format!("Lazy<{kind}>"));
        }
        let is_there = field.empty || field.required && !schema.nullable;
        Some(match (is_there, is_boxed) {
            (true, _) => kind,
            (false, false) => format!("Option<{kind}>"),
            (false, true) => format!("Option<Box<{kind}>>"),
        })
    }

    /// Notes the known values of a field; returns the module of their constants.
    fn constants(&mut self, owner: &str, field: &Field) -> Option<String> {
        let Kind::Text(values) = &field.schema.innermost().kind else { return None };
        if values.is_empty() {
            return None;
        }
        // The items of `device_types` are what `device_type` can be.
        let is_list = matches!(field.schema.kind, Kind::List(_));
        let name = if is_list { singular(&field.name) } else { field.name.clone() };
        let module = match is_keyword(&name) {
            true => format!("{}_{name}", snake(owner)),
            false => name.clone(),
        };
        let there = self.constants.iter().position(|one| one.module == module);
        let mut constants = match there {
            Some(index) => self.constants.remove(index),
            None => Constants { module: module.clone(), name, values: Vec::new() },
        };
        for value in values {
            let Some(name) = constant(value) else {
                self.flaws.push(format!("{module}: no constant can be named for {value:?}"));
                continue;
            };
            match constants.values.iter().find(|(other, _)| *other == name) {
                Some((_, other)) if other != value => {
                    self.flaws.push(format!("{module}: {value:?} and {other:?} are both {name}"));
                }
                Some(_) => {}
                None => constants.values.push((name, value.clone())),
            }
        }
        self.constants.insert(there.unwrap_or(self.constants.len()), constants);
        Some(module)
    }
}

/// Whether the Rust value of a parameter borrows.
fn borrows(schema: &Schema) -> bool {
    !matches!(schema.kind, Kind::Bool | Kind::Number | Kind::Whole)
}
