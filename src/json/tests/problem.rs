//! Seam's error object.

use crate::json::decode_problem;

#[test]
fn parameter_names_are_truncated_to_100_characters() {
    let name = |length: usize| "n".repeat(length);
    let named = |names: &[String]| {
        let inner = r#"{"_errors":["a"]}"#.to_owned();
        let errors = names.iter().rev().fold(inner, |it, name| format!(r#"{{"{name}":{it}}}"#));
        let text = format!(r#"{{"error":{{"type":"t","validation_errors":{errors}}}}}"#);
        decode_problem(text.as_bytes()).unwrap().validation_errors[0].parameter.clone()
    };
    assert_eq!(named(&[name(60), name(30)]), format!("{}.{}", name(60), name(30)));
    assert_eq!(named(&[name(60), name(60)]), format!("{}.{}", name(60), name(39)));
    // Names that do not fit are not decoded, however many and long they are.
    assert_eq!(named(&vec![name(1200); 90]), name(100));
}

#[test]
fn only_as_much_of_seams_error_object_is_kept_as_someone_would_read() {
    let long = "x".repeat(100_000);
    let fields: Vec<_> =
        (0..1_000).map(|n| format!(r#""{n}{long:.200}":{{"_errors":["a"]}}"#)).collect();
    let list = vec![r#""b""#; 1_000].join(",");
    let text = format!(
        r#"{{"error":{{"type":"{long}","message":"{long}","validation_errors":{{"_errors":[{list}],{}}}}}}}"#,
        fields.join(",")
    );
    let problem = decode_problem(text.as_bytes()).unwrap();
    assert_eq!((problem.error_type.len(), problem.message.len()), (4096, 4096));
    assert_eq!(problem.validation_errors.len(), 100);
    assert_eq!(problem.validation_errors[0].messages.len(), 100);
    assert_eq!(problem.validation_errors[1].parameter.len(), 100);

    // Whatever the escapes in it, and after it.
    for (text, start) in [
        (r"\ud83d\udd11".repeat(10_000), "🔑".repeat(4096)),
        (r"\u0041".repeat(10_000), "A".repeat(4096)),
        ("é".repeat(10_000) + r"\n", "é".repeat(4096)),
        ("x".repeat(100_000) + r"\n", "x".repeat(4096)),
    ] {
        let text = format!(r#"{{"error":{{"type":"t","message":"{text}"}}}}"#);
        let problem = decode_problem(text.as_bytes()).unwrap();
        assert!(problem.message == start, "{:.20}", problem.message);
    }
}

#[test]
fn seams_error_object_is_recognized() {
    for text in [
        r#"{"error":{"type":"t","message":"m"},"ok":false}"#,
        r#"{"error":{"type":"t"}}"#,
        r#"{"error":{"type":"t","message":"m","stack":"s","data":{"a":1},"validation_errors":
           {"_errors":["whole"],"ids":{"_errors":["list"],"0":{"_errors":["first","too"]}},"n":1}}}"#,
        r#"{"error":{"type":"t","message":5,"validation_errors":[{"_errors":["a"]},null]}}"#,
        r#"{"error":{"type":"t","validation_errors":{"_errors":"a","b":{"_errors":[["c"],1,{}]}}}}"#,
        r#"{"error":{"type":"t"},"ok":false,"a":{"type":"u"},"b":[{"error":{"type":"v"}}]}"#,
        r#"{"\u0065rror":{"typ\u0065":"t"}}"#,
        r#"{"\ud83d":1e999,"error":{"type":"t","message":"\ud83d","data":{"a":["\udd11",1e999]}}}"#,
        r#"{"error":{"message":"m"}}"#,
        r#"[{"error":{"type":"u"}}]"#,
        r#"{"error":{"error":{"type":"u"}}}"#,
        r#"{"error":{"type":{"type":"u"}}}"#,
        r#"{"error":{"type":["u"]}}"#,
        r#"{"error":"t"}"#,
        r#"{"error":{"type":5}}"#,
        r#"{"message":"m"}"#,
        "[]",
        "<html>",
        "",
    ] {
        let problem = decode_problem(text.as_bytes());
        assert_eq!(
            problem.is_some(),
            text.contains(r#""type":"t""#) || text.contains("typ\\u0065"),
            "{text}"
        );
        if let Some(problem) = problem.filter(|_| text.contains("stack")) {
            let errors = problem.validation_errors.iter();
            let errors: Vec<_> = errors.map(ToString::to_string).collect();
            assert_eq!(errors, ["request: whole", "ids: list", "ids.0: first, too"]);
        }
    }
}
