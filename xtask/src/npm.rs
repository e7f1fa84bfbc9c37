//! Fetches Seam's OpenAPI description from npm: it is in the package `@seamapi/types`.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

type Result<T> = std::result::Result<T, String>;

/// Prints the description, an ECMAScript module, as JSON.
const PRINT: &str =
    "import(process.argv[1]).then(module => process.stdout.write(JSON.stringify(module.default)))";

/// The description of a version (`latest`), and the version's number. The package is unpacked, but not installed.
pub(crate) fn fetch(version: &str) -> Result<(Value, String)> {
    let folder = Folder::new()?;
    let package = format!("@seamapi/types@{version}");
    let packed = run(folder.command("npm").args(["pack", "--silent", &package]))?;
    let archive = packed.trim().lines().last().unwrap_or_default().to_owned();
    run(folder.command("tar").args(["-xzf", &archive]))?;
    let package: Value = parse(&read(&folder.path.join("package/package.json"))?)?;
    let version =
        package.get("version").and_then(Value::as_str).ok_or("the package has no version")?;
    let module = folder.path.join("package/lib/seam/connect/openapi.js");
    let openapi = run(folder.command("node").args(["-e", PRINT]).arg(module))?;
    Ok((parse(&openapi)?, version.to_owned()))
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn parse(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn run(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output =
        command.output().map_err(|error| format!("{program} cannot be started: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "{program} failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        ));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("{program}: {error}"))
}

/// A folder that is removed when it is no longer needed.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("seam-client-xtask-{}", std::process::id()));
        std::fs::create_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self { path })
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.path);
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // If this fails, the files stay in the folder for temporary files.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}
