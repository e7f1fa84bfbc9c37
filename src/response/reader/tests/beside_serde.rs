//! This crate's reader beside serde's derive on the same structs.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

response! {
    pub struct Tree {
        number: f64,
        flag: bool,
        whole: i64,
        texts: Vec<String>,
        branch: Option<Box<Branch>>,
        branches: Vec<Branch>,
        may_numbers: Option<Vec<f64>>,
        r#type: Option<String>,
    }

    pub struct Branch {
        name: Option<String>,
        leaf: Leaf,
        leaves: Option<Vec<Leaf>>,
    }

    pub struct Leaf {
        flag: Option<bool>,
        whole: Option<i64>,
        numbers: Option<Vec<f64>>,
        text: String,
    }
}

#[derive(Debug, PartialEq, serde_derive::Deserialize)]
struct DerivedTree {
    number: f64,
    flag: bool,
    whole: i64,
    texts: Vec<String>,
    branch: Option<Box<DerivedBranch>>,
    branches: Vec<DerivedBranch>,
    may_numbers: Option<Vec<f64>>,
    r#type: Option<String>,
}

#[derive(Debug, PartialEq, serde_derive::Deserialize)]
struct DerivedBranch {
    name: Option<String>,
    leaf: DerivedLeaf,
    leaves: Option<Vec<DerivedLeaf>>,
}

#[derive(Debug, PartialEq, serde_derive::Deserialize)]
struct DerivedLeaf {
    flag: Option<bool>,
    whole: Option<i64>,
    numbers: Option<Vec<f64>>,
    text: String,
}

impl From<Tree> for DerivedTree {
    fn from(tree: Tree) -> Self {
        Self {
            number: tree.number,
            flag: tree.flag,
            whole: tree.whole,
            texts: tree.texts,
            branch: tree.branch.map(|branch| Box::new((*branch).into())),
            branches: tree.branches.into_iter().map(Into::into).collect(),
            may_numbers: tree.may_numbers,
            r#type: tree.r#type,
        }
    }
}

impl From<Branch> for DerivedBranch {
    fn from(branch: Branch) -> Self {
        Self {
            name: branch.name,
            leaf: branch.leaf.into(),
            leaves: branch.leaves.map(|leaves| leaves.into_iter().map(Into::into).collect()),
        }
    }
}

impl From<Leaf> for DerivedLeaf {
    fn from(leaf: Leaf) -> Self {
        Self { flag: leaf.flag, whole: leaf.whole, numbers: leaf.numbers, text: leaf.text }
    }
}

fn one_of(texts: &[&'static str]) -> BoxedStrategy<String> {
    select(texts.to_vec()).prop_map(str::to_owned).boxed()
}

/// Sometimes, something else.
fn mostly(sound: BoxedStrategy<String>) -> BoxedStrategy<String> {
    let other = one_of(&[
        "null",
        "true",
        "1",
        "-1",
        "1.5",
        "1.0",
        "1e400",
        "\"x\"",
        "[]",
        "{}",
        "[{}]",
        "[null]",
        "[[]]",
        "{\"text\":\"x\"}",
        "{\"leaf\":{\"text\":\"x\"}}",
        "nul",
        "01",
        "\"",
        "]",
        "",
    ]);
    prop_oneof![60 => sound, 1 => other].boxed()
}

fn list(item: BoxedStrategy<String>) -> BoxedStrategy<String> {
    vec(mostly(item), 0..3).prop_map(|items| format!("[{}]", items.join(" ,"))).boxed()
}

/// An object with these fields in any order, and unknown ones between them. Optional ones are sometimes missing.
fn object(fields: &[(&'static str, bool, BoxedStrategy<String>)]) -> BoxedStrategy<String> {
    let each: Vec<_> = fields
        .iter()
        .map(|(name, must, value)| {
            let name = *name;
            let field = mostly(value.clone()).prop_map(move |value| format!("\"{name}\": {value}"));
            let null = format!("\"{name}\":null");
            if *must {
                prop_oneof![80 => field.prop_map(Some), 1 => Just(None), 1 => Just(Some(null))]
                    .boxed()
            } else {
                prop_oneof![4 => field.prop_map(Some), 2 => Just(None), 1 => Just(Some(null))]
                    .boxed()
            }
        })
        .collect();
    let unknown = one_of(&[
        r#""new":[1e999,{"text":null}]"#,
        r#""":"\ud83d""#,
        r#""Text":0"#,
        r#""r#type":{}"#,
        r#""text ":[]"#,
    ]);
    let names: Vec<_> = fields.iter().map(|(name, ..)| *name).collect();
    // As an escape, and of another kind.
    let odd = select(names)
        .prop_map(|name| format!("\"\\u{:04x}{}\":null", name.as_bytes()[0], &name[1..]));
    let more = prop_oneof![60 => Just(Vec::new()), 12 => vec(unknown, 1..3), 1 => vec(odd, 1..2)];
    (each, more)
        .prop_map(|(known, more)| known.into_iter().flatten().chain(more).collect::<Vec<_>>())
        .prop_shuffle()
        .prop_map(|fields| format!("{{ {} }}", fields.join(" , ")))
        .boxed()
}

fn tree() -> BoxedStrategy<String> {
    let number = one_of(&["0", "-1.5", "1e2", "0.1", "-0", "18446744073709551615"]);
    let whole = one_of(&["0", "1", "-1", "9223372036854775807", "-9223372036854775808"]);
    let text = one_of(&["\"\"", r#""a\u0041\n""#, r#""\ud83d\udd11""#, "\"é\""]);
    let flag = one_of(&["true", "false"]);
    let leaf = object(&[
        ("flag", false, flag.clone()),
        ("whole", false, whole.clone()),
        ("numbers", false, list(number.clone())),
        ("text", true, text.clone()),
    ]);
    let branch = object(&[
        ("name", false, text.clone()),
        ("leaf", true, leaf.clone()),
        ("leaves", false, list(leaf)),
    ]);
    object(&[
        ("number", true, number.clone()),
        ("flag", true, flag),
        ("whole", true, whole),
        ("texts", true, list(text.clone())),
        ("branch", false, branch.clone()),
        ("branches", true, list(branch)),
        ("may_numbers", false, list(number)),
        ("type", false, text),
    ])
}

#[test]
fn it_accepts_what_serdes_derive_accepts_and_refuses_the_rest_in_the_same_words() {
    let (sound, refused) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    let config =
        ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(tree in tree())| {
        let text = format!(r#"{{"tree":{tree}}}"#);
        let own = read_response::<Tree>(&text, Some("tree")).map(DerivedTree::from);
        let derived: Result<DerivedTree, _> = crate::json::serde(&text, Some("tree"));
        sound.set(sound.get() + u32::from(own.is_ok()));
        match &derived {
            // The reader accepts more: a number as text, 1.0 as a whole number, and a repeated field.
            Err(Mismatch::OtherShape(Some(reason)))
                if own != derived
                    && ["expected text", "expected a whole number", "expected a smaller number", "is repeated"]
                        .iter()
                        .any(|what| reason.ends_with(what)) => {}
            _ => {
                refused.set(refused.get() + u32::from(own.is_err()));
                prop_assert_eq!(own, derived);
            }
        }
    });
    // Otherwise the test would show little.
    assert!(sound.get() > 100 && refused.get() > 100, "{sound:?} {refused:?}");
}
