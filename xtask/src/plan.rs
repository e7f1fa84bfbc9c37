//! The plan of the generated code: modules with their requests and responses, each with its Rust names and types.

use std::collections::BTreeSet;

use crate::description::Description;
use crate::module;
use crate::overrides::Overrides;
use crate::responses::Responses;
use crate::schema::Schema;
use crate::words::{Sentence, Words};

type Result<T> = std::result::Result<T, String>;

/// The route whose file is written by hand.
pub(crate) const BY_HAND: &str = "/client_sessions";
/// The module of errors and warnings, which have the same struct everywhere.
pub(crate) const ISSUE: &str = "/issue";

#[derive(Debug)]
pub(crate) struct Plan {
    /// Parents before children.
    pub(crate) modules: Vec<Module>,
    /// The requests of the namespace that is written by hand, for the tests.
    pub(crate) by_hand: Vec<Call>,
    /// What that namespace is about.
    pub(crate) by_hand_doc: String,
}

/// A route and its file; or the module of errors and warnings.
#[derive(Debug)]
pub(crate) struct Module {
    /// As `/acs/users`.
    pub(crate) route: String,
    /// The name of the struct that has the methods.
    pub(crate) handle: String,
    pub(crate) doc: String,
    /// Lines of Rust that use its calls; empty if it has none or is written by hand.
    pub(crate) example: String,
    /// The names of the routes below this one.
    pub(crate) children: Vec<Child>,
    pub(crate) calls: Vec<Call>,
    /// The objects within the requests.
    pub(crate) objects: Vec<Request>,
    pub(crate) responses: Vec<Response>,
    pub(crate) constants: Vec<Constants>,
    /// The types of other modules, as `crate::devices::Device`.
    pub(crate) imports: BTreeSet<String>,
}

#[derive(Debug)]
pub(crate) struct Child {
    pub(crate) name: String,
    pub(crate) handle: String,
    pub(crate) doc: String,
}

/// An endpoint: its method and its request.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) path: String,
    pub(crate) method: String,
    pub(crate) doc: String,
    pub(crate) deprecated: Option<String>,
    pub(crate) callers: Vec<String>,
    /// Whether Seam documents it: only the SDKs know some.
    pub(crate) documented: bool,
    pub(crate) idempotent: bool,
    pub(crate) done_on_404: bool,
    /// Whether it is a list in pages.
    pub(crate) pages: bool,
    pub(crate) rules: Vec<Rule>,
    pub(crate) request: Request,
    /// `None` if the endpoint returns nothing.
    pub(crate) response: Option<CallResponse>,
}

/// What a call returns.
#[derive(Debug)]
pub(crate) struct CallResponse {
    /// The field of the response that holds it.
    pub(crate) key: String,
    /// Its Rust type.
    pub(crate) kind: String,
    /// Whether the response may leave it out.
    pub(crate) optional: bool,
}

/// Which parameters must be set.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) of: Vec<String>,
    /// If false, exactly one.
    pub(crate) at_least_one: bool,
}

/// The struct of a request, or of an object within one.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) borrows: bool,
    pub(crate) required: Vec<Parameter>,
    pub(crate) optional: Vec<Parameter>,
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) doc: Sentence,
    pub(crate) deprecated: bool,
    pub(crate) secret: bool,
    /// The module of constants for its values.
    pub(crate) values: Option<String>,
    pub(crate) kind: ParameterKind,
    pub(crate) nullable: bool,
    pub(crate) schema: Schema,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ParameterKind {
    Text,
    Bool,
    Number,
    Whole,
    Time,
    Texts,
    Numbers,
    Wholes,
    /// An object, by its struct, and whether that borrows.
    Object(String, bool),
    Objects(String, bool),
    /// An object of names that only the program knows.
    Map,
    /// A text or a bool.
    Value,
}

#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) name: String,
    pub(crate) doc: String,
    /// The page of Seam's documentation about it.
    pub(crate) page: Option<String>,
    pub(crate) fields: Vec<ResponseField>,
}

#[derive(Clone, Debug)]
pub(crate) struct ResponseField {
    pub(crate) name: String,
    pub(crate) doc: Sentence,
    pub(crate) deprecated: bool,
    pub(crate) values: Option<String>,
    pub(crate) kind: String,
    /// Whether it is empty if it is missing.
    pub(crate) empty: bool,
}

/// The known values of an enum.
#[derive(Debug)]
pub(crate) struct Constants {
    pub(crate) module: String,
    /// The name of the parameters and fields that have these values.
    pub(crate) name: String,
    /// The constants, and what they stand for.
    pub(crate) values: Vec<(String, String)>,
}

/// Plans the generated code. The error lists everything that is wrong.
pub(crate) fn plan(
    description: &Description,
    overrides: &Overrides,
    words: &Words,
) -> Result<Plan> {
    let mut description = description.clone();
    overrides.apply(&mut description)?;
    let mut flaws = Vec::new();
    let responses = Responses::new(&mut description, overrides, &mut flaws);
    if !flaws.is_empty() {
        return Err(flaws.join("\n"));
    }
    let routes = routes(&description);
    let context = module::Context {
        description: &description,
        overrides,
        words,
        responses: &responses,
        routes: &routes,
    };
    let mut plan = Plan { modules: Vec::new(), by_hand: Vec::new(), by_hand_doc: String::new() };
    for route in &routes {
        let module = context.module(route, &mut flaws);
        if route == BY_HAND {
            plan.by_hand = module.calls;
            plan.by_hand_doc = module.doc;
        } else {
            plan.modules.push(module);
        }
    }
    flaws.extend(overrides.unused());
    if flaws.is_empty() { Ok(plan) } else { Err(flaws.join("\n")) }
}

/// The routes of all endpoints, those around them, and the module of errors and warnings.
fn routes(description: &Description) -> BTreeSet<String> {
    let mut routes = BTreeSet::from([ISSUE.to_owned()]);
    for endpoint in &description.endpoints {
        let mut route = route_of(&endpoint.path);
        while !route.is_empty() {
            routes.insert(route.to_owned());
            route = route_of(route);
        }
    }
    routes
}

/// `/acs/users` of `/acs/users/list`.
pub(crate) fn route_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(route, _)| route)
}

/// `list` of `/acs/users/list`.
pub(crate) fn last_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, last)| last)
}

/// The note of something deprecated.
pub(crate) fn note(note: Option<String>) -> String {
    note.unwrap_or_else(|| "Seam deprecated it".to_owned())
}
#[cfg(test)]
mod tests {
    use super::*;

    /// A plan for these endpoints and resources, with these overrides and no words.
    fn planned(endpoints: &str, resources: &str, overrides: &str) -> Result<Plan> {
        let json = format!(
            r#"{{"version": "1", "endpoints": {{{endpoints}}}, "resources": {{{resources}}}}}"#
        );
        let description = Description::from_json(&json).unwrap();
        let words = Words::parse("").unwrap();
        plan(&description, &Overrides::parse(overrides).unwrap(), &words)
    }

    /// An endpoint that returns a resource.
    fn endpoint(path: &str, resource: &str, parameters: &str) -> String {
        format!(
            r#""{path}": {{"key": "{resource}", "parameters": {{{parameters}}},
                "keys": {{"{resource}": {{"type": "resource", "name": "{resource}"}}}}}}"#
        )
    }

    fn object(members: &str) -> String {
        format!(r#"{{"type": "object", "required": true, "members": {{{members}}}}}"#)
    }

    fn list_of(members: &str) -> String {
        format!(r#"{{"type": "list", "items": {}}}"#, object(members))
    }

    const ID: &str = r#""id": {"type": "uuid", "required": true}"#;

    fn module<'p>(plan: &'p Plan, route: &str) -> &'p Module {
        plan.modules.iter().find(|module| module.route == route).unwrap()
    }

    /// The fields of each response, with their types.
    fn responses(module: &Module) -> Vec<(&str, Vec<String>)> {
        let members = |response: &Response| {
            let members = response.fields.iter();
            members.map(|member| format!("{}: {}", member.name, member.kind)).collect()
        };
        module
            .responses
            .iter()
            .map(|response| (response.name.as_str(), members(response)))
            .collect()
    }

    fn names(module: &Module) -> Vec<&str> {
        module.responses.iter().map(|response| response.name.as_str()).collect()
    }

    #[test]
    fn objects_share_a_type_only_if_name_and_fields_match() {
        let (one, other) = (object(ID), object(r#""level": {"type": "number"}"#));
        let lock = object(&format!(
            r#""battery": {one}, "first": {}, "second": {}"#,
            object(&format!(r#""battery": {one}"#)),
            object(&format!(r#""battery": {other}"#)),
        ));
        let plan = planned(&endpoint("/locks/get", "lock", ""), &format!(r#""lock": {lock}"#), "");
        let plan = plan.unwrap();
        let locks = module(&plan, "/locks");
        assert_eq!(names(locks), ["Lock", "Battery", "First", "Second", "SecondBattery"]);
        let batteries = responses(locks).into_iter().filter(|(_, members)| {
            members
                .iter()
                .any(|member| member == "battery: Battery" || member == "battery: SecondBattery")
        });
        let batteries: Vec<_> = batteries.collect();
        assert_eq!(batteries[1], ("First", vec!["battery: Battery".to_owned()]));
        assert_eq!(batteries[2], ("Second", vec!["battery: SecondBattery".to_owned()]));
    }

    #[test]
    fn on_a_name_clash_the_request_object_is_renamed() {
        let lock = object(&format!(r#""settings": {}"#, object(ID)));
        let settings = format!(r#""settings": {}"#, object(r#""name": {"type": "text"}"#));
        let endpoints =
            [endpoint("/locks/get", "lock", ""), endpoint("/locks/update", "lock", &settings)];
        let plan = planned(&endpoints.join(","), &format!(r#""lock": {lock}"#), "").unwrap();
        let locks = module(&plan, "/locks");
        assert_eq!(names(locks), ["Lock", "Settings"]);
        assert_eq!(locks.objects[0].name, "UpdateSettings");
        assert_eq!(locks.objects[0].doc, "What is in `settings` of [`Update`].");
        let kind = &locks.calls[1].request.required[0].kind;
        assert_eq!(*kind, ParameterKind::Object("UpdateSettings".to_owned(), true));
    }

    #[test]
    fn a_type_name_never_shadows_another() {
        let lock =
            object(&format!(r#""changes": {}"#, list_of(&format!(r#""from": {}"#, object(ID)))));
        let plan = planned(&endpoint("/locks/get", "lock", ""), &format!(r#""lock": {lock}"#), "");
        assert_eq!(names(module(&plan.unwrap(), "/locks")), ["Lock", "Change", "ChangeFrom"]);
    }

    #[test]
    fn an_override_names_a_type_and_merges_identical_objects() {
        let lock = object(&format!(r#""from": {0}, "to": {0}, "by": {1}"#, object(ID), object("")));
        let overrides = "[name]\n'lock.from' = { name = 'Values', why = 'a' }\n'lock.to' = { name = 'Values', why = 'a' }";
        let resources = format!(r#""lock": {lock}"#);
        let plan = planned(&endpoint("/locks/get", "lock", ""), &resources, overrides).unwrap();
        let members = ["from: Values", "to: Values", "by: Json"].map(str::to_owned).to_vec();
        assert_eq!(responses(module(&plan, "/locks"))[0], ("Lock", members));

        let taken = "[name]\n'lock.from' = { name = 'Get', why = 'a' }";
        let error = planned(&endpoint("/locks/get", "lock", ""), &resources, taken).unwrap_err();
        assert_eq!(error, "lock.from: the name of its type is taken: give it a [name]");
    }

    #[test]
    fn all_errors_and_warnings_share_one_type() {
        let message = r#""message": {"type": "text", "required": true},
            "created_at": {"type": "time", "required": true}"#;
        let error = format!(r#"{message}, "error_code": {{"type": "text", "required": true}}"#);
        let warning = format!(r#"{message}, "warning_code": {{"type": "text", "required": true}}"#);
        let lock = object(&format!(
            r#""errors": {}, "hub_warnings": {}"#,
            list_of(&error),
            list_of(&warning)
        ));
        let plan = planned(&endpoint("/locks/get", "lock", ""), &format!(r#""lock": {lock}"#), "")
            .unwrap();
        let locks = module(&plan, "/locks");
        assert_eq!(names(locks), ["Lock"]);
        let issues = ["errors: Option<Vec<Issue>>", "hub_warnings: Option<Vec<Issue>>"];
        assert_eq!(responses(locks)[0].1, issues);
        assert!(locks.imports.contains("crate::issue::Issue"));
        // Required of none but the message: others need not have it.
        let members = [
            "message: String",
            "created_at: Option<String>",
            "error_code: Option<String>",
            "warning_code: Option<String>",
        ];
        assert_eq!(
            responses(module(&plan, "/issue")),
            [("Issue", members.map(str::to_owned).to_vec())]
        );
    }

    #[test]
    fn a_type_is_placed_where_its_resource_is_read() {
        let lock = format!(r#""lock": {}"#, object(ID));
        let endpoints =
            ["/locks/get", "/doors/unlock", "/doors/list"].map(|path| endpoint(path, "lock", ""));
        let plan = planned(&endpoints.join(","), &lock, "").unwrap();
        assert_eq!(names(module(&plan, "/locks")), ["Lock"]);
        assert!(module(&plan, "/doors").imports.contains("crate::locks::Lock"));

        let deprecated = endpoint("/doors/get", "lock", "");
        let deprecated = deprecated.replace(r#""key""#, r#""deprecated": true, "key""#);
        let endpoints = [endpoint("/locks/get", "lock", ""), deprecated];
        let plan = planned(&endpoints.join(","), &lock, "").unwrap();
        assert_eq!(names(module(&plan, "/locks")), ["Lock"]);

        let endpoints = ["/locks/open", "/doors/unlock"].map(|path| endpoint(path, "lock", ""));
        let error = planned(&endpoints.join(","), &lock, "").unwrap_err();
        assert_eq!(error, "in which file is the type of lock? Say it in [place]");
        let place = "[place]\nlock = { route = '/doors', why = 'a' }";
        let plan = planned(&endpoints.join(","), &lock, place).unwrap();
        assert_eq!(names(module(&plan, "/doors")), ["Lock"]);
    }

    #[test]
    fn a_field_that_may_be_missing_is_an_option_and_a_struct_in_it_is_boxed() {
        let inner = object(ID).replacen(r#""required": true, "#, "", 1);
        let members = format!(
            r#"{ID}, "name": {{"type": "text"}}, "ids": {{"type": "list", "items": {{"type": "uuid"}}}},
            "ends_at": {{"type": "time", "required": true, "nullable": true}}, "inner": {inner}"#
        );
        let lock = format!(r#""lock": {}"#, object(&members));
        let plan = planned(&endpoint("/locks/get", "lock", ""), &lock, "").unwrap();
        let kinds = [
            "id: String",
            "name: Option<String>",
            "ids: Option<Vec<String>>",
            "ends_at: Option<String>",
            "inner: Option<Box<Inner>>",
        ];
        assert_eq!(responses(module(&plan, "/locks"))[0].1, kinds);
    }

    #[test]
    fn overrides_set_a_responses_key_and_optionality() {
        let endpoints =
            ["/locks/get", "/locks/open", "/locks/close"].map(|path| endpoint(path, "lock", ""));
        let lock = format!(r#""lock": {}"#, object(ID));
        let overrides = "
            [response_key]
            '/locks/close' = { key = '', why = 'a' }
            [optional_fields]
            '/locks/open lock' = 'a'
        ";
        let plan = planned(&endpoints.join(","), &lock, overrides).unwrap();
        let calls = module(&plan, "/locks").calls.iter();
        let responses = calls.map(|call| {
            let response = call.response.as_ref();
            (
                call.method.as_str(),
                response.map(|response| (response.kind.as_str(), response.optional)),
            )
        });
        let expected =
            [("close", None), ("get", Some(("Lock", false))), ("open", Some(("Lock", true)))];
        assert_eq!(responses.collect::<Vec<_>>(), expected);

        let overrides = "[response_key]\n'/locks/get' = { key = 'door', why = 'a' }";
        let error = planned(&endpoints.join(","), &lock, overrides).unwrap_err();
        assert_eq!(error, "/locks/get: there is no door in its response");
    }

    #[test]
    fn a_mixed_type_becomes_json_only_by_an_override() {
        let lock = format!(r#""lock": {}"#, object(r#""id": {"type": "text or number"}"#));
        let endpoint = endpoint("/locks/get", "lock", "");
        let error = planned(&endpoint, &lock, "").unwrap_err();
        assert_eq!(error, "lock.id: no field can be such a text or number");
        let plan = planned(&endpoint, &lock, "[json]\n'lock.id' = 'a'").unwrap();
        assert_eq!(responses(module(&plan, "/locks"))[0].1, ["id: Option<Json>"]);
    }

    #[test]
    fn a_list_and_a_single_value_share_constants() {
        let kinds = r#""kind": {"type": "text", "values": ["on-off"]},
            "kinds": {"type": "list", "items": {"type": "text", "values": ["on-off", "dim"]}},
            "type": {"type": "text", "values": ["a"]}"#;
        let lock = format!(r#""lock": {}"#, object(kinds));
        let plan = planned(&endpoint("/locks/get", "lock", ""), &lock, "").unwrap();
        let constants = &module(&plan, "/locks").constants;
        let found: Vec<_> =
            constants.iter().map(|one| (one.module.as_str(), one.values.len())).collect();
        assert_eq!(found, [("kind", 2), ("lock_type", 1)]);

        let lock = lock.replace("dim", "on_off");
        let error = planned(&endpoint("/locks/get", "lock", ""), &lock, "").unwrap_err();
        assert_eq!(error, "kind: \"on_off\" and \"on-off\" are both ON_OFF");
    }

    #[test]
    fn a_list_that_takes_a_cursor_has_pages() {
        let lock = format!(r#""lock": {}"#, object(ID));
        let described = |more: &str, schema: &str| {
            let endpoint = format!(
                r#""/locks/list": {{"key": "locks", {more} "keys": {{"locks": {schema}}}}}"#
            );
            planned(&endpoint, &lock, "")
        };
        let list = r#"{"type": "list", "items": {"type": "resource", "name": "lock"}}"#;
        let one = r#"{"type": "resource", "name": "lock"}"#;
        let cursor = r#""parameters": {"page_cursor": {"type": "text"}},"#;
        let pages = |plan: Result<Plan>| module(&plan.unwrap(), "/locks").calls[0].pages;
        assert!(pages(described(&format!(r#"{cursor} "pages": true,"#), list)));
        assert!(pages(described(cursor, list)));
        assert!(!pages(described(r#""parameters": {},"#, list)));
        let error = described(r#""parameters": {}, "pages": true,"#, list).unwrap_err();
        assert_eq!(error, "/locks/list: it has pages, but takes no page_cursor");
        let error = described(cursor, one).unwrap_err();
        assert_eq!(error, "/locks/list: it takes a page_cursor, but returns no list");
    }

    #[test]
    fn done_on_404_requires_idempotent() {
        let lock = format!(r#""lock": {}"#, object(ID));
        let get = endpoint("/locks/get", "lock", "");
        let done = "[done_on_404]\n'/locks/get' = 'gone'";
        let error = planned(&get, &lock, done).unwrap_err();
        assert_eq!(error, "[done_on_404] \"/locks/get\" is not in [idempotent]");
        let both = format!("{done}\n[idempotent]\n'/locks/get' = 'it reads'");
        let plan = planned(&get, &lock, &both).unwrap();
        let call = &module(&plan, "/locks").calls[0];
        assert!(call.idempotent && call.done_on_404);
    }

    #[test]
    fn a_rules_parameters_must_exist_and_be_optional() {
        let lock = format!(r#""lock": {}"#, object(ID));
        let parameters = format!(r#"{ID}, "name": {{"type": "text"}}"#);
        let get = endpoint("/locks/get", "lock", &parameters);
        let rule = |of: &str| format!("[one_of]\n'/locks/get' = {{ of = [{of}], why = 'a' }}");
        let error = planned(&get, &lock, &rule("'id', 'name', 'nme'")).unwrap_err();
        let flaw = |name: &str| format!("[one_of] \"/locks/get\": there is no optional {name}");
        assert_eq!(error, [flaw("id"), flaw("nme")].join("\n"));
    }

    #[test]
    fn all_errors_are_reported_at_once() {
        let lock =
            format!(r#""lock": {}"#, object(r#""A": {"type": "uuid"}, "B": {"type": "uuid"}"#));
        let error = planned(
            &endpoint("/locks/get", "lock", r#""new": {"type": "uuid"}"#),
            &lock,
            "[json]\nx = 'a'",
        );
        let flaws = [
            "/locks/get new: Rust can have no parameter of this name",
            "lock.A: Rust can have no field of this name",
            "lock.B: Rust can have no field of this name",
            "[json] \"x\" matches nothing",
        ];
        assert_eq!(error.unwrap_err(), flaws.join("\n"));
    }
}
