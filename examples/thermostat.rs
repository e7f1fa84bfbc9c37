//! Sets a thermostat: lists the thermostats that the credential can see, sets one to a mode and a temperature, waits
//! until the device has confirmed it, and shows the new state.
//!
//! `cargo run --example thermostat` calls a fake Seam that it starts on this machine. With a credential in the
//! environment (`SEAM_API_KEY`, `SEAM_CLIENT_SESSION_TOKEN`, or `SEAM_PERSONAL_ACCESS_TOKEN` and `SEAM_WORKSPACE_ID`)
//! it calls Seam. The arguments are the ID or the name of the thermostat, the mode, and the temperature in degrees
//! Celsius: `Hallway heat 21.5`, or `Hallway off`. Without them, the example only lists Seam's thermostats.

use std::process::ExitCode;
use std::time::Duration;

use fake_seam::{API_KEY, FakeSeam};
use seam_client::devices::{self, Device};
use seam_client::thermostats::{self, SetHvacMode, hvac_mode_setting};
use seam_client::{Credential, Error, Seam};

const CREDENTIALS: [&str; 3] =
    ["SEAM_API_KEY", "SEAM_CLIENT_SESSION_TOKEN", "SEAM_PERSONAL_ACCESS_TOKEN"];

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let result = if CREDENTIALS.into_iter().any(is_set) {
        Seam::from_env().and_then(|seam| run(&seam, &arguments))
    } else {
        call_fake_seam(&arguments)
    };
    result.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

fn call_fake_seam(arguments: &[String]) -> Result<ExitCode, Error> {
    let fake = FakeSeam::start();
    println!("no credential in the environment: using a fake Seam at {}", fake.url());
    let seam = Seam::builder(Credential::api_key(API_KEY)?).endpoint(fake.url()).build()?;
    let heat = ["Hallway", "heat", "21"].map(str::to_owned);
    run(&seam, if arguments.is_empty() { &heat } else { arguments })
}

fn run(seam: &Seam, arguments: &[String]) -> Result<ExitCode, Error> {
    let all = seam.thermostats().pages(thermostats::List::new()).collect::<Result<Vec<_>, _>>()?;
    for thermostat in &all {
        show(thermostat);
    }
    let (wanted, mode, celsius) = match arguments {
        [] => return Ok(ExitCode::SUCCESS),
        [wanted, mode] => (wanted, mode, None),
        [wanted, mode, celsius] => (wanted, mode, celsius.parse::<f64>().ok()),
        _ => return Err(Error::invalid("pass a thermostat, a mode and a temperature")),
    };
    let is_wanted = |it: &&Device| [&it.device_id, &it.display_name].contains(&wanted);
    let Some(thermostat) = all.iter().find(is_wanted) else {
        return Err(Error::invalid("no thermostat has this ID or name"));
    };
    let modes = thermostat.properties.available_hvac_mode_settings.as_ref();
    if modes.is_some_and(|modes| !modes.contains(mode)) {
        return Err(Error::invalid("the thermostat does not have this mode"));
    }
    let request = SetHvacMode::new(mode, &thermostat.device_id);
    let request = match (mode.as_str(), celsius) {
        (hvac_mode_setting::HEAT, Some(celsius)) => request.heating_set_point_celsius(celsius),
        (hvac_mode_setting::COOL, Some(celsius)) => request.cooling_set_point_celsius(celsius),
        (hvac_mode_setting::OFF, None) => request,
        _ => return Err(Error::invalid("heat and cool require a temperature, and off takes none")),
    };
    // A battery-powered thermostat sleeps, and may take a minute to confirm.
    match seam.run_within(&request, Duration::from_secs(120)) {
        Ok(_) => {
            let set = devices::Get::new().device_id(&thermostat.device_id);
            show(&seam.devices().get(set)?);
            return Ok(ExitCode::SUCCESS);
        }
        // The thermostat failed, or did not confirm in time: the error says which.
        Err(Error::Action(error)) => eprintln!("{error}"),
        // The response was lost. Setting it again does no harm, unlike unlocking a door.
        Err(error) if error.may_have_taken_effect() => {
            eprintln!("it may be set: {error}; run this again");
        }
        Err(error) => eprintln!("it is not set: {error}"),
    }
    Ok(ExitCode::FAILURE)
}

fn show(thermostat: &Device) {
    print!("{}  {}", thermostat.device_id, thermostat.display_name);
    // Leave out what the thermostat does not have or does not report.
    if let Some(celsius) = thermostat.properties.temperature_celsius {
        print!("  {celsius:.1} °C");
    }
    if let Some(setting) = &thermostat.properties.current_climate_setting {
        print!("  {}", setting.hvac_mode_setting.as_deref().unwrap_or("?"));
        let [heat, cool] = [setting.heating_set_point_celsius, setting.cooling_set_point_celsius];
        for (word, celsius) in [("below", heat), ("above", cool)] {
            if let Some(celsius) = celsius {
                print!(" {word} {celsius:.1} °C");
            }
        }
    }
    println!();
}
