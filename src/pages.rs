//! Lists in pages: each page is requested when it is needed.

use std::fmt;
use std::iter::FusedIterator;

use crate::endpoint::{Endpoint, Paged};
use crate::{Error, Seam};

mod json;
pub use self::json::JsonPages;

mod place;
use place::Place;

/// What an item of a list is read into.
type Item<E> = <<E as Endpoint>::Response as IntoIterator>::Item;

/// The items of one page.
type Items<E> = <<E as Endpoint>::Response as IntoIterator>::IntoIter;

/// The `limit` to send if the request sets none: 500 devices, Seam's own default, may exceed
/// `SeamBuilder::max_response_size`.
const DEFAULT_LIMIT: i64 = 100;

/// How many items Seam lists if no limit is set. In case that is also its maximum, a response with as many is full.
pub(crate) const SEAMS_LIMIT: usize = 500;

const LIMIT: &str = "limit";
const CURSOR: &str = "page_cursor";
const PAGINATION: &str = "pagination";

/// Iterates over the items of a list in pages. It requests each page when you ask for its first item, or for the whole
/// page by [`page`](Self::page).
///
/// Each list that has pages has a method `pages`, which takes the same request as its `list`. [`Seam::pages`] takes any
/// such request.
///
/// ```no_run
/// use seam_client::devices;
///
/// # fn main() -> Result<(), seam_client::Error> {
/// # let seam = seam_client::Seam::from_env()?;
/// for device in seam.devices().pages(devices::List::new().manufacturer("august")) {
///     println!("{}", device?.display_name);
/// }
/// # Ok(())
/// # }
/// ```
///
/// A page holds at most 100 items, unless the request sets `limit`. Larger pages are faster, but a page must not be
/// larger than [`SeamBuilder::max_response_size`](crate::SeamBuilder::max_response_size): the default of 1 MiB holds
/// some 200 devices. Each page is a call of its own, with the client's [`timeout`](crate::SeamBuilder::timeout) and
/// retries. An item that is added or removed meanwhile may or may not be among those returned. `next` requests page
/// after page while they are empty.
///
/// # When a page fails
///
/// `next` and [`page`](Self::page) then return the error. No item is lost:
///
/// * After an error that may pass, such as one of the network, the next call requests the same page again. `?` and
///   `break` end a loop at the first error. A loop that continues after errors does not end while the network is down:
///   pause after each error, and limit their number.
/// * After an error that would recur ([`Error::Invalid`], a refusal by Seam itself, a response of Seam's that cannot be
///   understood), the iterator ends. [`cursor`](Self::cursor) still says where to continue.
/// * If a response does not say how to continue, its items come first, then an [`Error::Decode`] that says so, and then
///   the iterator ends. This happens if Seam says that there is another page but gives no cursor, or gives the cursor
///   of an earlier page. It also happens if the response has no `pagination`, or an empty one, and has exactly as many
///   items as requested, or 500 (Seam's own limit), since more may follow. (Seam does not document `pagination` for the
///   lists of `locks`, `noise_sensors`, `thermostats` and `access_methods`. Without it, a page that is not full is the
///   last.)
///
/// # Continuing after a restart
///
/// To continue in a long list after a restart, save the cursor of the next page after you have processed a page, and
/// set it as the `page_cursor` of the same request later. The iterator then begins with that page. Seam accepts a
/// cursor only with the parameters for which it returned the cursor, `limit` included. Otherwise it refuses it
/// ([`Error::Api`] with the status 400): then begin with the first page.
///
/// ```no_run
/// use seam_client::access_codes;
///
/// # fn main() -> Result<(), seam_client::Error> {
/// # let seam = seam_client::Seam::from_env()?;
/// # let (device_id, saved, save) = ("", None::<String>, |_: Option<&str>| {});
/// let request = access_codes::List::new().device_id(device_id).limit(50);
/// let mut pages = seam.access_codes().pages(request.page_cursor(saved.as_deref()));
/// while let Some(page) = pages.page() {
///     for code in page?.items {
///         println!("{:?}", code.name);
///     }
///     save(pages.cursor());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "no request is sent until you ask for an item or a page"]
pub struct Pages<'a, E: Paged> {
    seam: &'a Seam,
    request: E,
    walk: Walk<Items<E>>,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page<T> {
    /// Its items, in Seam's order.
    pub items: Vec<T>,
    /// The `page_cursor` of the next page. `None` if there is no other page, or if Seam did not give its cursor: then
    /// the iterator returns an error next.
    pub next_page_cursor: Option<String>,
}

impl Seam {
    /// Iterates over the items of a list in pages; see [`Pages`]. This crate's own `pages` methods do this; call it for
    /// an endpoint that you [declare](crate::endpoint!) with `pages;`.
    pub fn pages<E: Paged>(&self, request: E) -> Pages<'_, E> {
        let walk = Walk::new(Place::from_request(&request));
        Pages { seam: self, request, walk }
    }
}

impl<E: Paged> Pages<'_, E> {
    /// The next page; or, if `next` has returned some items of a page, the rest of that page. `None` after the last.
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`]; see [When a page fails](#when-a-page-fails).
    pub fn page(&mut self) -> Option<Result<Page<Item<E>>, Error>> {
        let Self { seam, request, walk } = self;
        walk.page(|walk| walk.fetch(seam, request))
    }

    /// The `page_cursor` from which another iterator over the same request continues: that of the first page whose
    /// items have not all been returned.
    ///
    /// While `next` returns the items of a page, this is the cursor of that page: an iterator that continues from it
    /// returns the page's first items again, and loses none. After the page's last item, it is the cursor of the next
    /// page. It is `None` before the first page (unless the request sets `page_cursor`) and while `next` returns its
    /// items, and `None` again at the end of the list. After an error it is the cursor of the page that failed.
    pub fn cursor(&self) -> Option<&str> {
        self.walk.cursor()
    }
}

impl<E: Paged> Iterator for Pages<'_, E> {
    type Item = Result<Item<E>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { seam, request, walk } = self;
        walk.next(|walk| walk.fetch(seam, request))
    }
}

impl<E: Paged> FusedIterator for Pages<'_, E> {}

impl<E: Paged> fmt::Debug for Pages<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("path", &E::PATH).finish_non_exhaustive()
    }
}

/// How far an iterator has come, and the items of the current page.
struct Walk<I> {
    place: Place,
    items: Option<I>,
}

impl<I: Iterator> Walk<I> {
    fn new(place: Place) -> Self {
        Self { place, items: None }
    }

    /// Whether all items of the current page have been returned.
    fn all_returned(&self) -> bool {
        self.items.as_ref().is_none_or(|items| items.size_hint().1 == Some(0))
    }

    fn cursor(&self) -> Option<&str> {
        self.place.cursor(self.all_returned())
    }

    /// The rest of the current page, or the next one, which `fetch` requests; `None` if there is none.
    fn page(
        &mut self,
        fetch: impl FnOnce(&mut Self) -> Option<Result<(), Error>>,
    ) -> Option<Result<Page<I::Item>, Error>> {
        if self.all_returned() {
            match fetch(self)? {
                Ok(()) => {}
                Err(error) => return Some(Err(error)),
            }
        }
        let items = self.items.take().into_iter().flatten().collect();
        Some(Ok(Page { items, next_page_cursor: self.place.next().map(str::to_owned) }))
    }

    /// The next item, of the current page or of a later one.
    fn next(
        &mut self,
        fetch: impl Fn(&mut Self) -> Option<Result<(), Error>>,
    ) -> Option<Result<I::Item, Error>> {
        loop {
            if let Some(item) = self.items.as_mut().and_then(Iterator::next) {
                return Some(Ok(item));
            }
            self.items = None;
            if let Err(error) = fetch(self)? {
                return Some(Err(error));
            }
        }
    }

    /// Requests the next page; `None` if there is none.
    fn fetch<E: Paged>(&mut self, seam: &Seam, request: &E) -> Option<Result<(), Error>>
    where
        E::Response: IntoIterator<IntoIter = I>,
    {
        let Self { place, items } = self;
        place.fetch(request, &mut |fields, beside| {
            let (response, flaw) = seam.call_with_extra(request, fields, beside)?;
            let items = items.insert(response.into_iter());
            Ok((items.size_hint().0, flaw))
        })
    }
}
