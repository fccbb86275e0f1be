//! Calls into a running session, and about the server's web client (plugnmeet-api.md §2.6 to §2.8).
use serde_json::Map;

use super::plugnmeet::Call;
use super::sandbox::WhiteboardFile;
use super::wire::{Broadcast, ClientFiles, Endpoint, Outcome};
use super::{MeetingError, MeetingServer, of_sandbox, read};
use crate::random;

/// What is put onto a whiteboard.
#[derive(Clone, Debug)]
pub enum Upload {
    /// The server fetches it from there.
    Link(String),
    /// A file, at most 30 MiB on a server with stock settings.
    File {
        /// Its name: the ending says what it is.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
}

impl MeetingServer {
    /// The files of its web client (§2.6).
    pub async fn client_files(&self) -> Result<ClientFiles, MeetingError> {
        self.call(Endpoint::GetClientFiles, &Map::new()).await
    }

    /// Says something to people in a running session (§2.7).
    pub async fn broadcast(&self, what: &Broadcast) -> Result<(), MeetingError> {
        self.call::<Outcome>(Endpoint::BroadcastToRoom, what).await.map(drop)
    }

    /// Puts a file onto the whiteboard of a running session (§2.8). The sandbox, which has none, always refuses.
    pub async fn upload_whiteboard_file(&self, room_id: &str, upload: &Upload) -> Result<(), MeetingError> {
        let done: Outcome = match self {
            Self::Sandbox(sandbox) => {
                let (_, reply) = sandbox.refuse_whiteboard_file(room_id, &upload.into()).await;
                read(&reply).map_err(of_sandbox)?
            }
            Self::Plugnmeet(server) => server.ask(upload.call(room_id), read).await?,
        }?;
        drop(done);
        Ok(())
    }
}

impl Upload {
    /// A form of one part, between boundaries that stand nowhere in it.
    fn call(&self, room_id: &str) -> Call {
        let boundary = random::letters(32);
        let (head, content): (String, &[u8]) = match self {
            Self::Link(link) => ("name=\"document_link\"".to_owned(), link.as_bytes()),
            Self::File { name, bytes } => (format!("name=\"document\"; filename=\"{}\"", quoted(name)), bytes),
        };
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        let body = [head.as_bytes(), content, format!("\r\n--{boundary}--\r\n").as_bytes()].concat();
        Call::upload(room_id, format!("multipart/form-data; boundary={boundary}"), body)
    }
}

/// As browsers write file names: nothing in it ends the header.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

impl From<&Upload> for WhiteboardFile {
    fn from(upload: &Upload) -> Self {
        match upload {
            Upload::Link(link) => Self::Link(link.clone()),
            Upload::File { bytes, .. } => Self::Document { size: bytes.len() as u64, is_pdf: bytes.starts_with(b"%PDF-") },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_stays_inside_of_its_header() {
        assert_eq!(quoted("a\"; filename=\"b\r\n\r\nc.pdf"), "a%22; filename=%22b%0D%0A%0D%0Ac.pdf");
    }
}
