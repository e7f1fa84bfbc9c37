//! Reads this crate's structs through the codecs' traits, for a program that has one within a type of its own. It
//! makes JSON text of what the codec gives, and reads that: slow, but the client itself never does it, and a program
//! that doesn't either contains no code for it.

#[cfg(feature = "miniserde")]
pub(crate) use self::miniserde::by_text as by_miniserde;
#[cfg(feature = "serde")]
pub(crate) use self::serde::by_text as by_serde;

#[cfg(feature = "serde")]
mod serde {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer};

    use crate::response::{Field, read_response};

    /// Works with any format of serde's that is self-describing.
    pub(crate) fn by_text<'de, T: Field + Default, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        // The values are dropped before the struct is filled, to hold at most two of the three at a time.
        let text = serde_json::Value::deserialize(deserializer)?.to_string();
        read_response(&text, None).map_err(D::Error::custom)
    }
}

#[cfg(feature = "miniserde")]
mod miniserde {
    use miniserde::de::{Deserialize, Map, Visitor};
    use miniserde::{Result, json, make_place};

    use crate::response::{ResponseStruct, read_response};

    make_place!(Place);

    pub(crate) fn by_text<T: ResponseStruct>(out: &mut Option<T>) -> &mut dyn Visitor {
        Place::new(out)
    }

    impl<T: ResponseStruct> Visitor for Place<T> {
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
        fn insert(&mut self) {
            if let (Some(name), Some(value)) = (self.name.take(), self.value.take()) {
                self.object.insert(name, value);
            }
        }
    }

    impl<T: ResponseStruct> Map for Text<'_, T> {
        fn key(&mut self, name: &str) -> Result<&mut dyn Visitor> {
            self.insert();
            self.name = Some(name.to_owned());
            Ok(Deserialize::begin(&mut self.value))
        }

        fn finish(&mut self) -> Result<()> {
            self.insert();
            // The values are dropped before the struct is filled, to hold at most two of the three at a time.
            let text = json::to_string(&std::mem::take(&mut self.object));
            *self.out = Some(read_response(&text, None).map_err(|_| miniserde::Error)?);
            Ok(())
        }
    }
}
