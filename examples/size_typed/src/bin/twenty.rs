//! Twenty endpoints, each of another route.

use std::process::ExitCode;

use seam_client::{
    access_codes, access_grants, access_methods, acs, action_attempts, connect_webviews,
    connected_accounts, devices, events, instant_keys, locks, noise_sensors, phones, spaces,
    thermostats, user_identities, webhooks, workspaces,
};

fn main() -> ExitCode {
    size_typed::run(|seam, id| {
        let codes = seam.access_codes().list(access_codes::List::new().device_id(id))?;
        let grant = seam.access_grants().get(access_grants::Get::new().access_grant_id(id))?;
        let methods = access_methods::List::new().access_grant_id(id);
        let methods = seam.access_methods().list(methods)?;
        let systems = seam.acs().systems().list(acs::systems::List::new())?;
        let user = seam.acs().users().get(acs::users::Get::new().acs_user_id(id))?;
        let entrances = seam.acs().entrances().list(acs::entrances::List::new())?;
        let attempt = seam.action_attempts().get(action_attempts::Get::new(id))?;
        let webview = seam.connect_webviews().create(connect_webviews::Create::new())?;
        let accounts = seam.connected_accounts().list(connected_accounts::List::new())?;
        let devices = seam.devices().list(devices::List::new().limit(50))?;
        let events = seam.events().list(events::List::new().since(id))?;
        let keys = seam.instant_keys().list(instant_keys::List::new())?;
        let unlock = seam.locks().unlock_door(locks::UnlockDoor::new(id))?;
        let thresholds = noise_sensors::noise_thresholds::List::new(id);
        let thresholds = seam.noise_sensors().noise_thresholds().list(thresholds)?;
        let phones = seam.phones().list(phones::List::new())?;
        let spaces = seam.spaces().list(spaces::List::new())?;
        let schedules = thermostats::schedules::List::new(id);
        let schedules = seam.thermostats().schedules().list(schedules)?;
        let identities = seam.user_identities().list(user_identities::List::new())?;
        let webhooks = seam.webhooks().list(webhooks::List::new())?;
        let workspace = seam.workspaces().get(workspaces::Get::new())?;
        println!("{} {}", grant.access_grant_id, methods.len());
        println!("{} {} {}", codes.len(), systems.len(), user.acs_user_id);
        println!("{} {} {}", entrances.len(), attempt.status, webview.connect_webview_id);
        println!("{} {} {}", accounts.len(), devices.len(), events.len());
        println!("{} {} {}", keys.len(), unlock.status, thresholds.len());
        println!("{} {} {}", phones.len(), spaces.len(), schedules.len());
        println!("{} {} {}", identities.len(), webhooks.len(), workspace.workspace_id);
        Ok(())
    })
}
