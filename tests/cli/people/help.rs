//! The help at every level, and the manual page.

use crate::*;

/// The command's catalog of endpoints, as the generator writes it.
const CATALOG: &str = include_str!("../../../src/bin/seam/catalog.txt");

/// What the command prints without a credential. It must succeed.
fn printed(arguments: &[&str]) -> String {
    let output = command(SEAM).args(arguments).output().unwrap();
    let (code, out, error) = parts(&output);
    assert_eq!((code, error), (0, ""), "{arguments:?}");
    out.to_owned()
}

fn help(arguments: &[&str]) -> String {
    let text = printed(arguments);
    for part in ["exit codes:", "SEAM_API_KEY", "SEAM_CLIENT_SESSION_TOKEN", "--json-errors"] {
        assert!(text.contains(part), "{arguments:?} does not tell of {part}");
    }
    assert!(text.lines().all(|line| line.len() <= 100), "{text}");
    text
}

/// Replaces each run of spaces and line ends with one space.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(path: &str) -> Vec<String> {
    path.trim_start_matches('/').split('/').map(|word| word.replace('_', "-")).collect()
}

/// The endpoints of the catalog, each with its lines.
fn endpoints() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut endpoints: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in CATALOG.lines() {
        if line.starts_with("E ") {
            endpoints.push((line, Vec::new()));
        } else if !line.starts_with("N ") {
            endpoints.last_mut().unwrap().1.push(line);
        }
    }
    assert!(endpoints.len() > 200);
    endpoints
}

#[test]
fn each_endpoints_help_shows_its_full_description() {
    for (line, lines) in endpoints() {
        let fields: Vec<&str> = line[2..].split('\t').collect();
        let command = words(fields[0]);
        let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        arguments.push("--help");
        let text = help(&arguments);
        let flow = flowing(&text);
        assert!(flow.starts_with(&flowing(fields[3])), "{text}");
        assert!(flow.contains(&format!("usage: seam {}", command.join(" "))), "{text}");
        let page = format!("https://docs.seam.co/latest/api{}\n", fields[0]);
        assert_eq!(text.contains(&page), !fields[1].contains('u'), "{text}");
        assert_eq!(
            text.contains("Deprecated: "),
            line.split('\t').nth(4).is_some_and(|it| !it.is_empty())
                || lines.iter().any(|it| it.split('\t').nth(2).is_some_and(|it| it.contains('d'))),
            "{text}"
        );
        assert_eq!(
            text.contains("action attempt before the action is done"),
            fields[1].contains('a')
        );
        assert_eq!(text.contains("comes in pages"), fields[1].contains('p'), "{text}");
        assert_eq!(text.contains("It is safe to run again"), fields[1].contains('r'));
        let holds_secrets = lines.iter().any(|it| {
            it.starts_with("P ") && it.split('\t').nth(2).is_some_and(|it| it.contains('s'))
        });
        assert_eq!(flow.contains("Arguments show in `ps`; --raw -"), holds_secrets, "{text}");
        for line in lines {
            let fields: Vec<&str> = line[2..].split('\t').collect();
            match &line[..2] {
                "R " => {
                    let how = if fields[0] == "one" { "Exactly one of" } else { "At least one of" };
                    let flags =
                        fields[1].split(',').map(|name| format!("--{}", name.replace('_', "-")));
                    let rule =
                        format!("{how} {} is required.", flags.collect::<Vec<_>>().join(", "));
                    assert!(flow.contains(&rule), "{rule}: {text}");
                }
                "P " => {
                    let flag = format!("  --{} ", fields[0].replace('_', "-"));
                    let line = text.lines().find(|line| line.starts_with(&flag)).expect(&flag);
                    assert_eq!(line.ends_with("(required)"), fields[2].contains('r'), "{line}");
                    assert_eq!(line.contains("|null"), fields[2].contains('n'), "{line}");
                    assert!(flow.contains(&flowing(fields[4])), "{flag}: {text}");
                    let values: Vec<&str> = fields[3].split(',').collect();
                    if !fields[3].is_empty() {
                        let known =
                            format!("Known values: {}", values[..values.len().min(3)].join(", "));
                        assert!(flow.contains(&known), "{known}: {text}");
                    }
                }
                "M " => {
                    let name = fields[0].rsplit('.').next().unwrap();
                    assert!(
                        [" ", "("].iter().any(|before| text.contains(&format!("{before}{name}"))),
                        "{name}: {text}"
                    );
                }
                other => panic!("{other}"),
            }
        }
    }
}

#[test]
fn each_namespaces_help_lists_its_commands() {
    for line in CATALOG.lines().filter(|line| line.starts_with("N ")) {
        let (path, sentence) = line[2..].split_once('\t').unwrap();
        let words = words(path);
        let mut arguments: Vec<&str> = words.iter().map(String::as_str).collect();
        arguments.insert(0, "help");
        let text = help(&arguments);
        arguments.remove(0);
        for flag in ["--help", "-h"] {
            assert_eq!(help(&[&arguments[..], &[flag]].concat()), text);
        }
        assert!(flowing(&text).starts_with(sentence), "{text}");
        for line in CATALOG.lines().filter(|line| line.starts_with("N ") || line.starts_with("E "))
        {
            let inner = line[2..].split('\t').next().unwrap();
            let name = inner.strip_prefix(path).and_then(|rest| rest.strip_prefix('/'));
            if let Some(name) = name.filter(|name| !name.contains('/')) {
                let start = format!("  {}", name.replace('_', "-"));
                assert!(
                    text.lines()
                        .any(|line| line == start || line.starts_with(&(start.clone() + " "))),
                    "{start}: {text}"
                );
            }
        }
    }
}

#[test]
fn help_works_at_each_level_without_a_credential() {
    let top = help(&["--help"]);
    assert_eq!(help(&["help"]), top);
    assert_eq!(help(&["-h"]), top);
    for line in CATALOG.lines().filter(|line| line.starts_with("N ")) {
        let name = words(line[2..].split('\t').next().unwrap()).swap_remove(0);
        assert!(top.contains(&format!("\n  {name} ")), "{name}: {top}");
    }
    for part in
        ["call", "help", "completion", "man", "--wait", "--field", "SEAM_HOST_HEADER", "NO_COLOR"]
    {
        // Other tests name the features' own options.
        if part != "--wait" {
            assert!(top.contains(&format!("  {part} ")), "{part}: {top}");
        }
    }
    for code in 0..=6 {
        assert!(top.contains(&format!("\n  {code}  ")), "{top}");
    }
    for arguments in [&["call", "--help"][..], &["help", "call"]] {
        assert!(help(arguments).contains("usage: seam call /PATH"));
    }
    assert_eq!(help(&["help", "/locks/unlock_door"]), help(&["locks", "unlock-door", "--help"]));
    assert_eq!(help(&["help", "locks", "unlock_door"]), help(&["locks", "unlock-door", "-h"]));
    for name in ["completion", "man", "help"] {
        assert_eq!(help(&["help", name]), help(&[name, "--help"]));
    }
    assert!(printed(&["help", "exit-codes"]).starts_with("exit codes:\n  0  "));
    assert!(printed(&["help", "environment"]).contains("SEAM_API_KEY"));
    let version = printed(&["--version"]);
    assert_eq!(version, format!("seam {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_missing_or_misspelled_command_gets_suggestions() {
    for (arguments, parts) in [
        (
            &[][..],
            &["no command", "see seam --help", "access-codes", "workspaces", "completion"][..],
        ),
        (&["acs"], &["acs needs a command: see seam acs --help", "entrances"]),
        (&["help", "loks"], &["did you mean seam help locks?"]),
        (&["help", "locks", "unlok-door"], &["did you mean seam help locks unlock-door?"]),
        (&["compltion", "bash"], &["did you mean completion?"]),
        (&["completion"], &["bash, zsh or fish"]),
        (&["completion", "csh"], &["\"csh\"", "bash, zsh or fish"]),
        (&["completion", "bash", "zsh"], &["unexpected argument"]),
        (&["man", "locks"], &["unexpected argument"]),
        (&["man", "--all"], &["no option"]),
    ] {
        let error = usage(arguments);
        for part in parts {
            assert!(error.contains(part), "{arguments:?}: {error}");
        }
        assert_eq!(error.lines().count(), 1, "{error}");
    }
    let error: Value = serde_json::from_str(&usage(&["help", "loks", "--json-errors"])).unwrap();
    assert_eq!(error["type"], "usage");
}

#[test]
fn the_manual_page_is_complete() {
    let page = printed(&["man"]);
    let mut sections = page.lines().filter_map(|line| line.strip_prefix(".SH "));
    for name in [
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "ENVIRONMENT",
        "EXIT STATUS",
        "EXAMPLES",
        "COMMANDS",
    ] {
        assert_eq!(sections.next(), Some(name));
    }
    for (line, _) in endpoints() {
        let words = words(line[2..].split('\t').next().unwrap());
        let entry = format!("\\fBseam {}\\fR\n", words.join(" ").replace('-', "\\-"));
        assert!(page.contains(&entry), "{entry}");
    }
    for row in printed(&["--help"]).lines().filter_map(|line| line.strip_prefix("  --")) {
        let flag = row.split(' ').next().unwrap().replace('-', "\\-");
        assert!(page.contains(&format!("\\-\\-{flag}")), "{flag}");
    }
    // If the machine has a formatter, it must report nothing.
    for (formatter, arguments) in
        [("mandoc", &["-Tlint"][..]), ("groff", &["-man", "-ww", "-z", "-Tutf8"])]
    {
        let mut formatter = command(formatter);
        formatter.args(arguments).stdin(Stdio::piped());
        let Ok(mut child) = formatter.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn() else {
            continue;
        };
        child.stdin.take().unwrap().write_all(page.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(parts(&output), (0, "", ""));
    }
}

#[test]
fn the_help_contains_no_rust_terms() {
    for word in ["`None`", "`Some`", "().", "::"] {
        assert!(!CATALOG.contains(word), "{word}");
    }
    assert!(help(&["user-identities", "update", "--help"]).contains("`null` unsets it"));
    let session = help(&["client-sessions", "get-or-create", "--help"]);
    assert!(session.contains("For the same user, it is safe to run again"), "{session}");
}
