//! What a person sees: help, tables, nothing that a terminal obeys.

use crate::*;

#[test]
fn help_is_there_at_each_level_without_a_credential() {
    let help = |arguments: &[&str]| {
        let output = command(SEAM).args(arguments).output().unwrap();
        let (code, out, error) = parts(&output);
        assert_eq!((code, error), (0, ""), "{arguments:?}");
        for part in ["exit codes:", "SEAM_API_KEY", "SEAM_CLIENT_SESSION_TOKEN", "--json-errors"] {
            assert!(out.contains(part), "{arguments:?} does not tell of {part}");
        }
        assert!(out.lines().all(|line| line.len() <= 100), "{out}");
        out.to_owned()
    };
    for endpoint in seam_client::client_sessions::ENDPOINTS {
        let command = endpoint.path.trim_start_matches('/').replace('_', "-").replace('/', " ");
        assert!(help(&["--help"]).contains(&format!("seam {command}\n")));
        assert!(help(&["client-sessions", "-h"]).contains(&format!("seam {command}\n")));
        let words: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let text = help(&words);
        for field in endpoint.fields {
            let flag = format!("  --{} ", field.name.replace('_', "-"));
            let line = text.lines().find(|line| line.starts_with(&flag)).expect(&flag);
            assert_eq!(line.ends_with("(required)"), field.required, "{line}");
        }
    }
    let version = command(SEAM).arg("--version").output().unwrap();
    assert_eq!(parts(&version).1, format!("seam {}\n", env!("CARGO_PKG_VERSION")));
}
