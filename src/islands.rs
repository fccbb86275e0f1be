//! The few pieces that run in the browser, as WebAssembly. Each is whole without it: what the server sends is a form or a
//! picture already. Texts come in as properties, in the reader's language.
mod design_editor;
mod meeting_picture;

pub use design_editor::{DesignEditor, DesignEditorTexts, DesignField};
pub use meeting_picture::{MeetingPicture, Pictures, look_css};

#[cfg(test)]
mod tests;
