//! The command `seam`: all of Seam, from a shell.

mod arguments;
mod call;
mod catalog;
mod client;
mod failure;
mod help;
mod json;
mod near;
mod options;
mod print;
mod value;
mod writer;

use std::io::{self, Write as _};
use std::process::ExitCode;

use arguments::Action;
use failure::Failure;
use options::Options;
use writer::Writer;

fn main() -> ExitCode {
    let mut options = Options::default();
    match run(&mut options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Wherever it stands, it holds for errors in what stands before it.
            let is_json = |it: std::ffi::OsString| it == "--json-errors" || it == "--json_errors";
            let text = failure.text(std::env::args_os().any(is_json));
            // Nobody may be reading it, and there is nothing else to say.
            let _ = writeln!(io::stderr(), "{text}");
            ExitCode::from(failure.code())
        }
    }
}

fn run(options: &mut Options) -> Result<(), Failure> {
    let mut out = Writer::default();
    match arguments::read(options)? {
        Action::Help(words) => out.write(&help::help(&words)),
        Action::Version => out.write(concat!("seam ", env!("CARGO_PKG_VERSION"), "\n")),
        Action::Call(invocation) => {
            if !options.is_given("quiet") {
                for warning in &invocation.warnings {
                    let _ = writeln!(io::stderr(), "seam: warning: {warning}");
                }
            }
            call::run(&invocation, options, &mut out)
        }
    }
}
