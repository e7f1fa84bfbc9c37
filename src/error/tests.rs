//! Which errors are Seam's own, and how old an error is.

use super::api::SESSION_IS_OVER;
use super::*;

#[test]
fn only_seam_itself_ends_a_session_and_the_documents_give_the_same_list() {
    let error = |status, error_type| ApiError {
        request_id: Some("request-1".to_owned()),
        ..ApiError::sample("/a", status, error_type, None)
    };
    for kind in SESSION_IS_OVER {
        assert!(error(401, Some(kind)).session_is_over());
        assert!(!error(404, Some(kind)).session_is_over());
        assert!(include_str!("../errors.md").contains(&format!("`{kind}`")), "{kind}");
    }
    assert!(!error(401, Some("unauthorized")).session_is_over());
    assert!(!error(401, None).session_is_over());
    for kind in SESSION_IS_OVER {
        let gateways = ApiError { request_id: None, ..error(401, Some(kind)) };
        assert!(!gateways.session_is_over() && !gateways.is_from_seam());
    }
}

#[test]
fn an_error_that_is_returned_again_says_how_old_it_is() {
    let error = Error::from(DecodeError {
        status: 200,
        request_id: None,
        reason: "it is empty".to_owned(),
        excerpt: String::new(),
        path: "/a".into(),
        tries: 1,
        age: Duration::ZERO,
    });
    let new = error.to_string();
    assert_eq!(error.age(), None);
    let old = error.aged(Duration::from_millis(12_900));
    assert_eq!(old.age(), Some(Duration::from_secs(12)));
    assert_eq!(old.to_string(), format!("{new}; that was 12s ago"));
    assert_eq!(error.aged(Duration::from_millis(999)).to_string(), new);
}
