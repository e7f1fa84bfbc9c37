//! Keeps the access codes of a door in sync with a CSV file: creates, changes and deletes codes until the door has
//! the codes of the file.
//!
//! It touches only the codes that it has created: their names begin with `[csv] `. You can run it as often as you like
//! and kill it at any moment: each run compares the door with the file, and needs nothing from an earlier run. It
//! identifies a code by its PIN. A lock accepts each PIN only once, so no code is created twice, even if the response
//! to `create` was lost.
//!
//! `cargo run --example access_codes` calls a fake Seam that it starts on this machine. With a device's ID and a file
//! as arguments it calls Seam, with the credential in the environment (`SEAM_API_KEY`, or
//! `SEAM_PERSONAL_ACCESS_TOKEN` and `SEAM_WORKSPACE_ID`).

use fake_seam::{API_KEY, FRONT_DOOR, FakeSeam};
use seam_client::access_codes::{Create, Delete, List, Update, status, update_type};
use seam_client::{Credential, Error, Seam, Secret, endpoint::Time};

/// The first line. A file without it is the wrong file, or is empty by mistake: syncing it would delete all codes.
const HEADER: &str = "name,code,starts_at,ends_at";
const MARK: &str = "[csv] ";

/// Returns the fields of each line. The times are in UTC, as in 2030-12-01T15:00:00Z, or both are empty. Seam refuses
/// a code that has ended: delete its line.
fn read(file: &str) -> Result<Vec<[&str; 4]>, Error> {
    // A file that is still being written may end anywhere.
    let Some(lines) = file.strip_prefix(HEADER).filter(|_| file.ends_with('\n')) else {
        return Err(Error::invalid("the file does not begin with the header line, or is cut off"));
    };
    let mut rows = Vec::<[&str; 4]>::new();
    for line in lines.lines().skip(1) {
        match <[&str; 4]>::try_from(line.split(',').map(str::trim).collect::<Vec<_>>()) {
            Ok(row @ [name, pin, start, end])
                if ![name, pin].contains(&"")
                    && matches!((start.len(), end.len()), (20, 20) | (0, 0))
                    && rows.iter().all(|row| row[1] != pin) =>
            {
                rows.push(row);
            }
            _ => {
                let needs =
                    "needs a name, a code that no other line has, and two times in UTC or none";
                return Err(Error::invalid(format!("line {} {needs}", rows.len() + 2)));
            }
        }
    }
    Ok(rows)
}

fn sync<'f>(seam: &Seam, door: &str, file: &'f str) -> Result<(), Error> {
    let mut rows = read(file)?;
    let codes = seam.access_codes();
    // List all codes before changing any: a code that is missing from the list is created.
    let there = codes.pages(List::new().device_id(door)).collect::<Result<Vec<_>, _>>()?;
    let time = |text: &'f str| (!text.is_empty()).then(|| Time::from(text));
    // Seam writes times with milliseconds.
    let second = |text: &str| text.get(..19).map(str::to_owned);
    let mut done = true;
    for code in there.iter().filter(|code| code.status != status::REMOVING) {
        let Some(name) = code.name.as_ref().and_then(|name| name.strip_prefix(MARK)) else {
            continue;
        };
        let id = &code.access_code_id;
        let pin = code.code.as_ref().map(Secret::expose);
        let Some(place) = rows.iter().position(|row| Some(row[1]) == pin) else {
            done &= note("deleted", name, codes.delete(Delete::new(id)))?;
            continue;
        };
        let [wanted, _, start, end] = rows.swap_remove(place);
        let times = [&code.starts_at, &code.ends_at].map(|it| second(it.as_deref()?));
        let kind = if end.is_empty() { update_type::ONGOING } else { update_type::TIME_BOUND };
        // An ongoing code may still have times from before: they have no effect.
        let is_same = end.is_empty() || times == [second(start), second(end)];
        if !(is_same && code.r#type == kind && name == wanted) {
            let update = Update::new(id).starts_at(time(start)).ends_at(time(end)).r#type(kind);
            done &= note("changed", wanted, codes.update(update.name(&format!("{MARK}{wanted}"))))?;
        }
    }
    for [name, pin, start, end] in rows {
        let create = Create::new(door).code(pin).starts_at(time(start)).ends_at(time(end));
        done &= note("created", name, codes.create(create.name(&format!("{MARK}{name}"))))?;
    }
    println!("the door {} the file", if done { "matches" } else { "does not match" });
    if done { Ok(()) } else { Err(Error::invalid("Seam refused some of the changes")) }
}

/// Prints the result of a request, and returns whether it succeeded. An error that would also stop the next request
/// ends the run: the next run continues.
fn note<T>(what: &str, name: &str, result: Result<T, Error>) -> Result<bool, Error> {
    match result {
        Ok(_) => println!("{what}: {name}"),
        // Don't print Seam's message: it may contain the PIN.
        Err(Error::Api(error)) if matches!(error.status(), 400 | 404 | 409) => {
            println!("not {what}: {name} ({})", error.error_type().unwrap_or("no reason given"));
            return Ok(false);
        }
        Err(error) => return Err(error),
    }
    Ok(true)
}

fn main() -> Result<(), Error> {
    if let [_, door, path] = &std::env::args().collect::<Vec<_>>()[..] {
        let flaw = |error| Error::invalid(format!("{path}: {error}"));
        return sync(&Seam::from_env()?, door, &std::fs::read_to_string(path).map_err(flaw)?);
    }
    let fake = FakeSeam::start();
    println!("no arguments: using a fake Seam at {}", fake.url());
    let seam = Seam::builder(Credential::api_key(API_KEY)?).endpoint(fake.url()).build()?;
    seam.access_codes().create(Create::new(FRONT_DOOR).name("Cleaner").code("7310"))?;
    let first = "Jane,4102,2099-12-01T15:00:00Z,2099-12-04T11:00:00Z\nOtto,5520,,\n";
    let second = "Jane,4102,2099-12-01T15:00:00Z,2099-12-05T11:00:00Z\nMaria,6631,,\n";
    for lines in [first, first, second] {
        sync(&seam, FRONT_DOOR, &format!("{HEADER}\n{lines}"))?;
    }
    Ok(())
}
