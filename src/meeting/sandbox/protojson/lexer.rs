//! Cuts a body into JSON tokens, checks their order, and says where and why it cannot.
use super::Malformed;

/// A token, or the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    End,
    Null,
    Bool(bool),
    Number,
    Text(String),
    /// A text followed by a colon.
    Name(String),
    ObjectOpen,
    ObjectClose,
    ArrayOpen,
    ArrayClose,
    Comma,
}

impl Token {
    fn ends_a_value(&self) -> bool {
        matches!(self, Self::Null | Self::Bool(_) | Self::Number | Self::Text(_) | Self::ObjectClose | Self::ArrayClose)
    }
}

/// A token and where it stands.
#[derive(Clone, Debug)]
pub struct Lexed<'a> {
    pub token: Token,
    /// Bytes from the start of the body.
    pub at: usize,
    raw: &'a [u8],
}

impl Lexed<'_> {
    /// As it was sent.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(self.raw).into_owned()
    }
}

/// Reads tokens one after the other.
pub struct Lexer<'a> {
    body: &'a [u8],
    at: usize,
    /// The brackets that are open.
    open: Vec<Token>,
    /// `None` before the first.
    last: Option<Token>,
    peeked: Option<Lexed<'a>>,
}

impl<'a> Lexer<'a> {
    pub fn new(body: &'a [u8]) -> Self {
        Self { body, at: 0, open: Vec::new(), last: None, peeked: None }
    }

    /// Looks at the next token and leaves it there.
    pub fn peek(&mut self) -> Result<&Lexed<'a>, Malformed> {
        let next = self.next()?;
        Ok(self.peeked.insert(next))
    }

    /// Takes the next token; commas are checked and passed over.
    pub fn next(&mut self) -> Result<Lexed<'a>, Malformed> {
        if let Some(peeked) = self.peeked.take() {
            return Ok(peeked);
        }
        loop {
            let mut lexed = self.cut()?;
            self.check_order(&mut lexed)?;
            self.last = Some(lexed.token.clone());
            if lexed.token != Token::Comma {
                return Ok(lexed);
            }
        }
    }

    /// An error of meaning at a position.
    pub fn error(&self, at: usize, what: &str) -> Malformed {
        Malformed(format!("({}): {what}", self.position(at)))
    }

    /// An error of form at a position.
    pub fn syntax_error(&self, at: usize, what: &str) -> Malformed {
        Malformed(format!("syntax error ({}): {what}", self.position(at)))
    }

    /// Line and column, in characters, both from 1.
    fn position(&self, at: usize) -> String {
        let lines: Vec<_> = self.body[..at].split(|byte| *byte == b'\n').collect();
        let column = lines.last().map_or(0, |line| count_characters(line)) + 1;
        format!("line {}:{column}", lines.len())
    }

    fn rest(&self) -> &'a [u8] {
        &self.body[self.at..]
    }

    fn skip_space(&mut self) {
        self.at += self.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
    }

    /// Cuts the next token off, whether or not it may stand there.
    fn cut(&mut self) -> Result<Lexed<'a>, Malformed> {
        self.skip_space();
        let rest = self.rest();
        let (token, length) = match rest.first() {
            None => (Some(Token::End), 0),
            Some(b'{') => (Some(Token::ObjectOpen), 1),
            Some(b'}') => (Some(Token::ObjectClose), 1),
            Some(b'[') => (Some(Token::ArrayOpen), 1),
            Some(b']') => (Some(Token::ArrayClose), 1),
            Some(b',') => (Some(Token::Comma), 1),
            Some(b'"') => {
                let (text, length) = self.string(rest)?;
                (Some(Token::Text(text)), length)
            }
            Some(b'-' | b'0'..=b'9') => number_length(rest).map_or((None, 0), |length| (Some(Token::Number), length)),
            Some(_) => [("null", Token::Null), ("true", Token::Bool(true)), ("false", Token::Bool(false))]
                .into_iter()
                .find(|(word, _)| rest.starts_with(word.as_bytes()) && !continues(rest, word.len()))
                .map_or((None, 0), |(word, token)| (Some(token), word.len())),
        };
        let Some(token) = token else {
            return Err(self.syntax_error(self.at, &format!("invalid value {}", word_at(rest))));
        };
        let lexed = Lexed { token, at: self.at, raw: &rest[..length] };
        self.at += length;
        self.skip_space();
        Ok(lexed)
    }

    /// Whether the token may stand where it does; a text that is a name becomes one, and its colon is taken.
    fn check_order(&mut self, lexed: &mut Lexed) -> Result<(), Malformed> {
        let in_place = match &lexed.token {
            Token::End if self.open.is_empty() => true,
            Token::End => return Err(unexpected_end()),
            Token::Text(name) if !self.value_may_follow() => {
                if matches!(self.last, Some(Token::ObjectOpen | Token::Comma)) {
                    lexed.token = Token::Name(name.clone());
                    return self.take_colon();
                }
                false
            }
            Token::ObjectOpen | Token::ArrayOpen => {
                let in_place = self.value_may_follow();
                self.open.push(lexed.token.clone());
                in_place
            }
            Token::ObjectClose => {
                self.open.pop() == Some(Token::ObjectOpen) && !matches!(self.last, Some(Token::Name(_) | Token::Comma))
            }
            Token::ArrayClose => self.open.pop() == Some(Token::ArrayOpen) && self.last != Some(Token::Comma),
            Token::Comma => !self.open.is_empty() && self.last.as_ref().is_some_and(Token::ends_a_value),
            Token::Null | Token::Bool(_) | Token::Number | Token::Text(_) | Token::Name(_) => self.value_may_follow(),
        };
        if in_place { Ok(()) } else { Err(self.syntax_error(lexed.at, &format!("unexpected token {}", lexed.text()))) }
    }

    fn value_may_follow(&self) -> bool {
        match self.open.last() {
            None => self.last.is_none(),
            Some(Token::ObjectOpen) => matches!(self.last, Some(Token::Name(_))),
            Some(_) => matches!(self.last, Some(Token::ArrayOpen | Token::Comma)),
        }
    }

    fn take_colon(&mut self) -> Result<(), Malformed> {
        match self.rest().first() {
            None => Err(unexpected_end()),
            Some(b':') => {
                self.at += 1;
                self.skip_space();
                Ok(())
            }
            Some(other) => {
                let what = format!("unexpected character {}, missing \":\" after field name", char::from(*other));
                Err(self.syntax_error(self.at, &what))
            }
        }
    }

    /// A string and its length with both quotes.
    fn string(&self, quoted: &[u8]) -> Result<(String, usize), Malformed> {
        let mut text = String::new();
        let mut rest = quoted.get(1..).unwrap_or_default();
        loop {
            let (character, length) = first_character(rest);
            match character {
                None if rest.is_empty() => return Err(unexpected_end()),
                None => return Err(self.syntax_error(self.at, "invalid UTF-8 in string")),
                Some('"') => return Ok((text, quoted.len() - rest.len() + 1)),
                Some('\\') => {
                    let (escaped, length) = self.escape(rest)?;
                    text.push(escaped);
                    rest = &rest[length..];
                    continue;
                }
                Some(control) if control < ' ' => {
                    let what = format!("invalid character '{}' in string", shown(control, '\''));
                    return Err(self.syntax_error(self.at, &what));
                }
                Some(character) => text.push(character),
            }
            rest = &rest[length..];
        }
    }

    /// What an escape at the start of `rest` stands for, and its length.
    fn escape(&self, rest: &[u8]) -> Result<(char, usize), Malformed> {
        let plain = match rest.get(1) {
            None => return Err(unexpected_end()),
            Some(b'u') => return self.unicode_escape(rest),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(same @ (b'"' | b'\\' | b'/')) => char::from(*same),
            Some(_) => return Err(self.bad_escape(&rest[..2])),
        };
        Ok((plain, 2))
    }

    /// `\u` and four digits, twice for what lies beyond 16 bits.
    fn unicode_escape(&self, rest: &[u8]) -> Result<(char, usize), Malformed> {
        let first = rest.get(..6).ok_or_else(unexpected_end)?;
        let unit = hex_unit(first).ok_or_else(|| self.bad_escape(first))?;
        if let Some(character) = char::from_u32(u32::from(unit)) {
            return Ok((character, 6));
        }
        let second = rest.get(6..12).ok_or_else(unexpected_end)?;
        let low = hex_unit(second).filter(|_| second.starts_with(b"\\u"));
        let pair = low.and_then(|low| char::decode_utf16([unit, low]).next()?.ok());
        pair.map(|character| (character, 12)).ok_or_else(|| self.bad_escape(second))
    }

    fn bad_escape(&self, escape: &[u8]) -> Malformed {
        let quoted: String = escape
            .utf8_chunks()
            .flat_map(|chunk| {
                let valid = chunk.valid().chars().map(|character| shown(character, '"'));
                valid.chain(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}"))).collect::<Vec<_>>()
            })
            .collect();
        self.syntax_error(self.at, &format!("invalid escape code \"{quoted}\" in string"))
    }
}

fn unexpected_end() -> Malformed {
    Malformed("unexpected EOF".into())
}

/// The number behind `\u`.
fn hex_unit(escape: &[u8]) -> Option<u16> {
    let digits = std::str::from_utf8(escape.get(2..6)?).ok()?;
    let all_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if all_hex { u16::from_str_radix(digits, 16).ok() } else { None }
}

/// A character as error texts quote it.
fn shown(character: char, quote: char) -> String {
    match character {
        '\u{7}' => "\\a".into(),
        '\u{8}' => "\\b".into(),
        '\u{b}' => "\\v".into(),
        '\u{c}' => "\\f".into(),
        '\n' => "\\n".into(),
        '\r' => "\\r".into(),
        '\t' => "\\t".into(),
        '\\' => "\\\\".into(),
        same if same == quote => format!("\\{same}"),
        low if low < ' ' || low == '\u{7f}' => format!("\\x{:02x}", u32::from(low)),
        hidden if hidden.is_control() || (hidden.is_whitespace() && hidden != ' ') => format!("\\u{:04x}", u32::from(hidden)),
        other => other.into(),
    }
}

/// The first character of some bytes and its length; `None` when it is no UTF-8 or there is none.
fn first_character(bytes: &[u8]) -> (Option<char>, usize) {
    let head = &bytes[..bytes.len().min(4)];
    let valid = head.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let first = valid.chars().next();
    (first, first.map_or(1, char::len_utf8))
}

/// Characters in some bytes, each byte that belongs to none counted as one.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}

/// Whether a word or number goes on at `length`.
fn continues(rest: &[u8], length: usize) -> bool {
    rest.get(length).is_some_and(|byte| is_word(*byte))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-+._".contains(&byte)
}

/// What an error shows of something that is no token: up to 32 letters, else one character.
fn word_at(rest: &[u8]) -> String {
    let word = rest.iter().take(32).take_while(|byte| is_word(**byte)).count();
    let length = if word > 0 { word } else { first_character(rest).1 };
    String::from_utf8_lossy(&rest[..length]).into_owned()
}

/// Length of the JSON number at the start. An exponent without digits passes, as it does on a real server.
fn number_length(rest: &[u8]) -> Option<usize> {
    let digits = |from: usize| rest.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let mut length = usize::from(rest.first() == Some(&b'-'));
    length += match rest.get(length)? {
        b'0' => 1,
        b'1'..=b'9' => digits(length),
        _ => return None,
    };
    if rest.get(length) == Some(&b'.') && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    if matches!(rest.get(length), Some(b'e' | b'E')) && rest.len() > length + 1 {
        length += 1;
        if matches!(rest.get(length), Some(b'+' | b'-')) {
            length += 1;
            rest.get(length)?;
        }
        length += digits(length);
    }
    (!continues(rest, length)).then_some(length)
}
