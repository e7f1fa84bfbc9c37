use super::*;

#[test]
fn a_client_and_its_errors_may_go_to_other_threads() {
    fn may<T: Send + Sync + 'static>() {}
    may::<Seam>();
    may::<SeamBuilder>();
    may::<Error>();
}
