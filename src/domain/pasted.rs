//! What somebody pasted who wonders why a link does not open: a join link somewhere in it, whole or as mail programs and
//! chats leave it.
mod place;

use std::cell::Cell;
use std::fmt;

use serde::de::IgnoredAny;

use super::invite::InviteCode;
use super::percent;
pub use place::Place;

/// What was found in a pasted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pasted {
    /// A token, with or without the link around it.
    Link(Box<Link>),
    /// An address without a token.
    Address(Place),
    /// The code of an invite, without an address.
    Code(InviteCode),
    /// Neither.
    Nothing,
}

/// A join link, or the part of one that holds its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads; `None` for a token alone.
    pub place: Option<Place>,
    /// Who comes in.
    pub token: Token,
    /// What `custom_design` says; `None`: there is none.
    pub design: Option<String>,
    /// The names of the other parameters, in order, cut to 40 characters; twenty at most.
    pub others: Vec<String>,
    /// How many bytes of the address go to the server: without scheme, host and fragment.
    pub request_length: usize,
    /// What had to be put right.
    pub mends: Vec<Mend>,
}

/// Whoever holds it is let in: never printed by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The token: to check it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// What was put right in a link. As it was pasted, it does less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mend {
    /// Line breaks or spaces stood in it: as it was, only its first piece is a link.
    Broken,
    /// `&amp;` stood for `&`: as it was, all but the first parameter is lost.
    Entities,
    /// It was percent-encoded once too often: as it was, its design cannot be read, or it is no link at all.
    EncodedTwice,
    /// It stood inside of another address, as filters of mail write it. Opening that one opens it.
    Wrapped,
}

/// A signature with HS256 has so many characters.
const SIGNATURE: usize = 43;
/// What filters of mail put around each other.
const DEEPEST: usize = 3;
/// No more addresses than that are looked at, and no link is in more pieces.
const MOST: usize = 30;

/// How much looking is left: a text can be made so that each of its addresses holds thousands of others.
struct Work(Cell<usize>);

impl Work {
    /// So many bytes are read in all, again and again perhaps: a long mail full of links takes less.
    const LIMIT: usize = 32 * Pasted::LIMIT;
    /// What an address inside of another one costs, however short.
    const INNER: usize = 2048;

    fn new() -> Self {
        Self(Cell::new(Self::LIMIT))
    }

    /// Whether there was so much left; then it is gone.
    fn spend(&self, bytes: usize) -> Option<()> {
        let left = self.0.get().checked_sub(bytes);
        self.0.set(left.unwrap_or(0));
        left.map(|_| ())
    }
}

impl Pasted {
    /// Most bytes that are looked at.
    pub const LIMIT: usize = 32 * 1024;

    /// Looks for a join link, else for any address.
    pub fn read(text: &str) -> Self {
        let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        read(&text, DEEPEST, &Work::new())
    }
}

fn read(text: &str, deep: usize, work: &Work) -> Pasted {
    if !text.contains("://") && contains(text, "%3a%2f%2f") && deep > 0 {
        return mended(read(&percent::decoded(text), deep - 1, work), Mend::EncodedTwice);
    }
    let addresses = || beginnings(text).into_iter().take(MOST);
    let found = addresses().find_map(|start| read_address(text, start, deep, work));
    let found = found.or_else(|| read_parameter(text, work)).or_else(|| read_token(text, work));
    if let Some(link) = found {
        return Pasted::Link(Box::new(link));
    }
    let places = || addresses().filter_map(|start| Place::of(without_punctuation(&pieces(text, start).next()?)));
    let place = places().find(|place| place.path().starts_with("/j/")).or_else(|| places().next());
    place.map(Pasted::Address).or_else(|| read_code(text).map(Pasted::Code)).unwrap_or(Pasted::Nothing)
}

/// The code of an invite: alone, in whatever spelling, or in the three groups it is written in.
fn read_code(text: &str) -> Option<InviteCode> {
    let is_grouped = |word: &str| word.split('-').map(str::len).eq([4, 4, 4]);
    let mut words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    text.parse().ok().or_else(|| words.find_map(|word| word.parse().ok().filter(|_| is_grouped(word))))
}

fn mended(pasted: Pasted, mend: Mend) -> Pasted {
    match pasted {
        Pasted::Link(mut link) => {
            link.mends.push(mend);
            Pasted::Link(link)
        }
        other => other,
    }
}

/// Where addresses begin.
fn beginnings(text: &str) -> Vec<usize> {
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<usize> =
        ["http://", "https://"].iter().flat_map(|scheme| lower.match_indices(scheme)).map(|(at, _)| at).collect();
    found.sort_unstable();
    found
}

/// A join link that begins here.
fn read_address(text: &str, start: usize, deep: usize, work: &Work) -> Option<Link> {
    put_together(pieces(text, start), work, read_query).or_else(|| {
        let address = pieces(text, start).next()?;
        let (_, query) = address.split_once('?')?;
        let inner = |(_, value): (&str, &str)| {
            let deeper = deep.checked_sub(1)?;
            value.get(..4).filter(|start| start.eq_ignore_ascii_case("http"))?;
            work.spend(Work::INNER + value.len())?;
            let value = percent::decoded(value);
            let is_address = ["http://", "https://"].iter().any(|scheme| is_prefix(scheme, &value));
            if is_address { read_address(&value, 0, deeper, work) } else { None }
        };
        let mut link = parameters(query).find_map(inner)?;
        link.mends.push(Mend::Wrapped);
        Some(link)
    })
}

/// `access_token=…` with whatever stands around it, but no `https://` in front: the end of a link, or one that was typed.
fn read_parameter(text: &str, work: &Work) -> Option<Link> {
    let at = text.to_ascii_lowercase().find("access_token=")?;
    let start = text[..at].rfind(|c: char| c.is_whitespace() || "<>\"'(".contains(c)).map_or(0, |before| before + 1);
    let start = (start..=at).find(|place| text.is_char_boundary(*place))?;
    put_together(pieces(text, start), work, read_query)
}

/// A token alone. Every one begins with `{"` or `{ ` in base64.
fn read_token(text: &str, work: &Work) -> Option<Link> {
    let starts = text.match_indices("ey").map(|(at, _)| at);
    let starts = starts.filter(|at| !text[..*at].ends_with(is_of_token)).take(MOST);
    let read = |piece: &str| {
        let token = piece.split(|c: char| !is_of_token(c)).next()?.trim_end_matches('.');
        let is_long = token.len() > 20 && token.contains('.');
        is_long.then(|| Link {
            place: None,
            token: Token(token.to_owned()),
            design: None,
            others: Vec::new(),
            request_length: 0,
            mends: Vec::new(),
        })
    };
    starts.into_iter().find_map(|start| put_together(pieces(text, start), work, read))
}

/// The first piece, or as many of them as make a whole: where they never do, the first alone.
fn put_together(mut pieces: impl Iterator<Item = String>, work: &Work, read: impl Fn(&str) -> Option<Link>) -> Option<Link> {
    let mut joined = pieces.next()?;
    work.spend(joined.len())?;
    let first = read(without_punctuation(&joined));
    // A stranger's token may be signed in another way: then a longer signature is no sign that too much was read.
    if first.as_ref().is_some_and(|link| is_whole(link, usize::MAX)) {
        return first;
    }
    for piece in pieces {
        joined += &piece;
        if work.spend(joined.len()).is_none() {
            break;
        }
        if let Some(mut link) = read(without_punctuation(&joined))
            && is_whole(&link, SIGNATURE)
        {
            link.mends.push(Mend::Broken);
            return Some(link);
        }
    }
    first
}

/// Whether nothing seems to be missing at its end, nor to be too much.
fn is_whole(link: &Link, longest: usize) -> bool {
    let mut parts = link.token.as_str().split('.');
    let is_signed = parts.nth(2).is_some_and(|signature| (SIGNATURE..=longest).contains(&signature.len()));
    is_signed && parts.next().is_none() && link.design.as_deref().is_none_or(is_json)
}

fn is_json(text: &str) -> bool {
    text.is_empty() || serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// What stands from here on, word by word: the first as far as a link goes that may stand in brackets or quotes, the others
/// while they may go on with it.
fn pieces(text: &str, start: usize) -> impl Iterator<Item = String> {
    let closing = match text[..start].chars().next_back() {
        Some('<') => Some('>'),
        Some('(') => Some(')'),
        Some('[') => Some(']'),
        Some(quote @ ('"' | '\'' | '`' | '*' | '|')) => Some(quote),
        _ => None,
    };
    let ends = move |c: char| c == '<' || c == '>' || Some(c) == closing;
    let mut is_over = false;
    text[start..].split_whitespace().enumerate().take(MOST).map_while(move |(place, word)| {
        // Mail programs mark what they quote.
        let word = if place > 0 { word.trim_start_matches('>') } else { word };
        if is_over || place > 0 && word.contains("://") {
            return None;
        }
        let end = word.find(ends);
        is_over = end.is_some();
        Some(word[..end.unwrap_or(word.len())].to_owned())
    })
}

/// A link at the end of a sentence.
fn without_punctuation(piece: &str) -> &str {
    piece.trim_end_matches(|c: char| ".,;:!?\"')]*…”’»“".contains(c))
}

/// A join link, or what begins with `?` or a parameter of one.
fn read_query(address: &str) -> Option<Link> {
    let plain = address.replace("&amp;", "&").replace("&#38;", "&").replace("&#x26;", "&");
    let mut mends = Vec::new();
    if plain != address {
        mends.push(Mend::Entities);
    }
    let sent = plain.split('#').next()?;
    let (before, query) = sent.split_once('?').unwrap_or(("", sent));
    let first = |name: &str| parameters(query).find(|(key, _)| *key == name).map(|(_, value)| percent::decoded(value));
    let token = first("access_token")?.trim().to_owned();
    if token.is_empty() {
        return None;
    }
    let design = first("custom_design").map(|design| {
        let again = percent::decoded(&design);
        if !is_json(&design) && is_json(&again) {
            mends.push(Mend::EncodedTwice);
            return again;
        }
        design
    });
    let others = parameters(query).map(|(name, _)| name).filter(|name| !["access_token", "custom_design", ""].contains(name));
    let place = Place::of(before);
    let path_length = place.as_ref().map_or(0, |place| place.path().len());
    Some(Link {
        token: Token(token),
        design,
        others: others.take(20).map(|name| percent::decoded(name).chars().take(40).collect()).collect(),
        request_length: path_length + 1 + query.len(),
        place,
        mends,
    })
}

/// Name and value of each parameter; the values as they stand there.
fn parameters(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

fn is_of_token(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-_.".contains(character)
}

/// Characters that some programs add and nobody sees.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_prefix(prefix: &str, text: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Whether the text holds this one, which is in lower case.
fn contains(text: &str, lower: &str) -> bool {
    text.to_ascii_lowercase().contains(lower)
}

#[cfg(test)]
mod tests;
