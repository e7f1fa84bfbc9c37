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
    seam.acs().users().suspend(seam_client::acs::users::Suspend::new().acs_user_id(id))?;
    let request = GetOrCreate::new().user_identifier_key(&user);
    seam.client_sessions().get_or_create(request)
}
