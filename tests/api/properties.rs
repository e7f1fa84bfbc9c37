//! Properties of all requests and responses: a request reads back as it was set, no response causes a panic, and both
//! codecs accept the same responses.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crate::support;

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use hifijson::token::Lex as _;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use seam_client::client_sessions::{
    ClientSession, Create, Delete, Get, GetOrCreate, GrantAccess, List,
};
use seam_client::endpoint::{Endpoint, Fields, Items, Value};
use seam_client::{Credential, Proxy, Seam, endpoint};
use support::DOCUMENT_RESPONSE;
use support::fake_seam::API_KEY;
use support::mock::{Mock, Response};
use support::socket::{Reply, Server};

fn cases(cases: u32) -> ProptestConfig {
    // Failing cases are printed in full, and not saved to a file.
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn client(url: String) -> Seam {
    let seam = Seam::builder(Credential::api_key(API_KEY).unwrap()).endpoint(url);
    seam.proxy(Proxy::none()).timeout(Duration::from_secs(10)).build().unwrap()
}

/// A client, and the bodies that it sends. All calls of this crate's requests succeed.
fn wire() -> (Mock, Seam, Receiver<String>) {
    let (sender, bodies) = channel();
    let body = DOCUMENT_RESPONSE.replacen('{', r#"{"client_sessions":[],"#, 1);
    let mock = Mock::start(move |request| {
        sender.send(request.body.clone()).unwrap();
        Response { status: 200, request_id: "request-1".into(), body: body.clone() }
    });
    let seam = client(mock.url());
    (mock, seam, bodies)
}

/// JSON that keeps the order of fields.
#[derive(Debug, PartialEq)]
enum Json {
    Bool(bool),
    Integer(i64),
    /// The number's bits: `-0.0` is not `0.0`.
    Number(u64),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Json {
    fn number(number: f64) -> Self {
        Self::Number(number.to_bits())
    }

    /// Converts a value that a setter takes: whole numbers are sent without a fraction.
    fn set_number(number: f64) -> Self {
        if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
            Self::Integer(number as i64)
        } else {
            Self::number(number)
        }
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&[&str]> for Json {
    fn from(texts: &[&str]) -> Self {
        Self::List(texts.iter().map(|text| Self::from(*text)).collect())
    }
}

/// Parses a request's body, with a parser that is neither of the codecs.
fn parse(body: &str) -> Json {
    use hifijson::value::{Value, parse_unbounded};

    fn json<T: AsRef<str>>(value: Value<&str, T>) -> Json {
        match value {
            Value::Null => panic!("nothing is sent as null"),
            Value::Bool(value) => Json::Bool(value),
            Value::Number((text, _)) if text.contains(['.', 'e', 'E']) => {
                Json::number(text.parse().unwrap())
            }
            Value::Number((text, _)) => Json::Integer(text.parse().unwrap()),
            Value::String(text) => Json::from(text.as_ref()),
            Value::Array(items) => Json::List(items.into_iter().map(json).collect()),
            Value::Object(members) => {
                let member = |(name, value): (T, _)| (name.as_ref().to_owned(), json(value));
                Json::Object(members.into_iter().map(member).collect())
            }
        }
    }

    assert!(!body.contains(|c: char| c < ' '), "{body:?}");
    let mut lexer = hifijson::SliceLexer::new(body.as_bytes());
    json(lexer.exactly_one(hifijson::SliceLexer::ws_peek, parse_unbounded).expect(body))
}

/// Text that JSON has to escape, or that looks like JSON.
const NASTY: &str = "\"\\/\0\n\r\t\u{8}\u{c}\u{1f}\u{7f}\u{85}\u{2028}\u{feff}\u{ffff}{}[],:é🔑";

/// Any text, up to some KiB.
fn text() -> impl Strategy<Value = String> {
    let character =
        prop_oneof![any::<char>(), any::<char>(), select(NASTY.chars().collect::<Vec<_>>()),];
    let few = vec(character, 0..24).prop_map(String::from_iter);
    (few, prop_oneof![9 => Just(1_usize), 1 => 2..100_usize])
        .prop_map(|(few, times)| few.repeat(times))
}

/// A request with the fields set that have values, and its JSON. The fields are in the order of their declaration.
macro_rules! request {
    ($request:ident { $($field:ident: $value:expr),* $(,)? }) => {{
        let mut request = $request::new();
        let mut members = Vec::new();
        $(
            if let Some(value) = $value {
                request = request.$field(value);
                members.push((stringify!($field).to_owned(), Json::from(value)));
            }
        )*
        (request, Json::Object(members))
    }};
}

#[test]
#[allow(deprecated)]
fn request_parameters_arrive_as_they_were_set() {
    let (_mock, seam, bodies) = wire();
    let texts = proptest::array::uniform5(option::of(text()));
    let lists = proptest::array::uniform3(option::of(vec(text(), 0..4)));
    proptest!(cases(64), |(texts in texts, lists in lists, flag in any::<Option<bool>>())| {
        let [a, b, c, d, e] = texts.each_ref().map(Option::as_deref);
        let lists = lists.each_ref().map(|list| {
            list.as_ref().map(|list| list.iter().map(String::as_str).collect::<Vec<_>>())
        });
        let [f, g, h] = lists.each_ref().map(Option::as_deref);

        let (request, expected) = request!(GetOrCreate {
            connect_webview_ids: f,
            connected_account_ids: g,
            expires_at: a,
            user_identifier_key: b,
            user_identity_id: c,
            user_identity_ids: h,
        });
        seam.call(&request).unwrap();
        prop_assert_eq!(parse(&bodies.recv().unwrap()), expected);

        let (request, expected) = request!(Create {
            connect_webview_ids: f,
            connected_account_ids: g,
            customer_id: a,
            customer_key: b,
            expires_at: c,
            user_identifier_key: d,
            user_identity_id: e,
            user_identity_ids: h,
        });
        seam.call(&request).unwrap();
        prop_assert_eq!(parse(&bodies.recv().unwrap()), expected);

        let (request, expected) = request!(List {
            client_session_id: a,
            connect_webview_id: b,
            user_identifier_key: c,
            user_identity_id: d,
            without_user_identifier_key: flag,
        });
        seam.call(&request).unwrap();
        prop_assert_eq!(parse(&bodies.recv().unwrap()), expected);

        let (request, expected) = request!(GrantAccess {
            client_session_id: a,
            connect_webview_ids: f,
            connected_account_ids: g,
            user_identifier_key: b,
            user_identity_id: c,
            user_identity_ids: h,
        });
        seam.call(&request).unwrap();
        prop_assert_eq!(parse(&bodies.recv().unwrap()), expected);
    });
}

endpoint! {
    struct EveryKind<'a>(r#type: &'a str) {
        flag: bool,
        count: i64,
        number: f64,
        part: &'a Part,
        parts: &'a [&'a Part],
        flags: &'a [bool],
        counts: &'a [i64],
        numbers: &'a [f64],
    }
    post "/every/kind";
}

/// An object in a request, with nested objects.
#[derive(Clone, Debug)]
struct Part {
    flag: Option<bool>,
    count: Option<i64>,
    number: Option<f64>,
    text: Option<String>,
    parts: Option<Parts>,
}

#[derive(Clone, Debug)]
struct Parts(Vec<Part>);

impl Items for Parts {
    fn item(&self, index: usize) -> Option<Value<'_>> {
        self.0.get(index).map(|part| Value::Object(part))
    }
}

impl Fields for Part {
    fn field(&self, index: usize) -> Option<(&'static str, Option<Value<'_>>)> {
        match index {
            0 => Some(("flag", self.flag.map(Value::Bool))),
            1 => Some(("count", self.count.map(Value::Integer))),
            2 => Some(("number", self.number.map(Value::Number))),
            3 => Some(("text", self.text.as_deref().map(Value::Text))),
            4 => Some(("parts", self.parts.as_ref().map(|parts| Value::List(parts)))),
            _ => None,
        }
    }
}

impl From<&Part> for Json {
    fn from(part: &Part) -> Self {
        let members = [
            ("flag", part.flag.map(Self::Bool)),
            ("count", part.count.map(Self::Integer)),
            ("number", part.number.map(Self::number)),
            ("text", part.text.as_deref().map(Self::from)),
            ("parts", part.parts.as_ref().map(|Parts(parts)| list(parts))),
        ];
        let set = |(name, value): (&str, Option<Self>)| Some((name.to_owned(), value?));
        Self::Object(members.into_iter().filter_map(set).collect())
    }
}

fn list<'a, T: 'a>(items: impl IntoIterator<Item = &'a T>) -> Json
where
    Json: From<&'a T>,
{
    Json::List(items.into_iter().map(Json::from).collect())
}

impl From<&bool> for Json {
    fn from(value: &bool) -> Self {
        Self::Bool(*value)
    }
}

impl From<&i64> for Json {
    fn from(number: &i64) -> Self {
        Self::Integer(*number)
    }
}

impl From<&f64> for Json {
    fn from(number: &f64) -> Self {
        Self::set_number(*number)
    }
}

/// Any number that JSON can represent.
fn number() -> impl Strategy<Value = f64> {
    use proptest::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    prop_oneof![
        POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO,
        any::<i32>().prop_map(f64::from),
        select(vec![f64::MIN, f64::MAX, f64::MIN_POSITIVE, f64::EPSILON, 1e15, 1e16, 1e17, 0.1]),
    ]
}

fn count() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), -9..9_i64, select(vec![i64::MIN, i64::MAX])]
}

fn leaf() -> impl Strategy<Value = Part> {
    (any::<Option<bool>>(), option::of(count()), option::of(number()), option::of(text()))
        .prop_map(|(flag, count, number, text)| Part { flag, count, number, text, parts: None })
}

fn part() -> impl Strategy<Value = Part> {
    leaf().prop_recursive(3, 12, 3, |inner| {
        (leaf(), vec(inner, 0..3))
            .prop_map(|(leaf, parts)| Part { parts: Some(Parts(parts)), ..leaf })
    })
}

#[test]
fn custom_request_parameters_arrive_as_they_were_set() {
    let (_mock, seam, bodies) = wire();
    let values = (text(), any::<Option<bool>>(), option::of(count()), option::of(number()));
    let parts = (option::of(part()), option::of(vec(part(), 0..3)));
    let lists = (vec(any::<bool>(), 0..3), vec(count(), 0..4), vec(number(), 0..4));
    proptest!(cases(96), |(values in values, parts in parts, lists in option::of(lists))| {
        let (kind, flag, count, number) = values;
        let (part, parts) = parts;
        let each_part: Option<Vec<&Part>> = parts.as_ref().map(|parts| parts.iter().collect());

        let mut request = EveryKind::new(&kind);
        let mut expected = vec![("type", Json::from(kind.as_str()))];
        if let Some(flag) = flag {
            request = request.flag(flag);
            expected.push(("flag", Json::Bool(flag)));
        }
        if let Some(count) = count {
            request = request.count(count);
            expected.push(("count", Json::Integer(count)));
        }
        if let Some(number) = number {
            request = request.number(number);
            expected.push(("number", Json::set_number(number)));
        }
        if let Some(part) = &part {
            request = request.part(part);
            expected.push(("part", Json::from(part)));
        }
        if let (Some(each_part), Some(parts)) = (&each_part, &parts) {
            request = request.parts(each_part);
            expected.push(("parts", list(parts)));
        }
        if let Some((flags, counts, numbers)) = &lists {
            request = request.flags(flags).counts(counts).numbers(numbers);
            expected.push(("flags", list(flags)));
            expected.push(("counts", list(counts)));
            expected.push(("numbers", list(numbers)));
        }
        seam.call(&request).unwrap();
        let expected = expected.into_iter().map(|(name, value)| (name.to_owned(), value));
        prop_assert_eq!(parse(&bodies.recv().unwrap()), Json::Object(expected.collect()));
    });
}

/// Endpoints whose responses have sessions, read by one reader.
macro_rules! read_by {
    ($room:ident, $session:ty $(, $codec:path)?) => {
        mod $room {
            use super::*;

            endpoint! {
                pub(crate) struct One {}
                post "/client_sessions/get";
                response "client_session": $session $(, by $codec)?;
            }

            endpoint! {
                pub(crate) struct All {}
                post "/client_sessions/list";
                response "client_sessions": Vec<$session> $(, by $codec)?;
            }

            endpoint! {
                pub(crate) struct Whole {}
                post "/client_sessions/get";
                response $session $(, by $codec)?;
            }

            #[allow(dead_code)]
            pub(crate) fn read(text: &str) {
                let _ = One::new().read(text);
                let _ = All::new().read(text);
                let _ = Whole::new().read(text);
            }
        }
    };
}
read_by!(by_own, ClientSession);
#[cfg(feature = "miniserde")]
read_by!(by_miniserde, ClientSession, seam_client::json::miniserde);
#[cfg(feature = "serde")]
read_by!(by_serde, ClientSession, seam_client::json::serde);

/// Reads the text as the response of every kind of endpoint.
fn read(text: &str) {
    let _ = Get::new().read(text);
    let _ = List::new().read(text);
    let _ = Delete::new("a").read(text);
    by_own::read(text);
    #[cfg(feature = "serde")]
    by_serde::read(text);
    #[cfg(feature = "miniserde")]
    by_miniserde::read(text);
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let json = br#"{}[]:,"\ue-+.019 truefalsn"#;
    prop_oneof![vec(any::<u8>(), 0..256), vec(select(json.to_vec()), 0..64)]
}

/// What can happen to a response on its way.
#[derive(Clone, Debug)]
enum Damage {
    Truncate(Index),
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Repeat(Index, Index, Index),
}

impl Damage {
    fn to(&self, bytes: &mut Vec<u8>) {
        let end = bytes.len() + 1;
        match self {
            Self::Truncate(at) => bytes.truncate(at.index(end)),
            Self::Flip(at, bits) => {
                if let Some(byte) = bytes.get_mut(at.index(end)) {
                    *byte ^= bits;
                }
            }
            Self::Insert(at, more) => {
                let at = at.index(end);
                bytes.splice(at..at, more.iter().copied());
            }
            Self::Repeat(from, to, at) => {
                let (from, to, at) = (from.index(end), to.index(end), at.index(end));
                let piece = bytes[from.min(to)..from.max(to)].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        1 => any::<Index>().prop_map(Damage::Truncate),
        3 => (any::<Index>(), 1..=255_u8).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        2 => (any::<Index>(), vec(pieces(), 1..4))
            .prop_map(|(at, more)| Damage::Insert(at, more.concat())),
        2 => (any::<Index>(), any::<Index>(), any::<Index>())
            .prop_map(|(from, to, at)| Damage::Repeat(from, to, at)),
    ]
}

fn pieces() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        any::<u8>().prop_map(|byte| vec![byte]),
        select(vec!["{", "}", "[", "]", ",", ":", "\"", "\\", "\\n", "1e9", "-", "null"])
            .prop_map(|text| text.as_bytes().to_vec()),
    ]
}

/// A valid response that was damaged.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let sound = vec![
        DOCUMENT_RESPONSE.to_owned(),
        r#"{"client_sessions":[],"ok":true}"#.to_owned(),
        format!(r#"{{"client_sessions":[{0},{0}],"ok":true}}"#, session()),
        session(),
        r#"{"ok":true}"#.to_owned(),
        r#"{"error":{"type":"t","message":"m","validation_errors":{"a":{"_errors":["b"]}}}}"#
            .to_owned(),
    ];
    (select(sound), vec(damage(), 1..6)).prop_map(|(sound, damages)| {
        let mut bytes = sound.into_bytes();
        damages.iter().for_each(|damage| damage.to(&mut bytes));
        bytes
    })
}

/// Only the session in Seam's documentation.
fn session() -> String {
    let start = DOCUMENT_RESPONSE.find(": {").unwrap() + 2;
    DOCUMENT_RESPONSE[start..].trim_end().trim_end_matches('}').trim_end().to_owned() + "}"
}

#[test]
fn no_input_makes_the_readers_panic() {
    proptest!(cases(256), |(bytes in bytes())| read(&String::from_utf8_lossy(&bytes)));
}

#[test]
fn no_damaged_response_makes_the_readers_panic() {
    proptest!(cases(512), |(bytes in damaged())| read(&String::from_utf8_lossy(&bytes)));
}

#[test]
fn no_body_makes_the_client_panic() {
    let status = select(vec!["200 OK", "400 Bad Request", "401 Unauthorized", "500 Oops"]);
    proptest!(cases(48), |(status in status, body in prop_oneof![bytes(), damaged()])| {
        let response = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n", body.len());
        let response = [response.into_bytes(), body].concat();
        let server = Server::start(vec![Reply::Close(response)]);
        if let Err(error) = client(server.url()).call(&GetOrCreate::new()) {
            prop_assert!(!error.to_string().is_empty());
        }
    });
}

/// Responses similar to a session's, as text: compares this crate's reader with both codecs' derives.
#[cfg(all(feature = "serde", feature = "miniserde"))]
mod readers {
    use seam_client::Secret;
    use seam_client::json::Mismatch;

    use super::*;

    /// A session as a caller would declare it, for either codec.
    #[derive(Debug, PartialEq, serde_derive::Deserialize, miniserde::Deserialize)]
    pub(crate) struct Derived {
        client_session_id: String,
        workspace_id: String,
        token: Secret,
        created_at: String,
        expires_at: String,
        device_count: Whole,
        connect_webview_ids: Vec<String>,
        connected_account_ids: Vec<String>,
        user_identifier_key: Option<String>,
        user_identity_id: Option<String>,
        user_identity_ids: Option<Vec<String>>,
        customer_id: Option<String>,
        customer_key: Option<String>,
    }

    impl From<ClientSession> for Derived {
        #[allow(deprecated)]
        fn from(session: ClientSession) -> Self {
            Self {
                client_session_id: session.client_session_id,
                workspace_id: session.workspace_id,
                token: session.token,
                created_at: session.created_at,
                expires_at: session.expires_at,
                device_count: Whole(session.device_count),
                connect_webview_ids: session.connect_webview_ids,
                connected_account_ids: session.connected_account_ids,
                user_identifier_key: session.user_identifier_key,
                user_identity_id: session.user_identity_id,
                user_identity_ids: session.user_identity_ids,
                customer_id: session.customer_id,
                customer_key: session.customer_key,
            }
        }
    }

    /// A whole number in any notation: `1` and `1.0` are the same.
    #[derive(Debug, PartialEq)]
    struct Whole(i64);

    impl Whole {
        fn from_float(number: f64) -> Option<Self> {
            let whole = number as i64;
            let is_whole = whole as f64 == number && whole.unsigned_abs() <= 1 << 53;
            is_whole.then_some(Self(whole))
        }
    }

    impl<'de> serde::Deserialize<'de> for Whole {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_i64(AnyWhole)
        }
    }

    struct AnyWhole;

    impl serde::de::Visitor<'_> for AnyWhole {
        type Value = Whole;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a whole number")
        }

        fn visit_i64<E>(self, number: i64) -> Result<Whole, E> {
            Ok(Whole(number))
        }

        fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Whole, E> {
            let refused = |_| E::invalid_value(serde::de::Unexpected::Unsigned(number), &self);
            i64::try_from(number).map(Whole).map_err(refused)
        }

        fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Whole, E> {
            let refused = || E::invalid_value(serde::de::Unexpected::Float(number), &self);
            Whole::from_float(number).ok_or_else(refused)
        }
    }

    miniserde::make_place!(Place);

    impl miniserde::Deserialize for Whole {
        fn begin(out: &mut Option<Self>) -> &mut dyn miniserde::de::Visitor {
            Place::new(out)
        }
    }

    impl miniserde::de::Visitor for Place<Whole> {
        fn negative(&mut self, number: i64) -> miniserde::Result<()> {
            self.out = Some(Whole(number));
            Ok(())
        }

        fn nonnegative(&mut self, number: u64) -> miniserde::Result<()> {
            self.negative(i64::try_from(number).map_err(|_| miniserde::Error)?)
        }

        fn float(&mut self, number: f64) -> miniserde::Result<()> {
            self.out = Some(Whole::from_float(number).ok_or(miniserde::Error)?);
            Ok(())
        }
    }

    read_by!(derived_by_serde, Derived, seam_client::json::serde);
    read_by!(derived_by_miniserde, Derived, seam_client::json::miniserde);

    /// Whether the readers accept the text as the endpoint's response; an error if they differ.
    fn read_by_all(response: Kind, text: &str) -> Result<bool, TestCaseError> {
        macro_rules! each {
            ($response:ident, $derived:expr) => {
                alike(
                    text,
                    by_own::$response::new().read(text).map($derived),
                    [
                        derived_by_serde::$response::new().read(text),
                        derived_by_miniserde::$response::new().read(text),
                    ],
                    [
                        by_serde::$response::new().read(text).map($derived),
                        by_miniserde::$response::new().read(text).map($derived),
                    ],
                )
            };
        }
        match response {
            Kind::One => each!(One, Derived::from),
            Kind::All => each!(All, |all| all.into_iter().map(Derived::from).collect::<Vec<_>>()),
            Kind::Whole => each!(Whole, Derived::from),
        }
    }

    #[derive(Clone, Copy, Debug)]
    enum Kind {
        One,
        All,
        Whole,
    }

    /// `own` is the result of this crate's reader, the next two are those of serde's and miniserde's derives, and
    /// `by_text` are those of the codecs' traits that this crate's responses implement.
    fn alike<T: PartialEq + std::fmt::Debug>(
        text: &str,
        own: Result<T, Mismatch>,
        [by_serde, by_miniserde]: [Result<T, Mismatch>; 2],
        by_text: [Result<T, Mismatch>; 2],
    ) -> Result<bool, TestCaseError> {
        let says = |result: &Result<T, Mismatch>, what: &str| match result {
            Err(Mismatch::OtherShape(Some(reason))) => reason.strip_suffix(what).map(str::to_owned),
            _ => None,
        };
        // The damage may have duplicated a field of a session: another test covers that.
        if says(&by_serde, " is repeated").is_some() {
            return Ok(false);
        }
        // This crate accepts a number, true and false as text: another test covers that too.
        let more = ["expected text", "expected a smaller number"];
        if own != by_serde && more.iter().any(|what| says(&by_serde, what).is_some()) {
            return Ok(false);
        }
        // The traits read only what serde_json can parse.
        if serde_json::from_str::<serde_json::Value>(text).is_ok() {
            for by_text in by_text {
                prop_assert_eq!(by_text.as_ref().ok(), own.as_ref().ok());
            }
        }
        // miniserde does not say which field is missing.
        if let Some(place) = says(&by_miniserde, "a required field is missing") {
            let reason = says(&own, " is missing").expect("a field is missing");
            prop_assert!(reason.starts_with(&place) && !reason.contains("required"));
        } else {
            prop_assert_eq!(&own, &by_miniserde);
        }
        let is_sound = own.is_ok();
        prop_assert_eq!(own, by_serde);
        Ok(is_sound)
    }

    fn one_of(texts: &[&str]) -> BoxedStrategy<String> {
        select(texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>()).boxed()
    }

    /// Between tokens: white space, or something that is not.
    fn space() -> BoxedStrategy<String> {
        prop_oneof![
            200 => Just(String::new()),
            20 => one_of(&[" ", "\n", "\t", "\r\n  "]),
            1 => one_of(&["\u{b}", "\u{c}", "\u{a0}", "\u{feff}", "\0", "/**/", ","]),
        ]
        .boxed()
    }

    fn string() -> BoxedStrategy<String> {
        let piece = prop_oneof![
            20 => "[a-z0-9_]{1,8}",
            4 => any::<char>().prop_filter("of its own", |c| *c >= ' ' && *c != '"' && *c != '\\')
                .prop_map(String::from),
            4 => one_of(&[r#"\""#, r"\\", r"\/", r"\b", r"\f", r"\n", r"\r", r"\t", r"\u0000"]),
            2 => any::<char>().prop_map(|c| {
                c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
            }),
            2 => any::<char>().prop_map(|c| {
                c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04X}")).collect()
            }),
        ];
        vec(piece, 0..4).prop_map(|pieces| format!("\"{}\"", pieces.concat())).boxed()
    }

    /// Half of a surrogate pair, or two halves that make no pair.
    fn half() -> BoxedStrategy<String> {
        one_of(&[
            r#""\ud83d""#,
            r#""\udd11""#,
            r#""\ud83d\u0041""#,
            r#""\ud83d\n""#,
            r#""\ud83dx""#,
            r#""\udd11\ud83d""#,
        ])
    }

    fn broken_string() -> BoxedStrategy<String> {
        one_of(&[
            r#""\x41""#,
            r#""\u00g0""#,
            r#""\u004""#,
            r#""\U0041""#,
            "\"a\nb\"",
            "\"a\0b\"",
            "\"a\u{1f}b\"",
            "\"a",
            "'a'",
        ])
    }

    fn number() -> BoxedStrategy<String> {
        prop_oneof![
            "-?(0|[1-9][0-9]{0,3})",
            "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,4})?",
            "(0|[1-9][0-9]{0,3})\\.0{0,20}[0-9]{1,3}(e[+-]?[0-9]{1,2})?",
            any::<f64>()
                .prop_filter("finite", |number| number.is_finite())
                .prop_map(|number| format!("{number:?}")),
            one_of(&["4294967295", "4294967296", "18446744073709551615", "18446744073709551616"]),
            one_of(&["-9223372036854775808", "-9223372036854775809", "1e-400", "0e999", "-0"]),
        ]
        .boxed()
    }

    fn broken_number() -> BoxedStrategy<String> {
        prop_oneof![
            "[-+0-9.eE]{1,6}",
            one_of(&["01", "1.", ".5", "-", "1e", "+1", "0x1", "NaN", "-Infinity", "1_0"]),
        ]
        .boxed()
    }

    /// Any value; now and then one that is not JSON.
    fn value() -> BoxedStrategy<String> {
        let leaf = prop_oneof![
            20 => string(),
            20 => number(),
            20 => one_of(&["null", "true", "false"]),
            5 => half(),
            1 => broken_string(),
            1 => broken_number(),
            1 => one_of(&["nul", "True", "nulll", "undefined", "", "truefalse", "]", "}"]),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            let member = (space(), string(), space(), space(), inner.clone())
                .prop_map(|(a, name, b, c, value)| format!("{a}{name}{b}:{c}{value}"));
            let item = (space(), inner, space()).prop_map(|parts| parts.0 + &parts.1 + &parts.2);
            prop_oneof![
                vec(item, 0..3).prop_map(|items| format!("[{}]", items.join(","))),
                vec(member, 0..3).prop_map(|members| format!("{{{}}}", members.join(","))),
            ]
        })
        .boxed()
    }

    /// A name as it is, or with its first letter escaped.
    fn name(name: &'static str) -> impl Strategy<Value = String> {
        let escaped = format!("\"\\u{:04x}{}\"", name.as_bytes()[0], &name[1..]);
        prop_oneof![9 => Just(format!("\"{name}\"")), 1 => Just(escaped)]
    }

    /// A field of a session, or nothing.
    fn known(
        key: &'static str,
        may_miss: bool,
        sound: impl Strategy<Value = String> + 'static,
    ) -> BoxedStrategy<Option<String>> {
        let sound = sound.boxed();
        let value = prop_oneof![
            300 => sound.clone(),
            if may_miss { 60 } else { 1 } => Just("null".to_owned()),
            2 => value(),
            1 => half(),
            1 => sound.prop_map(|value| format!("[{value}]")),
        ];
        let member = (name(key), space(), space(), value)
            .prop_map(|(name, a, b, value)| format!("{name}{a}:{b}{value}"));
        prop_oneof![
            if may_miss { 60 } else { 1 } => Just(None),
            200 => member.prop_map(Some),
        ]
        .boxed()
    }

    /// An unknown field, whose name may be similar to a known one.
    fn unknown() -> BoxedStrategy<String> {
        let name = prop_oneof![
            3 => string().prop_map(|name| name.replacen('"', "\"new_", 1)),
            1 => one_of(&["\"\"", "\"Token\"", "\"token \"", "\"tokens\"", "\"token\\u0000\""]),
        ];
        (space(), name, space(), value())
            .prop_map(|(a, name, b, value)| format!("{a}{name}:{b}{value}"))
            .boxed()
    }

    fn object(members: impl Strategy<Value = Vec<String>>) -> impl Strategy<Value = String> {
        (space(), members.prop_shuffle(), space())
            .prop_map(|(a, members, b)| format!("{{{a}{}{b}}}", members.join(",")))
    }

    fn texts() -> BoxedStrategy<String> {
        vec(string(), 0..3).prop_map(|texts| format!("[{}]", texts.join(","))).boxed()
    }

    fn session() -> BoxedStrategy<String> {
        let count = prop_oneof![
            9 => "[0-9]{1,2}(\\.0)?".prop_filter("a number", |n| n.len() < 2 || !n.starts_with('0')),
            1 => number(),
        ];
        let must = (
            known("client_session_id", false, string()),
            known("workspace_id", false, string()),
            known("token", false, string()),
            known("created_at", false, string()),
            known("expires_at", false, string()),
            known("device_count", false, count),
            known("connect_webview_ids", false, texts()),
            known("connected_account_ids", false, texts()),
        );
        let may = (
            known("user_identifier_key", true, string()),
            known("user_identity_id", true, string()),
            known("user_identity_ids", true, texts()),
            known("customer_id", true, string()),
            known("customer_key", true, string()),
        );
        let members = (must, may, vec(unknown(), 0..3)).prop_map(|(must, may, unknown)| {
            let (a, b, c, d, e, f, g, h) = must;
            let (i, j, k, l, m) = may;
            let known = [a, b, c, d, e, f, g, h, i, j, k, l, m];
            known.into_iter().flatten().chain(unknown).collect()
        });
        object(members).boxed()
    }

    /// A whole response, in which the session or the list may come more than once.
    fn response() -> impl Strategy<Value = (Kind, String)> {
        let sessions = vec(session(), 0..3).prop_map(|all| format!("[{}]", all.join(",")));
        let one = envelope_of("client_session", session(), "client_sessions");
        let all = envelope_of("client_sessions", sessions.boxed(), "client_session");
        let whole = prop_oneof![
            6 => one.prop_map(|text| (Kind::One, text)),
            3 => all.prop_map(|text| (Kind::All, text)),
            3 => session().prop_map(|text| (Kind::Whole, text)),
            1 => (select(vec![Kind::One, Kind::All, Kind::Whole]), value()),
        ];
        (space(), whole, space()).prop_map(|(a, (kind, text), b)| (kind, a + &text + &b))
    }

    fn envelope_of(
        key: &'static str,
        response: BoxedStrategy<String>,
        other_key: &'static str,
    ) -> BoxedStrategy<String> {
        let response = (name(key), prop_oneof![30 => response, 1 => value()]);
        let member = prop_oneof![
            6 => response.prop_map(|(name, value)| format!("{name}:{value}")),
            1 => (name(other_key), value()).prop_map(|(name, value)| format!("{name}:{value}")),
            1 => Just("\"ok\":true".to_owned()),
            1 => unknown(),
        ];
        object(vec(member, 0..4)).boxed()
    }

    #[test]
    fn all_readers_agree_on_a_response() {
        let sound = std::cell::Cell::new(0);
        proptest!(cases(512), |((kind, text) in response())| {
            sound.set(sound.get() + u32::from(read_by_all(kind, &text)?));
        });
        // With fewer, the test would prove little.
        assert!(sound.get() > 50, "only {} were valid", sound.get());
    }

    #[test]
    fn all_readers_agree_on_a_damaged_response() {
        proptest!(cases(512), |(bytes in damaged())| {
            for kind in [Kind::One, Kind::All, Kind::Whole] {
                read_by_all(kind, &String::from_utf8_lossy(&bytes))?;
            }
        });
    }

    const SOUND: &str = r#"{"client_session_id":"a","workspace_id":"b","token":"seam_cst1",
        "created_at":"c","expires_at":"d","device_count":1,"connect_webview_ids":[],
        "connected_account_ids":["e"]}"#;

    /// The valid session, with one more field.
    fn session_with(member: &str) -> String {
        format!("{},{member}}}", SOUND.trim_end_matches('}'))
    }

    fn envelope(session: &str, more: &str) -> String {
        format!(r#"{{"client_session":{session},"ok":true{more}}}"#)
    }

    /// The result of each reader: this crate's, serde's derive and miniserde's.
    fn by_each(text: &str) -> [Option<Derived>; 3] {
        [
            by_own::One::new().read(text).map(Derived::from).ok(),
            derived_by_serde::One::new().read(text).ok(),
            derived_by_miniserde::One::new().read(text).ok(),
        ]
    }

    /// serde's derive refuses it, and the others use the last one.
    #[test]
    fn only_serde_derive_rejects_a_duplicate_field() {
        for member in [r#""created_at":"last""#, r#""\u0063reated_at":"last""#] {
            let text = envelope(&session_with(member), "");
            let [own, by_serde, by_miniserde] = by_each(&text);
            assert_eq!(own.expect("a response").created_at, "last");
            assert_eq!(by_serde, None);
            assert_eq!(by_miniserde.expect("a response").created_at, "last");
        }
    }

    #[test]
    fn no_reader_accepts_a_session_as_an_array_of_values() {
        let list = r#"["a","b","seam_cst1","c","d",1,[],["e"],null,null,null,null,null]"#;
        assert_eq!(by_each(&envelope(list, "")), [None, None, None]);
    }

    #[test]
    fn unread_fields_may_hold_any_json() {
        let plain = || by_own::One::new().read(&envelope(SOUND, "")).map(Derived::from).ok();
        assert!(plain().is_some());
        for value in
            [r#""\ud83d""#, r#"{"\udd11":1}"#, "1e309", "[-1e309]", "-0", "9".repeat(400).as_str()]
        {
            for text in [
                envelope(&session_with(&format!(r#""new":{value}"#)), ""),
                envelope(SOUND, &format!(r#","new":{value}"#)),
                envelope(SOUND, &format!(r#","new\ud83d":{value}"#)),
            ] {
                assert_eq!(by_each(&text), [plain(), plain(), plain()], "{text}");
            }
        }
    }
}
