//! The text that goes out with an invite: a template with gaps, and what fills them.
use serde::{Deserialize, Serialize};

use super::checked_text;
use super::settings::{Paragraphs, ParagraphsError};

/// A template of an invitation: up to 2,000 characters with `{title}` and the like in them, `{link}` at least.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InvitationTemplate(String);

/// Why a text is no template of an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum InvitationError {
    /// No text of several lines at all.
    #[error(transparent)]
    Text(#[from] ParagraphsError),
    /// Nobody could come.
    #[error("no link in it")]
    NoLink,
    /// A gap that nothing fills.
    #[error("nothing fills {{{name}}}")]
    UnknownGap {
        /// What stands in its braces.
        name: String,
    },
}

/// What fills the gaps of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The room's title.
    Title,
    /// The link.
    Link,
    /// Date and time.
    When,
    /// What has to be known besides.
    Passcode,
    /// The person whom the invite is for.
    Name,
}

/// What fills the gaps of one invitation; what is empty is left out with its line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filling {
    /// The room's title.
    pub title: String,
    /// The link.
    pub link: String,
    /// Date and time, as the reader writes them.
    pub when: String,
    /// What has to be known besides.
    pub passcode: String,
    /// The person whom the invite is for.
    pub name: String,
}

impl Gap {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Title, Self::Link, Self::When, Self::Passcode, Self::Name];

    /// How it is written in a template.
    pub fn written(self) -> &'static str {
        match self {
            Self::Title => "{title}",
            Self::Link => "{link}",
            Self::When => "{when}",
            Self::Passcode => "{passcode}",
            Self::Name => "{name}",
        }
    }
}

impl Filling {
    fn of(&self, gap: Gap) -> &str {
        match gap {
            Gap::Title => &self.title,
            Gap::Link => &self.link,
            Gap::When => &self.when,
            Gap::Passcode => &self.passcode,
            Gap::Name => &self.name,
        }
    }

    /// The invitation that a template makes with this. A line with an empty gap is left out, and of empty lines in a row
    /// one is left.
    pub fn fill(&self, template: &str) -> String {
        let mut lines: Vec<String> = Vec::new();
        for line in template.lines() {
            let Some(line) = self.fill_line(line.trim_end()) else { continue };
            if !line.is_empty() || lines.last().is_some_and(|before| !before.is_empty()) {
                lines.push(line);
            }
        }
        lines.join("\n").trim_end().to_owned()
    }

    /// One line; `None`: a gap in it stays empty. What fills a gap is not looked into again.
    fn fill_line(&self, line: &str) -> Option<String> {
        let mut filled = String::new();
        let mut rest = line;
        while let Some((place, gap)) = first_gap(rest) {
            let text = self.of(gap);
            if text.is_empty() {
                return None;
            }
            filled.push_str(&rest[..place]);
            filled.push_str(text);
            rest = &rest[place + gap.written().len()..];
        }
        filled.push_str(rest);
        Some(filled)
    }
}

fn first_gap(text: &str) -> Option<(usize, Gap)> {
    let gaps = Gap::ALL.into_iter().filter_map(|gap| Some((text.find(gap.written())?, gap)));
    gaps.min_by_key(|(place, _)| *place)
}

/// What looks like a gap and is none: a word in braces.
fn unknown_gap(text: &str) -> Option<String> {
    let inside = text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(inside, _)| inside);
    let is_word = |word: &&str| !word.is_empty() && word.chars().all(char::is_alphanumeric);
    let is_known = |word: &&str| Gap::ALL.into_iter().any(|gap| gap.written().trim_matches(['{', '}']) == *word);
    inside.filter(is_word).find(|word| !is_known(word)).map(str::to_owned)
}

impl std::str::FromStr for InvitationTemplate {
    type Err = InvitationError;

    fn from_str(text: &str) -> Result<Self, InvitationError> {
        let text = String::from(text.parse::<Paragraphs<2000>>()?);
        if let Some(name) = unknown_gap(&text) {
            return Err(InvitationError::UnknownGap { name });
        }
        if text.contains(Gap::Link.written()) { Ok(Self(text)) } else { Err(InvitationError::NoLink) }
    }
}

checked_text!(InvitationTemplate, InvitationError);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filling() -> Filling {
        Filling { title: "Biology {link} 7b".to_owned(), link: "https://a.example/j/x".to_owned(), ..Filling::default() }
    }

    #[test]
    fn a_line_with_an_empty_gap_is_left_out() {
        let template = "Hello {name},\n\ncome to {title}.\n\nWhen: {when}\n\nPasscode: {passcode}\nLink: {link}\n\n{when}\n";
        assert_eq!(filling().fill(template), "come to Biology {link} 7b.\n\nLink: https://a.example/j/x");
        let full = Filling { name: "Ann".into(), when: "now".into(), passcode: "1234".into(), ..filling() };
        assert_eq!(
            full.fill(template),
            "Hello Ann,\n\ncome to Biology {link} 7b.\n\nWhen: now\n\nPasscode: 1234\nLink: https://a.example/j/x\n\nnow"
        );
    }

    #[test]
    fn a_template_has_a_link_and_no_gap_that_nothing_fills() {
        let parse = |text: &str| text.parse::<InvitationTemplate>();
        assert!(parse("{title}\r\n{link} {} { } {a b} }{").is_ok());
        assert_eq!(parse("{title}"), Err(InvitationError::NoLink));
        assert_eq!(parse("{link} {code}"), Err(InvitationError::UnknownGap { name: "code".to_owned() }));
        assert_eq!(parse(" "), Err(ParagraphsError::Empty.into()));
    }

    proptest! {
        #[test]
        fn what_fills_a_gap_stays_as_it_is(title in "[^\n\r\u{2028}]{0,40}[a-z{}]") {
            let filling = Filling { title: title.clone(), link: "x".to_owned(), ..Filling::default() };
            prop_assert_eq!(filling.fill("{title}{link}"), format!("{}x", title));
        }
    }
}
