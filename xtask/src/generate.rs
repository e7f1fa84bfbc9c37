//! Writes the generated files.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::overrides::Overrides;
use crate::words::Words;
use crate::{own_description, plan, read, root, write, write_api, write_catalog, write_typed};

type Result<T> = std::result::Result<T, String>;

const OVERRIDES: &str = "api/overrides.toml";
const WORDS: &str = "api/words.toml";

/// Writes the generated files, and removes those that are no longer generated; or only compares.
pub(crate) fn api(check: bool) -> Result<()> {
    let files = files()?;
    let mut differences = Vec::new();
    for path in existing()? {
        if !files.contains_key(&path) {
            differences.push(format!("{path} is no longer generated"));
            if !check {
                std::fs::remove_file(root().join(&path))
                    .map_err(|error| format!("{path}: {error}"))?;
            }
        }
    }
    for (path, text) in &files {
        if read(path).is_ok_and(|old| old == *text) {
            continue;
        }
        differences.push(format!("{path} differs from what would be written"));
        if !check {
            let folder = root().join(path).parent().map(std::fs::create_dir_all);
            folder.unwrap_or(Ok(())).map_err(|error| format!("{path}: {error}"))?;
            write(path, text)?;
        }
    }
    if check && !differences.is_empty() {
        return Err(format!("{}\nrun: cargo xtask api", differences.join("\n")));
    }
    Ok(())
}

/// The text of each generated file, by path.
fn files() -> Result<BTreeMap<String, String>> {
    let overrides =
        Overrides::parse(&read(OVERRIDES)?).map_err(|error| format!("{OVERRIDES}:\n{error}"))?;
    let words = Words::parse(&read(WORDS)?).map_err(|error| format!("{WORDS}:\n{error}"))?;
    let plan = plan::plan(&own_description()?, &overrides, &words)?;
    if let Some(missing) = words.missing() {
        return Err(format!("{WORDS} lacks these sentences:\n{missing}"));
    }
    let unused = words.unused();
    if !unused.is_empty() {
        return Err(format!("{WORDS} has sentences that nothing uses:\n{}", unused.join("\n")));
    }
    let mut files = BTreeMap::new();
    let typed = (write_typed::PATH.to_owned(), write_typed::file(&plan));
    let catalog = (write_catalog::PATH.to_owned(), write_catalog::file(&plan));
    for (path, text) in write_api::files(&plan).into_iter().chain([catalog, typed]) {
        let text = match path.ends_with(".rs") {
            true => formatted(&text).map_err(|error| format!("{path}: {error}"))?,
            false => text,
        };
        files.insert(path, text);
    }
    Ok(files)
}

/// The generated files that exist.
fn existing() -> Result<Vec<String>> {
    let own = [write_api::ROOT, write_catalog::PATH, write_typed::PATH]
        .into_iter()
        .filter(|path| root().join(path).exists());
    let mut paths: Vec<String> = own.map(str::to_owned).collect();
    let mut folders = vec![write_api::FOLDER.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(root().join(&folder)) else { continue };
        for entry in entries {
            let entry = entry.map_err(|error| format!("{folder}: {error}"))?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() { &mut folders } else { &mut paths }.push(path);
        }
    }
    Ok(paths)
}

/// Formats a text with rustfmt, by the repository's configuration.
fn formatted(text: &str) -> Result<String> {
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--edition", "2024", "--config-path"]).arg(root());
    let mut child = rustfmt
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("rustfmt cannot be started: {error}"))?;
    // rustfmt reads all of its input before it writes.
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err("rustfmt refuses the generated code".to_owned());
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}
