use std::panic::{RefUnwindSafe, UnwindSafe};

use super::*;
use crate::webhook::{Verifier, VerifyError};
use crate::{EventFollower, SessionKeeper};

#[test]
fn a_client_and_what_it_is_made_of_may_go_to_other_threads_and_survive_a_panic() {
    fn may<T: Send + Sync + UnwindSafe + RefUnwindSafe + 'static>() {}
    may::<Seam>();
    may::<SeamBuilder>();
    may::<Credential>();
    may::<Secret>();
    may::<ClientSession>();
    may::<Error>();
    may::<Verifier>();
    may::<VerifyError>();
    may::<SessionKeeper>();
    may::<EventFollower>();
}
