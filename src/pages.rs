//! Lists in pages: each page when it is wanted.

use std::fmt;
use std::hash::{BuildHasher as _, RandomState};
use std::iter::FusedIterator;

use crate::endpoint::{Endpoint, Fields, Paged, Value};
use crate::json::{Mismatch, ValueError, object};
use crate::response::{Field as _, Reader, ResponseStruct, read_response};
use crate::seam::Beside;
use crate::value::get;
use crate::{Error, Seam};

mod json;
pub use self::json::JsonPages;

/// What an item of a list is read into.
type Item<E> = <<E as Endpoint>::Response as IntoIterator>::Item;

/// The items of one page.
type Items<E> = <<E as Endpoint>::Response as IntoIterator>::IntoIter;

/// How many items to ask for, if the request does not say: 500 devices, which is Seam's own number, may be larger than
/// `SeamBuilder::max_response_size`.
const MOST: i64 = 100;

/// How many Seam lists if no limit is set. Should it take this for the highest limit, a response with as many is full.
pub(crate) const SEAMS_LIMIT: usize = 500;

const LIMIT: &str = "limit";
const CURSOR: &str = "page_cursor";
const PAGINATION: &str = "pagination";

/// Iterates over the items of a list in pages. It requests a page when you ask for the page's first item, or whole, by
/// [`page`](Self::page).
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
/// A page holds at most 100 items, unless the request sets `limit`. Larger pages are faster, but a page must not be larger
/// than [`SeamBuilder::max_response_size`](crate::SeamBuilder::max_response_size): the default of 1 MiB holds some 200
/// devices. Each page is a call of its own, with the client's [`timeout`](crate::SeamBuilder::timeout) and retries. An item
/// that is added or removed meanwhile may or may not be among those returned. `next` requests page after page while they
/// are empty.
///
/// # When a page fails
///
/// `next` and [`page`](Self::page) then return the error. No item is lost:
///
/// * After an error that may pass, such as one of the network, the next call requests the same page again. `?` and `break`
///   end a loop at the first error. A loop that continues after errors does not end while the network is down: let it pause
///   after each, and count them.
/// * After an error that would recur ([`Error::Invalid`], a refusal by Seam itself, a response of Seam's that cannot be
///   understood), the iterator ends. [`cursor`](Self::cursor) still says where to continue.
/// * If a response does not say how to continue, its items come first, then an [`Error::Decode`] that says so, and then the
///   iterator ends. So it does if Seam says that there is another page without a cursor for it, or with the cursor of an
///   earlier page; and if the response has no `pagination`, or an empty one, and exactly as many items as were asked for, or
///   500 (Seam's own limit), since more may follow. (Seam does not document `pagination` for the lists of `locks`, `noise_sensors`, `thermostats` and
///   `access_methods`. Without it, a page that is not full is the last.)
///
/// # Continuing after a restart
///
/// To continue in a long list after a restart, save the cursor of the next page when you are done with one, and set it as the
/// `page_cursor` of the same request later. The iterator then begins with that page. Seam accepts a cursor only with the
/// parameters that it was returned for, `limit` included, and otherwise refuses it ([`Error::Api`] with the status 400):
/// begin with the first page then.
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
    /// The `page_cursor` of the next page; `None`, if there is none or if Seam did not say it: then the iterator
    /// gives an error next.
    pub next_page_cursor: Option<String>,
}

impl Seam {
    /// Iterates over the items of a list in pages; see [`Pages`]. This crate's own `pages` methods do this; call it for an
    /// endpoint that you [declare](crate::endpoint!) with `pages;`.
    pub fn pages<E: Paged>(&self, request: E) -> Pages<'_, E> {
        let walk = Walk::new(Place::of(&request));
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

    /// The `page_cursor` from which another iterator over the same request continues: that of the first page whose items
    /// have not all been returned.
    ///
    /// While `next` returns the items of a page, this is the cursor of that page: an iterator that continues from it returns
    /// the page's first items again, and loses none. After the page's last item, it is the cursor of the next page. It is
    /// `None` before the first page (unless the request sets `page_cursor`) and while `next` returns its items, and `None`
    /// again at the end of the list. After an error it is the cursor of the page that failed.
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

/// An iterator's place, and the items of the page that is there.
struct Walk<I> {
    place: Place,
    items: Option<I>,
}

impl<I: Iterator> Walk<I> {
    fn new(place: Place) -> Self {
        Self { place, items: None }
    }

    /// Whether all items of the page that is there have been given.
    fn is_given(&self) -> bool {
        self.items.as_ref().is_none_or(|items| items.size_hint().1 == Some(0))
    }

    fn cursor(&self) -> Option<&str> {
        self.place.cursor(self.is_given())
    }

    /// The rest of the page that is there, or the next one, which `fetch` asks for; `None`, if there is none.
    fn page(
        &mut self,
        fetch: impl FnOnce(&mut Self) -> Option<Result<(), Error>>,
    ) -> Option<Result<Page<I::Item>, Error>> {
        if self.is_given() {
            match fetch(self)? {
                Ok(()) => {}
                Err(error) => return Some(Err(error)),
            }
        }
        let items = self.items.take().into_iter().flatten().collect();
        Some(Ok(Page { items, next_page_cursor: self.place.next().map(str::to_owned) }))
    }

    /// The next item, of the page that is there or of a later one.
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

    /// Asks for the next page; `None`, if there is none.
    fn fetch<E: Paged>(&mut self, seam: &Seam, request: &E) -> Option<Result<(), Error>>
    where
        E::Response: IntoIterator<IntoIter = I>,
    {
        let Self { place, items } = self;
        place.fetch(request, &mut |fields, beside| {
            let (answer, flaw) = seam.call_beside(request, fields, beside)?;
            let items = items.insert(answer.into_iter());
            Ok((items.size_hint().0, flaw))
        })
    }
}

/// How far an iterator has come: all of it that does not depend on the list, so that it is compiled once.
struct Place {
    /// The cursor of the current page, received or requested; `None` for the first page.
    cursor: Option<String>,
    stage: Stage,
    /// How many items a page has at most, if the request says.
    limit: Option<i64>,
    /// The cursors of all pages so far and of the next one: hashes, since cursors are long and there may be many.
    seen: Vec<u64>,
    hasher: RandomState,
}

/// How many items came, and what is wrong with the `pagination` beside them.
type Called = Result<(usize, Option<Error>), Error>;

/// What a response says of the page after it.
#[derive(Default)]
struct Said {
    /// It says nothing.
    nothing: bool,
    /// The next page's cursor.
    next: Option<String>,
}

/// What comes after the page that is there.
enum Stage {
    /// The current page: it has not been received.
    Ask,
    /// The page of this cursor.
    Next(String),
    /// An error: there is another page, and no way to it.
    Fault(Error),
    /// Nothing, and there never will be more.
    Last,
    /// Nothing, after an error.
    Failed,
}

impl Place {
    fn of(request: &dyn Fields) -> Self {
        let cursor = match get(request, CURSOR) {
            Some(Value::Text(cursor)) => Some(cursor.to_owned()),
            _ => None,
        };
        let limit = match get(request, LIMIT) {
            Some(Value::Integer(limit)) => Some(limit),
            // No list is as long as that.
            Some(_) => Some(-1),
            None => None,
        };
        Self::new(cursor, limit)
    }

    fn new(cursor: Option<String>, limit: Option<i64>) -> Self {
        let hasher = RandomState::new();
        let seen = cursor.iter().map(|cursor| hasher.hash_one(cursor)).collect();
        Self { cursor, stage: Stage::Ask, limit, seen, hasher }
    }

    /// Asks for the next page; `None`, if there is none.
    fn fetch(
        &mut self,
        request: &dyn Fields,
        call: &mut dyn FnMut(&dyn Fields, &mut Beside<'_>) -> Called,
    ) -> Option<Result<(), Error>> {
        if let Some(end) = self.go_on() {
            return end.map(Err);
        }
        let mut said = Said::default();
        let mut read = |text: &str| self.read(text, &mut said);
        let page = call(&self.fields(request), &mut (PAGINATION, &mut read));
        Some(self.came(page, said))
    }

    /// Goes on to the next page; or says how the iterator ends.
    fn go_on(&mut self) -> Option<Option<Error>> {
        match std::mem::replace(&mut self.stage, Stage::Failed) {
            Stage::Ask => {}
            Stage::Next(cursor) => self.cursor = Some(cursor),
            Stage::Fault(error) => return Some(Some(error)),
            Stage::Failed => return Some(None),
            Stage::Last => {
                self.stage = Stage::Last;
                return Some(None);
            }
        }
        self.stage = Stage::Ask;
        None
    }

    fn fields<'r>(&'r self, request: &'r dyn Fields) -> PageFields<'r> {
        PageFields {
            request,
            count: (0..).take_while(|index| request.field(*index).is_some()).count(),
            limit: self.limit.is_none().then_some(Value::Integer(MOST)),
            cursor: self.cursor.as_deref().map(Value::Text),
        }
    }

    /// Reads what a response says of the page after it.
    fn read(&self, text: &str, said: &mut Said) -> Result<(), Mismatch> {
        let Pagination { has_next_page, next_page_cursor } = pagination(text)?;
        let flaw = match next_page_cursor.filter(|cursor| !cursor.is_empty()) {
            _ if has_next_page == Some(false) => return Ok(()),
            None if has_next_page == Some(true) => {
                "has_next_page is true, but next_page_cursor is missing"
            }
            None => {
                said.nothing = true;
                "it does not say whether there are more items, and the page is full: set a higher limit"
            }
            Some(cursor) if self.seen.contains(&self.hasher.hash_one(&cursor)) => {
                "next_page_cursor is the cursor of an earlier page, so the list would never end"
            }
            next => {
                said.next = next;
                return Ok(());
            }
        };
        Err(Mismatch::OtherShape(Some(flaw.to_owned())))
    }

    /// Notes what came of the page that was asked for.
    fn came(&mut self, page: Called, said: Said) -> Result<(), Error> {
        self.stage = match (page, said.next) {
            // Some lists have none. They are whole, unless Seam may have cut them.
            (Ok((count, Some(_))), _) if said.nothing && !self.is_full(count) => Stage::Last,
            (Ok((_, Some(flaw))), _) => Stage::Fault(flaw),
            (Ok((_, None)), Some(cursor)) => {
                self.seen.push(self.hasher.hash_one(&cursor));
                Stage::Next(cursor)
            }
            (Ok((_, None)), None) => Stage::Last,
            (Err(error), _) => {
                if error.would_come_again() {
                    self.stage = Stage::Failed;
                }
                return Err(error);
            }
        };
        Ok(())
    }

    fn is_full(&self, count: usize) -> bool {
        i64::try_from(count) == Ok(self.limit.unwrap_or(MOST)) || count == SEAMS_LIMIT
    }

    fn next(&self) -> Option<&str> {
        match &self.stage {
            Stage::Next(cursor) => Some(cursor),
            _ => None,
        }
    }

    fn cursor(&self, is_given: bool) -> Option<&str> {
        match &self.stage {
            Stage::Next(_) | Stage::Last if is_given => self.next(),
            _ => self.cursor.as_deref(),
        }
    }
}

/// The fields of a request for one page: the caller's, and in place of its cursor, if it has one, this page's.
struct PageFields<'r> {
    request: &'r dyn Fields,
    /// How many fields it has.
    count: usize,
    limit: Option<Value<'r>>,
    cursor: Option<Value<'r>>,
}

impl Fields for PageFields<'_> {
    fn field(&self, index: usize) -> Option<(&str, Option<Value<'_>>)> {
        match index.checked_sub(self.count) {
            None => {
                let (name, value) = self.request.field(index)?;
                Some((name, value.filter(|_| name != CURSOR)))
            }
            Some(0) => Some((LIMIT, self.limit)),
            Some(1) => Some((CURSOR, self.cursor)),
            Some(_) => None,
        }
    }
}

/// What is beside a list in pages.
#[derive(Default)]
struct Pagination {
    has_next_page: Option<bool>,
    next_page_cursor: Option<String>,
}

impl ResponseStruct for Pagination {
    const NAMES: &'static [u8] = b"\x0dhas_next_page\x10next_page_cursor";

    fn field(&mut self, index: usize, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        match index {
            0 => self.has_next_page.read(reader),
            _ => self.next_page_cursor.read(reader),
        }
    }
}

/// Without it, it says nothing.
fn pagination(text: &str) -> Result<Pagination, Mismatch> {
    read_response(text, Some(PAGINATION)).or_else(|mismatch| {
        object(text, None)?;
        match object(text, Some(PAGINATION)) {
            Ok(()) => Err(mismatch),
            Err(_) => Ok(Pagination::default()),
        }
    })
}
