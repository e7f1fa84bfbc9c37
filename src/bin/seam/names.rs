//! The API's names as the command line writes them.

/// A parameter, or an option, as a flag: `--device-id`.
pub(crate) fn flag(name: &str) -> String {
    ["--", &kebab(name)].concat()
}

/// A name, or a path with a space for each slash: ` locks unlock-door`.
pub(crate) fn kebab(name: &str) -> String {
    name.replace('_', "-").replace('/', " ")
}
