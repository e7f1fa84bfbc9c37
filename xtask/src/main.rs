//! The chores of this repository that require more than a shell script.

mod description;
mod drift;
mod generate;
mod module;
mod names;
mod npm;
mod openapi;
mod overrides;
mod plan;
mod responses;
mod schema;
mod structs;
mod words;
mod write_api;
mod write_catalog;
mod write_typed;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use description::Description;

type Result<T> = std::result::Result<T, String>;

const USAGE: &str = "\
usage: cargo xtask COMMAND

api                  write src/api, src/bin/seam/catalog.txt and tests/support/typed.rs from the files in api
api --check          write nothing, and fail if they are not what would be written
description SOURCE   write api/description.json
drift [SOURCE]       print what was added and removed since api/description.json; fail if that breaks programs

SOURCE is a version of npm's package @seamapi/types (latest, unless given), or the path of its OpenAPI
description as JSON, with the version after it if that is known.";

const DESCRIPTION: &str = "api/description.json";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["api"] => generate::api(false),
        ["api", "--check"] => generate::api(true),
        ["description", ref source @ ..] if !source.is_empty() => write_description(source),
        ["drift", ref source @ ..] => report_drift(source),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The repository's folder.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

/// Reads a file of the repository.
fn read(path: &str) -> Result<String> {
    std::fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"))
}

/// Writes a file of the repository.
fn write(path: &str, text: &str) -> Result<()> {
    std::fs::write(root().join(path), text).map_err(|error| format!("{path}: {error}"))
}

/// The description that the crate is made from.
fn own_description() -> Result<Description> {
    Description::from_json(&read(DESCRIPTION)?).map_err(|error| format!("{DESCRIPTION}: {error}"))
}

fn write_description(source: &[&str]) -> Result<()> {
    write(DESCRIPTION, &described(source)?.to_json())
}

/// Seam's description from this source.
fn described(source: &[&str]) -> Result<Description> {
    let (openapi, version) = match *source {
        [] => npm::fetch("latest")?,
        [file] if file.ends_with(".json") => (read_json(file)?, "unknown".to_owned()),
        [file, version] if file.ends_with(".json") => (read_json(file)?, version.to_owned()),
        [version] => npm::fetch(version)?,
        _ => return Err(USAGE.to_owned()),
    };
    openapi::read(&openapi, &version)
}

fn read_json(file: &str) -> Result<serde_json::Value> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))
}

fn report_drift(source: &[&str]) -> Result<()> {
    let (old, new) = (own_description()?, described(source)?);
    let drift = drift::drift(&old, &new);
    for line in &drift.lines {
        println!("{line}");
    }
    println!("{} differences between {} and {}", drift.lines.len(), old.version, new.version);
    if drift.breaking.is_empty() {
        return Ok(());
    }
    Err(format!("these changes break existing programs:\n{}", drift.breaking.join("\n")))
}
