//! What something that is no meeting server answers, told so that somebody recognises it.
use http::StatusCode;

use super::probe::Reply;
use super::{Finding, FirstReply};
use crate::domain::fault::Words;

/// An answer, as far as it helps to see who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// What it is.
    pub kind: AnswerKind,
    /// The title of a page, else the beginning of the text.
    pub words: Words,
    /// The program that gave it, as it calls itself.
    pub software: Words,
    /// Where it sends browsers.
    pub leads_to: Words,
    meaning: Meaning,
}

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// A page for people.
    WebPage,
    /// An answer for programs.
    Json,
    /// Text.
    Text,
    /// Nothing.
    Nothing,
}

/// What is to be done about an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The same address with https will do.
    LeadsToHttps,
    /// The address has moved.
    Leads,
    /// Nothing is at this path (404, 405).
    NotFound,
    /// Something in front wants people to log in (401, 403, 407).
    LogIn,
    /// Something in front finds nobody behind it (502, 503, 504).
    Gateway,
    /// Another server altogether.
    Other,
}

impl Answer {
    /// Of a reply to the question for `url`.
    pub(super) fn of(reply: &Reply) -> Self {
        let text = reply.text.trim_start();
        let kind = if text.is_empty() {
            AnswerKind::Nothing
        } else if reply.content_type.contains("html") || text.starts_with('<') {
            AnswerKind::WebPage
        } else if text.starts_with(['{', '[']) {
            AnswerKind::Json
        } else {
            AnswerKind::Text
        };
        let words = if kind == AnswerKind::WebPage { title(text) } else { text.into() };
        let leads_to = if reply.status.is_redirection() { reply.location.as_str() } else { "" };
        Self {
            status: reply.status.as_u16(),
            kind,
            words,
            software: reply.software.as_str().into(),
            leads_to: leads_to.into(),
            meaning: meaning(reply),
        }
    }

    /// What is to be done about it.
    pub fn meaning(&self) -> Meaning {
        self.meaning
    }
}

fn meaning(reply: &Reply) -> Meaning {
    match reply.status {
        status if status.is_redirection() => {
            let encrypted = reply.url.replacen("http://", "https://", 1);
            let is_same =
                reply.url.starts_with("http://") && reply.location.trim_end_matches('/') == encrypted.trim_end_matches('/');
            if is_same { Meaning::LeadsToHttps } else { Meaning::Leads }
        }
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Meaning::NotFound,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::PROXY_AUTHENTICATION_REQUIRED => Meaning::LogIn,
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => Meaning::Gateway,
        _ => Meaning::Other,
    }
}

/// What a page calls itself.
fn title(page: &str) -> Words {
    let lower = page.to_ascii_lowercase();
    let found = lower.find("<title").and_then(|start| {
        let from = start + lower[start..].find('>')? + 1;
        let to = from + lower[from..].find("</title")?;
        page.get(from..to)
    });
    found.unwrap_or_default().into()
}

/// What `/healthCheck` says (§1.1).
pub(super) fn health(reply: FirstReply) -> Finding {
    let reply = match reply {
        Ok(reply) => reply,
        Err(fault) => return Finding::Fault(fault),
    };
    let text = reply.text.trim();
    match reply.status {
        StatusCode::OK if text == "Healthy" => Finding::Healthy,
        StatusCode::SERVICE_UNAVAILABLE if text.ends_with("connection error") && text.len() <= 40 => Finding::Unwell(text.into()),
        _ => Finding::Answers(Answer::of(&reply)),
    }
}
