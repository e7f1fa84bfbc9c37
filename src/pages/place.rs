//! How far an iterator over pages has come, and what a response says of the page after it.

use std::hash::{BuildHasher as _, RandomState};

use super::{CURSOR, DEFAULT_LIMIT, LIMIT, PAGINATION, SEAMS_LIMIT};
use crate::Error;
use crate::endpoint::{Fields, Value};
use crate::json::{Mismatch, ValueError, object};
use crate::response::{Field as _, Reader, ResponseStruct, read_response};
use crate::seam::Extra;
use crate::value::get;

/// How far an iterator has come: all of it that does not depend on the list, so that it is compiled once.
pub(super) struct Place {
    /// The cursor of the current page, received or requested; `None` for the first page.
    cursor: Option<String>,
    stage: Stage,
    /// How many items a page has at most, if the request says.
    limit: Option<i64>,
    /// The cursors of all pages so far and of the next one: hashes, since cursors are long and there may be many.
    seen: Vec<u64>,
    hasher: RandomState,
}

/// How many items a page had, and what is wrong with the `pagination` beside them.
pub(super) type PageResult = Result<(usize, Option<Error>), Error>;

/// What a response says about the page after it.
#[derive(Default)]
struct NextPage {
    /// It does not say whether there is one.
    is_unknown: bool,
    /// Its cursor.
    next: Option<String>,
}

/// What the iterator does once all items of the current page have been returned.
enum Stage {
    /// It requests the current page, which it has not received.
    Ask,
    /// It requests the page with this cursor.
    Next(String),
    /// It returns this error: there is another page, but no way to request it.
    Fault(Error),
    /// It ends: there is no other page.
    Last,
    /// It ends, after an error.
    Failed,
}

impl Place {
    pub(super) fn from_request(request: &dyn Fields) -> Self {
        let cursor = match get(request, CURSOR) {
            Some(Value::Text(cursor)) => Some(cursor.to_owned()),
            _ => None,
        };
        let limit = match get(request, LIMIT) {
            Some(Value::Integer(limit)) => Some(limit),
            // Not a number, so that no page counts as full by its limit.
            Some(_) => Some(-1),
            None => None,
        };
        Self::new(cursor, limit)
    }

    pub(super) fn new(cursor: Option<String>, limit: Option<i64>) -> Self {
        let hasher = RandomState::new();
        let seen = cursor.iter().map(|cursor| hasher.hash_one(cursor)).collect();
        Self { cursor, stage: Stage::Ask, limit, seen, hasher }
    }

    /// Requests the next page; `None` if there is none.
    pub(super) fn fetch(
        &mut self,
        request: &dyn Fields,
        call: &mut dyn FnMut(&dyn Fields, &mut Extra<'_>) -> PageResult,
    ) -> Option<Result<(), Error>> {
        if let Some(end) = self.advance() {
            return end.map(Err);
        }
        let mut next_page = NextPage::default();
        let mut read = |text: &str| self.read(text, &mut next_page);
        let page = call(&self.fields(request), &mut (PAGINATION, &mut read));
        Some(self.record(page, next_page))
    }

    /// Moves on to the next page; or returns how the iterator ends.
    fn advance(&mut self) -> Option<Option<Error>> {
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
            limit: self.limit.is_none().then_some(Value::Integer(DEFAULT_LIMIT)),
            cursor: self.cursor.as_deref().map(Value::Text),
        }
    }

    /// Reads what a response says about the page after it.
    fn read(&self, text: &str, next_page: &mut NextPage) -> Result<(), Mismatch> {
        let Pagination { has_next_page, next_page_cursor } = pagination(text)?;
        let flaw = match next_page_cursor.filter(|cursor| !cursor.is_empty()) {
            _ if has_next_page == Some(false) => return Ok(()),
            None if has_next_page == Some(true) => {
                "has_next_page is true, but next_page_cursor is missing"
            }
            None => {
                next_page.is_unknown = true;
                "it does not say whether there are more items, and the page is full: set a higher limit"
            }
            Some(cursor) if self.seen.contains(&self.hasher.hash_one(&cursor)) => {
                "next_page_cursor is the cursor of an earlier page, so the list would never end"
            }
            next => {
                next_page.next = next;
                return Ok(());
            }
        };
        Err(Mismatch::OtherShape(Some(flaw.to_owned())))
    }

    /// Records the outcome of the request for a page.
    fn record(&mut self, page: PageResult, next_page: NextPage) -> Result<(), Error> {
        self.stage = match (page, next_page.next) {
            // Some lists have no `pagination`. They are complete, unless Seam may have cut them.
            (Ok((count, Some(_))), _) if next_page.is_unknown && !self.is_full(count) => {
                Stage::Last
            }
            (Ok((_, Some(flaw))), _) => Stage::Fault(flaw),
            (Ok((_, None)), Some(cursor)) => {
                self.seen.push(self.hasher.hash_one(&cursor));
                Stage::Next(cursor)
            }
            (Ok((_, None)), None) => Stage::Last,
            (Err(error), _) => {
                if error.would_recur() {
                    self.stage = Stage::Failed;
                }
                return Err(error);
            }
        };
        Ok(())
    }

    fn is_full(&self, count: usize) -> bool {
        i64::try_from(count) == Ok(self.limit.unwrap_or(DEFAULT_LIMIT)) || count == SEAMS_LIMIT
    }

    pub(super) fn next(&self) -> Option<&str> {
        match &self.stage {
            Stage::Next(cursor) => Some(cursor),
            _ => None,
        }
    }

    pub(super) fn cursor(&self, all_returned: bool) -> Option<&str> {
        match &self.stage {
            Stage::Next(_) | Stage::Last if all_returned => self.next(),
            _ => self.cursor.as_deref(),
        }
    }
}

/// The fields of a request for one page: the caller's, with this page's cursor instead of the caller's.
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

/// The `pagination` beside a list.
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

/// If the response has none, its fields are `None`.
fn pagination(text: &str) -> Result<Pagination, Mismatch> {
    read_response(text, Some(PAGINATION)).or_else(|mismatch| {
        object(text, None)?;
        match object(text, Some(PAGINATION)) {
            Ok(()) => Err(mismatch),
            Err(_) => Ok(Pagination::default()),
        }
    })
}
