//! What the environment and the caller set.

use super::*;
use crate::auth::tests::environment;

#[test]
fn the_endpoint_is_set_in_code_else_by_the_environment_else_seams() {
    const KEY: (&str, &str) = ("SEAM_API_KEY", "seam_key");
    const NEW: (&str, &str) = ("SEAM_ENDPOINT", "http://127.0.0.1:1");
    const OLD: (&str, &str) = ("SEAM_API_URL", "http://127.0.0.1:2");
    for (variables, endpoint) in [
        (&[KEY][..], "https://connect.getseam.com"),
        (&[KEY, OLD], "http://127.0.0.1:2"),
        (&[KEY, NEW], "http://127.0.0.1:1"),
        (&[KEY, OLD, NEW], "http://127.0.0.1:1"),
        (&[KEY, OLD, ("SEAM_ENDPOINT", "")], "http://127.0.0.1:2"),
    ] {
        let builder = SeamBuilder::from_variables(&environment(variables)).unwrap();
        assert_eq!(builder.endpoint.expose(), endpoint);
        let builder = builder.endpoint("http://localhost:3");
        assert_eq!(builder.endpoint.expose(), "http://localhost:3");
        builder.build().unwrap();
    }
}

#[test]
fn an_invalid_endpoint_variable_is_an_error_that_names_it() {
    const KEY: (&str, &str) = ("SEAM_API_KEY", "seam_key");
    for (name, url, reason) in [
        ("SEAM_ENDPOINT", " http://127.0.0.1", "contains white space or a line break: remove it"),
        ("SEAM_ENDPOINT", " ", "contains white space or a line break: remove it"),
        ("SEAM_API_URL", "http://127.0.0.1\n", "contains white space or a line break: remove it"),
        ("SEAM_API_URL", "ftp://127.0.0.1", "is neither https nor http"),
    ] {
        let builder = SeamBuilder::from_variables(&environment(&[KEY, (name, url)])).unwrap();
        let error = builder.clone().build().unwrap_err();
        assert_eq!(error.to_string(), format!("{name} {reason}"));
        // What the caller sets is known by another name.
        let error = builder.endpoint("ftp://127.0.0.1").build().unwrap_err();
        assert_eq!(error.to_string(), "the endpoint is neither https nor http");
    }
}

#[test]
fn the_host_header_is_the_callers_or_the_environments() {
    let variables = environment(&[
        ("SEAM_API_KEY", "seam_key"),
        ("SEAM_ENDPOINT", "http://127.0.0.1:1"),
        ("SEAM_HOST_HEADER", "a b"),
    ]);
    let builder = SeamBuilder::from_variables(&variables).unwrap();
    let error = builder.clone().build().unwrap_err().to_string();
    assert!(error.starts_with("SEAM_HOST_HEADER contains white space"), "{error}");
    builder.clone().host_header("a").build().unwrap();
    let error = builder.host_header("b c").build().unwrap_err().to_string();
    assert!(error.starts_with("the Host header contains white space"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_text_is_refused_wherever_it_is_read() {
    use std::os::unix::ffi::OsStringExt;
    for name in [
        "SEAM_API_KEY",
        "SEAM_PERSONAL_ACCESS_TOKEN",
        "SEAM_WORKSPACE_ID",
        "SEAM_ENDPOINT",
        "SEAM_API_URL",
        "SEAM_HOST_HEADER",
    ] {
        let others =
            environment(&[("SEAM_API_KEY", "seam_key"), ("SEAM_ENDPOINT", "http://127.0.0.1:1")]);
        let bad = || OsString::from_vec(b"seam_hunter2\xff".to_vec());
        let lookup = |asked| if asked == name { Some(bad()) } else { others(asked) };
        let error = SeamBuilder::from_variables(&lookup).unwrap_err();
        assert!(matches!(error, Error::Invalid(_)), "{error:#?}");
        assert_eq!(error.to_string(), format!("{name} is not UTF-8 text"));
    }
}
