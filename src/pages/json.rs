//! Lists in pages without types: a path and JSON in, the JSON of each item out.

use std::fmt;
use std::iter::FusedIterator;
use std::vec::IntoIter;

use super::{CURSOR, LIMIT, Page, Place, Walk};
use crate::endpoint::Fields;
use crate::json::tokens::{Fault, Token, Tokens, is_name};
use crate::json::{ValueError, encode};
use crate::response::{Field as _, Json, Reader, ResponseStruct, read_response};
use crate::seam::check_json;
use crate::{Error, Seam};

impl Seam {
    /// Iterates over the items of a list in pages, as JSON text: for a program that knows the path and the parameters
    /// only at run time. See [`JsonPages`].
    ///
    /// `path` is a path such as `/devices/list`, `body` a JSON object, and `key` the field of the response that holds
    /// the list, as `devices`.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if [`call_json`](Self::call_json) would refuse the path or the body, or if the body's
    /// `limit` is not a whole number or its `page_cursor` is not text. Nothing is sent yet.
    pub fn json_pages<'a>(
        &'a self,
        path: &'a str,
        body: &str,
        key: &'a str,
    ) -> Result<JsonPages<'a>, Error> {
        check_json(path, body)?;
        let paging = read_response(body, None).ok().zip(fields(body).ok());
        let Some((Paging { limit, page_cursor }, fields)) = paging else {
            return Err(Error::invalid(
                "limit must be a whole number, and page_cursor must be text",
            ));
        };
        let walk = Walk::new(Place::new(page_cursor, limit));
        Ok(JsonPages { list: JsonList { seam: self, path, fields, key }, walk })
    }
}

/// Iterates over the items of a list in pages, each as JSON text as Seam sent it. [`Seam::json_pages`] returns it.
///
/// It requests pages by the same rules as [`Pages`](crate::Pages): the default of `limit`, when a page counts as the
/// last, what happens after an error, and how to continue after a restart. Each request is retried, since a list only
/// reads. The fields of the body are sent in their order; `page_cursor`, and `limit` unless the body sets it, come
/// last.
///
/// ```no_run
/// # fn main() -> Result<(), seam_client::Error> {
/// # let seam = seam_client::Seam::from_env()?;
/// for device in seam.json_pages("/devices/list", r#"{"manufacturer": "august"}"#, "devices")? {
///     println!("{}", device?.as_str());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "no request is sent until you ask for an item or a page"]
pub struct JsonPages<'a> {
    list: JsonList<'a>,
    walk: Walk<IntoIter<Json>>,
}

impl JsonPages<'_> {
    /// The next page; or, if `next` has returned some items of a page, the rest of that page. `None` after the last.
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`]; see [`Pages`](crate::Pages#when-a-page-fails).
    pub fn page(&mut self) -> Option<Result<Page<Json>, Error>> {
        let Self { list, walk } = self;
        walk.page(|walk| walk.fetch_json(list))
    }

    /// The `page_cursor` from which another iterator over the same list continues; see
    /// [`Pages::cursor`](crate::Pages::cursor).
    pub fn cursor(&self) -> Option<&str> {
        self.walk.cursor()
    }
}

impl Iterator for JsonPages<'_> {
    type Item = Result<Json, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { list, walk } = self;
        walk.next(|walk| walk.fetch_json(list))
    }
}

impl FusedIterator for JsonPages<'_> {}

/// Without the body, which may contain secrets.
impl fmt::Debug for JsonPages<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonPages").field("path", &self.list.path).finish_non_exhaustive()
    }
}

/// What [`JsonPages`] requests.
struct JsonList<'a> {
    seam: &'a Seam,
    path: &'a str,
    /// The fields of the caller's object, without `page_cursor`.
    fields: String,
    key: &'a str,
}

impl JsonList<'_> {
    /// The caller's fields, and after them those that select the page.
    fn body(&self, added: &dyn Fields) -> Result<Vec<u8>, Error> {
        let added = encode(added)?;
        let end = added.get(1..).unwrap_or_default();
        let comma = if self.fields.is_empty() || end == b"}" { "" } else { "," };
        Ok([b"{", self.fields.as_bytes(), comma.as_bytes(), end].concat())
    }
}

/// The fields of a JSON object, as text, without `page_cursor` and without a `limit` of `null`, which sets none.
fn fields(body: &str) -> Result<String, Fault> {
    let mut tokens = Tokens::new(body);
    tokens.expect()?;
    let mut fields = String::with_capacity(body.len());
    while let Token::Name(name) = tokens.expect()? {
        let start = tokens.start;
        let token = tokens.expect()?;
        tokens.close(1)?;
        if is_name(name, CURSOR) || is_name(name, LIMIT) && token == Token::Null {
            continue;
        }
        if !fields.is_empty() {
            fields.push(',');
        }
        fields.push_str(tokens.since(start)?);
    }
    Ok(fields)
}

/// What the caller's body says about pages.
// Rust 1.85 does not see that `Default` constructs it.
#[allow(dead_code)]
#[derive(Default)]
struct Paging {
    limit: Option<i64>,
    page_cursor: Option<String>,
}

impl ResponseStruct for Paging {
    const NAMES: &'static [u8] = b"\x05limit\x0bpage_cursor";

    fn field(&mut self, index: usize, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        match index {
            0 => self.limit.read(reader),
            _ => self.page_cursor.read(reader),
        }
    }
}

impl Walk<IntoIter<Json>> {
    fn fetch_json(&mut self, list: &JsonList<'_>) -> Option<Result<(), Error>> {
        const NOTHING: [(&str, &str); 0] = [];
        let Self { place, items } = self;
        place.fetch(&NOTHING, &mut |fields, beside| {
            let (response, flaw) =
                list.seam.list_json(list.path, &list.body(fields)?, list.key, beside)?;
            let items = items.insert(response.into_iter());
            Ok((items.len(), flaw))
        })
    }
}
