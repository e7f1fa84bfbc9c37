//! The measurements compare the client with this: the same request with ureq alone, its response unparsed.

use ureq::Agent;

pub fn get_or_create(
    agent: &Agent,
    url: &str,
    authorization: &str,
    body: &str,
) -> Result<String, ureq::Error> {
    agent
        .post(url)
        .header("accept", "application/json")
        .header("content-type", "application/json")
        .header("seam-sdk-name", "seam-client-rust")
        .header("seam-sdk-version", "0.1.0")
        .header("authorization", authorization)
        .header("user-agent", "seam-client-rust/0.1.0")
        .send(body)?
        .into_body()
        .read_to_string()
}
