//! The names of the structs of a module.

use std::collections::{BTreeMap, BTreeSet};

use crate::names::{camel, singular};
use crate::overrides::Overrides;
use crate::schema::{Field, Kind};

/// Names that no struct may have: they would shadow names that the generated code or its macros use, or (`From`, `To`) say
/// nothing on their own.
const NEVER: [&str; 26] = [
    "Box", "Clone", "Copy", "Debug", "Default", "Err", "Error", "Fields", "From", "Into", "Json",
    "Lazy", "Metadata", "None", "Ok", "Option", "Pages", "Result", "Seam", "Secret", "Some",
    "String", "Time", "To", "Value", "Vec",
];

/// The names that are used in a module.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// Reserves a name; returns false if it is used.
    pub(crate) fn reserve(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Reserves an unused name: this one, or this one prefixed by the names of the structs around it.
    fn find(&mut self, base: &str, around: &[String]) -> Option<String> {
        let mut name = base.to_owned();
        let mut around = around.iter().rev();
        loop {
            if !NEVER.contains(&name.as_str()) && self.reserve(&name) {
                return Some(name);
            }
            name = format!("{}{name}", around.next()?);
        }
    }
}

/// A struct to be written.
#[derive(Clone, Debug)]
pub(crate) struct Struct<'f> {
    /// What it is for: `device.properties`, or `/devices/update properties`.
    pub(crate) path: String,
    pub(crate) name: String,
    /// The names of the structs around it, the outermost first.
    around: Vec<String>,
    pub(crate) fields: &'f [Field],
}

impl<'f> Struct<'f> {
    /// A struct that is not within another.
    pub(crate) fn outermost(path: String, name: String, fields: &'f [Field]) -> Self {
        Self { path, name, around: Vec::new(), fields }
    }

    pub(crate) fn is_outermost(&self) -> bool {
        self.around.is_empty()
    }

    /// The path of one of its fields.
    pub(crate) fn path_of(&self, field: &Field) -> String {
        let separator = if self.path.ends_with(' ') { "" } else { "." };
        format!("{}{separator}{}", self.path, field.name)
    }
}

/// The structs of a module's responses, or of its requests.
#[derive(Debug, Default)]
pub(crate) struct Structs<'f> {
    /// The outer ones before those in them.
    pub(crate) all: Vec<Struct<'f>>,
    /// The names of the structs, by all that they are for.
    names: BTreeMap<String, String>,
}

impl<'f> Structs<'f> {
    /// Names the structs within these. Those that would have the same name, and have the same fields, are one.
    pub(crate) fn new(
        outermost: Vec<Struct<'f>>,
        taken: &mut Names,
        overrides: &Overrides,
        flaws: &mut Vec<String>,
    ) -> Self {
        let outer_names = outermost.iter().map(|one| (one.path.clone(), one.name.clone()));
        let mut structs = Self { names: outer_names.collect(), all: outermost };
        let mut known: Vec<(String, &[Field], String)> = Vec::new();
        let mut next = 0;
        while let Some(outer) = structs.all.get(next).cloned() {
            next += 1;
            for field in outer.fields {
                let Some(fields) = field.schema.members().filter(|fields| !fields.is_empty())
                else {
                    continue;
                };
                let path = outer.path_of(field);
                let is_list = matches!(field.schema.kind, Kind::List(_));
                let own = camel(&if is_list { singular(&field.name) } else { field.name.clone() });
                let given = overrides.text("name", &path, "name");
                // Those that are given the same name are one too, if they have the same fields.
                let same = known.iter().find(|(other, same, name)| {
                    *same == fields && given.map_or(*other == own, |given| given == name)
                });
                if let Some((_, _, name)) = same {
                    structs.names.insert(path, name.clone());
                    continue;
                }
                let around: Vec<_> = outer.around.iter().chain([&outer.name]).cloned().collect();
                let name = match given {
                    Some(given) => taken.reserve(given).then(|| given.to_owned()),
                    None => taken.find(&own, &around),
                };
                let Some(name) = name else {
                    flaws.push(format!("{path}: the name of its type is taken: give it a [name]"));
                    continue;
                };
                structs.names.insert(path.clone(), name.clone());
                known.push((own, fields, name.clone()));
                structs.all.push(Struct { path, name, around, fields });
            }
        }
        structs
    }

    /// The name of the struct for what is at this path.
    pub(crate) fn name(&self, path: &str) -> String {
        self.names.get(path).cloned().unwrap_or_default()
    }
}
