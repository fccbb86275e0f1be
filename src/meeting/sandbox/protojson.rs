//! Protobuf's JSON as a plugNmeet server reads and writes it (plugnmeet-api.md §1.4): snake or camel case, numbers as
//! text, unknown fields ignored at every level, and errors with the words and positions that callers know.
mod lexer;
mod number;

use std::collections::HashSet;

use serde_json::{Map, Value};

use self::lexer::{Lexed, Lexer, Token};
use super::schema::{Field, Kind, Message};

/// A body that is no JSON, or holds a value of the wrong type; says where.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("proto: {0}")]
pub struct Malformed(String);

/// How deep objects and lists may nest.
const DEEPEST: usize = 9_999;

/// Reads a body into plain form (see [`super::schema`]).
pub fn decode(message: &Message, body: &[u8]) -> Result<Map<String, Value>, Malformed> {
    let mut decoder = Decoder { lexer: Lexer::new(body) };
    let object = decoder.message(message)?;
    let end = decoder.lexer.next()?;
    match end.token {
        Token::End => Ok(object),
        _ => Err(decoder.unexpected(&end)),
    }
}

struct Decoder<'a> {
    lexer: Lexer<'a>,
}

impl<'a> Decoder<'a> {
    fn message(&mut self, message: &Message) -> Result<Map<String, Value>, Malformed> {
        self.open(&Token::ObjectOpen)?;
        let mut object = Map::new();
        let mut seen: Vec<&str> = Vec::new();
        let mut set_oneofs = HashSet::new();
        while let Some((name, at)) = self.name()? {
            let Some(field) = message.0.iter().find(|field| field.is_called(&name)) else {
                self.skip()?;
                continue;
            };
            if seen.contains(&field.name) {
                return Err(self.lexer.error(at.at, &format!("duplicate field {}", at.text())));
            }
            seen.push(field.name);
            if self.lexer.peek()?.token == Token::Null {
                self.lexer.next()?;
                continue;
            }
            if let Some(oneof) = field.oneof.filter(|_| !set_oneofs.insert(field.oneof)) {
                return Err(self.lexer.error(at.at, &format!("error parsing {}, oneof {oneof} is already set", at.text())));
            }
            if let Some(value) = self.value(field)? {
                object.insert(field.name.to_owned(), value);
            }
        }
        Ok(object)
    }

    /// The value of a field; `None` when it comes out as not set.
    fn value(&mut self, field: &Field) -> Result<Option<Value>, Malformed> {
        let value = match field.kind {
            Kind::Nested(inner) => Some(Value::Object(self.message(inner)?)),
            Kind::Texts => Some(Value::Array(self.texts(field)?)),
            Kind::TextMap => Some(Value::Object(self.text_map()?)),
            Kind::NestedMap(inner) => Some(Value::Object(self.map(|decoder| Ok(Value::Object(decoder.message(inner)?)))?)),
            _ => self.scalar(field)?,
        };
        Ok(value.filter(|value| field.has_presence() || !is_zero(value)))
    }

    fn scalar(&mut self, field: &Field) -> Result<Option<Value>, Malformed> {
        let read = self.lexer.next()?;
        let (kind, value) = match (field.kind, &read.token) {
            (Kind::Bool, Token::Bool(flag)) => ("bool", Some(Value::Bool(*flag))),
            (Kind::Bool, _) => ("bool", None),
            (Kind::Int32, _) => ("int32", number::integer::<i32>(&read).map(Value::from)),
            (Kind::Int64, _) => ("int64", number::integer::<i64>(&read).map(Value::from)),
            (Kind::Uint32, _) => ("uint32", number::integer::<u32>(&read).map(Value::from)),
            (Kind::Uint64, _) => ("uint64", number::integer::<u64>(&read).map(Value::from)),
            (Kind::Enum(names), Token::Text(name)) => {
                // An unknown name is dropped, an unknown number kept.
                return Ok(names.iter().position(|known| known == name).map(Value::from));
            }
            (Kind::Enum(_), Token::Number) => ("enum", number::integer::<i32>(&read).map(Value::from)),
            (Kind::Enum(_), _) => ("enum", None),
            (_, Token::Text(text)) => ("string", Some(Value::String(text.clone()))),
            _ => ("string", None),
        };
        match value {
            Some(value) => Ok(Some(value)),
            None => Err(self.invalid(kind, &field.camel(), &read)),
        }
    }

    fn texts(&mut self, field: &Field) -> Result<Vec<Value>, Malformed> {
        self.open(&Token::ArrayOpen)?;
        let mut texts = Vec::new();
        loop {
            let read = self.lexer.next()?;
            match read.token {
                Token::ArrayClose => return Ok(texts),
                Token::Text(text) => texts.push(Value::String(text)),
                _ => return Err(self.invalid("string", &field.camel(), &read)),
            }
        }
    }

    fn text_map(&mut self) -> Result<Map<String, Value>, Malformed> {
        self.map(|decoder| {
            let read = decoder.lexer.next()?;
            match read.token {
                Token::Text(text) => Ok(Value::String(text)),
                _ => Err(decoder.invalid("string", "value", &read)),
            }
        })
    }

    fn map(&mut self, mut value: impl FnMut(&mut Self) -> Result<Value, Malformed>) -> Result<Map<String, Value>, Malformed> {
        self.open(&Token::ObjectOpen)?;
        let mut map = Map::new();
        while let Some((key, at)) = self.name()? {
            if map.contains_key(&key) {
                return Err(self.lexer.error(at.at, &format!("duplicate map key {}", at.text())));
            }
            let value = value(self)?;
            map.insert(key, value);
        }
        Ok(map)
    }

    fn open(&mut self, expected: &Token) -> Result<(), Malformed> {
        let read = self.lexer.next()?;
        if read.token == *expected { Ok(()) } else { Err(self.unexpected(&read)) }
    }

    /// The next name inside an object; `None` at its end.
    fn name(&mut self) -> Result<Option<(String, Lexed<'a>)>, Malformed> {
        let read = self.lexer.next()?;
        match &read.token {
            Token::Name(name) => Ok(Some((name.clone(), read))),
            Token::ObjectClose => Ok(None),
            _ => Err(self.unexpected(&read)),
        }
    }

    /// Passes over the value of an unknown field.
    fn skip(&mut self) -> Result<(), Malformed> {
        let mut open = 0_usize;
        loop {
            match self.lexer.next()?.token {
                Token::ObjectOpen | Token::ArrayOpen if open == DEEPEST => {
                    return Err(Malformed("exceeded max recursion depth".into()));
                }
                Token::ObjectOpen | Token::ArrayOpen => open += 1,
                Token::ObjectClose | Token::ArrayClose => open -= 1,
                _ => {}
            }
            if open == 0 {
                return Ok(());
            }
        }
    }

    fn unexpected(&self, read: &Lexed) -> Malformed {
        self.lexer.syntax_error(read.at, &format!("unexpected token {}", read.text()))
    }

    fn invalid(&self, kind: &str, name: &str, read: &Lexed) -> Malformed {
        self.lexer.error(read.at, &format!("invalid value for {kind} field {name}: {}", read.text()))
    }
}

/// Whether a value is what a field holds that was never set.
pub fn is_zero(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(flag) => !flag,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
    }
}

/// Writes plain form as a server does: defaults are there, unset `optional`s are not (§1.4).
pub fn encode(message: &Message, object: &Map<String, Value>) -> Map<String, Value> {
    let mut out = Map::new();
    for field in message.0 {
        let value = match (object.get(field.name), field.kind) {
            (Some(Value::Object(inner)), Kind::Nested(message)) => Value::Object(encode(message, inner)),
            (Some(value), Kind::Int64 | Kind::Uint64) => Value::String(value.to_string()),
            (Some(value), Kind::Enum(names)) => named(names, value),
            (Some(value), _) => value.clone(),
            (None, _) if field.optional => continue,
            (None, kind) => unset(kind),
        };
        out.insert(field.name.to_owned(), value);
    }
    out
}

fn named(names: &[&str], value: &Value) -> Value {
    let name = value.as_u64().and_then(|number| usize::try_from(number).ok()).and_then(|number| names.get(number));
    name.map_or_else(|| value.clone(), |name| Value::from(*name))
}

fn unset(kind: Kind) -> Value {
    match kind {
        Kind::Bool => Value::Bool(false),
        Kind::Int32 | Kind::Uint32 => Value::from(0),
        Kind::Int64 | Kind::Uint64 => Value::from("0"),
        Kind::Text => Value::from(""),
        Kind::Enum(names) => Value::from(names[0]),
        Kind::Nested(_) => Value::Null,
        Kind::Texts => Value::Array(Vec::new()),
        Kind::TextMap | Kind::NestedMap(_) => Value::Object(Map::new()),
    }
}

#[cfg(test)]
mod tests;
