#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::process::Command;

use super::*;
use crate::catalog::{self, Parameter};

#[test]
fn json_keeps_its_field_order_and_number_format() {
    for (text, written) in [
        (
            r#" { "b" : [ 1.50 , -2e3, { } ,[ ] ] , "a" : null } "#,
            r#"{"b":[1.50,-2e3,{},[]],"a":null}"#,
        ),
        (r#""\u00e9\"\\\n""#, r#""é\"\\\n""#),
        (r#"{"a,]}\"":{"":true},"b":false}"#, r#"{"a,]}\"":{"":true},"b":false}"#),
        ("7", "7"),
    ] {
        let mut again = String::new();
        Json::read(text).unwrap().write(&mut again);
        assert_eq!(again, written);
    }
    let deep = "[".repeat(20_000) + &"]".repeat(20_000);
    for text in ["", "{", "[1,]", "{a:1}", "'a'", r#"{"a":1,"a":2}"#, "1 2", &deep] {
        assert_eq!(Json::read(text), None, "{text:.20}");
    }
}

/// Small random numbers, the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % sides
    }

    fn pick<'p>(&mut self, pool: &[&'p str]) -> &'p str {
        pool[self.roll(pool.len())]
    }
}

/// What people and machines write.
const TEXTS: &[&str] = &[
    "a5036385-adcb-41b5-88c2-dd8a702a0730",
    "Jane Doe",
    "jane.doe@example.com",
    "+1555551003",
    "1234",
    "2025-06-10T15:00:00.000Z",
    "https://example.com/a?b=c&d",
    "true",
    "O'Neill (front)",
    "é🔑",
    "#4 *",
];

/// What looks like what is around a text. Not with a member after a comma, such as `a,name:b`: without its quotes,
/// nobody can tell it from two members.
const ODD_TEXTS: &[&str] = &[
    "",
    " ",
    "Doe, Jane",
    "10:30, then 11:45",
    "a: b",
    "x]",
    "[x",
    "{x}",
    "{y",
    "}",
    "say \"hi\"",
    "C:\\new\\table",
    "one\ntwo",
    "-x",
    "k:v",
    ",",
    ":",
];

const KEYS: &[&str] = &["id", "room_type", "Room type", "a.b", "1"];

/// Not `a:b`: without quotes, nobody can tell it from the key `a`.
const ODD_KEYS: &[&str] = &["10:30", "https://a.b", "a,b", "x[", "{y", "a \"q\"", "C:\\", " ", ""];

fn random(schema: Schema, texts: &[&str], dice: &mut Dice) -> Json {
    let some = |dice: &mut Dice, item: &mut dyn FnMut(&mut Dice) -> Json| {
        Json::List((0..dice.roll(4)).map(|_| item(dice)).collect())
    };
    match schema.kind {
        Kind::Text => Json::Text(dice.pick(texts).to_owned()),
        Kind::Time => Json::Text("2025-06-10T15:00:00.000Z".to_owned()),
        Kind::Bool => Json::Bool(dice.roll(2) == 0),
        Kind::Number => Json::Number(dice.pick(&["0", "21.5", "-3"]).to_owned()),
        Kind::Whole => Json::Number(dice.pick(&["0", "4", "12"]).to_owned()),
        // A text like a bool is one.
        Kind::Value if dice.roll(3) == 0 => Json::Bool(dice.roll(2) == 0),
        Kind::Value => match dice.pick(texts) {
            "true" => Json::Text("1".to_owned()),
            text => Json::Text(text.to_owned()),
        },
        Kind::Object => {
            let mut left: Vec<Parameter> = schema.parameter.members().collect();
            let mut members = Vec::new();
            for _ in 0..(1 + dice.roll(4)).min(left.len()) {
                let member = left.remove(dice.roll(left.len()));
                members.push((member.name.to_owned(), random(Schema::new(member), texts, dice)));
            }
            Json::Object(members)
        }
        Kind::Map => {
            let mut members: Vec<(String, Json)> = Vec::new();
            for _ in 0..dice.roll(4) {
                let is_odd = texts.len() > TEXTS.len() && dice.roll(3) == 0;
                let key = dice.pick(if is_odd { ODD_KEYS } else { KEYS }).to_owned();
                if members.iter().all(|(other, _)| *other != key) {
                    members.push((
                        key.clone(),
                        random(Schema { kind: Kind::Value, ..schema }, texts, dice),
                    ));
                }
            }
            Json::Object(members)
        }
        // Items with commas are told apart nowhere.
        Kind::Texts => some(dice, &mut |dice| {
            let text = dice.pick(texts);
            let is_one = |text: &str| !text.contains([',', '[', ']']) && !text.trim().is_empty();
            random(
                schema.item(),
                if is_one(text) { std::slice::from_ref(&text) } else { &["a"] },
                dice,
            )
        }),
        _ => some(dice, &mut |dice| random(schema.item(), texts, dice)),
    }
}

fn written(value: &Json) -> String {
    let mut text = String::new();
    value.write(&mut text);
    text
}

/// A character, and whether it stood in quotes.
type Sign = (char, bool);

/// What double quotes are for in a shell.
fn unquoted(json: &str) -> Vec<Sign> {
    let (mut signs, mut in_quotes) = (Vec::new(), false);
    let mut characters = json.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => in_quotes = !in_quotes,
            '\\' if matches!(characters.peek(), Some('"' | '\\')) => {
                signs.push((characters.next().unwrap(), true));
            }
            other => signs.push((other, in_quotes)),
        }
    }
    signs
}

fn texts_of(signs: &[Sign]) -> String {
    signs.iter().map(|(character, _)| *character).collect()
}

/// bash's brace expansion, as braces.c has it.
fn expanded(signs: &[Sign]) -> Vec<String> {
    let commas_and_end = |start: usize| {
        let (mut depth, mut commas) = (0, Vec::new());
        for (at, sign) in signs.iter().enumerate().skip(start) {
            match sign {
                ('{', false) => depth += 1,
                ('}', false) if depth > 0 => depth -= 1,
                // Without a comma, it goes on after these braces.
                ('}', false) if !commas.is_empty() => {
                    commas.push(at);
                    return Some(commas);
                }
                (',', false) if depth == 0 => commas.push(at),
                _ => {}
            }
        }
        None
    };
    for (open, _) in signs.iter().enumerate().filter(|(_, sign)| **sign == ('{', false)) {
        let Some(ends) = commas_and_end(open + 1) else { continue };
        let before = texts_of(&signs[..open]);
        let after = expanded(&signs[ends[ends.len() - 1] + 1..]);
        let mut start = open + 1;
        let mut words = Vec::new();
        for end in ends {
            for alternative in expanded(&signs[start..end]) {
                words.extend(after.iter().map(|after| format!("{before}{alternative}{after}")));
            }
            start = end + 1;
        }
        return words;
    }
    vec![texts_of(signs)]
}

/// Every parameter of the catalog that takes JSON.
fn schemas() -> Vec<Schema> {
    let all = catalog::endpoints().flat_map(|it| it.parameters().collect::<Vec<_>>());
    let schemas = all.map(Schema::new);
    schemas.filter(|it| it.is_object() || it.kind.is_list()).collect()
}

#[test]
fn unquoted_json_from_a_shell_is_restored_exactly_or_rejected() {
    for (texts, most_refused) in [(TEXTS, 2), (&[TEXTS, ODD_TEXTS].concat(), 25)] {
        let mut dice = Dice(0x5ea3);
        let (mut count, mut refused) = (0, 0);
        for schema in schemas().into_iter().cycle().take(20_000) {
            let value = random(schema, texts, &mut dice);
            let signs = unquoted(&written(&value));
            for words in [expanded(&signs), vec![texts_of(&signs)]] {
                count += 1;
                match read(schema, &words) {
                    Ok(read) => assert_eq!(written(&read), written(&value), "{words:?}"),
                    Err(_) => refused += 1,
                }
            }
        }
        println!("{refused} of {count} refused");
        assert!(refused * 100 < count * most_refused, "{refused} of {count}");
    }
}

#[test]
fn shells_expand_unquoted_json_as_these_tests_assume() {
    for (shell, expands) in [(&["bash"][..], true), (&["dash"], false), (&["busybox", "sh"], false)]
    {
        let run = |script: &str| {
            let output = Command::new(shell[0]).args(&shell[1..]).args(["-c", script]).output();
            output.map(|output| String::from_utf8(output.stdout).unwrap())
        };
        if run("true").is_err() {
            println!("skipped: there is no {}", shell[0]);
            continue;
        }
        let mut dice = Dice(7);
        let texts = [TEXTS, ODD_TEXTS].concat();
        let schemas = schemas();
        let values: Vec<_> = (0..200)
            .map(|_| random(schemas[dice.roll(schemas.len())], &texts, &mut dice))
            .collect();
        let lines =
            values.iter().map(|it| format!("printf '%s\\001' {}; printf '\\002'; ", written(it)));
        let printed = run(&lines.collect::<String>()).unwrap();
        let printed: Vec<_> = printed.split_terminator('\u{2}').collect();
        assert_eq!(printed.len(), values.len());
        for (printed, value) in printed.iter().zip(&values) {
            let words: Vec<_> = printed.split_terminator('\u{1}').collect();
            let signs = unquoted(&written(value));
            let expected = if expands { expanded(&signs) } else { vec![texts_of(&signs)] };
            assert_eq!(words, expected, "{} {}", shell[0], written(value));
        }
    }
}
