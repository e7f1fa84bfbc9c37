use seam_client::client_sessions::{ClientSession, GetOrCreate};
use seam_client::{Credential, Error, Seam};
use std::env;
use std::process::ExitCode;
fn main() -> ExitCode {
    match run() {
        Ok(session) => {
            println!("{} ends {}", session.client_session_id, session.expires_at);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
fn run() -> Result<ClientSession, Error> {
    let mut arguments = env::args().skip(1);
    let [endpoint, key, user] = [(); 3].map(|()| arguments.next().unwrap_or_default());
    let seam = Seam::builder(Credential::api_key(key)?).endpoint(endpoint).build()?;
    let id = user.as_str();

    use seam_client::*;
    println!("{}", seam.access_codes().list(access_codes::List::new().device_id(id))?.len());
    println!(
        "{}",
        seam.access_grants().get(access_grants::Get::new().access_grant_id(id))?.access_grant_id
    );
    println!(
        "{}",
        seam.access_methods().list(access_methods::List::new().access_grant_id(id))?.len()
    );
    println!("{}", seam.acs().systems().list(acs::systems::List::new())?.len());
    println!("{}", seam.acs().users().get(acs::users::Get::new().acs_user_id(id))?.acs_user_id);
    println!("{}", seam.acs().entrances().list(acs::entrances::List::new())?.len());
    println!("{}", seam.action_attempts().get(action_attempts::Get::new(id))?.status);
    println!(
        "{}",
        seam.connect_webviews().create(connect_webviews::Create::new())?.connect_webview_id
    );
    println!("{}", seam.connected_accounts().list(connected_accounts::List::new())?.len());
    println!("{}", seam.devices().list(devices::List::new().limit(50))?.len());
    println!("{}", seam.events().list(events::List::new().since(id))?.len());
    println!("{}", seam.instant_keys().list(instant_keys::List::new())?.len());
    println!("{}", seam.locks().unlock_door(locks::UnlockDoor::new(id))?.action_attempt_id);
    println!(
        "{}",
        seam.noise_sensors()
            .noise_thresholds()
            .list(noise_sensors::noise_thresholds::List::new(id))?
            .len()
    );
    println!("{}", seam.phones().list(phones::List::new())?.len());
    println!("{}", seam.spaces().list(spaces::List::new())?.len());
    println!(
        "{}",
        seam.thermostats().schedules().list(thermostats::schedules::List::new(id))?.len()
    );
    println!("{}", seam.user_identities().list(user_identities::List::new())?.len());
    println!("{}", seam.webhooks().list(webhooks::List::new())?.len());
    println!("{}", seam.workspaces().get(workspaces::Get::new())?.workspace_id);

    let request = GetOrCreate::new().user_identifier_key(&user);
    seam.client_sessions().get_or_create(request)
}
