//! Completion in each shell, by running the shell.

use crate::*;

/// A shell's output for this script, with the command `seam` on its path. `None` if the machine lacks the shell.
fn shell(program: &str, arguments: &[&str], script: &str) -> Option<String> {
    let folder = Path::new(SEAM).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let path =
        std::env::join_paths([folder.to_owned()].into_iter().chain(std::env::split_paths(&path)));
    let mut shell = command(program);
    shell.args(arguments).arg(script).env("PATH", path.unwrap());
    // The machine's own files must not change the shell. It runs in the crate's folder, to complete files.
    shell.env("HOME", "/nonexistent").env("TERM", "dumb").current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = match shell.output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        output => output.unwrap(),
    };
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// What is typed, and what each shell must offer.
const OFFERED: [(&[&str], &[&str]); 18] = [
    (&["lo"], &["locks"]),
    (&["locks", "unl"], &["unlock-door"]),
    (&["acs", "encoders", "sim"], &["simulate"]),
    (&["locks", "unlock-door", "--dev"], &["--device-id"]),
    (&["locks", "unlock-door", "--device_"], &["--device_id"]),
    (&["locks", "unlock-door", "--device-id", "x", "--dev"], &[]),
    (&["locks", "unlock-door", "--device-id", ""], &[]),
    (&["access-codes", "create", "--max-time-rounding", ""], &["1hour", "1day", "1h", "1d"]),
    (&["access-codes", "create", "--max-time-rounding", "1d"], &["1day", "1d"]),
    (&["access-codes", "create", "--is-one-time-use", "t"], &["true"]),
    (&["access-codes", "create", "--ends-i"], &["--ends-in"]),
    (&["events", "list", "--event-types", "device.added,lock.u"], &["device.added,lock.unlocked"]),
    (&["--api-key-file", "Cargo.t"], &["Cargo.toml"]),
    (&["locks", "list", "--ca-file", "Cargo.t"], &["Cargo.toml"]),
    (&["call", "/locks/unl"], &["/locks/unlock_door"]),
    (&["call", "/locks/unlock_door", "--dev"], &["--device-id"]),
    (&["help", "locks", "unl"], &["unlock-door"]),
    (&["completion", ""], &["bash", "zsh", "fish"]),
];

fn sorted<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words
}

/// Tries all of them in one shell, each with a line of its own, and checks the output. Returns whether the machine has
/// the shell.
fn ask(program: &str, arguments: &[&str], start: &str, line: impl Fn(&[&str]) -> String) -> bool {
    let lines: String = OFFERED.iter().map(|(words, _)| line(words) + "\necho '=='\n").collect();
    let Some(out) = shell(program, arguments, &(start.to_owned() + &lines)) else {
        skip(program);
        return false;
    };
    let outputs: Vec<&str> = out.split("==\n").collect();
    assert_eq!(outputs.len(), OFFERED.len() + 1, "{out}");
    for ((words, expected), output) in OFFERED.iter().zip(outputs) {
        assert_eq!(
            sorted(output.lines()),
            sorted(expected.iter().copied()),
            "{program}: {words:?}"
        );
    }
    true
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!(" '{word}'")).collect()
}

const BASH: &str = r#"
eval "$(seam completion bash)"
offered() {
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
    _seam seam "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf '%s\n' "${COMPREPLY[@]}"
}
"#;

#[test]
fn bash_completes() {
    ask("bash", &["--norc", "-c"], BASH, |words| format!("offered seam{}", quoted(words)));
    let script = format!(
        "{BASH}complete -p seam
        offered seam access-codes create --max-time-rounding = 1h
        offered seam access-codes create --max-time-rounding =
        offered seam locks list --ca-file = Cargo.t"
    );
    let out = shell("bash", &["--norc", "-c"], &script).expect("bash");
    assert_eq!(out, "complete -F _seam seam\n1hour\n1h\n1hour\n1day\n1h\n1d\nCargo.toml\n");
}

#[test]
fn zsh_completes() {
    // What zsh's own functions get, and show.
    let start = r#"
        autoload -Uz compinit && compinit -u -D
        eval "$(seam completion zsh)"
        [[ $_comps[seam] == _seam ]] || exit 1
        _describe() { print -rl -- ${${(P)@[-1]}%%:*} }
        compset() { word=${word#*=} }
        _files() { print -rl -- $word*(N) }
        offered() { words=("$@"); CURRENT=$#; word=$words[-1]; _seam }
    "#;
    let is_there =
        ask("zsh", &["-f", "-c"], start, |words| format!("offered seam{}", quoted(words)));
    // One real completion, on a terminal.
    let real = r#"
        zmodload zsh/zpty
        zpty z zsh -f -i
        zpty -w z 'PS1=; autoload -U compinit; compinit -u -D; eval "$(seam completion zsh)"; echo RE""ADY'
        zpty -r z out '*READY*'
        zpty -w -n z $'seam locks unl\t'
        zpty -r z out '*locks unlock-door*' && echo offered
        zpty -d z
    "#;
    if is_there {
        let out = shell("timeout", &["60", "zsh", "-f", "-c"], real);
        assert_eq!(out.as_deref(), Some("offered\n"));
    }
}

#[test]
fn fish_completes() {
    let start = "seam completion fish | source\n";
    ask("fish", &["-N", "-c"], start, |words| {
        // The offered word is before a tab.
        format!("complete -C 'seam {}' | string replace -r '\\t.*' ''", words.join(" "))
    });
}
