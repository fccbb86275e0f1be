//! Fields that come in a fixed set: the ten locks, the sixteen keys of a design.
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::design::DesignKey;
use crate::domain::locks::LockKind;

/// The name of a field out of a fixed set.
pub trait FieldName: Copy + Ord + 'static {
    /// The whole set, in order.
    const ALL: &'static [Self];

    /// The field's name in the form.
    fn field(self) -> &'static str;
}

impl FieldName for LockKind {
    const ALL: &'static [Self] = &Self::ALL;

    fn field(self) -> &'static str {
        self.key()
    }
}

impl FieldName for DesignKey {
    const ALL: &'static [Self] = &Self::ALL;

    fn field(self) -> &'static str {
        self.key()
    }
}

/// What was posted in the fields of a set, by the field's name. To be flattened into a form: it takes its own fields and
/// leaves the others alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted<K>(BTreeMap<K, String>);

impl<K: FieldName> Posted<K> {
    /// What was posted in this field; nothing if it was not there.
    pub fn get(&self, name: K) -> &str {
        self.0.get(&name).map_or("", String::as_str)
    }

    /// As if this had been posted.
    pub fn set(&mut self, name: K, text: impl Into<String>) {
        self.0.insert(name, text.into());
    }
}

impl<K> Default for Posted<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: FieldName> FromIterator<(K, String)> for Posted<K> {
    fn from_iter<I: IntoIterator<Item = (K, String)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}

impl<K: FieldName> Serialize for Posted<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, text)| (name.field(), text)))
    }
}

impl<'de, K: FieldName> Deserialize<'de> for Posted<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields(PhantomData))
    }
}

struct Fields<K>(PhantomData<K>);

impl<'de, K: FieldName> Visitor<'de> for Fields<K> {
    type Value = Posted<K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields of a form")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        let mut posted = Posted::default();
        while let Some(name) = fields.next_key::<String>()? {
            match K::ALL.iter().find(|known| known.field() == name) {
                Some(known) => posted.set(*known, fields.next_value::<String>()?),
                None => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        Ok(posted)
    }
}
