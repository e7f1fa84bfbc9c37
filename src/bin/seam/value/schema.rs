//! The type of a value, from the catalog.

use crate::catalog::{Kind, Parameter};
use crate::value::Json;

/// The type of a parameter, or of an item of a list.
#[derive(Clone, Copy)]
pub(crate) struct Schema {
    pub(crate) kind: Kind,
    pub(crate) parameter: Parameter,
}

impl Schema {
    pub(crate) fn new(parameter: Parameter) -> Self {
        Self { kind: parameter.kind, parameter }
    }

    /// The type of a list's items.
    pub(crate) fn item(self) -> Self {
        let kind = match self.kind {
            Kind::Objects => Kind::Object,
            Kind::Numbers => Kind::Number,
            Kind::Wholes => Kind::Whole,
            Kind::Texts => Kind::Text,
            other => other,
        };
        Self { kind, ..self }
    }

    /// The type of an object's field; `None` if it has no field with that name.
    pub(crate) fn member(self, name: &str) -> Option<Self> {
        match self.kind {
            Kind::Object => self.parameter.member(name).map(Self::new),
            Kind::Map if !name.is_empty() => Some(Self { kind: Kind::Value, ..self }),
            _ => None,
        }
    }

    pub(crate) fn is_object(self) -> bool {
        matches!(self.kind, Kind::Object | Kind::Map)
    }

    /// The type in words, for an error.
    pub(crate) fn what(self) -> &'static str {
        match self.kind {
            Kind::Text => "text",
            Kind::Bool => "true or false",
            Kind::Number => "a number",
            Kind::Whole => "a whole number",
            Kind::Time => "a time in ISO 8601, such as 2025-06-18T06:10:42Z",
            Kind::Texts => "a list of texts, such as a,b",
            Kind::Numbers => "a list of numbers, such as 1.5,2",
            Kind::Wholes => "a list of whole numbers, such as 4,5",
            Kind::Object => "a JSON object",
            Kind::Objects => "a list of JSON objects",
            Kind::Map => "a JSON object of texts and of true or false",
            Kind::Value => "text, or true or false",
        }
    }

    /// A value that is neither a list nor an object, from its text without quotes; `None` if it has another type.
    pub(crate) fn plain(self, text: &str) -> Option<Json> {
        let is_null = text == "null";
        match self.kind {
            Kind::Text if !(is_null && self.parameter.is_nullable()) => {
                Some(Json::Text(text.to_owned()))
            }
            // It is unknown whether it unsets something.
            Kind::Value if is_null => None,
            _ if is_null => Some(Json::Null),
            Kind::Bool | Kind::Value if text == "true" || text == "false" => {
                Some(Json::Bool(text == "true"))
            }
            Kind::Value | Kind::Time => Some(Json::Text(text.to_owned())),
            Kind::Number | Kind::Whole => {
                Json::read(text).filter(|it| matches!(it, Json::Number(it) if it == text))
            }
            _ => None,
        }
    }
}
