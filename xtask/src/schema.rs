//! What a parameter or a field of a response is, and how the variants of a union become one.

/// What the description says of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Schema {
    pub(crate) kind: Kind,
    pub(crate) nullable: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A text; with the values that are known, if it is one of a set.
    Text(Vec<String>),
    Uuid,
    Time,
    Bool,
    Number,
    /// A whole number.
    Whole,
    List(Box<Schema>),
    Object(Vec<Field>),
    /// An object of texts and bools by names that the description does not know.
    Map,
    /// A resource, by its name.
    Resource(String),
    /// Whatever it is.
    Any,
    /// Kinds that do not merge, as `text or bool`.
    Either(String),
    /// Nothing but `null`.
    Null,
}

/// A parameter of an endpoint, or a field of an object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) schema: Schema,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    /// Not to be shown. An override says so: the description does not know.
    pub(crate) secret: bool,
    /// A list or a map that is empty where it is missing. An override says so too.
    pub(crate) empty: bool,
    /// An object that is read on demand. An override says so too.
    pub(crate) lazy: bool,
}

/// How two schemas for the same value stand to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Union {
    /// A value has one of the schemas (`oneOf`): it needs only what all of them require.
    One,
    /// A value has all of them at once (`allOf`): it needs what any of them requires.
    All,
}

impl From<Kind> for Schema {
    fn from(kind: Kind) -> Self {
        Self { kind, nullable: false }
    }
}

impl Schema {
    /// The item of a list, the item's item, and so on; or this itself.
    pub(crate) fn innermost(&self) -> &Self {
        match &self.kind {
            Kind::List(item) => item.innermost(),
            _ => self,
        }
    }

    pub(crate) fn innermost_mut(&mut self) -> &mut Self {
        // Not `match`: the borrow of an arm would last for the other.
        if matches!(self.kind, Kind::List(_)) {
            match &mut self.kind {
                Kind::List(item) => item.innermost_mut(),
                _ => unreachable!("it was a list"),
            }
        } else {
            self
        }
    }

    /// The fields of the object that this is, or that the items of this list are.
    pub(crate) fn members(&self) -> Option<&[Field]> {
        match &self.innermost().kind {
            Kind::Object(members) => Some(members),
            _ => None,
        }
    }

    pub(crate) fn members_mut(&mut self) -> Option<&mut Vec<Field>> {
        match &mut self.innermost_mut().kind {
            Kind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// One schema for what has this one or the other.
    pub(crate) fn merge(self, other: Self, union: Union) -> Self {
        let nullable = match union {
            Union::One => self.nullable || other.nullable,
            Union::All => self.nullable && other.nullable,
        };
        let nullable = nullable || self.kind == Kind::Null || other.kind == Kind::Null;
        Self { kind: self.kind.merge(other.kind, union), nullable }
    }
}

impl Kind {
    fn merge(self, other: Self, union: Union) -> Self {
        match (self, other) {
            (one, other) if one == other => one,
            (Self::Null, kind) | (kind, Self::Null) => kind,
            (Self::Text(values), Self::Text(more)) => {
                let mut values = values;
                values.extend(
                    more.into_iter().filter(|value| !values.contains(value)).collect::<Vec<_>>(),
                );
                Self::Text(values)
            }
            (Self::Text(values), Self::Uuid | Self::Time)
            | (Self::Uuid | Self::Time, Self::Text(values)) => Self::Text(values),
            (Self::Uuid, Self::Time) | (Self::Time, Self::Uuid) => Self::Text(Vec::new()),
            (Self::Whole, Self::Number) | (Self::Number, Self::Whole) => Self::Number,
            (Self::List(item), Self::List(other)) => {
                Self::List(Box::new(item.merge(*other, Union::One)))
            }
            (Self::Object(members), Self::Object(others)) => {
                Self::Object(merge_members(members, others, union))
            }
            (one, other) => Self::Either(format!("{} or {}", one.name(), other.name())),
        }
    }

    /// As the description and the errors call it.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Text(_) => "text",
            Self::Uuid => "uuid",
            Self::Time => "time",
            Self::Bool => "bool",
            Self::Number => "number",
            Self::Whole => "whole",
            Self::List(_) => "list",
            Self::Object(_) => "object",
            Self::Map => "map",
            Self::Resource(_) => "resource",
            Self::Any => "any",
            Self::Either(kinds) => kinds,
            Self::Null => "null",
        }
    }
}

/// The fields of either, in the order in which they come.
fn merge_members(mut members: Vec<Field>, others: Vec<Field>, union: Union) -> Vec<Field> {
    if union == Union::One {
        for member in &mut members {
            member.required &= others.iter().any(|other| other.name == member.name);
        }
    }
    for other in others {
        match members.iter_mut().find(|member| member.name == other.name) {
            Some(member) => {
                member.required = match union {
                    Union::One => member.required && other.required,
                    Union::All => member.required || other.required,
                };
                member.deprecated &= other.deprecated;
                member.secret |= other.secret;
                let schema = std::mem::replace(&mut member.schema, Kind::Null.into());
                member.schema = schema.merge(other.schema, union);
            }
            None => {
                let required = other.required && union == Union::All;
                members.push(Field { required, ..other });
            }
        }
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, kind: Kind, required: bool) -> Field {
        Field {
            name: name.to_owned(),
            schema: kind.into(),
            required,
            deprecated: false,
            secret: false,
            empty: false,
            lazy: false,
        }
    }

    fn text(values: &[&str]) -> Kind {
        Kind::Text(values.iter().map(|&value| value.to_owned()).collect())
    }

    fn object(members: &[(&str, Kind, bool)]) -> Schema {
        let members = members.iter().cloned();
        Kind::Object(members.map(|(name, kind, required)| field(name, kind, required)).collect())
            .into()
    }

    #[test]
    fn one_of_two_objects_requires_what_both_require() {
        let lock = object(&[("id", Kind::Uuid, true), ("level", Kind::Number, true)]);
        let hub = object(&[("id", Kind::Uuid, true), ("name", text(&[]), true)]);
        let merged = object(&[
            ("id", Kind::Uuid, true),
            ("level", Kind::Number, false),
            ("name", text(&[]), false),
        ]);
        assert_eq!(lock.merge(hub, Union::One), merged);
        let [may, must] = [false, true].map(|required| object(&[("id", Kind::Uuid, required)]));
        assert_eq!(must.merge(may.clone(), Union::One), may);
    }

    #[test]
    fn all_of_two_objects_requires_what_either_requires() {
        let one = object(&[("id", Kind::Uuid, true)]);
        let other = object(&[("id", Kind::Uuid, false), ("name", text(&[]), true)]);
        let merged = object(&[("id", Kind::Uuid, true), ("name", text(&[]), true)]);
        assert_eq!(one.merge(other, Union::All), merged);
    }

    #[test]
    fn a_merged_text_knows_the_values_of_both() {
        let merged =
            Schema::from(text(&["off", "cool"])).merge(text(&["cool", "heat"]).into(), Union::One);
        assert_eq!(merged.kind, text(&["off", "cool", "heat"]));
        let merged = Schema::from(Kind::Uuid).merge(text(&["none"]).into(), Union::One);
        assert_eq!(merged.kind, text(&["none"]));
        let merged = Schema::from(Kind::Uuid).merge(Kind::Time.into(), Union::One);
        assert_eq!(merged.kind, text(&[]));
    }

    #[test]
    fn merging_with_null_makes_a_schema_nullable() {
        let merged = object(&[]).merge(Kind::Null.into(), Union::One);
        assert_eq!(merged, Schema { nullable: true, ..object(&[]) });
    }

    #[test]
    fn nested_objects_and_items_merge_too() {
        let list =
            |members: &[(&str, Kind, bool)]| Schema::from(Kind::List(Box::new(object(members))));
        let one = object(&[("list", list(&[("a", Kind::Bool, true)]).kind, true)]);
        let other = object(&[("list", list(&[("b", Kind::Whole, true)]).kind, true)]);
        let members = [("a", Kind::Bool, false), ("b", Kind::Whole, false)];
        assert_eq!(one.merge(other, Union::One), object(&[("list", list(&members).kind, true)]));
    }

    #[test]
    fn incompatible_kinds_merge_into_an_either() {
        let merged = Schema::from(text(&[])).merge(Kind::Number.into(), Union::One);
        assert_eq!(merged.kind, Kind::Either("text or number".to_owned()));
        let merged = Schema::from(Kind::Whole).merge(Kind::Number.into(), Union::One);
        assert_eq!(merged.kind, Kind::Number);
    }
}
