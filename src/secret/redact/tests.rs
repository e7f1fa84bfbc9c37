use super::*;

#[test]
fn redacted_text_is_one_line_without_secrets() {
    let known = Secret::from("hunter2-of-unknown-form");
    for (text, line) in [
        ("plain text", "plain text"),
        (" a\r\n\tb\0c ", "a b c"),
        ("x hunter2-of-unknown-form y", "x … y"),
        ("xhunter2-of-unknown-formy", "x…y"),
        ("cut hunter2-of-unk", "cut …"),
        ("bad seam_apikey1_token_0123456789.", "bad seam_…"),
        ("bad \"seam_cst1891oqCmD\", yes", "bad \"seam_cst…\", yes"),
        ("seam_at1 seam_pk1", "seam_at… seam_pk…"),
        ("seam_cst1\\u0041bc!", "seam_cst…!"),
        ("the seam_workspace header", "the seam_workspace header"),
        ("two eyes", "two eyes"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "ey…"),
        (r#"{"token":"odd","a":1}"#, r#"{"token":"…","a":1}"#),
        (r#"{"token": "odd"#, r#"{"token": "…"#),
        (r#"{"token":"o\"dd\\","a":"","#, r#"{"token":"…","a":"","#),
        (r#"{"token":"","a":1}"#, r#"{"token":"","a":1}"#),
        ("é–漢", "é–漢"),
    ] {
        assert_eq!(redact(text, &known), line, "{text:?}");
    }
    let known = Secret::from("seam_short");
    assert_eq!(redact("seam_short seam_shor", &known), "seam_… seam_…");
    assert_eq!(redact("a seam_ b seam_", &known), "a seam_ b seam_");
}

fn hidden(text: &str) -> String {
    hide(text, &Secret::from(""))
}

#[test]
fn a_secret_is_hidden_by_its_form_anywhere_in_a_text() {
    for (text, shown) in [
        // Credentials: also within a word, as behind an escape that was not read.
        ("\\nseam_apikey1_token", "\\nseam_…"),
        ("%22seam_at1_longtoken%22!", "%22seam_at…!"),
        ("https://host/seam_pk1_token/a?b=seam_cst1", "https://host/seam_pk…?b=seam_cst…"),
        ("seam_pkabc seam_cstabc", "seam_pk… seam_cst…"),
        ("seam_atA seam_K", "seam_at… seam_…"),
        ("a seam_cst, a seam_pk", "a seam_cst, a seam_pk"),
        ("seam_bridge_disconnected", "seam_bridge_disconnected"),
        ("seam_attempt/2 seam_passport.1", "seam_attempt/2 seam_passport.1"),
        // JWTs.
        ("xeyJhbGciOiJub25lIn0.e30.", "xey…"),
        ("eyJhbGciOiJub25l", "ey…"),
        ("eyJhbGciOiJub25", "eyJhbGciOiJub25"),
        ("eyebrow-pencil-of-the-longest-kind", "eyebrow-pencil-of-the-longest-kind"),
        // Webhooks' secrets.
        ("(whsec_MfKQ9r8GKYqr/wjU+PD==)", "(whsec_…)"),
        ("whsec_a", "whsec_…"),
        ("the whsec_ prefix", "the whsec_ prefix"),
        // The user and the password of a URL.
        ("at https://user:pass@host/a@b", "at https://…@host/a@b"),
        ("https://pass@user@host", "https://…@host"),
        ("https://pass%40@host:1/", "https://…@host:1/"),
        (r"https:\/\/user:pass@host\/a", r"https:\/\/…@host\/a"),
        ("https://host/a@b https://host?a@b", "https://host/a@b https://host?a@b"),
        ("https://host \"@\" https://host#@", "https://host \"@\" https://host#@"),
        ("user@host https://host a@b", "user@host https://host a@b"),
    ] {
        assert_eq!(hidden(text), shown, "{text:?}");
        assert_eq!(hidden(shown), shown, "{text:?} a second time");
    }
}

#[test]
fn a_secret_is_hidden_by_the_name_of_its_field() {
    for (text, shown) in [
        // JSON.
        (r#"{"code":4711,"a":1}"#, r#"{"code":…,"a":1}"#),
        (r#"{ "preferred_code" : "4711" }"#, r#"{ "preferred_code" : "…" }"#),
        (r#"{"code":null,"token":true,"pin":false}"#, r#"{"code":null,"token":true,"pin":false}"#),
        (r#"{"codes":["4711","0815"],"a":1}"#, r#"{"codes":…],"a":1}"#),
        (r#"{"code":[4711"#, r#"{"code":…"#),
        (r#"{"pins":[["4711"],["0815"]],"a":1}"#, r#"{"pins":…],"a":1}"#),
        (r#"{"codes":["1]2","4711","\"]"],"a":1}"#, r#"{"codes":…],"a":1}"#),
        (r#"{"tokens":[{"scopes":["a"],"value":"odd"}]}"#, r#"{"tokens":…]}"#),
        ("https://host/?password=hunt'er,two;secret&a=b", "https://host/?password=…&a=b"),
        ("?a=b&token=a)b;c#d", "?a=b&token=…"),
        (r#"{"token":{"value":"odd"}}"#, r#"{"token":…"#),
        (r#"{"access_code":{"code":"4711"}}"#, r#"{"access_code":{"code":"…"}}"#),
        (r#"{"access_codes":[ {"code":"4711"}]}"#, r#"{"access_codes":[ {"code":"…"}]}"#),
        (r#"{"error_code":"a1","errorCode":4711}"#, r#"{"error_code":"a1","errorCode":4711}"#),
        (r#"{"tokens":"odd","accessToken":"odd"}"#, r#"{"tokens":"…","accessToken":"…"}"#),
        (r#"{"url":"https://host/odd","a":1}"#, r#"{"url":"https://host…","a":1}"#),
        (r#"{"url":"https://u:odd@host/odd"}"#, r#"{"url":"https://…"}"#),
        (r#"{"url":"http://host?odd#odd"}"#, r#"{"url":"http://host…"}"#),
        (r#"{"url":"http://a1.b-c:80/odd"}"#, r#"{"url":"http://a1.b-c:80…"}"#),
        (r#"{"url":"odd://host"}"#, r#"{"url":"…"}"#),
        (r#"{"image_url":"https://host/a"}"#, r#"{"image_url":"https://host/a"}"#),
        // JSON in a JSON string, once and twice.
        (r#"{\"token\":\"odd\\\"odd\\\\\",\"a\":\"\"}"#, r#"{\"token\":\"…\",\"a\":\"\"}"#),
        (r#"\\\"token\\\": \\\"odd\\\" a"#, r#"\\\"token\\\": \\\"…\\\" a"#),
        // As programs print it, in a page and in a URL.
        ("{'token': 'odd', a: 1}", "{'token': '…', a: 1}"),
        ("{ token: \"odd\", a: 1}", "{ token: \"…\", a: 1}"),
        ("{ code: [ 4711 ] }", "{ code: …] }"),
        ("&quot;token&quot;: &quot;odd&amp;odd&quot;, a", "&quot;token&quot;: &quot;…&quot;, a"),
        ("&#34;pin&#34;:&#34;odd&#34; a", "&#34;pin&#34;:&#34;…&#34; a"),
        ("&#39;pin&#39;:&#39;odd&#39; a", "&#39;pin&#39;:&#39;…&#39; a"),
        ("&#x27;pin&#x27;:&#x27;odd&#x27; a", "&#x27;pin&#x27;:&#x27;…&#x27; a"),
        ("%22secret%22%3A%20%22odd%22 a", "%22secret%22%3A%20%22…%22 a"),
        ("?a=b&auth_token=odd&c=d", "?a=b&auth_token=…&c=d"),
        ("?cst=odd#a", "?cst=…"),
        ("%3Ftoken%3Dodd a", "%3Ftoken%3D… a"),
        ("%22token%22%3a%22odd%22 token%3dodd", "%22token%22%3a%22…%22 token%3d…"),
        ("<a href='/?token=odd'>", "<a href='/?token=…>"),
        ("token=\"o d\" a", "token=\"…\" a"),
        ("code=;pin=)token=]", "code=;pin=)token=]"),
        // In a header and in a sentence.
        ("Client-Session-Token: odd1 a", "Client-Session-Token: … a"),
        ("authorization: Bearer odd1", "authorization: Bearer …"),
        ("x-api-key:\todd1\r\na", "x-api-key:\t…\r\na"),
        ("Code 4711 is taken, PIN: 0815.", "Code … is taken, PIN: …"),
        ("the code \"4711\"", "the code \"…\""),
        ("status code 404, error code: 502", "status code 404, error code: 502"),
        ("invalid token: it has expired", "invalid token: it has expired"),
        ("Unexpected token '<', \"<!DOC\"", "Unexpected token '<', \"<!DOC\""),
        ("client_session_token_already_exists: 4711", "client_session_token_already_exists: 4711"),
        ("token.4711 code/4711 code", "token.4711 code/4711 code"),
        ("token: ", "token: "),
        ("the token {a} and the token [b]", "the token {a} and the token [b]"),
    ] {
        assert_eq!(hidden(text), shown, "{text:?}");
        assert_eq!(hidden(shown), shown, "{text:?} a second time");
    }
}

#[test]
fn a_text_that_contains_a_secret_is_recognized() {
    assert!(holds_secret("a.seam_pk1") && holds_secret("?token=odd"));
    assert!(!holds_secret("/locks/list") && !holds_secret(""));
}

#[test]
fn secret_values_are_recognized_by_name() {
    for name in [
        "token",
        "auth_token",
        "client_session_token",
        "TOKEN",
        "secret",
        "client-secret",
        "password",
        "passcode",
        "api_key",
        "apiKey",
        "tailscale_auth_key",
        "private_key",
        "cst",
        "bearer",
        "basic",
        "code",
        "codes",
        "access_code",
        "new_code",
        "pairing_code",
        "preferred_code",
        "pin",
        "userPin",
        "pins",
        "url",
        "URL",
        "instant_key_url",
        "ical_url",
        "video_url",
        "authorize_url",
    ] {
        assert!(is_secret_name(name), "{name}");
    }
    for name in [
        "",
        "s",
        "tok",
        "client_session_id",
        "token_type",
        "access_code_id",
        "code_constraints",
        "pinned",
        "preferred_code_length",
        "common_code_key",
        "error_code",
        "warning_code",
        "statusCode",
        "reason_code",
        "mutation_code",
        "model_code",
        "short_code",
        "post_code",
        "postal_code",
        "zip-code",
        "country_code",
        "currency_code",
        "user_identifier_key",
        "image_url",
        "next_page_url",
        "device_type",
        "curl",
    ] {
        assert!(!is_secret_name(name), "{name}");
    }
    assert!(["access_code", "access_codes"].iter().all(|name| holds_codes(name)));
    assert!(!holds_codes("token"));
}

#[test]
fn a_field_with_a_secret_name_is_hidden_as_a_whole() {
    for (name, text, shown) in [
        ("token", "odd", "…"),
        ("token", "", ""),
        ("code", "seam_cst1", "seam_cst…"),
        ("secret", "whsec_abc", "whsec_…"),
        ("url", "https://host/odd", "https://host…"),
        ("name", " a\n b seam_cst1", " a\n b seam_cst…"),
    ] {
        assert_eq!(redacted(name, text), shown);
    }
}

#[test]
fn input_is_echoed_only_if_it_looks_like_a_name() {
    for word in [
        "",
        "x",
        "devices",
        "client-sessions",
        "--user_identifier_key",
        "/etc/seam/key",
        "../Keys/CA.pem",
        "key2",
        "/locks/list",
        "v1.2.3",
        "30",
        "-1",
        "404",
        "authentication",
        "A",
    ] {
        assert_eq!(shown(word), format!("\"{word}\""));
    }
    let long = ["a"; 51].join("/");
    for (word, hidden) in [
        ("seam_key", "seam_…"),
        ("/etc/seam_client/key", "…"),
        ("seam_cst1_token", "seam_cst…"),
        (" \"seam_pk1", "seam_pk…"),
        ("\n'eyJhbGciOi", "ey…"),
        ("--whsec_ab", "whsec_…"),
        ("f3b1c8a05e7d4c2f", "…"),
        ("62c370ea-2c94-4856-8ee2-370429d84023", "…"),
        ("4711", "…"),
        ("pin1234", "…"),
        ("keyMaterial", "…"),
        ("KEy", "…"),
        ("1a", "…"),
        ("authentications", "…"),
        ("a b", "…"),
        ("a=b", "…"),
        ("é", "…"),
        ("a\u{1b}", "…"),
        ("\u{fffd}", "…"),
        (&long, "…"),
    ] {
        assert_eq!(shown(word), hidden, "{word:?}");
    }
    assert_eq!(shown(&long[1..]).len(), 102);
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    const FORMS: [&str; 6] = ["seam_1", "seam_at1", "seam_pk", "seam_cst", "whsec_", "eyJ"];

    /// Where a secret stands, which is `@` here.
    const BY_NAME: [&str; 15] = [
        r#"{"token":"@"}"#,
        r#"{"webhook": { "secret" : "@" , "a": 1}}"#,
        r#"{\"auth_token\":\"@\"}"#,
        r#"{"code":["@"]}"#,
        r#"{"token":{"value":"@"}}"#,
        "{'access_code': '@'}",
        "&quot;pin&quot;:&quot;@&quot;",
        "%22password%22%3A%22@%22",
        "https://host/view?id=1&auth_token=@&a=b",
        "%3Fcst%3D@%26a%3Db",
        r#""instant_key_url":"https://ik.seam.co/@""#,
        r#""url": "https://user:@@host""#,
        "https://user:@@host/",
        "client-session-token: 1@",
        "Bearer 1@ a",
    ];

    /// Any text, with much in it that the rules look at.
    fn around() -> impl Strategy<Value = String> {
        const PIECES: [&str; 34] = [
            "\"",
            "'",
            "\\",
            "\\\"",
            "&quot;",
            "%22",
            ":",
            "=",
            "%3D",
            " ",
            "\n",
            ",",
            ";",
            "&",
            "{",
            "[",
            "]",
            "}",
            "<",
            ">",
            "//",
            "https://",
            "@",
            "token",
            "code",
            "pin=",
            "url\":\"",
            "error_code",
            "seam_",
            "seam_cst",
            "eyJ",
            "whsec_",
            "null",
            "4711",
        ];
        let piece = prop_oneof![
            3 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
            1 => ".{0,3}",
        ];
        proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_secret_under_a_secret_name_never_shows(
            before in around(),
            place in proptest::sample::select(&BY_NAME[..]),
            secret in "[A-Za-z0-9]{12,40}",
            after in around(),
        ) {
            // On a line of its own: "error" before "code" would make another name of it.
            let text = format!("{before}\n{}{after}", place.replacen('@', &secret, 1));
            let shown = hidden(&text);
            prop_assert!(!shown.contains(&secret), "{text:?} {shown:?}");
            prop_assert!(!shown.contains(&secret[secret.len() - 8..]), "{text:?} {shown:?}");
        }

        #[test]
        fn a_secret_of_a_known_form_never_shows(
            before in around(),
            prefix in proptest::sample::select(&FORMS[..]),
            secret in "[A-Za-z0-9_]{16,40}",
            after in around(),
        ) {
            let shown = hidden(&format!("{before}{prefix}{secret}{after}"));
            prop_assert!(!shown.contains(&secret), "{shown:?}");
            prop_assert!(!shown.contains(&secret[8..]), "{shown:?}");
        }

        #[test]
        fn the_clients_own_credential_never_shows(
            before in around(),
            secret in "seam_[!-~]{8,40}",
            after in around(),
        ) {
            let text = format!("{before}{secret}{after}");
            prop_assert!(!redact(&text, &Secret::from(secret.as_str())).contains(&secret));
        }

        #[test]
        fn redaction_does_not_panic_on_any_text(text in around(), name in ".{0,20}") {
            // Hiding may make what is beside it look like a secret, so this only promises that it ends.
            let _ = (hidden(&hidden(&text)), redacted(&name, &text), shown(&text));
        }
    }
}

thread_local! {
    /// How many bytes have been looked through.
    pub(super) static STEPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// A server can send what is looked through again and again; a large text must not take minutes.
#[test]
fn redaction_never_takes_quadratic_time() {
    for piece in [
        "code:",
        "code[",
        "code ",
        "code\\",
        "code:code",
        "code=",
        "\"code\":\"",
        "code&",
        "//",
        "//@",
        "seam_",
        "ey",
        "eyJ",
        "\\",
        "token: a",
        "https://",
    ] {
        let text = piece.repeat(5_000 / piece.len());
        STEPS.set(0);
        assert!(hidden(&text).len() <= 2 * text.len());
        let times = STEPS.get() / text.len();
        assert!(times < 8, "{piece} is looked through {times} times");
    }
}
