//! From Seam's names to Rust's.

/// `access_code` as `AccessCode`.
pub(crate) fn camel(name: &str) -> String {
    let words =
        name.split(|one: char| !one.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let capital = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    words.map(capital).collect()
}

/// `UserIdentity` as `user_identity`.
pub(crate) fn snake(name: &str) -> String {
    let mut snake = String::new();
    for one in name.chars() {
        if one.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(one.to_ascii_lowercase());
    }
    snake
}

/// The name of one of them.
pub(crate) fn singular(name: &str) -> String {
    let one = match name {
        _ if name.ends_with("ies") => name.strip_suffix("ies").map(|stem| format!("{stem}y")),
        _ if name.ends_with("sses") || name.ends_with("xes") || name.ends_with("ches") => {
            name.strip_suffix("es").map(str::to_owned)
        }
        _ if name.ends_with("ss") || name.ends_with("us") || name.ends_with("is") => None,
        _ => name.strip_suffix('s').map(str::to_owned),
    };
    one.unwrap_or_else(|| name.to_owned())
}

/// The name of the constant of a value: `COMMON_DOOR` for `CommonDoor`, `EN_US` for `en-US`.
pub(crate) fn constant(value: &str) -> Option<String> {
    if value == "=" {
        return Some("EQUALS".to_owned());
    }
    let chars: Vec<char> = value.chars().collect();
    let mut name = String::new();
    for (index, &one) in chars.iter().enumerate() {
        if !one.is_ascii_alphanumeric() {
            if !name.is_empty() && !name.ends_with('_') {
                name.push('_');
            }
            continue;
        }
        // A word begins with a capital, or with the last capital of several: `TLCode`.
        let before = index.checked_sub(1).and_then(|index| chars.get(index));
        let after_small = before.is_some_and(char::is_ascii_lowercase);
        let after_capital = before.is_some_and(char::is_ascii_uppercase);
        let before_small = chars.get(index + 1).is_some_and(char::is_ascii_lowercase);
        if one.is_ascii_uppercase() && (after_small || after_capital && before_small) {
            name.push('_');
        }
        name.push(one.to_ascii_uppercase());
    }
    let name = name.trim_end_matches('_');
    match name.chars().next() {
        None => None,
        Some(first) if first.is_ascii_digit() => Some(format!("_{name}")),
        Some(_) => Some(name.to_owned()),
    }
}

const KEYWORDS: [&str; 46] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "use", "where",
    "while", "yield",
];

pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// Seam's name as a Rust identifier; `None` if it cannot be one.
pub(crate) fn identifier(name: &str) -> Option<String> {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|first| first.is_ascii_lowercase() || first == '_');
    let is_plain = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_';
    let has_letter = name.chars().any(|one| one.is_ascii_lowercase());
    if !starts || !has_letter || !chars.all(is_plain) || matches!(name, "self" | "super" | "crate")
    {
        return None;
    }
    Some(if is_keyword(name) { format!("r#{name}") } else { name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_in_camel_case() {
        assert_eq!(camel("access_code"), "AccessCode");
        assert_eq!(camel("two_n_metadata"), "TwoNMetadata");
        assert_eq!(camel("_member"), "Member");
        assert_eq!(snake("UserIdentity"), "user_identity");
    }

    #[test]
    fn list_names_are_made_singular() {
        for (many, one) in [
            ("pending_mutations", "pending_mutation"),
            ("properties", "property"),
            ("user_identities", "user_identity"),
            ("access_grants", "access_grant"),
            ("addresses", "address"),
            ("boxes", "box"),
            ("switches", "switch"),
            ("spaces", "space"),
            ("status", "status"),
            ("access", "access"),
            ("staff", "staff"),
        ] {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn constant_names_are_upper_snake_case() {
        for (value, name) in [
            ("august_lock", "AUGUST_LOCK"),
            ("CommonDoor", "COMMON_DOOR"),
            ("TLCode", "TL_CODE"),
            ("BLE", "BLE"),
            ("common (PMS)", "COMMON_PMS"),
            ("en-US", "EN_US"),
            ("device.connected", "DEVICE_CONNECTED"),
            ("LOCK_DOOR", "LOCK_DOOR"),
            ("1hour", "_1HOUR"),
            ("=", "EQUALS"),
        ] {
            assert_eq!(constant(value).as_deref(), Some(name));
        }
        assert_eq!(constant("!"), None);
    }

    #[test]
    fn keywords_become_raw_identifiers_and_invalid_names_are_rejected() {
        assert_eq!(identifier("type").as_deref(), Some("r#type"));
        assert_eq!(identifier("_member_group_id").as_deref(), Some("_member_group_id"));
        assert_eq!(identifier("limit").as_deref(), Some("limit"));
        for name in ["self", "1st", "a-b", "", "_", "camelCase"] {
            assert_eq!(identifier(name), None);
        }
    }
}
