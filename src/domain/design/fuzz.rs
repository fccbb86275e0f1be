//! A million values that anybody might type or send: whatever is taken stays in its declaration, in its JSON string and in its
//! parameter of the link. Judged by other people's parsers, not by ours.
use cssparser::{ParseError, Parser, ParserInput, Token};

use super::*;
use crate::domain::join_link::JoinLink;

/// Values that are taken; the others are made of them.
const GOOD: [&str; 10] = [
    "#abc",
    "#ffe0b2",
    "#1234abcd",
    "https://school.example",
    "https://school.example/a.png",
    "https://cdn.school.example:8443/x/(1).png?a=1&b=2#top",
    "https://[2001:db8::1]/l.svg",
    "https://xn--schle-kva.example/%C3%BC.css",
    "HTTPS://School.Example/Logo.PNG",
    "https://a.example/~b/c;d=1,2/e'f!g*h$",
];

/// What ends or begins something in CSS, JSON, HTML or an address, and letters that look like nothing.
const NASTY: [&str; 56] = [
    "{",
    "}",
    "\"",
    "'",
    ";",
    ":",
    ",",
    "\\",
    "/",
    "//",
    "/*",
    "*/",
    "<",
    ">",
    "</style>",
    "<!--",
    "-->",
    "(",
    ")",
    "[",
    "]",
    "@",
    "@import",
    "url(",
    "!important",
    "expression(",
    "var(--x)",
    "}body{display:none",
    "\\7d ",
    "\\22",
    "\\\n",
    "\n",
    "\r",
    "\t",
    "\u{c}",
    "\0",
    " ",
    "%",
    "%7D",
    "%22",
    "%0a",
    "%zz",
    "#",
    "#fff",
    "?",
    "&",
    "&custom_design=",
    "=",
    "+",
    "javascript:",
    "data:",
    "\u{2028}",
    "\u{202e}",
    "\u{feff}",
    "é",
    "\u{1f600}",
];

/// Draws numbers, the same ones each time.
struct Draw(u64);

impl Draw {
    /// One below this.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn of(&mut self, texts: &[&'static str]) -> &'static str {
        texts[self.below(texts.len())]
    }

    /// A good value with up to three changes, or nothing but nasty pieces.
    fn value(&mut self) -> String {
        if self.below(16) == 0 {
            return (0..self.below(8)).map(|_| self.of(&NASTY)).collect();
        }
        let mut letters: Vec<char> = self.of(&GOOD).chars().collect();
        for _ in 0..self.below(4) {
            let place = self.below(letters.len() + 1);
            match self.below(5) {
                0 => drop(letters.splice(place..place, self.of(&NASTY).chars())),
                1 => drop(letters.splice(place..place, self.of(&GOOD).chars())),
                2 => drop(letters.drain(place..)),
                3 => letters.extend(char::from_u32(u32::try_from(self.below(0x300)).unwrap())),
                _ => letters.extend(char::from_u32(0x20 + u32::try_from(self.below(95)).unwrap())),
            }
        }
        letters.into_iter().collect()
    }
}

/// The tokens of `a{property:…}b{color:red}` between the colon and the brace; `None` if that is not what it is.
fn declared(css: &str) -> Option<Vec<String>> {
    let mut input = ParserInput::new(css);
    let mut parser = Parser::new(&mut input);
    let mut block = |name: &str| -> Option<Vec<String>> {
        parser.expect_ident_matching(name).ok()?;
        parser.expect_curly_bracket_block().ok()?;
        let tokens = parser.parse_nested_block(|block| {
            block.expect_ident_cloned()?;
            block.expect_colon()?;
            let mut tokens = Vec::new();
            while let Ok(token) = block.next_including_whitespace_and_comments().cloned() {
                tokens.push(match token {
                    Token::Hash(text) | Token::IDHash(text) => format!("#{text}"),
                    Token::UnquotedUrl(address) => address.to_string(),
                    Token::Function(name) if name.eq_ignore_ascii_case("url") => block
                        .parse_nested_block(|arguments| Ok::<_, ParseError<'_, ()>>(arguments.expect_string()?.to_string()))?,
                    Token::Ident(name) => name.to_string(),
                    other => format!("{other:?}"),
                });
            }
            Ok::<_, ParseError<'_, ()>>(tokens)
        });
        tokens.ok()
    };
    let (first, second) = (block("a")?, block("b")?);
    (second == ["red"] && parser.is_exhausted()).then_some(first)
}

fn stays_in_its_place(key: DesignKey, value: &str, design: &Design) {
    let sheets = match key.kind() {
        DesignKind::Color => vec![format!("a{{background:{value}}}b{{color:red}}")],
        DesignKind::Address => {
            ["", "\"", "'"].map(|quote| format!("a{{background:url({quote}{value}{quote})}}b{{color:red}}")).to_vec()
        }
    };
    for css in sheets {
        // An address may hold the quote that is not ours: it is never put between such.
        if !(css.contains("url('") && value.contains('\'')) {
            assert_eq!(declared(&css), Some(vec![value.to_owned()]), "{css}");
        }
    }
    let read: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&design.to_json()).unwrap();
    assert_eq!(read.into_iter().collect::<Vec<_>>(), [(key.key().to_owned(), value.into())]);
    let link = String::from(JoinLink::build("https://meet.example", "t", design).unwrap());
    let query = link.split_once('?').unwrap().1;
    let parts: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    assert_eq!(parts, [("access_token".to_owned(), "t".to_owned()), ("custom_design".to_owned(), design.to_json())]);
}

#[test]
fn what_is_taken_of_a_million_values_stays_in_its_place() {
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    let mut taken = [0; 2];
    for _ in 0..1_000_000 {
        let value = draw.value();
        let key = [DesignKey::HeaderBgColor, DesignKey::BackgroundImage][usize::from(value.contains(':'))];
        let mut design = Design::default();
        if design.set(key, &value).is_ok() {
            taken[usize::from(key.kind() == DesignKind::Address)] += 1;
            let kept = design.get(key).unwrap().as_str().to_owned();
            stays_in_its_place(key, &kept, &design);
        }
    }
    // A test that takes nothing would prove nothing.
    assert!(taken.iter().all(|taken| *taken > 50_000), "{taken:?}");
}

#[test]
fn the_judge_knows_what_leaves_its_place() {
    for css in [
        "a{background:red}body{display:none}b{color:red}",
        "a{background:red;color:blue}b{color:red}",
        "a{background:url(x)y)}b{color:red}",
        "a{background:url(\"x\";}b{color:red}",
        "a{background:/*}b{color:red}",
    ] {
        assert_ne!(declared(css).map(|tokens| tokens.len()), Some(1), "{css}");
    }
}
