//! What a parameter takes, and what is sent of it.

#![allow(clippy::unwrap_used)]

use std::time::{Duration, UNIX_EPOCH};

use super::*;
use crate::endpoint::{at_least_one, one_of};
use crate::{endpoint, object};

object! {
    /// An object within a request.
    struct Part<'a>(
        name: &'a str,
    ) {
        level: f64,
        code: &'a str,
        inner: &'a Self,
        inners: &'a [Self],
    }
}

object! {
    struct Switch(on: bool) {
        r#in: i64,
    }
}

object! {
    struct Empty {}
}

// Names that the macro might use itself.
object! {
    struct Odd<'a>(
        set: bool,
        values: &'a [i64],
    ) {
        index: i64,
        value: &'a str,
        field: bool,
        get: bool,
        fmt: bool,
        clone: bool,
        request: bool,
        debug: bool,
        r#struct: bool,
        r#async: bool,
    }
}

endpoint! {
    struct Every<'a> {
        text: &'a str,
        flag: bool,
        whole: i64,
        signed: i32,
        unsigned: u32,
        number: f64,
        time: Time<'a>,
        texts: &'a [&'a str],
        flags: &'a [bool],
        wholes: &'a [i64],
        signeds: &'a [i32],
        unsigneds: &'a [u32],
        numbers: &'a [f64],
        object: &'a Part<'a>,
        switch: &'a Switch,
        objects: &'a [Part<'a>],
        switches: &'a [Switch],
        fields: &'a dyn Fields,
        items: &'a dyn Items,
        value: Value<'a>,
        r#type: &'a str,
    }
    post "/every";
}

endpoint! {
    struct Nullable<'a>(
        must: Option<&'a str>,
    ) {
        text: Option<&'a str>,
        flag: Option<bool>,
        whole: Option<i64>,
        number: Option<f64>,
        time: Option<Time<'a>>,
        texts: Option<&'a [&'a str]>,
        numbers: Option<&'a [f64]>,
        object: Option<&'a Part<'a>>,
        objects: Option<&'a [Part<'a>]>,
        fields: Option<&'a dyn Fields>,
    }
    post "/nullable";
}

fn sent(request: &dyn Fields) -> String {
    String::from_utf8(crate::json::encode(request).unwrap()).unwrap()
}

/// Asserts that this one field is sent.
macro_rules! sends {
    ($($request:ident.$name:ident($value:expr) => $sent:expr;)*) => {
        $( assert_eq!(
            sent(&$request.$name($value)),
            format!("{{\"{}\":{}}}", stringify!($name).trim_start_matches("r#"), $sent),
            "{}", stringify!($name($value)),
        ); )*
    };
}

#[test]
fn each_parameter_type_accepts_and_sends_the_documented_values() {
    let every = Every::new();
    let text = "a\"é".to_owned();
    let (slice, array, owned) = (&["a", "b"][..], ["a", "b"], vec!["a".to_owned(), "b".to_owned()]);
    let borrowed: Vec<&str> = owned.iter().map(String::as_str).collect();
    sends! {
        every.text("") => r#""""#;
        every.text(&text) => r#""a\"é""#;
        every.text(text.as_str()) => r#""a\"é""#;
        every.text(&text.as_str()) => r#""a\"é""#;
        every.r#type("x") => r#""x""#;
        every.flag(true) => "true";
        every.flag(false) => "false";
        every.whole(i64::MIN) => i64::MIN;
        every.whole(i64::MAX) => i64::MAX;
        every.whole(-7) => "-7";
        every.whole(-7_i32) => "-7";
        every.whole(u32::MAX) => u32::MAX;
        every.whole(7_u16) => "7";
        every.whole(7_u8) => "7";
        every.signed(i32::MIN) => i32::MIN;
        every.unsigned(u32::MAX) => u32::MAX;
        every.texts(slice) => r#"["a","b"]"#;
        every.texts(&array) => r#"["a","b"]"#;
        every.texts(&["a", "b"]) => r#"["a","b"]"#;
        every.texts(&borrowed) => r#"["a","b"]"#;
        every.texts(&owned) => r#"["a","b"]"#;
        every.texts(&[]) => "[]";
        every.texts(&Vec::<String>::new()) => "[]";
        every.flags(&[true, false]) => "[true,false]";
        every.flags(&vec![true]) => "[true]";
        every.flags(&&[true][..]) => "[true]";
        every.wholes(&[i64::MIN, 7]) => "[-9223372036854775808,7]";
        every.wholes(&vec![7]) => "[7]";
        every.signeds(&[-7, 7]) => "[-7,7]";
        every.unsigneds(&vec![u32::MAX]) => "[4294967295]";
        every.numbers(&[70.0, 70.5, -0.5]) => "[70,70.5,-0.5]";
        every.numbers(&&[0.1][..]) => "[0.1]";
        every.value(Value::Null) => "null";
    }
}

#[test]
fn whole_numbers_are_sent_without_a_fraction() {
    let every = Every::new();
    sends! {
        every.number(70.0) => "70";
        every.number(70.5) => "70.5";
        every.number(-70.0) => "-70";
        every.number(0.0) => "0";
        every.number(-0.0) => "0";
        every.number(0.1) => "0.1";
        every.number(70_i32) => "70";
        every.number(-70_i32) => "-70";
        every.number(u32::MAX) => u32::MAX;
        every.number(70.5_f32) => "70.5";
        every.number(-2_f32) => "-2";
        every.number(9_007_199_254_740_991.0) => "9007199254740991";
        every.number(-9_007_199_254_740_991.0) => "-9007199254740991";
    }
    // Beyond that, it is not known to be whole.
    for number in [9_007_199_254_740_992.0, -9_007_199_254_740_992.0, 1e300, f64::MIN, f64::MAX] {
        let text = sent(&every.number(number));
        let text = text.strip_prefix("{\"number\":").unwrap().strip_suffix('}').unwrap();
        assert!(text.contains(['.', 'e']), "{text}");
        assert_eq!(text.parse(), Ok(number));
    }
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = crate::json::encode(&every.number(number)).unwrap_err().to_string();
        assert_eq!(error, "number contains a number that is not finite");
    }
}

#[test]
fn a_time_is_sent_as_given_or_formatted_from_a_system_time() {
    let every = Every::new();
    let text = "2025-06-18T06:10:42+02:00".to_owned();
    let at = |seconds, nanos| UNIX_EPOCH + Duration::new(seconds, nanos);
    sends! {
        every.time("today") => r#""today""#;
        every.time(&text) => r#""2025-06-18T06:10:42+02:00""#;
        every.time(Time::from(text.as_str())) => r#""2025-06-18T06:10:42+02:00""#;
        every.time(Time::from(&text)) => r#""2025-06-18T06:10:42+02:00""#;
        every.time(UNIX_EPOCH) => r#""1970-01-01T00:00:00.000Z""#;
        every.time(at(1_750_227_042, 987_654_321)) => r#""2025-06-18T06:10:42.987Z""#;
        every.time(Time::from(at(1_750_227_042, 0))) => r#""2025-06-18T06:10:42.000Z""#;
        every.time(UNIX_EPOCH - Duration::from_nanos(1)) => r#""1970-01-01T00:00:00.000Z""#;
        every.time(UNIX_EPOCH - Duration::from_secs(1 << 33)) => r#""1970-01-01T00:00:00.000Z""#;
        every.time(at(253_402_300_799, 999_999_999)) => r#""9999-12-31T23:59:59.999Z""#;
        every.time(at(253_402_300_800, 0)) => r#""9999-12-31T23:59:59.999Z""#;
        every.time(at(1 << 38, 0)) => r#""9999-12-31T23:59:59.999Z""#;
    }
}

#[test]
fn objects_are_declared_or_put_together_at_run_time() {
    let every = Every::new();
    let leaf = Part::new("leaf").level(1.0);
    let part = Part::new("part").code("1234").inner(&leaf).inners(&[]);
    let parts = [part, leaf];
    let written = concat!(
        r#"{"name":"part","code":"1234","inner":{"name":"leaf","level":1},"inners":[]}"#,
        r#",{"name":"leaf","level":1}"#
    );
    let map = BTreeMap::from([("b".to_owned(), Some(true)), ("a".to_owned(), None)]);
    let pairs = vec![("room", Value::Text("12")), ("floor", Value::Integer(1)), ("x", Value::Null)];
    sends! {
        every.object(&leaf) => r#"{"name":"leaf","level":1}"#;
        every.switch(&Switch::new(false).r#in(3)) => r#"{"on":false,"in":3}"#;
        every.objects(&parts) => format!("[{written}]");
        every.objects(&parts.to_vec()) => format!("[{written}]");
        every.objects(&&parts[..1]) => format!("[{}]", written.rsplit_once(",{").unwrap().0);
        every.objects(&[] as &[Part<'_>; 0]) => "[]";
        every.switches(&[Switch::new(true)]) => r#"[{"on":true}]"#;
        every.fields(&leaf) => r#"{"name":"leaf","level":1}"#;
        every.fields(&Empty::new()) => "{}";
        every.fields(&[("room", "12"), ("floor", "1")]) => r#"{"room":"12","floor":"1"}"#;
        every.fields(&[("on", true)]) => r#"{"on":true}"#;
        every.fields(&[("level", 70.0)]) => r#"{"level":70}"#;
        every.fields(&&[("on".to_owned(), "x".to_owned())][..]) => r#"{"on":"x"}"#;
        every.fields(&pairs) => r#"{"room":"12","floor":1,"x":null}"#;
        every.fields(&map) => r#"{"a":null,"b":true}"#;
        every.fields(&[("in", leaf)]) => r#"{"in":{"name":"leaf","level":1}}"#;
        every.fields(&BTreeMap::<&str, &str>::new()) => "{}";
        every.fields(&Odd::new(true, &[1]).index(1).value("x").field(true).get(true).fmt(true))
            => r#"{"set":true,"values":[1],"index":1,"value":"x","field":true,"get":true,"fmt":true}"#;
        every.fields(&Odd::new(true, &[]).clone(true).request(true).debug(true).r#struct(true).r#async(true))
            => r#"{"set":true,"values":[],"clone":true,"request":true,"debug":true,"struct":true,"async":true}"#;
        every.items(&vec![Some("a"), None]) => r#"["a",null]"#;
        every.items(&[leaf]) => r#"[{"name":"leaf","level":1}]"#;
        every.items(&[Value::Bool(true), Value::Text("x"), Value::from(&"y".to_owned())])
            => r#"[true,"x","y"]"#;
        every.value(Value::Object(&leaf)) => r#"{"name":"leaf","level":1}"#;
        every.value(Value::from("x")) => r#""x""#;
        every.value(Value::from(true)) => "true";
    }
}

#[test]
fn none_leaves_a_parameter_out() {
    let some = "a".to_owned();
    let (texts, numbers, leaf) = (["a"], vec![1.5], Part::new("leaf"));
    let (parts, switch) = (vec![leaf], Switch::new(true));
    let (flags, wholes, signeds, unsigneds) = (vec![true], vec![1], vec![1], vec![1]);
    let set = Every::new()
        .text(Some(some.as_str()))
        .flag(Some(true))
        .whole(Some(1_i64))
        .signed(Some(1_i32))
        .unsigned(Some(1_u32))
        .number(Some(1.0))
        .time(Some(Time::from(UNIX_EPOCH)))
        .texts(Some(&texts[..]))
        .flags(Some(&flags))
        .wholes(Some(&wholes))
        .signeds(Some(&signeds))
        .unsigneds(Some(&unsigneds))
        .numbers(Some(&numbers))
        .object(Some(&leaf))
        .switch(Some(&switch))
        .objects(Some(&parts))
        .fields(Some(&leaf as &dyn Fields))
        .items(Some(&parts as &dyn Items))
        .value(Some(Value::Null));
    assert_eq!(
        sent(&set),
        concat!(
            r#"{"text":"a","flag":true,"whole":1,"signed":1,"unsigned":1,"number":1,"#,
            r#""time":"1970-01-01T00:00:00.000Z","texts":["a"],"flags":[true],"wholes":[1],"#,
            r#""signeds":[1],"unsigneds":[1],"numbers":[1.5],"object":{"name":"leaf"},"#,
            r#""switch":{"on":true},"objects":[{"name":"leaf"}],"fields":{"name":"leaf"},"#,
            r#""items":[{"name":"leaf"}],"value":null}"#
        )
    );
    let unset = set
        .text(None)
        .flag(None)
        .whole(None)
        .signed(None)
        .unsigned(None)
        .number(None)
        .time(None)
        .texts(None)
        .flags(None)
        .wholes(None)
        .signeds(None)
        .unsigneds(None)
        .numbers(None)
        .object(None)
        .switch(None)
        .objects(None)
        .fields(None)
        .items(None)
        .value(None);
    assert_eq!(sent(&unset), "{}");
}

#[test]
fn none_sends_null_for_a_nullable_parameter() {
    assert_eq!(sent(&Nullable::new("a")), r#"{"must":"a"}"#);
    let null = Nullable::new(None)
        .text(None)
        .flag(None)
        .whole(None)
        .number(None)
        .time(None)
        .texts(None)
        .numbers(None)
        .object(None)
        .objects(None)
        .fields(None);
    assert_eq!(
        sent(&null),
        concat!(
            r#"{"must":null,"text":null,"flag":null,"whole":null,"number":null,"time":null,"#,
            r#""texts":null,"numbers":null,"object":null,"objects":null,"fields":null}"#
        )
    );
    let (name, leaf) = ("x".to_owned(), Part::new("leaf"));
    let leaves = [leaf];
    let set = null
        .text(&name)
        .flag(true)
        .whole(1)
        .number(2.0)
        .time(UNIX_EPOCH)
        .texts(&["a"])
        .numbers(&[3.5])
        .object(&leaf)
        .objects(&leaves)
        .fields(&[("a", "b")]);
    assert_eq!(
        sent(&set),
        concat!(
            r#"{"must":null,"text":"x","flag":true,"whole":1,"number":2,"#,
            r#""time":"1970-01-01T00:00:00.000Z","texts":["a"],"numbers":[3.5],"#,
            r#""object":{"name":"leaf"},"objects":[{"name":"leaf"}],"fields":{"a":"b"}}"#
        )
    );
    assert_eq!(sent(&Nullable::new(Some("x")).text(Some("y"))), r#"{"must":"x","text":"y"}"#);
}

#[test]
fn parameters_that_are_set_are_found_by_name() {
    let leaf = Part::new("leaf");
    let request = Every::new().r#type("x").flag(false).object(&leaf);
    assert!(matches!(request.get("type"), Some(Value::Text("x"))));
    assert!(matches!(request.get("flag"), Some(Value::Bool(false))));
    assert!(request.get("text").is_none() && request.get("r#type").is_none());
    assert!(request.get("").is_none() && request.get("flag,").is_none());
    let Some(Value::Object(object)) = request.get("object") else { panic!("{request:?}") };
    assert!(matches!(get(object, "name"), Some(Value::Text("leaf"))));
    assert!(matches!([("a", "b")].get("a"), Some(Value::Text("b"))));
}

#[test]
fn every_field_name_has_its_index() {
    let values = with(unset::<2>(), 1, Some(Value::Null));
    let values = with(values, 2, Some(Value::Null));
    assert!(matches!(values, [None, Some(Value::Null)]));

    let request = Every::new().text("x").r#type("y");
    let names: Vec<_> = (0..).map_while(|index| Some(request.field(index)?.0)).collect();
    assert_eq!(names.len(), 21);
    // Of those that are not set, no name is looked for.
    assert_eq!((names[0], names[20]), ("text", "type"));
    assert!(names[1..20].iter().all(|name| name.is_empty()));
    assert!(request.field(21).is_none() && request.field(usize::MAX).is_none());
    assert_eq!((count(&["ab", "a"]), count(&[])), (2, 0));
}

#[test]
fn the_debug_output_of_a_request_shows_set_parameters_but_no_secret() {
    let leaf = Part::new("leaf").code("1234");
    let leaves = [leaf];
    let inner = Part::new("part").inner(&leaf).inners(&[]);
    let every = Every::new().text("x").number(70.0).object(&inner).r#type("y").texts(&["z"]);
    assert_eq!(
        format!("{every:?}"),
        concat!(
            r#"Every { text: "x", number: 70, texts: ["z"], object: {"name": "part", "#,
            r#""inner": {"name": "leaf", "code": …}, "inners": []}, type: "y" }"#
        )
    );
    assert_eq!(format!("{:?}", Every::new()), "Every");
    assert_eq!(format!("{leaf:?}"), r#"Part { name: "leaf", code: … }"#);

    let pairs = [("token", "seam_cst1"), ("name", "x")];
    let codes = ["1234"];
    let codes: [(&str, Value<'_>); 4] = [
        ("codes", Value::Texts(&codes)),
        ("pins", Value::List(&codes)),
        ("access_codes", Value::List(&leaves)),
        ("code", Value::Null),
    ];
    assert_eq!(format!("{:?}", Value::Object(&pairs)), r#"{"token": …, "name": "x"}"#);
    assert_eq!(
        format!("{:?}", Value::Object(&codes)),
        r#"{"codes": …, "pins": …, "access_codes": …, "code": null}"#
    );
    let values = [
        Value::Null,
        Value::Bool(true),
        Value::Integer(-1),
        Value::Number(0.5),
        Value::Text("a"),
        Value::Texts(&["a"]),
        Value::List(&[1.5, 2.0]),
    ];
    assert_eq!(format!("{values:?}"), r#"[null, true, -1, 0.5, "a", ["a"], [1.5, 2]]"#);
    assert_eq!(format!("{:?}", Time::from("a")), r#""a""#);
    let time = UNIX_EPOCH + Duration::from_secs(1);
    assert_eq!(format!("{:?}", Time::from(time)), format!("{time:?}"));
}

#[test]
fn one_of_and_at_least_one_check_which_parameters_are_set() {
    let names = ["text", "flag", "type"];
    let refused = "set exactly one of text, flag, type";
    let (one, two) = (Every::new().flag(false), Every::new().flag(false).r#type(""));
    one_of(&one, &names).unwrap();
    one_of(&one.whole(1), &names).unwrap();
    one_of(&one.value(Value::Null), &["value", "text"]).unwrap();
    for request in [Every::new(), Every::new().whole(1), two, two.text("x")] {
        assert_eq!(one_of(&request, &names).unwrap_err().to_string(), refused);
    }
    one_of(&Nullable::new("a").text(None), &["text", "flag"]).unwrap();

    for request in [one, two, two.text("x"), one.whole(1)] {
        at_least_one(&request, &names).unwrap();
    }
    for request in [Every::new(), Every::new().whole(1)] {
        let refused = "set at least one of text, flag, type";
        assert_eq!(at_least_one(&request, &names).unwrap_err().to_string(), refused);
    }
}
