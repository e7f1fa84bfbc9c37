//! Answers by the codecs' own traits, for a program that has one within a type of its own: by way of the text of its
//! JSON, since the client does not read by this, and no program should pay for more.

#[cfg(feature = "miniserde")]
pub(crate) use self::miniserde::by_text as by_miniserde;
#[cfg(feature = "serde")]
pub(crate) use self::serde::by_text as by_serde;

#[cfg(feature = "serde")]
mod serde {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer};

    use crate::response::{Member, own};

    /// Of any of serde's formats that says what it holds.
    pub(crate) fn by_text<'de, T: Member + Default, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        // The values are gone before the answer is there: no more than two of the three at a time.
        let text = serde_json::Value::deserialize(deserializer)?.to_string();
        own(&text, None).map_err(D::Error::custom)
    }
}

#[cfg(feature = "miniserde")]
mod miniserde {
    use miniserde::de::{Deserialize, Map, Visitor};
    use miniserde::{Result, json, make_place};

    use crate::response::{Typed, own};

    make_place!(Place);

    pub(crate) fn by_text<T: Typed>(out: &mut Option<T>) -> &mut dyn Visitor {
        Place::new(out)
    }

    impl<T: Typed> Visitor for Place<T> {
        fn map(&mut self) -> Result<Box<dyn Map + '_>> {
            Ok(Box::new(Text {
                out: &mut self.out,
                object: json::Object::new(),
                name: None,
                value: None,
            }))
        }
    }

    struct Text<'a, T> {
        out: &'a mut Option<T>,
        object: json::Object,
        name: Option<String>,
        value: Option<json::Value>,
    }

    impl<T> Text<'_, T> {
        fn shift(&mut self) {
            if let (Some(name), Some(value)) = (self.name.take(), self.value.take()) {
                self.object.insert(name, value);
            }
        }
    }

    impl<T: Typed> Map for Text<'_, T> {
        fn key(&mut self, name: &str) -> Result<&mut dyn Visitor> {
            self.shift();
            self.name = Some(name.to_owned());
            Ok(Deserialize::begin(&mut self.value))
        }

        fn finish(&mut self) -> Result<()> {
            self.shift();
            // The values are gone before the answer is there: no more than two of the three at a time.
            let text = json::to_string(&std::mem::take(&mut self.object));
            *self.out = Some(own(&text, None).map_err(|_| miniserde::Error)?);
            Ok(())
        }
    }
}
