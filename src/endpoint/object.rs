//! The macro that declares the struct of a request, or of an object within one.

/// Declares an object within a request: a struct that implements [`Fields`](crate::endpoint::Fields), with `new` and
/// setters as [`endpoint!`](crate::endpoint!) declares them.
///
/// ```
/// use seam_client::{endpoint, object};
///
/// object! {
///     /// How to enter.
///     pub struct Method<'a>(mode: &'a str) {
///         code: &'a str,
///     }
/// }
///
/// endpoint! {
///     pub struct Grant<'a>(methods: &'a [Method<'a>]) {}
///     post "/access_grants/create";
/// }
///
/// let methods = [Method::new("code").code("1234"), Method::new("card")];
/// let grant = Grant::new(&methods);
/// # let _ = grant;
/// ```
#[macro_export]
macro_rules! object {
    (
        @declare $life:lifetime [$($generics:tt)*] [$(#[$doc:meta])*] $vis:vis struct $name:ident
        $(( $( $(#[$required_doc:meta])* $required:ident: $required_type:ty ),+ $(,)? ))?
        { $( $(#[$field_doc:meta])* $field:ident: $type:ty ),* $(,)? }
    ) => {
        $(#[$doc])*
        $vis struct $name $($generics)* {
            values: [
                ::core::option::Option<$crate::endpoint::Value<$life>>;
                $crate::value::count(&[
                    $($( stringify!($required), )+)? $( stringify!($field), )*
                ])
            ],
        }

        // Not derived, since the derived code would make the compiler compute the length again.
        impl $($generics)* ::core::clone::Clone for $name $($generics)* {
            #[inline]
            fn clone(&self) -> Self {
                *self
            }
        }

        impl $($generics)* ::core::marker::Copy for $name $($generics)* {}

        const _: () = {
        #[allow(non_camel_case_types, dead_code)]
        enum Field { $($( $required, )+)? $( $field, )* }

        #[allow(dead_code, unused_mut, clippy::new_without_default)]
        impl $($generics)* $name $($generics)* {
            const NAMES: &'static str =
                concat!($($( stringify!($required), ",", )+)? $( stringify!($field), ",", )*);

            /// Sets the required parameters, and no others.
            ///
            $($(
                #[doc = concat!("* `", stringify!($required), "`:")]
                $(#[$required_doc])*
            )+)?
            $vis fn new($($(
                $required: impl $crate::endpoint::Argument<$life, $required_type>
            ),+)?) -> Self {
                let values = $crate::value::unset();
                $($(
                    let values = $crate::value::with(
                        values,
                        Field::$required as usize,
                        $crate::endpoint::Argument::<$life, $required_type>::value($required),
                    );
                )+)?
                Self { values }
            }

            $(
                $(#[$field_doc])*
                #[inline]
                $vis fn $field(
                    self,
                    $field: impl $crate::endpoint::Argument<$life, $type>,
                ) -> Self {
                    let values = $crate::value::with(
                        self.values,
                        Field::$field as usize,
                        $crate::endpoint::Argument::<$life, $type>::value($field),
                    );
                    Self { values }
                }
            )*
        }
        };

        $crate::object!(@default [$($( $required )+)?] [$($generics)*] $name);

        impl $($generics)* ::core::fmt::Debug for $name $($generics)* {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::value::debug(f, stringify!($name), self)
            }
        }

        impl $($generics)* $crate::endpoint::Fields for $name $($generics)* {
            fn field(
                &self,
                index: usize,
            ) -> ::core::option::Option<(&str, ::core::option::Option<$crate::endpoint::Value<'_>>)> {
                $crate::value::nth(Self::NAMES, &self.values, index)
            }

            fn get(&self, name: &str) -> ::core::option::Option<$crate::endpoint::Value<'_>> {
                $crate::value::find(Self::NAMES, &self.values, name)
            }
        }
    };

    (@default [] [$($generics:tt)*] $name:ident) => {
        impl $($generics)* ::core::default::Default for $name $($generics)* {
            fn default() -> Self {
                Self::new()
            }
        }
    };
    (@default [$($required:ident)+] [$($generics:tt)*] $name:ident) => {};

    ($(#[$doc:meta])* $vis:vis struct $name:ident<$life:lifetime> $($rest:tt)*) => {
        $crate::object!(@declare $life [<$life>] [$(#[$doc])*] $vis struct $name $($rest)*);
    };
    ($(#[$doc:meta])* $vis:vis struct $name:ident $($rest:tt)*) => {
        $crate::object!(@declare 'static [] [$(#[$doc])*] $vis struct $name $($rest)*);
    };
}
