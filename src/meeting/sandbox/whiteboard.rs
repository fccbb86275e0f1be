//! `room/uploadWhiteboardFile` (plugnmeet-api.md §2.8). A real server turns the file into pictures with programs of its
//! own. The sandbox has no whiteboard: it checks what a real server checks and then fails as one does whose programs
//! fail. It looks at no file type, keeps no file and fetches no address.
use super::{Refusal, Sandbox, common, refused};

/// The largest file for a whiteboard, in bytes.
const LARGEST: u64 = 30 << 20;

/// What came with the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhiteboardFile {
    /// Where to fetch it.
    Link(String),
    /// The file itself.
    Document {
        /// Bytes.
        size: u64,
        /// Needs no conversion to PDF, only to pictures.
        is_pdf: bool,
    },
    /// Neither, and what a server says to that.
    Missing(&'static str),
}

impl Sandbox {
    /// Says why a file does not get onto the whiteboard: HTTP status and JSON body.
    pub async fn refuse_whiteboard_file(&self, room_id: &str, file: &WhiteboardFile) -> (u16, Vec<u8>) {
        let (status, reply) = match self.whiteboard_problem(room_id, file).await {
            Ok((status, msg, status_code)) => (status, common(false, &msg, &status_code)),
            Err(refusal) => (500, refused("room/uploadWhiteboardFile", refusal)),
        };
        (status, serde_json::Value::Object(reply).to_string().into_bytes())
    }

    async fn whiteboard_problem(&self, room_id: &str, file: &WhiteboardFile) -> Result<(u16, String, String), Refusal> {
        let problem = |status, msg: &str, code: &str| Ok((status, msg.to_owned(), code.to_owned()));
        if room_id.is_empty() {
            return problem(400, "missing required header Room-Id", "INVALID_PARAMETERS");
        }
        let room = self.is_room_active(room_id).await?;
        if room["is_active"] != true {
            let text = |name: &str| room[name].as_str().unwrap_or_default();
            return problem(400, text("msg"), text("status_code"));
        }
        match file {
            WhiteboardFile::Link(link) if !is_request_uri(link) => {
                problem(400, "Invalid document_link provided", "INVALID_PARAMETERS")
            }
            WhiteboardFile::Link(_) => {
                problem(400, "failed to fetch file headers: the sandbox fetches nothing", "INTERNAL_SERVER_ERROR")
            }
            WhiteboardFile::Missing(msg) => problem(400, msg, "INVALID_PARAMETERS"),
            WhiteboardFile::Document { size, .. } if *size > LARGEST => {
                problem(413, "Request Entity Too Large", "INVALID_PARAMETERS")
            }
            WhiteboardFile::Document { is_pdf: true, .. } => problem(500, "failed to count PDF pages", "INTERNAL_SERVER_ERROR"),
            WhiteboardFile::Document { .. } => problem(500, "failed to convert file to PDF", "INTERNAL_SERVER_ERROR"),
        }
    }
}

/// Whether Go's `url.ParseRequestURI` takes a text: an absolute address or a path, more loosely than RFC 3986.
fn is_request_uri(text: &str) -> bool {
    if text.is_empty() || text.chars().any(|character| character.is_ascii_control()) {
        return false;
    }
    let Some((scheme, rest)) = split_scheme(text) else { return false };
    let rest = rest.split('?').next().unwrap_or_default();
    if !rest.starts_with('/') {
        return !scheme.is_empty() || rest == "*";
    }
    let has_authority = rest.starts_with("//") && (!scheme.is_empty() || !rest.starts_with("///"));
    let (authority, path) = match rest.strip_prefix("//").filter(|_| has_authority) {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", rest),
    };
    is_authority(authority) && are_escapes(path)
}

/// The scheme, empty when there is none, and what follows it; `None` when a colon stands first.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|character: char| !character.is_ascii_alphanumeric() && !"+-.".contains(character));
    match end {
        Some(0) if text.starts_with(':') => None,
        Some(end) if text[end..].starts_with(':') && text.starts_with(|first: char| first.is_ascii_alphabetic()) => {
            Some((&text[..end], &text[end + 1..]))
        }
        _ => Some(("", text)),
    }
}

fn is_authority(authority: &str) -> bool {
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let is_user = user.chars().all(|character| character.is_ascii_alphanumeric() || "-._:~!$&'()*+,;=%@".contains(character));
    let end = host.rfind(']').map_or(0, |bracket| bracket + 1);
    let (name, port) = host.split_at(host[end..].rfind(':').map_or(host.len(), |colon| end + colon));
    let is_name = name.chars().all(|character| {
        !character.is_ascii() || character.is_ascii_alphanumeric() || "-_.~!$&'()*+,;=:[]<>\"%".contains(character)
    });
    let is_bracketed = !name.starts_with('[') || name.contains(']');
    is_user
        && are_escapes(user)
        && is_name
        && is_bracketed
        && are_escapes(name)
        && port.chars().skip(1).all(|digit| digit.is_ascii_digit())
}

/// Whether two hexadecimal digits follow every per cent sign.
fn are_escapes(text: &str) -> bool {
    let hex = |part: &str| part.len() >= 2 && part.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit);
    text.split('%').skip(1).all(hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_an_address_or_a_path() {
        for link in [
            "https://portal.example/a b.pdf?x=%zz",
            "http://u:p@portal.example:8080/ä",
            "http://[::1]:80/x",
            "/slides.pdf",
            "ftp://host",
            "mailto:ann@example.org",
            "http://",
            "*",
        ] {
            assert!(is_request_uri(link), "{link}");
        }
        for link in
            ["", "nope", "a/b", "?x", ":x", "1x:/a", "http://a b/", "http://host:x/", "/a%z", "http://[::1", "https://a\n"]
        {
            assert!(!is_request_uri(link), "{link}");
        }
    }
}
