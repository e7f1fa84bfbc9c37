//! What can be called, and how.

use std::fmt::Write as _;

use crate::catalog::{Kind, endpoint, endpoints, namespaces};
use crate::options::OPTIONS;

const AFTER: &str = "\
environment:
  SEAM_API_KEY; or SEAM_PERSONAL_ACCESS_TOKEN and SEAM_WORKSPACE_ID; or
  SEAM_PUBLISHABLE_KEY; or SEAM_CLIENT_SESSION_TOKEN; and SEAM_ENDPOINT; and
  SEAM_HOST_HEADER, for a local program that does TLS and cannot rewrite `Host`.
  A credential is never an argument: arguments show in `ps`.

exit codes:
  0  Seam did it; its answer is on standard output
  1  Seam said no
  2  wrong arguments or environment; nothing was sent
  3  Seam could not be reached, or not understood
";

/// The help about the path that these words name, or begin.
pub(crate) fn help(words: &[String]) -> String {
    let path: String = words.iter().map(|word| format!("/{}", word.replace('-', "_"))).collect();
    let mut text = String::new();
    if let Some(endpoint) = endpoint(&path) {
        let _ = writeln!(text, "{}\n\nseam{} [options]", endpoint.sentence, command(&path));
        for parameter in endpoint.parameters() {
            let kind = match parameter.kind {
                Kind::Bool => "true|false",
                Kind::Texts => "LIST",
                _ => "TEXT",
            };
            let name = parameter.name.replace('_', "-");
            let _ = writeln!(text, "  --{name} {kind}  {}", parameter.sentence);
        }
    } else {
        text.push_str("Calls the Seam API (smart locks and access control).\n\ncommands:\n");
        for namespace in namespaces().filter(|it| it.path.starts_with(&path)) {
            let _ = writeln!(text, "  seam{}", command(namespace.path));
        }
        for endpoint in endpoints().filter(|it| it.namespace() == path) {
            let _ = writeln!(text, "  seam{}", command(endpoint.path));
        }
    }
    text.push_str("\noptions:\n");
    for row in OPTIONS {
        let _ =
            writeln!(text, "  --{} {}  {}", row.name.replace('_', "-"), row.value, row.sentence);
    }
    text.push('\n');
    text + AFTER
}

/// The words of a path, as a command has them.
fn command(path: &str) -> String {
    path.replace('/', " ").replace('_', "-")
}
