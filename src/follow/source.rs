//! Where the events of a follower come from: Seam, or a test.

use std::time::{Duration, Instant};

use super::{Millis, millis};
use crate::endpoint::texts;
use crate::events::List;
use crate::response::{WithJson, response};
use crate::seam::Received;
use crate::timestamp::Timestamp;
use crate::{Error, Seam};

/// Which events to request; all of them, where it is `None`.
#[derive(Default)]
pub(super) struct Filters {
    pub(super) event_types: Option<Vec<String>>,
    pub(super) device_ids: Option<Vec<String>>,
}

response! {
    /// The fields of an event that the follower reads. It passes the event on as Seam sent it.
    #[allow(unreachable_pub, unnameable_types)]
    pub struct Head {
        pub(super) event_id: String,
        pub(super) created_at: String = empty,
        pub(super) occurred_at: String = empty,
    }
}

pub(super) struct Listing {
    pub(super) events: Vec<WithJson<Head>>,
    pub(super) response: Received,
}

/// Where events come from: Seam, or a test.
pub(super) trait Source: Send + Sync {
    /// The events after the one time and before the other, both exclusive: any `limit` of them, if there are more.
    fn events(
        &self,
        filters: &Filters,
        after: Millis,
        before: Option<Millis>,
        limit: u32,
    ) -> Result<Listing, Error>;
    /// The number of the latest response that told Seam's time, and that time.
    fn told(&self) -> Option<(u32, Millis)>;
    /// The monotonic clock.
    fn now(&self) -> Instant;
    fn endpoint(&self) -> &str;
}

impl Source for Seam {
    fn events(
        &self,
        filters: &Filters,
        after: Millis,
        before: Option<Millis>,
        limit: u32,
    ) -> Result<Listing, Error> {
        let text = |time| Timestamp::since_epoch(Duration::from_millis(time));
        let (types, devices) = (texts(&filters.event_types), texts(&filters.device_ids));
        let after = text(after);
        let before = before.map(text);
        let between = before.as_ref().map(|before| [after.as_str(), before.as_str()]);
        let mut request = List::new().limit(limit);
        request = match &between {
            Some(between) => request.between(between),
            None => request.since(after.as_str()),
        };
        if let Some(types) = &types {
            request = request.event_types(types);
        }
        if let Some(devices) = &devices {
            request = request.device_ids(devices);
        }
        let (events, response) = self.call_into(&request)?;
        Ok(Listing { events, response })
    }

    fn told(&self) -> Option<(u32, Millis)> {
        let told = self.told()?;
        Some((told.number, millis(told.seam)))
    }

    fn now(&self) -> Instant {
        Instant::now()
    }

    fn endpoint(&self) -> &str {
        self.endpoint()
    }
}
