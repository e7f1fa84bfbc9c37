//! Paged lists: each page is requested when it is needed, and no item is lost or returned twice, whatever happens in
//! between.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::support;

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::prelude::*;
use seam_client::endpoint::{Fields as _, Paged, Value as Parameter};
use seam_client::json::Mismatch;
#[cfg(not(feature = "serde"))]
use seam_client::json::miniserde as codec;
#[cfg(feature = "serde")]
use seam_client::json::serde as codec;
use seam_client::{
    Credential, Error, Json, JsonPages, Page, Pages, Proxy, Seam, access_codes, access_grants,
    access_methods, acs, action_attempts, connect_webviews, connected_accounts, devices, endpoint,
    locks, noise_sensors, spaces, thermostats, user_identities,
};
use serde_json::{Value, json};
use support::fake_seam::{API_KEY, FakeSeam};
use support::mock::{Mock, Response};
use support::socket::{Reply, Server, http};

fn builder(url: String) -> seam_client::SeamBuilder {
    let seam = Seam::builder(Credential::api_key(API_KEY).unwrap()).endpoint(url);
    seam.proxy(Proxy::none()).timeout(Duration::from_secs(20))
}

/// A client without retries: every error shows at once.
fn client(url: String) -> Seam {
    builder(url).retries(0).build().unwrap()
}

endpoint! {
    /// A list of numbers.
    struct List<'a> {
        name: &'a str,
        page_cursor: &'a str,
        after: &'a str,
        limit: u32,
    }
    post "/numbers/list";
    response "numbers": Vec<u32>, by codec;
    pages;
    idempotent;
    validate |request, _| match request.get("name") {
        Some(_) => Err(Error::invalid("numbers have no names")),
        None => Ok(()),
    };
}

const NONE: [u32; 0] = [];

/// Every cursor begins with this text, which needs escaping in JSON.
const MARK: &str = "c\"é";

/// A page of the numbers below `total`, as Seam sends it.
fn page(total: u32, body: &str) -> String {
    let request: Value = serde_json::from_str(body).unwrap();
    let limit = request["limit"].as_u64().unwrap() as u32;
    let start = match &request["page_cursor"] {
        Value::Null => 0,
        cursor => cursor.as_str().unwrap().strip_prefix(MARK).unwrap().parse().unwrap(),
    };
    let end = (start + limit).min(total);
    let next = (end < total).then(|| format!("{MARK}{end}"));
    json!({
        "ok": true,
        "pagination": {
            "next_page_url": "https://connect.getseam.com",
            "next_page_cursor": next,
            "has_next_page": next.is_some(),
        },
        "numbers": (start..end).collect::<Vec<_>>(),
    })
    .to_string()
}

fn numbers(total: u32) -> Mock {
    Mock::start(move |request| response(200, &page(total, &request.body)))
}

fn response(status: usize, body: &str) -> Response {
    Response { status, request_id: "request-1".into(), body: body.to_owned() }
}

/// Sends each of these bodies once, and then the last one every time.
fn script(bodies: impl IntoIterator<Item = impl Into<String>>) -> Mock {
    let bodies = Mutex::new(bodies.into_iter().map(Into::into).collect::<VecDeque<String>>());
    Mock::start(move |_| {
        let mut bodies = bodies.lock().unwrap();
        let body = if bodies.len() > 1 { bodies.pop_front() } else { bodies.front().cloned() };
        response(200, &body.unwrap())
    })
}

fn bodies(mock: &Mock) -> Vec<String> {
    mock.requests().into_iter().map(|request| request.body).collect()
}

fn all<E: Paged>(pages: Pages<'_, E>) -> Vec<<E::Response as IntoIterator>::Item> {
    pages.collect::<Result<_, Error>>().unwrap()
}

/// The list of numbers, in either of the two ways to go through its pages.
enum Numbers<'a> {
    Typed(Pages<'a, List<'a>>),
    Json(JsonPages<'a>),
}

type NumbersOfPage = (Vec<u32>, Option<String>);

impl<'a> Numbers<'a> {
    fn open(seam: &'a Seam, list: List<'a>, as_json: bool) -> Self {
        if !as_json {
            return Self::Typed(seam.pages(list));
        }
        let mut body = serde_json::Map::new();
        for (name, value) in (0..).map_while(|index| list.field(index)) {
            let value = match value {
                None => continue,
                Some(Parameter::Text(text)) => json!(text),
                Some(Parameter::Integer(number)) => json!(number),
                Some(value) => panic!("{value:?}"),
            };
            body.insert(name.to_owned(), value);
        }
        Self::Json(seam.json_pages("/numbers/list", &json!(body).to_string(), "numbers").unwrap())
    }

    /// The numbers of the next page, and the cursor of the page after it.
    fn page(&mut self) -> Option<Result<NumbersOfPage, Error>> {
        Some(match self {
            Self::Typed(pages) => pages.page()?.map(|page| (page.items, page.next_page_cursor)),
            Self::Json(pages) => pages
                .page()?
                .map(|page| (page.items.iter().map(number).collect(), page.next_page_cursor)),
        })
    }

    fn cursor(&self) -> Option<&str> {
        match self {
            Self::Typed(pages) => pages.cursor(),
            Self::Json(pages) => pages.cursor(),
        }
    }
}

impl Iterator for Numbers<'_> {
    type Item = Result<u32, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Typed(pages) => pages.next(),
            Self::Json(pages) => Some(pages.next()?.map(|json| number(&json))),
        }
    }
}

fn number(json: &Json) -> u32 {
    json.as_str().parse().unwrap()
}

/// Calls each paged list by its namespace's method. Returns the other parameters that its request has, and how many
/// items came.
macro_rules! lists {
    ($seam:expr, $visit:expr, $($module:ident $(. $inner:ident)?: $new:tt $($set:ident)?;)*) => {$(
        let request = $module$(::$inner)?::List::new $new $(.$set("a"))?;
        let pages = $seam.$module()$(.$inner())?.pages(request);
        $visit(concat!("/", stringify!($module), $("/", stringify!($inner),)? "/list"), all(pages).len());
    )*};
}

#[test]
fn each_list_with_pages_has_an_iterator_in_its_namespace() {
    let mock = Mock::start(|request| {
        let next = (!request.body.contains("page_cursor")).then_some("second");
        let mut body =
            json!({ "pagination": { "has_next_page": next.is_some(), "next_page_cursor": next } });
        let key = match request.path.trim_end_matches("/list").trim_start_matches('/') {
            "locks" | "noise_sensors" | "thermostats" | "devices/unmanaged" => "devices".to_owned(),
            path => path.trim_end_matches("/unmanaged").replace('/', "_"),
        };
        body[key] = json!([]);
        response(200, &body.to_string())
    });
    let seam = client(mock.url());
    let mut paths = BTreeSet::new();
    let mut visit = |path: &str, items| {
        assert_eq!(items, 0);
        let requests = mock.requests();
        let [first, second] = &requests[paths.len() * 2..] else { panic!("{path}: {requests:?}") };
        assert_eq!((first.path.as_str(), second.path.as_str()), (path, path));
        let body: Value = serde_json::from_str(&first.body).unwrap();
        assert_eq!((&body["limit"], &body["page_cursor"]), (&json!(100), &Value::Null), "{path}");
        let next = first.body.replace('}', r#","page_cursor":"second"}"#);
        assert_eq!(second.body, next, "{path}");
        paths.insert(path.to_owned());
    };
    lists! { seam, visit,
        access_codes: () device_id;
        access_codes.unmanaged: ("a");
        access_grants: ();
        access_grants.unmanaged: ();
        access_methods: () access_grant_id;
        acs.credentials: ();
        acs.encoders: ();
        acs.entrances: ();
        acs.users: ();
        action_attempts: ();
        connect_webviews: ();
        connected_accounts: ();
        devices: ();
        devices.unmanaged: ();
        locks: ();
        noise_sensors: ();
        spaces: ();
        thermostats: ();
        user_identities: ();
        user_identities.unmanaged: ();
    }
    assert_eq!(paths, described());
}

/// The lists that take a cursor, according to Seam's description and `api/overrides.toml`.
fn described() -> BTreeSet<String> {
    let folder = env!("CARGO_MANIFEST_DIR");
    let read = |file| std::fs::read_to_string(format!("{folder}/api/{file}")).unwrap();
    let description: Value = serde_json::from_str(&read("description.json")).unwrap();
    let endpoints = description["endpoints"].as_object().unwrap().iter();
    let described = endpoints.filter(|(_, it)| !it["parameters"]["page_cursor"].is_null());
    let overrides = read("overrides.toml");
    let added = overrides.lines().filter_map(|line| {
        let (path, _) = line.strip_prefix('"')?.split_once(" page_cursor\" = {")?;
        Some(path.to_owned())
    });
    described.map(|(path, _)| path.clone()).chain(added).collect()
}

#[test]
fn pages_yield_the_lists_items_in_order() {
    let fake = FakeSeam::start();
    let seam = client(fake.url());
    let whole = seam.devices().list(devices::List::new()).unwrap();
    assert!(whole.len() > 2);
    for limit in 1..=4 {
        assert_eq!(all(seam.devices().pages(devices::List::new().limit(limit))), whole);
    }
    assert_eq!(all(seam.pages(devices::List::new().limit(1))), whole);
    // The response has no pagination.
    let locks = seam.locks().list(locks::List::new()).unwrap();
    assert_eq!(all(seam.locks().pages(locks::List::new())), locks);
}

#[test]
fn a_full_page_without_pagination_is_an_error_after_the_items() {
    let fake = FakeSeam::start();
    let seam = client(fake.url());
    assert_eq!(all(seam.locks().pages(locks::List::new().limit(3))).len(), 2);
    let mut pages = seam.locks().pages(locks::List::new().limit(1));
    pages.next().unwrap().unwrap();
    let error = pages.next().unwrap().unwrap_err();
    assert!(
        error.to_string().contains(
            "pagination as Seam documents it: it does not say whether there are more items"
        ),
        "{error}"
    );
    assert!(pages.next().is_none());

    // The client's default limit counts too. A page with more items than requested is the whole list, unless it has
    // Seam's default of 500.
    for (count, is_whole) in [(99, true), (100, false), (101, true), (499, true), (500, false)] {
        for pagination in [
            json!(null),
            json!({}),
            json!({ "next_page_cursor": null }),
            json!({ "has_next_page": null, "next_page_cursor": "" }),
            json!({ "next": "b", "has_more": true }),
        ] {
            let body = json!({ "numbers": vec![1; count], "pagination": pagination }).to_string();
            let mock = Mock::always(200, &body);
            let seam = client(mock.url());
            for as_json in [false, true] {
                let results: Vec<_> = Numbers::open(&seam, List::new(), as_json).collect();
                assert_eq!(results.iter().filter(|one| one.is_ok()).count(), count);
                assert_eq!(results.last().unwrap().is_ok(), is_whole, "{count} {pagination}");
                assert_eq!(results.len(), count + usize::from(!is_whole));
            }
        }
    }
    let body = json!({ "numbers": vec![1; 100] }).to_string();
    let mock = Mock::always(200, &body);
    let seam = client(mock.url());
    for (limit, as_json) in [(101, false), (101, true), (500, false), (500, true)] {
        let pages = Numbers::open(&seam, List::new().limit(limit), as_json);
        assert_eq!(pages.map(Result::unwrap).count(), 100);
    }
}

#[test]
fn a_page_is_requested_when_its_first_item_is_and_not_before() {
    let mock = numbers(5);
    let seam = client(mock.url());
    let mut pages = seam.pages(List::new().limit(2));
    let mut seen = Vec::new();
    let mut note = |number| seen.push((number, mock.requests().len()));
    note(u32::MAX);
    for number in pages.by_ref() {
        note(number.unwrap());
    }
    assert_eq!(seen, [(u32::MAX, 0), (0, 1), (1, 1), (2, 2), (3, 2), (4, 3)]);
    for _ in 0..3 {
        assert!(pages.next().is_none() && pages.page().is_none());
    }
    assert_eq!(mock.requests().len(), 3);
}

#[test]
fn a_request_keeps_its_parameters_except_the_cursor_and_has_a_limit_of_100_unless_it_sets_one() {
    let mock = script([
        r#"{"numbers":[1],"pagination":{"has_next_page":true,"next_page_cursor":"b\"\u00e9"}}"#,
        r#"{"numbers":[],"pagination":{"has_next_page":false,"next_page_cursor":null}}"#,
    ]);
    let seam = client(mock.url());
    assert_eq!(all(seam.pages(List::new().page_cursor("a").after("x"))), [1]);
    assert_eq!(all(seam.pages(List::new().after("x"))), NONE);
    assert_eq!(all(seam.pages(List::new().limit(7).page_cursor("a"))), NONE);
    assert_eq!(all(seam.pages(List::new().limit(500))), NONE);
    assert_eq!(
        bodies(&mock),
        [
            r#"{"after":"x","limit":100,"page_cursor":"a"}"#,
            r#"{"after":"x","limit":100,"page_cursor":"b\"é"}"#,
            r#"{"after":"x","limit":100}"#,
            r#"{"limit":7,"page_cursor":"a"}"#,
            r#"{"limit":500}"#,
        ]
    );
}

#[test]
fn a_page_without_pagination_or_a_next_page_is_the_last() {
    for pagination in [
        "",
        r#","pagination":null"#,
        r#","pagination":{}"#,
        r#","pagination":{"has_next_page":null,"next_page_cursor":null}"#,
        r#","pagination":{"has_next_page":false}"#,
        // `has_next_page` decides.
        r#","pagination":{"has_next_page":false,"next_page_cursor":"b"}"#,
        r#","pagination":{"has_next_page":false,"next_page_cursor":"a"}"#,
        r#","pagination":{"next_page_cursor":""}"#,
        // Of a duplicate field, the last one counts.
        r#","pagination":{"has_next_page":true,"next_page_cursor":"b"},"pagination":null"#,
        r#","nested":{"pagination":{"has_next_page":true,"next_page_cursor":"b"}}"#,
    ] {
        let mock = Mock::always(200, &format!(r#"{{"numbers":[1,2]{pagination}}}"#));
        let seam = client(mock.url());
        let mut pages = seam.pages(List::new().page_cursor("a"));
        let only = pages.page().unwrap().unwrap();
        assert_eq!((only.items, only.next_page_cursor), (vec![1, 2], None), "{pagination}");
        assert!(pages.page().is_none() && pages.cursor().is_none(), "{pagination}");
        assert_eq!(mock.requests().len(), 1);
    }
    // Without `has_next_page`, a cursor means that there is a next page.
    let mock =
        script([r#"{"pagination":{"next_page_cursor":"b"},"numbers":[1]}"#, r#"{"numbers":[2]}"#]);
    assert_eq!(all(client(mock.url()).pages(List::new())), [1, 2]);
}

#[test]
fn a_limit_that_is_not_a_number_is_left_to_the_caller() {
    endpoint! {
        struct Strange<'a> {
            limit: &'a str,
        }
        post "/numbers/list";
        response "numbers": Vec<u32>, by codec;
        pages;
    }
    for count in [0, 1, 100] {
        let body = json!({ "numbers": vec![1; count] }).to_string();
        let mock = Mock::always(200, &body);
        assert_eq!(all(client(mock.url()).pages(Strange::new().limit("1"))).len(), count);
        assert_eq!(mock.request().body, r#"{"limit":"1"}"#);
    }
}

#[test]
fn empty_pages_are_skipped() {
    let empty = |next| {
        format!(
            r#"{{"numbers":[],"pagination":{{"has_next_page":true,"next_page_cursor":"{next}"}}}}"#
        )
    };
    let mock = script([empty("b"), empty("c"), r#"{"numbers":[1]}"#.to_owned()]);
    let seam = client(mock.url());
    assert_eq!(seam.pages(List::new()).next().unwrap().unwrap(), 1);
    assert_eq!(mock.requests().len(), 3);

    // Page by page, the items are returned.
    let mock = script([empty("b"), r#"{"numbers":[1]}"#.to_owned()]);
    let seam = client(mock.url());
    let mut pages = seam.pages(List::new());
    assert_eq!(pages.page().unwrap().unwrap().items, NONE);
    assert_eq!(pages.page().unwrap().unwrap().items, [1]);
}

#[test]
fn page_returns_the_rest_of_the_current_page_first_and_the_cursor_of_the_next() {
    let mock = numbers(7);
    let seam = client(mock.url());
    let cursor = |place: u32| Some(format!("{MARK}{place}"));
    let mut pages = seam.pages(List::new().limit(3));
    let mut page = || {
        let Page { items, next_page_cursor, .. } = pages.page()?.unwrap();
        Some((items, next_page_cursor))
    };
    assert_eq!(page(), Some((vec![0, 1, 2], cursor(3))));
    assert_eq!(page(), Some((vec![3, 4, 5], cursor(6))));
    assert_eq!(page(), Some((vec![6], None)));
    assert_eq!(page(), None);

    let mut pages = seam.pages(List::new().limit(3));
    assert_eq!(pages.next().unwrap().unwrap(), 0);
    assert_eq!(pages.page().unwrap().unwrap().items, [1, 2]);
    for number in 3..6 {
        assert_eq!(pages.next().unwrap().unwrap(), number);
    }
    // All items of that page were returned: the next page is requested.
    assert_eq!(pages.page().unwrap().unwrap().items, [6]);
    assert!(pages.next().is_none());
}

#[test]
fn another_iterator_continues_from_the_cursor_without_losing_an_item() {
    for (total, limit) in [(0, 1), (1, 1), (3, 1), (4, 2), (5, 2), (6, 3), (7, 3), (2, 9)] {
        let mock = numbers(total);
        let seam = client(mock.url());
        let list = List::new().limit(limit);
        let both = (0..=total).flat_map(|given| [(given, false), (given, true)]);
        for (given, as_json) in both {
            let mut pages = Numbers::open(&seam, list, as_json);
            let first: Vec<_> = pages.by_ref().take(given as usize).map(Result::unwrap).collect();
            // Complete pages don't come again; a page that was begun comes again as a whole.
            let done = if given == total { total } else { given / limit * limit };
            let expected = match done {
                _ if total > 0 && done == total => None,
                0 => None,
                done => Some(format!("{MARK}{done}")),
            };
            assert_eq!(pages.cursor(), expected.as_deref(), "{given} of {total} by {limit}");
            if total == 0 || done < total {
                let rest = Numbers::open(&seam, list.page_cursor(pages.cursor()), as_json);
                let rest: Vec<_> = rest.map(Result::unwrap).collect();
                assert_eq!(rest, (done..total).collect::<Vec<_>>());
            }
            assert_eq!(first, (0..given).collect::<Vec<_>>());
        }
    }
}

#[test]
fn the_cursor_of_the_request_is_where_to_continue_until_its_page_is_done() {
    let mock = numbers(4);
    let seam = client(mock.url());
    let (start, next) = (format!("{MARK}1"), format!("{MARK}3"));
    let mut pages = seam.pages(List::new().limit(2).page_cursor(&start));
    assert_eq!(pages.cursor(), Some(start.as_str()));
    assert_eq!(pages.next().unwrap().unwrap(), 1);
    assert_eq!(pages.cursor(), Some(start.as_str()));
    assert_eq!(pages.next().unwrap().unwrap(), 2);
    assert_eq!(pages.cursor(), Some(next.as_str()));
    assert_eq!(pages.next().unwrap().unwrap(), 3);
    assert_eq!(pages.cursor(), None);
    assert!(pages.next().is_none());
    assert_eq!(pages.cursor(), None);
}

/// Responses that are temporary errors.
fn passing() -> Vec<Reply> {
    let seams = r#"{"error":{"type":"rate_limited","message":"m"},"ok":false}"#;
    let portal = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>";
    let redirect = "HTTP/1.1 302 Found\r\nlocation: http://portal\r\ncontent-length: 0\r\n\r\n";
    let gone = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
    vec![
        Reply::Close(Vec::new()),
        Reply::Close(b"HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{\"numbers\":[1".to_vec()),
        Reply::Send(portal.into()),
        Reply::Send(redirect.into()),
        Reply::Send(gone.into()),
        Reply::Send(http("429 Too Many Requests", seams)),
        Reply::Send(http("503 Service Unavailable", seams)),
        Reply::Send(http("500 Internal Server Error", "")),
        Reply::Send(http("401 Unauthorized", "log in")),
    ]
}

#[test]
fn after_an_error_that_may_pass_the_same_page_is_requested_again() {
    let both = passing().into_iter().flat_map(|it| [(it.clone(), false), (it, true)]);
    for (failure, as_json) in both {
        let name = format!("{failure:?}");
        let ok = |start: u32| {
            let cursor = if start == 0 { Value::Null } else { format!("{MARK}{start}").into() };
            let body = json!({ "limit": 2, "page_cursor": cursor }).to_string();
            Reply::Send(http("200 OK", &page(5, &body)))
        };
        let fail = || failure.clone();
        let server = Server::start([fail(), ok(0), fail(), fail(), ok(2), ok(4)]);
        let seam = client(server.url());
        let mut pages = Numbers::open(&seam, List::new().limit(2), as_json);
        let (mut given, mut errors) = (Vec::new(), Vec::new());
        while let Some(next) = pages.next() {
            match next {
                Ok(number) => given.push(number),
                Err(_) => errors.push((given.len(), pages.cursor().map(str::to_owned))),
            }
        }
        assert_eq!(given, [0, 1, 2, 3, 4], "{name}");
        let second = Some(format!("{MARK}2"));
        assert_eq!(errors, [(0, None), (2, second.clone()), (2, second)], "{name}");
        let requests: Vec<_> = server.requests();
        let sent = |place: usize| requests[place].rsplit_once("\r\n\r\n").unwrap().1;
        assert_eq!((sent(0), sent(2), sent(2)), (sent(1), sent(3), sent(4)), "{name}");
    }
}

/// Responses that are permanent errors.
fn lasting() -> Vec<Vec<u8>> {
    let refusal =
        |kind: &str| format!(r#"{{"error":{{"type":"{kind}","message":"m"}},"ok":false}}"#);
    vec![
        http("401 Unauthorized", &refusal("unauthorized")),
        http("400 Bad Request", &refusal("invalid_input")),
        http("404 Not Found", &refusal("not_found")),
        http("200 OK", "{}"),
        http("200 OK", r#"{"numbers":["one"]}"#),
        http("200 OK", "<html>"),
        http("302 Found", ""),
    ]
}

#[test]
fn after_an_error_that_would_recur_the_iterator_ends_and_the_cursor_says_where_to_continue() {
    let both = lasting().into_iter().flat_map(|it| [(it.clone(), false), (it, true)]);
    for (failure, as_json) in both {
        // Text instead of a number is still valid JSON.
        if as_json && failure.ends_with(b"[\"one\"]}") {
            continue;
        }
        let name = String::from_utf8_lossy(&failure).into_owned();
        let first = http("200 OK", &page(5, r#"{"limit":2}"#));
        let server = Server::start([Reply::Send(first), Reply::Send(failure)]);
        let seam = client(server.url());
        let mut pages = Numbers::open(&seam, List::new().limit(2), as_json);
        let given: Vec<_> = pages.by_ref().map(Result::ok).collect();
        assert_eq!(given, [Some(0), Some(1), None], "{name}");
        assert!(pages.next().is_none() && pages.page().is_none());
        assert_eq!(server.requests().len(), 2, "{name}");
        assert_eq!(pages.cursor(), Some(format!("{MARK}2").as_str()), "{name}");
    }

    let mock = numbers(1);
    let seam = client(mock.url());
    let mut pages = seam.pages(List::new().name("x"));
    let error = pages.page().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "numbers have no names");
    assert!(pages.next().is_none());
    assert!(mock.requests().is_empty());
}

#[test]
fn a_page_that_is_too_large_says_so_and_a_client_with_a_higher_limit_continues_from_its_cursor() {
    let mock = script([
        page(300, r#"{"limit":20}"#),
        page(300, r#"{"limit":280,"page_cursor":"c\"é20"}"#),
    ]);
    let client = |bytes| builder(mock.url()).max_response_size(bytes).build().unwrap();
    let small = client(1000);
    let mut pages = small.pages(List::new());
    assert_eq!(pages.by_ref().take(20).map(Result::unwrap).last(), Some(19));
    let error = pages.next().unwrap().unwrap_err();
    assert!(error.to_string().contains("SeamBuilder::max_response_size"), "{error}");
    assert!(pages.next().is_none());
    assert_eq!(mock.requests().len(), 2);
    let rest = all(client(100_000).pages(List::new().page_cursor(pages.cursor())));
    assert_eq!(rest, (20..300).collect::<Vec<_>>());
}

/// Goes through pages whose cursors form a loop. Returns the numbers, the last error, and the number of requests.
fn outcome(mock: &Mock, list: List<'_>, as_json: bool) -> (Vec<u32>, String, usize) {
    let seam = client(mock.url());
    let mut pages = Numbers::open(&seam, list, as_json);
    let (mut given, mut errors) = (Vec::new(), Vec::new());
    for next in pages.by_ref() {
        match next {
            Ok(number) => {
                assert!(errors.is_empty(), "an item after an error");
                given.push(number);
            }
            Err(error) => {
                assert!(matches!(error, Error::Decode(_)), "{error}");
                assert_eq!((error.request_id(), error.status()), (Some("request-1"), Some(200)));
                errors.push(error.to_string());
            }
        }
    }
    assert!(pages.next().is_none() && pages.page().is_none());
    let [error] = &errors[..] else { panic!("{errors:?}") };
    (given, error.clone(), mock.requests().len())
}

fn pointing(number: u32, pagination: &str) -> String {
    format!(r#"{{"numbers":[{number}],"pagination":{pagination}}}"#)
}

#[test]
fn a_repeated_cursor_is_an_error_after_the_items() {
    let to = |number, cursor: &str| {
        pointing(
            number,
            &format!(r#"{{"has_next_page":true,"next_page_cursor":{}}}"#, json!(cursor)),
        )
    };
    let sentence = "the response to /numbers/list could not be understood: it is JSON, but has no pagination as \
                    Seam documents it: next_page_cursor is the cursor of an earlier page, so the list would never end \
                    (status 200, request request-1)";
    for (bodies, start, numbers) in [
        (vec![to(1, "b"), to(2, "b")], None, 2),
        (vec![to(1, "b"), to(2, "c"), to(3, "d"), to(4, "b")], None, 4),
        (vec![to(1, "b"), to(2, "c"), to(3, "c")], None, 3),
        // The cursor points to the page that the caller began with.
        (vec![to(1, "a")], Some("a"), 1),
        (vec![to(1, "b"), to(2, "a")], Some("a"), 2),
    ] {
        for as_json in [false, true] {
            let mock = script(bodies.clone());
            let (given, error, requests) = outcome(&mock, List::new().page_cursor(start), as_json);
            assert_eq!(given, (1..=numbers).collect::<Vec<_>>());
            assert_eq!((error.as_str(), requests), (sentence, numbers as usize));
        }
    }
}

#[test]
fn a_next_page_without_a_cursor_is_an_error_after_the_items() {
    for cursor in ["", r#","next_page_cursor":null"#, r#","next_page_cursor":"""#] {
        for as_json in [false, true] {
            let mock = script([pointing(1, &format!(r#"{{"has_next_page":true{cursor}}}"#))]);
            let (given, error, requests) = outcome(&mock, List::new().page_cursor("a"), as_json);
            assert_eq!((given, requests), (vec![1], 1));
            assert!(
                error.contains("has_next_page is true, but next_page_cursor is missing"),
                "{error}"
            );
        }
    }
}

#[test]
fn invalid_pagination_is_an_error_after_the_items_without_its_values() {
    for (pagination, reason) in [
        ("[]", "pagination: expected an object"),
        (r#""hunter2""#, "pagination: expected an object"),
        (r#"{"has_next_page":"hunter2"}"#, "pagination.has_next_page: expected true or false"),
        (
            r#"{"has_next_page":true,"next_page_cursor":["hunter2"]}"#,
            "pagination.next_page_cursor: expected text",
        ),
    ] {
        let mock = script([pointing(1, pagination)]);
        for (as_json, all) in [(false, 1), (true, 2)] {
            let (given, error, requests) = outcome(&mock, List::new(), as_json);
            assert_eq!((given, requests), (vec![1], all));
            assert!(error.contains(reason) && !error.contains("hunter2"), "{error}");
        }

        // Page by page: the page, the error, the end; and the cursor is that page's own.
        let seam = client(mock.url());
        let mut pages = seam.pages(List::new().page_cursor("a"));
        let page = pages.page().unwrap().unwrap();
        assert_eq!((page.items, page.next_page_cursor), (vec![1], None));
        assert_eq!(pages.cursor(), Some("a"));
        pages.page().unwrap().unwrap_err();
        assert_eq!(pages.cursor(), Some("a"));
        assert!(pages.page().is_none());
    }
}

endpoint! {
    /// The caller's function reads it, and makes the items.
    struct Squares {}
    post "/numbers/list";
    response Squared, by squared;
    pages;
}

/// A response that is not a list, but has items.
struct Squared(Vec<u32>);

impl IntoIterator for Squared {
    type Item = String;
    type IntoIter = Box<dyn Iterator<Item = String>>;

    fn into_iter(self) -> Self::IntoIter {
        // The number of items is unknown.
        let mut numbers = self.0.into_iter();
        Box::new(std::iter::from_fn(move || Some(numbers.next()?.pow(2).to_string())))
    }
}

fn squared(text: &str, key: Option<&str>) -> Result<Squared, Mismatch> {
    assert_eq!(key, None);
    let value: Value = serde_json::from_str(text).map_err(|_| Mismatch::NotJson)?;
    let numbers = value["numbers"].as_array().unwrap().iter();
    Ok(Squared(numbers.map(|number| number.as_u64().unwrap() as u32).collect()))
}

#[test]
fn a_response_type_of_the_callers_own_decides_what_its_items_are() {
    let mock = numbers(250);
    let seam = client(mock.url());
    let squares: Vec<_> = (0..250_u32).map(|number| (number * number).to_string()).collect();
    assert_eq!(all(seam.pages(Squares::new())), squares);
    assert_eq!(mock.requests().len(), 3);
    let mut pages = seam.pages(Squares::new());
    assert_eq!(pages.page().unwrap().unwrap().items.len(), 100);
    // The position within a page is not known: the page comes again, so that nothing is lost.
    let given = pages.by_ref().take(100).map(Result::unwrap).count();
    assert_eq!((given, pages.cursor()), (100, Some(format!("{MARK}100").as_str())));
}

#[test]
fn a_flaw_that_a_careless_reader_accepts_is_still_an_error() {
    fn careless(_: &str, _: Option<&str>) -> Result<Vec<u32>, Mismatch> {
        Ok(vec![1])
    }
    endpoint! {
        struct Careless {}
        post "/numbers/list";
        response Vec<u32>, by careless;
        pages;
    }
    for body in ["<html>", "[]", r#"{"pagination":{"has_next_page":false},"#] {
        let mock = Mock::always(200, body);
        let seam = client(mock.url());
        let mut pages = seam.pages(Careless::new());
        assert_eq!(pages.next().unwrap().unwrap(), 1, "{body}");
        assert!(matches!(pages.next(), Some(Err(Error::Decode(_)))), "{body}");
        assert!(pages.next().is_none(), "{body}");
    }
}

#[test]
fn json_items_are_returned_as_seam_sent_them() {
    let fake = FakeSeam::start();
    let seam = client(fake.url());
    let whole = seam.devices().list(devices::List::new()).unwrap();
    for limit in 1..=4 {
        let body = json!({ "limit": limit }).to_string();
        let pages = seam.json_pages("/devices/list", &body, "devices").unwrap();
        let ids = pages.map(|device| {
            serde_json::from_str::<Value>(device.unwrap().as_str()).unwrap()["device_id"].clone()
        });
        let ids: Vec<_> = ids.map(|id| id.as_str().unwrap().to_owned()).collect();
        assert_eq!(ids, whole.iter().map(|it| it.device_id.clone()).collect::<Vec<_>>());
    }

    let items = ["{ \"a\" : [1.0,\n 2] }", r#""\u0061\"]""#, "null", "1e400", "[]", "true"];
    let list = items.join(" ,\n");
    let mock = script([
        format!(r#"{{"b":[0],"a":[0],"a":[ {list} ],"pagination":{{"next_page_cursor":"2"}}}}"#),
        r#"{"ok":true,"a":[]}"#.to_owned(),
    ]);
    let seam = client(mock.url());
    let mut pages = seam.json_pages("/any/list", "{}", "a").unwrap();
    assert_eq!(pages.next().unwrap().unwrap().as_str(), items[0]);
    let page = pages.page().unwrap().unwrap();
    assert_eq!(page.items.iter().map(Json::as_str).collect::<Vec<_>>(), items[1..]);
    assert_eq!(page.next_page_cursor.as_deref(), Some("2"));
    let page = pages.page().unwrap().unwrap();
    assert!(page.items.is_empty() && pages.page().is_none() && pages.next().is_none());
    assert!(mock.requests().iter().all(|it| it.path == "/any/list"));
}

#[test]
fn a_json_body_keeps_its_fields_except_the_cursor() {
    let to = r#"{"numbers":[],"pagination":{"next_page_cursor":"b\"\u00e9"}}"#;
    for (body, first, second) in [
        ("{}", r#"{"limit":100}"#, r#"{"limit":100,"page_cursor":"b\"é"}"#),
        (
            " { \"z\" : {\"limit\": 1} ,\n\"a\":[\"page_cursor\"]}\n",
            r#"{"z" : {"limit": 1},"a":["page_cursor"],"limit":100}"#,
            r#"{"z" : {"limit": 1},"a":["page_cursor"],"limit":100,"page_cursor":"b\"é"}"#,
        ),
        (
            r#"{"limit":7.0,"a":1}"#,
            r#"{"limit":7.0,"a":1}"#,
            r#"{"limit":7.0,"a":1,"page_cursor":"b\"é"}"#,
        ),
        (
            r#"{"page_cursor":"x","limit":7,"page\u005fcursor":"\u0061","a":1}"#,
            r#"{"limit":7,"a":1,"page_cursor":"a"}"#,
            r#"{"limit":7,"a":1,"page_cursor":"b\"é"}"#,
        ),
        // A program that has saved no cursor may pass this.
        (
            r#"{"limit":null,"a":null,"page_cursor":null}"#,
            r#"{"a":null,"limit":100}"#,
            r#"{"a":null,"limit":100,"page_cursor":"b\"é"}"#,
        ),
        (
            r#"{"page_cursor":"a","limit":1}"#,
            r#"{"limit":1,"page_cursor":"a"}"#,
            r#"{"limit":1,"page_cursor":"b\"é"}"#,
        ),
    ] {
        let mock = script([to, r#"{"numbers":[]}"#]);
        let seam = client(mock.url());
        let mut pages = seam.json_pages("/numbers/list", body, "numbers").unwrap();
        assert!(pages.next().is_none());
        assert_eq!(bodies(&mock), [first, second]);
    }
}

#[test]
fn an_invalid_request_for_pages_is_refused_before_it_is_sent() {
    let mock = numbers(1);
    let seam = client(mock.url());
    let refusal = |path, body| {
        let error = seam.json_pages(path, body, "numbers").unwrap_err();
        assert!(matches!(error, Error::Invalid(_)), "{error:?}");
        error.to_string()
    };
    for body in ["", "[]", "{", r#"{"limit":}"#, "{}{}"] {
        assert_eq!(refusal("/a", body), "the body of a request must be one JSON object");
    }
    for body in [
        r#"{"limit":"7"}"#,
        r#"{"limit":7.5}"#,
        r#"{"limit":[]}"#,
        r#"{"page_cursor":{}}"#,
        r#"{"page_cursor":["hunter2"]}"#,
    ] {
        let sentence = "limit must be a whole number, and page_cursor must be text";
        assert_eq!(refusal("/a", body), sentence);
    }
    assert_eq!(refusal("/a/../b", "{}"), "the path has a segment that is . or ..: \"/a/../b\"");
    let error = refusal("/seam_apikey1_hunter2", "{}");
    assert!(
        error.starts_with("the path contains a credential, remove it")
            && !error.contains("hunter2")
    );
    assert!(mock.requests().is_empty());
}

#[test]
fn a_page_of_json_is_retried_and_a_response_without_that_list_is_an_error() {
    let sound = r#"{"numbers":[1]}"#;
    let server = Server::start([
        Reply::Close(Vec::new()),
        Reply::Send(http("503 Service Unavailable", "")),
        Reply::Send(http("200 OK", sound)),
    ]);
    let pauses = Duration::from_millis(1);
    let seam = builder(server.url()).retry_pauses(pauses, pauses).build().unwrap();
    let mut pages = seam.json_pages("/numbers/list", "{}", "numbers").unwrap();
    assert_eq!(number(&pages.next().unwrap().unwrap()), 1);
    assert!(pages.next().is_none());
    assert_eq!(server.requests().len(), 3);

    for (body, reason) in [
        ("{}", "numbers is missing"),
        (r#"{"numbers":null}"#, "numbers is null"),
        (r#"{"numbers":{"a":["hunter2"]}}"#, "numbers: expected a list"),
    ] {
        let mock = Mock::always(200, body);
        let seam = client(mock.url());
        let mut pages = seam.json_pages("/numbers/list", "{}", "numbers").unwrap();
        let error = pages.page().unwrap().unwrap_err().to_string();
        assert!(
            error.contains(&format!("has no numbers as Seam documents it: {reason}")),
            "{error}"
        );
        assert!(!error.contains("hunter2"), "{error}");
        assert!(pages.page().is_none());
    }
}

#[test]
fn a_page_of_json_with_too_many_values_is_an_error() {
    let body = format!(r#"{{"numbers":[{}1]}}"#, "1,".repeat(2_000));
    let mock = Mock::always(200, &body);
    let seam = builder(mock.url()).max_response_size(10_000).build().unwrap();
    let mut pages = seam.json_pages("/numbers/list", "{}", "numbers").unwrap();
    let error = pages.page().unwrap().unwrap_err().to_string();
    assert!(error.contains("it contains too many values"), "{error}");
    assert!(pages.page().is_none());
}

#[test]
fn the_debug_output_of_an_iterator_shows_its_path_only() {
    let mock = numbers(5);
    let seam = client(mock.url());
    let mut pages = seam.pages(List::new().limit(2).after("hunter2"));
    pages.next().unwrap().unwrap();
    assert_eq!(format!("{pages:?}"), r#"Pages { path: "/numbers/list", .. }"#);
    let pages = seam.json_pages("/numbers/list", r#"{"after":"hunter2"}"#, "numbers").unwrap();
    assert_eq!(format!("{pages:?}"), r#"JsonPages { path: "/numbers/list", .. }"#);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// However the items are read, whatever fails, and wherever the program stops and resumes from the cursor that it
    /// saved: the items come in order, none is lost, and only those of a page that was begun come twice.
    #[test]
    fn no_item_is_lost_or_yielded_twice(
        total in 0..40_u32,
        limit in 1..8_u32,
        failures in proptest::collection::vec(any::<bool>(), 0..12),
        steps in proptest::collection::vec(0..8_u8, 0..40),
        as_json in any::<bool>(),
    ) {
        let failures = Arc::new(Mutex::new(VecDeque::from(failures)));
        let mock = Mock::start(move |request| {
            match failures.lock().unwrap().pop_front() {
                Some(true) => response(503, ""),
                _ => response(200, &page(total, &request.body)),
            }
        });
        let seam = client(mock.url());
        let list = List::new().limit(limit);
        let mut saved = None::<String>;
        // `handled` counts the items that the program has handled, and may handle again.
        let (mut handled, mut steps) = (0, steps.into_iter());
        'runs: loop {
            let begun = saved.clone();
            let mut pages = Numbers::open(&seam, list.page_cursor(begun.as_deref()), as_json);
            let start = handled / limit * limit;
            let mut expected = match saved.as_deref() {
                None => 0,
                Some(cursor) => cursor.strip_prefix(MARK).unwrap().parse().unwrap(),
            };
            prop_assert!(expected == start || expected == 0 && handled < limit.max(1), "{expected} {handled}");
            loop {
                let items = match steps.next() {
                    Some(0) => break,
                    Some(1 | 2) => match pages.page() {
                        Some(Ok((items, _))) => items,
                        Some(Err(_)) => continue,
                        None => break 'runs,
                    },
                    _ => match pages.next() {
                        Some(Ok(item)) => vec![item],
                        Some(Err(_)) => continue,
                        None => break 'runs,
                    },
                };
                for item in items {
                    prop_assert_eq!(item, expected);
                    expected += 1;
                    handled = handled.max(expected);
                }
                match pages.cursor() {
                    // The end: a program that stops here has nothing left to do.
                    None if handled == total => break 'runs,
                    cursor => saved = cursor.map(str::to_owned),
                }
            }
        }
        prop_assert_eq!(handled, total);
    }
}
