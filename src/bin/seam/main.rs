//! The command `seam`: all of Seam, from a shell.

mod arguments;
mod call;
mod catalog;
mod client;
mod completion;
mod duration;
mod failure;
mod follow;
mod help;
mod identity;
mod json;
mod manual;
mod names;
mod near;
mod options;
mod print;
mod secret_file;
mod terminal;
mod value;
mod writer;

use std::process::ExitCode;

use arguments::Action;
use failure::Failure;
use options::{Options, is_json_errors};
use writer::{Writer, say, warn};

fn main() -> ExitCode {
    let mut options = Options::default();
    match run(&mut options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Wherever it stands, it holds for errors in what stands before it.
            let is_json = arguments().any(|word| is_json_errors(&word));
            say(&failure.text(is_json));
            ExitCode::from(failure.code())
        }
    }
}

/// The arguments, to look for words in them.
fn arguments() -> impl Iterator<Item = String> {
    std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned())
}

fn run(options: &mut Options) -> Result<(), Failure> {
    let mut out = Writer::default();
    if let Some(text) = help::asked(&arguments().collect::<Vec<_>>())? {
        return out.write_own(&text);
    }
    match arguments::read(options)? {
        Action::Help(words) => out.write_own(&help::help(&words)),
        Action::Version => out.write_own(concat!("seam ", env!("CARGO_PKG_VERSION"), "\n")),
        Action::Call(mut invocation) => {
            identity::fill_in(&mut invocation, options)?;
            for warning in &invocation.warnings {
                warn(options, warning);
            }
            call::run(invocation, options, &mut out)
        }
    }
}
