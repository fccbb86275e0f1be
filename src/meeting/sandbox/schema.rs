//! How the messages of the room API are described, so that one decoder, one check and one encoder do for all of them.
//!
//! A decoded message is a JSON object in *plain form*: snake-case names, only what is populated. A field without presence
//! that holds its zero value counts as not set, as in protobuf; that is also what the merge rule of plugnmeet-api.md §6.2
//! follows from.

/// A message: its fields in the order of declaration, in which violations are listed (§1.4).
#[derive(Debug)]
pub struct Message(pub &'static [Field]);

/// One field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Snake case.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Declared `optional`: knows being set from holding zero, and is left out of JSON while unset.
    pub optional: bool,
    /// What a caller may put there.
    pub rule: Option<Rule>,
    /// The full name of the `oneof` it belongs to: of its fields exactly one is set.
    pub oneof: Option<&'static str>,
}

/// The type of a field.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// `bool`
    Bool,
    /// `int32`
    Int32,
    /// `int64`
    Int64,
    /// `uint32`
    Uint32,
    /// `uint64`
    Uint64,
    /// `string`
    Text,
    /// An enum, by the names of its numbers from 0.
    Enum(&'static [&'static str]),
    /// Another message.
    Nested(&'static Message),
    /// `repeated string`
    Texts,
    /// `map<string, string>`
    TextMap,
    /// `map<string, …>` of another message
    NestedMap(&'static Message),
}

/// What is checked of a field.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// Set, and not empty.
    Required,
    /// An absolute address, of whatever scheme.
    Uri,
    /// More than 0.
    Positive,
    /// At least so many items.
    MinItems(usize),
    /// One or more of `A-Z a-z 0-9 _ -`; the text differs from call to call.
    Identifier(&'static str),
    /// The server's own: a caller leaves it alone.
    Internal,
}

impl Field {
    /// A field with implicit presence and no rule.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, optional: false, rule: None, oneof: None }
    }

    /// The same, declared `optional`.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// The same, with a rule.
    #[must_use]
    pub const fn must_be(self, rule: Rule) -> Self {
        Self { rule: Some(rule), ..self }
    }

    /// The same, as one of several.
    #[must_use]
    pub const fn one_of(self, oneof: &'static str) -> Self {
        Self { oneof: Some(oneof), ..self }
    }

    /// The same, not for callers.
    #[must_use]
    pub const fn internal(self) -> Self {
        self.must_be(Rule::Internal)
    }

    /// Whether `name` means this field: snake case or lower camel case (§1.4).
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.camel() == name
    }

    /// The lower camel case name, which errors use.
    pub fn camel(&self) -> String {
        let mut words = self.name.split('_');
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |camel, word| {
            let (head, tail) = word.split_at(word.len().min(1));
            camel + &head.to_ascii_uppercase() + tail
        })
    }

    /// Whether zero, false and empty count as not set.
    pub const fn has_presence(&self) -> bool {
        self.optional || self.oneof.is_some() || matches!(self.kind, Kind::Nested(_))
    }
}

/// `bool`
pub const fn flag(name: &'static str) -> Field {
    Field::new(name, Kind::Bool)
}

/// `string`
pub const fn text(name: &'static str) -> Field {
    Field::new(name, Kind::Text)
}

/// A message inside a message.
pub const fn nested(name: &'static str, message: &'static Message) -> Field {
    Field::new(name, Kind::Nested(message))
}

/// `repeated string`
pub const fn texts(name: &'static str) -> Field {
    Field::new(name, Kind::Texts)
}
