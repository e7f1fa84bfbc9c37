//! Writes `src/api.rs` and `src/api/**`: what a caller of the crate sees.

use crate::plan::{
    BY_HAND, Call, CallResponse, Child, Constants, Module, Parameter, ParameterKind, Plan, Request,
    Response, ResponseField, Rule, last_of, note,
};
use crate::words::Sentence;

/// The first lines of each file that is written, after what it is about.
pub(crate) const ORIGIN: &str = "// Written by `cargo xtask api`: edit api/*.toml instead.\n";

pub(crate) const ROOT: &str = "src/api.rs";
pub(crate) const FOLDER: &str = "src/api";
/// The table of the crate's front page.
pub(crate) const NAMESPACES: &str = "src/namespaces.md";

/// The files, by their paths in the repository.
pub(crate) fn files(plan: &Plan) -> Vec<(String, String)> {
    let mut files = vec![(ROOT.to_owned(), root(plan)), (NAMESPACES.to_owned(), namespaces(plan))];
    for module in &plan.modules {
        files.push((format!("{FOLDER}{}.rs", module.route), file(module)));
    }
    files
}

fn is_top(module: &Module) -> bool {
    module.route.matches('/').count() == 1
}

/// All namespaces, each with what it is for and with those within it.
fn namespaces(plan: &Plan) -> String {
    let calls = plan.modules.iter().flat_map(|module| &module.calls).chain(&plan.by_hand);
    let (documented, others): (Vec<_>, Vec<_>) = calls.partition(|call| call.documented);
    let of_sdks = match others.len() {
        0 => String::new(),
        others => format!(", and for {others} that only its SDKs call"),
    };
    let mut text = format!(
        "There are types for all {} endpoints that Seam documents{of_sdks}:\n\n\
         | namespace | what it is for | namespaces within it |\n|---|---|---|\n",
        documented.len()
    );
    let tops = plan.modules.iter().filter(|one| is_top(one) && has_handle(one));
    let mut rows: Vec<_> = tops
        .map(|module| (module.route.as_str(), module.doc.as_str()))
        .chain([(BY_HAND, plan.by_hand_doc.as_str())])
        .collect();
    rows.sort_unstable();
    for (route, doc) in rows {
        let name = last_of(route);
        let within = plan.modules.iter().filter_map(|module| {
            let path = module.route.strip_prefix(route)?.strip_prefix('/')?;
            let (call, path) = (path.replace('/', "()."), path.replace('/', "::"));
            Some(format!("[`{call}()`]({name}::{path})"))
        });
        let within = within.collect::<Vec<_>>().join(", ");
        text.push_str(&format!("| [`seam.{name}()`]({name}) | {doc} | {within} |\n"));
    }
    text
}

/// The methods of the client by which the namespaces are reached.
fn root(plan: &Plan) -> String {
    let tops: Vec<_> = plan.modules.iter().filter(|module| is_top(module)).collect();
    let mut text = "//! All of Seam's endpoints: one module for each namespace.\n".to_owned();
    text.push_str(ORIGIN);
    text.push_str("\nuse crate::Seam;\n\n");
    for module in &tops {
        text.push_str(&format!("pub mod {};\n", last_of(&module.route)));
    }
    text.push_str("\nimpl Seam {\n");
    for module in tops.iter().filter(|module| has_handle(module)) {
        let (name, handle) = (last_of(&module.route), &module.handle);
        doc(&mut text, 4, &[&module.doc]);
        text.push_str(&format!("    pub fn {name}(&self) -> {name}::{handle}<'_> {{\n"));
        text.push_str(&format!("        {name}::{handle}::new(self)\n    }}\n\n"));
    }
    text.push_str("}\n");
    text
}

fn has_handle(module: &Module) -> bool {
    !module.calls.is_empty() || !module.children.is_empty()
}

fn file(module: &Module) -> String {
    let mut text = String::new();
    let page =
        format!("See [Seam's page on them](https://docs.seam.co/latest/api{}).", module.route);
    let has_handle = has_handle(module);
    let lines = [module.doc.as_str(), page.as_str()];
    inner_doc(&mut text, if has_handle { &lines } else { &lines[..1] });
    example(module, &mut text);
    text.push_str(ORIGIN);
    text.push('\n');
    imports(module, &mut text);
    for child in &module.children {
        text.push_str(&format!("pub mod {};\n", child.name));
    }
    text.push('\n');
    if has_handle {
        handle(module, &mut text);
    }
    module.calls.iter().for_each(|call| endpoint(call, &mut text));
    module.objects.iter().for_each(|object| request("object", object, "", &mut text));
    module.responses.iter().for_each(|one| response(one, &mut text));
    module.constants.iter().for_each(|one| constants(one, &mut text));
    text
}

/// A program that uses the module.
fn example(module: &Module, text: &mut String) {
    if module.example.is_empty() {
        return;
    }
    let path = module.route.replace('/', "::");
    let before = format!(
        "```no_run\nuse seam_client{path};\n\n# fn main() -> Result<(), seam_client::Error> {{\n\
         # let seam = seam_client::Seam::from_env()?;\n"
    );
    text.push_str("//!\n");
    for line in before.lines().chain(module.example.lines()).chain(["# Ok(())", "# }", "```"]) {
        text.push_str(format!("//! {line}").trim_end());
        text.push('\n');
    }
}

fn imports(module: &Module, text: &mut String) {
    let kinds = module
        .responses
        .iter()
        .flat_map(|response| &response.fields)
        .map(|member| member.kind.as_str());
    let kinds: Vec<&str> = kinds.collect();
    // As in `Option<Json>`, and not as in `BrivoMetadata`.
    let has = |name: &str| {
        let is_end = |one: char| !one.is_ascii_alphanumeric();
        kinds.iter().any(|kind| kind.split(is_end).any(|word| word == name))
    };
    let requests = module.calls.iter().map(|call| &call.request).chain(&module.objects);
    let parameters: Vec<_> =
        requests.flat_map(|one| one.required.iter().chain(&one.optional)).collect();
    let takes = |kind: &ParameterKind| parameters.iter().any(|one| one.kind == *kind);
    let rules = || module.calls.iter().flat_map(|call| &call.rules);

    let mut response = Vec::new();
    for name in ["Json", "Lazy", "Metadata"] {
        response.extend(has(name).then_some(name));
    }
    response.extend((!module.responses.is_empty()).then_some("response"));
    let mut endpoint = Vec::new();
    for (name, wanted) in [
        ("Fields", takes(&ParameterKind::Map)),
        ("Time", takes(&ParameterKind::Time)),
        ("Value", takes(&ParameterKind::Value)),
        ("at_least_one", rules().any(|rule| rule.at_least_one)),
        ("endpoint", !module.calls.is_empty()),
        ("object", !module.objects.is_empty()),
        ("one_of", rules().any(|rule| !rule.at_least_one)),
    ] {
        endpoint.extend(wanted.then_some(name));
    }
    let mut root = Vec::new();
    let needs_seam = has_handle(module);
    for (name, wanted) in [
        ("Error", !module.calls.is_empty()),
        ("Pages", module.calls.iter().any(|call| call.pages)),
        ("Seam", needs_seam),
        ("Secret", has("Secret")),
    ] {
        root.extend(wanted.then_some(name));
    }
    for (path, names) in
        [("crate::response", response), ("crate::endpoint", endpoint), ("crate", root)]
    {
        if !names.is_empty() {
            text.push_str(&format!("use {path}::{{{}}};\n", names.join(", ")));
        }
    }
    for path in &module.imports {
        text.push_str(&format!("use {path};\n"));
    }
    text.push('\n');
}

/// The struct that has the methods.
fn handle(module: &Module, text: &mut String) {
    let handle = &module.handle;
    let way = match module.route.matches('/').count() {
        1 => format!("[`Seam::{}`]", last_of(&module.route)),
        _ => {
            let (outer, name) = module.route.rsplit_once('/').unwrap_or_default();
            let path = outer.replace('/', "::");
            let outer = crate::names::camel(last_of(outer));
            format!("[`{outer}::{name}`](crate{path}::{outer}::{name})")
        }
    };
    doc(text, 0, &[&format!("The endpoints of `{}`, returned by {way}.", module.route)]);
    text.push_str(&format!(
        "#[derive(Clone, Copy, Debug)]\npub struct {handle}<'a> {{\n    seam: &'a Seam,\n}}\n\nimpl<'a> {handle}<'a> \
         {{\n    pub(crate) fn new(seam: &'a Seam) -> Self {{\n        Self {{ seam }}\n    }}\n"
    ));
    for Child { name, handle, doc: sentence } in &module.children {
        text.push('\n');
        doc(text, 4, &[sentence]);
        text.push_str(&format!("    pub fn {name}(&self) -> {name}::{handle}<'a> {{\n"));
        text.push_str(&format!("        {name}::{handle}::new(self.seam)\n    }}\n"));
    }
    for call in &module.calls {
        method(call, text);
        if call.pages {
            pages(call, text);
        }
    }
    text.push_str("}\n\n");
}

fn method(call: &Call, text: &mut String) {
    text.push('\n');
    let callers = callers(&call.callers);
    let retries = match (call.idempotent, call.done_on_404) {
        (true, true) => {
            "If the response is lost, the client retries the call, and a retry that finds nothing \
             left succeeds."
        }
        (true, false) => "If the response is lost, the client retries the call.",
        (false, _) => {
            "If the response is lost, the client does not retry the call, since Seam may have \
             carried it out."
        }
    };
    let facts = format!("{callers} {retries}").trim().to_owned();
    let page = match call.documented {
        true => format!("See [Seam's page on it](https://docs.seam.co/latest/api{}).", call.path),
        false => "Seam does not document this endpoint, but its SDKs call it.".to_owned(),
    };
    let errors = errors(&call.rules);
    let mut paragraphs = vec![call.doc.as_str()];
    let pages = format!(
        "Returns one page: the first, unless you set `page_cursor`. [`{0}`](Self::{0}) iterates over all \
         pages.",
        name_of_pages(call)
    );
    if call.pages {
        paragraphs.push(&pages);
    }
    let missing = call.response.as_ref().filter(|response| response.optional);
    let missing =
        missing.map(|one| format!("Returns `None` if the response has no `{}`.", one.key));
    paragraphs.extend(missing.as_deref());
    paragraphs.extend([facts.as_str(), page.as_str(), "# Errors", errors.as_str()]);
    doc(text, 4, &paragraphs);
    if let Some(note) = &call.deprecated {
        text.push_str(&format!("    #[deprecated(note = {note:?})]\n"));
    }
    let (name, request) = (&call.method, &call.request);
    let lifetime = if request.borrows { "<'_>" } else { "" };
    let response = match &call.response {
        Some(response) if response.optional => format!("Option<{}>", response.kind),
        Some(response) => response.kind.clone(),
        None => "()".to_owned(),
    };
    let request = &request.name;
    text.push_str(&format!(
        "    pub fn {name}(&self, request: {request}{lifetime}) -> Result<{response}, Error> {{\n"
    ));
    text.push_str("        self.seam.call(&request)\n    }\n");
}

/// The method that iterates over the pages of a list.
fn pages(call: &Call, text: &mut String) {
    text.push('\n');
    let Call { method, request, .. } = call;
    let name = name_of_pages(call);
    let what = format!(
        "Iterates over all pages of [`{method}`](Self::{method}), by item or by page; see [`Pages`]. A page \
         holds at most 100 items, unless you set `limit`."
    );
    doc(text, 4, &[&what]);
    if let Some(note) = &call.deprecated {
        text.push_str(&format!("    #[deprecated(note = {note:?})]\n"));
    }
    let request = &request.name;
    text.push_str(&format!(
        "    pub fn {name}<'r>(&self, request: {request}<'r>) -> Pages<'a, {request}<'r>> {{\n        \
         self.seam.pages(request)\n    }}\n"
    ));
}

/// What is not called `list` may be in a namespace with one that is.
fn name_of_pages(call: &Call) -> String {
    match call.method.as_str() {
        "list" => "pages".to_owned(),
        method => format!("{method}_pages"),
    }
}

/// Who may call, in plain words.
fn callers(callers: &[String]) -> String {
    let has = |name: &str| callers.iter().any(|caller| caller == name);
    let session =
        if has("client_session") { "a client session" } else { "a customer's client session" };
    let names = [
        (has("api_key"), "an API key"),
        (has("pat_with_workspace"), "a personal access token"),
        (has("pat_without_workspace"), "a personal access token without a workspace"),
        (has("client_session") || has("client_session_with_customer"), session),
        (has("publishable_key"), "a publishable key"),
    ];
    let names = names.iter().filter_map(|&(wanted, name)| wanted.then_some(name));
    match &names.collect::<Vec<_>>()[..] {
        [] => String::new(),
        [one] => format!("Requires {one}."),
        [others @ .., last] => format!("Requires {} or {last}.", others.join(", ")),
    }
}

fn errors(rules: &[Rule]) -> String {
    if rules.is_empty() {
        return "Any variant of [`Error`].".to_owned();
    }
    let quoted = |of: &[String]| {
        let names: Vec<_> = of.iter().map(|name| format!("`{name}`")).collect();
        match &names[..] {
            [others @ .., last] if !others.is_empty() => {
                format!("{} and {last}", others.join(", "))
            }
            names => names.concat(),
        }
    };
    let rules = rules.iter().map(|rule| match rule.at_least_one {
        true => match &rule.of[..] {
            [one, other] => format!("neither `{one}` nor `{other}` is set"),
            of => format!("none of {} is set", quoted(of)),
        },
        false => format!("not exactly one of {} is set", quoted(&rule.of)),
    });
    let rules: Vec<_> = rules.collect();
    format!(
        "[`Error::Invalid`], if {}; otherwise any other variant of [`Error`].",
        rules.join(", or if ")
    )
}

fn endpoint(call: &Call, text: &mut String) {
    let mut rest = format!("    post \"{}\";\n", call.path);
    if let Some(CallResponse { key, kind, optional }) = &call.response {
        let optional = if *optional { ", optional" } else { "" };
        rest.push_str(&format!("    response \"{key}\"{optional}: {kind};\n"));
    }
    if call.pages {
        rest.push_str("    pages;\n");
    }
    match (call.idempotent, call.done_on_404) {
        (true, true) => rest.push_str("    idempotent, done on 404;\n"),
        (true, false) => rest.push_str("    idempotent;\n"),
        (false, _) => {}
    }
    rest.push_str(&validate(&call.rules));
    request("endpoint", &call.request, &rest, text);
}

fn validate(rules: &[Rule]) -> String {
    let calls = rules.iter().map(|rule| {
        let function = if rule.at_least_one { "at_least_one" } else { "one_of" };
        let names: Vec<_> = rule.of.iter().map(|name| format!("{name:?}")).collect();
        let line = format!("{function}(request, &[{}])", names.join(", "));
        if line.len() <= 72 {
            return line;
        }
        let names: String = names.iter().map(|name| format!("            {name},\n")).collect();
        format!("{function}(request, &[\n{names}        ])")
    });
    match &calls.collect::<Vec<_>>()[..] {
        [] => String::new(),
        [call] if !call.contains('\n') => format!("    validate |request, _| {call};\n"),
        calls => {
            let body = calls.join("?;\n        ");
            format!("    validate |request, _| {{\n        {body}\n    }};\n")
        }
    }
}

/// A struct of a request, or of an object within one, and what follows it.
fn request(macro_name: &str, request: &Request, rest: &str, text: &mut String) {
    text.push_str(&format!("{macro_name}! {{\n"));
    doc(text, 4, &[&request.doc]);
    let lifetime = if request.borrows { "<'a>" } else { "" };
    text.push_str(&format!("    pub struct {}{lifetime}", request.name));
    if !request.required.is_empty() {
        text.push_str("(\n");
        request.required.iter().for_each(|one| parameter(one, true, text));
        text.push_str("    )");
    }
    if request.optional.is_empty() {
        text.push_str(" {}\n");
    } else {
        text.push_str(" {\n");
        request.optional.iter().for_each(|one| parameter(one, false, text));
        text.push_str("    }\n");
    }
    text.push_str(rest);
    text.push_str("}\n\n");
}

fn parameter(parameter: &Parameter, is_required: bool, text: &mut String) {
    let mut sentence = parameter.doc.clone();
    // Unless the sentence says what it does.
    if parameter.nullable && !sentence.text.contains("`None`") {
        sentence.text.push_str(" `None` sends `null`.");
    }
    // The attribute would be that of `new`.
    let deprecated = parameter.deprecated && !is_required;
    field(&sentence, parameter.values.as_deref(), deprecated, text);
    let kind = match &parameter.kind {
        ParameterKind::Text => "&'a str".to_owned(),
        ParameterKind::Bool => "bool".to_owned(),
        ParameterKind::Number => "f64".to_owned(),
        ParameterKind::Whole => "i64".to_owned(),
        ParameterKind::Time => "Time<'a>".to_owned(),
        ParameterKind::Texts => "&'a [&'a str]".to_owned(),
        ParameterKind::Numbers => "&'a [f64]".to_owned(),
        ParameterKind::Wholes => "&'a [i64]".to_owned(),
        ParameterKind::Object(name, borrows) => format!("&'a {}", with_lifetime(name, *borrows)),
        ParameterKind::Objects(name, borrows) => format!("&'a [{}]", with_lifetime(name, *borrows)),
        ParameterKind::Map => "&'a dyn Fields".to_owned(),
        ParameterKind::Value => "Value<'a>".to_owned(),
    };
    let kind = if parameter.nullable { format!("Option<{kind}>") } else { kind };
    text.push_str(&format!("        {}: {kind},\n", parameter.name));
}

fn with_lifetime(name: &str, borrows: bool) -> String {
    if borrows { format!("{name}<'a>") } else { name.to_owned() }
}

fn response(response: &Response, text: &mut String) {
    text.push_str("response! {\n");
    let page = response.page.as_ref().map(|page| format!("See [Seam's page on it]({page})."));
    let paragraphs: Vec<_> =
        std::iter::once(response.doc.as_str()).chain(page.as_deref()).collect();
    doc(text, 4, &paragraphs);
    text.push_str(&format!("    pub struct {} {{\n", response.name));
    for ResponseField { name, doc, deprecated, values, kind, empty } in &response.fields {
        field(doc, values.as_deref(), *deprecated, text);
        let empty = if *empty { " = empty" } else { "" };
        text.push_str(&format!("        pub {name}: {kind}{empty},\n"));
    }
    text.push_str("    }\n}\n\n");
}

/// The documentation and the attributes of a parameter or a field.
fn field(sentence: &Sentence, values: Option<&str>, deprecated: bool, text: &mut String) {
    let mut line = sentence.text.clone();
    if let Some(values) = values {
        let kind = if MACROS.contains(&values) { "mod@" } else { "" };
        line.push_str(&format!(" Known values: [`{kind}{values}`]."));
    }
    doc(text, 8, &[&line]);
    if deprecated {
        text.push_str(&format!(
            "        #[deprecated(note = {:?})]\n",
            note(sentence.deprecated.clone())
        ));
    }
}

/// Names that are macros too, so that a link to a module has to say that it is one.
const MACROS: [&str; 12] = [
    "assert", "column", "concat", "env", "file", "format", "include", "line", "matches", "print",
    "vec", "write",
];

fn constants(constants: &Constants, text: &mut String) {
    let Constants { module, name, values } = constants;
    doc(text, 0, &[&format!("Known values of `{name}`. Seam may add others.")]);
    text.push_str(&format!("pub mod {module} {{\n"));
    for (constant, value) in values {
        doc(text, 4, &[&format!("`{value}`")]);
        text.push_str(&format!("    pub const {constant}: &str = {value:?};\n"));
    }
    text.push_str("}\n\n");
}

const WIDTH: usize = 100;

/// Paragraphs of documentation, wrapped.
fn doc(text: &mut String, indent: usize, paragraphs: &[&str]) {
    wrapped(text, &format!("{:indent$}///", ""), paragraphs);
}

fn inner_doc(text: &mut String, paragraphs: &[&str]) {
    wrapped(text, "//!", paragraphs);
}

fn wrapped(text: &mut String, prefix: &str, paragraphs: &[&str]) {
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if index > 0 {
            text.push_str(&format!("{prefix}\n"));
        }
        let mut line = prefix.to_owned();
        for word in words(paragraph) {
            if line.len() + 1 + word.len() > WIDTH && line.len() > prefix.len() {
                text.push_str(&format!("{line}\n"));
                line = prefix.to_owned();
            }
            line.push(' ');
            line.push_str(&word);
        }
        text.push_str(&format!("{line}\n"));
    }
}

/// The words of a paragraph; a link is one.
fn words(paragraph: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in paragraph.split(' ') {
        match words.last_mut() {
            Some(last) if last.matches('[').count() > last.matches(']').count() => {
                last.push_str(&format!(" {word}"));
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_callers_are_described_in_words() {
        let said = |names: &[&str]| {
            callers(&names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(said(&[]), "");
        assert_eq!(said(&["api_key"]), "Requires an API key.");
        assert_eq!(
            said(&[
                "client_session",
                "client_session_with_customer",
                "pat_with_workspace",
                "api_key"
            ]),
            "Requires an API key, a personal access token or a client session."
        );
        assert_eq!(
            said(&["client_session_with_customer", "api_key"]),
            "Requires an API key or a customer's client session."
        );
    }

    #[test]
    fn required_parameter_rules_are_described_in_words() {
        let rule = |of: &[&str], at_least_one| Rule {
            of: of.iter().map(|&name| name.to_owned()).collect(),
            at_least_one,
        };
        assert_eq!(errors(&[]), "Any variant of [`Error`].");
        assert_eq!(
            errors(&[rule(&["a", "b"], true), rule(&["c", "d"], false)]),
            "[`Error::Invalid`], if neither `a` nor `b` is set, or if not exactly one of `c` and `d` is set; \
             otherwise any other variant of [`Error`]."
        );
        assert_eq!(
            errors(&[rule(&["a", "b", "c"], true)]),
            "[`Error::Invalid`], if none of `a`, `b` and `c` is set; otherwise any other variant of [`Error`]."
        );
    }

    #[test]
    fn the_namespace_table_lists_nested_and_hand_written_ones() {
        let module = |route: &str, handle: &str| Module {
            route: route.to_owned(),
            handle: handle.to_owned(),
            doc: format!("About {route}."),
            example: String::new(),
            children: Vec::new(),
            calls: vec![Call {
                path: format!("{route}/list"),
                method: "list".to_owned(),
                doc: String::new(),
                deprecated: None,
                callers: Vec::new(),
                documented: route != "/acs/encoders/simulate",
                idempotent: false,
                done_on_404: false,
                pages: false,
                rules: Vec::new(),
                request: Request {
                    name: "List".to_owned(),
                    doc: String::new(),
                    borrows: false,
                    required: Vec::new(),
                    optional: Vec::new(),
                },
                response: None,
            }],
            objects: Vec::new(),
            responses: Vec::new(),
            constants: Vec::new(),
            imports: std::collections::BTreeSet::new(),
        };
        let plan = Plan {
            modules: vec![
                module("/acs", "Acs"),
                module("/acs/encoders", "Encoders"),
                module("/acs/encoders/simulate", "Simulate"),
                module("/locks", "Locks"),
            ],
            by_hand: Vec::new(),
            by_hand_doc: "By hand.".to_owned(),
        };
        assert_eq!(
            namespaces(&plan),
            "There are types for all 3 endpoints that Seam documents, and for 1 that only its SDKs call:\n\n\
             | namespace | what it is for | namespaces within it |\n|---|---|---|\n\
             | [`seam.acs()`](acs) | About /acs. | [`encoders()`](acs::encoders), \
             [`encoders().simulate()`](acs::encoders::simulate) |\n\
             | [`seam.client_sessions()`](client_sessions) | By hand. |  |\n\
             | [`seam.locks()`](locks) | About /locks. |  |\n"
        );
    }

    #[test]
    fn a_paged_list_gets_a_pages_method() {
        let list = |method: &str, deprecated: Option<&str>| Call {
            path: format!("/locks/{method}"),
            method: method.to_owned(),
            doc: String::new(),
            deprecated: deprecated.map(str::to_owned),
            callers: Vec::new(),
            documented: true,
            idempotent: true,
            done_on_404: false,
            pages: true,
            rules: Vec::new(),
            request: Request {
                name: crate::names::camel(method),
                doc: String::new(),
                borrows: true,
                required: Vec::new(),
                optional: Vec::new(),
            },
            response: None,
        };
        let written = |call: &Call| {
            let mut text = String::new();
            pages(call, &mut text);
            text.lines().filter(|line| !line.contains("///")).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(
            written(&list("list", None)),
            "\n    pub fn pages<'r>(&self, request: List<'r>) -> Pages<'a, List<'r>> {\n        \
             self.seam.pages(request)\n    }"
        );
        let other = written(&list("search", Some("use `list`")));
        assert!(
            other.starts_with(
                "\n    #[deprecated(note = \"use `list`\")]\n    pub fn search_pages<'r>("
            ),
            "{other}"
        );
        let mut text = String::new();
        endpoint(&list("list", None), &mut text);
        assert!(
            text.contains("    post \"/locks/list\";\n    pages;\n    idempotent;\n"),
            "{text}"
        );
    }

    #[test]
    fn an_example_is_a_complete_program() {
        let mut module = Module {
            route: "/acs/users".to_owned(),
            handle: "Users".to_owned(),
            doc: String::new(),
            example: "# let id = \"\";\nlist(id)?;\n".to_owned(),
            children: Vec::new(),
            calls: Vec::new(),
            objects: Vec::new(),
            responses: Vec::new(),
            constants: Vec::new(),
            imports: std::collections::BTreeSet::new(),
        };
        let mut text = String::new();
        example(&module, &mut text);
        assert_eq!(
            text,
            "//!\n//! ```no_run\n//! use seam_client::acs::users;\n//!\n\
             //! # fn main() -> Result<(), seam_client::Error> {\n\
             //! # let seam = seam_client::Seam::from_env()?;\n//! # let id = \"\";\n//! list(id)?;\n\
             //! # Ok(())\n//! # }\n//! ```\n"
        );
        module.example.clear();
        text.clear();
        example(&module, &mut text);
        assert_eq!(text, "");
    }

    #[test]
    fn doc_comments_wrap_between_words() {
        let mut text = String::new();
        let word = "word ".repeat(30);
        doc(&mut text, 4, &[word.trim(), "Next."]);
        let lines: Vec<_> = text.lines().collect();
        assert!(lines.iter().all(|line| line.len() <= 100), "{text}");
        assert_eq!(
            lines[1..],
            [&format!("    /// {}", "word ".repeat(12).trim()), "    ///", "    /// Next."]
        );
    }

    #[test]
    fn a_link_stays_on_one_line() {
        assert_eq!(words("See [the page](a) of it"), ["See", "[the page](a)", "of", "it"]);
    }

    #[test]
    fn rules_are_validated_one_after_the_other() {
        let rule = |of: &[&str], at_least_one| Rule {
            of: of.iter().map(|&name| name.to_owned()).collect(),
            at_least_one,
        };
        assert_eq!(validate(&[]), "");
        assert_eq!(
            validate(&[rule(&["a", "b"], false)]),
            "    validate |request, _| one_of(request, &[\"a\", \"b\"]);\n"
        );
        assert_eq!(
            validate(&[rule(&["a"], true), rule(&["b"], true)]),
            "    validate |request, _| {\n        at_least_one(request, &[\"a\"])?;\n        at_least_one(request, \
             &[\"b\"])\n    };\n"
        );
    }
}
