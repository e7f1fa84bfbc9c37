//! Which text is which credential, and what the environment contains.

use super::*;

/// An environment of these variables alone.
pub(crate) fn environment(
    variables: &[(&'static str, &str)],
) -> impl Fn(&'static str) -> Option<OsString> {
    let variables: Vec<_> =
        variables.iter().map(|(name, value)| (*name, OsString::from(value))).collect();
    move |name| variables.iter().find(|(other, _)| *other == name).map(|(_, text)| text.clone())
}

const KEY: (&str, &str) = ("SEAM_API_KEY", "seam_key");
const TOKEN: (&str, &str) = ("SEAM_PERSONAL_ACCESS_TOKEN", "seam_at1");
const WORKSPACE: (&str, &str) = ("SEAM_WORKSPACE_ID", "workspace-1");

#[test]
fn the_environment_provides_one_credential() {
    for (variables, kind) in [
        (&[KEY][..], ApiKey),
        (&[KEY, WORKSPACE], ApiKey),
        (&[KEY, ("SEAM_PERSONAL_ACCESS_TOKEN", "")], ApiKey),
        (&[TOKEN, WORKSPACE], PersonalAccessToken),
        (&[("SEAM_API_KEY", ""), TOKEN, WORKSPACE], PersonalAccessToken),
        (&[TOKEN], PersonalAccessToken),
        (&[TOKEN, ("SEAM_WORKSPACE_ID", "")], PersonalAccessToken),
        (&[("SEAM_PUBLISHABLE_KEY", "seam_pk1"), WORKSPACE], PublishableKey),
        (&[("SEAM_CLIENT_SESSION_TOKEN", "seam_cst1")], ClientSessionToken),
    ] {
        let credential = Credential::from_variables(&environment(variables)).unwrap();
        assert_eq!(credential.kind, kind);
        let workspace = kind == PersonalAccessToken && variables.contains(&WORKSPACE);
        assert_eq!(credential.workspace_id.as_deref(), workspace.then_some("workspace-1"));
    }
}

#[test]
fn zero_or_several_credentials_in_the_environment_are_an_error() {
    for (variables, sentence) in [
        (
            &[][..],
            "no credential in the environment: set SEAM_API_KEY, or SEAM_PERSONAL_ACCESS_TOKEN and \
             SEAM_WORKSPACE_ID, or SEAM_PUBLISHABLE_KEY, or SEAM_CLIENT_SESSION_TOKEN",
        ),
        (
            &[KEY, TOKEN, WORKSPACE],
            "the environment has more than one credential: unset all but one of SEAM_API_KEY, \
             SEAM_PERSONAL_ACCESS_TOKEN",
        ),
        (
            &[
                ("SEAM_CLIENT_SESSION_TOKEN", "seam_cst1"),
                ("SEAM_PUBLISHABLE_KEY", "seam_pk1"),
                TOKEN,
                ("SEAM_API_KEY", ""),
            ],
            "the environment has more than one credential: unset all but one of \
             SEAM_PERSONAL_ACCESS_TOKEN, SEAM_PUBLISHABLE_KEY, SEAM_CLIENT_SESSION_TOKEN",
        ),
        (
            &[("SEAM_CLIENT_SESSION_TOKEN", "seam_pk1_hunter2")],
            "SEAM_CLIENT_SESSION_TOKEN looks like a publishable key (seam_pk…), \
             which belongs in Credential::publishable_key or SEAM_PUBLISHABLE_KEY",
        ),
        (
            &[("SEAM_PUBLISHABLE_KEY", "seam_cst1_hunter2")],
            "SEAM_PUBLISHABLE_KEY looks like a client session token (seam_cst…), which belongs in \
             Credential::client_session_token or SEAM_CLIENT_SESSION_TOKEN",
        ),
        (
            &[("SEAM_API_KEY", "seam_pk1_hunter2")],
            "SEAM_API_KEY looks like a publishable key (seam_pk…), \
             which belongs in Credential::publishable_key or SEAM_PUBLISHABLE_KEY",
        ),
        (
            &[("SEAM_API_KEY", "seam_hunter2\n")],
            "SEAM_API_KEY (seam_…) contains a line break: remove it",
        ),
        (
            &[("SEAM_PERSONAL_ACCESS_TOKEN", "seam_hunter2"), WORKSPACE],
            "SEAM_PERSONAL_ACCESS_TOKEN looks like an API key (seam_…), \
             which belongs in Credential::api_key or SEAM_API_KEY",
        ),
        (
            &[TOKEN, ("SEAM_WORKSPACE_ID", "seam_at1_hunter2")],
            "SEAM_WORKSPACE_ID looks like a personal access token (seam_at…), which belongs \
             in Credential::personal_access_token or SEAM_PERSONAL_ACCESS_TOKEN",
        ),
    ] {
        let error = Credential::from_variables(&environment(variables)).unwrap_err();
        assert_eq!(error.to_string(), sentence);
    }
}

#[test]
fn a_token_without_a_workspace_can_only_list_and_create_workspaces() {
    let token = Credential::personal_access_token_without_workspace("seam_at1_hunter2").unwrap();
    assert!(token.workspace_id.is_none());
    let sentence = "a personal access token without a workspace can only list and create workspaces: \
                    set SEAM_WORKSPACE_ID, or use Seam::with_workspace";
    for path in ["/workspaces/list", "/workspaces/create"] {
        token.check_allows(path).unwrap();
    }
    for path in ["/workspaces/get", "/workspaces/list/", "/devices/list"] {
        assert_eq!(token.check_allows(path).unwrap_err().to_string(), sentence);
    }
    let within = token.with_workspace("workspace-1").unwrap();
    within.check_allows("/devices/list").unwrap();
    assert_eq!(within.workspace_id.as_deref(), Some("workspace-1"));
    // Another one, from there.
    let other = within.with_workspace("workspace-2").unwrap();
    assert_eq!(other.workspace_id.as_deref(), Some("workspace-2"));
    assert_eq!(token.with_workspace("").unwrap_err().to_string(), "the workspace ID is empty");
    for (credential, name) in [
        (Credential::api_key("seam_a"), "an API key"),
        (Credential::publishable_key("seam_pk1"), "a publishable key"),
        (Credential::client_session_token("seam_cst1"), "a client session token"),
    ] {
        let credential = credential.unwrap();
        credential.check_allows("/devices/list").unwrap();
        assert_eq!(
            credential.with_workspace("workspace-1").unwrap_err().to_string(),
            format!(
                "{name} is for one workspace: only a personal access token can be used in another"
            )
        );
    }
}

#[test]
fn each_credential_is_sent_in_its_own_headers() {
    let headers = |credential: Result<Credential, Error>| -> Vec<(&str, String)> {
        let credential = credential.unwrap();
        credential
            .headers()
            .into_iter()
            .map(|(name, value)| (name, value.expose().to_owned()))
            .collect()
    };
    let bearer = |token: &str| ("authorization", format!("Bearer {token}"));
    assert_eq!(headers(Credential::api_key("seam_a")), [bearer("seam_a")]);
    assert_eq!(
        headers(Credential::personal_access_token("seam_at1", "workspace-1")),
        [bearer("seam_at1"), ("seam-workspace", "workspace-1".to_owned())]
    );
    assert_eq!(
        headers(Credential::publishable_key("seam_pk1")),
        [("seam-publishable-key", "seam_pk1".to_owned())]
    );
    assert_eq!(headers(Credential::client_session_token("seam_cst1")), [bearer("seam_cst1")]);
}

#[test]
fn a_credential_is_accepted_by_its_form_and_up_to_4096_bytes() {
    let longest = format!("seam_cst{}", "x".repeat(MAX_LENGTH - 8));
    Credential::client_session_token(longest.as_str()).unwrap();
    for (text, sentence) in [
        (format!("{longest}x"), "the client session token (seam_cst…) is longer than 4096 bytes"),
        (
            "eyJhbGciOi".to_owned(),
            "the client session token looks like a JWT (ey…), such as that of a Seam Console session, \
             which this client does not support; a client session token begins with seam_cst",
        ),
        (
            "whsec_hunter2".to_owned(),
            "the client session token does not look like any of Seam's credentials; \
             a client session token begins with seam_cst",
        ),
    ] {
        let error = Credential::client_session_token(text).unwrap_err();
        assert_eq!(error.to_string(), sentence);
    }
    for (kind, prefix) in
        [(ApiKey, "seam_"), (PersonalAccessToken, "seam_at"), (PublishableKey, "seam_pk")]
    {
        assert_eq!(kind.prefix(), prefix);
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_text_is_refused_by_name() {
    use std::os::unix::ffi::OsStringExt;
    let lookup = |name| (name == "SEAM_API_KEY").then(|| OsString::from_vec(vec![0xff]));
    let error = Credential::from_variables(&lookup).unwrap_err();
    assert_eq!(error.to_string(), "SEAM_API_KEY is not UTF-8 text");
}
